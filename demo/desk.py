"""A desk: the bus's other end, its controls, and a masked log of the traffic."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import htpy as h
from pyscript import document

from widget.browser.bus import WindowBus
from widget.browser.host import boot, listen, page
from widget.browser.timers import PageTimers
from widget.lcm import mask_digits
from widget.mock import SCENARIOS, Lcm, MockBus
from widget.mock.replay import Replay
from widget.mock.settings import MockSettingsError, read_mock_settings
from widget.recording import Recording, RecordingError

LOG = 60  # lines kept
EXCERPT = 220  # characters of a message shown


class Desk:
    """Answers the widget as the chosen scenario says, until it is told to be silent."""

    def __init__(self, origin: str) -> None:
        self._window = WindowBus(origin)
        self._timers = PageTimers()
        self._log: deque[tuple[str, str]] = deque(maxlen=LOG)
        self._silent = False
        self._mock: MockBus | Replay | None = None
        self._recording: Recording | None = None
        self._ahead = 0.0
        self._play({"latency": "150"})
        self._window.listen(self._hear_all)
        listen(self._act)
        self._beat()

    def _beat(self) -> None:
        self._timers.call_later(1.0, self._beat)
        boot.beat()

    def _play(self, query: Mapping[str, str]) -> None:
        wanted = read_mock_settings(query, datetime.now(UTC))
        if self._mock:
            self._mock.close()
        self._mock = MockBus(
            Lcm(wanted.scenario), self._timers, self._say, latency=wanted.latency, faults=wanted.faults
        )

    def _load(self, text: str) -> None:
        """Play a recording to a widget that starts anew: from its first word on, as its times are counted from then."""
        problem = ""
        try:
            recording = Recording.read(text)
            self._ahead = _ahead(recording)
        except (RecordingError, ZoneInfoNotFoundError, ValueError) as unusable:
            problem = str(unusable)
        else:
            self._recording = recording
            frame = document.getElementById("widget")
            frame.src = str(frame.src)
        document.getElementById("problem").textContent = problem

    def _start_recording(self, recording: Recording) -> None:
        if self._mock:
            self._mock.close()
        self._mock = Replay(recording, self._timers, self._say, ahead=self._ahead)
        self._recording = None

    def _hear_all(self, texts: tuple[str, ...]) -> None:
        for text in texts:
            self._hear(text)

    def _hear(self, text: str) -> None:
        self._note("widget", text)
        if self._recording:
            self._start_recording(self._recording)
        if self._mock and not self._silent:
            self._mock.post(text)

    def _say(self, text: str) -> None:
        self._note("LCM", text)
        self._window.post(text)

    def _act(self, action: str, payload: Mapping[str, str]) -> None:
        match action:
            case "apply":
                self._apply(payload)
            case "replay":
                self._load(payload.get("recording", ""))
            case "announce" if isinstance(self._mock, MockBus):
                self._mock.push()
            case "silence":
                self._silent = not self._silent
                document.getElementById("silence").setAttribute("aria-pressed", str(self._silent).lower())

    def _apply(self, query: Mapping[str, str]) -> None:
        problem = ""
        try:
            self._play(query)
        except MockSettingsError as unusable:
            problem = str(unusable)
        else:
            if isinstance(self._mock, MockBus):
                self._mock.push()
        document.getElementById("problem").textContent = problem

    def _note(self, who: str, text: str) -> None:
        self._log.appendleft((who, text))
        lines = h.fragment[(h.li[h.b[who], " ", h.code[_excerpt(line)]] for who, line in self._log)]
        page.draw(json.dumps({"log": str(lines)}))


def _ahead(recording: Recording) -> float:
    """By how many seconds its dates are moved: from then to now, and from its server's zone to UTC, as here."""
    now = datetime.now(ZoneInfo(str(recording.settings.get("server_timezone") or "UTC")))
    return now.timestamp() - recording.begun - (now.utcoffset() or timedelta()).total_seconds()


def _excerpt(text: str) -> str:
    try:
        message = json.loads(text)
        shown = f"{message['subtopic']} {json.dumps(message.get('data', message.get('message')))}"
    except (ValueError, KeyError, TypeError):
        shown = text
    masked = mask_digits(shown)
    return masked if len(masked) <= EXCERPT else f"{masked[:EXCERPT]}…"


def open_desktop() -> None:
    """Start the LCM side and show the controls."""
    frame = document.getElementById("widget")
    origin = "/".join(str(frame.src).split("/")[:3])
    page.draw(json.dumps({"scenario": str(h.fragment[(h.option(value=name)[name] for name in SCENARIOS)])}))
    Desk(origin)
    document.getElementById("state").textContent = "The LCM side is up."
    boot.ready()
