"""Stands between a session and its bus and, while it is told to, keeps what goes by, with pseudonyms in it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from random import SystemRandom
from typing import Any, Protocol

from widget.recording.pseudonyms import Pseudonyms
from widget.recording.recording import Line, Recording, Side

log = logging.getLogger(__name__)


class Bus(Protocol):
    """Where texts go."""

    def post(self, text: str) -> None:
        """Put one text on the bus."""


class Recorder:
    """A Bus. `clock` gives monotonic seconds."""

    def __init__(self, bus: Bus, clock: Callable[[], float]) -> None:
        self._bus = bus
        self._clock = clock
        self._recording: Recording | None = None
        self._pseudonyms: Pseudonyms | None = None
        self._begun = 0.0

    @property
    def recording(self) -> Recording | None:
        """What is being recorded; None when nothing is."""
        return self._recording

    def start(self, settings: Mapping[str, Any], wall: float) -> None:
        """Begin a new recording. `settings` are what a player has to know of the configuration; `wall` is the time, in
        epoch seconds."""
        self._recording, self._pseudonyms = Recording(settings, wall), Pseudonyms(SystemRandom())
        self._begun = self._clock()

    def stop(self) -> Recording | None:
        """End the recording and give it. What stood in for what is forgotten, here or when it is full."""
        recording, self._recording, self._pseudonyms = self._recording, None, None
        return recording

    def post(self, text: str) -> None:
        """Put one text on the bus."""
        if self._pseudonyms is not None:
            self._keep("widget", text, self._pseudonyms.message)
        self._bus.post(text)

    def heard(self, text: str) -> None:
        """Take note of a text that came off the bus."""
        if self._pseudonyms is not None:
            self._keep("desktop", text, self._pseudonyms.message)

    def acted(self, action: str, payload: Mapping[str, str]) -> None:
        """Take note of what the agent did."""
        if self._pseudonyms is not None:
            self._keep("agent", json.dumps({"action": action, "payload": dict(payload)}), self._pseudonyms.action)

    def _keep(self, side: Side, text: str, disguised: Callable[[str], str]) -> None:
        """A text that has no room is not even looked at. Whatever becomes of the recording, the message goes on."""
        recording = self._recording
        if recording is None or not recording.has_room(text):
            self._pseudonyms = None
            return
        try:
            recording.add(Line(round(self._clock() - self._begun, 3), side, disguised(text)))
        except Exception as error:
            log.error("the recording ends here: %s", type(error).__name__)  # noqa: TRY400 - a traceback may hold a number
            self._pseudonyms, recording.full = None, True
