"""What is an error of the other side and what is not, where the reader has to tell by very little."""

from __future__ import annotations

import json

import pytest

from widget.lcm import CallStates, Malformed, Message, ModeNumberResult, Refusal, Reply, read
from widget.lcm.scalars import cut


def heard(**message: object) -> Message | None:
    return read(json.dumps({"channel": "LCM", "topic": "webservice", **message}))


def test_a_failure_without_words_is_a_reply() -> None:
    body = {"callid": "1", "success": False, "response": {"success": False}}
    reply = heard(subtopic="SetNewModeNumberResult", message=body)
    assert isinstance(reply, Reply)
    assert reply.body == ModeNumberResult(callid="1", success=False)


def test_an_error_beside_a_good_message_is_an_error() -> None:
    message = {"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "message": []}
    assert read(json.dumps(message)) is not None
    assert isinstance(read(json.dumps({**message, "data": {"errorType": "WS_Error"}})), Refusal)


def test_an_error_on_another_channel_is_not_ours() -> None:
    assert heard(channel="UI", subtopic="ManualDialCall", message={"errorType": "UI_Error"}) is not None
    assert not isinstance(heard(channel="UI", subtopic="ManualDialCall", message={"errorType": "UI_Error"}), Refusal)
    assert heard(channel="UI", subtopic="WS_Error", message={"errorType": "UI_Error"}) is None


def test_an_error_may_name_its_call_in_its_msg_alone_and_be_words_under_data() -> None:
    named = heard(subtopic="WS_Error", message={"errorType": "WS_Error", "msg": "Invalid Call ID:12345"})
    assert isinstance(named, Refusal)
    assert named.callid == "12345"
    assert heard(subtopic="WS_Error", data="Callid is empty") == Refusal("WS_Error", "Callid is empty")


@pytest.mark.parametrize(
    "words",
    [
        "Invalid Call ID:12345.",
        "Invalid Call ID: '12345'",
        'Invalid Call ID:"12345", again',
        "Invalid Call ID:<12345>.",
    ],
)
def test_the_call_of_an_error_is_read_without_the_signs_around_it(words: str) -> None:
    named = heard(subtopic="WS_Error", message={"errorType": "WS_Error", "msg": words})
    assert isinstance(named, Refusal)
    assert named.callid == "12345"


def test_a_word_for_nothing_in_an_error_says_nothing() -> None:
    body = {
        "errorType": "WS_Error",
        "msg": "null",
        "errorMessage": "Dialler &quot;A&quot; is down",
        "callid": "undefined",
    }
    assert heard(subtopic="WS_Error", message=body) == Refusal("WS_Error", 'Dialler "A" is down')


def test_the_words_of_an_error_are_bounded() -> None:
    endless = heard(subtopic="WS_Error", message={"errorType": "x" * 9_000, "msg": "y" * 9_000})
    assert isinstance(endless, Refusal)
    assert (len(endless.error_type), len(endless.message)) == (500, 500)
    assert endless.message.endswith("y…")


@pytest.mark.parametrize("kept", range(1, 17))
@pytest.mark.parametrize(
    "card", ["4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "4111\u00a011111111.1111"]
)
def test_no_part_of_a_number_is_left_where_an_error_is_cut(kept: int, card: str) -> None:
    words = "x" * (499 - kept) + card + " is no number"
    refusal = heard(subtopic="WS_Error", message={"errorType": "WS_Error", "msg": words})
    assert isinstance(refusal, Refusal)
    assert refusal.message == "x" * (499 - kept) + "…"


@pytest.mark.parametrize("kept", range(1, 17))
def test_no_part_of_a_number_is_left_where_a_text_is_cut(kept: int) -> None:
    words = "x" * (1999 - kept) + " 4111 1111 1111 1111 y"
    reply = heard(subtopic="StateSync", message=[{"callid": "1", "businessfields": {"Note": words}}])
    assert isinstance(reply, Reply)
    assert isinstance(reply.body, CallStates)
    expected = "x" * (1999 - kept) + ("…" if kept > 1 else " …")
    assert reply.body.calls[0].business_fields[0].value == expected


def test_a_text_that_is_cut_keeps_its_signs_and_the_numbers_before_its_last_word() -> None:
    assert cut("on 4 May: " + "-" * 100, 50) == ("on 4 May: " + "-" * 100)[:49] + "…"
    assert cut("7" * 100, 50) == "…"
    assert cut("7" * 50, 50) == "7" * 50


@pytest.mark.parametrize("place", ["callid", "msg", "errorMessage"])
@pytest.mark.parametrize(("length", "known"), [(250, True), (256, True), (257, False), (5_000, False)])
def test_a_call_id_of_an_error_is_whole_or_it_is_none(place: str, length: int, known: bool) -> None:
    callid = "7" * length
    words = callid if place == "callid" else f"{'so ' * 100}Invalid Call ID:{callid}"
    named = heard(subtopic="WS_Error", message={"errorType": "WS_Error", place: words})
    assert isinstance(named, Refusal)
    assert named.callid == (callid if known else None)


@pytest.mark.parametrize(("length", "known"), [(250, True), (256, True), (257, False), (5_000, False)])
def test_a_call_id_of_a_malformed_message_is_whole_or_it_is_none(length: int, known: bool) -> None:
    callid = "7" * length
    malformed = heard(subtopic="CallBackModes", data={"callid": callid, "response": []})
    assert isinstance(malformed, Malformed)
    assert malformed.callid == (callid if known else None)


@pytest.mark.parametrize("subtopic", ["CallBackModes", "DownloadContactsForDialing", "ContactOD", "StateSync"])
def test_an_error_in_a_message_that_is_json_text_is_an_error(subtopic: str) -> None:
    body = {"callid": "12345", "errorType": "WS_Error", "msg": "Database is down", "response": {"success": True}}
    as_it_is, as_text = heard(subtopic=subtopic, message=body), heard(subtopic=subtopic, message=json.dumps(body))
    assert isinstance(as_it_is, Refusal)
    assert as_text == as_it_is
