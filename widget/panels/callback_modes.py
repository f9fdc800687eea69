"""The callback-modes panel: the numbers the selected contact can be called back on, and changing one."""

from __future__ import annotations

from collections.abc import Hashable

import htpy as h
from markupsafe import Markup

from widget.ids import dom_id
from widget.lcm import Call, Mode
from widget.panels.change_form import ended_forms, form_view
from widget.panels.consent import consent_badge
from widget.panels.icons import icon
from widget.panels.kept import Kept
from widget.panels.number import copy_button, number_view
from widget.panels.panel import Panel, as_of, head, since
from widget.panels.words import why
from widget.state import CallModes, ChangeForm, WidgetState
from widget.state.modes import in_turn, modes_shown
from widget.state.privacy import masked_cards
from widget.texts import Texts, texts_for


def _part(state: WidgetState) -> object:
    read = state.modes_of(state.calls.selected)
    copied = state.copied if state.copied is not None and state.copied[0].startswith(("mode", "draft:")) else None
    opened = frozenset(key for key in state.opened if key.startswith("raw:mode"))
    revealed = tuple(entry for entry in state.revealed if entry[0].startswith("mode"))
    return (
        state.calls.current,
        state.calls.as_of is None,
        bool(state.calls.calls),
        read,
        since(state, read.as_of if read is not None else None),
        state.forms,
        copied,
        opened,
        revealed,
        state.phones_ready,
    )


def view(state: WidgetState) -> h.Renderable:
    """The content of the callback-modes region."""
    _ = texts_for(state.settings.locale)
    call = state.calls.current
    read = state.modes_of(state.calls.selected)
    return h.fragment[
        _head(state, _, call, read),
        ended_forms(state, _),
        _nothing_selected(state, _) if call is None else _modes(state, _, call, read),
    ]


def _head(state: WidgetState, _: Texts, call: Call | None, read: CallModes | None) -> h.Element:
    asking = read is not None and read.asking
    when = None
    if read is not None and read.as_of is not None:
        when = as_of(_("reading…") if asking else _("as of {time}", time=since(state, read.as_of)))
    refresh = h.button(
        ".tool",
        id="get-callback-modes",
        type="button",
        data_action="get-modes",
        aria_label=_("Get callback modes"),
        title=_("Get callback modes"),
        aria_disabled="true" if asking or call is None else None,
    )[icon("refresh")]
    return head(_("Callback modes"), "callback-modes-title", when, refresh)


def _nothing_selected(state: WidgetState, _: Texts) -> h.Element:
    if state.calls.calls:
        return h.p(".empty")[_("Choose a call to see its numbers.")]
    return h.p(".empty")[_("The numbers of a call appear here.")]


def _modes(state: WidgetState, _: Texts, call: Call, read: CallModes | None) -> h.Node:
    shown = modes_shown(call, read)
    listed = {mode.mode_id for mode in shown}
    open_forms = (form for form in state.forms if form.callid == call.callid and not form.ended)
    unlisted = (form for form in open_forms if form.mode_id not in listed)
    shown = (*shown, *(Mode(mode_id=form.mode_id, description=form.description) for form in unlisted))
    fresh = read is not None and read.as_of is not None and not read.asking
    return h.fragment[
        _note(state, _, read),
        h.ul(
            class_=["modes", {"dimmed": not fresh}],
            data_call=call.callid,
            aria_labelledby="callback-modes-title",
            aria_busy="true" if read is not None and read.asking else None,
        )[_rows(state, _, call, shown)]
        if shown
        else _none(_, read),
    ]


def _none(_: Texts, read: CallModes | None) -> h.Node:
    if read is None or read.as_of is None:
        return None
    return h.p(".empty")[_("This contact has no callback modes.")]


def _note(state: WidgetState, _: Texts, read: CallModes | None) -> h.Node:
    if read is None:
        return None
    if read.failure is None and read.as_of is not None:
        return _missed(_, read.unread)
    if read.failure is None:
        return h.p(".note")[_("Reading the numbers…")] if read.asking else h.p(".note")[_("Numbers not read yet.")]
    old = _("These are from {time}.", time=since(state, read.as_of)) if read.as_of is not None else None
    return h.p(".note.bad")[_("Numbers not read."), " ", why(_, read.failure), " " if old else None, old]


def _missed(_: Texts, unread: int) -> h.Node:
    if not unread:
        return None
    return h.p(".note.unsure")[_.many("{n} number could not be read.", "{n} numbers could not be read.", unread)]


_kept: Kept[tuple[int, Mode]] = Kept()


def _rows(state: WidgetState, _: Texts, call: Call, shown: tuple[Mode, ...]) -> list[Markup]:
    keyed = (
        ((call.callid, mode.mode_id, turn, _.lang, _beside(state, call, turn, mode)), (turn, mode))
        for turn, mode in in_turn(shown)
    )
    return _kept.rows(keyed, lambda entry: _row(state, _, call, *entry))


def _beside(state: WidgetState, call: Call, turn: int, mode: Mode) -> Hashable:
    """What a mode's row shows besides the mode itself. With a form in it, it is like no other: always drawn anew."""
    if _form(state, call, turn, mode) is not None:
        return object()
    key = _key(call, turn, mode)
    copied = state.copied is not None and state.copied[0] == key
    return (
        state.phones_ready,
        state.settings.default_region,
        state.settings.mask_numbers,
        (copied, state.copy_failed) if copied else None,
        f"raw:{key}" in state.opened,
        any(name == key for name, _until in state.revealed),
    )


def _form(state: WidgetState, call: Call, turn: int, mode: Mode) -> ChangeForm | None:
    form = None if turn else state.form(call.callid, mode.mode_id)
    return None if form is None or form.ended else form


def _key(call: Call, turn: int, mode: Mode) -> str:
    return f"mode{turn or ''}:{call.callid}|{mode.mode_id}"


def _row(state: WidgetState, _: Texts, call: Call, turn: int, mode: Mode) -> h.Element:
    key = _key(call, turn, mode)
    ident = dom_id("mode", call.callid, mode.mode_id, *([str(turn)] if turn else []))
    number = mode.number
    form = _form(state, call, turn, mode)
    return h.li(".mode", id=ident, data_mode_id=mode.mode_id)[
        h.div(".line")[
            h.span(".mode-name", id=f"{ident}-name")[masked_cards(mode.description) or _("Mode {id}", id=mode.mode_id)],
            number_view(state, _, number, key) if number else h.span(".nothing")[_("no number")],
            h.span(".tools")[
                copy_button(state, _, number, key, _("Copy number")) if number else None,
                _change(_, ident, form) if not turn else None,
            ],
        ],
        h.div(".consents")[
            consent_badge(_, _("Contact"), mode.pewc),
            consent_badge(_, _("Campaign"), mode.campaign_pewc),
        ],
        h.p(".hint")[_("Same mode as one above; change it there.")] if turn else None,
        form_view(state, _, form) if form is not None else None,
    ]


def _change(_: Texts, ident: str, form: ChangeForm | None) -> h.Element:
    return h.button(
        ".tool",
        id=f"{ident}-change",
        type="button",
        data_action="change-open",
        aria_label=_("Change number"),
        title=_("Change number"),
        aria_describedby=f"{ident}-name",
        aria_expanded="true" if form is not None and form.step != "saved" else "false",
    )[icon("edit")]


CALLBACK_MODES = Panel("callback-modes", "callback-modes", _part, view)
