"""Written consent (PEWC): agreed, not agreed or not known, each with a shape and a colour of its own. Not known counts
as no consent."""

from __future__ import annotations

import htpy as h

from widget.panels.icons import icon
from widget.texts import Texts, Words


def consent_words(_: Texts, consent: bool | None) -> Words:
    """What is known of a consent."""
    if consent is None:
        return _("not known")
    return _("agreed in writing") if consent else _("not agreed")


def consent_badge(_: Texts, what: str, consent: bool | None) -> h.Element:
    """A consent with its words. `what` is the word for its kind ("Consent")."""
    kind, sign = _look(consent)
    return h.span(class_=["consent", kind])[
        h.span(".of")[what], " ", icon(sign), h.span(".is")[consent_words(_, consent)]
    ]


def consents_sentence(_: Texts, contact: bool | None, campaign: bool | None) -> Words:
    """Both consents of a number in one sentence."""
    known = {"contact": consent_words(_, contact), "campaign": consent_words(_, campaign)}
    return _("Consent: contact {contact}, campaign {campaign}", **known)


def consents_button(_: Texts, ident: str, contact: bool | None, campaign: bool | None) -> h.Element:
    """Both consents of a number as signs: the contact's, then the campaign's. Their words are in a bubble beside it,
    which is seen while the pointer, the focus or a finger is on it."""
    return h.button(".consents", id=ident, type="button")[
        _sign("person", contact),
        _sign("megaphone", campaign),
        h.span(".bubble")[
            h.b[_("Consent")],
            h.span[_("Contact: {consent}", consent=consent_words(_, contact))],
            h.span[_("Campaign: {consent}", consent=consent_words(_, campaign))],
        ],
    ]


def _sign(whose: str, consent: bool | None) -> h.Element:
    kind, sign = _look(consent)
    return h.span(class_=["consent", kind])[h.span(".whose")[icon(whose)], icon(sign)]


def _look(consent: bool | None) -> tuple[str, str]:
    """The class and the sign of a consent."""
    if consent is None:
        return "unknown", "question"
    return ("yes", "check") if consent else ("no", "cross")
