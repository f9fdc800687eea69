"""Calls replace each other, the selection is the agent's, and what was typed outlives a call."""

from __future__ import annotations

import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import DAVID, HOME, MOBILE, NOW, OFFICE, OTHER, blank, typed, where, with_calls
from tests.unit.store import Store
from widget.client import Incoming, Standing
from widget.lcm import Call, CallbackModes, Field
from widget.panels import render
from widget.state.change import FormKey, form_of
from widget.state.clock import Tick
from widget.state.fields import customer_name
from widget.state.incoming import events_of
from widget.state.modes import ModesOf, modes_of, modes_shown
from widget.state.reading import Came


def test_the_first_call_is_selected_when_none_is() -> None:
    assert with_calls().state.calls.selected == "12345"


def test_a_new_call_does_not_take_the_selection() -> None:
    store = with_calls()
    store.dispatch(e.call_selected("67890"))
    store.dispatch(e.calls_came((Call(callid="1"), DAVID, OTHER), NOW + 1))
    assert store.state.calls.selected == "67890"


def heard(store: Store) -> list[dict[str, object]]:
    """The values of the lines that are said a moment later."""
    store.dispatch(Tick(NOW + 2))
    return [dict(line.values) for line in store.state.said.lines]


def test_a_new_call_is_announced_once_by_name() -> None:
    store = with_calls()
    store.dispatch(
        e.calls_came((DAVID, OTHER, Call(callid="3", optional_fields=(Field("CustomerName", "Ng"),))), NOW + 1)
    )
    assert heard(store) == [{"name": "Ng"}]
    said = store.state.said
    store.dispatch(e.calls_came(store.state.calls.value, NOW + 2))
    assert store.state.said is said


def test_a_customer_is_named_by_the_first_field_of_a_name_without_the_white_space_around_it() -> None:
    business, optional = (Field("FName", " Ann \n Lee "),), (Field("FName", "Bob"),)
    assert customer_name(Call(callid="1", business_fields=business, optional_fields=optional)) == "Ann Lee"


def test_the_calls_of_the_first_sync_are_not_announced() -> None:
    assert with_calls().state.said.lines == ()


def test_a_hundred_new_calls_are_announced_as_a_count() -> None:
    store = with_calls()
    store.dispatch(e.calls_came((DAVID, OTHER, *(Call(callid=str(n)) for n in range(100))), NOW + 1))
    assert heard(store) == [{"n": 100}]


@pytest.mark.parametrize(("new", "lines"), [(3, 3), (4, 1)])
def test_up_to_three_new_calls_are_announced_one_by_one(new: int, lines: int) -> None:
    store = with_calls()
    store.dispatch(e.calls_came((DAVID, OTHER, *(Call(callid=str(n)) for n in range(new))), NOW + 1))
    assert len(heard(store)) == lines


def test_the_same_calls_again_keep_their_identity() -> None:
    store = with_calls()
    before = store.state.calls.value
    store.dispatch(e.calls_came((DAVID.model_copy(), OTHER.model_copy()), NOW + 9))
    assert store.state.calls.value is before
    assert store.state.calls.as_of == NOW + 9


def test_a_call_named_twice_is_one_call() -> None:
    store = blank()
    store.dispatch(e.calls_came((DAVID, OTHER, DAVID), NOW))
    assert [call.callid for call in store.state.calls.value] == ["12345", "67890"]


def test_calls_read_only_in_part_end_no_call() -> None:
    store = typed("2025550142")
    store.dispatch(e.calls_came((Call(callid="3"),), NOW + 1, unread=1))
    assert [call.callid for call in store.state.calls.value] == ["12345", "67890", "3"]
    assert store.state.calls.unread == 1
    form = form_of(store.state, FormKey("12345", "1"))
    assert form is not None
    assert not form.ended
    store.dispatch(e.calls_came((Call(callid="3"),), NOW + 2))
    assert [call.callid for call in store.state.calls.value] == ["3"]
    assert store.state.calls.unread == 0


def test_late_modes_of_a_call_that_ended_are_not_kept() -> None:
    store = with_calls()
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    late = Incoming(Standing.LATE, about=ModesOf("12345"), body=CallbackModes(callid="12345", modes=(MOBILE,)))
    assert not [event for event in events_of(late, store.state, NOW + 2) if isinstance(event, Came)]


def test_what_was_typed_for_a_call_that_ended_stays_and_can_not_be_sent() -> None:
    store = typed("2025550142")
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    form = form_of(store.state, FormKey("12345", "1"))
    assert form is not None
    assert (form.draft, form.ended) == ("2025550142", True)
    store.dispatch(e.change_submitted("12345", "1"))
    assert form_of(store.state, FormKey("12345", "1")) == form


def _call_of(account_number: str) -> Call:
    return DAVID.model_copy(update={"account_number": account_number})


def _typed_for_another_customer(*, sent: bool = False) -> Store:
    store = blank()
    store.dispatch(e.calls_came((_call_of("A"),), NOW))
    store.dispatch(e.modes_came("12345", (MOBILE,), NOW))
    store.dispatch(e.change_opened("12345", "3"))
    store.dispatch(e.change_typed("12345", "3", "2025550142"))
    if sent:
        store.dispatch(e.change_submitted("12345", "3"))
    store.dispatch(e.calls_came((_call_of("B"),), NOW))
    return store


def _type_now(store: Store) -> None:
    store.dispatch(e.modes_came("12345", (MOBILE,), NOW))
    store.dispatch(e.change_opened("12345", "3"))
    store.dispatch(e.change_typed("12345", "3", "2025550199"))


def test_nothing_of_a_call_is_told_of_another_customers_that_has_its_id_now() -> None:
    store = _typed_for_another_customer()
    assert modes_of(store.state, "12345") is None
    store.dispatch(e.call_selected("12345"))
    read = modes_of(store.state, "12345")
    assert read is not None
    assert (read.value, read.as_of) == ((), None)
    assert [(form.draft, form.ended) for form in store.state.forms] == [("2025550142", True)]
    store.dispatch(e.modes_came("12345", (OFFICE, MOBILE), NOW))
    assert "change-save" not in render(store.state)["callback-modes"]


def test_what_was_typed_for_another_customer_is_discarded_without_what_is_typed_now() -> None:
    store = _typed_for_another_customer()
    _type_now(store)
    assert [form.draft for form in store.state.forms] == ["2025550142", "2025550199"]
    store.dispatch(e.change_closed("12345", "3", ended=store.state.forms[0].account_number))
    assert [(form.draft, form.account_number) for form in store.state.forms] == [("2025550199", "B")]


def test_the_answer_to_another_customers_change_is_not_told_of_what_is_typed_now() -> None:
    store = _typed_for_another_customer(sent=True)
    _type_now(store)
    store.dispatch(e.change_submitted("12345", "3"))
    store.dispatch(e.change_settled("12345", "3", None, account="A"))
    assert [(form.draft, where(form)) for form in store.state.forms] == [
        ("2025550142", "done"),
        ("2025550199", "idle"),
    ]


def test_closing_a_form_of_a_call_that_goes_on_changes_no_selection() -> None:
    store = typed()
    calls = store.state.calls
    store.dispatch(e.change_closed("12345", "1"))
    assert store.state.calls is calls


def test_a_call_that_ends_while_a_number_is_typed_is_said_once() -> None:
    store = typed()
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    assert heard(store) == [{"name": "David1 Berry", "mode": "Home"}]
    said = store.state.said
    store.dispatch(e.calls_came((OTHER,), NOW + 2))
    assert store.state.said is said


def test_a_call_that_ends_with_nothing_typed_is_said_by_name() -> None:
    store = with_calls()
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    assert heard(store) == [{"name": "David1 Berry"}]


def test_a_change_under_way_when_its_call_ends_is_of_unknown_outcome() -> None:
    store = typed()
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    form = form_of(store.state, FormKey("12345", "1"))
    assert form is not None
    assert (where(form), form.ended) == ("sent", True)
    store.dispatch(e.change_settled("12345", "1", e.failure("unknown-outcome")))
    assert [(where(form), form.ended) for form in store.state.forms] == [("unknown", True)]


def test_what_was_typed_for_a_customer_does_not_go_on_with_another_under_the_same_callid() -> None:
    store = typed()
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    store.dispatch(e.calls_came((DAVID.model_copy(update={"account_number": "5|3|2"}), OTHER), NOW + 2))
    form = form_of(store.state, FormKey("12345", "1"))
    assert form is not None
    assert form.ended


def test_an_unconfirmed_change_is_not_under_way_again_when_its_call_is_back() -> None:
    store = typed()
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.change_settled("12345", "1", e.failure("unknown-outcome")))
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    store.dispatch(e.calls_came((DAVID, OTHER), NOW + 2))
    form = form_of(store.state, FormKey("12345", "1"))
    assert form is not None
    assert (where(form), form.ended) == ("unknown", False)


def test_a_call_that_does_not_exist_can_not_be_selected() -> None:
    store = with_calls()
    before = store.state
    assert store.dispatch(e.call_selected("nobody")) is before


def test_a_failed_reading_keeps_the_numbers_there_were() -> None:
    store = with_calls()
    store.dispatch(e.modes_pressed())
    store.dispatch(e.modes_failed("12345", e.failure("timeout")))
    read = modes_of(store.state, "12345")
    assert read is not None
    assert read.value[0].number == MOBILE.number
    assert not read.asking


def test_a_campaign_mode_without_a_number_is_offered_after_those_read() -> None:
    store = with_calls()
    assert [mode.mode_id for mode in modes_shown(DAVID, modes_of(store.state, "12345"))] == ["3", "2", "1"]
    assert modes_shown(DAVID, None) == (HOME,)


def test_the_name_of_who_has_hung_up_does_not_stay_in_the_live_region() -> None:
    store = blank()
    store.dispatch(e.calls_came((OTHER,), NOW))
    store.dispatch(e.calls_came((OTHER, DAVID), NOW))
    assert heard(store) == [{"name": "David1 Berry"}]
    store.dispatch(e.calls_came((OTHER,), NOW + 3))
    assert store.state.said.lines == ()
    store.dispatch(Tick(NOW + 20))
    assert "David" in str(store.state.said.lines)
    store.dispatch(Tick(NOW + 31))
    assert "David" not in str(store.state.said)
