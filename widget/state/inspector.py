"""What the three dots show: counts of the messages, and notes of those that were not simply taken. With `inspector` on
in the configuration, also the recording.

Notes are bounded in number and in age. Stand-ins are in them before they come here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

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
"""The inbox's counts of messages that the desktop meant for us and that could not be taken."""


@dataclass(frozen=True, slots=True)
class Note:
    """A message that was not simply taken: when it came (epoch seconds), what it is to us and why. `excerpt` is its
    beginning, bounded, or "" with the inspector off. `subtopic` and `excerpt` have stand-ins for all but the words of
    the protocol. `reason` is in our own words."""

    at: float
    kind: NoteKind
    subtopic: str
    reason: str
    excerpt: str = ""


class Veil(Protocol):
    """What writes stand-ins for names, numbers and ids."""

    def message(self, text: str) -> str:
        """A whole message."""

    def excerpt(self, text: str) -> str:
        """The beginning of a message."""

    def subtopic(self, text: str) -> str:
        """A subtopic."""

    def sentence(self, text: str) -> str:
        """A sentence about an error."""


class Unsaid:
    """A veil that lets nothing through."""

    def excerpt(self, text: str) -> str:
        """An ellipsis, unless there is no text."""
        return text and "…"

    subtopic = sentence = message = excerpt


UNSAID = Unsaid()


@dataclass(frozen=True, slots=True)
class RecordingProgress:
    """The recording that is under way (`on`), or the last one. `lines` were kept so far. `full`: no more lines are
    kept. `text` is the recording once it has ended."""

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
    """How many messages the page's inbox has counted, by what became of them."""

    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording has begun, has continued or has ended."""

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
    """Begin a recording, and read the calls and the modes of the selected call again, so that it holds them. What else
    is open is not in the recording. Nothing is recorded with the inspector off."""
    if not state.settings.inspector:
        return state, ()
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
    """The state without the notes that are too old; the same state when none is. `now` is in epoch seconds."""
    if not state.notes or now - state.notes[0].at < NOTE_SECONDS:
        return state
    return state._replace(notes=tuple(note for note in state.notes if now - note.at < NOTE_SECONDS))
