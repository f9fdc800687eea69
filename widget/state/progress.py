"""How far the call of a dialled contact is, as far as the desktop tells."""

from __future__ import annotations

from dataclasses import dataclass, replace

from widget.lcm import CallStateChange, Stage

_ORDER: tuple[Stage, ...] = ("ringing", "connected", "ended")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the call is. `connection` is the desktop's id of it, "" when it gave none. `answered_at` and `ended_at`
    are when the page was told (epoch seconds). `answered_at` is None for a call that was going on when the page heard
    of it first, because it is not known since when.
    """

    stage: Stage
    connection: str = ""
    answered_at: float | None = None
    ended_at: float | None = None

    def moved(self, by: float) -> Progress:
        """The same after the clock was moved by `by` seconds."""
        answered, ended = (None if at is None else at + by for at in (self.answered_at, self.ended_at))
        return replace(self, answered_at=answered, ended_at=ended)


def after(before: Progress | None, change: CallStateChange, at: float) -> Progress | None:
    """The progress after a notice at `at` (epoch seconds). Notices may come twice and out of order, so a call never
    goes back."""
    stage = change.stage
    if stage is None:
        return before
    connection = change.connection or (before.connection if before is not None else "")
    if before is not None and _ORDER.index(stage) <= _ORDER.index(before.stage):
        return replace(before, connection=connection)
    answered_at = before.answered_at if before is not None else None
    if stage == "connected" and (before is not None or change.answers):
        answered_at = at
    return Progress(stage, connection, answered_at, at if stage == "ended" else None)
