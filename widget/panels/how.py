"""How a contact was finished, in words."""

from __future__ import annotations

from widget.state.finished import How
from widget.texts import Texts


def how_word(_: Texts, how: How, *, sentence: bool = False) -> str:
    """A word or two, or as a `sentence`."""
    words = {
        "skipped": (_("skipped"), _("Skipped.")),
        "called": (_("called"), _("Called.")),
        "maybe-called": (_("maybe called"), _("Maybe called.")),
        "done": (_("done"), _("Done.")),
        "outcome": (_("outcome set"), _("Outcome set.")),
    }
    return words[how][sentence]
