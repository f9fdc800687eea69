"""A contact to dial that is not shown whole: one line. Pressing it shows it whole."""

from __future__ import annotations

import htpy as h

from widget.panels.call_progress import stage_word
from widget.panels.contact_card import Card, holds_card_in, take_back, timer, whose
from widget.panels.contact_note import ending
from widget.panels.icons import icon
from widget.panels.number import number_text
from widget.panels.there import there_short
from widget.state.attempt import Phase
from widget.texts.privacy import last_four


def row_view(card: Card) -> h.Element:
    """The line of a contact."""
    contact = card.contact
    return h.div(
        class_=["contact-row", {"expired": card.expired, "finished": contact.finished}],
        role="row",
        id=contact.element,
        tabindex="-1",  # it gets the focus when it is shown whole
        data_account_number=contact.wire.account_number,
        data_contact=contact.key,
    )[_finished(card) if contact.finished else _open(card)]


def _open(card: Card) -> h.Fragment:
    _, contact = card.look.texts, card.contact
    return h.fragment[
        h.div(".pick", role="gridcell")[
            h.button(
                id=f"{contact.element}-choose",
                type="button",
                data_action="contact-choose",
                aria_label=_("Show {number}", number=whose(card)),
            )[_number(card)]
        ],
        h.div(".state.meta", role="gridcell")[h.div[_state(card)], there_short(_, card.there)],
        h.div(".when", role="gridcell")[timer(card), icon("chevron")],
    ]


def _finished(card: Card) -> h.Fragment:
    return h.fragment[
        h.div(".pick", role="gridcell")[_number(card)],
        h.div(".state.meta", role="gridcell")[ending(card)],
        h.div(".when", role="gridcell")[take_back(card, small=True) if card.taken_back else None],
    ]


def _number(card: Card) -> h.Element:
    """Its number. A part of a payment card is not shown."""
    text = number_text(card.look, card.contact.wire.phone_number)
    return h.bdi(".number", dir="ltr", translate="no")[last_four(text) if holds_card_in(card.contact) else text]


def _state(card: Card) -> h.Node:
    """What the agent has to know before choosing it: what came of dialling it, else its consent where it is not given,
    else its kind."""
    _, contact = card.look.texts, card.contact
    if card.outcome is Phase.SENT:
        return _("dialling…")
    if contact.progress is not None and card.outcome in (Phase.SENT, Phase.DONE):
        return h.span(".good")[icon("phone"), stage_word(_, contact.progress)]
    if card.outcome is Phase.DONE:
        return h.span(".good")[icon("check"), _("dialled")]
    if card.outcome is Phase.UNKNOWN:
        return h.span(".unsure")[icon("question"), _("maybe called")]
    if card.outcome is Phase.FAILED:
        return h.span(".bad")[icon("warning"), _("not dialled")]
    if contact.consent is False:
        return h.span(".bad")[icon("cross"), _consent(_("no consent"), _("Consent: not agreed"))]
    if contact.consent is None:
        return h.span(".unsure")[icon("question"), _consent(_("consent?"), _("Consent: not known"))]
    return _.apart(contact.wire.mode) if contact.wire.mode else None


def _consent(seen: str, said: str) -> h.Fragment:
    """A word beside its icon, which those who don't see the icon hear as a sentence."""
    return h.fragment[h.span(aria_hidden="true")[seen], h.span(".hidden")[said]]
