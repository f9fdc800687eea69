"""In which order the contacts of a panel stand, and which of them is shown whole.

The order is by deadline. It is decided when contacts come and when the agent has left the list, never by time passing.
While the list is held (the pointer or the focus is in it), nothing in it moves: contacts that come are put at its end,
and a contact that is finished leaves its gap.

The contact that is shown whole is the agent's choice, else the next one by deadline that can be dialled. It stays when
it expires, when it is dialled, and when others come. Only the agent finishes it.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from widget.state.attempt import Phase

if TYPE_CHECKING:
    from widget.state.contact import Contact


def in_order(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """The contacts by deadline. One that never expires, or whose deadline is not known, comes last."""
    return tuple(sorted(contacts, key=lambda contact: inf if contact.deadline is None else contact.deadline))


def standing(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """The contacts that have a place on the page."""
    return tuple(contact for contact in contacts if not contact.gone)


def to_dial(contacts: tuple[Contact, ...], now: float) -> tuple[Contact, ...]:
    """The contacts that can still be dialled."""
    return tuple(contact for contact in contacts if contact.worked(now) and contact.phase is not Phase.DONE)


def next_of(contacts: tuple[Contact, ...], now: float) -> str:
    """The key of the next contact by deadline that can be dialled; else of the first that is not finished; else ""."""
    fresh = tuple(contact for contact in to_dial(contacts, now) if contact.phase is Phase.IDLE)
    open_ones = tuple(contact for contact in contacts if not contact.finished)
    first = (*in_order(fresh), *in_order(to_dial(contacts, now)), *in_order(open_ones))
    return first[0].key if first else ""


def whole(contacts: tuple[Contact, ...], chosen: str, now: float, *, held: bool) -> str:
    """The key of the contact that is shown whole after contacts came. One that is finished or has expired makes way,
    unless the list is held."""
    one = next((contact for contact in contacts if contact.key == chosen and not contact.gone), None)
    return chosen if one is not None and (held or one.worked(now)) else next_of(contacts, now)


def exchanged(contacts: tuple[Contact, ...], one: str, other: str) -> tuple[Contact, ...]:
    """The contacts with two of them in each other's place, so that no other moves."""
    by_key = {contact.key: contact for contact in contacts}
    places = {one: other, other: one}
    return tuple(by_key[places.get(contact.key, contact.key)] for contact in contacts)


def left(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """The contacts after the agent has left the list: in order, and without the gaps of those that are finished."""
    closed = (replace(contact, gone=True) if contact.finished and not contact.gone else contact for contact in contacts)
    return in_order(tuple(closed))
