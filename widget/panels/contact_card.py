"""The contact to dial that is shown whole: its number, its facts, its countdown, what came of dialling it, and the
buttons to copy, finish and dial it. Nothing of it moves when it expires, is dialled or is finished."""

from __future__ import annotations

from typing import Literal, NamedTuple

import htpy as h

from widget.lcm import is_never
from widget.panels.call_progress import call_progress
from widget.panels.contact_note import outcome_note
from widget.panels.dialled_today import dialled_today
from widget.panels.icons import icon
from widget.panels.look import Look
from widget.panels.number import copy_button, number_text, number_view
from widget.panels.panel import joined
from widget.panels.there import There, there, there_line
from widget.panels.words import countdown, day_and_time, iso
from widget.state import WidgetState
from widget.state.attempt import Phase
from widget.state.closing import can_be_closed
from widget.state.contact import Contact
from widget.state.dialling import dialled_words, dialling
from widget.state.finished import How, how
from widget.state.numbers import last_digits, plain
from widget.texts import Text, Texts
from widget.texts.privacy import DOT, holds_card, no_digits

Urgency = Literal["", "soon", "last", "over"]


class Card(NamedTuple):
    """A contact, and what is shown of the rest of the state.

    `whole`: it is the one shown whole. `place` is its place in the list and how many there are, where numbers are
    masked, because two masked numbers may be alike. `left` is the countdown and `callback` when to call back. Both are
    words, so that the contact is drawn only when they change. `unending`: it never expires. `dial` is what Dial does,
    `gate` the consent gate. `dialling`: a dial of any contact is under way. `dialled` is the sentence about a dial that
    went well. `following` is the contact to go on with when this one is finished. `there` is the time at its number.
    `before` says how often that was dialled today, and `progress` how its call goes on. `how`
    it is finished, and `finishes` is the word of the button for that.
    """

    look: Look
    contact: Contact
    whole: bool
    place: tuple[int, int] | None
    left: str
    unending: bool
    urgency: Urgency
    callback: str
    dial: str
    gate: str
    dialling: bool
    dialled: Text
    following: Contact | None
    there: There
    before: str
    progress: str
    how: How
    finishes: str

    @property
    def expired(self) -> bool:
        """Whether its deadline has come."""
        return self.urgency == "over"

    @property
    def taken_back(self) -> bool:
        """Whether the agent can work it again: not when the desktop has closed it."""
        return self.contact.finish is not None and not self.contact.finish.told

    @property
    def careful(self) -> bool:
        """Whether Dial has to be pressed with care."""
        return self.unconsented or self.there.careful

    @property
    def unconsented(self) -> bool:
        """Whether Dial says that consent is not known."""
        return self.contact.consent is not True and self.gate != "off"

    @property
    def outcome(self) -> Phase:
        """The phase of its last dial, for the note; IDLE (no note) while the agent is asked whether to dial again."""
        attempt = self.contact.attempt
        return Phase.IDLE if attempt.confirming and attempt.phase is not Phase.DONE else attempt.phase


def card_props(
    state: WidgetState, look: Look, contact: Contact, *, whole: bool, place: tuple[int, int], following: Contact | None
) -> Card:
    """What of the state is shown of a contact."""
    _ = look.texts
    left = None if contact.deadline is None else contact.deadline - state.now
    unending = contact.unending(state.now)
    return Card(
        look.of(contact.on_screen),
        contact,
        whole,
        place if look.masked else None,
        "" if left is None or unending or left <= 0 or _no_deadline(contact) else countdown(_, left),
        unending,
        _urgency(left),
        _callback(_, contact, state) if whole else "",
        state.settings.dial,
        state.settings.consent_gate,
        whole and dialling(state),
        dialled_words(state),
        following if whole and contact.finished else None,
        there(state, contact.wire.phone_number),
        dialled_today(state, contact) if whole else "",
        call_progress(state, contact) if whole else "",
        how(state, contact),
        _finishes(_, state, contact),
    )


def _no_deadline(contact: Contact) -> bool:
    """Whether its deadline says nothing more: it is finished, or its call is followed, whose length it looks like."""
    return contact.finished or (contact.phase is Phase.DONE and contact.progress is not None)


def _finishes(_: Texts, state: WidgetState, contact: Contact) -> str:
    """The word of the button that finishes a contact: it asks for an outcome, or says what it is finished as."""
    if can_be_closed(state, contact) and contact.panel == "manual-dial":
        return _("Finish…")
    if contact.closing.phase in (Phase.FAILED, Phase.UNKNOWN):
        return _("Finish here")
    return _("Skip") if how(state, contact) == "skipped" else _("Done")


def _urgency(left: float | None) -> Urgency:
    if left is None or left > 60:
        return ""
    return "over" if left <= 0 else "last" if left <= 10 else "soon"


def _callback(_: Texts, contact: Contact, state: WidgetState) -> str:
    if contact.callback_at is not None and not is_never(contact.callback_at, state.now):
        return _("call back {time}", time=day_and_time(state, contact.callback_at))
    return _("call back “{text}”", text=contact.wire.callback) if contact.wire.callback else ""


def card_view(card: Card) -> h.Element:
    """The contact that is shown whole."""
    contact = card.contact
    return h.div(
        class_=["contact", {"expired": card.expired, "finished": contact.finished}],
        role="row",
        id=contact.element,
        tabindex="-1",
        data_account_number=contact.wire.account_number,
        data_contact=contact.key,
    )[
        h.div(".line.first")[
            h.div(role="gridcell")[_number(card)],
            h.div(".when", role="gridcell")[timer(card)],
        ],
        h.div(".about", role="gridcell")[
            h.p(".meta")[joined(_facts(card), " · ")],
            h.p(".consents")[_consent(card)],
            there_line(card.look.texts, card.there, f"{contact.element}-there"),
        ],
        h.div(".outcome", role="gridcell")[outcome_note(card)],
        _finished_actions(card) if contact.finished else _actions(card),
    ]


def whose(card: Card) -> str:
    """The number of a contact for the name of a button. A masked one is told from others by its place in the list."""
    _ = card.look.texts
    if card.place is None and not holds_card_in(card.contact):
        return number_text(card.look, card.contact.wire.phone_number)
    masked = DOT * 3 + last_digits(card.contact.wire.phone_number)
    if card.place is None:
        return masked
    return _("{number}, contact {n} of {all}", number=masked, n=card.place[0], all=card.place[1])


def _named(card: Card, *words: h.Node) -> h.Fragment:
    """The words of a button, and for those who don't see where it stands, the number."""
    return h.fragment[words, h.span(".hidden")[" ", card.look.texts.apart(whose(card))]]


def _number(card: Card) -> h.Node:
    _, look, contact = card.look.texts, card.look, card.contact
    secret = holds_card_in(contact)
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


def holds_card_in(contact: Contact) -> bool:
    """Whether a payment card is in what is dialled or in a part of it. The parts stand beside each other."""
    parts = (contact.prefix, contact.wire.phone_number, contact.suffix)
    return any(holds_card(text, phone=True) for text in (*parts, "".join(parts), contact.dialled))


def timer(card: Card) -> h.Element:
    """Until when the contact can be dialled."""
    _, deadline = card.look.texts, card.contact.deadline
    if deadline is None:
        return h.span(".timer.unsure")[_("expiry unknown")]
    if card.unending:
        return h.span(".timer.unending")[_("never expires")]
    if card.expired:
        return h.span(".timer.over")[_("expired")]
    if not card.left:
        return h.span(".timer")
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
        card.callback,
        _("expiry as sent: “{text}”", text=contact.wire.expiry) if contact.wire.expiry and not counted else "",
    )


def _call_type(_: Texts, call_type: str) -> h.Node:
    """What kind of call it is to be; nothing for a regular one, which most are."""
    if call_type == "0" or call_type.casefold() in {"regular", "regular call"}:
        return None
    return _("call type {code}", code=call_type) if call_type.isdecimal() else _.apart(call_type) if call_type else None


def _consent(card: Card) -> h.Element:
    """What is known of written consent, in words that say so by themselves."""
    _, consent = card.look.texts, card.contact.consent
    if consent is True:
        return h.span(".consent.yes")[icon("check"), h.span(".is")[_("Consent: agreed in writing")]]
    if consent is False:
        return h.span(".consent.no")[icon("cross"), h.span(".is")[_("Consent: not agreed")]]
    return h.span(".consent.unknown")[icon("question"), h.span(".is")[_("Consent: not known")]]


def _actions(card: Card) -> h.Element:
    _, contact = card.look.texts, card.contact
    busy = Phase.SENT in (contact.phase, contact.closing.phase) or contact.attempt.confirming
    name = _("Copy number {number}", number=whose(card))
    secret = holds_card_in(contact)
    return h.div(".actions")[
        h.div(role="gridcell")[
            copy_button(card.look, contact.dialled, contact.on_screen, name, wide=True, phone=True)
            if not secret
            else None
        ],
        h.div(role="gridcell")[
            h.button(
                ".button",
                id=f"{contact.element}-done",
                type="button",
                data_action="contact-done",
                aria_disabled="true" if busy else None,
            )[_named(card, card.finishes)]
        ],
        h.div(role="gridcell")[_dial(card)] if card.dial != "none" else None,
    ]


def _finished_actions(card: Card) -> h.Element:
    """To go on, where Copy was, and to take it back, where it was finished. Nothing is where Dial was."""
    _, following = card.look.texts, card.following
    return h.div(".actions")[
        h.div(role="gridcell")[
            h.button(
                ".button",
                id=f"{card.contact.element}-next",
                type="button",
                data_action="contact-choose",
                data_contact=following.key,
            )[_("Next")]
            if following is not None
            else None
        ],
        h.div(role="gridcell")[take_back(card)] if card.taken_back else None,
    ]


def take_back(card: Card, *, small: bool = False) -> h.Element:
    """The button that makes a finished contact one to work again."""
    _ = card.look.texts
    return h.button(
        class_=["button", {"small": small}],
        id=f"{card.contact.element}-done",
        type="button",
        data_action="contact-back",
    )[_named(card, _("Undo"))]


def _dial(card: Card) -> h.Element:
    _, contact = card.look.texts, card.contact
    off = card.expired or contact.phase is Phase.DONE or contact.attempt.confirming or card.dialling
    off = off or contact.closing.phase is Phase.SENT
    label = _("Dial")
    if contact.phase is Phase.SENT:
        label = _("Dialling…")
    elif card.unconsented:
        label = _("Dial without consent") if contact.consent is False else _("Dial, consent not known")
    return h.button(
        class_=["button", "dial", {"careful": card.careful}],
        id=f"{contact.element}-dial",
        type="button",
        data_action="dial",
        aria_describedby=f"{contact.element}-there" if card.there.said else None,
        aria_disabled="true" if off else None,
    )[icon("phone"), h.span[_named(card, label)]]
