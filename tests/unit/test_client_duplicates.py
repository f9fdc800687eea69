"""Duplicates change nothing, and answer nothing that they were not made for (protocol.md §4.3)."""

from tests.unit.client_kit import (
    Desk,
    calls,
    change,
    change_reply,
    contacts,
    contacts_reply,
    contacts_request,
    sync_reply,
)
from widget.client import Code, Standing
from widget.lcm import (
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
    NoData,
)


def test_a_duplicate_reply_changes_nothing() -> None:
    desk = Desk()
    ticket = desk.ask(SET_NEW_MODE_NUMBER, change())
    desk.hear(change_reply())
    desk.hear(change_reply())
    assert list(desk.ended) == [ticket]
    assert desk.standings() == [Standing.IGNORED]
    assert not desk.beside[0].again


def test_a_duplicate_of_unasked_state_is_news_once() -> None:
    desk = Desk()
    desk.hear(sync_reply("1"))
    desk.hear(sync_reply("1"))
    assert desk.standings() == [Standing.UNASKED, Standing.IGNORED]


def test_the_same_state_told_again_later_is_fresh() -> None:
    desk = Desk()
    desk.hear(sync_reply("1"))
    desk.wait(30)
    desk.hear(sync_reply("1"))
    assert desk.standings() == [Standing.UNASKED, Standing.UNASKED]


def test_an_older_state_again_is_not_taken_but_asks_for_confirmation() -> None:
    desk = Desk()
    for told in (sync_reply("1"), sync_reply("2"), sync_reply("1")):
        desk.hear(told)
    assert desk.standings() == [Standing.UNASKED, Standing.UNASKED, Standing.IGNORED]
    assert desk.beside[-1].again


def test_the_duplicate_of_one_change_does_not_vouch_for_the_next() -> None:
    desk = Desk()
    desk.ask(SET_NEW_MODE_NUMBER, change("11111111"))
    second = desk.ask(SET_NEW_MODE_NUMBER, change("22222222"))
    desk.hear(change_reply())
    desk.wait(0.1)
    desk.hear(change_reply())
    assert desk.code(second) is Code.UNKNOWN_OUTCOME
    assert desk.standings() == [Standing.DOUBTFUL]
    assert desk.beside[0].asked == change("22222222")


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


def test_nor_does_a_third_copy() -> None:
    desk = Desk()
    download = contacts_request(reserved=False)
    desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, download)
    desk.hear(contacts_reply("7"))
    desk.hear(contacts_reply("7"))
    second = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, download)
    desk.hear(contacts_reply("7"))
    assert second not in desk.ended


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


def test_the_true_reply_to_a_read_that_a_duplicate_answered_is_not_lost() -> None:
    desk = Desk()
    reserved = contacts_request(reserved=True, count=2)
    desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, reserved)
    desk.hear(contacts_reply("9"))
    desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, reserved)
    desk.hear(contacts_reply("9"))
    desk.hear(contacts_reply("9", "10"))
    assert desk.standings() == [Standing.LATE]


def test_contacts_are_told_even_when_a_duplicate_has_mixed_up_who_answered_whom() -> None:
    desk = Desk()
    new, reserved = contacts_request(reserved=False), contacts_request(reserved=True)
    for data in (new, reserved, new):
        desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, data)
    for text in (contacts_reply("1"), contacts_reply("1"), contacts_reply("0"), contacts_reply("0")):
        desk.hear(text)
    desk.hear(contacts_reply("3"))
    assert desk.standings() == [Standing.IGNORED, Standing.LATE]
