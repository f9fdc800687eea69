"""What an LCM knows when the curtain rises, and how it means to behave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from widget.lcm import Call, ManualDialContact, Mode, NonPewcContact


class Trouble(StrEnum):
    """How an operation is answered when it isn't answered properly."""

    REFUSED = "refused"
    """By a WS_Error in the vendor's words."""
    NOT_FOUND = "not-found"
    """By the failure body of a sibling page: `{"success": false, "msg": "Contact not found"}`."""
    UNREADABLE = "unreadable"
    """By a reply whose message has the wrong shape."""
    SILENCE = "silence"
    """Not at all, though what was asked is done."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What changes with time: the calls at each step, and how many seconds a step takes."""

    seconds: float
    calls_at: Callable[[int], tuple[Call, ...]]


@dataclass(frozen=True, slots=True)
class Scenario:
    """The data of one demo. `modes` are callback modes by callid; `reserved` are contacts the agent already has, `pool`
    those a download takes from; `trouble` is by request subtopic."""

    calls: tuple[Call, ...] = ()
    modes: Mapping[str, tuple[Mode, ...]] = field(default_factory=dict)
    reserved: tuple[ManualDialContact, ...] = ()
    pool: tuple[ManualDialContact, ...] = ()
    non_pewc: tuple[NonPewcContact, ...] = ()
    trouble: Mapping[str, Trouble] = field(default_factory=dict)
    turn: Turn | None = None
