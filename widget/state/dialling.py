"""Dialling contacts by hand: the agent dials each with one click, and finishes each.

Nothing here dials by itself or continues with the next contact. When the countdown ends, Dial is switched off, and
nothing else happens. A press of Dial counts at its own time: at or after the deadline nothing is dialled, even when the
page still showed the button. A dial is an attempt (attempt.py). It can't be read back, so when its outcome is unknown,
a late answer decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from widget.client import Code, Failure
from widget.lcm import MANUAL_DIAL_CALL, PhoneNumber
from widget.state.acted import Acted, action
from widget.state.announcements import News, saying, telling
from widget.state.attempt import Attempt, Doubted, Phase, Settled
from widget.state.contact import Contact, DialPanel
from widget.state.contact_order import exchanged, left, next_of, standing
from widget.state.contacts import all_contacts, contact_of, contacts_of, with_contact, with_contacts
from widget.state.effects import Ask, Focus, OpenUrl
from widget.state.finished import finished_as, listed
from widget.state.local_time import is_closed
from widget.state.numbers import diallable, last_digits, squeezed
from widget.state.past_dials import noted, tried_lately
from widget.state.update import Update, rule
from widget.texts import Text, later, later_many

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

MILESTONES = (300, 60, 10)
"""Seconds before a contact's deadline at which the time left is announced."""


@dataclass(frozen=True, slots=True)
class Dial:
    """Names a dial that is sent, by the key of its contact and the serial of the attempt."""

    contact: str
    serial: int = 0


def gated(state: WidgetState, contact: Contact) -> bool:
    """Whether dialling this contact needs a second step: its consent is not known, and the consent gate requires it."""
    return contact.consent is not True and state.settings.consent_gate == "require"


def dialling(state: WidgetState) -> bool:
    """Whether a dial is under way, also of a contact that is gone from the page. A second one would wait in the request
    queue, and dial when nobody presses Dial."""
    return bool(state.dials_out)


def _attempted(state: WidgetState, contact: Contact, attempt: Attempt) -> WidgetState:
    return state if attempt is contact.attempt else with_contact(state, replace(contact, attempt=attempt))


@action("dial")
def _pressed(event: Acted, state: WidgetState) -> WidgetState | Update:
    contact = contact_of(state, event.payload["contact"])
    if contact is None or contact.finished or not contact.attempt.can_be_sent or _closes(contact):
        return state
    if state.settings.dial == "none" or dialling(state):
        return state
    if contact.expired(event.at):
        return _too_late(state, contact, event.at)
    asks = gated(state, contact) or is_closed(state, contact, event.at) or tried_lately(state, contact, event.at)
    if asks and not _can_not(state, contact):
        return _attempted(state, contact, contact.attempt.asking(True))
    return _dial(state, contact)


def _closes(contact: Contact) -> bool:
    """Whether it is being closed, or the agent is asked with which outcome."""
    return contact.closing.confirming or contact.closing.phase is Phase.SENT


def _can_not(state: WidgetState, contact: Contact) -> bool:
    """Whether dialling it would fail for sure, so that there is nothing to ask first."""
    number = squeezed(contact.dialled)
    return state.settings.dial == "tel" and (not diallable(number) or "*" in number or "#" in number)


@action("dial-confirm")
def _confirmed(event: Acted, state: WidgetState) -> WidgetState | Update:
    contact = contact_of(state, event.payload["contact"])
    if contact is None or not contact.attempt.confirming or dialling(state) or _closes(contact):
        return state
    return _too_late(state, contact, event.at) if contact.expired(event.at) else _dial(state, contact)


def _too_late(state: WidgetState, contact: Contact, at: float) -> WidgetState:
    after = with_contact(
        state._replace(now=max(state.now, at)), replace(contact, attempt=contact.attempt.asking(False))
    )
    return saying(after, later("Too late: the contact has expired. Nothing was dialled."))


def _dial(state: WidgetState, contact: Contact) -> Update:
    serial = state.sends + 1
    sent = replace(contact, attempt=contact.attempt.sent(serial), progress=None)
    state = with_contact(state._replace(sends=serial), sent)
    if state.settings.dial == "tel":
        return _open_tel(state, sent)
    data = PhoneNumber(phone_number=contact.dialled)
    return state._replace(dials_out=state.dials_out | {serial}), (Ask(MANUAL_DIAL_CALL, data, Dial(sent.key, serial)),)


def _open_tel(state: WidgetState, contact: Contact) -> Update:
    """Open a `tel:` URL, or fail. A text that is not the notation of one number (protocol.md §2.48) may be somebody
    else's number by its digits alone. A service code may change what the phone does."""
    if _can_not(state, contact):
        return ended(state, contact, Failure(Code.NUMBER), state.now), ()
    number = squeezed(contact.dialled)
    return ended(state, contact, None, state.now), (OpenUrl("tel:" + number),)


@action("dial-back")
def _backed_out(event: Acted, state: WidgetState) -> WidgetState:
    contact = contact_of(state, event.payload["contact"])
    if contact is None or not contact.attempt.confirming:
        return state
    return _attempted(state, contact, contact.attempt.asking(False))


@rule(Settled, Dial)
def _settled(event: Settled[Dial], state: WidgetState) -> WidgetState:
    """An answer decides the dial that is under way. A late answer decides a dial whose outcome is unknown, even when
    the contact was dialled again since: it is the same number. Where the call is heard to go on, no answer is needed to
    know that it went out."""
    if not event.late:
        state = state._replace(dials_out=state.dials_out - {event.what.serial})
    contact = contact_of(state, event.what.contact)
    wanted = Phase.UNKNOWN if event.late else Phase.SENT
    if (
        contact is None
        or contact.phase is not wanted
        or (not event.late and contact.attempt.serial != event.what.serial)
    ):
        return state
    went_out = event.failure is not None and event.failure.unknown and contact.progress is not None
    return ended(state, contact, None if went_out else event.failure, max(event.at, state.now))


@rule(Doubted, Dial)
def _doubted(_event: Doubted[Dial], state: WidgetState) -> WidgetState:
    return state


def ended(state: WidgetState, contact: Contact, failure: Failure | None, at: float) -> WidgetState:
    """The state after a dial of this contact has ended, at `at` (epoch seconds). `failure` is None when it went out."""
    settled = replace(contact, attempt=contact.attempt.ended(failure))
    after = noted(with_contact(state, settled), contact, failure, at)
    if settled.finished:
        after = listed(after, settled, settled)
    if failure is None:
        return saying(after, dialled_words(state))
    return saying(after, later("We don't know if this call went out.") if failure.unknown else later("Not dialled."))


def dialled_words(state: WidgetState) -> Text:
    """The sentence about a dial that went well. For a `tel:` URL, it is not known whether anything was dialled."""
    if state.settings.dial == "tel":
        return later("Handed to your phone program. If it does not dial, copy the number.")
    return later("Dialled.")


@action("contact-choose")
def _chosen(event: Acted, state: WidgetState) -> WidgetState | Update:
    """Show this contact whole. It changes places with the one that was, and gets the focus."""
    contact = contact_of(state, event.payload["contact"])
    if contact is None or contact.gone:
        return state
    contacts = contacts_of(state, contact.panel)
    if contact.key == contacts.chosen:
        return state
    value = (
        exchanged(contacts.value, contact.key, contacts.chosen) if contacts.find(contacts.chosen) else contacts.value
    )
    after = with_contacts(state, contact.panel, replace(contacts, value=value, chosen=contact.key))
    return after, (Focus(contact.element),)


@action("contact-back")
def _taken_back(event: Acted, state: WidgetState) -> WidgetState:
    """Work a contact again that the agent finished on this page. One that the desktop has closed stays closed."""
    contact = contact_of(state, event.payload["contact"])
    if contact is None or contact.gone or contact.finish is None or contact.finish.told:
        return state
    return finished_as(state, contact, None)


@action("list-left")
def _list_left(event: Acted, state: WidgetState) -> WidgetState:
    """The gaps close, and the order is by deadline again. When the contact that was shown whole is finished, the next
    one is."""
    name = event.payload["list"]
    for panel in get_args(DialPanel):
        if panel == name:
            before = contacts_of(state, panel)
            value = left(before.value)
            if value != before.value:
                one = next((contact for contact in value if contact.key == before.chosen and not contact.gone), None)
                chosen = before.chosen if one is not None else next_of(standing(value), state.now)
                state = with_contacts(state, panel, replace(before, value=value, chosen=chosen))
    return state


def after_a_while(state: WidgetState, now: float) -> WidgetState:
    """The state when the time is `now` (epoch seconds); `state.now` is still the time before. The confirmation of an
    expired contact is closed, and the milestones of each countdown are announced."""
    news = tuple(_milestones(all_contacts(state), state.now, now))
    for contact in all_contacts(state):
        if contact.attempt.confirming and contact.expired(now):
            state = _attempted(state, contact, contact.attempt.asking(False))
    return telling(state, news)


def _milestones(contacts: tuple[Contact, ...], before: float, now: float) -> Iterator[News]:
    """The news of contacts whose countdown passed a milestone between two times. When a contact passed more than one,
    only the last is told."""
    for contact in contacts:
        if contact.finished or contact.phase is Phase.DONE or contact.deadline is None:
            continue
        was, left = contact.deadline - before, contact.deadline - now
        if was > 0 >= left:
            last4 = last_digits(contact.wire.phone_number)
            yield News("countdown", contact.key, later("The contact ending in {last4} has expired.", last4=last4))
        elif passed := [mark for mark in MILESTONES if was > mark >= left]:
            yield News("countdown", contact.key, _left(contact, min(passed)))


def _left(contact: Contact, seconds: int) -> Text:
    last4 = last_digits(contact.wire.phone_number)
    if seconds >= 60:
        return later_many(
            "The contact ending in {last4} expires in {n} minute.",
            "The contact ending in {last4} expires in {n} minutes.",
            seconds // 60,
            last4=last4,
        )
    return later_many(
        "The contact ending in {last4} expires in {n} second.",
        "The contact ending in {last4} expires in {n} seconds.",
        seconds,
        last4=last4,
    )
