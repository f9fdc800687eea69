"""The demo desktop at work: the phone, the simulated LCM, the bus to the widget, and the simulator's controls."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import SystemRandom
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import htpy as h
from pyscript import document

from demo import traffic
from demo.customers import CUSTOMERS, shift
from demo.softphone import Line, Softphone, due
from demo.views import Entry, clock, customer_view, day_view, phone_view
from widget.browser.bus import WindowBus
from widget.browser.host import boot, listen, page
from widget.browser.timers import PageTimers
from widget.lcm import (
    SET_BUSINESS_OUTCOME_WITH_COMMENTS,
    SET_CALL_OUTCOME_WITH_COMMENTS,
    SET_NEW_MODE_NUMBER,
    SKIP_MANUAL_DIAL_CONTACT,
    SKIP_NON_PEWC_CONTACT,
    Call,
    Request,
    read,
)
from widget.mock import SCENARIOS, Lcm, MockBus
from widget.mock.delivery import Delivery
from widget.mock.replay import Replay
from widget.mock.settings import MockSettingsError, read_mock_settings
from widget.recording import Pseudonyms, Recording, RecordingError
from widget.state.traffic import after, shown
from widget.texts import texts_for
from widget.traffic.rows import Traffic
from widget.traffic.view import traffic_props, traffic_view

BEAT = 0.5  # seconds
DAY = 12  # lines of the agent's day that are shown
STORM = 200  # messages at once
PLAYED = {"shift": shift, **SCENARIOS}
SPEEDS = ("1", "5", "20", "60")
DEFAULTS = {"scenario": "shift", "latency": "150"}
CHANGES = {
    SET_NEW_MODE_NUMBER: "A number is changed in the widget",
    SET_CALL_OUTCOME_WITH_COMMENTS: "An outcome is given in the widget",
    SET_BUSINESS_OUTCOME_WITH_COMMENTS: "An outcome is given in the widget",
    SKIP_MANUAL_DIAL_CONTACT: "A contact is closed in the widget",
    SKIP_NON_PEWC_CONTACT: "A contact is skipped in the widget",
}
"""What is said of a request in the agent's day. Dials are said by the phone."""


class Desk:
    """Plays the LCM side and the phone for the widget in the frame."""

    def __init__(self, origin: str) -> None:
        self._window = WindowBus(origin)
        self._timers = PageTimers()
        self._traffic, self._veil = Traffic(), Pseudonyms(SystemRandom())
        self._day: deque[Entry] = deque(maxlen=DAY)
        self._drawn: dict[str, str] = {}
        self._silent, self._plays, self._speed, self._at = False, True, 1.0, 0.0
        self._beaten = self._timers.now()
        self._recording: Recording | None = None
        self._ahead = 0.0
        self._bus: MockBus | Replay | None = None
        self._phone = Softphone(self._calls_are)
        self._simulating = False
        self._begin(DEFAULTS)
        self._window.listen(self._hear_all)
        listen(self._act)
        self._beat()

    def _begin(self, query: Mapping[str, str]) -> None:
        """Begin a scenario. Raises MockSettingsError, and the one that plays goes on."""
        wanted = read_mock_settings(query, datetime.now(UTC), PLAYED)
        if self._bus:
            self._bus.close()
        self._rings = query["scenario"] == "shift"
        self._speed = float(query.get("speed", "1"))
        self._callers = 0
        self._copied = ""
        self._phone.reset(self._at)
        self._lcm = Lcm(wanted.scenario, phone=self)
        self._shown: Call | None = next(iter(self._lcm.calls), None)
        self._bus = MockBus(self._lcm, self._timers, self._say, latency=wanted.latency, faults=wanted.faults)

    # What the widget asks of the phone.

    def dialled(self, number: str) -> list[Delivery]:
        """The widget had a number dialled."""
        self._note(f"The widget dials {number}")
        self._copied = ""
        return [Delivery(text) for text in self._phone.dial(number, self._at)]

    def copied(self, number: str) -> None:
        """The widget gave a number to the phone."""
        self._note(f"The widget copies {number}")
        self._copied = number

    # Time.

    def _beat(self) -> None:
        now = self._timers.now()
        self._at += (now - self._beaten) * self._speed
        self._beaten = now
        if self._plays:
            self._play()
        self._draw()
        self._timers.call_later(BEAT, self._beat)
        boot.beat()

    def _play(self) -> None:
        match due(self._phone, self._at):
            case "ring" if self._rings:
                customer = CUSTOMERS[self._callers % len(CUSTOMERS)]
                self._callers += 1
                self._phone.ring(customer.call, customer.name, customer.number, self._at)
            case "answer" | "hang-up" | "ready" as action:
                self._press(action)

    # The phone's keys.

    def _press(self, action: str) -> None:
        before = self._phone.line
        match action:
            case "answer":
                self._tell(self._phone.answer(self._at))
            case "hold":
                self._phone.hold(self._at)
            case "hang-up":
                self._tell(self._phone.hang_up(self._at))
            case "ready":
                self._tell(self._phone.ready(self._at))
            case "away":
                self._tell(self._phone.away(self._at))
            case "dial-copied":
                self._tell(self._phone.dial(self._copied, self._at))
                self._copied = ""
        self._note_phone(action, before)

    def _note_phone(self, action: str, before: Line | None) -> None:
        if before is None:
            return
        whom = before.name or before.number
        talked = before.phase.value != "ringing"
        if action == "answer":
            self._note(f"{whom}: answered")
        if action == "hang-up":
            self._note(f"{whom}: {f'ended after {clock(self._at - before.since)}' if talked else 'no answer'}")

    def _calls_are(self, calls: tuple[Call, ...]) -> None:
        self._lcm.replace_calls(calls)
        if calls:
            self._shown = calls[0]
        if isinstance(self._bus, MockBus) and not self._silent:
            self._bus.push()

    def _tell(self, texts: list[str]) -> None:
        if isinstance(self._bus, MockBus) and not self._silent:
            self._bus.tell(texts)

    # The bus.

    def _hear_all(self, texts: tuple[str, ...]) -> None:
        for text in texts:
            self._hear(text)

    def _hear(self, text: str) -> None:
        self._traffic = traffic.from_widget(self._traffic, text, datetime.now(UTC).timestamp())
        message = read(text)
        if isinstance(message, Request) and message.operation in CHANGES:
            self._note(CHANGES[message.operation])
        if self._recording:
            self._start_recording(self._recording)
        if self._bus and not self._silent:
            self._bus.post(text)

    def _say(self, text: str) -> None:
        self._traffic = traffic.from_desktop(self._traffic, text, datetime.now(UTC).timestamp(), self._veil)
        self._window.post(text)

    # What is pressed.

    def _act(self, action: str, payload: Mapping[str, str]) -> None:
        match action:
            case "answer" | "hold" | "hang-up" | "ready" | "away" | "dial-copied":
                self._plays = False  # whoever presses a key has the phone
                self._press(action)
            case "plays":
                self._plays = not self._plays
            case "traffic-unfold":
                self._unfold(int(payload["serial"]))
            case _:
                self._traffic = after(self._traffic, action, payload)
                self._simulate(action, payload)
        self._draw()

    def _unfold(self, serial: int) -> None:
        row = self._traffic.row(serial)
        if row is not None:
            said = tuple(shown(message, self._veil) for message in row.messages)
            self._traffic = self._traffic.unfolded(serial, said)

    def _simulate(self, action: str, payload: Mapping[str, str]) -> None:
        match action:
            case "simulator":
                self._simulating = not self._simulating
                document.getElementById("simulator").hidden = not self._simulating
                button = document.getElementById("simulator-button")
                button.setAttribute("aria-expanded", str(self._simulating).lower())
            case "apply":
                self._apply(payload)
            case "replay":
                self._load(payload.get("recording", ""))
            case "announce" if isinstance(self._bus, MockBus):
                self._bus.push()
            case "silence":
                self._silent = not self._silent
                document.getElementById("silence").setAttribute("aria-pressed", str(self._silent).lower())
            case "storm" if isinstance(self._bus, MockBus):
                for _ in range(STORM):
                    self._bus.push()
            case "reload-widget":
                frame = document.getElementById("widget")
                frame.src = str(frame.src)

    def _apply(self, query: Mapping[str, str]) -> None:
        problem = ""
        try:
            self._begin(query)
        except MockSettingsError as unusable:
            problem = str(unusable)
        else:
            if isinstance(self._bus, MockBus):
                self._bus.push()
        document.getElementById("problem").textContent = problem

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
            self._rings = False
            self._simulate("reload-widget", {})
        document.getElementById("problem").textContent = problem

    def _start_recording(self, recording: Recording) -> None:
        if self._bus:
            self._bus.close()
        self._bus = Replay(recording, self._timers, self._say, ahead=self._ahead)
        self._recording = None

    # What is shown.

    def _note(self, words: str) -> None:
        self._day.appendleft(Entry(datetime.now(), words))  # noqa: DTZ005 - the agent's own time

    def _draw(self) -> None:
        line = self._phone.line
        goes_on = self._shown is not None and self._shown in self._lcm.calls
        views = {
            "phone": phone_view(self._phone, self._at, copied=self._copied, plays=self._plays),
            "customer": customer_view(self._shown, goes_on=goes_on or (line is not None and line.call is self._shown)),
            "day": day_view(self._day),
        }
        if self._simulating:
            views["log"] = traffic_view(traffic_props(texts_for("en"), self._traffic, _time))
        texts = {name: str(view) for name, view in views.items()}
        changed = {name: text for name, text in texts.items() if self._drawn.get(name) != text}
        if changed:
            page.draw(json.dumps(changed))
            self._drawn = texts


def _time(at: float) -> str:
    return f"{datetime.fromtimestamp(at):%H:%M:%S}"  # noqa: DTZ006 - the agent's own time


def _ahead(recording: Recording) -> float:
    """By how many seconds its dates are moved: from then to now, and from its server's zone to UTC, as here."""
    now = datetime.now(ZoneInfo(str(recording.settings.get("server_timezone") or "UTC")))
    return now.timestamp() - recording.begun - (now.utcoffset() or timedelta()).total_seconds()


def open_desktop() -> None:
    """Start the LCM side and show the controls."""
    frame = document.getElementById("widget")
    origin = "/".join(str(frame.src).split("/")[:3])
    options = {"scenario": PLAYED, "speed": SPEEDS}
    page.draw(
        json.dumps({name: str(h.fragment[(h.option(value=one)[one] for one in of)]) for name, of in options.items()})
    )
    Desk(origin)
    boot.ready()
