"""`python -m tools.replay FILE…`: plays recordings to a whole widget without a page, in no time, and says what came.

What the agent did is done again, at its time. The recordings in tests/recordings are played in every test run.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.unit.fake_timers import FakeTimers
from widget.config import WidgetConfig
from widget.lcm import Request, read
from widget.mock.replay import Replay
from widget.recording import Tape
from widget.session import Session
from widget.state import WidgetState

AFTER = 30.0  # seconds played after the last line: deadlines pass


class Nowhere:
    """A page nobody looks at."""

    def focus(self, element_id: str) -> None:
        """There is nothing to focus."""

    def show(self, element_id: str) -> None:
        """There is nothing to scroll."""

    def open_link(self, url: str) -> None:
        """There is nowhere to go."""


@dataclass
class Played:
    """What came of a recording: the state at its end, and the subtopics the widget posted, in order."""

    state: WidgetState
    posted: list[str] = field(default_factory=list)


class Player:
    """A session, time that only goes on when told, and a desktop that plays a tape."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        self._timers = FakeTimers()
        self._begun = self._timers.now()
        self._posted: list[str] = []
        self._replay = Replay(tape, self._timers, lambda text: self._session.hear(text))
        settings = WidgetConfig.model_validate(dict(tape.settings))
        self._session = Session(settings, self, self._timers, self._wall, Nowhere(), "agent")

    async def play(self) -> Played:
        """From the first line to some time after the last."""
        self._session.start()
        for line in self._tape.lines:
            await self._timers.pass_time(max(0.0, line.at - self._elapsed))
            if line.side == "agent":
                done = json.loads(line.text)
                self._session.act(done["action"], done["payload"])
        for _ in range(int(AFTER)):
            await self._timers.pass_time(1.0)
            self._session.tick()
        self._session.leave()
        return Played(self._session.store.state, self._posted)

    def post(self, text: str) -> None:
        """What the widget says, to the tape."""
        message = read(text)
        if isinstance(message, Request):
            self._posted.append(message.operation.name)
        self._replay.post(text)

    @property
    def _elapsed(self) -> float:
        return self._timers.now() - self._begun

    def _wall(self) -> float:
        return self._tape.begun + self._elapsed


def play(text: str) -> Played:
    """Play a recording. Raises TapeError when it is none."""
    tape = Tape.read(text)

    async def played() -> Played:
        return await Player(tape).play()

    return asyncio.run(played())


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
        sys.stdout.write(f"{Path(name).name}: link {state.link.kind}, {len(state.calls.calls)} calls\n")
        sys.stdout.write(f"  posted: {', '.join(played.posted)}\n")
        for form in state.forms:
            sys.stdout.write(f"  mode {form.mode_id} of call {form.callid}: {form.step}\n")
        for contact in (*state.manual.contacts, *state.non_pewc.contacts):
            sys.stdout.write(f"  contact {contact.key}: {contact.step}\n")
        for note in state.notes:
            sys.stdout.write(f"  {note.subtopic} {note.kind}: {note.reason}\n")


if __name__ == "__main__":
    main()
