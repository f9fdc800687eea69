"""The form that changes a mode's number, under its mode: what is typed, what the limits are, what became of it."""

from __future__ import annotations

import htpy as h

from widget import phones
from widget.ids import dom_id
from widget.panels.icons import icon
from widget.panels.number import copy_button, number_text
from widget.panels.words import why
from widget.state import ChangeForm, WidgetState
from widget.state.change import changing
from widget.state.modes import entries, limits, mode_of
from widget.state.numbers import diallable, digits, same, squeezed
from widget.state.speech import ended
from widget.texts import Texts


def form_id(form: ChangeForm) -> str:
    """The id all parts of a form's markup begin with."""
    return dom_id("change", form.callid, form.mode_id)


def form_view(state: WidgetState, _: Texts, form: ChangeForm) -> h.Node:
    """The form as it stands; once saved, only its outcome."""
    if form.step == "saved":
        return _saved(state, _, form)
    ident = form_id(form)
    sending = form.step in {"sending", "confirming"}
    return h.form(
        ".change",
        id=ident,
        data_action="change-save",
        aria_labelledby=f"{dom_id('mode', form.callid, form.mode_id)}-name",
        novalidate=True,
        autocomplete="off",
    )[
        h.label(for_=f"{ident}-number")[_("Contact number")],
        _number(form, ident, sending),
        h.p(".hint", id=f"{ident}-hint")[_hint(state, _, form)],
        h.div(id=f"{ident}-note")[_listed_again(state, _, form), _note(state, _, form)],
        _delete_others(_, form, ident, sending),
        _actions(_, form, ident, sending or changing(state, form.callid)),
    ]


def _number(form: ChangeForm, ident: str, sending: bool) -> h.VoidElement:
    return h.input(
        id=f"{ident}-number",
        name="number",
        type="tel",
        dir="ltr",
        autocomplete="off",
        spellcheck="false",
        maxlength="40",
        value=form.draft,
        readonly=sending,
        data_input="change-draft",
        aria_describedby=f"{ident}-hint {ident}-note",
        aria_invalid="true" if form.complaint is not None else None,
    )


def _delete_others(_: Texts, form: ChangeForm, ident: str, sending: bool) -> h.Element:
    return h.div(".check")[
        h.input(
            id=f"{ident}-delete",
            name="delete_others",
            type="checkbox",
            checked=form.delete_others,
            disabled=sending,
            data_input="change-delete-others",
            aria_describedby=f"{ident}-delete-hint",
        ),
        h.label(for_=f"{ident}-delete")[_("Delete other modes")],
        h.span(".hint", id=f"{ident}-delete-hint")[_("Asks first, naming what will be lost.")],
    ]


def _actions(_: Texts, form: ChangeForm, ident: str, sending: bool) -> h.Element:
    return h.div(".actions")[
        h.button(
            ".button",
            id=f"{ident}-cancel",
            type="button",
            data_action="change-close",
            aria_disabled="true" if form.step == "sending" else None,
        )[_("Cancel")],
        h.button(".button.primary", id=f"{ident}-save", type="submit", aria_disabled="true" if sending else None)[
            _("Saving…") if form.step == "sending" else _("Save number")
        ],
    ]


def _hint(state: WidgetState, _: Texts, form: ChangeForm) -> str:
    least, most = limits(state.calls.find(form.callid), state.modes_of(form.callid), form.mode_id)
    if least is not None and most is not None and least != most:
        rule = _("{least} to {most} digits", least=least, most=most)
    elif least is not None and most is not None:
        rule = _.many("{n} digit", "{n} digits", most)
    elif most is not None:
        rule = _("at most {most} digits", most=most)
    elif least is not None:
        rule = _("at least {least} digits", least=least)
    else:
        rule = _("The campaign sets no length")
    typed = digits(form.draft)
    return " · ".join(part for part in (rule, _("{n} typed", n=typed) if typed else "") if part)


def _listed_again(state: WidgetState, _: Texts, form: ChangeForm) -> h.Node:
    if len(entries(state, form.callid, form.mode_id)) < 2:
        return None
    return h.p(".note.unsure")[
        icon("warning"),
        _("The desktop lists this mode more than once and decides which of its numbers this replaces."),
    ]


def _note(state: WidgetState, _: Texts, form: ChangeForm) -> h.Node:
    if form.complaint is not None:
        return h.p(".note.bad")[icon("warning"), _(form.complaint)]
    if form.step == "failed" and form.failure is not None:
        return h.p(".note.bad")[
            icon("warning"), _("Not saved."), " ", why(_, form.failure), " ", _("Your number is still here.")
        ]
    if form.step == "unknown":
        return h.p(".note.unsure")[icon("question"), _unknown(state, _, form)]
    number = squeezed(form.draft)
    region = state.settings.default_region
    if state.phones_ready and diallable(number) and digits(number) >= 7 and phones.unlikely(number, region):
        return h.p(".note.unsure")[icon("warning"), _("No such number is known. You can save it all the same.")]
    return None


def _unknown(state: WidgetState, _: Texts, form: ChangeForm) -> str:
    if not form.read_back:
        if _unreadable(state, form):
            return _(
                "The desktop has not confirmed, and the numbers could not be read. "
                "Your number is still here; get the callback modes to see what was saved."
            )
        return _("Saved? The desktop has not confirmed. Reading the numbers again…")
    mode = mode_of(state, form.callid, form.mode_id)
    if mode is not None and same(mode.number, form.draft):
        return _("The desktop has not confirmed. It shows this number, and others still; save again if they stay.")
    shows = number_text(state, mode.number) if mode is not None and mode.number else _("no number")
    return _(
        "The desktop has not confirmed and still shows {number}. "
        "Your number is still here; save it again if that does not change.",
        number=shows,
    )


def _unreadable(state: WidgetState, form: ChangeForm) -> bool:
    """Whether reading the numbers again has failed, so that nobody is reading them now."""
    read = state.modes_of(form.callid)
    return read is not None and not read.asking and read.failure is not None


def _saved(state: WidgetState, _: Texts, form: ChangeForm) -> h.Element:
    if not form.read_back and _unreadable(state, form):
        kind, words = "unsure", _("The desktop said saved, but the numbers could not be read again.")
    elif not form.read_back:
        kind, words = "good", _("Saved. Reading the numbers again…")
    elif form.confirmed:
        kind, words = "good", _("Saved, and read back from the desktop.")
    else:
        kind, words = (
            "unsure",
            _(
                "The desktop said saved, but shows another number than {number}.",
                number=number_text(state, squeezed(form.draft)),
            ),
        )
    return h.div(".outcome", id=form_id(form))[
        h.p(class_=["note", kind])[icon("check" if kind == "good" else "warning"), words],
        h.button(".button.small", id=f"{form_id(form)}-save", type="button", data_action="change-close")[_("OK")],
    ]


def ended_forms(state: WidgetState, _: Texts) -> h.Node:
    """What was typed for calls that ended: to copy or to discard, no longer to send."""
    forms = [form for form in state.forms if form.ended]
    if not forms:
        return None
    return h.ul(".ended", aria_label=_("Typed for calls that ended"))[(_ended(state, _, form) for form in forms)]


def _ended(state: WidgetState, _: Texts, form: ChangeForm) -> h.Element:
    alone = state.form(form.callid, form.mode_id) is form  # then it keeps its id, and the focus with it
    key = form.callid, form.mode_id, form.account_number
    ident = form_id(form) if alone else dom_id("ended", *key)
    return h.li(
        ".ended-form", id=ident, data_call=form.callid, data_mode_id=form.mode_id, data_ended=form.account_number
    )[
        h.p(".note.unsure")[icon("warning"), _(ended(form))],
        h.div(".line")[
            h.bdi(".number", dir="ltr")[form.draft],
            h.span(".tools")[
                copy_button(state, _, form.draft, "draft:" + "|".join(key), _("Copy number")),
                h.button(
                    ".button.small",
                    id=f"{ident}-discard",
                    type="button",
                    data_action="change-close",
                    aria_disabled="true" if form.under_way else None,
                )[_("Discard")],
            ],
        ],
    ]
