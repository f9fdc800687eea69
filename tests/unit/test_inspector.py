"""The inspector: what was not simply taken is kept, bounded, masked and for a while, and shown only when asked for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit import events as e
from tests.unit.fake_clock import FakeClock
from tests.unit.samples_of_state import NOW, blank
from tests.unit.session_kit import NoPage, Wire, lcm, played, state_of
from widget.client import Code, Failure
from widget.config import WidgetConfig
from widget.panels import Redraw, render
from widget.panels.inspector import on_one_line, report
from widget.recording import Recording
from widget.session import Session
from widget.state import update
from widget.state.clock import Tick
from widget.state.inspector import MOST_NOTES, NOTE_SECONDS, MessagesCounted, Note, Noted
from widget.state.keys import INSPECTOR
from widget.state.link import PATIENCE, Link


def note(at: float, reason: str = "why") -> Note:
    return Note(at, "malformed", "StateSync", reason, "{…}")


def test_a_malformed_message_is_kept_masked_and_the_next_one_works() -> None:
    session = Session(WidgetConfig(), Wire(), FakeClock(NOW), NoPage())
    session.start()
    bad = {"channel": "LCM", "topic": "WebService", "subtopic": "CallBackModes", "message": "call 6591462346"}
    session.hear(json.dumps(bad))
    session.hear(state_of("next"))

    state = session.state
    assert [call.callid for call in state.calls.value] == ["next"]
    (kept,) = state.notes
    assert (kept.kind, kept.subtopic) == ("malformed", "CallBackModes")
    assert "6591462346" not in f"{kept}{report(state)}"


ODD_MESSAGE: dict[str, Any] = {
    "channel": "LCM",
    "topic": "WebService",
    "subtopic": "CallBackModes",
    "message": {
        "AccountNumber": "5|3|1|0|0|44|1",
        "Street": "Cherry Tree Lane 17",
        "mary.poppins@example.com": "Mary Poppins",
        "response": [{"Description": "Divorce of Poppins", "PEWC": True}],
    },
}
PRIVATE = ("5|3|1", "Cherry", "Tree", "mary", "Mary", "Poppins", "Divorce", "example.com")


def test_a_report_of_a_malformed_message_has_the_stand_ins_of_the_recording_under_way() -> None:
    session = Session(WidgetConfig(inspector=True), Wire(), FakeClock(NOW), NoPage())
    session.start()
    session.act("record-start", {})
    session.hear(json.dumps(ODD_MESSAGE))
    session.act("record-stop", {})
    (note,) = session.state.notes
    (line,) = [line for line in Recording.read(session.state.recording.text).lines if line.side == "desktop"]
    recorded = json.dumps(json.loads(line.text), ensure_ascii=False, separators=(",", ":"))
    assert recorded.startswith(note.excerpt.removesuffix("…"))
    assert "left out: it has no callid" in note.reason
    assert not [said for said in PRIVATE if said in f"{recorded}{report(session.state)}"]


def test_a_report_of_what_is_no_json_keeps_the_words_of_the_protocol_alone() -> None:
    session = Session(WidgetConfig(inspector=True), Wire(), FakeClock(NOW), NoPage())
    session.start()
    session.hear(json.dumps(ODD_MESSAGE)[:-1])
    session.hear(json.dumps({**ODD_MESSAGE, "message": {**ODD_MESSAGE["message"], "more": "Mary " * 9_000}}))
    told = report(session.state)
    assert told.count('"subtopic": "CallBackModes"') == 2
    assert not [said for said in PRIVATE if said in told]


@pytest.mark.parametrize("end", ["\n", "\r", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\x1b", "\0"])
def test_no_line_of_a_report_can_be_forged(end: str) -> None:
    session = Session(WidgetConfig(), Wire(), FakeClock(NOW), NoPage())
    session.start()
    forged = f"2024-01-31T14:41:00Z StateSync malformed: {end}all is well"
    body = {"errorType": f"Failed{end}", "msg": f"no{end}link live"}
    session.hear(json.dumps({"channel": "LCM", "topic": "Error", "subtopic": f"Skip{end}{forged}", "data": body}))
    session.hear(json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "data": [{end: end}]}))
    state = session.state._replace(link=Link("lost", failure=e.failure("refused", f"no{end}link live")))
    told = report(state)
    assert len(told.split("\n")) == 3 + len(state.notes) + len(state.counts)
    assert len(state.notes) == 2
    assert "all is well" not in told
    assert end == "\n" or end not in told


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\nb", "a\\u000ab"), ("\u202eab", "\\u202eab"), ("a\u3164b", "a\\u3164b"), ("né 中 😀", "né 中 😀")],
)
def test_what_ends_or_turns_a_line_is_written_as_an_escape(text: str, line: str) -> None:
    assert on_one_line(text) == line


def test_a_report_of_a_lost_link_has_the_stand_ins_of_its_notes() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        clock.pass_time(PATIENCE)
        session.hear(lcm("CallBackModes", {"response": "Jane Doe"}))
        session.hear(lcm("WS_Error", {"errorType": "WS_Error", "msg": "no agent Jane Doe"}))
        _version, _agent, link, *rest = report(session.state).splitlines()
        assert link.startswith("link lost refused no agent ")
        assert "Jane" not in link
        assert f'"{link.split()[-1]}"' in rest[-1]

    played(play, inspector=True)


def test_only_the_latest_notes_are_kept() -> None:
    state = blank().state
    for serial in range(MOST_NOTES + 5):
        state = update(state, Noted(note(NOW + serial, str(serial))))[0]
    assert [kept.reason for kept in state.notes] == [str(serial) for serial in range(5, MOST_NOTES + 5)]


def test_a_note_is_forgotten_after_its_time() -> None:
    state, _ = update(blank().state, Noted(note(NOW)))
    assert update(state, Tick(NOW + NOTE_SECONDS - 1))[0].notes
    assert not update(state, Tick(NOW + NOTE_SECONDS))[0].notes


def test_it_is_shown_only_when_asked_for() -> None:
    store = blank()
    store.dispatch(Noted(note(NOW, "no callid")))
    store.dispatch(MessagesCounted((("accepted", 7), ("size", 1))))
    assert render(store.state)["inspector"] == ""
    store.dispatch(e.toggled(INSPECTOR))
    shown = render(store.state)["inspector"]
    assert "no callid" in shown
    assert "Too large, dropped" in shown
    assert "Copy report" in shown


def test_nothing_is_claimed_of_messages_that_never_came() -> None:
    store = blank()
    store.dispatch(e.toggled(INSPECTOR))
    store.dispatch(MessagesCounted((("accepted", 0), ("source", 0))))
    assert "Nothing has come from the desktop yet." in render(store.state)["inspector"]


def test_what_came_from_another_window_is_not_called_understood() -> None:
    store = blank()
    store.dispatch(e.toggled(INSPECTOR))
    store.dispatch(MessagesCounted((("accepted", 3), ("source", 0))))
    assert "had to be left out" in render(store.state)["inspector"]
    store.dispatch(MessagesCounted((("accepted", 3), ("source", 5))))
    assert "had to be left out" not in render(store.state)["inspector"]


def test_what_is_copied_is_true_now_and_the_button_says_that_it_was() -> None:
    store = blank()
    store.dispatch(e.toggled(INSPECTOR))
    redraw = Redraw()
    redraw.changes(store.state)
    store.link_is(Link("lost", failure=Failure(Code.REFUSED, "why", "not for 2025550133", "not for Kxbfrt")))
    copied = redraw.changes(store.state)["inspector"]
    assert "\nlink lost refused not for Kxbfrt" in copied
    assert "2025550133" not in copied
    store.dispatch(e.copied(INSPECTOR))
    assert "Copied" in redraw.changes(store.state)["inspector"]


def test_a_call_left_out_of_a_state_is_noted_and_no_other_is_lost_by_it() -> None:
    session = Session(WidgetConfig(), Wire(), FakeClock(NOW), NoPage())
    session.start()
    session.hear(state_of("first"))
    session.hear(json.dumps({**json.loads(state_of("good")), "message": [{"callid": "good"}, {"nobody": 1}]}))

    state = session.state
    assert [call.callid for call in state.calls.value] == ["first", "good"]
    assert state.calls.unread == 1
    assert [(kept.kind, "message[1]" in kept.reason) for kept in state.notes] == [("odd", True)]


def test_a_hundred_problems_are_noted_in_a_few_lines() -> None:
    session = Session(WidgetConfig(), Wire(), FakeClock(NOW), NoPage())
    session.start()
    session.hear(json.dumps({**json.loads(state_of("good")), "message": [{"nobody": 1}] * 200}))

    (note,) = session.state.notes
    assert note.reason.endswith("…")
    assert len(note.reason) <= 401


def test_an_error_about_another_apps_doing_is_kept_masked() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        error = {"channel": "LCM", "topic": "Error", "subtopic": "Skip 2080000001", "data": {"errorType": "Failed"}}
        session.hear(json.dumps(error))
        assert len(session.state.notes) == 1
        assert "2080000001" not in report(session.state)

    played(play)


def test_a_report_for_a_ticket_has_the_time_in_utc_with_its_day() -> None:
    state, _ = update(blank().state, Noted(note(NOW)))
    assert "\n2024-01-31T14:41:00Z StateSync malformed: why" in report(state)
