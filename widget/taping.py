"""Recording on the page's request: what is recorded, and what the state says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from widget.config import WidgetConfig
from widget.recording import Recorder
from widget.state import Recording, Store
from widget.state import events as e

PLAYABLE = (
    *("source", "framing", "server_timezone", "default_region", "manual_dial_dialect", "manual_dial_max", "panels"),
    *("dial", "copy_message", "consent_gate", "get_more_while_working", "answer_state_sync"),
    *("reply_deadline", "change_deadline", "read_retries", "retry_pause", "stale_after"),
)
"""The settings a player has to know: how messages are read, what an action leads to, how long is waited for what."""


class Taping:
    """Ties a recorder to the state."""

    def __init__(self, store: Store, recorder: Recorder, wall: Callable[[], float]) -> None:
        self._store = store
        self._wall = wall
        self._recorder = recorder

    def start(self) -> None:
        """Begin a new recording."""
        self._recorder.start(playable(self._store.state.settings), self._wall())
        self._store.dispatch(e.Recorded(Recording(on=True)))

    def stop(self) -> None:
        """End the recording and show it; nothing when there is none."""
        tape = self._recorder.stop()
        if tape is not None:
            self._store.dispatch(e.Recorded(Recording(lines=len(tape.lines), full=tape.full, text=tape.write())))

    def acted(self, action: str, payload: Mapping[str, str]) -> None:
        """Take note of what the agent does."""
        if not action.startswith("record-"):
            self._recorder.acted(action, payload)

    def tick(self) -> None:
        """Show how far the recording is."""
        tape = self._recorder.tape
        if tape is not None:
            self._store.dispatch(e.Recorded(Recording(on=True, lines=len(tape.lines), full=tape.full)))


def playable(settings: WidgetConfig) -> dict[str, Any]:
    """The settings that go on a tape, as they stand in the configuration."""
    table = settings.model_dump(mode="json")
    return {key: table[key] for key in PLAYABLE if table[key] is not None}
