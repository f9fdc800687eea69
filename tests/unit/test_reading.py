"""What is read from the desktop: asked for, come or not come, once or anew, and whose call it is read for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit import events as e
from tests.unit.client_kit import modes
from tests.unit.samples_of_state import HOME, MOBILE, OFFICE
from tests.unit.store import Store
from widget.client import Incoming, Standing
from widget.lcm import GET_CALLBACK_MODES, STATE_SYNC, Call, CallbackModesRequest, CallStates, Mode, NoData
from widget.state import WidgetState
from widget.state.calls import CALLS, Calls
from widget.state.effects import Ask
from widget.state.incoming import events_of
from widget.state.link import Started
from widget.state.modes import Modes, ModesOf, modes_of
from widget.state.reading import Came, Outdated, Over, Reading, ask, same_customer

WHY = e.failure()
OF_ONE = ModesOf("1", "5|3|1")


def with_call(account: str = "5|3|1") -> WidgetState:
    """Nothing asked for, and call 1 of a customer."""
    return WidgetState(calls=Calls(value=(Call(callid="1", account_number=account),), as_of=1.0, selected="1"))


def asked_for_modes() -> Store:
    """Call 1 is there and its modes are being asked for."""
    store = Store(with_call())
    store.dispatch(e.modes_pressed())
    assert store.asked() == [GET_CALLBACK_MODES.name]
    return store


def reading_of(store: Store) -> Reading[Mode]:
    read = modes_of(store.state, "1")
    assert read is not None
    return read


def test_nothing_is_known_of_what_was_never_asked_for() -> None:
    never = ModesOf("1").of(with_call())
    assert never == Modes((), None, 0, None, 0)
    assert not never.asking


def test_while_it_is_asked_for_what_was_read_before_stays() -> None:
    before = Reading(("a",), 5.0, failure=WHY, unread=2)
    assert before.asked() == Reading(("a",), 5.0, pending=1, failure=WHY, unread=2)
    assert before.asked().asking


def test_what_came_replaces_what_was_there_and_why_it_did_not_come_before() -> None:
    before = Reading(("a",), 5.0, pending=1, failure=WHY, unread=2)
    assert before.came(("b", "c"), 7.0, unread=1) == Reading(("b", "c"), 7.0, unread=1)


def test_what_did_not_come_leaves_what_was_there_and_says_why() -> None:
    before = Reading(("a",), 5.0, pending=1, unread=2)
    assert before.failed(WHY) == Reading(("a",), 5.0, failure=WHY, unread=2)


def test_what_nobody_waited_for_ends_no_request() -> None:
    before = Reading(("a",), 5.0, pending=1)
    assert before.came(("b",), 7.0, ends=False) == Reading(("b",), 7.0, pending=1)


@given(st.lists(st.sampled_from(["asked", "answered", "failed", "late"]), max_size=30))
def test_as_many_requests_are_under_way_as_were_asked_and_have_not_ended(happenings: list[str]) -> None:
    reading: Reading[str] = Reading()
    under_way = 0
    for happening in happenings:
        match happening:
            case "asked":
                reading, under_way = reading.asked(), under_way + 1
            case "answered":
                reading, under_way = reading.came(("x",), 1.0), max(0, under_way - 1)
            case "failed":
                reading, under_way = reading.failed(WHY), max(0, under_way - 1)
            case _:
                reading = reading.came(("x",), 1.0, ends=False)
        assert reading.pending == under_way
        assert reading.asking is (under_way > 0)


def test_it_is_asked_for_once_however_often_it_is_wanted() -> None:
    state, first = ask(with_call(), OF_ONE)
    assert first == (Ask(GET_CALLBACK_MODES, CallbackModesRequest(callid="1", account_number="5|3|1"), OF_ONE),)
    again, second = ask(state, OF_ONE)
    assert second == ()
    assert again is state


def test_it_is_asked_for_anew_when_the_answer_under_way_may_be_too_old() -> None:
    state, first = ask(with_call(), OF_ONE)
    state, second = ask(state, OF_ONE, anew=True)
    assert second == first
    assert OF_ONE.of(state).pending == 2
    state = OF_ONE.into(state, OF_ONE.of(state).came((MOBILE,), 2.0))
    assert OF_ONE.of(state).asking
    state = OF_ONE.into(state, OF_ONE.of(state).came((OFFICE,), 3.0))
    assert not OF_ONE.of(state).asking


def test_once_it_has_ended_it_is_asked_for_again() -> None:
    store = asked_for_modes()
    store.dispatch(e.modes_failed("1", WHY, 2.0))
    store.dispatch(e.modes_pressed())
    store.dispatch(e.modes_came("1", (MOBILE,), 3.0))
    store.dispatch(e.modes_pressed())
    assert store.asked() == [GET_CALLBACK_MODES.name] * 3


def test_what_is_outdated_is_asked_for_once_more_even_while_it_is_asked_for() -> None:
    store = asked_for_modes()
    store.dispatch(Outdated(OF_ONE))
    assert store.asked() == [GET_CALLBACK_MODES.name] * 2
    assert reading_of(store).pending == 2


def test_what_can_not_be_asked_for_is_not() -> None:
    before = with_call()
    after, effects = ask(before, ModesOf("2"), anew=True)
    assert after is before
    assert effects == ()


def test_what_was_wanted_for_another_customer_is_asked_for_the_one_whose_call_it_is() -> None:
    _, (asked,) = ask(with_call("9|9|9"), OF_ONE)
    assert isinstance(asked, Ask)
    assert asked.data == CallbackModesRequest(callid="1", account_number="9|9|9")
    assert asked.about == ModesOf("1", "9|9|9")


def test_the_rules_keep_what_came_and_why_something_did_not() -> None:
    store = asked_for_modes()
    store.dispatch(e.modes_came("1", (HOME, MOBILE), 2.0, unread=1))
    assert reading_of(store) == Modes((HOME, MOBILE), 2.0, unread=1)
    store.dispatch(e.modes_pressed())
    store.dispatch(e.modes_failed("1", WHY, 3.0))
    assert reading_of(store) == Modes((HOME, MOBILE), 2.0, failure=WHY, unread=1)


def test_what_is_read_of_one_call_is_not_another_calls() -> None:
    store = asked_for_modes()
    two = replace(store.state.calls, value=(*store.state.calls.value, Call(callid="2")))
    store.state = store.state._replace(calls=two)
    store.dispatch(e.modes_came("2", (MOBILE,), 2.0, ends=False))
    assert reading_of(store) == Modes(pending=1)
    other = modes_of(store.state, "2")
    assert other == Modes((MOBILE,), 2.0)


@pytest.mark.parametrize(
    ("asked_for", "of_call", "belongs"),
    [
        ("5|3|1", "5|3|1", True),
        ("5|3|1", "9|9|9", False),
        ("5|3|1", "", True),
        ("", "5|3|1", True),
        ("", "", True),
    ],
)
def test_it_belongs_to_the_call_unless_that_is_another_customers(asked_for: str, of_call: str, belongs: bool) -> None:
    assert ModesOf("1", asked_for).belongs(with_call(of_call)) is belongs
    assert same_customer(asked_for, of_call) is belongs
    assert not ModesOf("gone", asked_for).belongs(with_call(of_call))


def heard(standing: Standing, account: str = "5|3|1", *, again: bool = False) -> Incoming:
    """The modes of call 1, asked for a customer, or unasked."""
    about = None if standing is Standing.UNASKED else ModesOf("1", account)
    asked = None if about is None else CallbackModesRequest(callid="1", account_number=account)
    return Incoming(standing, "", GET_CALLBACK_MODES, asked, about, modes("1"), again=again)


@pytest.mark.parametrize("standing", [Standing.LATE, Standing.UNASKED])
def test_late_and_unasked_replies_bring_what_they_say_and_end_no_request(standing: Standing) -> None:
    store = asked_for_modes()
    for event in events_of(heard(standing), store.state, 2.0):
        store.dispatch(event)
    assert (reading_of(store).value, reading_of(store).as_of, reading_of(store).pending) == (modes("1").modes, 2.0, 1)
    for event in events_of(heard(Standing.ANSWER), store.state, 3.0):
        store.dispatch(event)
    assert (reading_of(store).value, reading_of(store).as_of, reading_of(store).pending) == (modes("1").modes, 3.0, 0)


def test_a_late_or_unasked_state_of_the_calls_ends_no_request_either() -> None:
    for standing, about in ((Standing.LATE, CALLS), (Standing.UNASKED, None)):
        store = Store(WidgetState())
        store.dispatch(Started(0.0))
        body = CallStates(calls=(Call(callid="1"),))
        asked = None if about is None else NoData()
        for event in events_of(Incoming(standing, "", STATE_SYNC, asked, about, body), store.state, 2.0):
            store.dispatch(event)
        assert [call.callid for call in store.state.calls.value] == ["1"]
        assert store.state.calls.pending == 1


def test_a_late_reply_that_may_be_older_than_what_is_known_is_taken_and_asked_for_once_more() -> None:
    store = Store(with_call())
    for event in events_of(heard(Standing.LATE, again=True), store.state, 2.0):
        store.dispatch(event)
    assert (reading_of(store).value, reading_of(store).as_of, reading_of(store).pending) == (modes("1").modes, 2.0, 1)
    assert store.asked() == [GET_CALLBACK_MODES.name]


@pytest.mark.parametrize(("callid", "taken"), [("1", True), ("2", False)])
def test_modes_nobody_asked_for_are_taken_for_a_known_call_only(callid: str, taken: bool) -> None:
    incoming = Incoming(Standing.UNASKED, "", GET_CALLBACK_MODES, body=modes(callid))
    told = list(events_of(incoming, with_call(), 2.0))
    assert [event.body for event in told if isinstance(event, Came)] == ([modes(callid)] if taken else [])


def test_what_was_read_for_another_customer_is_not_taken_and_what_came_late_is_asked_for_once_more() -> None:
    state = with_call("9|9|9")
    for standing in (Standing.ANSWER, Standing.LATE, Standing.DOUBTFUL):
        told = list(events_of(heard(standing), state, 2.0))
        follows = {Standing.ANSWER: [Over(OF_ONE)], Standing.LATE: [Outdated(OF_ONE)]}
        assert told == follows.get(standing, [])
