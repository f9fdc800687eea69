"""The dialog that asks with which outcome a contact is closed. Nothing is chosen at first."""

from __future__ import annotations

import htpy as h

from widget.ids import dom_id
from widget.lcm import Outcome
from widget.panels.look import Look
from widget.panels.number import number_text
from widget.state.contact import Contact
from widget.texts import Texts


def outcome_dialog(look: Look, contact: Contact, outcomes: tuple[Outcome, ...], held: h.Node) -> h.Element:
    """The question, with the outcomes to choose from. The safe answer is the first button."""
    _ = look.texts
    ident = dom_id("close", contact.key)
    return h.dialog(
        ".dialog",
        id=ident,
        data_modal=ident,
        data_cancel="close-back",
        data_contact=contact.key,
        aria_labelledby=f"{ident}-title",
        aria_describedby=f"{ident}-about",
    )[
        h.h2(id=f"{ident}-title")[_("How did this contact end?")],
        h.p(".dial-number")[
            h.bdi(".number", dir="ltr", translate="no")[number_text(look, contact.wire.phone_number)],
            " ",
            _.apart(contact.wire.mode),
        ],
        _choice(_, contact, outcomes, ident),
        h.p(id=f"{ident}-about")[
            _("Close contact: the desktop closes it with this outcome. It can't be undone."),
            h.br,
            _("Finish here only: the desktop is not told."),
        ],
        h.div(".actions.answers")[
            h.button(".button", id=f"{ident}-back", type="button", data_action="close-back")[_("Back")],
            h.button(".button", id=f"{ident}-here", type="button", data_action="close-here")[_("Finish here only")],
            h.button(
                ".button.primary",
                id=f"{ident}-go",
                type="button",
                data_action="close-go",
                aria_disabled="true" if not contact.outcome else None,
            )[_("Close contact")],
        ],
        held,
    ]


def _choice(_: Texts, contact: Contact, outcomes: tuple[Outcome, ...], ident: str) -> h.Element:
    return h.div(".field-box")[
        h.label(for_=f"{ident}-outcome")[_("Outcome")],
        h.select(id=f"{ident}-outcome", name="outcome", data_input="outcome-picked", autofocus=True)[
            h.option(value="", selected=not contact.outcome)[_("Choose an outcome")],
            (
                h.option(value=outcome.key, selected=outcome.key == contact.outcome)[_.apart(outcome.description)]
                for outcome in outcomes
            ),
        ],
    ]
