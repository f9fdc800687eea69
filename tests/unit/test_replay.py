"""What was recorded plays: the same requests, the same outcome, without the desktop and without anybody's data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.unit.fake_clock import FakeClock
from tests.unit.session_kit import Wire, lcm, modes_of
from tools.replay import Nowhere, Played, play
from widget.config import WidgetConfig
from widget.lcm import Framing, Request, read
from widget.mock import SCENARIOS, Lcm, MockBus
from widget.mock.dates import shift_dates
from widget.mock.faults import Faults
from widget.mock.replay import Replay
from widget.recording import Line, Recording
from widget.session import Session
from widget.state import WidgetState
from widget.state.contacts import all_contacts
from widget.state.keys import FIELDS

RECORDINGS = sorted((Path(__file__).parents[1] / "recordings").glob("*.jsonl"))
NOW = datetime(2024, 1, 31, 14, 41, tzinfo=UTC).timestamp()
SETTINGS: Mapping[str, object] = {
    "server_timezone": "UTC",
    "default_region": "US",
    "consent_gate": "require",
    "reserved_at_start": False,
}
CHANGE = {
    "callid": "5",
    "AccountNumber": "",
    "ModeID": "1",
    "ContactNumber": "5550100",
    "AgentID": "",
    "DeleteOtherModes": "false",
}
SHIFT = [
    ("select-call", {"callid": "67890"}),
    ("select-call", {"callid": "12345"}),
    ("toggle", {"key": FIELDS.write()}),
    ("change-open", {"call": "12345", "modeId": "1"}),
    ("change-save", {"call": "12345", "modeId": "1", "number": "(202) 555-0142"}),
    ("get-contacts", {"consent": "yes", "reserved": "on", "count": "1"}),
    ("get-reserved", {}),
]


def recorded(faults: str = "", **other: object) -> tuple[str, WidgetState]:
    """A shift at the mock desktop, recorded from its first action on; the recording, and the state at its end."""

    clock = FakeClock(NOW)
    framing = Framing(packet=other.get("framing") == "packet")
    lcm = Lcm(SCENARIOS["samples"](datetime.fromtimestamp(NOW, UTC)), framing=framing)
    bus = MockBus(lcm, clock, lambda text: session.hear(text), latency=0.2, faults=Faults.parse(faults, 3))
    settings = WidgetConfig.model_validate({**SETTINGS, **other, "inspector": True})
    session = Session(settings, bus, clock, Nowhere(), "agent")
    clock.wakes(session)
    session.start()
    clock.pass_time(5)
    session.act("record-start", {})
    for action, payload in SHIFT:
        clock.pass_time(2)
        session.act(action, payload)
    clock.pass_time(2)
    for contact in all_contacts(session.state):
        session.act("dial", {"contact": contact.key})
        clock.pass_time(2)
    clock.pass_time(20)
    session.act("record-stop", {})
    return session.state.recording.text, session.state


def outcome(state: WidgetState) -> object:
    """What a state comes to, without what was replaced on the recording."""
    return (
        len(state.calls.value),
        sorted(len(read.value) for read in state.of_calls.values()),
        [(form.phase, form.confirmed) for form in state.forms],
        [(contact.panel, contact.phase, contact.consent) for contact in all_contacts(state)],
        sorted((key.kind, bool(key.callid), len(key.part)) for key in state.screen.opened),
    )


@pytest.mark.parametrize("faults", ["", "drop:0.3", "duplicate:0.5", "delay:0.5", "corrupt:0.3"])
def test_a_recorded_shift_plays_to_the_same_end(faults: str) -> None:
    text, then = recorded(faults)
    played = play(text)
    assert outcome(played.state) == outcome(then)
    assert played.posted == posted_on(text)


@pytest.mark.parametrize(
    ("faults", "other"),
    [("", {"framing": "packet"}), ("drop:0.3", {"reply_deadline": 0.7, "retry_pause": 0.3, "read_retries": 4})],
)
def test_a_shift_recorded_under_other_settings_plays_under_them(faults: str, other: dict[str, Any]) -> None:
    text, then = recorded(faults, **other)
    played = play(text)
    assert outcome(played.state) == outcome(then)
    assert played.posted == posted_on(text)


@pytest.mark.parametrize("scenario", ["ugly", "rtl", "expired", "errors"])
def test_every_scenario_plays_to_the_same_end(scenario: str) -> None:
    clock = FakeClock(NOW)
    lcm = Lcm(SCENARIOS[scenario](datetime.fromtimestamp(NOW, UTC)))
    bus = MockBus(lcm, clock, lambda text: session.hear(text), latency=0.2)
    session = Session(WidgetConfig.model_validate({**SETTINGS, "inspector": True}), bus, clock, Nowhere(), "agent")
    clock.wakes(session)
    session.start()
    clock.pass_time(5)
    session.act("record-start", {})
    clock.pass_time(2)
    for call in session.state.calls.value:
        session.act("select-call", {"callid": call.key})
        clock.pass_time(2)
        for mode in call.campaign_modes[:2]:
            where = {"call": call.key, "modeId": mode.key}
            session.act("change-open", where)
            session.act("change-save", {**where, "number": "(202) 555-0142"})
            clock.pass_time(2)
    for action, payload in SHIFT[-2:]:
        session.act(action, payload)
        clock.pass_time(2)
    for contact in all_contacts(session.state):
        session.act("dial", {"contact": contact.key})
        clock.pass_time(2)
    clock.pass_time(20)
    session.act("record-stop", {})
    text = session.state.recording.text
    played = play(text)
    assert outcome(played.state) == outcome(session.state)
    assert deadlines(played.state, Recording.read(text).begun) == deadlines(session.state, NOW + 5)
    assert played.posted == posted_on(text)


def deadlines(state: WidgetState, begun: float) -> list[object]:
    """How long after the start each contact expires, and whether its time of callback was read."""
    contacts = all_contacts(state)
    return [(contact.deadline and contact.deadline - begun, bool(contact.callback_at)) for contact in contacts]


def posted_on(text: str) -> list[str]:
    lines = Recording.read(text).lines
    messages = [read(line.text) for line in lines if line.side == "widget"]
    return [message.operation.name for message in messages if isinstance(message, Request)]


def test_a_recording_holds_nothing_of_anybody() -> None:
    text, then = recorded()
    contacts = all_contacts(then)
    assert contacts
    private = {"David1", "Berry", "Virginia", "6491462346", "6591462346", "2025550142", "555-0142", "12345", "67890"}
    private |= {contact.wire.phone_number for contact in contacts} | {contact.wire.campaign for contact in contacts}
    assert not [said for said in private if said in text]


def call_with(phone: str, *, limits: tuple[str, str] = ("8", "12")) -> str:
    """The state with one call. Its campaign has one kind of number, with these limits of length."""
    mode = {"ModeID": "7", "Description": "Home", "MinLength": limits[0], "MaxLength": limits[1]}
    call = {
        "callid": "C-9",
        "AccountNumber": "5|3",
        "optionalbussinessfields": {"Home": phone},
        "campaignmodes": [mode],
    }
    return json.dumps({**json.loads(sync_reply()), "message": [call]})


@pytest.mark.parametrize(
    ("typed", "stored", "limits"),
    [
        ("(202) 555-0142", "2025550142", ("8", "12")),
        ("(202) 555-0142", "+1 202 555 0142", ("8", "12")),
        ("+1 202 555 0142", "12025550142", ("8", "12")),
        ("202 555 0142", "202 555 0143", ("10", "10")),
        ("202 555 0142", "999 0142", ("7", "10")),
        ("202 555 0142", "2025550142 x9", ("10", "10")),
        ("202 555 014", "", ("10", "10")),
        ("555 0142", "", ("8", "12")),
        ("202 555 01421", "", ("10", "10")),
        ("2025550142 x9", "", ("8", "12")),
    ],
)
def test_a_change_plays_to_what_it_came_to(typed: str, stored: str, limits: tuple[str, str]) -> None:
    """Whatever number is typed, and in whatever form the desktop stores it."""
    clock, wire = FakeClock(NOW), Wire()
    session = Session(WidgetConfig.model_validate({**SETTINGS, "inspector": True}), wire, clock, Nowhere(), "agent")
    clock.wakes(session)
    session.start()
    session.hear(call_with("2025550142", limits=limits))
    session.act("record-start", {})
    clock.pass_time(0.1)
    session.hear(call_with("2025550142", limits=limits))
    session.hear(modes_of("C-9", ("7", "2025550199")))
    clock.pass_time(1)
    session.act("change-open", {"call": "C-9", "modeId": "7"})
    session.act("change-save", {"call": "C-9", "modeId": "7", "number": typed})
    clock.pass_time(0.2)
    if "SetNewModeNumber" in wire.subtopics():
        session.hear(lcm("SetNewModeNumberResult", {"callid": "C-9 ", "response": {"success": "Yes"}}))
        clock.pass_time(0.2)
        session.hear(modes_of("C-9", ("7", stored)))
    session.hear(json.dumps({"channel": "LCM", "topic": "Error", "subtopic": "Skip C-9", "data": {"errorType": "C-9"}}))
    session.hear('{"channel": "LCM", "subtopic": "CallBackModes", "callid": "C-9",')
    session.phones_ready()
    session.act("record-stop", {})
    played = play(session.state.recording.text).state
    (then,), (now,) = session.state.forms, played.forms
    assert (now.phase, now.confirmed) == (then.phase, then.confirmed)
    assert getattr(now.complaint, "msgid", "") == getattr(then.complaint, "msgid", "")
    assert (then.complaint is None) == bool(stored)
    assert [note.kind for note in played.notes] == [note.kind for note in session.state.notes]


def sync_reply(*callids: str) -> str:
    calls = [{"callid": callid} for callid in callids]
    return json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "message": calls})


def test_an_answer_comes_as_late_as_then_and_the_rest_at_its_time() -> None:
    ask = json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "source": "me"})
    recording = Recording(
        lines=[Line(1.0, "widget", ask), Line(1.5, "desktop", sync_reply("1")), Line(9.0, "desktop", "noise")]
    )
    heard: list[str] = []
    clock = FakeClock()
    replay = Replay(recording, clock, heard.append)
    clock.pass_time(3)
    replay.post(ask)
    clock.pass_time(0.4)
    assert heard == []
    clock.pass_time(0.2)
    assert heard == [sync_reply("1")]
    clock.pass_time(6)
    replay.post(ask)
    clock.pass_time(1)
    assert heard == [sync_reply("1"), "noise", sync_reply("1")]


def test_a_replay_that_begins_later_tells_at_once_what_was_known_by_then() -> None:
    ask = json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "source": "me"})
    told = json.dumps({"channel": "Amazon", "subtopic": "SetAgentDetails", "message": {"agentState": "In Call"}})
    lines = [
        *(Line(1.0, "widget", ask), Line(1.5, "desktop", sync_reply("1")), Line(4.0, "desktop", told)),
        *(Line(5.0, "desktop", sync_reply("2")), Line(8.0, "desktop", sync_reply("3"))),
        *(Line(9.0, "widget", ask), Line(9.2, "desktop", sync_reply("4"))),
    ]
    heard: list[str] = []
    clock = FakeClock()
    replay = Replay(Recording(lines=lines), clock, heard.append, begin=6.0)
    clock.pass_time(0)
    assert heard == [told]
    replay.post(ask)
    clock.pass_time(0)
    assert heard == [told, sync_reply("2")]
    clock.pass_time(2)
    assert heard == [told, sync_reply("2"), sync_reply("3")]
    replay.post(ask)
    clock.pass_time(1)
    assert heard[3:] == [sync_reply("4")]


def asked(operation: str, **data: str) -> str:
    return json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": operation, "source": "me", "data": data})


def test_a_refusal_goes_to_the_request_it_names() -> None:
    modes, change = asked("GetCallBackModes", callid="5", AccountNumber=""), asked("SetNewModeNumber", **CHANGE)
    no = {"callid": "5", "errorType": "WS_Error", "msg": "no"}
    refusal = {"channel": "LCM", "topic": "WebService", "subtopic": "SetNewModeNumberResult", "message": no}
    answer = Line(1.3, "desktop", json.dumps(refusal))
    recording = Recording(lines=[Line(1, "widget", modes), Line(1.1, "widget", change), answer])
    heard: list[str] = []
    clock = FakeClock()
    replay = Replay(recording, clock, heard.append)
    replay.post(modes)
    clock.pass_time(5)
    assert heard == []
    replay.post(change)
    clock.pass_time(5)
    assert heard == [json.dumps(refusal)]


@pytest.mark.parametrize("subtopic", ["BusinessOutcome", "BusinessOutCome"])
@pytest.mark.parametrize(
    "outcomes",
    [asked("GetBusinessOutcome", callid="5", AccountNumber=""), asked("GetOutcomeByOutcomegroup", type="MANUAL")],
)
def test_a_refusal_that_may_be_either_replys_goes_to_the_request_that_was_made(subtopic: str, outcomes: str) -> None:
    no = {"errorType": "WS_Error", "msg": "no"}
    refusal = json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": subtopic, "message": no})
    heard: list[str] = []
    clock = FakeClock()
    lines = [Line(1, "widget", outcomes), Line(1.2, "desktop", refusal)]
    replay = Replay(Recording(lines=lines), clock, heard.append)
    clock.pass_time(5)
    assert heard == []
    replay.post(outcomes)
    clock.pass_time(5)
    assert heard == [refusal]


def test_what_came_before_a_request_is_not_its_answer() -> None:
    ask = json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "source": "me"})
    lines = [Line(2.0, "desktop", sync_reply()), Line(2.0, "widget", ask), Line(2.2, "desktop", sync_reply("1"))]
    heard: list[str] = []
    clock = FakeClock()
    Replay(Recording(lines=lines), clock, heard.append).post(ask)
    clock.pass_time(1)
    assert heard == [sync_reply("1")]


def test_a_recorded_answer_behind_a_byte_order_mark_is_put_in_the_words_of_now() -> None:
    then, now = asked("ManualDialCall", PhoneNumber="5550100"), asked("ManualDialCall", PhoneNumber="5550199")
    answer = "\ufeff" + lcm("ManualDialCall", {"PhoneNumber": "5550100"}).replace('"LCM"', '"UI"')
    heard: list[str] = []
    clock = FakeClock()
    Replay(Recording(lines=[Line(0, "widget", then), Line(0.1, "desktop", answer)]), clock, heard.append).post(now)
    clock.pass_time(1)
    assert json.loads(heard[0])["message"] == {"PhoneNumber": "5550199"}


def test_only_what_repeats_the_request_is_put_in_the_words_of_now() -> None:
    then, now = asked("ManualDialCall", PhoneNumber="5550100"), asked("ManualDialCall", PhoneNumber="5550199")
    echo = {"channel": "UI", "topic": "WebService", "subtopic": "ManualDialCall"}
    answer = json.dumps({**echo, "message": {"PhoneNumber": "5550100", "Other": "5550100"}})
    heard: list[str] = []
    clock = FakeClock()
    Replay(Recording(lines=[Line(0, "widget", then), Line(0.1, "desktop", answer)]), clock, heard.append).post(now)
    clock.pass_time(1)
    assert json.loads(heard[0])["message"] == {"PhoneNumber": "5550199", "Other": "5550100"}


def test_dates_are_shifted_in_the_format_they_had() -> None:
    text = '{"a":"01/31/2024 23:59:00","b":"Oct  7 2020 11:59PM","c":"01/31/2024","d":"31/31/2024 23:59:00"}'
    assert shift_dates('"{\\"a\\":\\"01/31/2024 23:59:00\\"}"', 120) == '"{\\"a\\":\\"02/01/2024 00:01:00\\"}"'
    assert shift_dates(text, 120) == (
        '{"a":"02/01/2024 00:01:00","b":"Oct  8 2020 12:01AM","c":"01/31/2024","d":"31/31/2024 23:59:00"}'
    )


def test_dates_that_can_be_read_are_shifted_and_those_that_mean_none_or_never_stay() -> None:
    read = ["2024-01-31T23:59:00Z", "2024-01-31 23:59:00", "1/31/2024\u202f11:59:00 PM"]
    text = json.dumps([*read, "12/31/9999 23:59:00", "Jan  1 1900 12:00AM"], ensure_ascii=False)
    assert json.loads(shift_dates(text, 120)) == [
        *("2024-02-01T00:01:00Z", "02/01/2024 00:01:00", "02/01/2024 00:01:00", "12/31/9999 23:59:00"),
        "Jan  1 1900 12:00AM",
    ]


def test_what_the_widget_made_of_each_message_is_said_in_a_line_each() -> None:
    ask = json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "source": "me"})
    told = json.dumps({"channel": "Amazon", "subtopic": "SetAgentDetails", "message": {"agentState": "In Call"}})
    refused = json.dumps({"channel": "LCM", "topic": "Error", "data": {"errorType": "WS_Error", "msg": "no"}})
    lines = [
        *(Line(0, "widget", ask), Line(0.2, "desktop", sync_reply("1")), Line(0.5, "desktop", sync_reply("1"))),
        *(Line(1, "desktop", told), Line(2, "desktop", refused), Line(3, "desktop", '{"channel": "Cisco"}')),
        *(Line(4, "desktop", "{"), Line(5, "agent", '{"action": "get-reserved", "payload": {}}')),
    ]
    said = play(Recording(lines=lines).write()).said
    assert all("\n" not in line for line in said)
    for at, side, name, made in (
        ("0.00", "widget", "StateSync", "asked"),
        ("0.20", "desktop", "StateSync", "answer: it answers the request in flight → link, calls"),
        ("0.50", "desktop", "StateSync", "ignored: a duplicate"),
        ("1.00", "desktop", "SetAgentDetails", "told"),
        ("2.00", "desktop", "no subtopic", ""),
        ("3.00", "desktop", "no subtopic", "not for us"),
        ("4.00", "desktop", "not JSON", ""),
        ("5.00", "agent", "get-reserved", "→ non_pewc"),
        ("5.00", "widget", "GetReservedContactOD", "asked"),
        ("23.00", "", "GetReservedContactOD", "unanswered: no answer in time"),
    ):
        assert [line for line in said if line.startswith(f"{at:>8}  {side:7}  {name:30}  {made}".rstrip())], (at, said)


def test_a_fault_of_the_widget_is_said_in_the_line_of_what_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise LookupError

    act = '{"action": "change-save", "payload": {}}'
    (failed,) = [line for line in play(Recording(lines=[Line(1, "agent", act)]).write()).said if "change-save" in line]
    assert "a fault of the widget" in failed
    monkeypatch.setattr("widget.session.events_of", fails)
    said = play(Recording(lines=[Line(1, "desktop", sync_reply("1"))]).write()).said
    assert any("a fault of the widget: LookupError" in line for line in said)


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_every_recording_kept_plays_as_it_went(path: Path) -> None:
    """What was posted then is posted again, in that order. A newer widget may ask for more."""
    text = path.read_text("utf-8")
    played: Played = play(text)
    posted = iter(played.posted)
    assert all(name in posted for name in posted_on(text))
    assert played.state.link.kind != "lost"
