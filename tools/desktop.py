"""`python -m tools.desktop`: makes parts of docs/desktop.md: the tables of operations, and the small desktop."""

from __future__ import annotations

import json
import re
from os.path import relpath
from pathlib import Path
from textwrap import fill
from typing import Any

from tools.project import ROOT
from widget.client import Deadlines
from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    OPERATIONS,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
    Operation,
    operations,
)

PAGE = ROOT / "docs/desktop.md"
EXAMPLE = ROOT / "docs/desktop.html"
SAMPLES = ROOT / "tests/contract/samples"
SCHEMAS = ROOT / "docs/protocol/schemas"
HEAD = "| request | reply | repeats `callid` | changes data | deadline |"
FIRST: tuple[Operation[Any, Any], ...] = (
    STATE_SYNC,
    GET_CALLBACK_MODES,
    SET_NEW_MODE_NUMBER,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    GET_RESERVED_CONTACT_OD,
)
"""The operations that a desktop needs. Without the others, a part of the page is not there."""
_PART = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def _sample(operation: Operation[Any, Any], kind: str) -> Path | None:
    """The vendor's sample of its request or its reply. A file is named after its operation's file."""
    file = next(name for name, one in vars(operations).items() if one is operation).lower()
    return next(iter(sorted(SAMPLES.glob(f"???_{file}.{kind}.*"))), None)


def _link(operation: Operation[Any, Any], kind: str, name: str) -> str:
    """The name, leading to the vendor's sample, or to the schema where there is none."""
    file = _sample(operation, kind) or SCHEMAS / f"{operation.name}.{kind}.json"
    return f"[`{name}`]({relpath(file, PAGE.parent)})"


def _data(operation: Operation[Any, Any]) -> str:
    """What the widget sends as `data`."""
    fields = operation.request.model_fields.items()
    return ", ".join(f"`{field.serialization_alias or name}`" for name, field in fields)


def _row(operation: Operation[Any, Any], last: str) -> str:
    changing, times = operation.changing, Deadlines()
    changes = "some" if callable(changing) else "yes" if changing else "no"
    read, change = f"{times.reply:g} s", f"{times.change:g} s"
    cells = (
        _link(operation, "request", operation.name),
        _link(operation, "reply", operation.reply),
        "yes" if operation.echoes_callid else "no",
        changes,
        {"no": read, "yes": change}.get(changes, f"{read}, {change} where it changes data"),
        last,
    )
    return f"| {' | '.join(cells)} |\n"


def _needed() -> str:
    rows = (_row(operation, "yes" if operation.shared else "no") for operation in FIRST)
    return f"{HEAD} may come unasked |\n{'|---' * 6}|\n{''.join(rows)}"


def _others() -> str:
    rows = (_row(operation, _data(operation)) for operation in OPERATIONS if operation not in FIRST)
    return f"{HEAD} `data` |\n{'|---' * 6}|\n{''.join(rows)}"


def _replies() -> str:
    """The vendor's replies to the needed operations, as they are on the wire."""
    samples = [json.loads(path.read_text("utf-8")) for one in FIRST if (path := _sample(one, "reply"))]
    texts = (json.dumps(sample, ensure_ascii=False) for sample in samples)
    return "".join(f"{fill(text, 116, initial_indent='    ', subsequent_indent='     ')}\n\n" for text in texts)


def parts() -> dict[str, str]:
    """The made parts of the page, by their names."""
    example = EXAMPLE.read_text(encoding="utf-8")
    return {
        "needed": _needed(),
        "replies": _replies(),
        "others": _others(),
        "example": f"```html\n{example}```\n",
    }


def page(text: str) -> str:
    """The page with its made parts as they should be. Raises KeyError for a part that is not made here."""
    made = parts()
    return _PART.sub(lambda found: f"{found[1]}{made[found[2]]}{found[3]}", text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
