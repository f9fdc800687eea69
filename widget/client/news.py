"""What the client has to tell besides answers: the messages nobody was waiting for, each with the reason it gives them.

`FRESH` and `SETTLED` carry data to take over; `DOUBTFUL` carries none to trust, and says to read again; the rest is for
the log and the inspector. The rules are protocol.md §4.3, §4.4 and §4.7 to §4.10.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from widget.client.failures import RequestFailed
from widget.lcm import Message, Operation


class NewsKind(StrEnum):
    """What a message nobody waited for is to us."""

    FRESH = "fresh"
    """A late reply to one of our reads, or unasked state that may be taken."""
    SETTLED = "settled"
    """A late reply, or refusal, to one of our changes whose outcome was unknown. `asked` is what was asked."""
    DOUBTFUL = "doubtful"
    """A reply that may belong to another of our changes, or to another app's: it vouches for nothing. Read again."""
    IGNORED = "ignored"
    """A duplicate, or the answer to another app's request."""
    REQUEST = "request"
    """Another app's request, seen on the bus."""
    MALFORMED = "malformed"
    """A message of ours that could not be read, whether or not it ended a request."""
    ODD = "odd"
    """A reply that answered a request, with parts that could not be read (`message.problems`)."""


@dataclass(frozen=True, slots=True)
class News:
    """One message and what became of it.

    `at` is the client's monotonic time in seconds; `operation` and `asked` are our request it belongs to, when it does;
    `confirm` says that a newer reading may already have been taken, so that the data should be asked for once more.
    """

    kind: NewsKind
    message: Message
    reason: str
    at: float
    operation: Operation[Any, Any] | None = None
    asked: BaseModel | None = None
    confirm: bool = False
    error: RequestFailed | None = None
    """Of a SETTLED change: how it failed after all; None when it was done."""
