"""Time passing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widget.state import dialling, link
from widget.state.inspector import without_old_notes
from widget.state.update import Update, rule

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


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
    return link.after_a_while(without_old_notes(after, event.at), event.at)
