"""Whether an answer is written as the vendor's sample has it: the names, the JSON types, and what is around it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from conformance.foreign import Foreign
from conformance.rules import Verdict
from conformance.shapes import Place, Shape, shape_of
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
_MOST_NAMES, _LONGEST_NAME, _ALIKE = 50, 40, 0.8
"""So many names of an object are looked at, up to so long ones; so alike is a name to the one that is meant."""
Json = dict[str, Any]


class Finding(NamedTuple):
    """Something in an answer that is worth saying. `verdict` is HOLDS where nothing is wrong with it, READ where the
    sample has it otherwise, and FAILS where the widget can't use it."""

    words: str
    verdict: Verdict = Verdict.READ


class Unpacked(NamedTuple):
    """A message, and what was around it."""

    message: Json
    as_text: bool = False
    in_packet: bool = False


def unpacked(text: str) -> Unpacked | None:
    """The message of a text from the bus, without the packets around it (protocol.md §1.16); None when it is none."""
    try:
        value = parse(text)
        as_text, in_packet = isinstance(value, str), False
        value = unwrap_text(value)
    except NotJson:
        return None
    while isinstance(value, dict):
        inner = unwrap_text(value.get("message"))
        if value.get("subtopic") or value.get("subTopic") or not isinstance(inner, dict) or "channel" not in inner:
            return Unpacked(value, as_text, in_packet)
        in_packet, value = True, inner
    return None


def named(message: Json) -> object:
    """The name of a message, as it stands there: text, as it should be, or anything else."""
    return message.get("subtopic") or message.get("subTopic") or message.get("subtopic")


def body_of(message: Json) -> Any:  # noqa: ANN401 - JSON of any shape
    """What a reply holds."""
    return unwrap_text(message.get("message"))


def head_differs(came: Unpacked, foreign: Foreign, *, packets: bool) -> Iterator[Finding]:
    """How the head of a reply differs from the samples'. `packets`: the widget asks in packets too."""
    message = came.message
    if came.as_text:
        yield Finding("the message: JSON as text, in JSON")
    if came.in_packet and not packets:
        yield Finding("the message: it is in a packet, and the widget asks without one")
    if "topic" not in message:
        yield Finding("topic: it is not there; the sample has WebService")
    elif (topic := message["topic"]) != "WebService":
        yield Finding(f"topic: it is {foreign.word(topic)}; the sample has WebService")
    if "subtopic" not in message:
        yield Finding("subtopic: it is under subTopic")
    if str(message.get("channel")).strip(PADDING) != message.get("channel"):
        yield Finding("channel: blanks around it")
    if isinstance(message.get("message"), str):
        yield Finding("message: JSON as text; the sample has it as it is")


def content_differs(message: Json, reply: Reply) -> Iterator[Finding]:
    """How the content of a reply differs from the sample's. The places are named, not the values."""
    body, shape = body_of(message), shape_of(reply.operation)
    if shape:
        yield from _names_differ(body, shape, "message")
    written = json.loads(json.dumps(reply.operation.write_message(reply.body)))
    yield from _types_differ(body, written, "message")


def _names_differ(came: Any, shape: Shape, where: str) -> Iterator[Finding]:  # noqa: ANN401 - JSON of any shape
    if isinstance(came, list):
        for item in came:
            yield from _names_differ(item, shape, f"{where}[]")
    if not isinstance(came, dict):
        return
    for name, place in shape.items():
        if name not in came:
            yield from _not_there(came, shape, name, f"{where}.{name}")
        elif place.inside:
            yield from _names_differ(unwrap_text(came[name]), place.inside, f"{where}.{name}")


def _not_there(came: Json, shape: Shape, name: str, where: str) -> Iterator[Finding]:
    """What is said of a name that is not there: what it may stand under, else that it is missing."""
    place = shape[name]
    if any(other in came for other in place.others):
        yield Finding(f"{where}: it has another name")
    elif meant := _meant(came, shape, name):
        yield Finding(f"{where}: it is not there; there is {meant}, which is not read", Verdict.FAILS)
    elif place.inside and not came.keys().isdisjoint(place.inside.keys() - shape.keys()):
        yield Finding(f"{where}: it is not there; what belongs in it stands beside it", Verdict.FAILS)
    elif place.needed:
        yield Finding(f"{where}: it is not there")


def _meant(came: Mapping[str, Any], shape: Mapping[str, Place], name: str) -> str | None:
    """The name in an object that is nobody's, and that is this one but for its case or a slip."""
    known = {*shape, *(other for place in shape.values() for other in place.others)}
    foreign = [each for each in came if each not in known and len(each) <= _LONGEST_NAME][:_MOST_NAMES]
    spelled = {each.casefold(): each for each in foreign}
    close = get_close_matches(name.casefold(), spelled, n=1, cutoff=_ALIKE)
    return spelled[close[0]] if close else None


def _types_differ(came: Any, sample: Any, where: str) -> Iterator[Finding]:  # noqa: ANN401 - JSON of any shape
    if isinstance(came, dict) and isinstance(sample, dict):
        for name, value in sample.items():
            if name in came:
                yield from _types_differ(came[name], value, f"{where}.{name}")
    elif isinstance(came, list) and isinstance(sample, list):
        for one, other in zip(came, sample, strict=False):
            yield from _types_differ(one, other, f"{where}[]")
    elif _type(came) != _type(sample) and _type(came) != ALSO.get(where.rpartition(".")[2]):
        yield Finding(f"{where}: it is {_type(came)}; the sample has {_type(sample)}")


def _type(value: object) -> str:
    return TYPES[type(value)]
