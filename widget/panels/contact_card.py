"""A contact to dial by hand: number, what it is, how long it is yours, and three things to do with it."""

from __future__ import annotations

import htpy as h

from widget.ids import dom_id
from widget.panels.consent import consent_badge
from widget.panels.icons import icon
from widget.panels.number import copy_button, number_view
from widget.panels.words import countdown, day_and_time, iso, why
from widget.state import Contact, WidgetState
from widget.state.dialling import dialled_words, dialling
from widget.state.privacy import masked_cards
from widget.texts import Texts


def card_id(contact: Contact) -> str:
    """The id all parts of a card's markup begin with."""
    return dom_id("contact", contact.key)


def left_words(_: Texts, contact: Contact, now: float) -> str:
    """The countdown in words; it changes only as often as what is shown does."""
    if contact.step == "done" or contact.deadline is None:
        return ""
    if contact.expired(now):
        return "expired"
    return countdown(_, contact.deadline - now)


def card_view(state: WidgetState, _: Texts, contact: Contact) -> h.Element:
    """The card, or one line for a contact that is finished."""
    ident = card_id(contact)
    if contact.step == "done":
        return _finished(state, _, contact, ident)
    expired = contact.expired(state.now)
    return h.li(
        class_=["contact", {"expired": expired}],
        id=ident,
        data_account_number=contact.account_number,
        data_contact=contact.key,
    )[
        h.div(".line")[_number(state, _, contact), _timer(state, _, contact)],
        h.p(".meta")[" · ".join(part for part in _facts(_, contact) if part)],
        h.div(".consents")[
            consent_badge(_, _("Consent"), contact.consent),
            _callback(state, _, contact),
        ],
        _outcome(state, _, contact, expired),
        _actions(state, _, contact, ident, expired),
    ]


def _number(state: WidgetState, _: Texts, contact: Contact) -> h.Node:
    number = number_view(state, _, contact.phone_number, contact.key)
    if not contact.prefix and not contact.suffix:
        return number
    return h.span(".affixed", dir="ltr")[
        h.span(".affix", title=_("Prefix"))[h.span(".hidden")[_("Prefix"), " "], contact.prefix]
        if contact.prefix
        else None,
        number,
        h.span(".affix", title=_("Suffix"))[h.span(".hidden")[_("Suffix"), " "], contact.suffix]
        if contact.suffix
        else None,
    ]


def _timer(state: WidgetState, _: Texts, contact: Contact) -> h.Element:
    if contact.deadline is None:
        return h.span(".timer.unsure")[_("expiry unknown")]
    left = contact.deadline - state.now
    if left <= 0:
        return h.span(".timer.over")[icon("cross"), _("expired")]
    kind = "last" if left <= 10 else "soon" if left <= 60 else None
    return h.time(
        class_=["timer", kind],
        role="timer",
        datetime=iso(contact.deadline),
        data_deadline=str(int(contact.deadline)),
        aria_label=_("Expires in {time}", time=countdown(_, left)),
    )[countdown(_, left)]


def _facts(_: Texts, contact: Contact) -> tuple[str, ...]:
    return (
        contact.mode,
        masked_cards(contact.campaign),
        _("queue {name}", name=contact.queue) if contact.queue else "",
        _call_type(_, contact.call_type),
        _("expires “{text}”", text=contact.expiry) if contact.deadline is None and contact.expiry else "",
    )


def _call_type(_: Texts, call_type: str) -> str:
    if call_type == "0" or call_type.casefold() in {"regular", "regular call"}:
        return _("regular")
    return _("call type {code}", code=call_type) if call_type.isdecimal() else call_type


def _callback(state: WidgetState, _: Texts, contact: Contact) -> h.Node:
    if contact.callback_at is not None:
        return h.span(".meta")[_("call back at {time}", time=day_and_time(_, contact.callback_at, state.now))]
    return h.span(".meta")[_("call back “{text}”", text=contact.callback)] if contact.callback else None


def _outcome(state: WidgetState, _: Texts, contact: Contact, expired: bool) -> h.Node:
    if contact.step == "dialled":
        return h.p(".note.good")[icon("check"), _(dialled_words(state))]
    if contact.step == "unknown":
        return h.p(".note.unsure")[
            icon("question"), _("Dialled? The desktop has not confirmed. Look before you dial again.")
        ]
    if contact.step == "failed" and contact.failure is not None:
        return h.p(".note.bad")[icon("warning"), _("Not dialled."), " ", why(_, contact.failure)]
    if expired:
        return h.p(".note.bad")[icon("warning"), _("This contact has expired and can't be dialled.")]
    return None


def _actions(state: WidgetState, _: Texts, contact: Contact, ident: str, expired: bool) -> h.Element:
    busy = contact.step in {"dialling", "confirming"}
    used = contact.step in {"dialled", "unknown"}
    return h.div(".actions")[
        copy_button(state, _, contact.dialled, contact.key, _("Copy number"), wide=True),
        h.button(
            ".button",
            id=f"{ident}-done",
            type="button",
            data_action="contact-done",
            aria_disabled="true" if busy else None,
        )[_("Done") if used else _("Set aside")],
        _dial(state, _, contact, ident, expired) if state.settings.dial != "none" else None,
    ]


def _dial(state: WidgetState, _: Texts, contact: Contact, ident: str, expired: bool) -> h.Element:
    off = expired or contact.step in {"dialled", "confirming"} or dialling(state)
    label = _("Dial")
    if contact.step == "dialling":
        label = _("Dialling…")
    elif contact.consent is not True and state.settings.consent_gate != "off":
        label = _("Dial without consent") if contact.consent is False else _("Dial, consent unknown")
    return h.button(
        class_=["button", "dial", {"careful": contact.consent is not True and state.settings.consent_gate != "off"}],
        id=f"{ident}-dial",
        type="button",
        data_action="dial",
        aria_disabled="true" if off else None,
    )[icon("phone"), label]


def _finished(state: WidgetState, _: Texts, contact: Contact, ident: str) -> h.Element:
    return h.li(".contact.finished", id=ident, data_account_number=contact.account_number, data_contact=contact.key)[
        h.div(".line")[
            _number(state, _, contact),
            h.span(".mode-name")[_("finished")],
            None
            if contact.expired(state.now)
            else h.button(".button.small", id=f"{ident}-done", type="button", data_action="contact-back")[
                _("Take back")
            ],
        ]
    ]
