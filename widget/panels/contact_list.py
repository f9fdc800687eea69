"""What both dialling panels show: one contact whole, the others as lines, and what became of asking for them."""

from __future__ import annotations

from typing import NamedTuple

import htpy as h

from widget.client import Failure
from widget.panels.contact_card import Card, card_props, card_view
from widget.panels.contact_row import row_view
from widget.panels.icons import icon
from widget.panels.look import Look, look
from widget.panels.number import number_text
from widget.panels.panel import MOST_CARDS, as_of, fold, grid, head, more, since
from widget.panels.row_cache import RowCache
from widget.panels.search import search_field
from widget.panels.words import why
from widget.state import WidgetState
from widget.state.contact import Contact, DialPanel
from widget.state.contact_order import next_of, standing, to_dial
from widget.state.contacts import contacts_of, working
from widget.state.search import FROM, matches, searched_for
from widget.texts import Texts


class ContactList(NamedTuple):
    """The contacts of a panel, the whole one first; `left_out` more are not shown. `to_dial` can still be dialled.

    There are `all` contacts. `words` are searched for in them, which finds `found`. `as_of` is in words, "" before
    the first answer. `working`: a contact still has to be finished. `known_agent`: the agent's id is known, so
    contacts can be asked for. The other fields are as in `Contacts`.
    """

    name: DialPanel
    look: Look
    cards: tuple[Card, ...]
    left_out: int
    to_dial: int
    all: int
    words: str
    found: int
    as_of: str
    asking: bool
    checking: bool
    recovered: bool
    downloaded: bool
    none_found: bool
    failure: Failure | None
    unread: int
    working: bool
    known_agent: bool


def list_props(state: WidgetState, panel: DialPanel) -> ContactList:
    """What of the state a panel's list shows."""
    contacts = contacts_of(state, panel)
    here = standing(contacts.value)
    keys = {contact.on_screen for contact in here}
    mine = look(state, keys.__contains__)
    words = searched_for(state, panel, len(here))
    chosen = contacts.find(contacts.chosen)
    others = tuple(contact for contact in here if contact is not chosen)
    found = tuple(contact for contact in others if matches(_searchable(mine, contact), words)) if words else others
    whole = tuple(one for one in here if one is chosen and (not words or matches(_searchable(mine, one), words)))
    following = contacts.find(next_of(here, state.now))
    drawn = (*whole, *_drawn(found, MOST_CARDS - len(whole)))
    return ContactList(
        panel,
        mine,
        tuple(
            card_props(state, mine, one, whole=one is chosen, place=(at, len(here)), following=following)
            for at, one in enumerate(drawn, 1)
        ),
        len(whole) + len(found) - len(drawn),
        len(to_dial(here, state.now)),
        len(here),
        words,
        len(found) + len(whole),
        since(state, contacts.as_of),
        contacts.asking,
        contacts.checking,
        contacts.recovered,
        contacts.downloaded,
        contacts.none_found,
        contacts.failure,
        contacts.unread,
        working(state, panel),
        state.agent_id != "",
    )


def _drawn(contacts: tuple[Contact, ...], most: int) -> tuple[Contact, ...]:
    """The contacts that are drawn, in their order. Where there are too many, those that are finished are left out."""
    if len(contacts) <= most:
        return contacts
    first = sorted(range(len(contacts)), key=lambda at: contacts[at].finished)[:most]
    return tuple(contacts[at] for at in sorted(first))


def _searchable(look: Look, contact: Contact) -> str:
    """What a contact is found by: its number, its kind and its campaign."""
    wire = contact.wire
    readable = number_text(look, wire.phone_number)
    return "\n".join((readable, wire.phone_number, contact.dialled, wire.mode, wire.campaign, contact.queue))


def list_head(_: Texts, title: str, props: ContactList, *rest: h.Node) -> h.Element:
    """The head: the title, the search of a long list, and when it was read."""
    search = None
    if props.all >= FROM:
        label = _("Search contacts")
        search = search_field(_, props.name, props.words, label, found=props.found, of=props.all)
    folding = fold(title, props.name, folded=props.name in props.look.folded)
    return head(folding, f"{props.name}-title", search, as_of(props.as_of) if props.as_of else None, *rest)


def list_note(_: Texts, props: ContactList) -> h.Node:
    """A note about the last request for contacts: it failed, it was read in part, its download was not confirmed, or
    the agent's id is not known. None when there is nothing to say."""
    if props.checking:
        return h.p(".note.unsure")[icon("question"), _("No answer yet. Asking which contacts are reserved for you…")]
    if props.failure is not None:
        return h.div(".failed")[
            h.p(".note.bad")[icon("warning"), _("Contacts not read."), " ", why(_, props.failure)],
            h.button(
                ".button.small",
                id=f"{props.name}-again",
                type="button",
                data_action=f"{props.name}-again",
                aria_disabled="true" if props.asking else None,
            )[_("Try again")],
        ]
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


def nothing(_: Texts, props: ContactList) -> str:
    """That there is no contact, in words; "" when there are some, or nothing is known."""
    if props.cards or props.failure is not None or props.unread or props.checking:
        return ""
    if props.asking:
        return _("Asking which contacts there are…")
    if not props.as_of:
        return ""
    if props.downloaded or props.none_found:
        return _("No contacts available right now.")
    return _("Nothing reserved for you.")


def list_view(cards: RowCache[Card], props: ContactList, label: str) -> h.Node:
    """The contacts; None when there are none."""
    if not props.cards:
        return None
    rows = cards.rows(((card.contact.key, card) for card in props.cards), _contact_view)
    return h.fragment[
        grid(props.name, rows, total=props.all, class_="contacts", aria_label=label),
        more(props.look.texts, props.left_out),
    ]


def _contact_view(card: Card) -> h.Element:
    return card_view(card) if card.whole else row_view(card)
