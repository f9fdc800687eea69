"""How the call of a dialled contact goes on, in words."""

from __future__ import annotations

from widget.panels.look import texts_of
from widget.panels.words import countdown
from widget.state import WidgetState
from widget.state.contact import Contact
from widget.state.progress import Progress
from widget.texts import Texts


def call_progress(state: WidgetState, contact: Contact) -> str:
    """The sentence about its call, with how long it has lasted where that is known; "" while nothing was told."""
    _, progress = texts_of(state), contact.progress
    if progress is None:
        return ""
    if progress.stage == "ringing":
        return _("Ringing…")
    until = state.now if progress.ended_at is None else progress.ended_at
    lasted = "" if progress.answered_at is None else countdown(_, max(0.0, (until - progress.answered_at) // 1))
    if progress.stage == "connected":
        return _("Connected {time}", time=lasted) if lasted else _("Connected")
    return _("Call ended after {time}", time=lasted) if lasted else _("Call ended")


def stage_word(_: Texts, progress: Progress) -> str:
    """The same in a word, for a line."""
    words = {"ringing": _("ringing"), "connected": _("connected"), "ended": _("call ended")}
    return words[progress.stage]
