"""What the client gives back: texts to post, and what came of each request and of each message.

`Standing` says what a message is to us (protocol.md §4.3, §4.4). For each request, exactly one `Incoming` has `ends`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

from pydantic import BaseModel

from widget.client.failures import Failure
from widget.lcm import Message, Operation, Refusal, Reply, ReplyKey


class Standing(StrEnum):
    """What a message is to us. UNANSWERED says that no message came."""

    ANSWER = "answer"
    """It answers the request in flight."""
    REFUSED = "refused"
    """It says no to the request in flight."""
    UNANSWERED = "unanswered"
    """No message: the request ended without an answer that counts."""
    LATE = "late"
    """It belongs to a request of ours that was given up on: a read, or a change whose outcome was unknown."""
    UNASKED = "unasked"
    """Nobody here asked for it, and it is true for every app."""
    DOUBTFUL = "doubtful"
    """It may belong to another change of ours, or to another app's change. It proves nothing."""
    UNREADABLE = "unreadable"
    """It is meant for us and could not be read, whether or not it ended a request."""
    OVERHEARD = "overheard"
    """Another app's request."""
    IGNORED = "ignored"
    """A duplicate, or an answer to another app."""
    TOLD = "told"
    """A notice of the desktop."""
    ECHO = "echo"
    """Our own answer to another app, which the bus brings back."""


class Post(NamedTuple):
    """Put `text` on the bus. If that can't be done, call `Client.unsent`. `serial` is that of its request. An answer to
    another app has no `key` and no serial (0)."""

    text: str
    key: ReplyKey | None = None
    serial: int = 0


class Incoming(NamedTuple):
    """What came of a request of ours, or what one message of the bus is to us.

    Attributes:
        standing: what the message is to us.
        reason: why, in plain English, for the inspector.
        operation: the operation of the request it belongs to, else of the message; None when neither is known.
        asked: the data of the request it belongs to, or of another app's request; None when there is none.
        about: the asker's name for that request; None when there is none.
        body: the reply's body, when it counts.
        failure: why the request failed; for a late message, the refusal that it holds; else None.
        message: the message as it was read; None when none came.
        again: a newer reading may already have been taken, so the data should be asked for once more.
        serial: the number of the request it belongs to, ours or another app's; 0 when there is none.
    """

    standing: Standing
    reason: str = ""
    operation: Operation[Any, Any] | None = None
    asked: BaseModel | None = None
    about: Any = None
    body: BaseModel | None = None
    failure: Failure | None = None
    message: Message | None = None
    again: bool = False
    serial: int = 0

    @property
    def ends(self) -> bool:
        """Whether it ends a request."""
        return self.standing in _ENDS

    @property
    def changes(self) -> bool:
        """Whether the request that it belongs to may have changed something."""
        return self.asked is not None and self.operation is not None and self.operation.changes(self.asked)

    @property
    def alive(self) -> bool:
        """Whether it shows that the desktop is there."""
        return isinstance(self.message, Reply | Refusal) and self.standing is not Standing.ECHO


_ENDS = frozenset({Standing.ANSWER, Standing.REFUSED, Standing.UNANSWERED})


Output = Post | Incoming
