"""Late replies, duplicates, and replies that may be somebody else's: protocol.md §4, rules 2 to 4."""

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
from widget.failures import Code
from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    MANUAL_DIAL_CALL,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
    NoData,
    NonPewcContact,
    PhoneNumber,
    Reply,
    ReservedContact,
    ReservedContactRequest,
    write_reply,
)
from widget.news import NewsKind


def timed_out_change(desk: Desk, number: str = "11111111") -> int:
    ticket = desk.ask(SET_NEW_MODE_NUMBER, change(number))
    desk.wait(10)
    assert desk.code(ticket) is Code.UNKNOWN_OUTCOME
    return ticket


def test_a_duplicate_reply_changes_nothing() -> None:
    desk = Desk()
    ticket = desk.ask(SET_NEW_MODE_NUMBER, change())
    desk.hear(change_reply())
    desk.hear(change_reply())
    assert list(desk.ended) == [ticket]
    assert desk.kinds() == [NewsKind.IGNORED]
    assert not desk.news[0].confirm


def test_a_duplicate_of_unasked_state_is_news_once() -> None:
    desk = Desk()
    desk.hear(sync_reply("1"))
    desk.hear(sync_reply("1"))
    assert desk.kinds() == [NewsKind.FRESH, NewsKind.IGNORED]


def test_the_same_state_told_again_later_is_fresh() -> None:
    desk = Desk()
    desk.hear(sync_reply("1"))
    desk.wait(30)
    desk.hear(sync_reply("1"))
    assert desk.kinds() == [NewsKind.FRESH, NewsKind.FRESH]


def test_an_older_state_again_is_not_taken_but_asks_for_confirmation() -> None:
    desk = Desk()
    for told in (sync_reply("1"), sync_reply("2"), sync_reply("1")):
        desk.hear(told)
    assert desk.kinds() == [NewsKind.FRESH, NewsKind.FRESH, NewsKind.IGNORED]
    assert desk.news[-1].confirm
    assert desk.exchange.known_calls == {"2"}


def test_the_duplicate_of_one_change_does_not_vouch_for_the_next() -> None:
    desk = Desk()
    desk.ask(SET_NEW_MODE_NUMBER, change("11111111"))
    second = desk.ask(SET_NEW_MODE_NUMBER, change("22222222"))
    desk.hear(change_reply())
    desk.wait(0.1)
    desk.hear(change_reply())
    assert desk.code(second) is Code.UNKNOWN_OUTCOME
    assert desk.kinds() == [NewsKind.DOUBTFUL]
    assert desk.news[0].asked == change("22222222")


def test_the_duplicate_of_one_download_does_not_answer_the_next() -> None:
    desk = Desk()
    download = contacts_request(reserved=False)
    desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, download)
    second = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, download)
    desk.hear(contacts_reply("7"))
    desk.hear(contacts_reply("7"))
    assert second not in desk.ended
    desk.hear(contacts_reply("8"))
    assert desk.ended[second] == contacts("8")


def test_two_downloads_from_an_empty_pool_are_both_answered() -> None:
    desk = Desk()
    for _ in range(2):
        ticket = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False))
        desk.hear(contacts_reply())
        assert desk.ended[ticket] == contacts()


def test_a_read_right_after_a_read_is_answered_by_the_same_text() -> None:
    desk = Desk()
    for _ in range(2):
        ticket = desk.ask(STATE_SYNC, NoData())
        desk.hear(sync_reply("1"))
        assert desk.ended[ticket] == calls("1")


def test_a_late_reply_to_a_read_is_fresh_data() -> None:
    desk = Desk()
    data = ReservedContactRequest(user_id="testagent")
    ticket = desk.ask(GET_RESERVED_CONTACT_OD, data, retries=0)
    desk.wait(7)
    body = ReservedContact(contacts=(NonPewcContact(phone_number="9873635", contact_id="137"),))
    desk.hear(write_reply(GET_RESERVED_CONTACT_OD, body))
    assert desk.code(ticket) is Code.TIMEOUT
    (news,) = desk.news
    assert (news.kind, news.asked, news.confirm) == (NewsKind.FRESH, data, False)
    assert isinstance(news.message, Reply)
    assert news.message.body == body


def test_a_late_reply_that_differs_from_a_newer_answer_asks_for_confirmation() -> None:
    desk = Desk()
    desk.ask(STATE_SYNC, NoData())
    desk.wait(6)
    desk.hear(sync_reply("2"))
    desk.wait(0.1)
    desk.hear(sync_reply("1"))
    assert desk.kinds() == [NewsKind.FRESH]
    assert desk.news[0].confirm


def test_a_late_reply_settles_a_change_whose_outcome_was_unknown() -> None:
    desk = Desk()
    timed_out_change(desk)
    desk.wait(60)
    desk.hear(change_reply())
    (news,) = desk.news
    assert (news.kind, news.asked, news.error) == (NewsKind.SETTLED, change("11111111"), None)


@pytest.mark.parametrize("late_no", [change_reply(success=False), refusal("1", "SetNewModeNumberResult"), refusal("1")])
def test_a_late_no_settles_it_too(late_no: str) -> None:
    desk = Desk()
    timed_out_change(desk)
    desk.hear(late_no)
    (news,) = desk.news
    assert news.kind is NewsKind.SETTLED
    assert news.error is not None
    assert news.error.code is Code.REFUSED


def test_a_change_is_settled_once() -> None:
    desk = Desk()
    timed_out_change(desk)
    desk.hear(change_reply())
    desk.wait(2)
    desk.hear(change_reply())
    assert desk.kinds() == [NewsKind.SETTLED, NewsKind.IGNORED]


def test_a_late_reply_does_not_vouch_for_another_change() -> None:
    desk = Desk()
    timed_out_change(desk, "11111111")
    second = desk.ask(SET_NEW_MODE_NUMBER, change("22222222"))
    desk.hear(change_reply())
    assert desk.code(second) is Code.UNKNOWN_OUTCOME
    assert desk.kinds() == [NewsKind.DOUBTFUL]


def test_a_late_reply_vouches_for_the_same_change_asked_again() -> None:
    desk = Desk()
    timed_out_change(desk, "11111111")
    second = desk.ask(SET_NEW_MODE_NUMBER, change("11111111"))
    desk.hear(change_reply())
    assert desk.code(second) is None
    assert second in desk.ended


def test_after_a_while_an_old_unknown_outcome_is_no_rival_any_more() -> None:
    desk = Desk()
    timed_out_change(desk, "11111111")
    desk.wait(31)
    second = desk.ask(SET_NEW_MODE_NUMBER, change("22222222"))
    desk.hear(change_reply())
    assert second in desk.ended
    assert desk.code(second) is None


def test_a_late_reply_with_two_unknown_outcomes_is_doubtful() -> None:
    desk = Desk()
    timed_out_change(desk, "11111111")
    timed_out_change(desk, "22222222")
    desk.hear(change_reply())
    assert desk.kinds() == [NewsKind.DOUBTFUL]
    assert desk.news[0].asked == change("11111111")


def test_after_a_lost_download_the_reserved_contacts_can_be_asked_for_at_once() -> None:
    desk = Desk()
    lost = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False))
    desk.wait(10)
    again = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True))
    desk.hear(contacts_reply("9"))
    assert desk.code(lost) is Code.UNKNOWN_OUTCOME
    assert desk.ended[again] == contacts("9")


def test_the_late_contacts_of_a_download_are_not_lost() -> None:
    desk = Desk()
    desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False))
    desk.wait(10)
    again = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True))
    desk.hear(contacts_reply("9"))
    desk.hear(contacts_reply("10"))
    assert desk.ended[again] == contacts("9")
    assert desk.kinds() == [NewsKind.SETTLED]


def test_contacts_without_consent_go_to_the_download_that_asked_for_them() -> None:
    desk = Desk()
    desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False, consent=False))
    desk.wait(10)
    again = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True, consent=True))
    desk.hear(contacts_reply("9", consent=False))
    assert again not in desk.ended
    assert desk.kinds() == [NewsKind.SETTLED]


def test_the_late_no_of_a_download_does_not_end_the_read_after_it() -> None:
    desk = Desk()
    desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False))
    desk.wait(10)
    again = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True))
    desk.hear(refusal(subtopic="DownloadContactsForDialing"))
    assert again not in desk.ended
    desk.hear(contacts_reply("9"))
    assert desk.ended[again] == contacts("9")


def test_state_nobody_asked_for_is_taken() -> None:
    desk = Desk()
    desk.hear(sync_reply("1", "2"))
    assert desk.kinds() == [NewsKind.FRESH]
    assert desk.exchange.known_calls == {"1", "2"}


def test_modes_nobody_asked_for_are_taken_for_a_known_call_only() -> None:
    desk = Desk()
    desk.hear(sync_reply("1"))
    desk.hear(modes_reply("1"))
    desk.hear(modes_reply("2"))
    assert desk.kinds() == [NewsKind.FRESH, NewsKind.FRESH, NewsKind.IGNORED]


def test_contacts_nobody_asked_for_are_ignored_with_a_reason() -> None:
    desk = Desk()
    desk.hear(contacts_reply("9"))
    desk.hear(write_reply(GET_RESERVED_CONTACT_OD, ReservedContact()))
    desk.hear(change_reply())
    assert desk.kinds() == [NewsKind.IGNORED] * 3
    assert {news.reason for news in desk.news} == {"nobody here asked for it"}


def test_the_answer_to_another_apps_request_is_ignored_and_says_so() -> None:
    desk = Desk()
    desk.hear(others_request(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True)))
    desk.hear(contacts_reply("9"))
    assert desk.kinds() == [NewsKind.REQUEST, NewsKind.IGNORED]
    assert desk.news[1].reason == "another app asked for it"


def test_another_apps_change_of_the_same_call_makes_ours_doubtful() -> None:
    desk = Desk()
    ticket = desk.ask(SET_NEW_MODE_NUMBER, change("11111111"))
    desk.hear(others_request(SET_NEW_MODE_NUMBER, change("22222222")))
    desk.hear(change_reply())
    assert desk.code(ticket) is Code.UNKNOWN_OUTCOME
    assert desk.kinds() == [NewsKind.REQUEST, NewsKind.DOUBTFUL]


def test_our_own_requests_coming_back_are_neither_news_nor_rivals() -> None:
    desk = Desk()
    ticket = desk.ask(SET_NEW_MODE_NUMBER, change("11111111"))
    desk.hear(others_request(SET_NEW_MODE_NUMBER, change("11111111"), source="us"))
    desk.hear(others_request(STATE_SYNC, NoData(), source="us"))
    desk.hear(change_reply())
    assert desk.code(ticket) is None
    assert ticket in desk.ended
    assert desk.news == []


def test_a_state_sync_request_does_not_answer_ours() -> None:
    desk = Desk()
    ticket = desk.ask(STATE_SYNC, NoData())
    desk.hear(others_request(STATE_SYNC, NoData()))
    assert ticket not in desk.ended
    assert desk.exchange.heard == 0


def test_our_own_answer_coming_back_does_not_answer_our_own_question() -> None:
    desk = Desk()
    ticket = desk.ask(STATE_SYNC, NoData())
    desk.exchange.own_answers.posted(calls("1"), desk.now)
    desk.hear(sync_reply("1"))
    assert ticket not in desk.ended
    assert desk.exchange.heard == 0
    desk.hear(sync_reply("1"))
    assert desk.ended[ticket] == calls("1")


def test_a_dial_is_answered_by_the_echo_of_its_own_number_only() -> None:
    desk = Desk()
    ticket = desk.ask(MANUAL_DIAL_CALL, PhoneNumber(phone_number="111"))
    desk.hear(write_reply(MANUAL_DIAL_CALL, PhoneNumber(phone_number="222")))
    assert ticket not in desk.ended
    desk.hear(write_reply(MANUAL_DIAL_CALL, PhoneNumber(phone_number="111")))
    assert desk.ended[ticket] == PhoneNumber(phone_number="111")


def test_late_modes_of_a_call_come_even_if_nobody_told_of_the_call() -> None:
    desk = Desk()
    desk.ask(GET_CALLBACK_MODES, modes_request("5"), retries=0)
    desk.wait(6)
    desk.hear(modes_reply("5"))
    (news,) = desk.news
    assert isinstance(news.message, Reply)
    assert (news.kind, news.message.body) == (NewsKind.FRESH, modes("5"))
