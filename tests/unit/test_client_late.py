"""Late replies: fresh data, or the settlement of an unknown outcome (protocol.md §4.2, §4.7 to §4.9)."""

import pytest

from tests.unit.client_kit import (
    Desk,
    change,
    change_reply,
    contacts,
    contacts_reply,
    contacts_request,
    modes,
    modes_reply,
    modes_request,
    refusal,
    sync_reply,
)
from widget.client import Code, Standing
from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
    NoData,
    NonPewcContact,
    Reply,
    ReservedContact,
    ReservedContactRequest,
    write_reply,
)


def timed_out_change(desk: Desk, number: str = "11111111") -> int:
    ticket = desk.ask(SET_NEW_MODE_NUMBER, change(number))
    desk.wait(10)
    assert desk.code(ticket) is Code.UNKNOWN_OUTCOME
    return ticket


def test_a_late_reply_to_a_read_is_fresh_data() -> None:
    desk = Desk()
    data = ReservedContactRequest(user_id="testagent")
    ticket = desk.ask(GET_RESERVED_CONTACT_OD, data, retries=0)
    desk.wait(7)
    body = ReservedContact(contacts=(NonPewcContact(phone_number="9873635", contact_id="137"),))
    desk.hear(write_reply(GET_RESERVED_CONTACT_OD, body))
    assert desk.code(ticket) is Code.TIMEOUT
    (incoming,) = desk.beside
    assert (incoming.standing, incoming.asked, incoming.again) == (Standing.LATE, data, False)
    assert isinstance(incoming.message, Reply)
    assert incoming.message.body == body


def test_a_late_reply_that_differs_from_a_newer_answer_asks_for_confirmation() -> None:
    desk = Desk()
    desk.ask(STATE_SYNC, NoData())
    desk.wait(6)
    desk.hear(sync_reply("2"))
    desk.wait(0.1)
    desk.hear(sync_reply("1"))
    assert desk.standings() == [Standing.LATE]
    assert desk.beside[0].again


def test_a_state_after_an_answer_that_came_twice_is_taken_without_asking_again() -> None:
    """The desktop broadcasts its state, and answers with the same text. One of the two may be a duplicate, so the post
    may still be answered: but by nothing older than that."""
    desk = Desk()
    desk.hear(sync_reply("1"))
    ticket = desk.ask(STATE_SYNC, NoData())
    desk.wait(0.1)
    desk.hear(sync_reply("1"))
    assert ticket in desk.ended
    desk.beside.clear()
    desk.wait(0.1)
    desk.hear(sync_reply("2"))
    (incoming,) = desk.beside
    assert (incoming.standing, incoming.again) == (Standing.LATE, False)


def test_a_late_reply_settles_a_change_whose_outcome_was_unknown() -> None:
    desk = Desk()
    timed_out_change(desk)
    desk.wait(60)
    desk.hear(change_reply())
    (incoming,) = desk.beside
    assert (incoming.standing, incoming.asked, incoming.failure) == (Standing.LATE, change("11111111"), None)


@pytest.mark.parametrize("late_no", [change_reply(success=False), refusal("1", "SetNewModeNumberResult"), refusal("1")])
def test_a_late_no_settles_it_too(late_no: str) -> None:
    desk = Desk()
    timed_out_change(desk)
    desk.hear(late_no)
    (incoming,) = desk.beside
    assert incoming.standing is Standing.LATE
    assert incoming.failure is not None
    assert incoming.failure.code is Code.REFUSED


def test_a_late_reply_that_does_not_say_whether_it_was_done_settles_nothing() -> None:
    desk = Desk()
    timed_out_change(desk)
    desk.hear(change_reply(success=None))
    assert desk.standings() == [Standing.DOUBTFUL]


def test_an_error_that_names_nothing_settles_no_change() -> None:
    desk = Desk()
    timed_out_change(desk)
    desk.hear(refusal())
    assert desk.standings() == [Standing.IGNORED]


def test_a_late_reply_that_says_what_is_known_already_asks_for_no_confirmation() -> None:
    desk = Desk()
    desk.ask(GET_CALLBACK_MODES, modes_request())
    desk.wait(6)
    desk.hear(modes_reply())
    desk.wait(2)
    desk.hear(modes_reply())
    assert [(incoming.standing, incoming.again) for incoming in desk.beside] == [(Standing.LATE, False)]


def test_a_change_is_settled_late_however_many_calls_there_were_since() -> None:
    desk = Desk()
    timed_out_change(desk)
    for n in range(200):
        desk.hear(modes_reply(f"call {n}"))
        desk.wait(0.5)
    desk.hear(change_reply())
    assert desk.standings()[-1] is Standing.LATE


def test_a_change_is_settled_once() -> None:
    desk = Desk()
    timed_out_change(desk)
    desk.hear(change_reply())
    desk.wait(2)
    desk.hear(change_reply())
    assert desk.standings() == [Standing.LATE, Standing.IGNORED]


def test_a_late_reply_does_not_vouch_for_another_change() -> None:
    desk = Desk()
    timed_out_change(desk, "11111111")
    second = desk.ask(SET_NEW_MODE_NUMBER, change("22222222"))
    desk.hear(change_reply())
    assert desk.code(second) is Code.UNKNOWN_OUTCOME
    assert desk.standings() == [Standing.DOUBTFUL]


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
    assert desk.standings() == [Standing.DOUBTFUL]
    assert desk.beside[0].asked == change("11111111")


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
    assert desk.standings() == [Standing.LATE]


def test_contacts_without_consent_go_to_the_download_that_asked_for_them() -> None:
    desk = Desk()
    desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False, consent=False))
    desk.wait(10)
    again = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True, consent=True))
    desk.hear(contacts_reply("9", consent=False))
    assert again not in desk.ended
    assert desk.standings() == [Standing.LATE]


def test_more_contacts_than_were_asked_for_go_to_the_download_that_asked_for_so_many() -> None:
    desk = Desk()
    desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False, count=2))
    desk.wait(10)
    again = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True, count=1))
    desk.hear(contacts_reply("9", "10"))
    assert again not in desk.ended
    assert desk.standings() == [Standing.LATE]


def test_the_late_no_of_a_download_does_not_end_the_read_after_it() -> None:
    desk = Desk()
    desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False))
    desk.wait(10)
    again = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True))
    desk.hear(refusal(subtopic="DownloadContactsForDialing"))
    assert again not in desk.ended
    desk.hear(contacts_reply("9"))
    assert desk.ended[again] == contacts("9")


def test_after_a_while_a_no_is_of_the_read_in_flight_again() -> None:
    desk = Desk()
    desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False))
    desk.wait(10 + 31)
    again = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True))
    desk.hear(refusal(subtopic="DownloadContactsForDialing"))
    assert desk.code(again) is Code.REFUSED


def test_late_modes_of_a_call_come_even_if_nobody_told_of_the_call() -> None:
    desk = Desk()
    desk.ask(GET_CALLBACK_MODES, modes_request("5"), retries=0)
    desk.wait(6)
    desk.hear(modes_reply("5"))
    (incoming,) = desk.beside
    assert isinstance(incoming.message, Reply)
    assert (incoming.standing, incoming.message.body) == (Standing.LATE, modes("5"))


def test_contacts_that_are_not_quite_what_was_asked_answer_when_nothing_else_could_have_brought_them() -> None:
    desk = Desk()
    ticket = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True, consent=True, count=1))
    desk.hear(contacts_reply("9", "10", consent=False))
    assert desk.ended[ticket] == contacts("9", "10", consent=False)
