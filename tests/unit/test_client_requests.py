"""One request in flight for each reply key, deadlines, repeats of reads, and changes that are posted once."""

from tests.unit.client_kit import (
    Desk,
    change,
    change_reply,
    contacts_request,
    modes,
    modes_reply,
    modes_request,
    sync_reply,
)
from widget.client import Client, Code, Failure, Incoming, Post, Standing
from widget.lcm import GET_CALLBACK_MODES, GET_RESERVED_MANUAL_DIAL_CONTACT, SET_NEW_MODE_NUMBER, STATE_SYNC, NoData


def test_a_reply_answers_the_request_of_its_key() -> None:
    desk = Desk()
    ticket = desk.ask(GET_CALLBACK_MODES, modes_request("1"))
    desk.hear(modes_reply("1"))
    assert desk.ended == {ticket: modes("1")}
    assert desk.beside == []


def test_a_reply_for_another_call_does_not_answer() -> None:
    desk = Desk()
    ticket = desk.ask(GET_CALLBACK_MODES, modes_request("1"))
    desk.hear(modes_reply("2"))
    assert ticket not in desk.ended


def test_requests_of_different_keys_fly_side_by_side() -> None:
    desk = Desk()
    first = desk.ask(GET_CALLBACK_MODES, modes_request("1"))
    second = desk.ask(GET_CALLBACK_MODES, modes_request("2"))
    third = desk.ask(STATE_SYNC, NoData())
    assert [ticket for _, ticket in desk.posts] == [first, second, third]
    desk.hear(modes_reply("2", "222"))
    desk.hear(modes_reply("1", "111"))
    assert desk.ended == {first: modes("1", "111"), second: modes("2", "222")}


def test_requests_of_one_key_wait_for_each_other_in_order() -> None:
    desk = Desk()
    tickets = [desk.ask(SET_NEW_MODE_NUMBER, change(f"6591462{n}")) for n in range(3)]
    for n, ticket in enumerate(tickets):
        assert [of for _, of in desk.posts] == tickets[: n + 1]
        desk.hear(change_reply())
        assert ticket in desk.ended
        desk.wait(5)


def test_a_waiting_request_has_its_whole_deadline_once_it_is_posted() -> None:
    desk = Desk()
    first = desk.ask(SET_NEW_MODE_NUMBER, change("11111111"))
    second = desk.ask(SET_NEW_MODE_NUMBER, change("22222222"))
    desk.wait(10)
    assert desk.code(first) is Code.UNKNOWN_OUTCOME
    assert desk.posted(second) == [10]
    desk.wait(9.9)
    assert second not in desk.ended
    desk.wait(0.1)
    assert desk.code(second) is Code.UNKNOWN_OUTCOME


def test_a_read_is_repeated_with_growing_pauses_and_then_times_out() -> None:
    desk = Desk()
    ticket = desk.ask(GET_CALLBACK_MODES, modes_request("1"))
    desk.wait(60)
    assert desk.posted(ticket) == [0, 6, 13]
    assert desk.code(ticket) is Code.TIMEOUT


def test_the_end_of_a_request_names_it_and_what_it_is_about() -> None:
    client = Client(source="us")
    client.ask(GET_CALLBACK_MODES, modes_request("77"), 100.0, about="the modes", retries=0)
    (ended,) = client.tick(105.0)
    assert isinstance(ended, Incoming)
    assert (ended.standing, ended.operation, ended.asked) == (
        Standing.UNANSWERED,
        GET_CALLBACK_MODES,
        modes_request("77"),
    )
    assert (ended.about, ended.failure) == ("the modes", Failure(Code.TIMEOUT, "no answer in time"))


def test_a_reply_during_the_pause_before_a_repeat_answers_and_nothing_is_posted_again() -> None:
    desk = Desk()
    ticket = desk.ask(GET_CALLBACK_MODES, modes_request("1"))
    desk.wait(5.5)
    desk.hear(modes_reply("1"))
    desk.wait(60)
    assert desk.ended[ticket] == modes("1")
    assert desk.posted(ticket) == [0]


def test_a_change_is_never_posted_twice_and_ends_as_unknown() -> None:
    desk = Desk()
    number = desk.ask(SET_NEW_MODE_NUMBER, change(), retries=5)
    download = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=False), retries=5)
    desk.wait(600)
    assert desk.posted(number) == [0]
    assert desk.posted(download) == [0]
    assert desk.code(number) is desk.code(download) is Code.UNKNOWN_OUTCOME


def test_asking_for_the_reserved_contacts_is_a_read_and_is_repeated() -> None:
    desk = Desk()
    ticket = desk.ask(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts_request(reserved=True))
    desk.wait(600)
    assert len(desk.posted(ticket)) == 3
    assert desk.code(ticket) is Code.TIMEOUT


def test_success_false_is_a_refusal_and_no_word_on_success_is_an_unknown_outcome() -> None:
    desk = Desk()
    no = desk.ask(SET_NEW_MODE_NUMBER, change(callid="1"))
    silent = desk.ask(SET_NEW_MODE_NUMBER, change(callid="2"))
    desk.hear(change_reply("1", success=False))
    desk.hear(change_reply("2", success=None))
    assert desk.code(no) is Code.REFUSED
    assert desk.code(silent) is Code.UNKNOWN_OUTCOME


def test_a_request_the_bus_does_not_take_ends_with_link_and_the_next_one_goes() -> None:
    desk = Desk()
    first = desk.ask(SET_NEW_MODE_NUMBER, change("11111111"))
    second = desk.ask(SET_NEW_MODE_NUMBER, change("22222222"))
    key = SET_NEW_MODE_NUMBER.reply_key(change())
    desk.do(desk.client.unsent(Post("", key), "nobody there", desk.now))
    assert desk.code(first) is Code.LINK
    desk.hear(change_reply())
    assert second in desk.ended
    assert desk.code(second) is None


def test_closing_ends_everything_and_a_posted_change_as_unknown() -> None:
    desk = Desk()
    read = desk.ask(STATE_SYNC, NoData())
    posted = desk.ask(SET_NEW_MODE_NUMBER, change("11111111"))
    waiting = desk.ask(SET_NEW_MODE_NUMBER, change("22222222"))
    desk.do(desk.client.close("leaving", desk.now))
    later = desk.ask(SET_NEW_MODE_NUMBER, change("33333333"))
    desk.hear(sync_reply("1"))
    assert [desk.code(ticket) for ticket in (read, posted, waiting, later)] == [
        Code.LINK,
        Code.UNKNOWN_OUTCOME,
        Code.LINK,
        Code.LINK,
    ]
    assert desk.client.wake_at is None


def test_a_read_asked_while_closed_is_posted_after_reopening() -> None:
    desk = Desk()
    desk.do(desk.client.close("leaving", desk.now))
    read = desk.ask(STATE_SYNC, NoData())
    assert desk.posts == []
    desk.do(desk.client.reopen(desk.now))
    assert desk.posted(read) == [0]


def test_after_reopening_requests_are_taken_and_the_old_change_can_still_be_settled() -> None:
    desk = Desk()
    desk.ask(SET_NEW_MODE_NUMBER, change())
    desk.do(desk.client.close("leaving", desk.now))
    desk.do(desk.client.reopen(desk.now))
    ticket = desk.ask(STATE_SYNC, NoData())
    desk.hear(sync_reply("1"))
    desk.hear(change_reply())
    assert ticket in desk.ended
    assert desk.standings() == [Standing.LATE]


def test_many_calls_leave_no_queues_behind() -> None:
    desk = Desk()
    for n in range(500):
        desk.ask(GET_CALLBACK_MODES, modes_request(str(n)))
        desk.hear(modes_reply(str(n)))
        desk.wait(2)
    assert len(desk.client._queues) <= 65
