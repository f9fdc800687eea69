"""What the agent does on the page: the name of the action, and the data that the page sends with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from widget.state.update import Rule, known, rule

Payload = Mapping[str, str]
RESTING = frozenset({"list-entered", "list-left"})
"""The actions that are no deed: the pointer or the focus is somewhere else."""
R = TypeVar("R", bound=Rule)


@dataclass(frozen=True, slots=True)
class Acted:
    """The agent pressed, typed or chose something. `what` is the `data-action` or `data-input` of the markup, `payload`
    the other data of the markup, and `at` the time in epoch seconds."""

    what: str
    payload: Payload
    at: float


def action(name: str) -> Callable[[R], R]:
    """Register the decorated function as the rule of one action."""
    return rule(Acted, name)


def actions() -> frozenset[str]:
    """The actions that have a rule."""
    return frozenset(what for kind, what in known() if kind is Acted and isinstance(what, str))
