"""What is said aloud, once, to those who don't see the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widget.texts import Text

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


@dataclass(frozen=True, slots=True)
class Said:
    """What the live region says. `serial` grows with each saying, so the same words can be said again."""

    serial: int = 0
    lines: tuple[Text, ...] = ()


def saying(state: WidgetState, *lines: Text) -> WidgetState:
    """The state with these lines in the live region. No lines change nothing."""
    return state._replace(said=Said(state.said.serial + 1, lines)) if lines else state
