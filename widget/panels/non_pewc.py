"""The non-PEWC panel: a contact without written consent that is reserved for the agent, to be dialled by hand."""

from __future__ import annotations

import htpy as h

from widget.panels.contact_card import Card
from widget.panels.contact_list import ContactList, list_head, list_note, list_props, list_view, nothing
from widget.panels.panel import Panel, steady
from widget.panels.row_cache import RowCache
from widget.state import WidgetState
from widget.texts import Texts, later

TITLE = later("No written consent")


def props(state: WidgetState) -> ContactList:
    """What of the state the panel shows."""
    return list_props(state, "non-pewc")


_cards_drawn: RowCache[Card] = RowCache()


def view(props: ContactList) -> h.Renderable:
    """The content of the non-PEWC region."""
    _ = props.look.texts
    words = _("First press Done or Skip for this contact.") if props.working else nothing(_, props)
    return h.fragment[
        list_head(_, _(TITLE), props, _get(_, props)),
        list_view(_cards_drawn, props, _("Reserved contact")),
        h.p(".empty", id="non-pewc-words")[words] if words or props.cards else None,
        list_note(_, props),
    ]


def _get(_: Texts, props: ContactList) -> h.Element:
    """The button is as wide as its longer word, so that nothing moves."""
    off = props.asking or props.working or not props.known_agent
    return h.button(
        ".button.small",
        id="non-pewc-get",
        type="button",
        data_action="get-reserved",
        aria_label=None if props.asking else _("Get reserved contact"),
        aria_disabled="true" if off else None,
        aria_describedby="non-pewc-words" if props.working else None,
    )[steady(_("Asking…"), None if props.asking else _("Get"))]


NON_PEWC = Panel("non-pewc", "dialling", TITLE, props, view)
