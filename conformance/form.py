"""Whether an answer is written as the vendor's sample has it: the spelling of its names, and the JSON types."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from widget.lcm import PADDING, Reply
from widget.lcm.parsing import NotJson, parse, unwrap_text

TYPES = {
    bool: "a flag",
    str: "text",
    int: "a number",
    float: "a number",
    type(None): "null",
    list: "a list",
    dict: "an object",
}
ALSO = {"CallType": "a number", "Consent": "text", "ContactId": "a number"}
"""Types that page 004's sample has, beside those in which the widget's own models write the fields."""
_EMPTY: tuple[object, ...] = (None, "", [], {})
MOST = 6
"""The most differences that are named."""
Json = dict[str, Any]


def unpacked(text: str) -> Json | None:
    """The message of a text from the bus, without the packets around it (protocol.md §1.16); None when it is none."""
    try:
        value = unwrap_text(parse(text))
    except NotJson:
        return None
    while isinstance(value, dict):
        inner = unwrap_text(value.get("message"))
        if value.get("subtopic") or value.get("subTopic") or not isinstance(inner, dict) or "channel" not in inner:
            return value
        value = inner
    return None


def named(message: Json) -> str:
    """The name of a message, as it stands there."""
    name = message.get("subtopic") or message.get("subTopic")
    return name if isinstance(name, str) else ""


def head_differs(message: Json) -> tuple[str, ...]:
    """How the head of a reply differs from the samples'."""
    found = []
    if message.get("topic") != "WebService":
        found.append(f"topic: it is {message.get('topic')!r}; the sample has 'WebService'")
    if "subtopic" not in message:
        found.append("subtopic: it is under subTopic")
    if str(message.get("channel")).strip(PADDING) != message.get("channel"):
        found.append("channel: blanks around it")
    if isinstance(message.get("message"), str):
        found.append("message: JSON as text; the sample has it as it is")
    return tuple(found)


def content_differs(message: Json, reply: Reply) -> tuple[str, ...]:
    """How the content of a reply differs from the sample's, as far as it was read. The places are named, not the
    values."""
    written = json.loads(json.dumps(reply.operation.write_message(reply.body)))
    found = tuple(dict.fromkeys(_differences(unwrap_text(message.get("message")), written, "message")))
    return (*found[:MOST], f"and {len(found) - MOST} more") if len(found) > MOST else found


def _differences(came: Any, sample: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - JSON of any shape
    if isinstance(came, dict) and isinstance(sample, dict):
        for name, value in sample.items():
            if name in came:
                yield from _differences(came[name], value, f"{where}.{name}")
            elif value not in _EMPTY:
                yield f"{where}.{name}: it has another name"
    elif isinstance(came, list) and isinstance(sample, list):
        for one, other in zip(came, sample, strict=False):
            yield from _differences(one, other, f"{where}[]")
    elif _type(came) != _type(sample) and _type(came) != ALSO.get(where.rpartition(".")[2]):
        yield f"{where}: it is {_type(came)}; the sample has {_type(sample)}"


def _type(value: object) -> str:
    return TYPES[type(value)]
