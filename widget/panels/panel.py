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
from widget.state.keys import Key, ListName
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


def try_again(_: Texts, ident: str, action: str) -> h.Element:
    """The button of a note about what failed. `ident` is its element id, and `action` asks once more."""
    return h.button(".button.small", id=ident, type="button", data_action=action)[_("Try again")]


def grid(name: ListName, rows: h.Node, *, total: int = 0, busy: bool = False, **attributes: h.Attribute) -> h.Element:
    """A list that is one tab stop (static/grid.js), and whose order is held while the pointer or the focus is in it. It
    needs a label. `total` is the number of its rows, where fewer are drawn. `busy`: it is being read again."""
    count = str(total) if total else None
    return h.div(role="grid", data_list=name, aria_rowcount=count, aria_busy="true" if busy else None, **attributes)[
        rows
    ]


def row(*cells: h.Node, **attributes: h.Attribute) -> h.Element:
    """A row of a grid."""
    return h.div(role="row", **attributes)[cells]


def cell(*content: h.Node, heading: bool = False, **attributes: h.Attribute) -> h.Element:
    """A cell of a row; `heading`: it says what the row is about. What can be pressed in a row is in its cells."""
    return h.div(role="rowheader" if heading else "gridcell", **attributes)[content]


def head(title: h.Node, ident: str, *rest: h.Node) -> h.Element:
    """A panel's head: its title, then `rest` on the same line. `ident` is the element id of the title."""
    return h.div(".head")[h.h2(id=ident)[title], rest]


def fold(title: str, name: str, *, folded: bool) -> h.Element:
    """A panel's title as the button that folds the panel. The style sheet hides what is below the head of a folded
    panel."""
    return h.button(
        ".fold-panel",
        id=f"{name}-fold",
        type="button",
        data_action="toggle",
        data_key=Key("panel", part=(name,)).write(),
        aria_expanded="false" if folded else "true",
        aria_controls=name,
    )[title]


def since(state: WidgetState, at: float | None) -> str:
    """When a panel's data was true, in words: the time, with the date when it is not today's; "" when `at` (epoch
    seconds) is None. The words change only at midnight."""
    return "" if at is None else day_and_time(state, at)


def as_of(words: str) -> h.Element:
    """The element that says when the panel's data was true."""
    return h.span(".as-of")[words]
