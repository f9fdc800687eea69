"""The callback-modes panel: the numbers the selected contact can be called back on, and changing one."""

from __future__ import annotations

from typing import NamedTuple

import htpy as h
from markupsafe import Markup

from widget.ids import dom_id
from widget.lcm import Call, Mode
from widget.panels.change_form import FormProps, ended_forms, form_props, form_view
from widget.panels.consent import consent_badge
from widget.panels.icons import icon
from widget.panels.look import Look, look
from widget.panels.number import copy_button, number_view
from widget.panels.panel import MOST_ROWS, Panel, as_of, head, more, since
from widget.panels.row_cache import RowCache
from widget.panels.words import why
from widget.state import WidgetState
from widget.state.attempt import Phase
from widget.state.keys import Key
from widget.state.modes import in_turn, modes_of, modes_shown
from widget.state.reading import Reading
from widget.texts import Texts, later
from widget.texts.privacy import shown

TITLE = later("Callback modes")


class Props(NamedTuple):
    """The numbers of the selected call. `as_of` is in words, "" before the first answer. `any_calls`: there are calls
    to select. `forms` are the forms of the call, `ended` the forms of calls that are over."""

    look: Look
    call: Call | None
    any_calls: bool
    read: Reading[Mode] | None
    as_of: str
    forms: tuple[FormProps, ...]
    ended: tuple[FormProps, ...]


def props(state: WidgetState) -> Props:
    """What of the state the panel shows."""
    call = state.calls.current
    read = modes_of(state, state.calls.selected)
    forms = tuple(form_props(state, form) for form in state.forms)
    of_call = (one for one in forms if call is not None and one.form.callid == call.key and not one.form.ended)
    return Props(
        look(state, lambda key: key.kind in ("mode", "draft")),
        call,
        bool(state.calls.value),
        read,
        since(state, read.as_of) if read is not None else "",
        tuple(of_call),
        tuple(one for one in forms if one.form.ended),
    )


def view(props: Props) -> h.Renderable:
    """The content of the callback-modes region."""
    _ = props.look.texts
    return h.fragment[
        _head(_, props),
        ended_forms(props.look, props.ended),
        _nothing_selected(_, props) if props.call is None else _modes(_, props, props.call),
    ]


def _head(_: Texts, props: Props) -> h.Element:
    asking = props.read is not None and props.read.asking
    when = as_of(_("reading…") if asking else _("as of {time}", time=props.as_of)) if props.as_of else None
    refresh = h.button(
        ".tool",
        id="get-callback-modes",
        type="button",
        data_action="get-modes",
        aria_label=_("Get callback modes"),
        title=_("Get callback modes"),
        aria_disabled="true" if asking or props.call is None else None,
    )[icon("refresh")]
    return head(_(TITLE), "callback-modes-title", when, refresh)


def _nothing_selected(_: Texts, props: Props) -> h.Element:
    if props.any_calls:
        return h.p(".empty")[_("Choose a call to see its numbers.")]
    return h.p(".empty")[_("The numbers of a call appear here.")]


def _modes(_: Texts, props: Props, call: Call) -> h.Node:
    read = props.read
    shown = modes_shown(call, read)
    listed = {mode.key for mode in shown}
    unlisted = (one.form for one in props.forms if one.form.mode_id not in listed)
    shown = (*shown, *(Mode(mode_id=form.mode_id, description=form.description) for form in unlisted))
    asking = read is not None and read.asking
    return h.fragment[
        _note(_, props),
        h.ul(
            class_=["modes", {"dimmed": asking or not props.as_of}],
            data_call=call.key,
            aria_labelledby="callback-modes-title",
            aria_busy="true" if asking else None,
        )[_rows(props, call, shown)]
        if shown
        else _none(_, props),
        more(_, len(shown) - MOST_ROWS),
    ]


def _none(_: Texts, props: Props) -> h.Node:
    return h.p(".empty")[_("This contact has no callback modes.")] if props.as_of else None


def _note(_: Texts, props: Props) -> h.Node:
    read = props.read
    if read is None:
        return None
    if read.failure is not None:
        old = _("These are from {time}.", time=props.as_of) if props.as_of else None
        return h.p(".note.bad")[_("Numbers not read."), " ", why(_, read.failure), " " if old else None, old]
    if not props.as_of:
        return h.p(".note")[_("Reading the numbers…") if read.asking else _("Numbers not read yet.")]
    if not read.unread:
        return None
    return h.p(".note.unsure")[_.many("{n} number could not be read.", "{n} numbers could not be read.", read.unread)]


class Row(NamedTuple):
    """One mode of the list. `callid` is the key of its call, and `turn` is how often its ModeID was listed before.
    `read`: the desktop has said what its number is."""

    look: Look
    key: Key
    callid: str
    turn: int
    mode: Mode
    form: FormProps | None
    read: bool


_rows_drawn: RowCache[Row] = RowCache()


def _rows(props: Props, call: Call, shown: tuple[Mode, ...]) -> list[Markup]:
    forms = {one.form.mode_id: one for one in props.forms}
    rows = []
    for at, (turn, mode) in enumerate(in_turn(shown)):
        if at >= MOST_ROWS and mode.key not in forms:
            continue
        key = Key("mode", call.key, (mode.key, str(turn)))
        form = None if turn else forms.get(mode.key)
        rows.append((key, Row(props.look.of(key), key, call.key, turn, mode, form, bool(props.as_of))))
    return _rows_drawn.rows(rows, _row)


def _row(row: Row) -> h.Element:
    _, mode, number, turn = row.look.texts, row.mode, row.mode.number, row.turn
    ident = dom_id("mode", row.callid, mode.key, *([str(turn)] if turn else []))
    return h.li(".mode", id=ident, data_mode_id=mode.key)[
        h.div(".line")[
            _name(_, mode, f"{ident}-name"),
            number_view(row.look, number, row.key)
            if number
            else h.span(".nothing")[_("no number") if row.read else _("not read yet")],
            h.span(".tools")[
                copy_button(row.look, number, row.key, _("Copy number"), phone=True) if number else None,
                _change(_, ident, row.form) if not turn else None,
            ],
        ],
        h.div(".consents")[
            consent_badge(_, _("Contact"), mode.pewc),
            consent_badge(_, _("Campaign"), mode.campaign_pewc),
        ],
        h.p(".hint")[_("Same mode as one above; change it there.")] if turn else None,
        form_view(row.look, row.form) if row.form is not None else None,
    ]


def _name(_: Texts, mode: Mode, ident: str) -> h.Element:
    if not mode.description:
        return h.span(".mode-name", id=ident)[_("Mode {id}", id=mode.mode_id)]
    return h.span(".mode-name", id=ident, dir="auto", translate="no")[shown(mode.description, numbers=_.masked)]


def _change(_: Texts, ident: str, form: FormProps | None) -> h.Element:
    return h.button(
        ".tool",
        id=f"{ident}-change",
        type="button",
        data_action="change-open",
        aria_label=_("Change number"),
        title=_("Change number"),
        aria_describedby=f"{ident}-name",
        aria_expanded="true" if form is not None and form.form.phase is not Phase.DONE else "false",
    )[icon("edit")]


CALLBACK_MODES = Panel("callback-modes", "conversation", TITLE, props, view)
