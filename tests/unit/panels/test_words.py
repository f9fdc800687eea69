"""Times, ids and numbers in the form a person reads."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget import phones
from widget.config import WidgetConfig
from widget.ids import dom_id
from widget.panels.words import age, countdown, day_and_time
from widget.state import WidgetState
from widget.state.fields import readable
from widget.texts import Text, texts_for

EN = texts_for("en")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (291, "04:51"),
        (0.2, "00:01"),
        (1, "00:01"),
        (3599, "59:59"),
        (3600, "1 h 00 min"),
        (90061, "1 d 1 h"),
        (-1, "00:00"),
    ],
)
def test_what_is_left(seconds: float, words: str) -> None:
    assert countdown(EN, seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(-3, "just now"), (4.9, "just now"), (12, "12 s ago"), (120, "2 min ago"), (7200, "2 h ago")]
)
def test_how_long_ago(seconds: float, words: str) -> None:
    assert age(EN, seconds) == words


@pytest.fixture
def new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The agent's machine is in New York."""
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "America/New_York")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("new_york")
@pytest.mark.parametrize(
    ("at", "twelve", "twenty_four"),
    [
        ("2026-03-02T17:09:00Z", "12:09 PM", "12:09"),
        ("2026-03-02T05:05:00Z", "12:05 AM", "00:05"),
        ("2026-03-03T03:09:00Z", "10:09 PM", "22:09"),
        ("2026-03-02T10:09:00Z", "5:09 AM", "05:09"),
        ("2026-03-03T22:09:00Z", "3 Mar 2026, 5:09 PM", "3 Mar 2026, 17:09"),
        ("2026-03-02T04:59:00Z", "1 Mar 2026, 11:59 PM", "1 Mar 2026, 23:59"),
    ],
)
def test_a_time_is_the_agents_as_the_browser_writes_it_with_the_day_where_it_is_not_today(
    at: str, twelve: str, twenty_four: str
) -> None:
    def seconds(text: str) -> float:
        return datetime.fromisoformat(text).timestamp()

    state = WidgetState(now=seconds("2026-03-02T14:30:00Z"))
    assert day_and_time(state._replace(hour12=True), seconds(at)) == twelve
    assert day_and_time(state, seconds(at)) == twenty_four


def test_the_words_for_morning_and_evening_are_the_languages() -> None:
    state = WidgetState(settings=WidgetConfig(locale="ar"), hour12=True)
    assert {day_and_time(state, hours * 3600.0)[-1] for hours in range(24)} == {"ص", "م"}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("FName", "First name"),
        ("lname", "Last name"),
        ("preferredLanguage", "Preferred language"),
        ("CRM_account_ID", "CRM account ID"),
        ("crmAccountUrl2", "CRM account URL 2"),
        ("note2", "Note 2"),
        ("___", "___"),
    ],
)
def test_a_fields_name_is_made_readable(name: str, label: str) -> None:
    made = readable(name)
    assert (made.msgid if isinstance(made, Text) else made) == label


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=3))
def test_an_id_has_no_space_and_safe_characters(parts: list[str]) -> None:
    made = dom_id("x", *parts)
    assert made.replace("-", "").replace("_", "").isalnum()
    assert made.isascii()


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_different_identifiers_have_different_ids(one: str, other: str) -> None:
    assert (dom_id("x", one) == dom_id("x", other)) == (one == other)


@pytest.mark.parametrize(
    ("number", "region", "shown"),
    [
        ("2082097345", "US", "+1 208-209-7345"),
        ("6591462346", "US", "6591462346"),
        ("0501234567", "US", "0501234567"),
        ("0501234567", "AE", "+971 50 123 4567"),
        ("1234567890", "US", "1234567890"),
        ("+10501234567", None, "+10501234567"),
        ("+442079460958", None, "+44 20 7946 0958"),
        ("6591462346", None, "6591462346"),
        ("9873635", "US", "9873635"),
        ("not a number", "US", "not a number"),
        ("", "US", ""),
    ],
)
def test_a_number_is_formatted_when_it_can_be_and_else_as_received(number: str, region: str | None, shown: str) -> None:
    assert phones.load()
    assert phones.formatted(number, region) == shown


def test_metadata_only_ever_calls_a_number_unlikely() -> None:
    assert phones.load()
    assert phones.unlikely("5550142", "US")
    assert not phones.unlikely("2082097345", "US")
    assert not phones.unlikely("5550142", None)
