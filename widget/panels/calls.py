"""The calls panel: the calls, the selected call, and its fields."""

from __future__ import annotations

from typing import NamedTuple

import htpy as h
from markupsafe import Markup

from widget.client import Failure
from widget.ids import dom_id
from widget.lcm import Call
from widget.panels.call_fields import fields_view
from widget.panels.look import Look, look
from widget.panels.panel import MOST_CALLS, Panel, as_of, head, joined, more, since
from widget.panels.row_cache import RowCache
from widget.panels.words import next_try, why
from widget.state import WidgetState
from widget.state.fields import customer_name, customer_place
from widget.texts import Texts, later

_TO = "\N{EN DASH}"
TITLE = later("Calls")


class Props(NamedTuple):
    """The calls and the selected one. `as_of` is in words, "" before the first answer. `waiting`: no answer is overdue
    yet. While the link is `lost`, `next_try` says in how long the calls are asked for next; "" while they are being
    asked for."""

    look: Look
    calls: tuple[Call, ...]
    current: Call | None
    failure: Failure | None
    unread: int
    as_of: str
    waiting: bool
    next_try: str
    lost: bool


def props(state: WidgetState) -> Props:
    """What of the state the panel shows."""
    calls, link = state.calls, state.link
    mine = look(state, lambda key: key.kind in ("fields", "field"))
    return Props(
        mine,
        calls.value,
        calls.current,
        None if link.kind == "connecting" else calls.failure,
        calls.unread,
        since(state, calls.as_of),
        link.kind == "connecting" or (calls.asking and calls.failure is None),
        next_try(mine.texts, state) if link.kind == "lost" else "",
        link.kind == "lost",
    )


def view(props: Props) -> h.Renderable:
    """The content of the calls region."""
    _ = props.look.texts
    when = as_of(_("as of {time}", time=props.as_of)) if props.as_of else None
    return h.fragment[head(_(TITLE), "calls-title", when), _failure(_, props), _body(_, props)]


def _failure(_: Texts, props: Props) -> h.Node:
    """Why the calls are missing, old or incomplete, and when they are asked for next."""
    if props.failure is not None:
        again = _("Trying again in {time}.", time=props.next_try) if props.next_try else _("Trying again…")
        words = (_("Calls not read."), why(_, props.failure), again if props.lost else "")
        return h.p(".note.bad")[joined(words, " ")]
    if props.unread:
        missed = _.many("{n} call could not be read.", "{n} calls could not be read.", props.unread)
        return h.p(".note.unsure")[missed, " ", _("Calls that have ended may still be listed.")]
    return None


def _body(_: Texts, props: Props) -> h.Node:
    if not props.as_of:
        return h.p(".empty")[_("Asking the desktop for calls…") if props.waiting else _("No calls known.")]
    if not props.calls:
        return h.p(".empty")[_("No calls. A new call appears here by itself.")]
    many = len(props.calls) > 6
    return h.fragment[
        h.ul(class_=["calls", {"scrolls": many}], aria_labelledby="calls-title")[_rows(props)],
        more(_, len(props.calls) - MOST_CALLS),
        fields_view(props.look, props.current) if props.current is not None else None,
    ]


class Row(NamedTuple):
    """One call of the list."""

    texts: Texts
    call: Call
    chosen: bool


_rows_drawn: RowCache[Row] = RowCache()


def _rows(props: Props) -> list[Markup]:
    shown = props.calls[:MOST_CALLS]
    if props.current is not None and props.current not in shown:
        shown = (*shown[:-1], props.current)
    rows = ((call.key, Row(props.look.texts, call, call is props.current)) for call in shown)
    return _rows_drawn.rows(rows, _row)


def _row(row: Row) -> h.Element:
    _, call = row.texts, row.call
    name, place = customer_name(call), customer_place(call)
    second = joined((_.apart(place) if place else None, _modes_words(_, call)), " · ")
    return h.li[
        h.button(
            ".call",
            id=dom_id("call", call.key),
            type="button",
            data_action="select-call",
            data_callid=call.key,
            aria_current="true" if row.chosen else None,
        )[
            h.span(".name")[_.apart(name)] if name else h.span(".name.none")[_("No name")],
            h.span(".callid")[_.apart(call.callid)],
            h.span(".about")[second] if second else None,
        ]
    ]


def _modes_words(_: Texts, call: Call) -> list[h.Node]:
    words: list[h.Node] = []
    for mode in call.campaign_modes[:3]:
        least, most = mode.min_length, mode.max_length
        name = _.apart(mode.description or mode.mode_id)  # by itself: with the lengths it might look like a number
        lengths = (" ", _.apart(f"{least or 0}{_TO}{most}")) if most is not None else ()
        words.append(h.fragment[name, *lengths])
    others = len(call.campaign_modes) - 3
    if others > 0:
        words.append(_("and {n} more", n=others))
    return joined(words, ", ")


CALLS = Panel("calls", "conversation", TITLE, props, view)
