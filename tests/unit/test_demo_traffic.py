"""The traffic of the demo desktop: a request and its answer are one row."""

from __future__ import annotations

from demo.traffic import MOST, Traffic
from widget.lcm import (
    GET_CALLBACK_MODES,
    STATE_SYNC,
    CallbackModes,
    CallbackModesRequest,
    CallStates,
    NoData,
    write_refusal,
    write_reply,
    write_request,
)


def asks(traffic: Traffic, callid: str, at: float) -> None:
    traffic.from_widget(
        write_request(GET_CALLBACK_MODES, CallbackModesRequest(callid=callid, account_number="1"), source="w"), at
    )


def answers(traffic: Traffic, callid: str, at: float) -> None:
    traffic.from_desktop(write_reply(GET_CALLBACK_MODES, CallbackModes(callid=callid, modes=())), at)


def test_a_request_and_its_answer_are_one_row_also_when_answers_cross() -> None:
    traffic = Traffic()
    asks(traffic, "12345", 1.0)
    asks(traffic, "67890", 1.1)
    answers(traffic, "67890", 1.2)
    answers(traffic, "12345", 2.0)
    newer, older = traffic.rows
    assert (older.callid, older.outcome, round(older.took or 0)) == ("12345", "answered", 1000)
    assert (newer.callid, newer.outcome, round(newer.took or 0)) == ("67890", "answered", 100)
    assert len(older.bodies) == 2


def test_a_refusal_is_said_in_the_row_of_its_request() -> None:
    traffic = Traffic()
    asks(traffic, "12345", 1.0)
    text = write_refusal("WS_Error", "Invalid Call ID:12345", callid="12345", subtopic=GET_CALLBACK_MODES.reply)
    traffic.from_desktop(text, 1.5)
    (row,) = traffic.rows
    assert row.outcome.startswith("refused: Invalid Call ID")


def test_what_nobody_asked_for_is_a_row_of_its_own() -> None:
    traffic = Traffic()
    traffic.from_desktop(write_reply(STATE_SYNC, CallStates(calls=())), 1.0)
    traffic.from_desktop("once upon a time", 2.0)
    assert [(row.operation, row.outcome) for row in traffic.rows] == [("not JSON", "ignored"), ("StateSync", "told")]


def test_an_unreadable_answer_says_what_is_wrong_and_where() -> None:
    traffic = Traffic()
    traffic.from_widget(write_request(STATE_SYNC, NoData(), source="w"), 1.0)
    traffic.from_desktop('{"channel":"LCM","topic":"WebService","subtopic":"StateSync","message":7}', 1.1)
    (row,) = traffic.rows
    assert row.outcome.startswith("unreadable: message")


def test_numbers_are_masked_and_rows_are_bounded() -> None:
    traffic = Traffic()
    traffic.from_desktop('{"number":"2025550143"}', 0.0)
    assert "2025550143" not in str(traffic.rows)
    for at in range(MOST + 5):
        asks(traffic, str(at), at)
    assert len(traffic.rows) == MOST


def test_rows_are_found_by_operation_call_and_outcome() -> None:
    traffic = Traffic()
    asks(traffic, "12345", 1.0)
    traffic.from_widget(write_request(STATE_SYNC, NoData(), source="w"), 2.0)
    assert [row.operation for row in traffic.found("statesync")] == ["StateSync"]
    assert [row.callid for row in traffic.found("123")] == ["12345"]
    assert len(traffic.found("waiting")) == 2
