"""The calls panel: the fields of the chosen call, and the list in which another call is chosen.

The list lies over the page while it is open, so that a call that comes or ends moves nothing below it. The browser
opens and closes it, by the button of the head (customer.py)."""

from __future__ import annotations

from typing import NamedTuple

import htpy as h
from markupsafe import Markup

from widget.client import Failure
from widget.ids import dom_id
from widget.panels.call_fields import fields_view
from widget.panels.customer import CALLS_LIST
from widget.panels.icons import icon
from widget.panels.look import Look, look
from widget.panels.panel import MOST_CALLS, Panel, as_of, cell, grid, head, joined, more, since
from widget.panels.panel import row as grid_row
from widget.panels.row_cache import RowCache
from widget.panels.search import search_field
from widget.panels.words import next_try, why
from widget.state import WidgetState
from widget.state.ended import LIST
from widget.state.fields import called, customer_name, customer_place
from widget.state.fields_read import were_asked_for
from widget.state.listed import ListedCall, typed_under
from widget.state.search import FROM, matches, searched_for
from widget.texts import Texts, later

TITLE = later("Calls")


class Row(NamedTuple):
    """One call of the list. `ended_at` is in words. `new`: the agent has not looked at the list since it came. `typed`:
    a number that was not saved is typed for it."""

    texts: Texts
    listed: ListedCall
    ended_at: str
    chosen: bool
    new: bool
    typed: bool


class Props(NamedTuple):
    """The calls that are found by the `words` searched for, of `total` listed ones; the chosen one, and the fields that
    the agent has pinned. `asked`: the fields of the chosen one were asked for. `as_of` is in words, "" before the first
    answer. `waiting`: no answer is overdue yet. While the link is `lost`, `next_try` says in how long the calls are
    asked for next; "" while they are being asked for."""

    look: Look
    rows: tuple[Row, ...]
    words: str
    total: int
    chosen: ListedCall | None
    pinned: tuple[str, ...]
    asked: bool
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
    listed = calls.listed
    words = searched_for(state, LIST, len(listed))
    found = tuple(one for one in listed if matches(_searchable(one), words)) if words else listed
    return Props(
        mine,
        tuple(_row_props(state, mine.texts, one) for one in found),
        words,
        len(listed),
        calls.chosen,
        state.screen.pinned,
        were_asked_for(state, calls.selected),
        None if link.kind == "connecting" else calls.failure,
        calls.unread,
        since(state, calls.as_of),
        link.kind == "connecting" or (calls.asking and calls.failure is None),
        next_try(mine.texts, state) if link.kind == "lost" else "",
        link.kind == "lost",
    )


def _searchable(listed: ListedCall) -> str:
    call = listed.call
    return "\n".join((customer_name(call), call.callid, customer_place(call)))


def _row_props(state: WidgetState, _: Texts, listed: ListedCall) -> Row:
    chosen, new = listed.key == state.calls.selected, listed.key in state.calls.news
    typed = bool(state.forms) and typed_under(state, listed)
    return Row(_, listed, since(state, listed.ended_at), chosen, new, typed)


def view(props: Props) -> h.Renderable:
    """The content of the calls region."""
    _, chosen = props.look.texts, props.chosen
    return h.fragment[
        h.div(".of-call", data_callid=chosen.call.callid, data_ended=chosen.account)[
            fields_view(props.look, chosen, props.pinned, asked=props.asked)
        ]
        if chosen is not None
        else None,
        h.div(".calls-list", id=CALLS_LIST, popover=True)[
            _head(_, props), _search(_, props), _failure(_, props), _list(_, props)
        ],
    ]


def _head(_: Texts, props: Props) -> h.Element:
    when = as_of(_("as of {time}", time=props.as_of)) if props.as_of else None
    return head(_(TITLE), "calls-title", when)


def _search(_: Texts, props: Props) -> h.Node:
    if props.total < FROM:
        return None
    return search_field(_, LIST, props.words, _("Search calls"), found=len(props.rows), of=props.total)


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


def _list(_: Texts, props: Props) -> h.Node:
    if not props.rows and not props.words:
        if not props.as_of:
            return h.p(".empty")[_("Asking the desktop for calls…") if props.waiting else _("No calls known.")]
        return h.p(".empty")[_("No calls. A new call appears here by itself.")]
    return h.fragment[
        grid("calls", _rows(props), total=len(props.rows), class_="calls", aria_labelledby="calls-title"),
        more(_, len(props.rows) - MOST_CALLS),
    ]


_rows_drawn: RowCache[Row] = RowCache()


def _rows(props: Props) -> list[Markup]:
    shown = props.rows[:MOST_CALLS]
    if len(props.rows) > MOST_CALLS and not any(row.chosen for row in shown):
        shown = (*shown[:-1], *(row for row in props.rows if row.chosen))
    return _rows_drawn.rows(((row.listed.key, row) for row in shown), _row)


def _row(row: Row) -> h.Element:
    _, call = row.texts, row.listed.call
    name, place = customer_name(call), customer_place(call)
    over = _("Ended {time}", time=row.ended_at) if row.listed.ended else None
    typed = _("a number is typed") if row.typed else None
    second = joined((_("new") if row.new else None, over, typed, _.apart(place) if place else None), " · ")
    choose = h.button(
        ".call",
        id=dom_id("call", row.listed.key),
        type="button",
        data_action="select-call",
        popovertarget=CALLS_LIST,
        popovertargetaction="hide",
        aria_current="true" if row.chosen else None,
    )[
        h.span(".name")[_.apart(name)] if name else h.span(".name.none")[_("No name")],
        h.span(".callid", title=_.apart(call.callid))[_.apart(call.callid)],
        h.span(".about")[second or "\N{NO-BREAK SPACE}"],  # the line is there before a call ends, so that no row grows
    ]
    return grid_row(
        cell(choose),
        cell(_close(row) if row.listed.ended else None),
        class_=["call-row", {"over": row.listed.ended, "new": row.new}],
        data_callid=call.callid,
        data_ended=row.listed.account,
    )


def _close(row: Row) -> h.Element:
    _ = row.texts
    words = _("Close the ended call of {name}", name=called(row.listed.call))
    return h.button(
        ".tool", id=dom_id("close", row.listed.key), type="button", data_action="close-call", aria_label=words
    )[icon("cross")]


CALLS = Panel("calls", "conversation", TITLE, props, view)
