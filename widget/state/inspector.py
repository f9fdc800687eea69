"""What the integrator looks at: how many messages came and went, and those that were not simply taken. Bounded in
number and in time, masked before it gets here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from widget.state.acted import Acted, action
from widget.state.effects import Effect, Record
from widget.state.link import ask_calls
from widget.state.modes import ModesOf
from widget.state.reading import ask
from widget.state.update import Update, rule

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

NoteKind = Literal["malformed", "odd", "doubtful", "ignored"]
MOST_NOTES = 30
NOTE_SECONDS = 600.0
LOST = frozenset({"size", "unreadable", "queue", "rate"})
"""Of what the inbox counts: the messages the desktop meant for us and we could not take."""


@dataclass(frozen=True, slots=True)
class Note:
    """A message that was not simply taken: what it is to us and why, and its masked, bounded beginning."""

    at: float
    kind: NoteKind
    subtopic: str
    reason: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class RecordingProgress:
    """What is being recorded, or was last: `lines` so far; `full` when no more is kept; `text` once it has ended."""

    on: bool = False
    lines: int = 0
    full: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A message was not simply taken."""

    note: Note


@dataclass(frozen=True, slots=True)
class MessagesCounted:
    """The page's inbox counts this many messages, by what became of them."""

    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording has begun, has gone on or has ended."""

    recording: RecordingProgress


@rule(Noted)
def _noted(event: Noted, state: WidgetState) -> WidgetState:
    kept = [note for note in state.notes if event.note.at - note.at < NOTE_SECONDS]
    return state._replace(notes=(*kept, event.note)[-MOST_NOTES:])


@rule(MessagesCounted)
def _counted(event: MessagesCounted, state: WidgetState) -> WidgetState:
    return state if event.counts == state.counts else state._replace(counts=event.counts)


@action("record-stop")
def _stop(_event: Acted, state: WidgetState) -> Update:
    return state, (Record(on=False),)


@action("record-start")
def _start(_event: Acted, state: WidgetState) -> Update:
    """A recording begins with the calls and the chosen one's modes, read anew; what else is open is not on it."""
    effects: tuple[Effect, ...] = (Record(on=True),)
    state, more = ask_calls(state)
    call = state.calls.current
    if call is not None:
        state, modes = ask(state, ModesOf.of_call(call))
        more += modes
    return state, effects + more


@rule(Recorded)
def _recorded(event: Recorded, state: WidgetState) -> WidgetState:
    return state if event.recording == state.recording else state._replace(recording=event.recording)


def without_old_notes(state: WidgetState, now: float) -> WidgetState:
    """The state without what is too old to be looked at; the same one when nothing is."""
    if not state.notes or now - state.notes[0].at < NOTE_SECONDS:
        return state
    return state._replace(notes=tuple(note for note in state.notes if now - note.at < NOTE_SECONDS))
