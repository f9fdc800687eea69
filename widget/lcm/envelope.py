"""The envelope of every message, and the packet that may be around it (protocol.md §1.5, §1.16): read and written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from widget.lcm.bounds import MAX_CHARS
from widget.lcm.errors import WS_ERROR
from widget.lcm.messages import Message
from widget.lcm.notice import B, NoticeKind
from widget.lcm.operation import A, Dialect, Operation, Q
from widget.lcm.quick import read_quickly
from widget.lcm.thorough import read_thoroughly, refuse_text

_TOPIC = "WebService"


@dataclass(frozen=True, slots=True)
class Framing:
    """How messages are sent: bare, or in the packet of the desktop's publish/subscribe library.

    `subscriber_id` is what the desktop handed out at registration, `response_url` the app's own address; packets only.
    """

    packet: bool = False
    subscriber_id: str = ""
    response_url: str = ""


def read(text: str, *, max_chars: int = MAX_CHARS) -> Message | None:
    """Read one text off the bus.

    Returns a Reply, a Request, a Refusal of the other side, or Malformed when it is ours but can't be read; None when
    it isn't ours: another channel, another app's operation, or nothing of the kind. A reply with faulty parts comes
    without them, and its `problems` say which. Never raises; the work is bounded (bounds.py). Texts longer than
    `max_chars` characters aren't looked into."""
    if len(text) > max_chars:
        return refuse_text(text, f"longer than {max_chars} characters")
    reply = read_quickly(text)
    return read_thoroughly(text) if reply is None else reply


def write_request(
    operation: Operation[Q, A], data: Q, *, source: str, framing: Framing = Framing(), dialect: Dialect = "sample"
) -> str:
    """Return the JSON text of a request. `source` is our name on the bus; `dialect`: see `Dialect`."""
    message: dict[str, Any]
    message = {"channel": operation.channel, "topic": _TOPIC, "subtopic": operation.name, "source": source}
    written = operation.write_data(data, dialect)
    if written is not None:
        message["data"] = written
    # Quicker than json.dumps, and safe as a request is flat: in the page it ends the runtime on values nested deeply.
    return to_json(_framed(message, framing), by_alias=True).decode()


def write_reply(operation: Operation[Q, A], body: A, *, source: str = "", framing: Framing = Framing()) -> str:
    """Return the JSON text of a reply, in the form of its page's sample. `source` is left out when empty, as there."""
    return _text(_reply(operation.channel, operation.reply, source, operation.write_message(body)), framing)


def write_notice(kind: NoticeKind[B], body: B, *, source: str = "", framing: Framing = Framing()) -> str:
    """Return the JSON text of a notice, as the mock says it."""
    said = {"source": source} if source else {}
    message = {"channel": kind.channels[0], "topic": kind.topic, "subtopic": kind.name, **said}
    return _text({**message, "message": kind.message_of(body)}, framing)


def write_refusal(
    error_type: str,
    message: str,
    *,
    callid: str | None,
    subtopic: str | None,
    source: str = "",
    framing: Framing = Framing(),
) -> str:
    """Return the JSON text of an error, as a reply under `subtopic` (None: under `WS_Error`)."""
    body = {"errorType": error_type, "errorMessage": message, "msg": message}
    if callid is not None:
        body["callid"] = callid
    return _text(_reply("LCM", subtopic or WS_ERROR, source, body), framing)


def _reply(channel: str, subtopic: str, source: str, message: object) -> dict[str, Any]:
    said = {"source": source} if source else {}
    return {"channel": channel, "topic": _TOPIC, "subtopic": subtopic, **said, "message": message}


def _text(message: Mapping[str, Any], framing: Framing) -> str:
    return json.dumps(_framed(message, framing), separators=(",", ":"))


def _framed(message: Mapping[str, Any], framing: Framing) -> Mapping[str, Any]:
    if not framing.packet:
        return message
    return {
        "channel": message["channel"],
        "topic": "",
        "subTopic": "",
        "message": message,
        "ResponseUrl": framing.response_url,
        "subscriberID": framing.subscriber_id,
    }
