"""Numbers of the customer's fields are offered for a mode that has none: to press, and never sent by that."""

from __future__ import annotations

import pytest

from tests.unit import events as e
from tests.unit.panels.page import Node, read
from tests.unit.samples_of_state import DAVID, HOME, NOW, blank
from tests.unit.store import Store
from widget.lcm import Call, Field, Mode
from widget.panels import render
from widget.state.change import ChangeForm
from widget.state.offered import offered


def call(**fields: str | None) -> Call:
    """A call with these optional business fields, and a Home of 8 to 12 digits."""
    named = tuple(
        Field(name=name, value=value, data_type=None, format=None, editable=None) for name, value in fields.items()
    )
    return DAVID.model_copy(update={"optional_fields": named, "campaign_modes": (HOME,)})


def opened(one: Call, *modes: Mode, **settings: object) -> Store:
    """The form of Home open, once the numbers were read."""
    store = blank(**settings)
    store.dispatch(e.calls_came((one,), NOW))
    store.dispatch(e.modes_came("12345", modes, NOW))
    store.dispatch(e.change_opened("12345", "1"))
    return store


def numbers(one: Call, mode_id: str = "1") -> list[str]:
    return [each.number for each in offered(opened(one).state, one, mode_id)]


def buttons(store: Store) -> list[Node]:
    return read(render(store.state)["callback-modes"]).all("button", data_action="change-take")


def form(store: Store) -> ChangeForm:
    (one,) = store.state.forms
    return one


def take(store: Store, at: int) -> None:
    store.dispatch(e.acted("change-take", call="12345", modeId="1", value=str(at)))


@pytest.mark.parametrize(
    "value", ["Virginia", "", None, "12345", "01/31/2024", "4111 1111 1111 1111", "call 2025550133", "6505550199 x12"]
)
def test_what_is_no_phone_number_is_not_offered(value: str | None) -> None:
    assert numbers(call(Some=value)) == []


def test_numbers_are_offered_as_they_would_be_dialled_each_once() -> None:
    one = call(Office="(202) 555-0133", Mobile="202 555 0133", Other="+12025550144")
    assert numbers(one) == ["2025550133", "+12025550144"]


def test_three_are_offered_and_the_field_that_is_called_like_the_mode_comes_first() -> None:
    one = call(A="2025550101", B="2025550102", C="2025550103", home="2025550104")
    assert numbers(one) == ["2025550104", "2025550101", "2025550102"]


def test_a_number_that_the_campaign_does_not_take_is_not_offered() -> None:
    assert numbers(call(Short="5550133", Long="0012025550133444")) == []


def test_none_is_offered_for_a_mode_that_has_a_number() -> None:
    one = call(Mobile="2025550133")
    assert len(buttons(opened(one))) == 1
    assert buttons(opened(one, HOME.model_copy(update={"number": "2025550142"}))) == []


def test_a_press_types_the_number_and_sends_nothing() -> None:
    store = opened(call(Home="2025550101", Mobile="2025550133"))
    assert [button.text() for button in buttons(store)] == [
        "Type this number: Home 2025550101",
        "Type this number: Mobile 2025550133",
    ]
    take(store, 1)
    assert (form(store).draft, form(store).phase) == ("2025550133", "idle")
    assert "SetNewModeNumber" not in store.asked()
    assert len(buttons(store)) == 2


def test_a_press_on_what_is_not_offered_any_more_keeps_what_is_typed() -> None:
    store = opened(call(Mobile="2025550133"))
    store.dispatch(e.change_typed("12345", "1", "77"))
    take(store, 5)
    assert form(store).draft == "77"


def test_while_a_number_is_saved_and_afterwards_nothing_is_typed_by_a_press() -> None:
    store = opened(call(Home="2025550101", Mobile="2025550133"))
    take(store, 0)
    store.dispatch(e.change_submitted("12345", "1"))
    take(store, 1)
    store.dispatch(e.change_settled("12345", "1", None))
    take(store, 1)
    assert (form(store).draft, form(store).phase) == ("2025550101", "done")


def test_offered_numbers_are_masked_like_all_others() -> None:
    (button,) = buttons(opened(call(Mobile="2025550133"), mask_numbers=True))
    assert button.text() == "Type this number: Mobile ••••••0133"
