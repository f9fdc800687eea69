"""The inspector's memory: bounded in number and in time, masked before it gets here."""

from __future__ import annotations

from dataclasses import replace

from widget.state.events import MessagesCounted, Noted, Recorded
from widget.state.rules import rule
from widget.state.tree import WidgetState

INSPECTOR = "inspector"
"""Its key among the unfolded parts."""
RECORDING = "recording"
"""The recording's key among what can be copied."""
MOST_NOTES = 30
NOTE_SECONDS = 600.0


@rule(Noted)
def _noted(event: Noted, state: WidgetState) -> WidgetState:
    kept = [note for note in state.notes if event.note.at - note.at < NOTE_SECONDS]
    return replace(state, notes=(*kept, event.note)[-MOST_NOTES:])


@rule(MessagesCounted)
def _counted(event: MessagesCounted, state: WidgetState) -> WidgetState:
    return state if event.counts == state.counts else replace(state, counts=event.counts)


@rule(Recorded)
def _recorded(event: Recorded, state: WidgetState) -> WidgetState:
    return state if event.recording == state.recording else replace(state, recording=event.recording)


def without_old_notes(state: WidgetState, now: float) -> WidgetState:
    """The state without what is too old to be looked at; the same one when nothing is."""
    if not state.notes or now - state.notes[0].at < NOTE_SECONDS:
        return state
    return replace(state, notes=tuple(note for note in state.notes if now - note.at < NOTE_SECONDS))
