"""What a panel is: a name, where it stands, its title, what of the state it shows, and how it shows it.

`view` sees nothing but its props, so what is drawn can't depend on what isn't compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import htpy as h

from widget.panels.words import day_and_time
from widget.state import WidgetState
from widget.texts import Text, texts_for

P = TypeVar("P")
Column = Literal["conversation", "dialling"]


@dataclass(frozen=True, slots=True)
class Panel(Generic[P]):
    """`props(state)` is a frozen value, compared with == to what it was; `view(props)` is drawn into the region `#name`
    when it differs. A panel with a `column` and a `title` can be configured; one without is always there."""

    name: str
    column: Column | None
    title: Text | None
    props: Callable[[WidgetState], P]
    view: Callable[[P], h.Renderable]


AnyPanel = Panel[Any]


def head(title: str, ident: str, *rest: h.Node) -> h.Element:
    """A panel's head: its title, then what belongs on the same line."""
    return h.div(".head")[h.h2(id=ident)[title], rest]


def since(state: WidgetState, at: float | None) -> str:
    """When a panel's data was true, in words that change only at midnight: the time, with the date when it is not
    today's; "" when there is none."""
    return "" if at is None else day_and_time(texts_for(state.settings.locale), at, state.now)


def as_of(words: str) -> h.Element:
    """When the panel's data was true."""
    return h.span(".as-of")[words]
