"""Written consent (PEWC): yes, no or unknown, each with an icon, a word and a colour. Unknown counts as no consent."""

from __future__ import annotations

import htpy as h

from widget.panels.icons import icon
from widget.texts import Texts


def consent_badge(_: Texts, what: str, consent: bool | None) -> h.Element:
    """A badge for one kind of consent. `what` is the word for that kind ("Contact", "Campaign")."""
    if consent is True:
        return h.span(".consent.yes")[h.span(".of")[what], " ", icon("check"), h.span(".is")[_("yes")]]
    if consent is False:
        return h.span(".consent.no")[h.span(".of")[what], " ", icon("cross"), h.span(".is")[_("no")]]
    return h.span(".consent.unknown")[h.span(".of")[what], " ", icon("question"), h.span(".is")[_("unknown")]]
