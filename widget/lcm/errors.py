"""Errors of the LCM side: recognised by their body, since their delivery isn't documented (protocol.md §1.23)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from widget.lcm.bounds import MAX_ID
from widget.lcm.messages import Refusal
from widget.lcm.operations import reply_named
from widget.lcm.scalars import cut, decoded, is_id, is_nothing

JsonObject: TypeAlias = Mapping[str, Any]

WS_ERROR = "WS_Error"
FAILED = "Failed"
_MAX_WORDS = 500
_NO = frozenset({"false", "no", "0", "n", "f", "off"})
_CALLID = re.compile(rf"invalid call id\s*:\s*[<'\"]?([^\s<>'\"]{{1,{MAX_ID}}}?)[.,;]?(?:[\s<>'\"]|$)", re.IGNORECASE)


def find_refusal(topic: str, subtopic: str, message: JsonObject) -> Refusal | None:
    """Return the error that a message on our channel carries, or None when it carries none.

    Looked for under `message`, `message.response`, its first item and `data`: an `errorType`, or a `msg` beside
    `success: false`. The subtopic `WS_Error`, and the topic `Error`, make an error of any body. A failure without an
    `errorType` under another operation's subtopic is another app's."""
    said_so = subtopic.casefold() == WS_ERROR.casefold() or topic.casefold() == "error"
    bodies = list(_bodies(message))
    body = next((body for body in bodies if "errorType" in body or _has_failed(body)), None)
    if body is None:
        if not said_so:
            return None
        body = bodies[0] if bodies else {"msg": message.get("message", message.get("data"))}
    callid = _callid(body, bodies)
    about, ours = _about(subtopic, callid)
    if not (said_so or ours or "errorType" in body):
        return None
    return Refusal(
        error_type=_text(body, "errorType") or (WS_ERROR if said_so else FAILED),
        message=_text(body, "msg") or _text(body, "errorMessage"),
        callid=callid,
        subtopic=about,
    )


def _bodies(message: JsonObject) -> Iterator[JsonObject]:
    for body in (message.get("message"), message.get("data")):
        if isinstance(body, dict):
            yield body
            response = body.get("response")
            first = response[0] if isinstance(response, list) and response else response
            if isinstance(first, dict):
                yield first


def _has_failed(body: JsonObject) -> bool:
    success = body.get("success")
    return "msg" in body and success is not None and str(success).casefold() in _NO


def _callid(body: JsonObject, bodies: list[JsonObject]) -> str | None:
    for each in (body, *bodies):
        if is_id(callid := _whole(each, "callid")):
            return callid
    found = _CALLID.search(_whole(body, "errorMessage")) or _CALLID.search(_whole(body, "msg"))
    return found[1] if found else None


def _text(body: JsonObject, name: str) -> str:
    return cut(_whole(body, name), _MAX_WORDS)


def _whole(body: JsonObject, name: str) -> str:
    """The text, not cut: a call id that is cut is another one (protocol.md §2.54)."""
    value = body.get(name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # as in a reply (protocol.md §1.15)
    text = str(value) if isinstance(value, str | int | float) else ""
    return "" if is_nothing(text) else decoded(text)


def _about(subtopic: str, callid: str | None) -> tuple[str | None, bool]:
    """Return the reply subtopic an error names, in our spelling where it is ours, and whether it may be about us. An
    error without a call id may be about any request: that it has none tells nothing."""
    if reply := reply_named(subtopic, names_call=True if callid else None):
        return reply, True
    return (None, True) if subtopic.casefold() in ("", "error", WS_ERROR.casefold()) else (subtopic, False)
