"""A desktop that lists a ModeID twice: both numbers are shown, and it is never unclear what a change belongs to."""

from __future__ import annotations

import pytest

from tests.unit import events as e
from tests.unit.panels.page import Node, read
from tests.unit.samples_of_state import DAVID, MOBILE, NOW, OFFICE, blank, with_calls
from tests.unit.store import Store
from widget.lcm import Mode
from widget.panels import render
from widget.state.change import FormKey, form_of
from widget.state.keys import Key

AGAIN = MOBILE.model_copy(update={"number": "2025550177"})
SHARED = "It decides which of the numbers is replaced."


def listed_twice() -> Store:
    store = with_calls()
    store.dispatch(e.modes_came("12345", (MOBILE, OFFICE, AGAIN), NOW))
    return store


def changing(store: Store, *, delete_others: bool = False) -> Store:
    """A change of the mode that is listed twice, saved."""
    store.dispatch(e.change_opened("12345", "3"))
    store.dispatch(e.change_typed("12345", "3", "2025550142"))
    store.dispatch(e.delete_others_set("12345", "3", delete_others))
    store.dispatch(e.change_submitted("12345", "3"))
    return store


def rows(store: Store) -> list[Node]:
    """The rows of the mode."""
    return read(render(store.state)["callback-modes"]).all("div", data_mode_id="3")


def ids(node: Node) -> list[str]:
    return [one.attrs["id"] for one in node.all() if "id" in one.attrs]


def test_both_numbers_are_shown_and_each_can_be_copied() -> None:
    copied = [row.named("Copy number")[0].attrs["data-copy"] for row in rows(listed_twice())]
    assert copied == ["6591462346", "2025550177"]


def test_one_button_changes_the_mode_and_the_other_row_says_where() -> None:
    first, second = rows(listed_twice())
    assert len(first.named("Change number")) == 1
    assert not second.named("Change number")
    assert "Listed twice. Change it in its first row." in second.text()


def test_the_form_opens_once_and_says_that_the_desktop_decides() -> None:
    first, second = rows(changing(listed_twice()))
    assert (len(first.all("form")), len(second.all("form"))) == (1, 0)
    assert SHARED in first.text()


def test_the_form_of_a_mode_listed_once_says_nothing_of_it() -> None:
    (row,) = rows(changing(with_calls()))
    assert SHARED not in row.text()


@pytest.mark.parametrize("opened", [False, True])
def test_every_id_is_there_once(opened: bool) -> None:
    store = changing(listed_twice()) if opened else listed_twice()
    drawn = ids(read(render(store.state)["callback-modes"]))
    assert len(drawn) == len(set(drawn))


def test_an_id_is_not_mistaken_for_a_further_row_of_another_mode() -> None:
    store = blank()
    modes = tuple(Mode(mode_id=ident, number="2025550100") for ident in ("3", "3", "3|1", "3-1", "1:3", "3", "3|1"))
    store.dispatch(e.calls_came((DAVID,), NOW))
    store.dispatch(e.modes_came("12345", modes, NOW))
    drawn = ids(read(render(store.state)["callback-modes"]))
    assert len(drawn) == len(set(drawn))


def test_each_number_is_unmasked_by_itself() -> None:
    store = with_calls(mask_numbers=True)
    store.dispatch(e.modes_came("12345", (MOBILE, AGAIN), NOW))
    key = rows(store)[1].all("button", data_action="reveal")[0].attrs["data-key"]
    store.dispatch(e.revealed(Key.read(key), NOW))
    assert [row.all("bdi")[1].text() for row in rows(store)] == ["••••••2346", "2025550177"]


def test_deleting_others_names_the_further_number_of_the_mode_too() -> None:
    store = changing(listed_twice(), delete_others=True)
    dialog = read(render(store.state)["dialogs"])
    assert dialog.one("h2").text() == "Delete 2 other numbers?"
    assert [row.text() for row in dialog.all("tr")[1:]] == [
        "Mobile 6591462346 2025550142",
        "Office 6591462347 deleted",
        "Mobile 2025550177 deleted",
    ]


def test_saved_is_believed_when_either_number_is_the_new_one() -> None:
    store = changing(listed_twice())
    store.dispatch(e.change_settled("12345", "3", None))
    changed = AGAIN.model_copy(update={"number": "2025550142"})
    store.dispatch(e.modes_came("12345", (MOBILE, OFFICE, changed), NOW))
    form = form_of(store.state, FormKey("12345", "3"))
    assert form is not None
    assert form.confirmed
