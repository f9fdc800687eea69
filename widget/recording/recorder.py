"""Passes texts from a session to its bus. While it records, it keeps all texts and actions, with stand-ins in them."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from itertools import islice
from os import urandom
from random import SystemRandom
from typing import Any, Protocol

from widget.recording.pseudonyms import Pseudonyms
from widget.recording.recording import MOST_CHARS, Line, Recording, Side

MOST_REMEMBERED = 50_000
"""When stand-ins for reports were drawn for more characters than these, they are forgotten, and drawn anew."""
_AT_ONCE = 4096
log = logging.getLogger(__name__)


class Bus(Protocol):
    """Where texts are posted."""

    def post(self, text: str) -> None:
        """Put one text on the bus."""


class BytesAtOnce(SystemRandom):
    """The system's random numbers, from many bytes at once: each time they are asked for is a call to the browser."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = iter(b"")

    def getrandbits(self, k: int) -> int:
        """A number of `k` random bits."""
        count = (k + 7) // 8
        taken = bytes(islice(self._bytes, count))
        if len(taken) < count:
            self._bytes = iter(urandom(max(count, _AT_ONCE)))
            taken = bytes(islice(self._bytes, count))
        return int.from_bytes(taken) >> (8 * count - k)


class Recorder:
    """A bus that records what goes through it. `bus` is where texts are posted; `clock` gives monotonic seconds."""

    def __init__(self, bus: Bus, clock: Callable[[], float]) -> None:
        self._bus = bus
        self._clock = clock
        self._recording: Recording | None = None
        self._pseudonyms: Pseudonyms | None = None
        self._reports = Pseudonyms(BytesAtOnce())
        self._begun = 0.0

    @property
    def pseudonyms(self) -> Pseudonyms:
        """The pseudonyms for a report: those of the recording that is under way, else others."""
        if self._pseudonyms is None and self._reports.chars > MOST_REMEMBERED:
            self._reports = Pseudonyms(BytesAtOnce())
        return self._reports if self._pseudonyms is None else self._pseudonyms

    @property
    def recording(self) -> Recording | None:
        """The recording that is under way, or None."""
        return self._recording

    def start(self, settings: Mapping[str, Any], wall: float) -> None:
        """Begin a new recording. `settings` are the settings that a player needs; `wall` is the time in epoch
        seconds."""
        self._pseudonyms = Pseudonyms(BytesAtOnce(), settings, wall)
        self._recording = Recording(settings, wall + self._pseudonyms.moved.total_seconds())
        self._begun = self._clock()

    def stop(self) -> Recording | None:
        """End the recording and return it; None when there is none. The pseudonyms are forgotten now, or earlier when
        the recording is full."""
        recording, self._recording, self._pseudonyms = self._recording, None, None
        return recording

    def correct(self, by: float) -> None:
        """The wall clock was wrong: the recording began `by` seconds later than it says."""
        if self._recording is not None:
            self._recording.begun += by

    def post(self, text: str) -> None:
        """Put one text on the bus. Raises what the bus raises."""
        if self._pseudonyms is not None:
            self._keep("widget", text, self._pseudonyms.message)
        self._bus.post(text)

    def heard(self, text: str) -> None:
        """Record a text that came from the bus."""
        if self._pseudonyms is not None:
            self._keep("desktop", text, self._pseudonyms.message)

    def acted(self, action: str, payload: Mapping[str, str]) -> None:
        """Record what the agent did."""
        if self._pseudonyms is not None:
            self._keep("agent", json.dumps({"action": action, "payload": dict(payload)}), self._pseudonyms.action)

    def _keep(self, side: Side, text: str, disguised: Callable[[str], str]) -> None:
        """Add a line. A text that does not fit is not read at all. A fault here ends the recording, but does not stop
        the message."""
        recording = self._recording
        full = self._pseudonyms is None or self._pseudonyms.chars > MOST_CHARS
        at = round(self._clock() - self._begun, 3)
        if recording is None or full or not recording.has_room(at, text):
            if recording is not None:
                recording.full = True
            self._pseudonyms = None
            return
        try:
            recording.add(Line(at, side, disguised(text)))
        except Exception as error:
            log.error("the recording ends here: %s", type(error).__name__)  # noqa: TRY400 - a traceback may hold a number
            self._pseudonyms, recording.full = None, True
