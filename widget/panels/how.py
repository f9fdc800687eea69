"""How a contact was finished, in words."""

from __future__ import annotations

from widget.state.finished import How
from widget.texts import Texts


def how_word(_: Texts, how: How, outcome: str = "", *, sentence: bool = False) -> str:
    """A word or two, or as a `sentence`. `outcome` is the desktop's word for the outcome, "" where it is not known."""
    if how == "outcome" and outcome:
        return _("Outcome: {outcome}.", outcome=outcome) if sentence else _.apart(outcome)
    words = {
        "skipped": (_("skipped"), _("Skipped.")),
        "called": (_("called"), _("Called.")),
        "maybe-called": (_("maybe called"), _("Maybe called.")),
        "done": (_("done"), _("Done.")),
        "outcome": (_("outcome set"), _("Outcome set.")),
    }
    return words[how][sentence]
