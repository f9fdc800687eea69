"""Where each event's rule is found: a pure function (event, state) -> state, registered by the event's type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from widget.state.tree import WidgetState

E = TypeVar("E")
_RULES: dict[type, Callable[[Any, WidgetState], WidgetState]] = {}


def rule(kind: type[E]) -> Callable[[Callable[[E, WidgetState], WidgetState]], Callable[[E, WidgetState], WidgetState]]:
    """Registers the decorated function as the rule of one kind of event."""

    def register(function: Callable[[E, WidgetState], WidgetState]) -> Callable[[E, WidgetState], WidgetState]:
        _RULES[kind] = function
        return function

    return register


def update(state: WidgetState, event: object) -> WidgetState:
    """The state after the event; the same object when nothing changed. Raises KeyError for what is no event."""
    return _RULES[type(event)](event, state)


def known() -> frozenset[type]:
    """The kinds of event that have a rule."""
    return frozenset(_RULES)
