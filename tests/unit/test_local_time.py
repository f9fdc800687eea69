"""What time it is at a number, and what the calling hours make of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit import events as e
from tests.unit.samples_of_state import NOW, manual, non_pewc, step_of, with_contact
from widget import phones
from widget.config import Hours, read_hours
from widget.panels import render
from widget.state.contact import Contact
from widget.state.contacts import contact_of
from widget.state.local_time import LocalTime, is_open, local_time
from widget.state.screen import PhonesReady

BOISE, NEW_YORK, FREE, LONDON = "2082097345", "2125550123", "8005550199", "+442079460133"
"""208 is in two zones. NOW is 14:41 UTC."""


@pytest.fixture(autouse=True)
def metadata() -> None:
    assert phones.load()


def at_number(number: str, at: float = NOW, **table: object) -> LocalTime | None:
    store, _ = with_contact(None, **{"default_region": "US", **table})
    return local_time(store.state, number, at)


@pytest.mark.parametrize(
    ("number", "times"),
    [
        (BOISE, LocalTime(6 * 60 + 41, 7 * 60 + 41, open=False)),
        (NEW_YORK, LocalTime(9 * 60 + 41, 9 * 60 + 41, open=True)),
        (LONDON, LocalTime(14 * 60 + 41, 14 * 60 + 41, open=True)),
        ("(212) 555-0123", LocalTime(9 * 60 + 41, 9 * 60 + 41, open=True)),
    ],
)
def test_the_time_at_a_number_is_that_of_all_its_zones(number: str, times: LocalTime) -> None:
    assert at_number(number) == times


@pytest.mark.parametrize("number", [FREE, "9873635", "0501234567", "call me", "", "*72" + NEW_YORK])
def test_where_a_number_is_in_no_known_place_its_time_is_not_known(number: str) -> None:
    assert at_number(number) is None


def test_without_a_region_only_a_number_with_a_plus_has_a_time() -> None:
    assert at_number(NEW_YORK, default_region=None) is None
    assert at_number("+1" + NEW_YORK, default_region=None) is not None


def test_before_the_metadata_is_there_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phones, "_loaded", [])
    assert at_number(NEW_YORK) is None


def test_summer_time_counts() -> None:
    july = datetime(2024, 7, 15, 12, 0, tzinfo=UTC).timestamp()
    assert at_number(NEW_YORK, july) == LocalTime(8 * 60, 8 * 60, open=True)


@given(st.integers(0, 1439), st.integers(1, 1440), st.integers(0, 1439))
def test_hours_are_open_at_each_minute_from_the_first_to_before_the_last(opens: int, closes: int, time: int) -> None:
    if opens == closes:
        return
    minute, open_minutes = opens, set[int]()
    while minute % 1440 != closes % 1440 or not open_minutes:
        open_minutes.add(minute % 1440)
        minute += 1
    assert is_open(Hours(opens, closes), time) is (time in open_minutes)


@pytest.mark.parametrize(
    ("text", "hours"),
    [("08:00-21:00", Hours(480, 1260)), ("00:00-24:00", Hours(0, 1440)), ("20:00-06:30", Hours(1200, 390))],
)
def test_hours_are_read(text: str, hours: Hours) -> None:
    assert read_hours(text) == hours


@pytest.mark.parametrize(
    ("number", "step"), [(NEW_YORK, "sent"), (BOISE, "confirming"), (FREE, "confirming"), ("9873635", "confirming")]
)
def test_outside_the_hours_and_where_the_time_is_not_known_a_second_step_is_asked_for(number: str, step: str) -> None:
    store, key = with_contact(manual(number), default_region="US", hours_gate="require")
    store.dispatch(e.dial_pressed(key, NOW))
    assert step_of(store, key) == step


@pytest.mark.parametrize("gate", ["warn", "off"])
def test_other_gates_ask_for_no_second_step(gate: str) -> None:
    store, key = with_contact(manual(BOISE), default_region="US", hours_gate=gate)
    store.dispatch(e.dial_pressed(key, NOW))
    assert step_of(store, key) == "sent"


def test_a_press_counts_at_its_own_time() -> None:
    """The page still shows the minute before the hours open, or after which they are closed."""
    store, key = with_contact(manual(NEW_YORK), default_region="US", hours_gate="require", calling_hours="09:42-21:00")
    store.dispatch(e.dial_pressed(key, NOW + 59))
    assert step_of(store, key) == "confirming"
    store.dispatch(e.dial_backed_out(key))
    store.dispatch(e.dial_pressed(key, NOW + 60))
    assert step_of(store, key) == "sent"


def seen(contact: object = None, **table: object) -> str:
    store, _ = with_contact(contact or manual(BOISE), default_region="US", **table)  # type: ignore[arg-type]
    store.dispatch(PhonesReady())
    return render(store.state)["manual-dial"]


def test_the_card_says_the_time_there_and_that_it_is_outside_the_hours() -> None:
    shown = seen()
    assert "06:41–07:41 there, outside calling hours" in re.sub("<.+?>", "", shown)  # noqa: RUF001
    assert 'class="button dial careful"' in shown


def test_within_the_hours_and_without_them_the_card_says_the_time_only() -> None:
    for shown in (seen(manual(NEW_YORK)), seen(hours_gate="off")):
        assert "outside calling hours" not in shown
        assert ":41 there" in re.sub("<.+?>", "", shown)
        assert 'class="button dial"' in shown


def test_a_time_that_is_not_known_is_said_and_is_not_open() -> None:
    shown = seen(manual(FREE))
    assert "The time there is not known." in shown
    assert 'class="button dial careful"' in shown


def test_one_question_for_consent_and_hours() -> None:
    store, key = with_contact(manual(BOISE, consent=False), default_region="US", hours_gate="require")
    store.dispatch(e.dial_pressed(key, NOW))
    question = render(store.state)["dialogs"]
    assert "Dial without consent?" in question
    assert "This contact has not agreed in writing to be called." in question
    assert "The calling hours are" in question
    store.dispatch(e.dial_confirmed(key, NOW + 1))
    assert step_of(store, key) == "sent"


def test_the_time_is_that_of_the_number_without_what_is_dialled_around_it() -> None:
    store, _ = with_contact(default_region="US")
    store.dispatch(e.non_pewc_came((non_pewc(prefix="9"),), NOW))
    (contact,) = store.state.non_pewc.value
    assert isinstance(contact_of(store.state, contact.key), Contact)
    assert contact.dialled == "99873635"
    assert local_time(store.state, contact.wire.phone_number, NOW) is None
