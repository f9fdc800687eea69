"""What a panel is: a name, the region of the page it fills, the part of the state it shows, and how it shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import htpy as h

from widget.panels.words import day_and_time
from widget.state import WidgetState
from widget.texts import texts_for


@dataclass(frozen=True, slots=True)
class Panel:
    """`part(state)` is compared with == to what it was; `view(state)` is drawn into `#region` when it differs."""

    name: str
    region: str
    part: Callable[[WidgetState], object]
    view: Callable[[WidgetState], h.Renderable]


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
