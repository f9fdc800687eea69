"""Stands between a client and its bus and, while it is told to, keeps what goes by: veiled before it is kept."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from random import SystemRandom
from typing import Any, Protocol

from widget.recording.tape import Line, Side, Tape
from widget.recording.veil import Veil

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
        self._tape: Tape | None = None
        self._veil: Veil | None = None
        self._begun = 0.0

    @property
    def tape(self) -> Tape | None:
        """What is being recorded; None when nothing is."""
        return self._tape

    def start(self, settings: Mapping[str, Any], wall: float) -> None:
        """Begin a new tape. `settings` are what a player has to know of the configuration; `wall` is the time in epoch
        seconds."""
        self._tape, self._veil, self._begun = Tape(settings, wall), Veil(SystemRandom()), self._clock()

    def stop(self) -> Tape | None:
        """End the recording and give its tape. What stood in for what is forgotten, here or when the tape is full."""
        tape, self._tape, self._veil = self._tape, None, None
        return tape

    def post(self, text: str) -> None:
        """Put one text on the bus."""
        if self._veil is not None:
            self._keep("widget", text, self._veil.message)
        self._bus.post(text)

    def heard(self, text: str) -> None:
        """Take note of a text that came off the bus."""
        if self._veil is not None:
            self._keep("desktop", text, self._veil.message)

    def acted(self, action: str, payload: Mapping[str, str]) -> None:
        """Take note of what the agent did."""
        if self._veil is not None:
            self._keep("agent", json.dumps({"action": action, "payload": dict(payload)}), self._veil.action)

    def _keep(self, side: Side, text: str, veiled: Callable[[str], str]) -> None:
        """A text that has no room is not even looked at. Whatever becomes of the recording, the message goes on."""
        tape = self._tape
        if tape is None or not tape.has_room(text):
            self._veil = None
            return
        try:
            tape.add(Line(round(self._clock() - self._begun, 3), side, veiled(text)))
        except Exception as error:
            log.error("the recording ends here: %s", type(error).__name__)  # noqa: TRY400 - a traceback may hold a number
            self._veil, tape.full = None, True
