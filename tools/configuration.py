"""Every key of the [widget] table as a page, from WidgetConfig's own fields: `python -m tools.configuration`."""

from __future__ import annotations

import json

from pydantic.fields import FieldInfo

from tools.project import ROOT
from widget.config import WidgetConfig, wants
from widget.panels import PANEL_NAMES

PAGE = ROOT / "docs/configuration.md"
GROUPS: dict[str, tuple[str, ...]] = {
    "The desktop and the bus": (
        "allowed_origins", "source", "framing", "subscriber_id", "posts", "manual_dial_dialect", "answer_state_sync",
    ),
    "Who works here, and where": ("agent_id", "agent_id_from_query", "server_timezone", "default_region"),
    "How long to wait": ("reply_deadline", "read_retries", "retry_pause", "change_deadline", "stale_after"),
    "Panels and dialling": (
        "panels", "dial", "consent_gate", "calling_hours", "hours_gate", "manual_dial_max", "get_more_while_working",
        "reserved_at_start", "copy_message",
    ),
    "Privacy": ("mask_numbers", "reveal_seconds"),
    "For integrators": ("inspector",),
    "Words and looks": ("locale", "theme", "tokens"),
}  # fmt: skip

_INTRO = """# Configuration

<!-- Written by `python -m tools.configuration` from widget/config.py; a test holds it to that. -->

Everything is set in the `[widget]` table of `pyscript.toml`, beside `index.html`. The file is yours: it holds nothing
that belongs to a release, so keep it when you publish another one. The published file has this head, and the keys
`allowed_origins` and `source` under it: write there. What earlier releases had above the head (`interpreter`,
`packages`, `[files]` and others) is not read any more, and the console says so: remove it. A key that does not exist,
stands elsewhere or stands there twice, or a value that can't be used, stops the widget until the file is mended and the
page reloaded. The page says which key, what it got and what it wants; of a file that is not TOML, it says the line.
Times are seconds.

```toml
[widget]
allowed_origins = ["https://desktop.example.com"]
server_timezone = "America/New_York"
default_region = "US"
agent_id_from_query = true
```

Without `allowed_origins` no desktop may embed the widget. Where another page embeds the desktop, list that page too. An
origin that no browser would name (blanks, characters that can't be seen, letters beyond ASCII) is refused, with what
browsers write in its place. Without `server_timezone` no expiry can be counted down; without `default_region` only
numbers with a `+` are formatted; without an agent id no contacts can be asked for,
skipped or closed at the desktop, no number can be changed, and no outcome saved.

## Who the agent is

With `agent_id_from_query = true` the desktop names the agent in the address of the frame:
`https://widget.example.com/#agent_id=jane.doe`. After `#` the id is in no server's log and in no Referer header; after
`?` it works as well. Encode it (`encodeURIComponent`): a `+` is written `%2B`. An address that gives two different ids,
an empty one, or a text that can't be an id (`undefined`, `{agentId}`) stops the widget, and the page says what it got.
Only a listed desktop can name the agent so: a page opened by itself takes no agent from its address.

No message of the protocol says that another agent has logged in. So the desktop gives the frame a new address for each
agent, and the widget begins anew, with nothing of the last agent, also when only the part after `#` is new. While
nobody is logged in, give it no `agent_id`, or remove the frame. The three dots show whose page it is.

Each widget on one bus needs a `source` of its own. All frames of one address read the same `pyscript.toml`. So for two
widgets on one bus, give each an address and a table of its own ([deploy.md](deploy.md#tenants-by-path)).
"""


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is None:
        return "not set"
    if value == {}:
        return "none"
    return f"`{json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)}`"


def _row(name: str) -> str:
    field = WidgetConfig.model_fields[name]
    cells = (f"`{name}`", field.description or "", wants(field, PANEL_NAMES), _default(field))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def page() -> str:
    """The page's text.

    Raises:
        ValueError: when a field is in no group, or in two.
    """
    grouped = [name for names in GROUPS.values() for name in names]
    odd = set(WidgetConfig.model_fields) ^ set(grouped)
    if odd or len(grouped) != len(set(grouped)):
        raise ValueError(f"each field belongs to one group: {sorted(odd) or 'one is in two'}")
    parts = [_INTRO]
    for title, names in GROUPS.items():
        parts.append(f"\n## {title}\n\n| key | what it does | wants | default |\n|---|---|---|---|\n")
        parts += [f"{_row(name)}\n" for name in names]
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
