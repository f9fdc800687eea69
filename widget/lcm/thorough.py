"""The thorough reader: any text at all becomes a typed message, or None when it isn't ours. It never raises.

What is ours: an object on channel `LCM` (or where one of our operations is also heard), topic `WebService`, under the
subtopic of a request or reply of the registry; a notice, on its channels (notices/); and errors (errors.py). A reply
that misses that by a slip in its head is ours and malformed, so that whoever sends it is told. Everything else on the
bus is other apps' business."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from widget.lcm.errors import WS_ERROR, find_refusal
from widget.lcm.identifiers import PADDING
from widget.lcm.lists import Listing
from widget.lcm.masking import excerpt
from widget.lcm.messages import Malformed, Message, Notice, Problem, Reply, Request
from widget.lcm.notice import NoticeKind
from widget.lcm.notices import BY_NOTICE
from widget.lcm.operation import Operation
from widget.lcm.operations import BY_REQUEST, names_call, of_reply, reply_meant, reply_named
from widget.lcm.parsing import NotJson, parse, unwrap_text
from widget.lcm.salvage import Salvage, Validator
from widget.lcm.scalars import is_id

_NAMES_LCM = re.compile(r'channel\\?"\s*:\s*\\?"LCM\\?"')
_SUBTOPIC = re.compile(r'subtopic\\?"\s*:\s*\\?"(\w+)', re.IGNORECASE)
_HEAD = 2_000
_MAX_PACKETS = 3


def read_thoroughly(text: str) -> Message | None:
    """Return the message `text` is, or None when it isn't ours."""
    try:
        value = unwrap_text(parse(text))
    except NotJson as error:
        return refuse_text(text, str(error))
    message = _unpacked(value)
    return None if message is None else _Reading(text, message).read()


def names_channel(text: str) -> bool:
    """Whether the head of a text names our channel."""
    return _NAMES_LCM.search(text[:_HEAD]) is not None


def refuse_text(text: str, why: str) -> Malformed | None:
    """Refuse a text that can't be read as a whole: as ours when its head names our channel, else not at all."""
    if not names_channel(text):
        return None
    found = _SUBTOPIC.search(text[:_HEAD])
    return Malformed((Problem("text", why),), text, reply_named(found[1], names_call=None) if found else None)


def _unpacked(value: Any) -> dict[str, Any] | None:  # noqa: ANN401 - JSON of any shape
    """Take the message out of its packets: a packet has no subtopic of its own, and another envelope for a message."""
    for _ in range(_MAX_PACKETS + 1):
        if not isinstance(value, dict):
            return None
        inner = unwrap_text(value.get("message"))
        if _word(value, "subtopic", "subTopic") or not isinstance(inner, dict) or "channel" not in inner:
            return value
        value = inner
    return None


def _word(message: dict[str, Any], *names: str) -> str:
    """The first of these words of the head that is there, without padding (protocol.md §1.31)."""
    words = (message.get(name) for name in names)
    return next((word for each in words if isinstance(each, str) and (word := each.strip(PADDING))), "")


class _Reading:
    """One message on its way to its type. Its payload may be JSON text (protocol.md §2.37): it is read as JSON once,
    here, so that an error in it is seen as well as an answer."""

    def __init__(self, text: str, message: dict[str, Any]) -> None:
        self.text = text
        payloads: dict[str, Any] = {name: unwrap_text(message[name]) for name in ("message", "data") if name in message}
        self.message = {**message, **payloads}
        self.channel = _word(message, "channel")
        self.topic = _word(message, "topic").casefold()
        self.subtopic = _word(message, "subtopic", "subTopic")
        body = self._payload()
        self.names_call = names_call(body) if isinstance(body, dict) else None

    def read(self) -> Message | None:
        name = self.subtopic.casefold()
        kind = BY_NOTICE.get(name)
        if kind is not None:
            return self._notice(kind) if kind.heard_on(self.channel) else None
        replied = of_reply(self.subtopic, names_call=bool(self.names_call))
        asked = BY_REQUEST.get(name)
        if "message" in self.message and replied and (slip := self._slip(replied)):
            return self._malformed((slip,))
        if self.topic not in ("webservice", "error") and name != WS_ERROR.casefold():
            return None
        if self.channel == "LCM" and (refusal := find_refusal(self.topic, self.subtopic, self.message)):
            return refusal
        if "message" in self.message and replied and self.channel in _heard_on(replied):
            return self._reply(replied)
        if "message" not in self.message and asked and self.channel == asked.channel:
            return self._request(asked)
        if self.channel == "LCM":
            return self._misnamed() if "message" in self.message else self._without_message(replied or asked)
        return None

    def _payload(self) -> Any:  # noqa: ANN401 - JSON of any shape
        return self.message.get("message", self.message.get("data"))

    def _misnamed(self) -> Malformed | None:
        """An answer under a wrong name: whoever sends it is told the right one."""
        meant = reply_meant(self.subtopic)
        if meant is None:
            return None
        named = reply_named(meant, names_call=bool(self.names_call))  # two replies differ in case alone
        why = f"{excerpt(self.subtopic, 60)} came; the reply is named {named}"
        return self._malformed((Problem("subtopic", why),), reply_named(meant, names_call=self.names_call))

    def _without_message(self, operation: Operation[Any, Any] | None) -> Malformed | None:
        return self._malformed((Problem("message", "a reply has to have it"),)) if operation else None

    def _slip(self, operation: Operation[Any, Any]) -> Problem | None:
        """Name the word of the head that keeps a reply from being heard, where nobody else's message can be meant."""
        if self.channel == operation.channel and not self.topic:
            return Problem("topic", "missing: it has to be WebService")
        heard_on = _heard_on(operation)
        if self.channel in heard_on:
            return None
        meant = self.topic == "webservice" and self.channel.casefold() in ("", *map(str.casefold, heard_on))
        return Problem("channel", f"it has to be {operation.channel}, written so") if meant else None

    def _reply(self, operation: Operation[Any, Any]) -> Message:
        salvage = Salvage(self.message, "message")
        validated = salvage.validate(_validator(operation))
        if validated is None:
            return self._malformed(salvage.reported())
        body = operation.answered(validated)
        if isinstance(body, Listing) and salvage.left_out:
            body = body.model_copy(update={"unread": salvage.left_out})
        return Reply(operation, body, body.callid if operation.echoes_callid else None, salvage.reported())

    def _notice(self, kind: NoticeKind[Any]) -> Message:
        """The payload is under either of two names (protocol.md §5.3)."""
        payload = "message" if "message" in self.message else "data"
        root = {payload: self.message.get(payload)}
        salvage = Salvage(root, payload)
        validated = salvage.validate(_validator(kind))
        if validated is None:
            return Malformed(salvage.reported(), self.text, kind.name)
        return Notice(kind, kind.told(validated), salvage.reported())

    def _request(self, operation: Operation[Any, Any]) -> Message:
        data = {"data": self.message.get("data")}
        if isinstance(data["data"], list) and any(isinstance(item, dict) for item in data["data"]):
            return self._malformed((Problem("message", "a reply has to have it"),))
        if not isinstance(data["data"], dict) and not operation.request.model_fields:
            data = {"data": {}}
        salvage = Salvage(data, "data")
        validated = salvage.validate(operation.request.__pydantic_validator__)
        if validated is None or salvage.problems:
            return self._malformed(salvage.reported())
        return Request(operation, validated, _word(self.message, "source"))

    def _malformed(self, problems: tuple[Problem, ...], reply: str | None = None) -> Malformed:
        """`reply` is the reply that is meant, where the name is another one."""
        body = self._payload()
        callid = body.get("callid") if isinstance(body, dict) else None
        named = str(callid) if isinstance(callid, str | int) else ""
        return Malformed(
            problems,
            self.text,
            reply or reply_named(self.subtopic, names_call=self.names_call) or self.subtopic,
            named if is_id(named) else None,
        )


def _heard_on(operation: Operation[Any, Any]) -> tuple[str, ...]:
    return (operation.channel, *operation.heard_on)


@cache
def _validator(of: Operation[Any, Any] | NoticeKind[Any]) -> Validator:
    body = of.answer if isinstance(of, Operation) else of.body
    return TypeAdapter(of.wire or body).validator
