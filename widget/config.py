"""The `[widget]` table of pyscript.toml: every key, the values it takes, and the error message for a wrong value.

In: the file as static/boot.js read it, a plain dict. Out: a frozen WidgetConfig, or a ConfigError that lists every
wrong key at once. Times are in seconds.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Annotated, Any, Literal, NamedTuple
from urllib.parse import unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, ValidationInfo
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, Url

ConsentGate = Literal["require", "warn", "off"]
DialBy = Literal["message", "tel", "none"]
HoursGate = Literal["require", "warn", "off"]

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_USUAL_PORTS = {"https": 443, "http": 80}
_TOKEN_NAME = re.compile(r"--[a-z][a-z0-9-]*")
_TOKEN_VALUE = re.compile(r"[\w#%.,()+\-*/ \"']{1,120}")
_PLACEHOLDER = re.compile(r"""[<>{}\[\]"`%\ufffd]|^[$@:]""")
"""What is in a template's placeholder, in markup, and in a text that was encoded twice or wrongly."""
_NOBODY = frozenset(
    {"", "undefined", "null", "none", "nil", "nan", "na", "unknown", "true", "false", "notset", "userid"}
)
"""What stands where an agent's id is missing: its letters and digits, or each word of it, in lower case."""
_NUMBER = re.compile(r"\d{3,}(?=\d\d)")
AGENT = (
    "the agent's id, of at most 200 characters: no word such as undefined, no placeholder such as {agentId},"
    ' and none of < > { } [ ] " ` %'
)


class ConfigError(ValueError):
    """The [widget] table can't be used. The message names each wrong key, its value and the values it takes."""


class AddressError(ValueError):
    """The address of the page can't be used. The message names the key, its value and the values it takes."""


def _origin(value: str) -> str:
    """An origin as browsers write it: what they make of the address, by the same rules (the WHATWG's for URLs)."""
    try:
        url = Url(value)
    except ValueError:
        raise ValueError("not an origin") from None
    exact = f"{url.scheme}://{url.host}" + (f":{url.port}" if url.port != _USUAL_PORTS.get(url.scheme) else "")
    if "*" in value:
        raise ValueError("no pattern is taken")
    if value != exact:
        raise ValueError(f"browsers write {exact}")
    if url.scheme != "https" and not (url.scheme == "http" and url.host in _LOOPBACK):
        raise ValueError("not https")
    return value


def may_be_listed(origin: str) -> bool:
    """Whether `allowed_origins` takes this origin."""
    try:
        return _origin(origin) == origin
    except ValueError:
        return False


def _agent(value: str) -> str:
    """An agent's id as given, or "" for none. A value that was meant to be replaced by an id is not taken for one."""
    words = re.findall(r"[^\W_]+", value.casefold())
    nobody = "".join(words) in _NOBODY or all(word in _NOBODY for word in words) or "agentid" in "".join(words)
    if value and (not value.isprintable() or _PLACEHOLDER.search(value) or nobody or len(value) > 200):
        raise ValueError("not an agent's id")
    return value.strip()


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as missing:
        raise ValueError("no such time zone") from missing
    return value


class Hours(NamedTuple):
    """From when to when, in minutes of the day; 1440 is midnight at its end."""

    opens: int
    closes: int


_HOURS = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")


def _hours(value: str) -> str:
    read_hours(value)
    return value


@lru_cache(maxsize=8)
def read_hours(value: str) -> Hours:
    """Hours such as 08:00-21:00. Raises ValueError for any other text, and for hours without length."""
    found = _HOURS.fullmatch(value)
    if found is None:
        raise ValueError("not hours")
    hour, minute, last_hour, last_minute = map(int, found.groups())
    hours = Hours(60 * hour + minute, 60 * last_hour + last_minute)
    if max(hours) > 1440 or hours.opens == 1440 or hours.opens == hours.closes:
        raise ValueError("not hours")
    return hours


def _panels(value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    """The caller of `read_config` gives the names of the panels, because this room knows no panel."""
    names = (info.context or {}).get("panels")
    if len(set(value)) != len(value):
        raise ValueError("a panel is named twice")
    if names is not None and not set(value) <= set(names):
        raise ValueError("there is no such panel")
    return value


def _tokens(value: dict[str, str]) -> dict[str, str]:
    for name, worth in value.items():
        if not _TOKEN_NAME.fullmatch(name) or not _TOKEN_VALUE.fullmatch(worth) or "url(" in worth.replace(" ", ""):
            raise ValueError(f"{name} is not a design token")
    return value


AgentId = Annotated[str, AfterValidator(_agent)]
Origin = Annotated[str, AfterValidator(_origin)]
CallingHours = Annotated[str, AfterValidator(_hours)]
ZoneName = Annotated[str, AfterValidator(_zone)]
Seconds = Annotated[float, Field(gt=0, le=600)]


def _key(default: object, description: str, wants: str, **limits: Any) -> Any:  # noqa: ANN401 - stands for any field
    return Field(default=default, description=description, json_schema_extra={"wants": wants}, **limits)


class WidgetConfig(BaseModel):
    """What an administrator may set; each field is one key of the [widget] table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = _key(
        "lcm-agent-widget",
        "The name this widget signs its requests with (`source` on the bus).",
        "a name of 1 to 80 characters",
        min_length=1,
        max_length=80,
    )
    agent_id: AgentId = _key("", "The agent's id, sent where a request asks for one.", AGENT)
    agent_id_from_query: bool = _key(
        False,
        "Let `#agent_id=…` or `?agent_id=…` of the page's own address name the agent instead of `agent_id`. Without it"
        " in the address, the agent is not known. What follows `#` is in no server's log.",
        "true or false",
    )
    allowed_origins: tuple[Origin, ...] = _key(
        (),
        "The desktops that may embed and speak to the widget, and the pages that may embed such a desktop. Empty: none"
        " may.",
        "a list of exact origins such as https://desktop.example.com, as location.origin has it in the desktop's"
        " console (lower case, other letters in punycode, no path, no / or : at the end, no :443, no *; http only for"
        " localhost)",
    )
    framing: Literal["bare", "packet"] = _key(
        "bare",
        "How messages are wrapped on the bus: bare, or in the desktop's publish/subscribe packet.",
        "bare or packet",
    )
    subscriber_id: str = _key(
        "", "The subscriberID a packet carries, as handed out when the app was registered.", "text", max_length=200
    )
    posts: Literal["object", "text"] = _key(
        "object", "What the desktop is handed: a JavaScript object, or the same as JSON text.", "object or text"
    )
    reply_deadline: Seconds = _key(5.0, "How long a read waits for its reply.", "seconds, more than 0 and at most 600")
    change_deadline: Seconds = _key(
        10.0, "How long a change waits before its outcome counts as unknown.", "seconds, more than 0 and at most 600"
    )
    read_retries: int = _key(
        2,
        "How often a read without an answer is asked again. Changes never are.",
        "a whole number from 0 to 10",
        ge=0,
        le=10,
    )
    retry_pause: Seconds = _key(
        1.0, "The pause before the first repeat; it doubles each time.", "seconds, more than 0 and at most 600"
    )
    stale_after: Seconds = _key(
        60.0,
        "After how long a silence of the desktop the link counts as stale.",
        "seconds, more than 0 and at most 600",
    )
    answer_state_sync: bool = _key(
        False,
        "Answer StateSync requests of other apps from this widget's own calls: at most once a second, and only while"
        " the link is live, all calls were read and none are being asked for.",
        "true or false",
    )
    server_timezone: ZoneName | None = _key(
        None,
        "The zone of the desktop's dates, which carry none. Unset: dates are shown as received and count as unknown.",
        "an IANA zone such as America/New_York",
    )
    default_region: str | None = _key(
        None,
        "The country of numbers without +. Unset: only numbers with + are formatted.",
        "two capital letters such as US",
        pattern=r"^[A-Z]{2}$",
    )
    panels: Annotated[tuple[str, ...], AfterValidator(_panels)] | None = _key(
        None,
        "The panels shown, in their order. Unset: all of them.",
        "a list of {panels}, each at most once",
        min_length=1,
    )
    manual_dial_dialect: Literal["sample", "table"] = _key(
        "sample", "Which of the vendor's two spellings the requests about contacts and outcomes use.", "sample or table"
    )
    manual_dial_max: int = _key(
        5, "The most contacts an agent may ask for at once.", "a whole number from 1 to 50", ge=1, le=50
    )
    get_more_while_working: bool = _key(
        False, "Allow more contacts while one is neither done, skipped nor expired.", "true or false"
    )
    reserved_at_start: bool = _key(
        True,
        "Ask for the contacts that are reserved for the agent when the page starts or is reloaded.",
        "true or false",
    )
    dial: DialBy = _key(
        "message", "What Dial does: post ManualDialCall, open a tel: link, or not exist.", "message, tel or none"
    )
    copy_message: bool = _key(
        False,
        "Tell the desktop (ManualDialCopyContact) when the number of a manual-dial contact was copied.",
        "true or false",
    )
    consent_gate: ConsentGate = _key(
        "require",
        "Dialling without known consent: ask for a second step, only say so, or neither.",
        "require, warn or off",
    )
    calling_hours: CallingHours = _key(
        "08:00-21:00",
        "The hours in which customers may be called, by the time at their number.",
        'from when to when, such as "08:00-21:00"; "00:00-24:00" is all day, and "20:00-06:00" goes over midnight',
    )
    hours_gate: HoursGate = _key(
        "warn",
        "Dialling outside the calling hours, or when the time at the number is not known: ask for a second step, only"
        " say so, or neither.",
        "require, warn or off",
    )
    mask_numbers: bool = _key(
        False,
        "Show only the last four digits of each number, in every text of the desktop. A number by itself is shown for a"
        " while when the agent presses it. Copy still copies all.",
        "true or false",
    )
    reveal_seconds: Seconds = _key(
        10.0, "How long a masked number stays shown once asked for.", "seconds, more than 0 and at most 600"
    )
    inspector: bool = _key(
        False,
        "For integrators: show the traffic of the bus under the three dots, and let it be recorded. The last messages"
        " are then kept in the page's memory: at most 200 rows and 400,000 characters, and twice as many more while"
        " somebody looks at them. Without it, no message is kept.",
        "true or false",
    )
    locale: str = _key(
        "en",
        "The language of the widget. en-XA is English made long and accented, to test with.",
        "en, ar or en-XA",
        pattern=r"^(en|ar|en-XA)$",
    )
    theme: Literal["auto", "light", "dark"] = _key(
        "auto", "Colours: the system's choice, or always one.", "auto, light or dark"
    )
    tokens: Annotated[dict[str, str], AfterValidator(_tokens)] = _key(
        {},
        "Design tokens the host overrides; static/css/tokens.css names them all.",
        'custom properties under a head [widget.tokens], such as --accent = "#0a5fd4", without ; { } or url()',
    )


def hours_of(settings: WidgetConfig) -> Hours:
    """The calling hours."""
    return read_hours(settings.calling_hours)


def read_config(document: Mapping[str, object], panels: Sequence[str]) -> WidgetConfig:
    """The checked [widget] table. `document` is the whole pyscript.toml as it was read; `panels` are the names of
    all panels.

    Raises ConfigError, which names every wrong key, every unknown key, and every key outside the table.
    """
    table = document.get("widget", {})
    if not isinstance(table, Mapping):
        raise ConfigError(f"widget: got {_shown(table)}, wants a table under the head [widget]")
    complaints = list(_strays(document))
    try:
        config = WidgetConfig.model_validate(dict(table), context={"panels": panels})
    except ValidationError as invalid:
        errors = groupby(invalid.errors(), lambda error: str(error["loc"][0]) if error["loc"] else "?")
        complaints += (_complaint(key, _got(list(wrong), table.get(key)), panels) for key, wrong in errors)
    else:
        if not complaints:
            return config
    raise ConfigError("\n".join(complaints))


def _strays(document: Mapping[str, object]) -> Iterator[str]:
    """What stands outside the [widget] table."""
    others = {name: value for name, value in document.items() if name != "widget"}
    for name, value in others.items():
        within = [f"[{name}] {key}" for key in WidgetConfig.model_fields if isinstance(value, Mapping) and key in value]
        if name in WidgetConfig.model_fields or within:
            keys = ", ".join(within or [name])
            yield f"{keys}: stands outside the [widget] table, where it is not read; move it below that head"
        else:
            yield f"{name}: there is no such key; only the [widget] table is read"


def _got(wrong: Sequence[ErrorDetails], value: object) -> str:
    """What a key got: of a list, only the wrong entries, with what is wrong with each where we know."""
    entries = [error for error in wrong if isinstance(error["loc"][-1], int)]
    if not entries:
        return _shown(value)
    reasons = [error.get("ctx", {}).get("error") for error in entries]
    shown = (
        _shown(error["input"]) + (f" ({reason})" if reason else "")
        for error, reason in zip(entries, reasons, strict=True)
    )
    return " and ".join(shown)


def _complaint(key: str, got: str, panels: Sequence[str]) -> str:
    field = WidgetConfig.model_fields.get(key)
    if field is None:
        near = difflib.get_close_matches(key, WidgetConfig.model_fields, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        return f"[widget] {key}: there is no such key{hint}"
    return f"[widget] {key}: got {got}, wants {wants(field, panels)}"


def wants(field: FieldInfo, panels: Sequence[str]) -> str:
    """The values that a key takes, in words."""
    extra = field.json_schema_extra
    words = str(extra.get("wants")) if isinstance(extra, dict) else ""
    return words.replace("{panels}", ", ".join(panels))


def agent_of(settings: WidgetConfig, query: str, fragment: str) -> str:
    """The agent's id: that of the page's address where the configuration lets the address name it, else that of the
    configuration. "" when it is not known. Raises AddressError for an address that `agent_in_address` refuses, and for
    one that names an agent where it may not."""
    named = agent_in_address(query, fragment)
    if settings.agent_id_from_query:
        return named
    if named:
        raise AddressError(
            "agent_id in the address: it is not read, because agent_id_from_query is false; "
            "set it to true, or leave agent_id out of the address"
        )
    return settings.agent_id


def agent_in_address(query: str, fragment: str) -> str:
    """The agent's id that the page's address gives as `agent_id`, or "" when it gives none.

    `query` and `fragment` are as in the URL, without `?` and `#`, and are read in the same way. Raises AddressError for
    an empty value, for one that can't be an id, and for two that differ.
    """
    pairs = [pair.partition("=") for part in (query, fragment) for pair in part.split("&")]
    for name in (unquote(name) for name, _, _ in pairs):
        if name != "agent_id" and re.sub("[-_ ]", "", name.casefold()) == "agentid":
            raise AddressError(f"{name} in the address: it has to be written agent_id")
    given = list(dict.fromkeys(value for name, _, value in pairs if unquote(name) == "agent_id"))
    ids = list(dict.fromkeys(map(_in_address, given)))
    if len(ids) > 1:
        raise AddressError(f"agent_id in the address: got {' and '.join(map(_masked, ids))}, wants one agent's id")
    return ids[0] if ids else ""


def _in_address(written: str) -> str:
    try:
        value = unquote(written, errors="strict")
    except UnicodeDecodeError:
        raise AddressError(
            f"agent_id in the address: got {_masked(written)}, which is not UTF-8;"
            " wants the agent's id as encodeURIComponent writes it"
        ) from None
    if "+" in written:
        raise AddressError(
            f"agent_id in the address: got {_masked(written)}, wants + written as %2B, and a blank as %20"
        )
    try:
        if _agent(value):
            return value
    except ValueError:
        pass
    raise AddressError(
        f"agent_id in the address: got {_masked(value)}, wants {AGENT}; leave it out when it is not known"
    )


def _masked(value: str) -> str:
    return _NUMBER.sub(lambda run: "•" * len(run[0]), _shown(value))


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "…"


PLAYABLE = (
    *("source", "framing", "server_timezone", "default_region", "manual_dial_dialect", "manual_dial_max", "panels"),
    *("dial", "copy_message", "consent_gate", "calling_hours", "hours_gate", "get_more_while_working"),
    *("answer_state_sync", "reply_deadline", "change_deadline", "read_retries", "retry_pause", "stale_after"),
)
"""The settings that a player of a recording must know: how messages are read, what an action leads to, and how long the
widget waits."""


def playable(settings: WidgetConfig) -> dict[str, Any]:
    """The settings that are kept with a recording, as JSON values. Settings that are None are left out."""
    table = settings.model_dump(mode="json")
    return {key: table[key] for key in PLAYABLE if table[key] is not None}
