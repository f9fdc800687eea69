"""A contact to dial by hand: its number, its facts, its countdown, and the buttons to copy, finish and dial it."""

from __future__ import annotations

from typing import Literal, NamedTuple

import htpy as h

from widget.ids import dom_id
from widget.lcm import is_never
from widget.panels.consent import consent_badge
from widget.panels.icons import icon
from widget.panels.look import Look
from widget.panels.number import copy_button, number_view
from widget.panels.panel import joined
from widget.panels.words import countdown, day_and_time, iso, why
from widget.state import WidgetState
from widget.state.attempt import Phase
from widget.state.contacts import Contact
from widget.state.dialling import dialled_words, dialling
from widget.state.numbers import plain
from widget.texts import Text, Texts
from widget.texts.privacy import holds_card, no_digits

Urgency = Literal["", "soon", "last", "over"]


class Card(NamedTuple):
    """A contact, and what its card shows of the rest of the state.

    `left` is the countdown and `callback` when to call back. Both are words, so that the card is drawn only when they
    change. `unending`: it never expires. `dial` is what Dial does, `gate` the consent gate. `dialling`: a dial of any
    contact is under way. `dialled` is the sentence about a dial that went well.
    """

    look: Look
    contact: Contact
    left: str
    unending: bool
    urgency: Urgency
    callback: str
    dial: str
    gate: str
    dialling: bool
    dialled: Text

    @property
    def expired(self) -> bool:
        """Whether its deadline has come."""
        return self.urgency == "over"

    @property
    def careful(self) -> bool:
        """Whether Dial says that consent is not known."""
        return self.contact.consent is not True and self.gate != "off"

    @property
    def outcome(self) -> Phase:
        """The phase of its last dial, for the note; IDLE (no note) while the agent is asked whether to dial again."""
        attempt = self.contact.attempt
        return Phase.IDLE if attempt.confirming and attempt.phase is not Phase.DONE else attempt.phase


def card_props(state: WidgetState, look: Look, contact: Contact) -> Card:
    """What of the state a card shows."""
    _ = look.texts
    left = None if contact.deadline is None else contact.deadline - state.now
    unending = contact.unending(state.now)
    return Card(
        look.of(contact.on_screen),
        contact,
        "" if left is None or unending or contact.finished or left <= 0 else countdown(_, left),
        unending,
        _urgency(left),
        _callback(_, contact, state),
        state.settings.dial,
        state.settings.consent_gate,
        dialling(state),
        dialled_words(state),
    )


def _urgency(left: float | None) -> Urgency:
    if left is None or left > 60:
        return ""
    return "over" if left <= 0 else "last" if left <= 10 else "soon"


def _callback(_: Texts, contact: Contact, state: WidgetState) -> str:
    if contact.callback_at is not None and not is_never(contact.callback_at, state.now):
        return _("call back at {time}", time=day_and_time(state, contact.callback_at))
    return _("call back “{text}”", text=contact.wire.callback) if contact.wire.callback else ""


def card_view(card: Card) -> h.Element:
    """The card; one line for a contact that is finished."""
    _, contact = card.look.texts, card.contact
    ident = dom_id("contact", contact.key)
    if contact.finished:
        return _finished(card, ident)
    return h.li(
        class_=["contact", {"expired": card.expired}],
        id=ident,
        data_account_number=contact.wire.account_number,
        data_contact=contact.key,
    )[
        h.div(".line")[_number(card), _timer(card)],
        h.p(".meta")[joined(_facts(card), " · ")],
        h.div(".consents")[
            consent_badge(_, _("Consent"), contact.consent),
            h.span(".meta")[card.callback] if card.callback else None,
        ],
        _outcome(card),
        _actions(card, ident),
    ]


def _number(card: Card) -> h.Node:
    _, look, contact = card.look.texts, card.look, card.contact
    secret = _holds_card(contact)
    hidden = secret or (look.masked and contact.on_screen not in look.revealed)
    number = number_view(look, contact.wire.phone_number, contact.on_screen, secret=secret)
    if not contact.prefix and not contact.suffix:
        return number
    return h.span(".affixed", dir="ltr")[
        _affix(_, _("Prefix"), contact.prefix, hidden=hidden),
        number,
        _affix(_, _("Suffix"), contact.suffix, hidden=hidden),
    ]


def _affix(_: Texts, name: str, text: str, *, hidden: bool) -> h.Node:
    """What is dialled before or after the number. `hidden`: without its digits."""
    words = plain(text)
    said = _.apart(no_digits(words) if hidden else words)
    return h.span(".affix", title=name)[h.span(".hidden")[name, " "], said] if text else None


def _holds_card(contact: Contact) -> bool:
    """Whether a payment card is in what is dialled or in a part of it. The parts stand beside each other."""
    parts = (contact.prefix, contact.wire.phone_number, contact.suffix)
    return any(holds_card(text, phone=True) for text in (*parts, "".join(parts), contact.dialled))


def _timer(card: Card) -> h.Element:
    _, deadline = card.look.texts, card.contact.deadline
    if deadline is None:
        return h.span(".timer.unsure")[_("expiry unknown")]
    if card.unending:
        return h.span(".timer.unending")[_("never expires")]
    if card.expired:
        return h.span(".timer.over")[icon("cross"), _("expired")]
    return h.time(
        class_=["timer", card.urgency or None],
        role="timer",
        datetime=iso(deadline),
        data_deadline=str(int(deadline)),
        aria_label=_("Expires in {time}", time=card.left),
    )[card.left]


def _facts(card: Card) -> tuple[h.Node, ...]:
    _, contact = card.look.texts, card.contact
    counted = contact.deadline is not None and not card.unending
    mode, campaign = contact.wire.mode, contact.wire.campaign
    return (
        _.apart(mode) if mode else None,
        _.apart(campaign) if campaign else None,
        _("queue {name}", name=contact.queue) if contact.queue else "",
        _call_type(_, contact.wire.call_type),
        _("expiry as sent: “{text}”", text=contact.wire.expiry) if contact.wire.expiry and not counted else "",
    )


def _call_type(_: Texts, call_type: str) -> h.Node:
    if call_type == "0" or call_type.casefold() in {"regular", "regular call"}:
        return _("regular")
    return _("call type {code}", code=call_type) if call_type.isdecimal() else _.apart(call_type) if call_type else None


def _outcome(card: Card) -> h.Element | None:
    _, contact = card.look.texts, card.contact
    if card.outcome is Phase.DONE:
        return h.p(".note.good")[icon("check"), _(card.dialled)]
    if card.outcome is Phase.UNKNOWN:
        return h.p(".note.unsure")[
            icon("question"), _("Dialled? The desktop has not confirmed. Look before you dial again.")
        ]
    if card.outcome is Phase.FAILED and contact.attempt.failure is not None:
        return h.p(".note.bad")[icon("warning"), _("Not dialled."), " ", why(_, contact.attempt.failure)]
    if card.expired:
        return h.p(".note.bad")[icon("warning"), _("This contact has expired and can't be dialled.")]
    return None


def _actions(card: Card, ident: str) -> h.Element:
    _, contact = card.look.texts, card.contact
    busy = contact.phase is Phase.SENT or contact.attempt.confirming
    used = card.outcome in (Phase.DONE, Phase.UNKNOWN)
    return h.div(".actions")[
        copy_button(card.look, contact.dialled, contact.on_screen, _("Copy number"), wide=True, phone=True)
        if not _holds_card(contact)
        else None,
        h.button(
            ".button",
            id=f"{ident}-done",
            type="button",
            data_action="contact-done",
            aria_disabled="true" if busy else None,
        )[_("Done") if used else _("Set aside")],
        _dial(card, ident) if card.dial != "none" else None,
    ]


def _dial(card: Card, ident: str) -> h.Element:
    _, contact = card.look.texts, card.contact
    off = card.expired or contact.phase is Phase.DONE or contact.attempt.confirming or card.dialling
    label = _("Dial")
    if contact.phase is Phase.SENT:
        label = _("Dialling…")
    elif card.careful:
        label = _("Dial without consent") if contact.consent is False else _("Dial, consent unknown")
    return h.button(
        class_=["button", "dial", {"careful": card.careful}],
        id=f"{ident}-dial",
        type="button",
        data_action="dial",
        aria_disabled="true" if off else None,
    )[icon("phone"), label]


def _finished(card: Card, ident: str) -> h.Element:
    _, contact = card.look.texts, card.contact
    take_back = h.button(".button.small", id=f"{ident}-done", type="button", data_action="contact-back")
    return h.li(
        ".contact.finished", id=ident, data_account_number=contact.wire.account_number, data_contact=contact.key
    )[
        h.div(".line")[
            _number(card),
            h.span(".mode-name")[_("finished")],
            None if card.expired else take_back[_("Take back")],
        ]
    ]
