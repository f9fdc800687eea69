"""The manual-dial panel: the agent asks for contacts, and dials each of them with a click."""

from __future__ import annotations

from typing import NamedTuple

import htpy as h

from widget.panels.contact_card import Card
from widget.panels.contact_list import ContactList, list_note, list_props, list_view
from widget.panels.panel import Panel, as_of, head, steady
from widget.panels.row_cache import RowCache
from widget.state import WidgetState
from widget.state.contacts import ManualForm
from widget.texts import Texts, later

TITLE = later("Manual dial")


class Props(NamedTuple):
    """The contacts, and the form to ask for them. `most` is how many may be asked for at once. `downloaded`: the
    contacts were asked for as new ones."""

    contacts: ContactList
    form: ManualForm
    most: int
    downloaded: bool


def props(state: WidgetState) -> Props:
    """What of the state the panel shows."""
    contacts = list_props(state, "manual-dial")
    return Props(contacts, state.manual_form, state.settings.manual_dial_max, state.manual.downloaded)


_cards_drawn: RowCache[Card] = RowCache()


def view(props: Props) -> h.Renderable:
    """The content of the manual-dial region."""
    contacts = props.contacts
    _ = contacts.look.texts
    when = as_of(_("as of {time}", time=contacts.as_of)) if contacts.as_of else None
    return h.fragment[
        head(_(TITLE), "manual-dial-title", when),
        _form(_, props),
        list_note(_, contacts),
        list_view(_cards_drawn, contacts, _("Contacts to dial")) or _empty(_, props),
    ]


def _empty(_: Texts, props: Props) -> h.Node:
    if not props.contacts.as_of or props.contacts.failure is not None or props.contacts.unread:
        return None
    words = _("No contacts to dial right now.") if props.downloaded else _("Nothing reserved for you.")
    return h.p(".empty")[words]


def _form(_: Texts, props: Props) -> h.Element:
    form, contacts = props.form, props.contacts
    off = contacts.asking or contacts.working or not contacts.known_agent
    note = form.complaint or (later("Finish the contacts below first.") if contacts.working else None)
    return h.form(".ask", id="manual-form", data_action="get-contacts", novalidate=True, autocomplete="off")[
        _consent(_, form),
        _count(_, form, props.most, noted=note is not None),
        _reserved(_, form),
        h.button(".button.primary", id="manual-get", type="submit", aria_disabled="true" if off else None)[
            steady(_("Get contacts"), _("Asking…") if contacts.asking else None)
        ],
        h.p(id="manual-note", class_=["hint", {"bad": form.complaint is not None}])[_(note)] if note else None,
    ]


def _consent(_: Texts, form: ManualForm) -> h.Element:
    return h.div(".field-box")[
        h.label(for_="manual-consent")[_("Consent")],
        h.select(id="manual-consent", name="consent", data_input="manual-consent")[
            h.option(value="yes", selected=form.consent)[_("with consent")],
            h.option(value="no", selected=not form.consent)[_("without consent")],
        ],
    ]


def _count(_: Texts, form: ManualForm, most: int, *, noted: bool) -> h.Element:
    return h.div(".field-box.count")[
        h.label(for_="manual-count")[_("Number of contacts")],
        h.input(
            id="manual-count",
            name="count",
            type="number",
            min="1",
            max=str(most),
            value=form.count,
            data_input="manual-count",
            aria_invalid="true" if form.complaint is not None else None,
            aria_describedby="manual-note" if noted else None,
        ),
    ]


def _reserved(_: Texts, form: ManualForm) -> h.Element:
    return h.div(".check")[
        h.input(
            id="manual-reserved",
            name="reserved",
            type="checkbox",
            checked=form.reserved,
            data_input="manual-reserved",
        ),
        h.label(for_="manual-reserved")[_("Reserved contacts only")],
    ]


MANUAL_DIAL = Panel("manual-dial", "dialling", TITLE, props, view)
