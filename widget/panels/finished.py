"""The finished panel: the contacts that were finished on this page, with how and when, the newest first. It is folded
until the agent unfolds it; while there are none, there is nothing to unfold."""

from __future__ import annotations

from typing import NamedTuple

import htpy as h

from widget.panels.how import how_word
from widget.panels.look import Look, look
from widget.panels.number import number_text
from widget.panels.panel import MOST_CARDS, Panel, head, more
from widget.panels.words import day_and_time
from widget.state import WidgetState
from widget.state.finished import FinishedContact
from widget.state.keys import FINISHED
from widget.texts import Texts, later

TITLE = later("Finished")


class Props(NamedTuple):
    """The contacts, the newest first, each with its time in words; none while the list is folded. There are `all`."""

    look: Look
    rows: tuple[tuple[FinishedContact, str], ...]
    all: int
    unfolded: bool


def props(state: WidgetState) -> Props:
    """What of the state the panel shows."""
    unfolded = FINISHED in state.screen.opened
    newest = tuple(reversed(state.finished))[:MOST_CARDS] if unfolded else ()
    rows = tuple((one, day_and_time(state, one.at)) for one in newest)
    return Props(look(state, lambda _key: False), rows, len(state.finished), unfolded)


def view(props: Props) -> h.Renderable:
    """The content of the finished region."""
    _ = props.look.texts
    return h.fragment[
        head(_button(_, props) if props.all else _(TITLE), "finished-title"),
        _list(_, props) if props.unfolded and props.all else None,
    ]


def _button(_: Texts, props: Props) -> h.Element:
    return h.button(
        ".fold-panel",
        id="finished-fold",
        type="button",
        data_action="toggle",
        data_key=FINISHED.write(),
        aria_expanded="true" if props.unfolded else "false",
        aria_controls="finished",
    )[_("Finished · {n}", n=props.all)]


def _list(_: Texts, props: Props) -> h.Node:
    return h.fragment[
        h.p(".hint")[_("Only this page is counted, from its last reload on.")],
        h.ul(".finished-list")[(_row(props.look, one, time) for one, time in props.rows)],
        more(_, props.all - len(props.rows)),
    ]


def _row(look: Look, one: FinishedContact, time: str) -> h.Element:
    _ = look.texts
    return h.li[
        h.bdi(".number", dir="ltr", translate="no")[number_text(look, one.number)],
        h.span(".meta")[how_word(_, one.how, one.outcome)],
        h.span(".as-of")[time],
    ]


FINISHED_PANEL = Panel("finished", "dialling", TITLE, props, view)
