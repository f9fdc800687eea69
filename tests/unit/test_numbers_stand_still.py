"""The rows of the numbers stand still: in their order, and also when the desktop does not list a mode any more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit import events as e
from tests.unit.panels.page import Node, read
from tests.unit.samples_of_state import DAVID, HOME, MOBILE, NOW, OFFICE, blank, typed, with_calls
from tests.unit.store import Store
from widget.lcm import CallbackModes, Mode
from widget.panels import render
from widget.state.modes import losses, modes_of, modes_shown

FILLED = HOME.model_copy(update={"number": "2025550142"})


def panel(store: Store) -> Node:
    return read(render(store.state)["callback-modes"])


def row(store: Store, mode_id: str) -> Node:
    return panel(store).one("div", data_mode_id=mode_id)


def order(store: Store) -> list[str]:
    return [one.attrs["data-mode-id"] for one in panel(store).all("div") if "data-mode-id" in one.attrs]


def pencil(store: Store, mode_id: str) -> Node:
    (button,) = row(store, mode_id).named("Change number")
    return button


@pytest.mark.parametrize("again", [(FILLED, OFFICE, MOBILE), (OFFICE, MOBILE), (FILLED, MOBILE, OFFICE)])
def test_modes_that_are_read_again_stay_in_their_order(again: tuple[Mode, ...]) -> None:
    store = with_calls()
    assert order(store) == ["3", "2", "1"]
    store.dispatch(e.modes_came("12345", again, NOW + 1))
    assert order(store) == ["3", "2", "1"]


def test_a_mode_that_is_new_comes_below_the_others() -> None:
    store = with_calls()
    fax = Mode(mode_id="9", description="Fax", number="2025550177")
    store.dispatch(e.modes_came("12345", (fax, OFFICE, MOBILE), NOW + 1))
    assert order(store) == ["3", "2", "1", "9"]


def test_a_mode_that_is_gone_keeps_its_row_until_the_agent_acts_on_the_numbers() -> None:
    store = with_calls()
    store.dispatch(e.modes_came("12345", (OFFICE,), NOW + 1))
    assert order(store) == ["3", "2", "1"]
    assert row(store, "3").attrs["aria-label"] == "Mobile: not listed now."
    assert not row(store, "3").named("Copy number")
    assert pencil(store, "3").attrs["aria-disabled"] == "true"
    store.dispatch(e.modes_pressed())
    assert order(store) == ["2", "1"]


def test_the_row_of_a_mode_that_is_gone_stays_while_a_form_of_the_call_is_open() -> None:
    store = typed()
    store.dispatch(e.modes_came("12345", (OFFICE,), NOW + 1))
    store.dispatch(e.modes_pressed())
    assert order(store) == ["3", "2", "1"]
    store.dispatch(e.change_closed("12345", "1"))
    assert order(store) == ["2", "1"]


def test_a_mode_that_is_gone_is_not_lost_once_more_by_deleting_the_others() -> None:
    store = with_calls()
    store.dispatch(e.modes_came("12345", (OFFICE,), NOW + 1))
    assert [lost.mode_id for lost in losses(store.state, "12345", "1")] == ["2"]
    assert [mode.key for mode in modes_shown(DAVID, modes_of(store.state, "12345"))] == ["2", "1"]


def test_a_mode_that_is_listed_again_has_its_row_again() -> None:
    store = with_calls()
    store.dispatch(e.modes_came("12345", (OFFICE,), NOW + 1))
    store.dispatch(e.modes_came("12345", (OFFICE, MOBILE), NOW + 2))
    assert order(store) == ["3", "2", "1"]
    assert row(store, "3").named("Copy number")


def test_what_was_read_twice_of_one_mode_stands_still_too() -> None:
    again = MOBILE.model_copy(update={"number": "2025550177"})
    store = with_calls()
    store.dispatch(e.modes_came("12345", (MOBILE, OFFICE, again), NOW + 1))
    assert order(store) == ["3", "2", "1", "3"]
    store.dispatch(e.modes_came("12345", (again, OFFICE), NOW + 2))
    assert order(store) == ["3", "2", "1", "3"]
    assert "not listed now" in panel(store).all("div", data_mode_id="3")[1].text()


def unread() -> Store:
    """A call whose numbers are being read for the first time."""
    store = blank()
    store.dispatch(e.calls_came((DAVID,), NOW))
    return store


def test_nothing_is_said_to_be_missing_while_the_numbers_are_read_for_the_first_time() -> None:
    store = unread()
    assert "reading…" in row(store, "1").text()
    assert "none" not in row(store, "1").text()
    assert pencil(store, "1").attrs["aria-disabled"] == "true"
    store.dispatch(e.modes_came("12345", (), NOW))
    assert "none" in row(store, "1").text()
    assert "aria-disabled" not in pencil(store, "1").attrs


def test_nothing_is_said_to_be_missing_when_the_numbers_could_not_be_read() -> None:
    store = with_calls()
    store.dispatch(e.modes_pressed())
    store.dispatch(e.modes_failed("12345", e.failure("timeout")))
    assert "not read" in row(store, "1").text()
    assert pencil(store, "1").attrs["aria-disabled"] == "true"
    assert "aria-disabled" not in pencil(store, "3").attrs
    assert "6591462346" in row(store, "3").text()


def test_a_number_that_the_answer_does_not_tell_is_not_known_and_one_that_is_null_is_none() -> None:
    """A desktop may name `Cvalue` in a way that is not read."""
    store = unread()
    modes = [
        Mode.model_validate(mode) for mode in ({"ModeID": "1", "cvalue": "6591462346"}, {"ModeID": "2", "Cvalue": None})
    ]
    store.dispatch(e.modes_came("12345", tuple(modes), NOW))
    assert "not known" in row(store, "1").text()
    assert "none" in row(store, "2").text()


def test_a_mode_that_an_answer_read_in_part_does_not_list_is_not_known() -> None:
    store = unread()
    store.dispatch(
        replace(e.modes_came("12345", (), NOW), body=CallbackModes(callid="12345").model_copy(update={"unread": 1}))
    )
    assert "not known" in row(store, "1").text()


def test_what_was_read_stays_with_its_time_while_it_is_read_again() -> None:
    store = with_calls()
    before = panel(store).one("span", **{"class": "as-of"}).text()
    store.dispatch(e.modes_pressed())
    after = panel(store)
    assert after.one("span", **{"class": "as-of"}).text() == before
    assert after.one("div", role="grid").attrs["aria-busy"] == "true"
    assert "none" in row(store, "1").text()
    assert "aria-disabled" not in pencil(store, "1").attrs


def test_what_was_not_read_is_said_below_the_rows_with_a_button_that_tries_again() -> None:
    store = with_calls()
    store.dispatch(e.modes_pressed())
    store.dispatch(e.modes_failed("12345", e.failure("timeout")))
    again = panel(store).one("button", id="callback-modes-again")
    assert (again.text(), again.attrs["data-action"]) == ("Try again", "get-modes")
    html = render(store.state)["callback-modes"]
    assert html.rindex('role="row"') < html.index("Numbers not read.")
    store.dispatch(e.modes_pressed())
    assert panel(store).one("button", id="callback-modes-again").attrs["aria-disabled"] == "true"


def test_the_head_names_whose_numbers_they_are() -> None:
    store = with_calls()
    whose = panel(store).one("span", id="callback-modes-of")
    assert (whose.text(), whose.attrs["title"]) == ("David1 Berry", "David1 Berry")
    store.dispatch(e.call_selected("67890"))
    assert panel(store).one("span", id="callback-modes-of").text() == "67890"


def test_a_row_says_all_it_shows_in_one_sentence() -> None:
    assert row(with_calls(), "3").attrs["aria-label"].startswith("Mobile: 6591462346. Consent: contact ")
    masked = row(with_calls(mask_numbers=True), "3").attrs["aria-label"]
    assert "••••••2346" in masked
    assert "659" not in masked
