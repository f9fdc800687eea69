"""Closing a contact at the desktop, so that its campaign is done with it.

A contact of manual dial is closed with an outcome that the agent chooses, where the desktop has given outcomes. A
contact of the non-PEWC panel that was not called is skipped; which one is reserved then is asked for after it. Each is
sent once, by one press. The contact is finished only when the desktop says that it is closed; else it stays, and the
page says what is known. The agent may always finish it on this page only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from widget.lcm import (
    SKIP_MANUAL_DIAL_CONTACT,
    SKIP_NON_PEWC_CONTACT,
    Operation,
    ReservedContactRequest,
    SkippedContact,
    SkippedReservation,
)
from widget.state.acted import Acted, action
from widget.state.announcements import saying
from widget.state.attempt import Attempt, Doubted, Phase, Settled
from widget.state.contact import Contact, Finish
from widget.state.contacts import ContactsRead, contact_of, with_contact
from widget.state.effects import Ask
from widget.state.finished import finished_as
from widget.state.outcomes import outcome_of
from widget.state.reading import ask
from widget.state.update import Update, rule
from widget.texts import later

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


@dataclass(frozen=True, slots=True)
class Close:
    """Names a request to close a contact, by the key of the contact and the serial of the attempt. `outcome` is what it
    is closed with, in the desktop's words; the agent may have chosen another one when the answer comes."""

    contact: str
    serial: int = 0
    outcome: str = ""


def can_be_closed(state: WidgetState, contact: Contact) -> bool:
    """Whether the desktop can be told that this contact is done. A skip does not name the contact (protocol.md §6.8).
    So a non-PEWC contact is skipped only when it must be the one that is reserved."""
    if not state.agent_id or (contact.closing.phase in (Phase.FAILED, Phase.UNKNOWN) and contact.panel == "non-pewc"):
        return False
    if contact.panel == "manual-dial":
        return bool(state.outcomes.value) and bool(contact.wire.account_number)
    if contact.phase not in (Phase.IDLE, Phase.FAILED) or state.non_pewc.asking:
        return False
    return [one.key for one in state.non_pewc.value if one.worked(state.now)] == [contact.key]


def _free(contact: Contact | None) -> bool:
    """Whether nothing is under way for the contact."""
    if contact is None or contact.finished or contact.gone or contact.attempt.confirming:
        return False
    return Phase.SENT not in (contact.phase, contact.closing.phase)


def _closing(state: WidgetState, contact: Contact, attempt: Attempt) -> WidgetState:
    return with_contact(state, replace(contact, closing=attempt))


@action("contact-done")
def _done(event: Acted, state: WidgetState) -> WidgetState | Update:
    """Ask with which outcome, or skip at once, or where the desktop can't be told finish on this page."""
    contact = contact_of(state, event.payload["contact"])
    if contact is None or not _free(contact):
        return state
    if not can_be_closed(state, contact):
        return finished_as(state, contact, Finish(event.at))
    if contact.panel == "manual-dial":
        return with_contact(state, replace(contact, closing=contact.closing.asking(True), outcome=""))
    return _send(state, contact, SKIP_NON_PEWC_CONTACT, SkippedReservation(user_id=state.agent_id))


@action("outcome-picked")
def _picked(event: Acted, state: WidgetState) -> WidgetState:
    contact = contact_of(state, event.payload["contact"])
    if contact is None or not contact.closing.confirming:
        return state
    return with_contact(state, replace(contact, outcome=event.payload.get("value", "")))


@action("close-back")
def _backed_out(event: Acted, state: WidgetState) -> WidgetState:
    contact = contact_of(state, event.payload["contact"])
    return state if contact is None else _closing(state, contact, contact.closing.asking(False))


@action("close-here")
def _here(event: Acted, state: WidgetState) -> WidgetState:
    """Finish the contact on this page only. The desktop is not told."""
    contact = contact_of(state, event.payload["contact"])
    if contact is None or not _free(contact):
        return state
    return finished_as(state, replace(contact, closing=contact.closing.asking(False)), Finish(event.at))


@action("close-go")
def _confirmed(event: Acted, state: WidgetState) -> WidgetState | Update:
    contact = contact_of(state, event.payload["contact"])
    if contact is None or not contact.closing.confirming or not _free(contact):
        return state
    outcome = outcome_of(state, contact.outcome)
    if outcome is None:
        return saying(state, later("Choose an outcome first."))
    data = SkippedContact(
        outcome_id=outcome.outcome_id,
        user_id=state.agent_id,
        account_number=contact.wire.account_number,
        phone_number=contact.wire.phone_number,
    )
    return _send(state, contact, SKIP_MANUAL_DIAL_CONTACT, data, outcome.description)


def _send(
    state: WidgetState, contact: Contact, operation: Operation[Any, Any], data: BaseModel, outcome: str = ""
) -> Update:
    serial = state.sends + 1
    sent = _closing(state._replace(sends=serial), contact, contact.closing.asking(False).sent(serial))
    return sent, (Ask(operation, data, Close(contact.key, serial, outcome)),)


@rule(Settled, Close)
def _settled(event: Settled[Close], state: WidgetState) -> WidgetState | Update:
    """An answer decides what is under way, and a late one what is not known."""
    contact = contact_of(state, event.what.contact)
    wanted = Phase.UNKNOWN if event.late else Phase.SENT
    if contact is None or contact.closing.phase is not wanted or contact.closing.serial != event.what.serial:
        return state
    state = _closing(state, contact, contact.closing.ended(event.failure))
    closed = contact_of(state, contact.key)
    if event.failure is not None or closed is None:
        unsure = event.failure is not None and event.failure.unknown
        return saying(
            state, later("We don't know if the contact was closed.") if unsure else later("The contact was not closed.")
        )
    state = finished_as(state, closed, Finish(max(event.at, state.now), told=True, outcome=event.what.outcome))
    state = saying(state, later("The contact is closed."))
    if closed.panel == "manual-dial":
        return state
    reserved = ReservedContactRequest(user_id=state.agent_id)
    return ask(state, ContactsRead("non-pewc", reserved, shift=state.agent.shift), anew=True)


@rule(Doubted, Close)
def _doubted(_event: Doubted[Close], state: WidgetState) -> WidgetState:
    return state
