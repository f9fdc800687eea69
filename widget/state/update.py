"""`update(state, event) -> (state, effects)`: the only place where anything is decided. Pure.

Each subject's file registers its rules. A rule is found by the type of the event and by the event's `what`, if it has
one: by `what` itself when it is text, else by its type. A rule returns the next state, or the next state and effects.
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
    """Register the decorated function as a rule for one type of event and one `what`. When more than one rule is
    registered, they run in the order of registration."""

    def register(function: R) -> R:
        _RULES.setdefault((kind, what), []).append(function)
        return function

    return register


def update(state: WidgetState, event: object) -> Update:
    """The state after the event (the same object when nothing changed), and the effects. Raises KeyError when there is
    no rule for the event."""
    what = getattr(event, "what", "")
    effects: tuple[Effect, ...] = ()
    for function in _RULES[type(event), what if isinstance(what, str) else type(what)]:
        after = function(event, state)
        if type(after) is tuple:  # the state is a named tuple, so this is a pair of state and effects
            state, more = cast("Update", after)
            effects += more
        else:
            state = cast("WidgetState", after)
    return state, effects


def known() -> frozenset[tuple[type, type | str]]:
    """What there are rules for: pairs of the type of the event and its `what` (the type, or the text)."""
    return frozenset(_RULES)
