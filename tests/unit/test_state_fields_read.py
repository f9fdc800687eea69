"""The fields of a call: asked for where StateSync brings none, shown as asked for, and never another call's."""

from __future__ import annotations

from html import unescape

import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import DAVID, HOME, NOW, blank
from tests.unit.store import Store
from widget.client import Incoming, Standing
from widget.lcm import Call, CallFields, Field, FieldsRequest
from widget.panels import render
from widget.state.effects import Ask
from widget.state.fields_read import BusinessFieldsOf
from widget.state.incoming import events_of
from widget.state.keys import FIELDS

BARE = Call(callid="1", account_number="5|3", campaign_modes=(HOME,))
WITH_FIELDS = BARE.model_copy(update={"optional_fields": (Field("FName", "Zoe"),)})
DETAIL = (Field("FName", "Test", "String", "", True), Field("LName", "Berry", "String", "", True))
ASKED_FOR = "Asked for: the desktop's state of this call has no fields."


def asked(store: Store) -> list[tuple[str, FieldsRequest]]:
    asks = [effect for effect in store.effects if isinstance(effect, Ask)]
    return [(ask.operation.name, ask.data) for ask in asks if isinstance(ask.data, FieldsRequest)]


def with_bare() -> Store:
    store = blank()
    store.dispatch(e.calls_came((BARE,), NOW))
    return store


def page(store: Store) -> tuple[str, str]:
    """The head, and the panel of the call with all fields unfolded."""
    if FIELDS not in store.state.screen.opened:
        store.dispatch(e.toggled(FIELDS))
    regions = render(store.state)
    return regions["customer"], regions["calls"]


def test_both_kinds_are_asked_for_once_for_the_chosen_call_and_not_repeated() -> None:
    store = with_bare()
    wanted = FieldsRequest(callid="1", account_number="5|3")
    assert asked(store) == [("GetContactDetail", wanted), ("GetScreenPopData", wanted)]
    assert {effect.retries for effect in store.effects if isinstance(effect, Ask) and effect.data == wanted} == {0}
    store.dispatch(e.calls_came((BARE,), NOW + 1))
    assert len(asked(store)) == 2


@pytest.mark.parametrize("call", [DAVID, WITH_FIELDS])
def test_where_state_sync_brings_fields_nothing_is_asked_for(call: Call) -> None:
    store = blank()
    store.dispatch(e.calls_came((call,), NOW))
    store.dispatch(e.modes_pressed())
    assert asked(store) == []


def test_only_those_of_the_chosen_call_are_asked_for() -> None:
    store = blank()
    store.dispatch(e.calls_came((DAVID, BARE), NOW))
    assert asked(store) == []
    store.dispatch(e.call_selected("1"))
    assert len(asked(store)) == 2


def test_what_comes_names_the_customer_and_is_shown_as_asked_for() -> None:
    store = with_bare()
    store.dispatch(e.business_fields_came("1", DETAIL))
    store.dispatch(e.optional_fields_came("1", (Field("City", "Boston"),)))
    head, panel = page(store)
    assert "Test Berry" in head
    assert "Boston" in head
    assert ASKED_FOR in unescape(panel)
    assert panel.count("pin-field") == 3


def test_fields_of_state_sync_are_not_said_to_be_asked_for() -> None:
    store = blank()
    store.dispatch(e.calls_came((WITH_FIELDS,), NOW))
    assert "Asked for" not in page(store)[1]


def test_they_stay_over_a_state_without_fields_and_give_way_to_one_with_some() -> None:
    store = with_bare()
    store.dispatch(e.business_fields_came("1", DETAIL))
    store.dispatch(e.calls_came((BARE,), NOW + 1))
    assert "Test Berry" in page(store)[0]
    store.dispatch(e.calls_came((BARE.model_copy(update={"business_fields": (Field("FName", "Zoe"),)}),), NOW + 2))
    assert "Zoe" in page(store)[0]
    assert "Berry" not in page(store)[0]


def test_a_late_answer_does_not_replace_what_state_sync_has_brought_meanwhile() -> None:
    store = with_bare()
    store.dispatch(e.calls_came((WITH_FIELDS,), NOW + 1))
    store.dispatch(e.business_fields_came("1", DETAIL))
    assert "Test" not in page(store)[0]


def test_they_go_with_the_customer() -> None:
    store = with_bare()
    store.dispatch(e.business_fields_came("1", DETAIL))
    other = BARE.model_copy(update={"account_number": "7|7"})
    store.dispatch(e.calls_came((other,), NOW + 1))
    store.dispatch(e.call_selected("1"))
    assert store.state.calls.value == (other,)
    assert "Test Berry" not in page(store)[0]


def test_an_answer_for_another_customer_is_not_taken() -> None:
    store = with_bare()
    store.dispatch(e.calls_came((BARE.model_copy(update={"account_number": "7|7"}),), NOW + 1))
    body = CallFields(callid="1", fields=DETAIL)
    late = Incoming(Standing.LATE, about=BusinessFieldsOf("1", "5|3"), body=body)
    for event in events_of(late, store.state, NOW + 2):
        store.dispatch(event)
    assert all(call.business_fields == () for call in store.state.calls.value)


def test_an_ended_call_keeps_them() -> None:
    store = with_bare()
    store.dispatch(e.business_fields_came("1", DETAIL))
    store.dispatch(e.calls_came((), NOW + 1))
    head, panel = page(store)
    assert "Test Berry" in head
    assert "Asked for" in panel


def test_a_field_named_as_the_lcm_key_is_not_taken_for_it() -> None:
    store = blank()
    store.dispatch(e.calls_came((Call(callid="1"),), NOW))
    store.dispatch(e.business_fields_came("1", (Field("AccountNumber", "9|9"),)))
    (call,) = store.state.calls.value
    assert call.account_number is None


def test_where_nothing_comes_nothing_is_said() -> None:
    store = with_bare()
    store.dispatch(e.fields_failed("1", e.failure("refused", "Invalid Call ID.")))
    head, panel = page(store)
    assert "Invalid" not in head + panel
    assert "Asked for" not in panel
    assert "problem" not in render(store.state)["status"]
