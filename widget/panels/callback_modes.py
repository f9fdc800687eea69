"""The numbers panel: the numbers on which the selected contact can be called back, and changing one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import htpy as h
from markupsafe import Markup

from widget.ids import dom_id
from widget.lcm import Mode
from widget.panels.change_form import FormProps, draft_key, form_props, form_view
from widget.panels.consent import consents_button, consents_sentence
from widget.panels.icons import icon
from widget.panels.look import Look, look
from widget.panels.number import copy_button, number_text, number_view
from widget.panels.panel import MOST_ROWS, Panel, fold, head, more, since, steady
from widget.panels.row_cache import RowCache
from widget.panels.there import There, there, there_short
from widget.panels.words import why
from widget.state import WidgetState
from widget.state.fields import called
from widget.state.keys import Key
from widget.state.listed import ListedCall, forms_under
from widget.state.modes import Modes, modes_of, rows_shown
from widget.state.modes import Row as Listed
from widget.texts import Texts, Words, later
from widget.texts.privacy import shown

NAME, TITLE = "callback-modes", later("Numbers")


class Props(NamedTuple):
    """The numbers of the chosen call. `as_of` is in words, "" before the first answer. `any_calls`: there are calls
    to choose. `forms` are the forms of the call. `there` is the time at each number."""

    look: Look
    chosen: ListedCall | None
    any_calls: bool
    read: Modes | None
    as_of: str
    forms: tuple[FormProps, ...]
    there: Mapping[str, There]

    @property
    def asking(self) -> bool:
        """Whether the numbers are being read."""
        over = self.chosen is not None and self.chosen.ended
        return self.read is not None and self.read.asking and not over

    @property
    def failed(self) -> bool:
        """Whether the last reading brought nothing."""
        return self.read is not None and self.read.failure is not None

    @property
    def known(self) -> bool:
        """Whether a mode that is shown without a number has none: the desktop has said so, and was not asked in vain
        since then."""
        return bool(self.as_of) and not self.failed


def props(state: WidgetState) -> Props:
    """What of the state the panel shows."""
    chosen = state.calls.chosen
    read = modes_of(state, state.calls.selected)
    forms = forms_under(state, chosen) if chosen is not None else ()
    rows = rows_shown(chosen.call, read) if chosen is not None else ()
    numbers = {row.mode.number for row in rows[:MOST_ROWS] if row.mode.number}
    return Props(
        look(state, lambda key: key.kind in ("mode", "draft")),
        chosen,
        bool(state.calls.order),
        read,
        since(state, read.as_of) if read is not None else "",
        tuple(form_props(state, form) for form in forms),
        {number: there(state, number) for number in numbers},
    )


def view(props: Props) -> h.Renderable:
    """The content of the callback-modes region."""
    _ = props.look.texts
    return h.fragment[
        _head(_, props),
        _nothing_selected(_, props) if props.chosen is None else _modes(_, props, props.chosen),
    ]


def _head(_: Texts, props: Props) -> h.Element:
    """The title, whose numbers they are, when they were read, and the button that reads them again."""
    asking, chosen = props.asking, props.chosen
    name = called(chosen.call) if chosen is not None else ""
    whose = h.span(".whose", id="callback-modes-of", title=_.apart(name))[_.apart(name)] if name else None
    when = None
    if props.as_of:
        told = _("as of {time}", time=props.as_of)
        when = h.span(".as-of", title=told)[h.span(aria_hidden="true")[props.as_of], h.span(".hidden")[told]]
    refresh = h.button(
        class_=["tool", {"turning": asking}],
        id="get-callback-modes",
        type="button",
        data_action="get-modes",
        aria_label=_("Read the numbers again"),
        title=_("Reading the numbers…") if asking else _("Read the numbers again"),
        aria_disabled="true" if asking or chosen is None or chosen.ended else None,
    )[icon("refresh")]
    return head(fold(_(TITLE), NAME, folded=NAME in props.look.folded), f"{NAME}-title", whose, when, refresh)


def _nothing_selected(_: Texts, props: Props) -> h.Element:
    if props.any_calls:
        return h.p(".empty")[_("Choose a call to see its numbers.")]
    return h.p(".empty")[_("The numbers of a call appear here.")]


def _modes(_: Texts, props: Props, chosen: ListedCall) -> h.Node:
    """The list, and below it what is to be said of the reading: it moves no row."""
    rows = _with_forms(rows_shown(chosen.call, props.read), props)
    return h.fragment[
        h.div(
            class_=["modes", {"dimmed": props.asking or not props.known}],
            role="grid",
            data_list="numbers",
            data_call=chosen.call.key,
            aria_labelledby="callback-modes-title callback-modes-of",
            aria_busy="true" if props.asking else None,
        )[_rows(_, props, chosen, rows)]
        if rows
        else None,
        more(_, len(rows) - MOST_ROWS),
        _note(_, props, rows),
    ]


def _with_forms(rows: tuple[Listed, ...], props: Props) -> tuple[Listed, ...]:
    """The rows, and one more for each form whose mode is not among them."""
    listed = {row.mode.key for row in rows}
    forms = (one.form for one in props.forms if one.form.mode_id not in listed)
    unlisted = (Mode(mode_id=form.mode_id, description=form.description) for form in forms)
    return (*rows, *(Listed(0, mode, gone=True) for mode in unlisted))


def _note(_: Texts, props: Props, rows: tuple[Listed, ...]) -> h.Node:
    """What is to be said of the reading. What failed can be tried again beside it."""
    read = props.read
    if read is not None and read.failure is not None:
        old = _("These are from {time}.", time=props.as_of) if props.as_of and rows else None
        return h.div(".unread")[
            h.p(".note.bad")[_("Numbers not read."), " ", why(_, read.failure), " " if old else None, old],
            h.button(
                ".button.small",
                id="callback-modes-again",
                type="button",
                data_action="get-modes",
                aria_disabled="true" if read.asking else None,
            )[steady(_("Try again"), _("Reading…") if read.asking else None)]
            if props.chosen is not None and not props.chosen.ended
            else None,
        ]
    if not props.as_of:
        words = _("Reading the numbers…") if props.asking else _("Numbers not read yet.")
        return None if rows else h.p(".note")[words]
    if read is not None and read.unread:
        lost = _.many("{n} number could not be read.", "{n} numbers could not be read.", read.unread)
        return h.p(".note.unsure")[lost]
    return None if rows else h.p(".empty")[_("The desktop lists no numbers for this customer.")]


class Row(NamedTuple):
    """One mode of the list, and what stands in place of its number when it has none. `ended`: its call is over.
    `known`: that it has none is what the desktop says. `there` is the time at its number."""

    look: Look
    key: Key
    ended: bool
    listed: Listed
    nothing: str
    known: bool
    form: FormProps | None
    there: There | None


_rows_drawn: RowCache[Row] = RowCache()


def _rows(_: Texts, props: Props, chosen: ListedCall, rows: tuple[Listed, ...]) -> list[Markup]:
    forms = {one.form.mode_id: one for one in props.forms}
    drawn = []
    for at, listed in enumerate(rows):
        mode, turn = listed.mode, listed.turn
        if at >= MOST_ROWS and mode.key not in forms:
            continue
        key = Key("mode", chosen.key, (mode.key, str(turn)))
        form = None if turn else forms.get(mode.key)
        known = props.known and not listed.gone
        nothing = _nothing(_, props, listed)
        mine = props.look.of(key) if form is None else props.look.of(key, draft_key(form.form))
        time = props.there.get(mode.number) if mode.number else None
        drawn.append((key, Row(mine, key, chosen.ended, listed, nothing, known, form, time)))
    return _rows_drawn.rows(drawn, _row)


def _nothing(_: Texts, props: Props, listed: Listed) -> str:
    """What stands in place of a number that is not there."""
    if props.known:
        if listed.gone:
            return _("not listed now")
        return _("none") if _told(props.read, listed.mode) else _("not known")
    return _("reading…") if props.asking else _("not read")


def _told(read: Modes | None, mode: Mode) -> bool:
    """Whether the desktop said that the mode has no number: in its entry, or by an answer that was read whole and does
    not list it."""
    return read is None or (mode.number_told if mode in read.value else not read.unread)


LONG = 16
"""A number of more characters has its tools below it."""


def _number(row: Row) -> str:
    """The number in a text; "" when there is none."""
    return number_text(row.look, row.listed.mode.number) if row.listed.mode.number else ""


def _row(row: Row) -> h.Element:
    _, mode, turn = row.look.texts, row.listed.mode, row.listed.turn
    number, name = mode.number, _name(_, mode)
    ident = dom_id("mode", row.key.callid, mode.key, *([str(turn)] if turn else []))
    return h.div(
        class_=["mode", {"long": len(_number(row)) > LONG}],
        id=ident,
        role="row",
        data_mode_id=mode.key,
        aria_label=_spoken(_, row),
    )[
        h.span(".mode-name", id=f"{ident}-name", role="rowheader", title=name)[
            h.bdi(translate="no" if mode.description else None)[name]
        ],
        h.span(".its-number", role="gridcell")[
            number_view(row.look, number, row.key) if number else h.span(".nothing")[row.nothing],
            there_short(_, row.there) if row.there is not None else None,
        ],
        h.span(".tools")[
            h.span(role="gridcell")[
                consents_button(_, f"{ident}-consents", mode.pewc, mode.campaign_pewc) if not row.listed.gone else None
            ],
            h.span(role="gridcell")[
                copy_button(row.look, number, row.key, _("Copy number"), phone=True) if number else None
            ],
            h.span(role="gridcell")[_change(_, ident, row) if not turn and not row.ended else None],
        ],
        h.span(".hint", role="gridcell")[_("Listed twice. Change it in its first row.")] if turn else None,
        h.div(".below", role="gridcell")[form_view(row.look, row.form, f"{ident}-name")] if row.form else None,
    ]


def _spoken(_: Texts, row: Row) -> Words:
    """The row in a sentence, for those who do not see it."""
    mode = row.listed.mode
    number = _number(row) or row.nothing
    if row.listed.gone:
        return _("{mode}: {number}.", mode=_name(_, mode), number=number)
    consents = consents_sentence(_, mode.pewc, mode.campaign_pewc)
    return _("{mode}: {number}. {consents}.", mode=_name(_, mode), number=number, consents=consents)


def _name(_: Texts, mode: Mode) -> str:
    if not mode.description:
        return _("Number type {id}", id=mode.mode_id)
    return shown(mode.description, numbers=_.masked)


def _change(_: Texts, ident: str, row: Row) -> h.Element:
    """The button that opens the form. It invites to nothing where it is not known whether there is a number."""
    off = not (row.listed.mode.number or row.known or row.form is not None)
    return h.button(
        ".tool",
        id=f"{ident}-change",
        type="button",
        data_action="change-open",
        aria_label=_("Change number"),
        title=_("Change number"),
        aria_describedby=f"{ident}-name",
        aria_expanded="true" if row.form is not None else "false",
        aria_disabled="true" if off else None,
    )[icon("edit")]


CALLBACK_MODES = Panel(NAME, "conversation", TITLE, props, view)
