"""What the desktop tells of the contacts on this page: how their calls go on, and that an outcome was set.

A notice of a call counts only where it is certain whose call it is: the call that is followed already, or else exactly
one contact that this page has dialled with that account and that number, as far as the notice names them. Nothing needs
these notices: without them, a contact is shown as dialled, and no more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from widget.lcm import OUTBOUND_CALL_STATE_CHANGE, OUTCOME_SET_FOR_CALL, CallStateChange, OutcomeSet, id_key, same_id
from widget.state.announcements import News, telling
from widget.state.attempt import Phase
from widget.state.contact import Contact, Finish
from widget.state.contacts import all_contacts, with_contact
from widget.state.dialling import ended
from widget.state.finished import finished_as
from widget.state.numbers import last_digits, number_key
from widget.state.progress import after
from widget.state.told import Told
from widget.state.update import rule
from widget.texts import later

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

_DIALLED = (Phase.SENT, Phase.DONE, Phase.UNKNOWN)
_REFUSED = (Phase.FAILED,)
_MOST_OVER = 200
"""The most ended calls that are remembered."""


@rule(Told, OUTBOUND_CALL_STATE_CHANGE.name)
def _call_went_on(event: Told[CallStateChange], state: WidgetState) -> WidgetState:
    """A call that goes on shows too that a dial went out whose outcome was not known, or that was refused: the "no" may
    have been another app's."""
    contact = None if event.body.stage is None else _whose(state, event.body)
    if contact is None:
        return state
    contact = replace(contact, progress=after(contact.progress, event.body, event.at))
    if contact.progress is not None and contact.progress.stage == "ended" and id_key(contact.progress.connection):
        over = _call_of(state, contact, contact.progress.connection)
        state = state._replace(calls_over=(*(one for one in state.calls_over if one != over), over)[-_MOST_OVER:])
    if contact.phase in (Phase.UNKNOWN, Phase.FAILED):
        unknown = replace(contact, attempt=replace(contact.attempt, phase=Phase.UNKNOWN))
        return ended(state, unknown, None, event.at)
    return with_contact(state, contact)


def _call_of(state: WidgetState, contact: Contact, connection: str) -> tuple[str, str]:
    """What a call is known by: its connection, and the number, because a connection id may be used again."""
    return id_key(connection), number_key(state, contact.dialled)


def _whose(state: WidgetState, call: CallStateChange) -> Contact | None:
    """The contact whose call this is; None when that is not certain. One whose dial was refused comes last."""
    for phases in (_DIALLED, _REFUSED):
        contacts = tuple(one for one in all_contacts(state) if one.phase in phases)
        found = tuple(one for one in contacts if _is_followed(one, call) and _agrees(state, one, call) is not False)
        if not found:
            found = tuple(one for one in contacts if _may_be_followed(state, one, call) and _agrees(state, one, call))
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is_followed(contact: Contact, call: CallStateChange) -> bool:
    """Whether the notice has the connection of the call of this contact that is followed already."""
    known = "" if contact.progress is None else id_key(contact.progress.connection)
    return bool(known) and known == id_key(call.connection)


def _may_be_followed(state: WidgetState, contact: Contact, call: CallStateChange) -> bool:
    """Whether the notice may be about this contact's call. A call that has ended does not begin again, also when the
    contact was dialled again since."""
    progress = contact.progress
    if id_key(call.connection) and _call_of(state, contact, call.connection) in state.calls_over:
        return False
    if progress is None:
        return True
    return progress.stage != "ended" and not (id_key(progress.connection) and id_key(call.connection))


def _agrees(state: WidgetState, contact: Contact, call: CallStateChange) -> bool | None:
    """Whether the account and the number that the notice names are this contact's; None when it names neither."""
    agree = []
    if id_key(call.account_number) and id_key(contact.wire.account_number):
        agree.append(same_id(contact.wire.account_number, call.account_number))
    if call.phone_number:
        agree.append(number_key(state, contact.dialled) == number_key(state, call.phone_number))
    return all(agree) if agree else None


def dialled_on(state: WidgetState) -> str:
    """The number of the contact whose call goes on, as far as the desktop tells; "" when there is none."""
    on = (one for one in all_contacts(state) if one.progress is not None and one.progress.stage != "ended")
    return next((one.wire.phone_number for one in on if one.phase is Phase.DONE), "")


@rule(Told, OUTCOME_SET_FOR_CALL.name)
def _outcome_was_set(event: Told[OutcomeSet], state: WidgetState) -> WidgetState:
    """The contact is done, whoever set its outcome. It stays in its place, as one that the agent finished."""
    for contact in all_contacts(state):
        same = same_id(contact.wire.account_number, event.body.account_number)
        if same and not contact.finished and not contact.gone:
            asked = replace(contact, attempt=contact.attempt.asking(False), closing=contact.closing.asking(False))
            state = finished_as(state, asked, Finish(event.at, told=True))
            last4 = last_digits(contact.wire.phone_number)
            line = later("An outcome was set for the contact ending in {last4}.", last4=last4)
            state = telling(state, (News("note", contact.key, line),))
    return state
