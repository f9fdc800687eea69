"""Times, ids and numbers in the form a person reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget import phones
from widget.ids import dom_id
from widget.panels.words import age, countdown
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
