"""The non-PEWC panel: a contact without written consent that is reserved for the agent, to be dialled by hand."""

from __future__ import annotations

import htpy as h

from widget.panels.contact_card import Card
from widget.panels.contact_list import ContactList, list_note, list_props, list_view
from widget.panels.panel import Panel, as_of, head, steady
from widget.panels.row_cache import RowCache
from widget.state import WidgetState
from widget.texts import Texts, later

TITLE = later("Non-PEWC")


def props(state: WidgetState) -> ContactList:
    """What of the state the panel shows."""
    return list_props(state, "non-pewc")


_cards_drawn: RowCache[Card] = RowCache()


def view(props: ContactList) -> h.Renderable:
    """The content of the non-PEWC region."""
    _ = props.look.texts
    when = as_of(_("as of {time}", time=props.as_of)) if props.as_of else None
    return h.fragment[
        head(_(TITLE), "non-pewc-title", when),
        list_note(_, props),
        list_view(_cards_drawn, props, _("Reserved contact")),
        _ask(_, props),
    ]


def _ask(_: Texts, props: ContactList) -> h.Element:
    words: str | None
    if props.working:
        words = _("Finish this contact first.")
    elif props.cards or props.failure is not None or props.unread:
        words = None
    else:
        words = _("Nothing reserved for you.") if props.as_of else _("Not asked yet.")
    off = props.asking or props.working or not props.known_agent
    return h.div(".line.ask-one")[
        h.p(".empty", id="non-pewc-words")[words] if words else None,
        h.button(
            ".button",
            id="non-pewc-get",
            type="button",
            data_action="get-reserved",
            aria_disabled="true" if off else None,
            aria_describedby="non-pewc-words" if words else None,
        )[steady(_("Get reserved contact"), _("Asking…") if props.asking else None)],
    ]


NON_PEWC = Panel("non-pewc", "dialling", TITLE, props, view)
