"""Replies nobody here asked for, other apps on the bus, and our own posts coming back (protocol.md §4.4, §4.10)."""

import json
from collections.abc import Callable

import pytest

from tests.unit.client_kit import (
    Desk,
    calls,
    change,
    change_reply,
    contacts,
    contacts_reply,
    contacts_request,
    modes,
    modes_reply,
    modes_request,
    others_request,
    refusal,
    sync_reply,
)
from widget.client import Code, Failure, Post, Standing
from widget.client.own_posts import KEPT, WINDOW, OwnPosts
from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_OUTCOME_BY_OUTCOMEGROUP,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    MANUAL_DIAL_CALL,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
    Framing,
    ManualDialContacts,
    ModeNumberResult,
    NoData,
    NonPewcContact,
    Outcome,
    OutcomeGroupRequest,
    Outcomes,
    PhoneNumber,
    Request,
    ReservedContact,
    ReservedContactRequest,
    write_reply,
    write_request,
)


def test_state_nobody_asked_for_is_taken() -> None:
    desk = Desk()
    desk.hear(sync_reply("1", "2"))
    assert desk.standings() == [Standing.UNASKED]
    assert desk.beside[0].body == calls("1", "2")


def test_modes_nobody_asked_for_are_told_as_true_for_everybody() -> None:
    """Whether the call is known, the state tells."""
    desk = Desk()
    desk.hear(modes_reply("1"))
    assert [(incoming.standing, incoming.body) for incoming in desk.beside] == [(Standing.UNASKED, modes("1"))]


def test_our_dial_is_answered_by_its_echo_while_another_app_dials_too() -> None:
    desk = Desk()
    desk.hear(others_request(MANUAL_DIAL_CALL, PhoneNumber(phone_number="1")))
    ours = desk.ask(MANUAL_DIAL_CALL, PhoneNumber(phone_number="2"))
    desk.hear(write_reply(MANUAL_DIAL_CALL, PhoneNumber(phone_number="2")))
    assert desk.ended[ours] == PhoneNumber(phone_number="2")


def test_contacts_nobody_asked_for_are_ignored_with_a_reason() -> None:
    desk = Desk()
    desk.hear(contacts_reply("9"))
    desk.hear(write_reply(GET_RESERVED_CONTACT_OD, ReservedContact()))
    desk.hear(change_reply())
    assert desk.standings() == [Standing.IGNORED] * 3
    assert {incoming.reason for incoming in desk.beside} == {"nobody here asked for it"}


def test_the_answer_to_another_apps_request_is_ignored_and_says_so() -> None:
    desk = Desk()
    desk.hear(others_request(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True)))
    desk.hear(contacts_reply("9"))
    assert desk.standings() == [Standing.OVERHEARD, Standing.IGNORED]
    assert desk.beside[1].reason == "another app asked for it"


def test_what_another_app_asked_for_with_other_data_is_not_our_answer() -> None:
    """The reply does not say of which kind of dial the outcomes are."""
    desk = Desk()
    desk.hear(others_request(GET_OUTCOME_BY_OUTCOMEGROUP, OutcomeGroupRequest(kind="INBOUND")))
    desk.wait(0.1)
    ours = desk.ask(GET_OUTCOME_BY_OUTCOMEGROUP, OutcomeGroupRequest())
    inbound, manual = (Outcomes(outcomes=(Outcome(outcome_id=name, description=name),)) for name in ("in", "man"))
    desk.hear(write_reply(GET_OUTCOME_BY_OUTCOMEGROUP, inbound))
    assert ours not in desk.ended
    desk.hear(write_reply(GET_OUTCOME_BY_OUTCOMEGROUP, manual))
    assert desk.ended[ours] == manual


def test_another_apps_change_of_the_same_call_makes_ours_doubtful() -> None:
    desk = Desk()
    ticket = desk.ask(SET_NEW_MODE_NUMBER, change("11111111"))
    desk.hear(others_request(SET_NEW_MODE_NUMBER, change("22222222")))
    desk.hear(change_reply())
    assert desk.code(ticket) is Code.UNKNOWN_OUTCOME
    assert desk.standings() == [Standing.OVERHEARD, Standing.DOUBTFUL]


BESIDE = [
    others_request(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False)),
    others_request(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True)),
    json.dumps(
        {"channel": "LCM", "topic": "WebService", "subtopic": "GetDownloadContactsForDialing", "data": {"AgentID": "x"}}
    ),
]


@pytest.mark.parametrize("theirs", BESIDE)
def test_contacts_that_came_while_another_app_had_asked_too_are_nobodys_until_the_reserved_ones_are_asked_for(
    theirs: str,
) -> None:
    desk = Desk()
    ours = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False))
    desk.hear(theirs)
    desk.hear(contacts_reply("1"))
    assert desk.code(ours) is Code.UNKNOWN_OUTCOME
    asked = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True))
    desk.hear(contacts_reply("1", "2"))
    answer = desk.ended[asked]
    assert isinstance(answer, ManualDialContacts)
    assert [contact.contact_id for contact in answer.contacts] == ["1", "2"]


@pytest.mark.parametrize("theirs", BESIDE)
def test_a_no_that_came_while_another_app_had_asked_too_does_not_say_that_nothing_was_reserved(theirs: str) -> None:
    desk = Desk()
    ours = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False))
    desk.hear(theirs)
    desk.hear(refusal(subtopic="DownloadContactsForDialing"))
    assert desk.code(ours) is Code.UNKNOWN_OUTCOME


def test_once_the_other_app_has_its_contacts_a_download_is_answered_as_ever() -> None:
    desk = Desk()
    desk.hear(BESIDE[0])
    desk.hear(contacts_reply("1"))
    ours = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False))
    desk.hear(contacts_reply("2"))
    assert isinstance(desk.ended[ours], ManualDialContacts)


def test_an_other_app_that_never_gets_an_answer_is_forgotten() -> None:
    desk = Desk()
    desk.hear(BESIDE[2])
    desk.wait(31)
    ours = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False))
    desk.hear(contacts_reply("2"))
    assert isinstance(desk.ended[ours], ManualDialContacts)


def test_the_answer_to_a_request_that_we_do_not_speak_is_ignored_and_says_so() -> None:
    desk = Desk()
    desk.hear(json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "GetContactOD", "data": {}}))
    desk.hear(write_reply(GET_RESERVED_CONTACT_OD, ReservedContact()))
    assert [incoming.reason for incoming in desk.beside] == ["another app's request", "another app asked for it"]


def test_a_contact_another_app_asked_for_before_us_is_not_told_as_the_one_reserved_for_us() -> None:
    desk = Desk()
    desk.hear(json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "GetContactOD", "data": {}}))
    desk.wait(0.1)
    ours = desk.ask(GET_RESERVED_CONTACT_OD, ReservedContactRequest(user_id="testagent"))
    theirs, reserved = (ReservedContact(contacts=(NonPewcContact(phone_number=n),)) for n in ("111", "222"))
    desk.hear(write_reply(GET_RESERVED_CONTACT_OD, theirs))
    desk.hear(write_reply(GET_RESERVED_CONTACT_OD, reserved))
    assert desk.ended[ours] == reserved


def test_an_other_app_without_an_answer_costs_a_read_one_repeat() -> None:
    desk = Desk()
    desk.hear(json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "GetContactOD", "data": {}}))
    desk.wait(0.1)
    ours = desk.ask(GET_RESERVED_CONTACT_OD, ReservedContactRequest(user_id="testagent"))
    for _ in range(2):
        desk.hear(write_reply(GET_RESERVED_CONTACT_OD, ReservedContact()))
        desk.wait(6)
    assert desk.ended[ours] == ReservedContact()


def test_our_own_requests_coming_back_are_neither_news_nor_rivals() -> None:
    desk = Desk()
    ticket = desk.ask(SET_NEW_MODE_NUMBER, change("11111111"))
    desk.ask(STATE_SYNC, NoData())
    desk.hear(others_request(SET_NEW_MODE_NUMBER, change("11111111"), source="us"))
    desk.hear(others_request(STATE_SYNC, NoData(), source="us"))
    desk.hear(change_reply())
    assert desk.code(ticket) is None
    assert ticket in desk.ended
    assert desk.beside == []


def test_a_state_sync_request_does_not_answer_ours() -> None:
    desk = Desk()
    ticket = desk.ask(STATE_SYNC, NoData())
    desk.hear(others_request(STATE_SYNC, NoData()))
    assert ticket not in desk.ended
    assert [incoming.alive for incoming in desk.beside] == [False]


def test_our_own_answer_coming_back_does_not_answer_our_own_question() -> None:
    desk = Desk()
    ticket = desk.ask(STATE_SYNC, NoData())
    (answer,) = desk.client.answer(STATE_SYNC, calls("1"), desk.now)
    assert isinstance(answer, Post)
    desk.hear(answer.text)
    assert ticket not in desk.ended
    assert [(incoming.standing, incoming.alive) for incoming in desk.beside] == [(Standing.ECHO, False)]
    desk.hear(sync_reply("1"))
    assert desk.ended[ticket] == calls("1")


def test_a_dial_is_answered_by_the_echo_of_its_own_number_only() -> None:
    desk = Desk()
    ticket = desk.ask(MANUAL_DIAL_CALL, PhoneNumber(phone_number="111"))
    desk.hear(write_reply(MANUAL_DIAL_CALL, PhoneNumber(phone_number="222")))
    assert ticket not in desk.ended
    desk.hear(write_reply(MANUAL_DIAL_CALL, PhoneNumber(phone_number="111")))
    assert desk.ended[ticket] == PhoneNumber(phone_number="111")


@pytest.mark.parametrize("echo", ["+16505550199", "6505550199", "1 650 555 0199"])
def test_a_dial_is_answered_by_the_echo_of_its_number_in_another_form(echo: str) -> None:
    desk = Desk()
    ticket = desk.ask(MANUAL_DIAL_CALL, PhoneNumber(phone_number="(650) 555-0199"))
    desk.hear(write_reply(MANUAL_DIAL_CALL, PhoneNumber(phone_number="+16505550188")))
    assert ticket not in desk.ended
    desk.hear(write_reply(MANUAL_DIAL_CALL, PhoneNumber(phone_number=echo)))
    assert desk.ended[ticket] == PhoneNumber(phone_number=echo)


def test_an_echo_that_repeats_another_apps_number_exactly_is_not_ours() -> None:
    desk = Desk()
    desk.hear(others_request(MANUAL_DIAL_CALL, PhoneNumber(phone_number="+496505550199")))
    ticket = desk.ask(MANUAL_DIAL_CALL, PhoneNumber(phone_number="+16505550199"))
    desk.hear(write_reply(MANUAL_DIAL_CALL, PhoneNumber(phone_number="+496505550199")))
    assert ticket not in desk.ended


def test_contacts_that_fit_another_apps_question_and_not_ours_are_not_ours() -> None:
    desk = Desk()
    desk.hear(others_request(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True, consent=False)))
    ours = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True, consent=True))
    desk.hear(contacts_reply("7", consent=False))
    desk.hear(contacts_reply("8", consent=True))
    assert desk.ended[ours] == contacts("8", consent=True)


@pytest.mark.parametrize("how", ["as posted", "written anew", "in a packet"])
def test_our_own_request_is_known_by_what_it_means(how: str) -> None:
    desk = Desk()
    data = change("11111111", mode_id="3")
    ours = desk.ask(SET_NEW_MODE_NUMBER, data)
    text = others_request(SET_NEW_MODE_NUMBER, data, source="us")
    if how == "written anew":
        written = json.loads(text)
        written["data"]["ModeID"] = 3
        text = json.dumps({"seen": True, **written}, indent=1, sort_keys=True)
    if how == "in a packet":
        text = write_request(SET_NEW_MODE_NUMBER, data, source="us", framing=Framing(packet=True))
    desk.hear(text)
    desk.hear(change_reply())
    assert desk.ended[ours] == ModeNumberResult(callid="1", success=True)
    assert desk.beside == []


def test_a_request_with_our_source_that_we_did_not_post_is_a_rival_and_says_what_helps() -> None:
    desk = Desk()
    ours = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False))
    desk.hear(others_request(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False), source="us"))
    desk.hear(others_request(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False), source="us"))
    desk.hear(contacts_reply("1"))
    assert desk.code(ours) is Code.UNKNOWN_OUTCOME
    assert desk.standings() == [Standing.OVERHEARD, Standing.DOUBTFUL]
    assert "source of its own" in desk.beside[0].reason


def test_each_post_of_ours_comes_back_at_most_once() -> None:
    desk = Desk()
    desk.ask(STATE_SYNC, NoData())
    desk.hear(sync_reply("1"))
    desk.ask(STATE_SYNC, NoData())
    for _ in range(3):
        desk.hear(others_request(STATE_SYNC, NoData(), source="us"))
    assert desk.standings() == [Standing.OVERHEARD]


def test_an_own_request_that_comes_back_too_late_counts_as_anothers() -> None:
    desk = Desk()
    ours = desk.ask(SET_NEW_MODE_NUMBER, change("11111111"))
    desk.wait(WINDOW + 0.1)
    desk.hear(others_request(SET_NEW_MODE_NUMBER, change("11111111"), source="us"))
    desk.hear(change_reply())
    assert desk.code(ours) is Code.UNKNOWN_OUTCOME


def test_on_a_bus_that_brings_no_post_back_a_request_like_ours_is_anothers() -> None:
    desk = Desk()
    desk.ask(STATE_SYNC, NoData())
    desk.hear(sync_reply("1"))
    desk.wait(WINDOW + 0.1)
    ours = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False))
    desk.hear(others_request(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False), source="us"))
    desk.hear(contacts_reply("1"))
    assert desk.code(ours) is Code.UNKNOWN_OUTCOME


def test_what_we_posted_is_remembered_within_bounds() -> None:
    posts = OwnPosts()
    for n in range(KEPT + 1):
        posts.posted(Request(STATE_SYNC, NoData(), str(n)), 0.0)
    assert not posts.recognise(Request(STATE_SYNC, NoData(), "0"), 0.0)
    assert posts.recognise(Request(STATE_SYNC, NoData(), "1"), 0.0)


@pytest.mark.parametrize("asked", ["12345", "0012345", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"])
@pytest.mark.parametrize("spell", [str.strip, str.upper, lambda text: f"{text}     "])
def test_an_answer_with_the_call_id_in_another_spelling_is_ours(asked: str, spell: Callable[[str], str]) -> None:
    desk = Desk()
    ours = desk.ask(GET_CALLBACK_MODES, modes_request(asked))
    desk.hear(modes_reply(spell(asked)))
    assert desk.ended[ours] == modes(spell(asked))
    refused = desk.ask(SET_NEW_MODE_NUMBER, change(callid=asked))
    desk.hear(refusal(spell(asked), "SetNewModeNumberResult"))
    assert desk.code(refused) is Code.REFUSED


def test_a_call_id_with_other_zeros_is_another_call() -> None:
    desk = Desk()
    ours = desk.ask(GET_CALLBACK_MODES, modes_request("12345"), retries=0)
    desk.hear(modes_reply("0012345"))
    assert ours not in desk.ended
    desk.wait(60)
    failure = desk.ended[ours]
    assert isinstance(failure, Failure)
    assert (failure.code, failure.other_call) == (Code.OTHER_CALL, "•••••45")
    assert failure.reason == "an answer came for another call (•••••45)"


def test_a_change_that_was_answered_for_another_call_is_unknown_and_says_why() -> None:
    desk = Desk()
    ours = desk.ask(SET_NEW_MODE_NUMBER, change(callid="1"))
    desk.hear(change_reply("2"))
    desk.wait(60)
    failure = desk.ended[ours]
    assert isinstance(failure, Failure)
    assert (failure.code, failure.other_call) == (Code.UNKNOWN_OUTCOME, "2")


@pytest.mark.parametrize("subtopic", [None, "CallBackModes"])
def test_an_error_for_another_call_is_said_too(subtopic: str | None) -> None:
    desk = Desk()
    ours = desk.ask(GET_CALLBACK_MODES, modes_request("1"), retries=0)
    desk.hear(refusal("2", subtopic))
    desk.wait(60)
    assert desk.code(ours) is Code.OTHER_CALL


def test_the_right_answer_after_one_for_another_call_counts() -> None:
    desk = Desk()
    ours = desk.ask(GET_CALLBACK_MODES, modes_request("1"))
    desk.hear(modes_reply("2"))
    desk.hear(modes_reply("1"))
    assert desk.ended[ours] == modes("1")


def _asked_by_us(desk: Desk) -> None:
    desk.ask(GET_CALLBACK_MODES, modes_request("2"), retries=0)
    desk.hear(modes_reply("2"))


def _asked_by_another(desk: Desk) -> None:
    desk.hear(others_request(GET_CALLBACK_MODES, modes_request("2")))


@pytest.mark.parametrize("before", [_asked_by_us, _asked_by_another])
def test_an_answer_that_somebody_asked_for_is_not_held_against_another_request(
    before: Callable[[Desk], None],
) -> None:
    desk = Desk()
    ours = desk.ask(GET_CALLBACK_MODES, modes_request("1"), retries=0)
    before(desk)
    desk.hear(modes_reply("2"))
    desk.wait(60)
    assert desk.code(ours) is Code.TIMEOUT


def test_an_answer_of_another_kind_is_not_held_against_a_request() -> None:
    desk = Desk()
    ours = desk.ask(GET_CALLBACK_MODES, modes_request("1"), retries=0)
    desk.hear(change_reply("2"))
    desk.wait(60)
    assert desk.code(ours) is Code.TIMEOUT


def test_an_echo_with_the_number_padded_is_ours() -> None:
    desk = Desk()
    ours = desk.ask(MANUAL_DIAL_CALL, PhoneNumber(phone_number="2082001"))
    desk.hear(write_reply(MANUAL_DIAL_CALL, PhoneNumber(phone_number="2082001   ")))
    assert desk.code(ours) is None
    assert ours in desk.ended
