"""Time passing, and a clock that is wrong.

The machine's clock is compared with our own server's. Beyond WRONG, the widget counts with the server's time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widget.state import announcements, dialling, finished, link, past_dials, refresh
from widget.state.announcements import News, telling
from widget.state.effects import CorrectClock
from widget.state.inspector import without_old_notes
from widget.state.link import ClockPutBack
from widget.state.update import Update, rule
from widget.texts import later

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


WRONG = 60.0
"""A clock that differs from the server's by more than so many seconds is wrong."""
RIGHT = 30.0
"""A wrong clock is right again when it differs by at most so many seconds. The two limits differ, because a difference
near one limit would be over and under it in turns."""
SAME = 5.0
"""Two differences within so many seconds are the same: a Date has whole seconds, and an answer takes its time."""


@dataclass(frozen=True, slots=True)
class ServerTime:
    """Our own server's clock shows `at` when ours, as corrected so far, shows `ours` (epoch seconds)."""

    at: float
    ours: float


@dataclass(frozen=True, slots=True)
class ClockPutRight:
    """The machine's clock was ahead and has been set to the right time. The widget's time goes on as before."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The time is `at`, in epoch seconds. It comes about once a second while the page is visible, and when it wakes."""

    at: float


@rule(Tick)
def _tick(event: Tick, state: WidgetState) -> Update:
    after = dialling.after_a_while(state, event.at)
    if event.at != after.now:
        after = after._replace(now=event.at)
    screen = after.screen.at(event.at, after.settings.reveal_seconds)
    if screen is not after.screen:
        after = after._replace(screen=screen)
    after = announcements.after_a_while(refresh.after_a_while(after, event.at), event.at)
    return link.after_a_while(without_old_notes(after, event.at), event.at)


@rule(ServerTime)
def _server_time(event: ServerTime, state: WidgetState) -> WidgetState | Update:
    """Count with the server's time while the machine's clock is wrong, and with the machine's when it is right."""
    behind = state.clock_behind + event.at - event.ours
    if abs(behind) <= (RIGHT if state.clock_behind else WRONG):
        behind = 0.0
    by = behind - state.clock_behind
    if abs(by) <= (SAME if behind else 0):
        return state
    after = _moved(state, by)._replace(clock_behind=behind)
    after, effects = _tick(Tick(state.now + by), after)
    if behind:
        line = later("This computer's clock is wrong. Times here are corrected.")
        after = telling(after, (News("note", "", line),))
    return after, (CorrectClock(by), *effects)


@rule(ClockPutRight)
def _put_right(_event: ClockPutRight, state: WidgetState) -> WidgetState:
    return state._replace(clock_behind=0.0)


@rule(ClockPutBack)
def _put_back(event: ClockPutBack, state: WidgetState) -> WidgetState:
    return _moved(state, -event.by)


def _moved(state: WidgetState, by: float) -> WidgetState:
    """The state with the times that came from the clock moved by `by` seconds. The desktop's dates stay. So do the
    times of the screen: they are seconds ahead, and `Screen.at` drops those that are then past or too far ahead."""
    return state._replace(
        link=state.link.moved(by),
        refresh=state.refresh.moved(by),
        calls=state.calls.moved(by),
        of_calls={key: reading.moved(by) for key, reading in state.of_calls.items()},
        manual=state.manual.moved(by),
        non_pewc=state.non_pewc.moved(by),
        outcomes=state.outcomes.moved(by),
        said=state.said.moved(by),
        dials=past_dials.moved(state.dials, by),
        finished=finished.moved(state.finished, by),
        traffic=state.traffic.moved(by),
        notes=tuple(replace(note, at=note.at + by) for note in state.notes),
    )
