"""The non-PEWC panel: a contact without written consent that is reserved for the agent, to be dialled by hand."""

from __future__ import annotations

from typing import NamedTuple

import htpy as h

from widget.lcm import CallCount
from widget.panels.contact_card import Card
from widget.panels.contact_list import ContactList, list_head, list_note, list_props, list_view, nothing
from widget.panels.panel import Panel, cell, grid, row, steady
from widget.panels.row_cache import RowCache
from widget.state import WidgetState
from widget.state.call_counts import call_counts_shown
from widget.texts import Texts, later

TITLE = later("No written consent")


class Props(NamedTuple):
    """The contacts, and how many wait for the agent; None when that is not known."""

    contacts: ContactList
    counts: CallCount | None


def props(state: WidgetState) -> Props:
    """What of the state the panel shows."""
    return Props(list_props(state, "non-pewc"), call_counts_shown(state))


_cards_drawn: RowCache[Card] = RowCache()


def view(props: Props) -> h.Renderable:
    """The content of the non-PEWC region. The counts are its last line, so that they move nothing when they come."""
    contacts = props.contacts
    _ = contacts.look.texts
    words = _("First finish this contact.") if contacts.working else nothing(_, contacts)
    return h.fragment[
        list_head(_, _(TITLE), contacts, _tools(_, contacts)),
        list_view(_cards_drawn, contacts, _("Reserved contact")),
        h.p(".empty", id="non-pewc-words")[words] if words or contacts.cards else None,
        list_note(_, contacts),
        _counts(_, props.counts),
    ]


def _tools(_: Texts, contacts: ContactList) -> h.Element:
    """Both buttons, one tab stop."""
    tools = row(cell(_get(_, contacts)), cell(_get_new(_, contacts)), class_="pair")
    return grid("non-pewc-tools", tools, class_="pairs", aria_label=_("Get contacts"))


def _get(_: Texts, contacts: ContactList) -> h.Element:
    """The button is as wide as its longer word, so that nothing moves."""
    return h.button(
        ".button.small",
        id="non-pewc-get",
        type="button",
        data_action="get-reserved",
        aria_label=None if contacts.asking else _("Get reserved contact"),
        aria_disabled="true" if _off(contacts) else None,
        aria_describedby="non-pewc-words" if contacts.working else None,
    )[steady(_("Asking…"), None if contacts.asking else _("Get"))]


def _get_new(_: Texts, contacts: ContactList) -> h.Element:
    return h.button(
        ".button.small",
        id="non-pewc-new",
        type="button",
        data_action="get-new",
        aria_label=_("Get new contact"),
        aria_disabled="true" if _off(contacts) else None,
        aria_describedby="non-pewc-words" if contacts.working else None,
    )[_("Get new")]


def _off(contacts: ContactList) -> bool:
    return contacts.asking or contacts.working or not contacts.known_agent


def _counts(_: Texts, counts: CallCount | None) -> h.Node:
    """How many wait for the agent, as the desktop counts them; a count that is not known is not said."""
    if counts is None:
        return None
    personal, regular = counts.personal, counts.regular
    said = [
        _.many("{n} personal callback", "{n} personal callbacks", personal) if personal is not None else None,
        _.many("{n} regular contact", "{n} regular contacts", regular) if regular is not None else None,
    ]
    known = [words for words in said if words is not None]
    if len(known) == 2:
        words = _("The desktop counts for you: {first}, {second}.", first=known[0], second=known[1])
    elif known:
        words = _("The desktop counts for you: {first}.", first=known[0])
    else:
        return None
    return h.p(".hint", id="non-pewc-counts")[words]


NON_PEWC = Panel("non-pewc", "dialling", TITLE, props, view)
