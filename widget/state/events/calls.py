"""What happens to calls and their callback modes. Times are epoch seconds, UTC."""

from __future__ import annotations

from dataclasses import dataclass

from widget.lcm import Call, Mode
from widget.state.tree import Failure


@dataclass(frozen=True, slots=True)
class CallsAsked:
    """StateSync was sent."""


@dataclass(frozen=True, slots=True)
class CallsCame:
    """A StateSync reply: these are all the calls there are, but for `unread` ones that could not be read."""

    calls: tuple[Call, ...]
    at: float
    unread: int = 0


@dataclass(frozen=True, slots=True)
class CallsFailed:
    """StateSync got no usable answer."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class CallSelected:
    """The agent chose a call."""

    callid: str


@dataclass(frozen=True, slots=True)
class ModesAsked:
    """GetCallBackModes was sent for a call."""

    callid: str


@dataclass(frozen=True, slots=True)
class ModesCame:
    """The callback modes of a call, but for `unread` ones that could not be read. A change of the call is read back."""

    callid: str
    modes: tuple[Mode, ...]
    at: float
    unread: int = 0


@dataclass(frozen=True, slots=True)
class ModesFailed:
    """The callback modes of a call could not be read."""

    callid: str
    failure: Failure
