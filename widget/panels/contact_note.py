"""What came of dialling a contact, of closing it and of its call: the note in the place that is kept for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import htpy as h

from widget.client import Failure
from widget.panels.how import how_word
from widget.panels.icons import icon
from widget.panels.words import why
from widget.state.attempt import Phase

if TYPE_CHECKING:
    from widget.panels.contact_card import Card

LONG = 60
"""A desktop's reason with more characters than this may need more than the two lines it has. It can be unfolded."""


def outcome_note(card: Card) -> h.Node:
    """The note: how it was finished, else what came of closing it, else of dialling it, else what is known of it."""
    _, contact = card.look.texts, card.contact
    if contact.finish is not None:
        told = None if contact.finish.told else h.span(".meta")[" ", _("The desktop was not told.")]
        return h.p(".note")[ending(card, sentence=True), told]
    return _closing(card) or _dialling(card) or _known(card)


def _closing(card: Card) -> h.Node:
    _, closing = card.look.texts, card.contact.closing
    if closing.phase is Phase.SENT:
        return h.p(".note")[_("Closing this contact…")]
    if closing.phase is Phase.UNKNOWN:
        return h.p(".note.unsure")[icon("question"), _("We don't know if this contact was closed. Check the desktop.")]
    if closing.phase is Phase.FAILED and closing.failure is not None:
        return _failed(card, _("Not closed."), closing.failure)
    return None


def _dialling(card: Card) -> h.Node:
    _, failure = card.look.texts, card.contact.attempt.failure
    if card.outcome in (Phase.SENT, Phase.DONE) and card.progress:
        return h.p(".note.good")[icon("phone"), card.progress]
    if card.outcome is Phase.DONE:
        return h.p(".note.good")[icon("check"), _(card.dialled)]
    if card.outcome is Phase.UNKNOWN:
        words = _("We don't know if this call went out. Check your phone before you dial again.")
        return h.p(".note.unsure")[icon("question"), words]
    if card.outcome is Phase.FAILED and failure is not None:
        return _failed(card, _("Not dialled."), failure)
    return None


def _known(card: Card) -> h.Node:
    _, contact = card.look.texts, card.contact
    if card.expired:
        return h.p(".note.bad")[icon("warning"), _("This contact has expired and can't be dialled.")]
    if card.before:
        return h.p(".note.hint")[card.before]
    if contact.at_start and contact.phase is Phase.IDLE:
        return h.p(".note.hint")[_("Reserved before this page opened. You may have called it before.")]
    return None


def _failed(card: Card, what: str, failure: Failure) -> h.Element:
    reason = why(card.look.texts, failure)
    note = h.p(".note.bad")[icon("warning"), what, " ", reason]
    return note if len(reason) <= LONG else _unfoldable(card, what, reason)


def _unfoldable(card: Card, what: str, reason: str) -> h.Element:
    """A long reason. Its beginning stands in the place for it; the agent can unfold the rest."""
    _, key = card.look.texts, card.contact.on_screen
    opened = key in card.look.opened
    return h.button(
        class_=["note", "bad", "long", {"opened": opened}],
        id=f"{card.contact.element}-why",
        type="button",
        data_action="toggle",
        data_key=key.write(),
        aria_expanded="true" if opened else "false",
        title=None if opened else _("Show all of it"),
    )[h.span[icon("warning"), what, " ", reason]]


def ending(card: Card, *, sentence: bool = False) -> str:
    """How a contact was finished, in a word or two: skipped, called and an outcome are different."""
    finish = card.contact.finish
    outcome = "" if finish is None else finish.outcome
    return how_word(card.look.texts, card.how, outcome, sentence=sentence)
