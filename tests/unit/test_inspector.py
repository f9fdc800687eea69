"""The inspector: what was not simply taken is kept, bounded, masked and for a while, and shown only when asked for."""

from __future__ import annotations

import json

from tests.unit import events as e
from tests.unit.fake_clock import FakeClock
from tests.unit.samples_of_state import NOW, blank
from tests.unit.session_kit import NoPage, Wire, played, state_of
from widget.config import WidgetConfig
from widget.panels import Redraw, render
from widget.panels.inspector import report
from widget.session import Session
from widget.state import update
from widget.state.clock import Tick
from widget.state.inspector import MOST_NOTES, NOTE_SECONDS, MessagesCounted, Note, Noted
from widget.state.keys import INSPECTOR
from widget.state.link import Link


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


def test_what_came_from_another_window_is_not_called_understood() -> None:
    store = blank()
    store.dispatch(e.toggled(INSPECTOR))
    store.dispatch(MessagesCounted((("accepted", 3), ("source", 0))))
    assert "was understood" in render(store.state)["inspector"]
    store.dispatch(MessagesCounted((("accepted", 3), ("source", 5))))
    assert "was understood" not in render(store.state)["inspector"]


def test_what_is_copied_is_true_now_and_the_button_says_that_it_was() -> None:
    store = blank()
    store.dispatch(e.toggled(INSPECTOR))
    redraw = Redraw()
    redraw.changes(store.state)
    store.link_is(Link("lost", failure=e.failure("refused", "not for 2025550133")))
    assert 'data-copy="link lost refused not for ••••••••33"' in redraw.changes(store.state)["inspector"]
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
