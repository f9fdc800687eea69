"""`update(state, event) -> (state, effects)`: the only place where anything is decided. Pure.

Each subject's file registers its rules, by the kind of event and, where an event names `what` it is about, by the kind
of that, or by that itself where it is a word. A rule returns the next state, or it and the effects that follow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from widget.state.effects import Effect

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

Update: TypeAlias = "tuple[WidgetState, tuple[Effect, ...]]"
Rule: TypeAlias = "Callable[[Any, WidgetState], WidgetState | Update]"
R = TypeVar("R", bound=Rule)

_RULES: dict[tuple[type, type | str], list[Rule]] = {}


def rule(kind: type, what: type | str = "") -> Callable[[R], R]:
    """Register the decorated function for one kind of event, about one kind of thing. Several run in their order."""

    def register(function: R) -> R:
        _RULES.setdefault((kind, what), []).append(function)
        return function

    return register


def update(state: WidgetState, event: object) -> Update:
    """The state after the event, the same object when nothing changed, and what is to be done. Raises KeyError for what
    is no event."""
    what = getattr(event, "what", "")
    effects: tuple[Effect, ...] = ()
    for function in _RULES[type(event), what if isinstance(what, str) else type(what)]:
        after = function(event, state)
        if type(after) is tuple:  # the state is a named one
            state, more = cast("Update", after)
            effects += more
        else:
            state = cast("WidgetState", after)
    return state, effects


def known() -> frozenset[tuple[type, type | str]]:
    """What there are rules for: the kinds of event, with the kinds of what they are about."""
    return frozenset(_RULES)
