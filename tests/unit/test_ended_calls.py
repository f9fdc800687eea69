"""A call that ends stays as it was until the agent closes it, and nothing else moves because of it."""

from __future__ import annotations

import pytest

from tests.unit import events as e
from tests.unit.panels.page import Node, read
from tests.unit.samples_of_state import DAVID, MOBILE, NOW, OTHER, blank, typed, with_calls
from tests.unit.store import Store
from widget.ids import dom_id
from widget.lcm import Call, Field
from widget.panels import render
from widget.state.change import FormKey, form_of
from widget.state.clock import Tick
from widget.state.effects import Focus
from widget.state.ended import MOST_ENDED, STILL_TYPED
from widget.state.modes import ModesOf, modes_of
from widget.state.reading import Over
from widget.state.screen import Screen


def over(*left: Call) -> Store:
    """A store whose chosen call has ended; these calls go on."""
    store = with_calls()
    store.dispatch(e.calls_came(left, NOW + 1))
    return store


def region(store: Store, name: str) -> Node:
    return read(render(store.state)[name])


def listed(store: Store) -> list[tuple[str, bool]]:
    return [(one.call.callid, one.ended) for one in store.state.calls.listed]


def test_it_stays_chosen_and_says_when_it_ended() -> None:
    store = over(OTHER)
    head = region(store, "customer").text()
    assert "David1 Berry" in head
    assert "Ended " in head
    assert listed(store) == [("12345", True), ("67890", False)]


def test_its_numbers_and_fields_stay_and_can_not_be_changed() -> None:
    store = over(OTHER)
    numbers = region(store, "callback-modes")
    assert str(MOBILE.number) in numbers.text()
    assert numbers.named("Change number") == []
    assert "All fields (3)" in region(store, "calls").text()


def test_its_end_is_said_by_name() -> None:
    store = over(OTHER)
    store.dispatch(Tick(NOW + 3))
    said = store.state.said
    assert [(line.msgid, dict(line.values)) for line in said.lines] == [
        ("Call ended: {name}.", {"name": "David1 Berry"})
    ]


def test_its_end_is_said_once_when_a_number_is_typed_for_it() -> None:
    store = typed()
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    store.dispatch(Tick(NOW + 3))
    assert len(store.state.said.lines) == 1


def test_an_open_form_stays_with_it_also_when_nothing_is_typed() -> None:
    store = with_calls()
    store.dispatch(e.change_opened("12345", "1"))
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    form = form_of(store.state, FormKey("12345", "1"))
    assert form is not None
    assert form.ended


def test_closing_it_chooses_the_first_call_and_moves_the_focus_to_the_head() -> None:
    store = over(OTHER, Call(callid="3"))
    store.dispatch(e.ended_closed("12345", ""))
    assert store.state.calls.selected == "67890"
    assert listed(store) == [("67890", False), ("3", False)]
    assert Focus("calls-button") in store.effects
    assert "David" not in str(store.state)


def test_closing_the_last_one_chooses_none() -> None:
    store = over()
    for callid in ("12345", "67890"):
        assert "No calls" not in region(store, "customer").text()
        store.dispatch(e.ended_closed(callid, ""))
    assert store.state.calls.selected is None
    assert "No calls" in region(store, "customer").text()


@pytest.mark.parametrize("press", [e.acted("close-call", callid="12345"), e.ended_closed("12345", "")])
def test_one_that_goes_on_can_not_be_closed(press: object) -> None:
    store = with_calls()
    before = store.state
    assert store.dispatch(press) is before


def test_one_with_a_typed_number_is_not_closed_but_chosen_and_the_agent_is_told() -> None:
    store = typed()
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    store.dispatch(e.call_selected("67890"))
    store.dispatch(e.ended_closed("12345", ""))
    assert [form.draft for form in store.state.forms] == ["2025550142"]
    assert store.state.calls.chosen == store.state.calls.ended[0]
    assert store.state.said.lines[0] == STILL_TYPED
    assert store.effects[-1] == Focus(f"{dom_id('change', '12345', '1')}-number")
    store.dispatch(e.change_closed("12345", "1", ended=""))
    store.dispatch(e.ended_closed("12345", ""))
    assert store.state.calls.selected == "67890"


def test_it_goes_on_when_the_desktop_names_it_again() -> None:
    store = typed()
    before = store.state
    store.dispatch(e.calls_came((), NOW + 1))
    store.dispatch(e.calls_came((DAVID, OTHER), NOW + 2))
    after = store.state
    assert (after.calls.selected, after.calls.order) == (before.calls.selected, before.calls.order)
    assert [(form.draft, form.ended) for form in after.forms] == [("2025550142", False)]
    assert after.calls.ended == ()
    assert after.said.waiting == ()
    assert store.asked().count("GetCallBackModes") == 2, "its numbers may have changed meanwhile"
    numbers = modes_of(after, "12345")
    assert numbers is not None
    assert numbers.value


def test_a_request_under_way_when_it_ends_is_not_shown_as_under_way_for_ever() -> None:
    store = with_calls()
    store.dispatch(e.modes_pressed())
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    numbers = modes_of(store.state, store.state.calls.selected)
    assert numbers is not None
    assert numbers.asking
    assert "aria-busy" not in render(store.state)["callback-modes"]
    store.dispatch(Over(ModesOf("12345")))
    numbers = modes_of(store.state, store.state.calls.selected)
    assert numbers is not None
    assert not numbers.asking


def test_another_customers_call_with_its_id_is_another_row() -> None:
    store = blank()
    store.dispatch(e.calls_came((DAVID.model_copy(update={"account_number": "A"}),), NOW))
    store.dispatch(e.modes_came("12345", (MOBILE,), NOW))
    store.dispatch(e.calls_came((DAVID.model_copy(update={"account_number": "B"}),), NOW + 1))
    assert listed(store) == [("12345", True), ("12345", False)]
    assert store.state.calls.current is None
    store.dispatch(e.call_selected("12345"))
    now = store.state.calls.current
    assert now is not None
    assert now.account_number == "B"
    store.dispatch(e.ended_selected("12345", "A"))
    assert str(MOBILE.number) in region(store, "callback-modes").text()


def test_a_customer_whose_call_of_the_same_id_ends_twice_has_one_row() -> None:
    store = blank()
    named = DAVID.model_copy(update={"account_number": "A"})
    for at, calls in enumerate(((named,), (), (DAVID,), (named,), ())):
        store.dispatch(e.calls_came(calls, NOW + at))
    calls_now = store.state.calls
    assert len(calls_now.order) == len(set(calls_now.order)) == len(calls_now.ended)


def test_a_new_call_is_put_at_the_end_wherever_the_desktop_names_it() -> None:
    store = with_calls()
    store.dispatch(e.calls_came((Call(callid="0"), OTHER, DAVID), NOW + 1))
    assert [callid for callid, _ in listed(store)] == ["12345", "67890", "0"]


def test_a_new_call_is_named_in_the_head_until_the_agent_has_looked_at_the_list() -> None:
    store = with_calls()
    grace = Call(callid="3", optional_fields=(Field("CustomerName", "Grace"),))
    store.dispatch(e.calls_came((DAVID, OTHER, grace), NOW + 1))
    store.dispatch(e.list_left("numbers"))
    assert "New: Grace" in region(store, "customer").text()
    store.dispatch(e.list_left("calls"))
    assert "3 calls" in region(store, "customer").text()


def test_a_new_call_that_is_chosen_or_ends_is_new_no_more() -> None:
    store = with_calls()
    store.dispatch(e.calls_came((DAVID, OTHER, Call(callid="3"), Call(callid="4")), NOW + 1))
    assert "New: 4 +1" in region(store, "customer").text()
    store.dispatch(e.call_selected("4"))
    assert "New: 3" in region(store, "customer").text()
    store.dispatch(e.calls_came((DAVID, OTHER, Call(callid="4")), NOW + 2))
    assert store.state.calls.news == ()


def test_the_calls_of_the_first_answer_are_not_new() -> None:
    assert with_calls().state.calls.news == ()


def end_calls(store: Store, count: int) -> None:
    """So many calls come and end, one after another."""
    for number in range(count):
        store.dispatch(e.calls_came((OTHER, Call(callid=f"c{number}")), NOW + number))
    store.dispatch(e.calls_came((OTHER,), NOW + count))


def test_the_oldest_is_pushed_out_when_there_are_too_many_but_never_the_chosen_one() -> None:
    store = with_calls()
    end_calls(store, MOST_ENDED + 2)
    kept = [one.call.callid for one in store.state.calls.ended]
    assert kept == ["12345", *(f"c{number}" for number in range(3, MOST_ENDED + 2))]
    assert store.state.calls.chosen == store.state.calls.ended[0]


def test_one_with_a_typed_number_is_never_pushed_out() -> None:
    store = typed()
    store.dispatch(e.call_selected("67890"))
    end_calls(store, MOST_ENDED + 2)
    assert store.state.calls.ended[0].call.callid == "12345"
    assert [form.draft for form in store.state.forms] == ["2025550142"]


def test_none_is_pushed_out_while_the_pointer_is_in_the_list() -> None:
    store = with_calls()
    store.state = store.state._replace(screen=Screen(entered=frozenset({"calls"})))
    end_calls(store, MOST_ENDED + 2)
    assert len(store.state.calls.ended) == MOST_ENDED + 3
    store.state = store.state._replace(screen=Screen())
    store.dispatch(e.list_left("calls"))
    assert len(store.state.calls.ended) == MOST_ENDED


def test_nothing_is_asked_for_a_call_that_has_ended() -> None:
    store = over(OTHER)
    asked = len(store.asked())
    store.dispatch(e.modes_pressed())
    assert len(store.asked()) == asked


@pytest.mark.parametrize("part", [("optional", "1"), ("pinned", "0")])
def test_a_pinned_field_is_in_view_for_every_call_until_it_is_unpinned(part: tuple[str, str]) -> None:
    store = with_calls()
    store.dispatch(e.field_pinned("12345", "optional", "1"))
    assert "Berry" in region(store, "calls").one("div", data_list="pinned").text()
    store.dispatch(e.call_selected("67890"))
    assert region(store, "calls").one("div", data_list="pinned").text() == "Last name empty"
    store.dispatch(e.call_selected("12345"))
    store.dispatch(e.field_pinned("12345", *part))
    assert store.state.screen.pinned == ()


def test_a_field_that_is_not_there_any_more_is_not_pinned() -> None:
    store = with_calls()
    store.dispatch(e.field_pinned("12345", "optional", "99"))
    store.dispatch(e.field_pinned("67890", "optional", "0"))
    assert store.state.screen.pinned == ()


def test_many_calls_are_searched_by_name_or_id_until_one_is_chosen() -> None:
    store = with_calls()
    store.dispatch(e.calls_came((DAVID, OTHER, *(Call(callid=f"c{number}") for number in range(9))), NOW + 1))
    store.dispatch(e.acted("search", search="calls", value="berry"))
    found = region(store, "calls").all("div", role="row")
    assert [row.attrs["data-callid"] for row in found if "data-callid" in row.attrs] == ["12345"]
    store.dispatch(e.acted("search", search="calls", value="c7"))
    store.dispatch(e.call_selected("c7"))
    assert store.state.searched == {}


def named(callid: str, name: str, account: str = "", **fields: str) -> Call:
    """A call of a customer, by name."""
    told = tuple(Field(key, value) for key, value in {"Name": name, **fields}.items())
    return Call(callid=callid, optional_fields=told, account_number=account or None)


@pytest.mark.parametrize("accounts", [("", ""), ("acc1", "")])
@pytest.mark.parametrize("ends_first", [True, False])
def test_a_call_id_that_is_given_to_another_customer_is_another_call(
    accounts: tuple[str, str], ends_first: bool
) -> None:
    ann, cat = (named("1", name, account) for name, account in zip(("Ann Lee", "Cat Moss"), accounts, strict=True))
    store = blank()
    store.dispatch(e.calls_came((ann,), NOW))
    store.dispatch(e.modes_came("1", (MOBILE,), NOW, account=accounts[0]))
    store.dispatch(e.change_opened("1", "3"))
    store.dispatch(e.change_typed("1", "3", "2025550142"))
    if ends_first:
        store.dispatch(e.calls_came((OTHER,), NOW + 1))
    store.dispatch(e.calls_came((cat, OTHER), NOW + 2))
    chosen = store.state.calls.chosen
    assert chosen is not None
    assert (chosen.call.optional_fields[0].value, chosen.ended) == ("Ann Lee", True)
    assert [form.ended for form in store.state.forms] == [True], "what was typed for Ann is not Cat's"
    assert "1" in store.state.calls.news
    live = store.state.calls.find("1")
    assert live is not None
    assert not live.account_number


def test_a_name_that_is_corrected_during_a_call_is_the_same_customers() -> None:
    store = blank()
    store.dispatch(e.calls_came((named("1", "Ann Lee", Mobile="2025550133"),), NOW))
    store.dispatch(e.calls_came((named("1", "Ann Leigh", Mobile="(202) 555-0133"),), NOW + 1))
    assert store.state.calls.ended == ()
    assert store.state.calls.value[0].optional_fields[0].value == "Ann Leigh"


def test_all_calls_of_a_desktop_that_reloads_go_on_in_their_order() -> None:
    calls = tuple(Call(callid=str(n)) for n in range(MOST_ENDED + 7))
    store = blank()
    store.dispatch(e.calls_came(calls, NOW))
    store.dispatch(e.calls_came((), NOW + 1))
    store.dispatch(e.calls_came(calls, NOW + 2))
    assert (store.state.calls.ended, store.state.calls.news) == ((), ())
    assert store.state.calls.order == tuple(call.key for call in calls)
    store.dispatch(e.calls_came((), NOW + 3))
    store.dispatch(e.calls_came((), NOW + 30))
    assert len(store.state.calls.ended) == MOST_ENDED


def test_numbers_of_an_ended_call_that_were_not_read_can_not_be_tried_again() -> None:
    store = with_calls()
    store.dispatch(e.modes_failed("12345", e.failure("refused", "no")))
    assert region(store, "callback-modes").named("Try again")
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    assert region(store, "callback-modes").named("Try again") == []


def test_the_form_of_an_ended_call_says_no_length() -> None:
    store = typed()
    assert "8 to 12 digits" in region(store, "callback-modes").text()
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    text = region(store, "callback-modes").text()
    assert "digits" not in text
    assert "sets no length" not in text
