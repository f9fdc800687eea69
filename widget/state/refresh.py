"""The agent's press on "Refresh calls": it is shown that the desktop is asked, and then what came of it.

An answer may come at once, so "asking" is shown for at least SEEN seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from widget.state.acted import Acted, action
from widget.state.announcements import saying
from widget.state.calls import CallsRead
from widget.state.link import ask_calls
from widget.state.reading import Came, NotCame
from widget.state.update import Update, rule
from widget.texts import later, later_many

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

SEEN = 1.0
TOLD = 4.0


@dataclass(frozen=True, slots=True)
class Refresh:
    """`pressed_at` is when the agent pressed, while it is shown that the desktop is asked. `answered`: what came of it
    has been said. Until `told_until` it is shown that the calls were read. Times are in epoch seconds."""

    pressed_at: float | None = None
    answered: bool = False
    told_until: float | None = None

    def moved(self, by: float) -> Refresh:
        """The same after the clock was moved by `by` seconds."""
        pressed_at, told_until = (None if at is None else at + by for at in (self.pressed_at, self.told_until))
        return replace(self, pressed_at=pressed_at, told_until=told_until)

    @property
    def asking(self) -> bool:
        """Whether it is shown that the desktop is asked."""
        return self.pressed_at is not None

    @property
    def told(self) -> bool:
        """Whether it is shown that the calls were read."""
        return self.told_until is not None


@action("refresh-calls")
def _pressed(event: Acted, state: WidgetState) -> Update:
    """The desktop may be being asked already: then its answer is the answer to this press, too."""
    after, effects = ask_calls(state)
    return (after._replace(refresh=Refresh(event.at)) if after.calls.asking else after), effects


@rule(Came, CallsRead)
def _came(event: Came[CallsRead, Any], state: WidgetState) -> WidgetState:
    said = later_many("Calls read: {n} call.", "Calls read: {n} calls.", len(state.calls.value))
    return _answered(saying(state, said)) if event.ends and _waits(state) else state


@rule(NotCame, CallsRead)
def _not_came(_event: NotCame[CallsRead], state: WidgetState) -> WidgetState:
    return _answered(saying(state, later("Calls not read."))) if _waits(state) else state


def _waits(state: WidgetState) -> bool:
    return state.refresh.asking and not state.refresh.answered


def _answered(state: WidgetState) -> WidgetState:
    return state._replace(refresh=replace(state.refresh, answered=True))


def after_a_while(state: WidgetState, now: float) -> WidgetState:
    """The state when the time is `now` (epoch seconds)."""
    refresh = state.refresh
    if refresh.pressed_at is not None and refresh.answered and now - refresh.pressed_at >= SEEN:
        read = state.calls.failure is None
        return state._replace(refresh=Refresh(told_until=now + TOLD if read else None))
    if refresh.told_until is not None and now >= refresh.told_until:
        return state._replace(refresh=Refresh())
    return state
