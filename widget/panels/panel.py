"""What a panel is: its name, its column, its title, what of the state it shows, and how it shows it.

`view` gets only the props. So what is drawn depends only on what is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import htpy as h

from widget.panels.words import day_and_time
from widget.state import WidgetState
from widget.texts import Text, Texts

P = TypeVar("P")
Column = Literal["conversation", "dialling"]


@dataclass(frozen=True, slots=True)
class Panel(Generic[P]):
    """A part of the page. `props(state)` is a frozen value. When it is not equal to the last one, `view(props)` is
    drawn into the region `#name`. A panel with a `column` and a `title` can be configured; any other is always
    shown."""

    name: str
    column: Column | None
    title: Text | None
    props: Callable[[WidgetState], P]
    view: Callable[[P], h.Renderable]


AnyPanel = Panel[Any]

MOST_CALLS, MOST_ROWS, MOST_CARDS = 200, 60, 50
"""The most calls, modes or fields, and contacts that are drawn. A list without a bound would stop the page."""


def joined(parts: Iterable[h.Node], between: str) -> list[h.Node]:
    """The parts that there are, with `between` between them. An empty list when there are none."""
    nodes: list[h.Node] = []
    for part in parts:
        if part:
            nodes += [between, part] if nodes else [part]
    return nodes


def steady(label: str, busy: str | None) -> h.Element:
    """A button's words: `busy` while it is at work, else `label`. It is as wide as `label` in both cases, so that
    nothing moves when the work ends."""
    return h.span(".steady", data_label=label)[busy or label]


def more(_: Texts, count: int) -> h.Node:
    """Says how many rows of a list are not shown; None when all are."""
    if count <= 0:
        return None
    return h.p(".hint")[_.many("{n} more is not shown.", "{n} more are not shown.", count)]


def head(title: str, ident: str, *rest: h.Node) -> h.Element:
    """A panel's head: its title, then `rest` on the same line. `ident` is the element id of the title."""
    return h.div(".head")[h.h2(id=ident)[title], rest]


def since(state: WidgetState, at: float | None) -> str:
    """When a panel's data was true, in words: the time, with the date when it is not today's; "" when `at` (epoch
    seconds) is None. The words change only at midnight."""
    return "" if at is None else day_and_time(state, at)


def as_of(words: str) -> h.Element:
    """The element that says when the panel's data was true."""
    return h.span(".as-of")[words]
