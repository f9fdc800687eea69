"""What both dialling panels show: the contacts as cards, and what became of asking for them."""

from __future__ import annotations

from typing import NamedTuple

import htpy as h

from widget.client import Failure
from widget.panels.contact_card import Card, card_props, card_view
from widget.panels.icons import icon
from widget.panels.look import Look, look
from widget.panels.panel import MOST_CARDS, more, since
from widget.panels.row_cache import RowCache
from widget.panels.words import why
from widget.state import WidgetState
from widget.state.contacts import Contact, DialPanel, contacts_of, working
from widget.texts import Texts


class ContactList(NamedTuple):
    """The contacts of a panel; `left_out` more are not shown. `as_of` is in words, "" before the first answer.
    `working`: a contact still has to be finished. `known_agent`: the agent's id is known, so contacts can be asked for.
    The other fields are as in `Contacts`."""

    look: Look
    cards: tuple[Card, ...]
    left_out: int
    as_of: str
    asking: bool
    checking: bool
    recovered: bool
    failure: Failure | None
    unread: int
    working: bool
    known_agent: bool


def list_props(state: WidgetState, panel: DialPanel) -> ContactList:
    """What of the state a panel's list shows."""
    contacts = contacts_of(state, panel)
    keys = {contact.on_screen for contact in contacts.value}
    mine = look(state, keys.__contains__)
    return ContactList(
        mine,
        tuple(card_props(state, mine, contact) for contact in _drawn(contacts.value)),
        len(contacts.value) - MOST_CARDS,
        since(state, contacts.as_of),
        contacts.asking,
        contacts.checking,
        contacts.recovered,
        contacts.failure,
        contacts.unread,
        working(state, panel),
        state.agent_id != "",
    )


def _drawn(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """The contacts that are drawn, in their order. Where there are too many, those that are finished are left out."""
    if len(contacts) <= MOST_CARDS:
        return contacts
    first = sorted(range(len(contacts)), key=lambda at: contacts[at].finished)[:MOST_CARDS]
    return tuple(contacts[at] for at in sorted(first))


def list_note(_: Texts, props: ContactList) -> h.Node:
    """A note about the last request for contacts: it failed, it was read in part, its download was not confirmed, or
    the agent's id is not known. None when there is nothing to say."""
    if props.checking:
        return h.p(".note.unsure")[icon("question"), _("No answer yet. Asking which contacts are reserved for you…")]
    if props.failure is not None:
        return h.p(".note.bad")[icon("warning"), _("Contacts not read."), " ", why(_, props.failure)]
    if props.unread:
        missed = _.many("{n} contact could not be read.", "{n} contacts could not be read.", props.unread)
        return h.p(".note.bad")[icon("warning"), missed]
    if props.recovered:
        return h.p(".note.unsure")[
            icon("warning"), _("The download was not confirmed. These are the contacts reserved for you.")
        ]
    if not props.known_agent:
        words = _("The widget does not know your agent id, so it can't get contacts. Tell your administrator.")
        return h.p(".note.bad")[icon("warning"), words]
    return None


def list_view(cards: RowCache[Card], props: ContactList, label: str) -> h.Node:
    """The contacts as cards; None when there are none."""
    if not props.cards:
        return None
    rows = cards.rows(((card.contact.key, card) for card in props.cards), card_view)
    return h.fragment[h.ul(".contacts", aria_label=label)[rows], more(props.look.texts, props.left_out)]
