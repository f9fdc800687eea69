"""`python -m tools.replay FILE…`: plays recordings to a whole widget without a page, in no time, and says what came.

It writes a line for each message, each thing that the agent did, and each request that ended without an answer: the
second, who spoke, what it is, what the widget made of it, and which parts of the state it changed. What the agent did
is done again, at its time. The recordings in tests/recordings are played in every test run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.unit.fake_clock import FakeClock
from widget.client import Incoming, Standing
from widget.lcm import Request, read
from widget.mock.replay import Replay
from widget.recording import Line, Recording, RecordingError, Side, UnplayableError
from widget.session import ACTIONS, Session
from widget.state import WidgetState
from widget.state.contacts import all_contacts

AFTER = 30.0  # seconds played after the last line: deadlines pass
ALWAYS = frozenset({"now", "said", "counts", "notes", "sends"})
"""What nearly every message changes, and what only counts or repeats."""


class Nowhere:
    """A page nobody looks at."""

    def focus(self, ident: str, since: str) -> None:
        """There is nothing to focus."""

    def scroll(self, ident: str) -> None:
        """There is nothing to scroll."""

    def open_url(self, url: str) -> None:
        """There is nowhere to go."""

    def check_clock(self) -> None:
        """There is no server."""


@dataclass
class Played:
    """What came of a recording: the state at its end, the subtopics the widget posted, in order, and what to say."""

    state: WidgetState
    posted: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


class WatchedSession(Session):
    """A session that tells what its client gives back, before it takes it, and the faults of the widget."""

    taken: Callable[[Incoming], None]
    failed: Callable[[Exception], None]

    def _take(self, incoming: Incoming) -> None:
        self.taken(incoming)
        super()._take(incoming)

    def _note_fault(self, error: Exception, subtopic: str, text: str) -> None:
        self.failed(error)
        super()._note_fault(error, subtopic, text)


class Player:
    """A session, a clock that only goes on when told, and a desktop that plays a recording. Raises UnplayableError."""

    def __init__(self, recording: Recording) -> None:
        for line in recording.lines:
            if line.side == "agent":
                _action(line)
        self._recording = recording
        self._clock = FakeClock(wall=recording.begun)
        self._begun = self._clock.now()
        self._posted: list[str] = []
        self._said: list[str] = []
        self._made: list[str] = []
        self._replay = Replay(recording, self._clock, self._arrives)
        # A recording begins when the page has long begun: what it asked for then is not in it.
        settings = recording.configuration().model_copy(update={"reserved_at_start": False})
        self._session = WatchedSession(settings, self, self._clock, Nowhere(), "agent")
        self._session.taken, self._session.failed = self._taken, self._failed
        self._clock.wakes(self._session)

    def play(self) -> Played:
        """From the first line to some time after the last."""
        self._session.start()
        for line in self._recording.lines:
            self._clock.pass_time(max(0.0, line.at - (self._clock.now() - self._begun)))
            if line.side == "agent":
                self._acts(line)
        self._clock.pass_time(AFTER)
        self._session.leave()
        return Played(self._session.state, self._posted, self._said)

    def post(self, text: str) -> None:
        """What the widget says, to the recording."""
        message = read(text)
        if isinstance(message, Request):
            self._posted.append(message.operation.name)
        self._say("widget", text, "asked" if isinstance(message, Request) else "answered")
        self._replay.post(text)

    def _acts(self, line: Line) -> None:
        before = self._session.state
        place = len(self._said)
        self._session.act(*_action(line))
        after = self._session.state
        made = "a fault of the widget" if after.screen.faulted else ""
        self._said.insert(place, self._line("agent", line.text, f"{made}{_changes(before, after)}".lstrip()))

    def _arrives(self, text: str) -> None:
        before, place, self._made = self._session.state, len(self._said), []
        self._session.hear(text)
        made = "; ".join(self._made) or "not for us"
        self._said.insert(place, self._line("desktop", text, f"{made}{_changes(before, self._session.state)}"))

    def _taken(self, incoming: Incoming) -> None:
        words = f"{incoming.standing}: {incoming.reason}" if incoming.reason else str(incoming.standing)
        if incoming.standing is not Standing.UNANSWERED:
            self._made.append(words)
            return
        why = f": {incoming.failure.reason}" if incoming.failure else ""
        name = incoming.operation.name if incoming.operation else ""
        self._said.append(self._written("", name, f"{incoming.standing}{why}"))

    def _failed(self, error: Exception) -> None:
        self._said.append(self._written("", "", f"a fault of the widget: {type(error).__name__}"))

    def _say(self, side: Side, text: str, made: str) -> None:
        self._said.append(self._line(side, text, made))

    def _line(self, side: Side, text: str, made: str) -> str:
        return self._written(side, Line(0.0, side, text).name, made)

    def _written(self, side: str, what: str, made: str) -> str:
        return f"{self._clock.now() - self._begun:8.2f}  {side:7}  {what:30}  {made}".rstrip()


def _action(line: Line) -> tuple[str, dict[str, str]]:
    """The agent's action and its payload. Raises UnplayableError for an action that this widget does not have."""
    if line.action is None or line.action[0] not in ACTIONS:
        raise UnplayableError(f"this widget has no action {line.name[:40]!r}, which is in it at {line.at:g} seconds")
    return line.action


def _changes(before: WidgetState, after: WidgetState) -> str:
    """Which parts of the state have changed."""
    names = [
        name for name in WidgetState._fields if name not in ALWAYS and getattr(before, name) != getattr(after, name)
    ]
    return f" → {', '.join(names)}" if names else ""


def play(text: str) -> Played:
    """Play a recording. Raises RecordingError when it is none, and UnplayableError when this widget can't play it."""
    return Player(Recording.read(text)).play()


def _end(state: WidgetState) -> list[str]:
    """The state at the end, in a few lines."""
    forms = [f"mode {form.mode_id} of call {form.callid}: {form.phase}" for form in state.forms]
    contacts = [f"contact {contact.key}: {contact.phase}" for contact in all_contacts(state)]
    return [f"At the end: link {state.link.kind}, {len(state.calls.value)} calls", *forms, *contacts]


def main() -> None:
    """Play every file named on the command line."""
    if not sys.argv[1:]:
        raise SystemExit("Name the recordings to play: python -m tools.replay FILE…")
    for name in sys.argv[1:]:
        try:
            played = play(Path(name).read_text("utf-8"))
        except FileNotFoundError:
            raise SystemExit(f"There is no file {name}.") from None
        except OSError as unusable:
            raise SystemExit(f"{name} can't be read: {unusable.strerror}.") from None
        except RecordingError as unusable:
            raise SystemExit(f"{name} is no recording: {unusable}.") from None
        except UnicodeDecodeError:
            raise SystemExit(f"{name} is no recording: it is no text in UTF-8.") from None
        except UnplayableError as unusable:
            raise SystemExit(f"{name} can't be played: {unusable}.") from None
        sys.stdout.write("\n".join([Path(name).name, *played.said, *_end(played.state), ""]))


if __name__ == "__main__":
    main()
