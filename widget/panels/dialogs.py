"""What stands over the page: dialogs for what can't be undone (deleting other numbers, dialling without consent), with
the safe button first; and the sentence about a press that was held back."""

from __future__ import annotations

from typing import NamedTuple

import htpy as h

from widget.ids import dom_id
from widget.lcm import Mode, Outcome
from widget.panels.look import Look, look
from widget.panels.number import number_text
from widget.panels.outcome_dialog import outcome_dialog
from widget.panels.panel import MOST_ROWS, Panel, more
from widget.panels.there import There, there
from widget.state import WidgetState
from widget.state.change import ChangeForm
from widget.state.contact import Contact
from widget.state.contacts import all_contacts
from widget.state.local_time import is_closed
from widget.state.modes import in_turn, modes_of, modes_shown
from widget.state.numbers import squeezed
from widget.state.past_dials import tried_lately
from widget.state.screen import HELD
from widget.texts import Texts


class Props(NamedTuple):
    """What the dialog asks about: a form and the modes of its call (`whole`: all of them were read), or a contact.
    `held`: the last press was held back. `tried`: a dial of the contact's number was just refused or not confirmed.
    `there` is the time at the number, where the calling hours ask for the second step. `outcomes` are those to close
    the contact with, where it is to be closed."""

    look: Look
    form: ChangeForm | None = None
    modes: tuple[Mode, ...] = ()
    whole: bool = True
    contact: Contact | None = None
    held: bool = False
    tried: bool = False
    there: There | None = None
    outcomes: tuple[Outcome, ...] = ()


def props(state: WidgetState) -> Props:
    """What of the state the open dialog shows."""
    mine = look(state, lambda _key: False)
    form = next((form for form in state.forms if form.attempt.confirming), None)
    held = state.screen.held is not None
    if form is None:
        closing = next((one for one in all_contacts(state) if one.closing.confirming), None)
        if closing is not None:
            return Props(mine, contact=closing, held=held, outcomes=state.outcomes.value)
        contact = next((one for one in all_contacts(state) if one.attempt.confirming), None)
        tried = contact is not None and tried_lately(state, contact, state.now)
        closed = contact is not None and is_closed(state, contact, state.now)
        time = there(state, contact.wire.phone_number) if contact is not None and closed else None
        return Props(mine, contact=contact, held=held, tried=tried, there=time)
    call, read = state.calls.find(form.callid), modes_of(state, form.callid)
    whole = read is not None and read.as_of is not None and read.failure is None and not read.unread
    return Props(mine, form, modes_shown(call, read) if call is not None else (), whole, held=held)


def view(props: Props) -> h.Renderable:
    """The dialog that is open, or nothing; and the sentence, which is in the dialog so that it can be pressed."""
    held = h.p(".held", popover="manual", data_action="press-taken")[props.look.texts(HELD)] if props.held else None
    if props.form is not None:
        return _delete_others(props, props.form, held)
    if props.contact is not None and props.outcomes:
        return outcome_dialog(props.look, props.contact, props.outcomes, held)
    if props.contact is not None:
        return _dial(props, props.contact, held)
    return h.fragment[held]


def _delete_others(props: Props, form: ChangeForm, held: h.Node) -> h.Element:
    _ = props.look.texts
    ident = dom_id("confirm", form.callid, form.mode_id)
    count = len(form.losses)
    title = (
        _.many("Delete {n} other number?", "Delete {n} other numbers?", count)
        if count
        else _("Delete all other numbers?")
    )
    return h.dialog(
        ".dialog",
        id=ident,
        data_modal=ident,
        data_cancel="change-back",
        data_call=form.callid,
        data_mode_id=form.mode_id,
        aria_labelledby=f"{ident}-title",
        aria_describedby=f"{ident}-about",
    )[
        h.h2(id=f"{ident}-title")[title],
        h.div(id=f"{ident}-about")[
            h.p(".note.bad")[_("The numbers changed while this was open. Look at them again.")]
            if form.losses_changed
            else None,
            h.p[_("This saves the new number and deletes all other numbers of this customer. It can't be undone.")],
            None if props.whole else _unread(_),
        ],
        _before_after(props, form),
        h.div(".actions.answers")[
            _safe(f"{ident}-back", "change-back", _("Back")),
            h.button(".button", id=f"{ident}-keep", type="button", data_action="change-keep")[
                _("Save and keep the others")
            ],
            _going(f"{ident}-go", "change-confirm", _("Delete and save")),
        ],
        held,
    ]


def _safe(ident: str, action: str, words: str) -> h.Element:
    return h.button(".button.primary", id=ident, type="button", data_action=action, autofocus=True)[words]


def _going(ident: str, action: str, words: str) -> h.Element:
    return h.button(".button.danger", id=ident, type="button", data_action=action)[words]


def _unread(_: Texts) -> h.Element:
    return h.p(".note.unsure")[_("Not all numbers could be read. Numbers that are not listed here may be deleted too.")]


def _before_after(props: Props, form: ChangeForm) -> h.Fragment:
    _ = props.look.texts
    rows: list[h.Element] = []
    for turn, mode in in_turn(props.modes):
        nothing = "\N{EN DASH}" if props.whole else _("not read")
        now = number_text(props.look, mode.number) if mode.number else nothing
        changed = mode.key == form.mode_id and not turn
        if changed:
            after: h.Node = _number(number_text(props.look, squeezed(form.draft)))
        elif mode.number:
            after = h.span(".lost")[_("deleted")]
        else:
            continue
        before = h.th(scope="row")[h.span(".mode-name")[_.apart(mode.description or mode.mode_id)], _number(now)]
        row = h.tr[before, h.td[after]]
        rows.insert(0 if changed and len(rows) >= MOST_ROWS else len(rows), row)
    return h.fragment[_table(_, rows[:MOST_ROWS]), more(_, len(rows) - MOST_ROWS)]


def _table(_: Texts, rows: list[h.Element]) -> h.Element:
    return h.table(".before-after")[
        h.thead[h.tr[h.th(scope="col")[_("Now")], h.th(scope="col")[_("After")]]],
        h.tbody[rows],
    ]


def _number(text: str) -> h.Element:
    return h.bdi(".number", dir="ltr", translate="no")[text]


def _dial(props: Props, contact: Contact, held: h.Node) -> h.Element:
    """One question for every reason to ask."""
    _, look = props.look.texts, props.look
    ident = dom_id("confirm", contact.key)
    reasons = [reason for reason in (_consent(_, contact), _hours(_, props.there), _tried(_, props)) if reason]
    title = reasons[0][0] if reasons else _("Dial this number?")
    return h.dialog(
        ".dialog",
        id=ident,
        data_modal=ident,
        data_cancel="dial-back",
        data_contact=contact.key,
        aria_labelledby=f"{ident}-title",
        aria_describedby=f"{ident}-about",
    )[
        h.h2(id=f"{ident}-title")[title],
        h.p(".dial-number")[_number(number_text(look, contact.dialled)), " ", _.apart(contact.wire.mode)],
        h.div(id=f"{ident}-about")[(h.p[about] for _title, about in reasons)],
        h.div(".actions")[
            _safe(f"{ident}-back", "dial-back", _("Don't dial")),
            _going(f"{ident}-go", "dial-confirm", _("Dial anyway")),
        ],
        held,
    ]


Reason = tuple[str, str] | None
"""A reason to ask: the question, and the sentence about it."""


def _consent(_: Texts, contact: Contact) -> Reason:
    if contact.consent is None:
        about = _("The desktop does not say whether this contact agreed in writing to be called.")
        return _("Dial when consent is not known?"), about
    if not contact.consent:
        return _("Dial without consent?"), _("This contact has not agreed in writing to be called.")
    return None


def _hours(_: Texts, at: There | None) -> Reason:
    if at is None:
        return None
    if not at.time:
        return _("Dial when the time there is not known?"), _("It is not known what time it is at this number.")
    about = _("It is {time} at this number. The calling hours are {hours}.", time=at.time, hours=at.limits)
    return _("Dial outside calling hours?"), about


def _tried(_: Texts, props: Props) -> Reason:
    if not props.tried:
        return None
    about = _("This number was tried a moment ago. Check your phone first: it may be ringing.")
    return _("Dial this number again?"), about


DIALOGS = Panel("dialogs", None, None, props, view)
