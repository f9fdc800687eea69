"""Errors tie to their request by callid, else by subtopic, else to the oldest in flight (protocol.md §1.29)."""

import pytest

from tests.unit.client_kit import (
    Desk,
    change,
    change_reply,
    contacts_request,
    modes,
    modes_reply,
    modes_request,
    refusal,
    sync_reply,
)
from widget.client import Code, Failure, Standing
from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    MANUAL_DIAL_CALL,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
    ModeNumberResult,
    NoData,
    PhoneNumber,
    Reply,
)

UNREADABLE = '{"channel":"LCM","topic":"WebService","subtopic":"%s","message":7}'


def test_an_error_names_its_request_by_the_callid() -> None:
    desk = Desk()
    first = desk.ask(GET_CALLBACK_MODES, modes_request("1"))
    second = desk.ask(GET_CALLBACK_MODES, modes_request("2"))
    desk.hear(refusal("2"))
    assert first not in desk.ended
    assert desk.code(second) is Code.REFUSED


def test_of_two_requests_about_one_call_the_subtopic_decides() -> None:
    desk = Desk()
    read = desk.ask(GET_CALLBACK_MODES, modes_request("1"))
    write = desk.ask(SET_NEW_MODE_NUMBER, change(callid="1"))
    desk.hear(refusal("1", "SetNewModeNumberResult"))
    assert read not in desk.ended
    assert desk.code(write) is Code.REFUSED


def test_an_error_without_a_callid_goes_by_its_subtopic() -> None:
    desk = Desk()
    desk.ask(STATE_SYNC, NoData())
    download = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True))
    desk.hear(refusal(subtopic="DownloadContactsForDialing"))
    assert list(desk.ended) == [download]


def test_an_error_that_names_nothing_goes_to_the_oldest_in_flight() -> None:
    desk = Desk()
    oldest = desk.ask(GET_CALLBACK_MODES, modes_request("1"))
    desk.ask(GET_CALLBACK_MODES, modes_request("2"))
    desk.hear(refusal())
    assert list(desk.ended) == [oldest]


def test_an_error_about_a_call_that_is_not_ours_ends_nothing() -> None:
    desk = Desk()
    desk.ask(GET_CALLBACK_MODES, modes_request("1"))
    desk.hear(refusal("99"))
    assert desk.ended == {}
    assert desk.standings() == [Standing.IGNORED]


def test_an_error_about_an_operation_that_is_not_in_flight_ends_nothing() -> None:
    desk = Desk()
    desk.ask(STATE_SYNC, NoData())
    desk.hear(refusal(subtopic="ContactOD"))
    assert desk.ended == {}


@pytest.mark.parametrize("about", ["AgentCallCount", "GetContactOD"])
def test_another_apps_error_does_not_say_that_our_change_was_refused(about: str) -> None:
    desk = Desk()
    ours = desk.ask(SET_NEW_MODE_NUMBER, change())
    desk.hear(refusal(subtopic=about))
    desk.hear(refusal("1", subtopic=about))
    assert desk.ended == {}
    assert desk.standings() == [Standing.IGNORED] * 2
    desk.hear(change_reply())
    assert isinstance(desk.ended[ours], ModeNumberResult)


def test_a_refused_read_is_not_repeated_and_says_what_was_said() -> None:
    desk = Desk()
    ticket = desk.ask(GET_CALLBACK_MODES, modes_request("9"))
    desk.hear(refusal("9"))
    desk.wait(60)
    failed = desk.ended[ticket]
    assert isinstance(failed, Failure)
    assert (failed.code, failed.reason) == (Code.REFUSED, "WS_Error: Invalid Call ID:9")
    assert failed.said == "Invalid Call ID:9"
    assert desk.posted(ticket) == [0]


def test_an_unreadable_reply_to_a_read_has_it_repeated() -> None:
    desk = Desk()
    ticket = desk.ask(STATE_SYNC, NoData())
    desk.hear(UNREADABLE % "StateSync")
    desk.wait(1)
    assert desk.posted(ticket) == [0, 1]
    desk.hear(sync_reply("1"))
    assert desk.code(ticket) is None
    assert desk.standings() == [Standing.UNREADABLE]


def test_a_read_whose_replies_stay_unreadable_ends_with_protocol() -> None:
    desk = Desk()
    ticket = desk.ask(STATE_SYNC, NoData())
    for _ in range(3):
        desk.hear(UNREADABLE % "StateSync")
        desk.wait(2)
    assert desk.code(ticket) is Code.PROTOCOL


def test_a_read_answered_once_unreadably_and_then_not_at_all_ends_with_protocol() -> None:
    desk = Desk()
    ticket = desk.ask(STATE_SYNC, NoData())
    desk.hear(UNREADABLE % "StateSync")
    desk.wait(60)
    assert desk.code(ticket) is Code.PROTOCOL


def test_an_unreadable_duplicate_during_the_pause_costs_no_repeat() -> None:
    desk = Desk()
    ticket = desk.ask(STATE_SYNC, NoData())
    for _ in range(9):
        desk.hear(UNREADABLE % "StateSync")
    assert ticket not in desk.ended
    desk.wait(1)
    assert desk.posted(ticket) == [0, 1]


def test_two_dials_refused_in_the_same_words_are_both_refused() -> None:
    desk = Desk()
    for number in ("1", "2"):
        dial = desk.ask(MANUAL_DIAL_CALL, PhoneNumber(phone_number=number))
        desk.hear(refusal(subtopic="ManualDialCall"))
        assert desk.code(dial) is Code.REFUSED


def test_an_unreadable_reply_to_a_change_leaves_its_outcome_unknown() -> None:
    desk = Desk()
    ticket = desk.ask(SET_NEW_MODE_NUMBER, change())
    desk.hear(UNREADABLE % "SetNewModeNumberResult")
    assert desk.code(ticket) is Code.UNKNOWN_OUTCOME


def test_an_unreadable_reply_about_another_call_ends_nothing() -> None:
    desk = Desk()
    desk.ask(SET_NEW_MODE_NUMBER, change(callid="1"))
    desk.hear((UNREADABLE % "SetNewModeNumberResult").replace('"message":7', '"data":{"callid":"2"}'))
    assert desk.ended == {}
    assert desk.standings() == [Standing.UNREADABLE]


def test_an_unreadable_reply_that_could_be_for_two_calls_ends_neither() -> None:
    desk = Desk()
    desk.ask(SET_NEW_MODE_NUMBER, change(callid="1"))
    desk.ask(SET_NEW_MODE_NUMBER, change(callid="2"))
    desk.hear(UNREADABLE % "SetNewModeNumberResult")
    assert desk.ended == {}


def test_a_reply_with_a_faulty_part_answers_and_tells_what_was_left_out() -> None:
    desk = Desk()
    ticket = desk.ask(GET_CALLBACK_MODES, modes_request("1"))
    good = modes_reply("1")
    desk.hear(good.replace('"response":[', '"response":[{"ModeID":[]},'))
    assert desk.ended[ticket] == modes("1").model_copy(update={"unread": 1})
    (answer,) = desk.beside
    assert answer.standing is Standing.ANSWER
    assert isinstance(answer.message, Reply)
    assert "response[0]" in answer.message.problems[0].where


def test_what_is_not_lcms_is_nothing() -> None:
    desk = Desk()
    ticket = desk.ask(STATE_SYNC, NoData())
    for text in ("", "7", "{", "null", '{"channel":"Amazon","subtopic":"StateSync","message":[]}'):
        desk.hear(text)
    assert ticket not in desk.ended
    assert [kind for kind in desk.standings() if kind is not Standing.UNREADABLE] == []


def test_an_error_about_the_reading_of_a_call_does_not_refuse_its_change() -> None:
    desk = Desk()
    ours = desk.ask(SET_NEW_MODE_NUMBER, change())
    desk.hear(refusal("1", subtopic="CallBackModes"))
    assert desk.ended == {}
    desk.hear(change_reply())
    assert isinstance(desk.ended[ours], ModeNumberResult)
