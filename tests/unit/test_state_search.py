"""What is found in a long list by typing."""

from __future__ import annotations

import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import blank
from widget.state.search import FROM, MOST, matches, searched_for, unsearched

TEXT = "+1 208-209-7345\nMobile\nSpring Renewals 12\nJosé Núñez"


@pytest.mark.parametrize(
    "words",
    [
        *("", "  ", "mobile", "MOBILE spring", "renewals mobile", "jose", "José", "nunez spr"),
        *("7345", "208-209", "208 209", "(208) 209", "2082097345", "+1 208", "209.7345", "٧٣٤٥"),
    ],
)
def test_words_are_found_in_any_order_case_and_notation(words: str) -> None:
    assert matches(TEXT, words)


@pytest.mark.parametrize("words", ["home", "mobile home", "7346", "734512", "12 7345 6", "+44"])
def test_what_is_not_there_is_not_found(words: str) -> None:
    assert not matches(TEXT, words)


def test_each_list_has_words_of_its_own() -> None:
    store = blank()
    store.dispatch(e.acted("search", search="one", value="ann"))
    store.dispatch(e.acted("search", search="two", value="bob"))
    assert [searched_for(store.state, name, FROM) for name in ("one", "two", "three")] == ["ann", "bob", ""]
    store.dispatch(e.acted("search", search="one", value=" "))
    assert [searched_for(store.state, name, FROM) for name in ("one", "two")] == ["", "bob"]
    assert searched_for(unsearched(store.state, "two"), "two", FROM) == ""


def test_a_list_without_a_search_field_is_shown_whole() -> None:
    store = blank()
    store.dispatch(e.acted("search", search="one", value="ann"))
    assert searched_for(store.state, "one", FROM - 1) == ""


def test_a_very_long_text_is_cut() -> None:
    store = blank()
    store.dispatch(e.acted("search", search="one", value="9" * 5_000))
    assert len(searched_for(store.state, "one", FROM)) == MOST
