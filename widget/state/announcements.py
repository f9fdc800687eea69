"""Announcements: what the live region says, once, to those who don't see the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widget.texts import Text

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


@dataclass(frozen=True, slots=True)
class Said:
    """The last announcement. `serial` grows with each announcement, so that the same lines can be said again."""

    serial: int = 0
    lines: tuple[Text, ...] = ()


def saying(state: WidgetState, *lines: Text) -> WidgetState:
    """The state with these lines as its announcement; the same state when there are no lines."""
    return state._replace(said=Said(state.said.serial + 1, lines)) if lines else state
