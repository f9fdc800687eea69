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
from widget.state.change import ChangeForm, account_words, changing, nobody_words
from widget.state.fields import readable
from widget.state.forms_beside import ended_words
from widget.state.keys import Key
from widget.state.modes import entries, limits, modes_of
from widget.state.numbers import diallable, digits, squeezed
from widget.state.offered import Offered, offered
from widget.texts import Text, Texts, Words
from widget.texts.privacy import DOT


class FormProps(NamedTuple):
    """A form, and what it shows of the rest of the state.

    `least` and `most` are the limits of the digits. `known`: the campaign's modes are known, so without a limit the
    campaign sets none. `listed` is how often the desktop lists the mode, and `number` the number that it lists first.
    `changing`: a change of the call is under way. `reading`: the numbers are being read. `known_agent`: the agent's id
    is known, so that a number can be saved. `doubted`: the call's account came while the form was open, and the agent
    has not checked it. `offered` are the numbers of the customer's fields to press, when the mode had none as the form
    was opened."""

    form: ChangeForm
    least: int | None
    most: int | None
    known: bool
    listed: int
    number: str
    changing: bool
    reading: bool
    known_agent: bool
    doubted: bool
    offered: tuple[Offered, ...]


def form_props(state: WidgetState, form: ChangeForm) -> FormProps:
    """What of the state a form shows."""
    read, call = modes_of(state, form.callid), state.calls.find(form.callid)
    listed = entries(state, form.callid, form.mode_id)
    least, most = limits(call, read, form.mode_id)
    return FormProps(
        form,
        least,
        most,
        campaign_modes_known(state, form.callid),
        len(listed),
        (listed[0].number or "") if listed else "",
        changing(state, form.callid),
        read is not None and read.asking,
        state.agent_id != "",
        form.callid in state.doubted_accounts and not form.ended,
        offered(state, call, form.mode_id) if call is not None and form.empty and not form.ended else (),
    )


def form_id(form: ChangeForm) -> str:
    """The element id that all ids in a form's markup begin with."""
    return dom_id("change", form.callid, form.mode_id)


def draft_key(form: ChangeForm) -> Key:
    """What the typed number of a form is copied as."""
    return Key("draft", form.callid, (form.mode_id, form.account_number))


def form_view(look: Look, props: FormProps, named_by: str) -> h.Element:
    """The form; `named_by` is the id of the element that names its mode. Once the number is saved, or the call has
    ended, it stays as it is, without anything to change, until the agent closes it: what stands below does not move by
    itself."""
    _, form = look.texts, props.form
    ident, done = form_id(form), form.phase is Phase.DONE
    fixed = form.fixed or done
    return h.form(
        ".change",
        id=ident,
        data_action="change-close" if done else "change-save",
        data_cancel="change-close",
        data_ended=form.account_number if form.ended else None,
        aria_labelledby=named_by,
        novalidate=True,
        autocomplete="off",
    )[
        h.div(".typing")[
            h.label(".hidden", for_=f"{ident}-number")[_("Contact number")],
            _number(form, ident, fixed),
            _copy(look, form) if form.ended else _save(_, props, ident),
        ],
        h.p(".hint", id=f"{ident}-hint")[_hint(_, props)],
        _note(look, props, ident),
        _offers(look, props, ident, fixed),
        _listed_again(_, props),
        h.div(".choices")[_delete_others(_, form, ident, fixed), _cancel(_, form, ident)],
        _account(_, props, ident),
    ]


def _number(form: ChangeForm, ident: str, fixed: bool) -> h.VoidElement:
    return h.input(
        id=f"{ident}-number",
        name="number",
        type="tel",
        dir="ltr",
        autocomplete="off",
        spellcheck="false",
        value=form.draft,
        readonly=fixed,
        data_input="change-draft",
        aria_describedby=f"{ident}-hint {ident}-note",
        aria_invalid="true" if form.complaint is not None else None,
    )


def _save(_: Texts, props: FormProps, ident: str) -> h.Element:
    """The button that saves, and then closes the form: Enter in the field presses it."""
    form = props.form
    off = form.fixed or props.changing or not props.known_agent
    words = _("Saving…") if form.under_way else _("Close") if form.phase is Phase.DONE else None
    return h.button(
        ".button.primary",
        id=f"{ident}-save",
        type="submit",
        aria_disabled="true" if off and form.phase is not Phase.DONE else None,
    )[steady(_("Save number"), words)]


def _copy(look: Look, form: ChangeForm) -> h.Node:
    """The button that copies what was typed for a call that has ended."""
    name = look.texts("Copy number")
    return copy_button(look, form.draft, draft_key(form), name, wide=True, phone=True) if form.draft else None


def _cancel(_: Texts, form: ChangeForm, ident: str) -> h.Element:
    """The button that discards what is typed. Once that is saved, only its place is left."""
    return h.button(
        class_=["button", "small", {"spent": form.phase is Phase.DONE}],
        id=f"{ident}-cancel",
        type="button",
        data_action="change-close",
        aria_disabled="true" if form.under_way else None,
    )[_("Discard") if form.ended else _("Cancel")]


def _delete_others(_: Texts, form: ChangeForm, ident: str, fixed: bool) -> h.Element:
    return h.div(".check")[
        h.input(
            id=f"{ident}-delete",
            name="delete_others",
            type="checkbox",
            checked=form.delete_others,
            disabled=fixed,
            data_input="change-delete-others",
        ),
        h.label(for_=f"{ident}-delete")[_("Delete all other numbers")],
    ]


def _offers(look: Look, props: FormProps, ident: str, fixed: bool) -> h.Node:
    """The numbers of the customer's fields. A press types one, and sends nothing."""
    if not props.offered:
        return None
    _ = look.texts
    return h.div(".offers", role="group", aria_labelledby=f"{ident}-offers")[
        h.span(".hint", id=f"{ident}-offers")[_("From the customer's fields:")],
        (
            h.button(
                ".button.small",
                id=f"{ident}-take-{at}",
                type="button",
                data_action="change-take",
                data_value=str(at),
                aria_disabled="true" if fixed else None,
            )[
                h.span(".hidden")[_("Type this number:"), " "],
                h.span(".from", translate="no")[_label(_, one.field)],
                " ",
                h.bdi(dir="ltr", translate="no")[number_text(look, one.number)],
            ]
            for at, one in enumerate(props.offered)
        ),
    ]


def _label(_: Texts, field: str) -> Words:
    known = readable(field)
    return _(known) if isinstance(known, Text) else _.apart(known)


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
    typed = digits(squeezed(props.form.draft))
    rule = None if props.form.ended else _rule(_, props)
    return joined((rule, _("{n} typed", n=typed) if typed else None), " · ")


def _rule(_: Texts, props: FormProps) -> str | None:
    """How many digits the campaign wants; None when that is not known."""
    least, most = props.least, props.most
    if least is not None and most is not None and least != most:
        return _("{least} to {most} digits", least=least, most=most)
    if least is not None and most is not None:
        return _.many("{n} digit", "{n} digits", most)
    if most is not None:
        return _("at most {most} digits", most=most)
    if least is not None:
        return _("at least {least} digits", least=least)
    return _("The campaign sets no length") if props.known else None


def _listed_again(_: Texts, props: FormProps) -> h.Node:
    if props.listed < 2:
        return None
    return h.p(".note.unsure")[
        icon("warning"),
        _("The desktop lists this number type more than once. It decides which of the numbers is replaced."),
    ]


LONG = 90
"""From so many characters on, a note may be longer than its place, and so it is scrolled, also by keys."""


def _note(look: Look, props: FormProps, ident: str) -> h.Element:
    """What became of the change, in a place of two lines that is there from the beginning."""
    told = _told(look, props)
    if told is None:
        return h.div(".outcome", id=f"{ident}-note")
    kind, sign, words = told
    long = len(words) > LONG
    return h.div(".outcome", id=f"{ident}-note", tabindex="0" if long else None)[
        h.p(class_=["note", kind])[icon(sign), words]
    ]


def _told(look: Look, props: FormProps) -> tuple[str, str, Words] | None:
    """The kind of the note, its sign and its words; None when there is nothing to say."""
    _, form = look.texts, props.form
    failure, asked = form.attempt.failure, form.attempt.confirming
    if form.ended:
        return ("unsure", "warning", _(ended_words(form))) if form.draft else None
    if form.phase is Phase.DONE:
        return _saved(look, props)
    if not props.known_agent:
        return "bad", "warning", _(nobody_words())
    if form.complaint is not None:
        return "bad", "warning", _(form.complaint)
    if form.phase is Phase.FAILED and failure is not None and not asked:
        return "bad", "cross", _("Not saved. {reason} The number you typed is still here.", reason=why(_, failure))
    if form.phase is Phase.UNKNOWN and not asked:
        return "unsure", "question", _unknown(look, props)
    number = squeezed(form.draft)
    if look.phones_ready and diallable(number) and digits(number) >= 7 and phones.unlikely(number, look.region):
        return "unsure", "warning", _("This may not be a real phone number. Check it. You can still save it.")
    return None


def _unknown(look: Look, props: FormProps) -> Words:
    """What is known of a change that was not confirmed. The answer for another call is named."""
    _, failure = look.texts, props.form.attempt.failure
    compared = _compared(look, props)
    if failure is None or not failure.other_call:
        return compared
    told = _("The desktop answered for another call ({callid}).", callid=failure.other_call)
    return _("{first} {second}", first=told, second=compared)


def _compared(look: Look, props: FormProps) -> Words:
    _ = look.texts
    if not props.form.read_back:
        if props.reading:
            return _("We don't know if it was saved. Reading the numbers again…")
        return _("We don't know if it was saved. Press Try again to read the numbers.")
    shown = _listed(look, props)
    if props.form.confirmed is None:
        return _(
            "We don't know if it was saved. The desktop shows {number}.",
            number=shown,
        )
    if props.form.confirmed:
        return _("Saved, but other numbers are still there. To delete them, save again.")
    return _("Maybe not saved. The desktop still shows {number}. You can save again.", number=shown)


def _listed(look: Look, props: FormProps) -> str:
    """The number that the desktop shows for the mode."""
    return number_text(look, props.number) if props.number else look.texts("no number")


def _saved(look: Look, props: FormProps) -> tuple[str, str, Words]:
    _, form = look.texts, props.form
    if not form.read_back and props.reading:
        return "good", "check", _("Saved. Reading the numbers again…")
    if not form.read_back:
        return "unsure", "warning", _("The desktop says saved. The numbers could not be read again.")
    if form.confirmed:
        return "good", "check", _("Saved. The desktop now shows the new number.")
    if form.confirmed is None:
        shown = _listed(look, props)
        words = _("The desktop says saved. It shows {number}. Compare the two.", number=shown)
        return "unsure", "warning", words
    if not props.number:
        return "unsure", "warning", _("The desktop says saved, but it shows no number.")
    shown = number_text(look, props.number)
    return "unsure", "warning", _("The desktop says saved, but it shows another number: {number}.", number=shown)
