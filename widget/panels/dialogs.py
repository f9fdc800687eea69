"""Dialogs, only for what can't be undone: deleting other numbers, dialling without consent. The safe button first."""

from __future__ import annotations

import htpy as h

from widget.ids import dom_id
from widget.panels.number import number_text
from widget.panels.panel import Panel
from widget.state import ChangeForm, Contact, WidgetState
from widget.state.modes import in_turn, modes_shown
from widget.state.numbers import squeezed
from widget.texts import Texts, texts_for


def _form(state: WidgetState) -> ChangeForm | None:
    return next((form for form in state.forms if form.step == "confirming"), None)


def _contact(state: WidgetState) -> Contact | None:
    contacts = (*state.manual.contacts, *state.non_pewc.contacts)
    return next((contact for contact in contacts if contact.step == "confirming"), None)


def _part(state: WidgetState) -> object:
    form = _form(state)
    contact = _contact(state)
    return form, state.modes_of(form.callid) if form is not None else None, contact, state.phones_ready


def view(state: WidgetState) -> h.Renderable:
    """The dialog that is open, or nothing."""
    _ = texts_for(state.settings.locale)
    form = _form(state)
    if form is not None:
        return _delete_others(state, _, form)
    contact = _contact(state)
    return h.fragment[_dial(state, _, contact) if contact is not None else None]


def _delete_others(state: WidgetState, _: Texts, form: ChangeForm) -> h.Element:
    ident = dom_id("confirm", form.callid, form.mode_id)
    count = len(form.losses)
    title = (
        _.many("Delete {n} other number?", "Delete {n} other numbers?", count) if count else _("Delete other modes?")
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
            h.p(".note.bad")[_("The numbers changed while this was open. Look again.")]
            if form.losses_changed
            else None,
            h.p[_("Saving this way removes every other number of the contact. It can't be undone.")],
            _unread(state, _, form),
        ],
        _before_after(state, _, form),
        h.div(".actions")[
            _safe(f"{ident}-back", "change-back", _("Keep the other numbers")),
            _going(f"{ident}-go", "change-confirm", _("Delete and save")),
        ],
    ]


def _safe(ident: str, action: str, words: str) -> h.Element:
    return h.button(".button.primary", id=ident, type="button", data_action=action, autofocus=True)[words]


def _going(ident: str, action: str, words: str) -> h.Element:
    return h.button(".button.danger", id=ident, type="button", data_action=action)[words]


def _unread(state: WidgetState, _: Texts, form: ChangeForm) -> h.Node:
    read = state.modes_of(form.callid)
    if read is not None and read.as_of is not None and read.failure is None and not read.unread:
        return None
    return h.p(".note.unsure")[_("Not all numbers could be read; others than these may be lost as well.")]


def _before_after(state: WidgetState, _: Texts, form: ChangeForm) -> h.Element:
    call = state.calls.find(form.callid)
    modes = modes_shown(call, state.modes_of(form.callid)) if call is not None else ()
    rows = []
    for turn, mode in in_turn(modes):
        now = number_text(state, mode.number) if mode.number else "\N{EN DASH}"
        if mode.mode_id == form.mode_id and not turn:
            after: h.Node = h.bdi(".number", dir="ltr")[number_text(state, squeezed(form.draft))]
        elif mode.number:
            after = h.span(".lost")[_("deleted")]
        else:
            continue
        before = h.th(scope="row")[h.span(".mode-name")[mode.description], h.bdi(".number", dir="ltr")[now]]
        rows.append(h.tr[before, h.td[after]])
    return h.table(".before-after")[
        h.thead[h.tr[h.th(scope="col")[_("Now")], h.th(scope="col")[_("After")]]],
        h.tbody[rows],
    ]


def _dial(state: WidgetState, _: Texts, contact: Contact) -> h.Element:
    ident = dom_id("confirm", contact.key)
    if contact.consent is None:
        title = _("Dial with consent unknown?")
        about = _("The desktop does not say whether this contact agreed in writing. Unknown counts as no.")
    else:
        title = _("Dial without consent?")
        about = _("This contact has not agreed in writing to be called. Dial only if you may call it by hand.")
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
        h.p(".dial-number")[h.bdi(".number", dir="ltr")[number_text(state, contact.dialled)], " ", contact.mode],
        h.p(id=f"{ident}-about")[about],
        h.div(".actions")[
            _safe(f"{ident}-back", "dial-back", _("Do not call")),
            _going(f"{ident}-go", "dial-confirm", _("Dial anyway")),
        ],
    ]


DIALOGS = Panel("dialogs", "dialogs", _part, view)
