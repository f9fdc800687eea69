"""Contacts that came, put together with those that are known: the same one keeps what the agent did with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from widget.lcm import id_key
from widget.state.attempt import NOT_SENT, Phase
from widget.state.contact import Contact, DialPanel
from widget.state.contact_order import in_order, left
from widget.state.contacts import Contacts, contacts_of, with_contacts
from widget.state.numbers import number_key, same

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


def recognised(state: WidgetState, known: Contacts, came: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """The contacts that came. One whose number the desktop writes in another way now keeps the key that it had, so that
    it is dialled once."""
    keys: dict[tuple[str, str], str] = {}
    for contact in (*known.value, *came):
        keys.setdefault(_identity(state, contact), contact.key)
    return tuple(replace(contact, key=keys[_identity(state, contact)]) for contact in came)


def _identity(state: WidgetState, contact: Contact) -> tuple[str, str]:
    """Whom it is to call, and on which number, in whatever spelling they came."""
    return id_key(contact.ident), number_key(state, contact.dialled)


def compared_again(state: WidgetState) -> WidgetState:
    """The state after the phone metadata has arrived: contacts that turn out to be one become one."""
    for panel in get_args(DialPanel):
        contacts = contacts_of(state, panel)
        kept: dict[tuple[str, str], Contact] = {}
        for contact in contacts.value:
            one = kept.get(_identity(state, contact))
            kept[_identity(state, contact)] = contact if one is None else _one_of(state, one, contact)
        if len(kept) < len(contacts.value):
            chosen = contacts.find(contacts.chosen)
            key = kept[_identity(state, chosen)].key if chosen is not None else ""
            state = with_contacts(state, panel, replace(contacts, value=tuple(kept.values()), chosen=key))
    return state


def _one_of(state: WidgetState, one: Contact, other: Contact) -> Contact:
    """One contact for two that are the same. What the agent did with one of them counts."""
    untouched = one.attempt == NOT_SENT and not one.finished
    known, came = (other, one) if untouched else (one, other)
    return replace(_again(state, known, came, state.now), key=known.key)


def merged(
    state: WidgetState, contacts: Contacts, came: tuple[Contact, ...], at: float, *, held: bool = False
) -> tuple[Contact, ...]:
    """The contacts after an answer at `at` (epoch seconds): those that came, and the known ones that still have to be
    finished or whose dial is under way. A known contact that came again keeps its attempt. `held`: every contact that
    is on the page keeps its place."""
    fresh = {contact.key: contact for contact in came}
    kept = [
        _again(state, known, fresh[known.key], at) if known.key in fresh else known
        for known in contacts.value
        if known.key in fresh or known.worked(at) or _under_way(known) or (held and not known.gone)
    ]
    known_keys = {contact.key for contact in kept}
    new = in_order(tuple(contact for contact in fresh.values() if contact.key not in known_keys))
    return (*kept, *new) if held else left((*kept, *new))


def _under_way(contact: Contact) -> bool:
    """Whether something is sent for it, or the agent is being asked with which outcome to close it."""
    return Phase.SENT in (contact.phase, contact.closing.phase) or contact.closing.confirming


def _again(state: WidgetState, known: Contact, came: Contact, at: float) -> Contact:
    """A known contact that came again, with what the agent did with it.

    A finished contact is open again, unless its expiry is the same and it was dialled, or the desktop told that an
    outcome was set: then the answer may be late, or the desktop may not know of the dial yet. A non-PEWC contact that
    was skipped is open again: it is skipped only while nothing is asked for, so the desktop has reserved it again. A
    dialled contact that is not finished is open again when it had expired and now has a new deadline. An open
    confirmation is closed when the number or the consent has changed.
    """
    if known.phase is Phase.DONE and not known.finished and known.expired(at) and not came.expired(at):
        return came
    closed = known.finish is not None and known.finish.told and known.panel == "manual-dial"
    over = known.phase in (Phase.DONE, Phase.UNKNOWN) or closed
    if known.finished and not (over and _same_expiry(known, came)):
        return came
    moot = known.consent != came.consent or not same(state, known.dialled, came.dialled)
    attempt = known.attempt.asking(False) if moot else known.attempt
    return replace(
        came,
        attempt=attempt,
        progress=known.progress,
        closing=known.closing,
        outcome=known.outcome,
        finish=known.finish,
        gone=known.gone,
        at_start=known.at_start,
    )


def _same_expiry(one: Contact, other: Contact) -> bool:
    if one.deadline is None and other.deadline is None:
        return one.wire.expiry.strip() == other.wire.expiry.strip()
    return one.deadline == other.deadline
