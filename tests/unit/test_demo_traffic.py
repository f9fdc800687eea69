"""The traffic of the demo desktop: a request and its answer are one row, by the names in them."""

from __future__ import annotations

from random import Random

from demo.traffic import from_desktop, from_widget
from widget.client import Standing
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
from widget.recording import Pseudonyms
from widget.state.traffic import NOT_LCM
from widget.traffic.rows import Traffic

VEIL = Pseudonyms(Random(7))  # noqa: S311 - a test draws the same twice
SYNC = write_request(STATE_SYNC, NoData(), source="w")


def asks(traffic: Traffic, callid: str, at: float) -> Traffic:
    data = CallbackModesRequest(callid=callid, account_number="1")
    return from_widget(traffic, write_request(GET_CALLBACK_MODES, data, source="w"), at)


def answers(traffic: Traffic, callid: str, at: float) -> Traffic:
    return from_desktop(traffic, write_reply(GET_CALLBACK_MODES, CallbackModes(callid=callid, modes=())), at, VEIL)


def test_a_request_and_its_answer_are_one_row_also_when_answers_cross() -> None:
    traffic = asks(asks(Traffic(), "12345", 1.0), "67890", 1.1)
    traffic = answers(answers(traffic, "67890", 1.2), "12345", 2.0)
    newer, older = traffic.shown
    assert (older.callid, older.standing, round(older.took or 0)) == ("12345", Standing.ANSWER, 1000)
    assert (newer.callid, newer.standing, round(newer.took or 0)) == ("67890", Standing.ANSWER, 100)
    assert [message.sender for message in older.messages] == ["widget", "desktop"]


def test_a_refusal_is_said_in_the_row_of_its_request() -> None:
    text = write_refusal("WS_Error", "Invalid Call ID:12345", callid="12345", subtopic=GET_CALLBACK_MODES.reply)
    (row,) = from_desktop(asks(Traffic(), "12345", 1.0), text, 1.5, VEIL).rows
    assert row.standing is Standing.REFUSED
    assert row.reason.startswith("Invalid Call ID:")
    assert "12345" not in row.reason


def test_what_nobody_asked_for_is_a_row_of_its_own() -> None:
    traffic = from_desktop(Traffic(), write_reply(STATE_SYNC, CallStates(calls=())), 1.0, VEIL)
    traffic = from_desktop(traffic, "once upon a time", 2.0, VEIL)
    assert [(row.operation, row.standing, row.reason) for row in traffic.shown] == [
        ("", Standing.IGNORED, NOT_LCM),
        ("StateSync", Standing.UNASKED, ""),
    ]


def test_an_unreadable_answer_says_what_is_wrong_and_where() -> None:
    traffic = from_widget(Traffic(), SYNC, 1.0)
    text = '{"channel":"LCM","topic":"WebService","subtopic":"StateSync","message":7}'
    (row,) = from_desktop(traffic, text, 1.1, VEIL).rows
    assert row.standing is Standing.UNREADABLE
    assert row.reason.startswith("message: ")
