"""Holds the state of a running widget and tells who listens that it changed."""

from __future__ import annotations

from collections.abc import Callable

from widget.state.rules import update
from widget.state.tree import WidgetState


class Store:
    """The current state. `dispatch` an event to change it; listeners are called once for each real change."""

    def __init__(self, state: WidgetState) -> None:
        self.state = state
        self._listeners: list[Callable[[WidgetState], None]] = []

    def subscribe(self, listener: Callable[[WidgetState], None]) -> None:
        """Calls `listener(state)` after each event that changed something."""
        self._listeners.append(listener)

    def dispatch(self, event: object) -> WidgetState:
        """Applies the event; returns the state after it."""
        after = update(self.state, event)
        if after is not self.state:
            self.state = after
            for listener in self._listeners:
                listener(after)
        return after
