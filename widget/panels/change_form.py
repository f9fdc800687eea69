"""The form that changes a mode's number: the draft, the limits of its length, and what became of the change."""

from __future__ import annotations

from typing import NamedTuple

import htpy as h

from widget import phones
from widget.ids import dom_id
from widget.panels.icons import icon
from widget.panels.look import Look
from widget.panels.number import copy_button, number_text
from widget.panels.panel import joined, steady
from widget.panels.words import why
from widget.state import WidgetState
from widget.state.attempt import Phase
from widget.state.calls import campaign_modes_known
from widget.state.change import ChangeForm, FormKey, account_words, changing, form_of, nobody_words
from widget.state.forms_beside import ended_words
from widget.state.keys import Key
from widget.state.modes import entries, limits, modes_of
from widget.state.numbers import diallable, digits, squeezed
from widget.texts import Texts
from widget.texts.privacy import DOT, shown


class FormProps(NamedTuple):
    """A form, and what it shows of the rest of the state.

    `least` and `most` are the limits of the digits. `known`: the campaign's modes are known, so without a limit the
    campaign sets none. `listed` is how often the desktop lists the mode, and `number` the number that it lists first.
    `changing`: a change of the call is under way. `reading`: the numbers are being read. `alone`: an action without
    `ended` finds this form. `known_agent`: the agent's id is known, so that a number can be saved.
    `doubted`: the call's account came while the form was open, and the agent has not checked it.
    """

    form: ChangeForm
    least: int | None
    most: int | None
    known: bool
    listed: int
    number: str
    changing: bool
    reading: bool
    alone: bool
    known_agent: bool
    doubted: bool


def form_props(state: WidgetState, form: ChangeForm) -> FormProps:
    """What of the state a form shows."""
    read = modes_of(state, form.callid)
    listed = entries(state, form.callid, form.mode_id)
    least, most = limits(state.calls.find(form.callid), read, form.mode_id)
    return FormProps(
        form,
        least,
        most,
        campaign_modes_known(state, form.callid),
        len(listed),
        (listed[0].number or "") if listed else "",
        changing(state, form.callid),
        read is not None and read.asking,
        form_of(state, FormKey(form.callid, form.mode_id)) is form,
        state.agent_id != "",
        form.callid in state.doubted_accounts and not form.ended,
    )


def form_id(form: ChangeForm) -> str:
    """The element id that all ids in a form's markup begin with."""
    return dom_id("change", form.callid, form.mode_id)


def form_view(look: Look, props: FormProps) -> h.Node:
    """The form, or only its outcome once it is saved."""
    _, form = look.texts, props.form
    if form.phase is Phase.DONE:
        return _saved(look, props)
    ident = form_id(form)
    sending = form.fixed
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
        h.p(".hint", id=f"{ident}-hint")[_hint(_, props)],
        h.div(id=f"{ident}-note")[_listed_again(_, props), _account(_, props, ident), _note(look, props)],
        _delete_others(_, form, ident, sending),
        _actions(_, form, ident, sending or props.changing or not props.known_agent),
    ]


def _number(form: ChangeForm, ident: str, sending: bool) -> h.VoidElement:
    return h.input(
        id=f"{ident}-number",
        name="number",
        type="tel",
        dir="ltr",
        autocomplete="off",
        spellcheck="false",
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
            aria_disabled="true" if form.under_way else None,
        )[_("Cancel")],
        h.button(".button.primary", id=f"{ident}-save", type="submit", aria_disabled="true" if sending else None)[
            steady(_("Save number"), _("Saving…") if form.under_way else None)
        ],
    ]


def _account(_: Texts, props: FormProps, ident: str) -> h.Node:
    """An account that came while the form was open, masked, and the button that says it is this customer's."""
    if not props.doubted:
        return None
    return h.div(".came")[
        h.p(".note.unsure")[
            icon("warning"),
            _(account_words()),
            " ",
            _("Account: {account}", account=_masked(props.form.account_number)),
        ],
        h.button(".button.small", id=f"{ident}-account", type="button", data_action="change-account")[
            _("It is this customer's")
        ],
    ]


def _masked(account: str) -> str:
    """The account with its last four letters and digits at most, and never more than half of them."""
    named = [at for at, char in enumerate(account) if char.isalnum()]
    hidden = set(named[: len(named) - min(4, len(named) // 2)])
    return "".join(DOT if at in hidden else char for at, char in enumerate(account))


def _hint(_: Texts, props: FormProps) -> list[h.Node]:
    least, most = props.least, props.most
    rule: h.Node = None
    if least is not None and most is not None and least != most:
        rule = _("{least} to {most} digits", least=least, most=most)
    elif least is not None and most is not None:
        rule = _.many("{n} digit", "{n} digits", most)
    elif most is not None:
        rule = _("at most {most} digits", most=most)
    elif least is not None:
        rule = _("at least {least} digits", least=least)
    elif props.known:
        rule = _("The campaign sets no length")
    typed = digits(squeezed(props.form.draft))
    return joined((rule, _("{n} typed", n=typed) if typed else None), " · ")


def _listed_again(_: Texts, props: FormProps) -> h.Node:
    if props.listed < 2:
        return None
    return h.p(".note.unsure")[
        icon("warning"),
        _("The desktop lists this mode more than once and decides which of its numbers this replaces."),
    ]


def _note(look: Look, props: FormProps) -> h.Node:
    _, form = look.texts, props.form
    if not props.known_agent:
        return h.p(".note.bad")[icon("warning"), _(nobody_words())]
    if form.complaint is not None:
        return h.p(".note.bad")[icon("warning"), _(form.complaint)]
    if form.phase is Phase.FAILED and form.attempt.failure is not None and not form.attempt.confirming:
        return h.p(".note.bad")[
            icon("warning"), _("Not saved."), " ", why(_, form.attempt.failure), " ", _("Your number is still here.")
        ]
    if form.phase is Phase.UNKNOWN and not form.attempt.confirming:
        return h.p(".note.unsure")[icon("question"), _unknown(look, props)]
    number = squeezed(form.draft)
    if look.phones_ready and diallable(number) and digits(number) >= 7 and phones.unlikely(number, look.region):
        return h.p(".note.unsure")[icon("warning"), _("No such number is known. You can save it all the same.")]
    return None


def _unknown(look: Look, props: FormProps) -> h.Node:
    """What is known of a change that was not confirmed. The answer for another call is named."""
    _, failure = look.texts, props.form.attempt.failure
    other = failure.other_call if failure is not None else ""
    told = _("The desktop answered for another call ({callid}).", callid=other) if other else None
    return joined((told, _compared(look, props)), " ")


def _compared(look: Look, props: FormProps) -> str:
    _ = look.texts
    if not props.form.read_back:
        if props.reading:
            return _("Saved? The desktop has not confirmed. Reading the numbers again…")
        return _(
            "The desktop has not confirmed, and the numbers could not be read. "
            "Your number is still here; get the callback modes to see what was saved."
        )
    shown = _listed(look, props)
    if props.form.confirmed is None:
        return _(
            "The desktop has not confirmed. It shows {number}, which may be this number in another form.", number=shown
        )
    if props.form.confirmed:
        return _("The desktop has not confirmed. It shows this number, and others still; save again if they stay.")
    return _(
        "The desktop has not confirmed and still shows {number}. "
        "Your number is still here; save it again if that does not change.",
        number=shown,
    )


def _listed(look: Look, props: FormProps) -> str:
    """The number that the desktop shows for the mode."""
    return number_text(look, props.number) if props.number else look.texts("no number")


def _saved(look: Look, props: FormProps) -> h.Element:
    _, form = look.texts, props.form
    if not form.read_back and props.reading:
        kind, words = "good", _("Saved. Reading the numbers again…")
    elif not form.read_back:
        kind, words = "unsure", _("The desktop said saved, but the numbers could not be read again.")
    elif form.confirmed:
        kind, words = "good", _("Saved, and read back from the desktop.")
    elif form.confirmed is None:
        shown = _listed(look, props)
        kind, words = "unsure", _("The desktop said saved. It shows {number}; compare it with yours.", number=shown)
    elif not props.number:
        kind, words = "unsure", _("The desktop said saved, but shows no number.")
    else:
        shown = number_text(look, squeezed(form.draft))
        kind, words = "unsure", _("The desktop said saved, but shows another number than {number}.", number=shown)
    return h.div(".outcome", id=form_id(form))[
        h.p(class_=["note", kind])[icon("check" if kind == "good" else "warning"), words],
        h.button(".button.small", id=f"{form_id(form)}-save", type="button", data_action="change-close")[_("OK")],
    ]


def ended_forms(look: Look, forms: tuple[FormProps, ...]) -> h.Node:
    """The drafts for calls that have ended. They can be copied or discarded, but not sent. None when there are none."""
    if not forms:
        return None
    _ = look.texts
    return h.ul(".ended", aria_label=_("Typed for calls that ended"))[(_ended(look, props) for props in forms)]


def _ended(look: Look, props: FormProps) -> h.Element:
    """The form of an ended call. When it is `alone`, it keeps its element id, and so it keeps the focus."""
    _, form = look.texts, props.form
    ident = form_id(form) if props.alone else dom_id("ended", form.callid, form.mode_id, form.account_number)
    key = Key("draft", form.callid, (form.mode_id, form.account_number))
    return h.li(
        ".ended-form", id=ident, data_call=form.callid, data_mode_id=form.mode_id, data_ended=form.account_number
    )[
        h.p(".note.unsure")[icon("warning"), _(ended_words(form))],
        h.div(".line")[
            h.bdi(".number", dir="ltr", translate="no")[shown(form.draft, phone=True, numbers=look.masked)],
            h.span(".tools")[
                copy_button(look, form.draft, key, _("Copy number"), phone=True),
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
