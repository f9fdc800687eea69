"""Cards are masked wherever they stand; numbers when so configured, with a way to see them for a while."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.unit import events as e
from tests.unit.samples_of_state import NOW, with_calls
from widget.panels import render
from widget.state.clock import Tick
from widget.state.keys import Key
from widget.texts.privacy import holds_card, last_four, masked_cards


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("4111111111111111", "••••••••••••1111"),
        ("card 4111 1111 1111 1111, exp 12/26", "card •••• •••• •••• 1111, exp 12/26"),
        ("3782-822463-10005", "••••-••••••-•0005"),
        ("6304000000000000000", "•••••••••••••••0000"),
        ("4111111111111111 18", "••••••••••••••11 18"),
    ],
)
def test_a_payment_card_shows_its_last_four_only(text: str, shown: str) -> None:
    assert masked_cards(text) == shown


@pytest.mark.parametrize(
    "text", ["4111111111111112", "6591462346", "order 00000000000000", "12345678901234567890123", ""]
)
def test_other_digits_stay(text: str) -> None:
    assert masked_cards(text) == text


def test_a_number_to_dial_of_fifteen_digits_is_no_card() -> None:
    assert masked_cards("491512345670400", phone=True) == "491512345670400"
    assert masked_cards("4111111111111111", phone=True) == "••••••••••••1111"


@example("4111 1111 1111 1111 0416")  # a card by its first sixteen digits, and one by its last
@given(st.text(alphabet="0123456789 -x\u0660\u0661", max_size=40))
def test_masking_keeps_the_length_and_what_stands_between(text: str) -> None:
    shown = masked_cards(text)
    assert len(shown) == len(text)
    assert not holds_card(shown)


@given(st.text(max_size=30))
def test_at_most_four_digits_remain_of_a_masked_number(text: str) -> None:
    assert sum(char.isdecimal() for char in last_four(text)) <= 4


def test_a_revealed_number_is_masked_again_after_the_configured_time() -> None:
    store = with_calls(mask_numbers=True, reveal_seconds=5)
    store.dispatch(e.revealed(Key("mode", "12345", ("3", "0")), NOW))
    store.dispatch(Tick(NOW + 4.9))
    assert store.state.screen.revealed
    store.dispatch(Tick(NOW + 5))
    assert store.state.screen.revealed == ()


def test_a_clock_that_is_put_back_does_not_leave_a_number_revealed() -> None:
    store = with_calls(mask_numbers=True, reveal_seconds=5)
    store.dispatch(e.revealed(Key("mode", "12345", ("1", "0")), NOW))
    store.dispatch(e.copied(Key("mode", "12345", ("1", "0")), NOW))
    store.dispatch(Tick(NOW - 3600))
    assert (store.state.screen.revealed, store.state.screen.copied) == ((), None)


def test_a_revealed_number_can_be_hidden_at_once() -> None:
    store = with_calls(mask_numbers=True)
    store.dispatch(e.revealed(Key("mode", "12345", ("3", "0")), NOW))
    store.dispatch(e.concealed(Key("mode", "12345", ("3", "0"))))
    assert store.state.screen.revealed == ()


def test_what_was_revealed_for_a_call_that_has_ended_goes_when_it_is_closed() -> None:
    store = with_calls()
    store.dispatch(e.revealed(Key("mode", "12345", ("3", "0")), NOW))
    store.dispatch(e.calls_came(store.state.calls.value[1:], NOW))
    chosen = store.state.calls.chosen
    assert chosen is not None
    assert [key for key, _ in store.state.screen.revealed] == [Key("mode", chosen.key, ("3", "0"))]
    store.dispatch(e.ended_closed("12345", ""))
    assert store.state.screen.revealed == ()


def test_a_clipboard_that_refuses_is_said_on_the_button_and_aloud() -> None:
    store = with_calls()
    store.dispatch(e.copy_failed(Key("mode", "12345", ("3", "0")), NOW))
    assert store.state.said.lines[0].msgid.startswith("Not copied")
    assert "Not copied" in render(store.state)["callback-modes"]
    store.dispatch(e.copied(Key("mode", "12345", ("3", "0")), NOW))
    assert "Not copied" not in render(store.state)["callback-modes"]


def test_copied_is_said_and_then_forgotten() -> None:
    store = with_calls()
    store.dispatch(e.copied(Key("field", "1"), NOW))
    assert store.state.said.lines[0].msgid == "Copied."
    store.dispatch(Tick(NOW + 3))
    assert store.state.screen.copied is None


CARDS = ["4111 1111 1111 1111 12/27", "4111111111111111 123", "2 4111 1111 1111 1111", "4111-1111-1111-1111-12"]


@pytest.mark.parametrize("text", CARDS)
def test_a_card_is_masked_whatever_digits_stand_beside_it(text: str) -> None:
    masked = masked_cards(text)
    assert not [part for part in ("4111 1111", "41111111", "4111-1111") if part in masked]
    assert "1111" in masked
