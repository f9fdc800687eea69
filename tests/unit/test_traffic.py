"""The traffic under the three dots: what each row says, what is kept of it, and that nothing is kept with it off."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.fake_clock import FakeClock
from tests.unit.panels.page import read as read_html
from tests.unit.session_kit import Wire, lcm, modes_of, played, state_of
from widget.client import Standing
from widget.lcm.bounds import MAX_DEPTH
from widget.panels import Redraw, render
from widget.recording import Pseudonyms
from widget.session import Session
from widget.state.inspector import Unsaid
from widget.state.keys import INSPECTOR
from widget.state.traffic import MOST_SHOWN, NOT_LCM, NOT_NAMED, after, shown
from widget.traffic.rows import MOST_CHARS, MOST_MESSAGES, MOST_OF_ONE, MOST_ROWS, Row, Traffic, kept

Play = Callable[[Session, Wire, FakeClock], None]


def inspected(play: Play, **settings: Any) -> None:  # noqa: ANN401 - the configuration's own types
    """Play with the inspector on."""
    played(play, inspector=True, **settings)


def rows(session: Session, operation: str = "") -> list[Row]:
    """The rows of an operation, or all of them, the oldest first."""
    return [row for row in session.state.traffic.rows if operation in ("", row.operation)]


def refusal(subtopic: str, words: str) -> str:
    return lcm(subtopic, {"errorType": "WS_Error", "msg": words})


class Plain(Unsaid):
    """A veil that lets all through."""

    def message(self, text: str) -> str:
        return text


def rows_alive() -> int:
    gc.collect()
    return sum(isinstance(one, Row) for one in gc.get_objects())


def drawn(session: Session) -> str:
    """The text of the panel that the three dots unfold."""
    if INSPECTOR not in session.state.screen.opened:
        session.act("toggle", {"key": INSPECTOR.write()})
    return read_html(render(session.state)["inspector"]).text()


def test_a_request_and_its_answer_are_one_row_with_the_time_the_duration_and_the_size() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        begun = clock.wall()
        clock.pass_time(0.25)
        answer = state_of("1", note="é")
        session.hear(answer)
        (row,) = rows(session, "StateSync")
        asked, said = row.messages
        assert (row.sender, row.standing, row.reason, row.at) == ("widget", Standing.ANSWER, "", begun)
        assert round(row.took or 0) == 250
        assert said.size == len(answer.encode())
        assert row.size == asked.size + said.size
        assert json.loads(asked.text) == wire.posted[0]

    inspected(play)


def test_answers_that_cross_are_in_the_rows_of_their_own_requests() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1", "2"))
        session.act("select-call", {"callid": "2"})
        for callid in ("2", "1"):
            clock.pass_time(0.1)
            session.hear(modes_of(callid, ("3", "5550100")))
        one, two = rows(session, "GetCallBackModes")
        assert [(row.callid, row.standing) for row in (one, two)] == [("1", Standing.ANSWER), ("2", Standing.ANSWER)]
        assert ['"callid": "1"' in each.text for each in (*one.messages, *two.messages)].count(True) >= 1
        assert round(one.took or 0) == round((two.took or 0) + 100)

    inspected(play)


def test_a_read_that_is_asked_again_stays_one_row_and_ends_as_not_answered() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1"))
        clock.pass_time(20)
        (row,) = rows(session, "GetCallBackModes")
        assert (row.tries, row.standing, row.reason) == (3, Standing.UNANSWERED, "no answer in time")
        assert len(row.messages) == 1
        session.hear(modes_of("1", ("3", "5550100")))
        (late,) = rows(session, "GetCallBackModes")
        assert (late.standing, len(late.messages)) == (Standing.LATE, 2)

    inspected(play)


def test_a_refusal_is_in_the_row_of_its_request_and_names_nobody() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1"))
        session.hear(refusal("CallBackModes", "no agent Poppins"))
        row = rows(session, "GetCallBackModes")[0]
        assert row.standing is Standing.REFUSED
        assert row.reason.startswith("no agent ")
        assert "Poppins" not in row.reason
        assert "refused" in drawn(session)

    inspected(play)


def test_what_could_not_be_read_is_in_the_row_of_its_request_with_the_place() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(lcm("StateSync", 7))
        (row,) = rows(session, "StateSync")
        assert row.standing is Standing.UNREADABLE
        assert row.reason.startswith("message: ")
        assert "could not be read" in drawn(session)
        session.tick()

    inspected(play)


def test_what_was_left_out_of_an_answer_is_said_in_its_row() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(lcm("StateSync", [{"callid": "1"}, {"nobody": 1}]))
        (row,) = rows(session, "StateSync")
        assert row.standing is Standing.ANSWER
        assert "message[1]" in row.reason

    inspected(play)


def test_what_nobody_here_asked_for_says_what_it_is_and_why_it_was_ignored() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1"))
        session.hear(state_of("1", "2"))
        session.hear(lcm("DownloadContactsForDialing", {"response": []}))
        session.hear('{"chat": "hello"}')
        unasked, ignored, other = rows(session)[-3:]
        assert (unasked.operation, unasked.standing) == ("StateSync", Standing.UNASKED)
        assert (ignored.standing, ignored.reason) == (Standing.IGNORED, "nobody here asked for it")
        assert (other.operation, other.standing, other.reason) == ("", Standing.IGNORED, NOT_LCM)
        assert "nobody here asked for it" in drawn(session)

    inspected(play)


def test_a_reply_under_a_name_that_is_not_known_is_not_called_a_message_of_another_channel() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(lcm("CallBackMode", {"callid": "1", "response": []}))
        assert rows(session)[-1].reason == NOT_NAMED

    inspected(play)


def test_another_apps_request_and_its_answer_are_one_row_too() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        data = {"callid": "9", "AccountNumber": "1"}
        head = {"channel": "LCM", "topic": "WebService", "subtopic": "GetCallBackModes", "source": "other"}
        session.hear(json.dumps({**head, "data": data}))
        clock.pass_time(0.1)
        session.hear(modes_of("9", ("3", "5550100")))
        (row,) = rows(session, "GetCallBackModes")
        assert (row.sender, row.callid, len(row.messages)) == ("app", "9", 2)
        assert round(row.took or 0) == 100

    inspected(play)


def test_what_the_bus_brings_back_of_our_own_makes_no_row() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(json.dumps(wire.posted[0]))
        (row,) = rows(session)
        assert (row.standing, len(row.messages)) == (None, 1)

    inspected(play)


def test_messages_are_unfolded_on_demand_with_stand_ins_and_stay_so_while_more_come() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(lcm("StateSync", [{"callid": "1", "optionalbusinessfields": {"FName": "Poppins"}}]))
        first = rows(session, "StateSync")[0]
        assert "StateSync" in drawn(session)
        assert '"subtopic"' not in drawn(session)
        session.act("traffic-unfold", {"serial": str(first.serial)})
        shown = [row.serial for row in session.state.traffic.shown]
        for number in range(3):
            session.hear(state_of("1", str(number)))
        assert [row.serial for row in session.state.traffic.shown] == shown
        assert '"subtopic": "StateSync"' in drawn(session)
        assert re.search(r"Show \d+ new", drawn(session))
        assert "Poppins" not in render(session.state)["inspector"].replace("data-copy", "")
        session.act("traffic-fold", {"serial": str(first.serial)})
        assert '"subtopic"' not in drawn(session)
        assert len(session.state.traffic.shown) >= len(shown) + 3

    inspected(play)


def test_an_unfolded_request_gets_its_answer_where_it_stands() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.act("traffic-unfold", {"serial": "1"})
        assert len(session.state.traffic.opened[1]) == 1
        session.hear(state_of("1"))
        (row,) = session.state.traffic.shown
        assert row.standing is Standing.ANSWER
        assert len(session.state.traffic.opened[1]) == 2

    inspected(play)


def test_nothing_moves_in_the_list_while_the_pointer_is_in_it() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.act("list-entered", {"list": "traffic"})
        session.hear(state_of("1"))
        assert [row.operation for row in session.state.traffic.shown] == ["StateSync"]
        assert session.state.traffic.shown[0].standing is Standing.ANSWER
        session.act("traffic-newest", {})
        newest = session.state.traffic.shown
        assert {"GetCallBackModes", "StateSync"} <= {row.operation for row in newest}
        session.hear(state_of("2"))
        assert [row.serial for row in session.state.traffic.shown] == [row.serial for row in newest]
        session.act("list-left", {"list": "traffic"})
        assert len(session.state.traffic.shown) > len(newest)

    inspected(play)


def test_rows_are_chosen_by_operation_and_by_call() -> None:
    traffic = Traffic()
    for operation, callid in (("StateSync", ""), ("GetCallBackModes", "1"), ("GetCallBackModes", "2")):
        traffic = traffic.put(Row(0, 1.0, "widget", operation, callid))
    of_modes = after(traffic, "traffic-operation", {"value": "GetCallBackModes"})
    assert [row.callid for row in of_modes.shown] == ["2", "1"]
    of_one = after(of_modes, "traffic-call", {"value": "1"})
    assert [row.callid for row in of_one.shown] == ["1"]
    assert (of_one.operations, of_one.calls) == (["GetCallBackModes", "StateSync"], ["1", "2"])
    assert after(of_one, "traffic-operation", {"value": ""}).operation == ""


def test_with_the_inspector_off_nothing_of_a_message_is_kept_and_none_is_read_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def masks(*_: object) -> str:
        raise AssertionError("a message was masked")

    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        for name in ("message", "excerpt"):
            monkeypatch.setattr(Pseudonyms, name, masks)
        session.start()
        session.hear(state_of("1"))
        session.hear(lcm("CallBackModes", "marked-for-the-test"))
        session.hear('{"channel": "LCM", "subtopic": "CallBackModes", "marked-for-the-test')
        session.act("record-start", {})
        clock.pass_time(60)
        assert session.state.traffic == Traffic()
        assert not session.state.recording.on
        assert "marked-for-the-test" not in str(session.state)
        assert {"Traffic", "Record traffic"}.isdisjoint(drawn(session).splitlines())
        assert "Traffic" not in drawn(session)
        assert rows_alive() == before

    before = rows_alive()
    played(play)


def test_a_message_of_a_megabyte_repeated_does_not_let_memory_grow() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        for number in range(60):
            session.hear(lcm("StateSync", [{"callid": str(number), "optionalbusinessfields": {"A": "x" * 1_000_000}}]))
        traffic = session.state.traffic
        assert all(len(message.text) <= MOST_OF_ONE for row in traffic.rows for message in row.messages)
        assert sum(row.chars for row in traffic.rows) <= MOST_CHARS
        assert rows(session, "StateSync")[-1].size > 1_000_000
        assert "only its beginning is kept" not in drawn(session)
        session.act("traffic-unfold", {"serial": str(traffic.rows[-1].serial)})
        assert len(render(session.state)["inspector"]) < 500_000

    inspected(play)


def test_after_a_log_out_the_rows_stay_and_no_message_of_before_is_kept_or_shown() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1", note="Berry"))
        (row,) = rows(session, "StateSync")
        session.act("traffic-unfold", {"serial": str(row.serial)})
        agent = {"channel": "Amazon", "subtopic": "SetAgentDetails", "message": {"agentState": "Log-Out"}}
        session.hear(json.dumps(agent))
        assert session.state.agent.state == "logged-out"
        (row,) = rows(session, "StateSync")
        assert (row.standing, row.size > 0, row.messages) == (Standing.ANSWER, True, ())
        assert not session.state.traffic.opened
        assert session.state.traffic.held is None

    inspected(play)


def test_rows_are_bounded_in_number_and_the_oldest_go() -> None:
    traffic = Traffic()
    for _ in range(MOST_ROWS + 5):
        traffic = traffic.put(Row(0, 1.0, "desktop", "StateSync").with_message(kept("desktop", "{}")))
    assert [row.serial for row in traffic.rows] == list(range(6, MOST_ROWS + 6))


def test_a_held_list_is_bounded_too() -> None:
    traffic = Traffic()
    for _ in range(MOST_ROWS):
        traffic = traffic.put(Row(0, 1.0, "widget", "StateSync"))
    traffic = traffic.with_entered(entered=True)
    long = kept("desktop", "x" * MOST_OF_ONE)
    for row in traffic.held or ():
        for _ in range(MOST_MESSAGES + 3):
            row = row.with_message(long)
        traffic = traffic.put(row)
    assert sum(row.chars for row in traffic.held or ()) <= 2 * MOST_CHARS
    assert sum(row.chars for row in traffic.rows) <= MOST_CHARS


def test_a_row_that_is_only_held_gets_its_answer_too() -> None:
    traffic = Traffic().put(Row(0, 1.0, "widget", "StateSync", request=7)).with_entered(entered=True)
    for _ in range(MOST_ROWS):
        traffic = traffic.put(Row(0, 1.0, "desktop", "StateSync"))
    row = traffic.of_request(7)
    assert row is not None
    answered = traffic.put(replace(row, standing=Standing.ANSWER))
    assert [each.standing for each in answered.shown] == [Standing.ANSWER]


def test_a_message_that_is_nested_deeply_is_cut_where_it_is_shown() -> None:
    deep = ",".join(["[" * 190 + "1" + "]" * 190] * 20)
    assert len(shown(kept("desktop", f"[{deep}]"), Plain())) == MOST_SHOWN + 1


@pytest.mark.parametrize("depth", [MAX_DEPTH + 2, 9_000])
def test_a_message_that_is_nested_too_deeply_to_be_read_is_shown_as_it_came(depth: int) -> None:
    """In the page, json.loads of such a text ends the stack of the browser, and Python with it."""
    deep = "[" * depth + "]" * depth
    assert shown(kept("desktop", deep), Plain()) == deep


def test_a_row_says_nothing_of_its_messages_in_a_log() -> None:
    assert "Poppins" not in repr(Row(1, 1.0, "desktop", "StateSync").with_message(kept("desktop", "Poppins")))


def test_a_fault_in_the_traffic_loses_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_self: Traffic, _row: Row) -> Traffic:
        raise RuntimeError("Poppins")

    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        monkeypatch.setattr(Traffic, "put", fails)
        session.start()
        session.hear(state_of("1"))
        assert [call.callid for call in session.state.calls.value] == ["1"]

    inspected(play)


def test_a_folded_inspector_is_not_drawn_for_a_message() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        redraw = Redraw()
        session.start()
        redraw.changes(session.state)
        session.hear(state_of("1"))
        assert "inspector" not in redraw.changes(session.state)

    inspected(play)


def test_the_times_of_the_rows_move_with_the_clock() -> None:
    row = Row(1, 10.0, "widget", "StateSync")
    traffic = replace(Traffic(rows=(row,)), held=(row,))
    moved = traffic.moved(5.0)
    assert (moved.rows[0].at, (moved.held or ())[0].at) == (15.0, 15.0)
