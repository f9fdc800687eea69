"""What `read` can answer: a reply, a request, a refusal of the other side, a notice, or what can't be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pydantic import BaseModel

from widget.lcm.identifiers import id_key
from widget.lcm.masking import mask_digits
from widget.lcm.notice import NoticeKind
from widget.lcm.operation import Operation, ReplyKey


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a message that was not as it should be, and was left out.

    `where` is the way to it in the JSON (`message[1].campaignmodes[0].MinLength`), `why` says what was wrong and what
    became of it. Neither holds a whole phone number.
    """

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply of the LCM side. `callid` is set where the reply echoes one; `problems` say what was left out of
    `body`.
    """

    operation: Operation[Any, Any]
    body: BaseModel = field(repr=False)
    callid: str | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def key(self) -> ReplyKey:
        """The key this reply settles: see `Operation.reply_key` (protocol.md §4.1)."""
        return (self.operation.reply, None if self.callid is None else id_key(self.callid))


@dataclass(frozen=True, slots=True)
class Request:
    """A request seen on the bus: another app's, our own echo, or, in the mock, one to answer."""

    operation: Operation[Any, Any]
    data: BaseModel = field(repr=False)
    source: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Refusal:
    """An error the LCM side sent (protocol.md §1.22 to §1.28).

    `error_type` is as received (`WS_Error`), or `Failed` for a bare `success: false` with a `msg`. `message` is as
    received and may hold a number; the repr masks it. `subtopic` is the reply subtopic of the operation it names, in
    our spelling; as received when it names none of ours; None when it names nothing. See `names_reply`."""

    error_type: str
    message: str
    callid: str | None = None
    subtopic: str | None = None

    def __repr__(self) -> str:
        callid = None if self.callid is None else mask_digits(self.callid)
        message = mask_digits(self.message)
        return f"Refusal(error_type={self.error_type!r}, {message=!r}, {callid=!r}, subtopic={self.subtopic!r})"


@dataclass(frozen=True, slots=True)
class Notice:
    """What the desktop says has happened, and nobody asked for. `problems` say what was left out of `body`."""

    kind: NoticeKind[Any]
    body: BaseModel = field(repr=False)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Malformed:
    """A message that is ours but can't be read. `text` is the message as it came; the repr does not show it.
    `subtopic` is as that of a Refusal."""

    problems: tuple[Problem, ...]
    text: str
    subtopic: str | None = None
    callid: str | None = None

    def __repr__(self) -> str:
        callid = None if self.callid is None else mask_digits(self.callid)
        return f"Malformed(problems={self.problems!r}, subtopic={self.subtopic!r}, {callid=!r})"


def names_reply(subtopic: str | None, reply: str) -> bool:
    """Whether the `subtopic` of a Refusal or a Malformed names the reply of an operation. In small letters, it may be
    that of either of two replies which differ only in case (protocol.md §6.3)."""
    return subtopic in (reply, reply.casefold())


Message: TypeAlias = Reply | Request | Refusal | Notice | Malformed
