"""Attempts: what can happen to something that is sent once, such as a change of a number or a dial. This is all of it:

    phase \\ sign   SEND   CONFIRMED   REFUSED   LOST      EDITED
    IDLE           SENT   .           .         .         IDLE
    SENT           .      DONE        FAILED    UNKNOWN   .
    DONE           .      .           .         .         IDLE
    FAILED         SENT   .           .         .         IDLE
    UNKNOWN        SENT   DONE        FAILED    .         IDLE

A dot means that the sign changes nothing in that phase. Only an action of the agent leads to SENT, and never from SENT,
so that one press sends once. `confirming` (the agent is being asked) is kept apart from the phase, because it does not
say what became of what was sent before.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Generic, TypeVar

from widget.client import Failure

W = TypeVar("W")


class Phase(StrEnum):
    """What is known about an attempt."""

    IDLE = "idle"
    SENT = "sent"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Sign(StrEnum):
    """What can happen to an attempt."""

    SEND = "send"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    LOST = "lost"
    EDITED = "edited"


TABLE: dict[tuple[Phase, Sign], Phase] = {
    (Phase.IDLE, Sign.SEND): Phase.SENT,
    (Phase.IDLE, Sign.EDITED): Phase.IDLE,
    (Phase.SENT, Sign.CONFIRMED): Phase.DONE,
    (Phase.SENT, Sign.REFUSED): Phase.FAILED,
    (Phase.SENT, Sign.LOST): Phase.UNKNOWN,
    (Phase.DONE, Sign.EDITED): Phase.IDLE,
    (Phase.FAILED, Sign.SEND): Phase.SENT,
    (Phase.FAILED, Sign.EDITED): Phase.IDLE,
    (Phase.UNKNOWN, Sign.SEND): Phase.SENT,
    (Phase.UNKNOWN, Sign.CONFIRMED): Phase.DONE,
    (Phase.UNKNOWN, Sign.REFUSED): Phase.FAILED,
    (Phase.UNKNOWN, Sign.EDITED): Phase.IDLE,
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """Something that is sent once. `failure` says why it failed or is unknown. `confirming`: the agent is being asked
    whether to send it. `serial` tells what was sent last from what was sent before, whose answer may still come."""

    phase: Phase = Phase.IDLE
    failure: Failure | None = None
    confirming: bool = False
    serial: int = 0

    def after(self, sign: Sign, failure: Failure | None = None) -> Attempt:
        """The attempt after a sign; the same object when the sign changes nothing. A change ends `confirming`."""
        phase = TABLE.get((self.phase, sign))
        return self if phase is None else Attempt(phase, failure, serial=self.serial)

    def sent(self, serial: int) -> Attempt:
        """The attempt after it was sent under this serial."""
        return replace(self.after(Sign.SEND), serial=serial)

    def ended(self, failure: Failure | None) -> Attempt:
        """The attempt after its answer, or after no answer came. `failure` is None when it was done."""
        if failure is None:
            return self.after(Sign.CONFIRMED)
        return self.after(Sign.LOST if failure.unknown else Sign.REFUSED, failure)

    def asking(self, confirming: bool) -> Attempt:
        """The attempt with this `confirming`."""
        return replace(self, confirming=confirming)

    @property
    def can_be_sent(self) -> bool:
        """Whether the agent may send it now."""
        return not self.confirming and (self.phase, Sign.SEND) in TABLE


NOT_SENT = Attempt()


@dataclass(frozen=True, slots=True)
class Settled(Generic[W]):
    """What was sent has its answer, or was given up on. `failure` is None when it was done. `late`: its answer came
    after it was given up on. `at` is when that was known, in epoch seconds."""

    what: W
    failure: Failure | None
    late: bool = False
    at: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Doubted(Generic[W]):
    """An answer came that may belong to what was sent, or to something else."""

    what: W
