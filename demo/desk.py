"""The demo desktop at work: the phone, the simulated LCM, the bus to the widget, and the simulator's controls."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import SystemRandom
from urllib.parse import parse_qs, urlencode
from zoneinfo import ZoneInfo

import js
from pyscript import document

from demo import traffic
from demo.controls import DEFAULTS, KEYS, SPEEDS, controls_view, query_of
from demo.customers import CUSTOMERS, shift
from demo.player import Player, player_view
from demo.softphone import Line, Softphone, due
from demo.views import Entry, call_state, clock, customer_view, day_view, phone_view
from widget.browser.bus import WindowBus
from widget.browser.host import boot, listen, page
from widget.browser.timers import PageTimers
from widget.lcm import (
    SET_BUSINESS_OUTCOME_WITH_COMMENTS,
    SET_CALL_OUTCOME_WITH_COMMENTS,
    SET_NEW_MODE_NUMBER,
    SKIP_MANUAL_DIAL_CONTACT,
    SKIP_NON_PEWC_CONTACT,
    STATE_SYNC,
    Call,
    CallStates,
    Request,
    read,
    write_reply,
)
from widget.mock import SCENARIOS, Lcm, MockBus
from widget.mock.builders import call
from widget.mock.delivery import Delivery
from widget.mock.settings import MockSettingsError, read_mock_settings
from widget.recording import Pseudonyms, Recording, RecordingError, UnplayableError
from widget.state.traffic import after, shown
from widget.texts import texts_for
from widget.traffic.rows import Traffic
from widget.traffic.view import traffic_props, traffic_view

BEAT, PLAYER_BEAT = 0.5, 0.1  # seconds
DAY = 12  # lines of the agent's day that are shown
STORM = 200  # messages at once
PLAYED = {"shift": shift, **SCENARIOS}
FORGED = write_reply(STATE_SYNC, CallStates(calls=(call("FORGED-1", {"FName": "Not", "LName": "Acustomer"}),)))
MOST_FILE = 4_000_000  # bytes
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
        self._bus: MockBus | Player | None = None
        self._phone = Softphone(self._calls_are)
        self._simulating = False
        self._begin_as_the_address_says()
        self._window.listen(self._hear_all)
        listen(self._act)
        self._beat()

    def _begin_as_the_address_says(self) -> None:
        """Begin what the page's address asks for; the shift when that can't be played."""
        query = {**DEFAULTS, **{name: value for name, value in _address().items() if name in KEYS}}
        try:
            self._begin(query)
        except MockSettingsError as unusable:
            _say("problem", f"The address of this page can't be used. {unusable}")
            query = DEFAULTS
            self._begin(query)
        _draw({"controls": str(controls_view(query, PLAYED))})

    def _begin(self, query: Mapping[str, str]) -> None:
        """Begin a scenario. Raises MockSettingsError, and the one that plays goes on."""
        wanted = read_mock_settings(query, datetime.now(UTC), PLAYED)
        speed = query.get("speed", SPEEDS[0])
        if speed not in SPEEDS:
            raise MockSettingsError(f"speed: wants one of {', '.join(SPEEDS)}")
        if self._bus:
            self._bus.close()
        self._rings = query["scenario"] == "shift"
        self._speed = float(speed)
        self._callers = 0
        self._copied = ""
        self._phone.reset(self._at)
        self._lcm = Lcm(wanted.scenario, phone=self)
        self._shown: Call | None = next(iter(self._lcm.calls), None)
        self._bus = MockBus(self._lcm, self._timers, self._post, latency=wanted.latency, faults=wanted.faults)

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
        passed, self._beaten = now - self._beaten, now
        self._at += passed * self._speed
        if isinstance(self._bus, Player):
            self._bus.pass_time(passed)
        elif self._plays:
            self._play()
        self._draw()
        self._timers.call_later(PLAYER_BEAT if isinstance(self._bus, Player) else BEAT, self._beat)
        boot.beat()

    def _play(self) -> None:
        match due(self._phone, self._at):
            case "ring" if self._rings:
                customer = CUSTOMERS[self._callers % len(CUSTOMERS)]
                self._callers += 1
                self._phone.ring(customer.call, customer.name, customer.number, self._at)
            case "answer" | "hold" | "hang-up" | "ready" as action:
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
        if self._bus and not self._silent:
            self._bus.post(text)

    def _post(self, text: str) -> None:
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
                self._apply(query_of(payload))
            case "announce" if isinstance(self._bus, MockBus):
                self._bus.push()
            case "silence":
                self._silent = not self._silent
                document.getElementById("silence").setAttribute("aria-pressed", str(self._silent).lower())
            case "storm" if isinstance(self._bus, MockBus):
                for _ in range(STORM):
                    self._bus.push()
            case "wrong-origin":
                document.getElementById("stranger").contentWindow.postMessage(FORGED, "*")
                _say(
                    "said", "Posted to the widget: a customer, from another origin. It ignores and counts the message."
                )
            case "reload-widget":
                frame = document.getElementById("widget")
                frame.src = str(frame.src)
            case "reload-desktop":
                js.location.reload()
            case _:
                self._replay(action, payload)

    def _apply(self, query: Mapping[str, str]) -> None:
        try:
            self._begin(query)
        except MockSettingsError as unusable:
            _say("problem", str(unusable))
            return
        _say("problem", "")
        others = {name: value for name, value in _address().items() if name not in KEYS}
        js.history.replaceState(None, "", f"?{urlencode({**others, **query}, safe=':,')}")
        if isinstance(self._bus, MockBus):
            self._bus.push()

    # A recording.

    def _replay(self, action: str, payload: Mapping[str, str]) -> None:
        player = self._bus if isinstance(self._bus, Player) else None
        match action:
            case "replay":
                self._load(payload.get("recording", ""))
            case "recording-file":
                self._reading = asyncio.ensure_future(self._read_file())
            case "player-plays" if player:
                player.plays = not player.plays
            case "player-step" if player:
                player.step()
            case "player-speed" if player:
                player.speed = float(payload["value"])
            case "player-position" if player:
                self._go_to(player, float(payload["value"]))

    async def _read_file(self) -> None:
        file = document.getElementById("recording-file").files.item(0)
        if file and file.size > MOST_FILE:
            _say("problem", "This is no recording: the file is too large.")
        elif file:
            self._load(str(await file.text()))

    def _load(self, text: str) -> None:
        """Play a recording to a widget that starts anew: from its first word on, as its times are counted from then."""
        try:
            recording = Recording.read(text)
            ahead = _ahead(recording)
        except RecordingError as none:
            _say("problem", f"This is no recording: {none}.")
            return
        except UnplayableError as unusable:
            _say("problem", f"This recording can't be played: {unusable}.")
            return
        _say("problem", "")
        self._rings = False
        self._note("The widget is played a recording")
        self._play_to_a_new_widget(Player(recording, self._post, ahead=ahead))

    def _play_to_a_new_widget(self, player: Player) -> None:
        if self._bus:
            self._bus.close()
        self._bus = player
        self._simulate("reload-widget", {})

    def _go_to(self, player: Player, at: float) -> None:
        player.plays = False
        if at >= player.at or not player.begun:
            player.go_to(at)
        else:
            self._play_to_a_new_widget(player.set_back(at))

    # What is shown.

    def _note(self, words: str) -> None:
        self._day.appendleft(Entry(datetime.now(), words))  # noqa: DTZ005 - the agent's own time

    def _draw(self) -> None:
        state = call_state(self._phone, self._shown, goes_on=self._shown in self._lcm.calls)
        views = {
            "phone": phone_view(self._phone, self._at, copied=self._copied, plays=self._plays),
            "customer": customer_view(self._shown, state),
            "day": day_view(self._day),
        }
        if self._simulating:
            views["log"] = traffic_view(traffic_props(texts_for("en"), self._traffic, _time))
            views["player"] = player_view(self._bus if isinstance(self._bus, Player) else None)
        texts = {name: str(view) for name, view in views.items()}
        changed = {name: text for name, text in texts.items() if self._drawn.get(name) != text}
        if changed:
            _draw(changed)
            self._drawn |= texts


def _draw(regions: Mapping[str, str]) -> None:
    page.draw(json.dumps(regions))


def _say(where: str, words: str) -> None:
    document.getElementById(where).textContent = words


def _address() -> dict[str, str]:
    """The query of the page's address."""
    return {name: values[-1] for name, values in parse_qs(str(js.location.search)[1:]).items()}


def _time(at: float) -> str:
    return f"{datetime.fromtimestamp(at):%H:%M:%S}"  # noqa: DTZ006 - the agent's own time


def _ahead(recording: Recording) -> float:
    """By how many seconds its dates are moved: from then to now, and from its server's zone to UTC, as here. Raises
    UnplayableError."""
    now = datetime.now(ZoneInfo(recording.configuration().server_timezone or "UTC"))
    return now.timestamp() - recording.begun - (now.utcoffset() or timedelta()).total_seconds()


def open_desktop() -> None:
    """Start the LCM side and show the controls."""
    frame = document.getElementById("widget")
    origin = "/".join(str(frame.src).split("/")[:3])
    Desk(origin)
    boot.ready()
