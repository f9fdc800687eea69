"""`python -m tools.replay FILE…`: plays recordings to a whole widget without a page, in no time, and says what came.

What the agent did is done again, at its time. The recordings in tests/recordings are played in every test run.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.unit.fake_clock import FakeClock
from widget.config import WidgetConfig
from widget.lcm import Request, read
from widget.mock.replay import Replay
from widget.recording import Recording
from widget.session import Session
from widget.state import WidgetState
from widget.state.contacts import all_contacts

AFTER = 30.0  # seconds played after the last line: deadlines pass


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
    """What came of a recording: the state at its end, and the subtopics the widget posted, in order."""

    state: WidgetState
    posted: list[str] = field(default_factory=list)


class Player:
    """A session, a clock that only goes on when told, and a desktop that plays a recording."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._clock = FakeClock(wall=recording.begun)
        self._begun = self._clock.now()
        self._posted: list[str] = []
        self._replay = Replay(recording, self._clock, lambda text: self._session.hear(text))
        # A recording begins when the page has long begun: what it asked for then is not in it.
        settings = WidgetConfig.model_validate({**recording.settings, "reserved_at_start": False})
        self._session = Session(settings, self, self._clock, Nowhere(), "agent")
        self._clock.wakes(self._session)

    def play(self) -> Played:
        """From the first line to some time after the last."""
        self._session.start()
        for line in self._recording.lines:
            self._clock.pass_time(max(0.0, line.at - (self._clock.now() - self._begun)))
            if line.side == "agent":
                done = json.loads(line.text)
                self._session.act(done["action"], done["payload"])
        self._clock.pass_time(AFTER)
        self._session.leave()
        return Played(self._session.state, self._posted)

    def post(self, text: str) -> None:
        """What the widget says, to the recording."""
        message = read(text)
        if isinstance(message, Request):
            self._posted.append(message.operation.name)
        self._replay.post(text)


def play(text: str) -> Played:
    """Play a recording. Raises RecordingError when it is none."""
    return Player(Recording.read(text)).play()


def main() -> None:
    """Play every file named on the command line."""
    if not sys.argv[1:]:
        raise SystemExit("Name the recordings to play: python -m tools.replay FILE…")
    for name in sys.argv[1:]:
        try:
            played = play(Path(name).read_text("utf-8"))
        except (OSError, ValueError) as unusable:
            raise SystemExit(f"{name} can't be played: {unusable}") from None
        state = played.state
        sys.stdout.write(f"{Path(name).name}: link {state.link.kind}, {len(state.calls.value)} calls\n")
        sys.stdout.write(f"  posted: {', '.join(played.posted)}\n")
        for form in state.forms:
            sys.stdout.write(f"  mode {form.mode_id} of call {form.callid}: {form.phase}\n")
        for contact in all_contacts(state):
            sys.stdout.write(f"  contact {contact.key}: {contact.phase}\n")
        for note in state.notes:
            sys.stdout.write(f"  {note.subtopic} {note.kind}: {note.reason}\n")


if __name__ == "__main__":
    main()
