"""The customer's name, from fields that may hold a program's word for nothing."""

from __future__ import annotations

import pytest

from widget.lcm import Call, Field
from widget.state.fields import customer_name, customer_place


def call(**fields: str) -> Call:
    """A call with these optional fields."""
    return Call(callid="1", optional_fields=tuple(Field(name, value) for name, value in fields.items()))


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("null", "null", ""),
        ("Null", "Null", ""),
        ("NULL", "NULL", ""),
        ("undefined", "None", ""),
        ("(null)", "N/A", ""),
        ("Jane", "null", "Jane"),
        ("Jane", "NULL", "Jane"),
        ("Jane", "undefined", "Jane"),
        ("Jane", "None", "Jane"),
        ("null", "Lee", "Lee"),
        ("Jane", "Null", "Jane Null"),
        ("JANE", "NULL", "JANE NULL"),
        ("jane", "null", "jane"),
        ("Jane", "Nullman", "Jane Nullman"),
        ("Na", "Lee", "Na Lee"),
    ],
)
def test_a_word_for_nothing_is_no_name_but_the_family_name_null_is(first: str, last: str, name: str) -> None:
    assert customer_name(call(FName=first, LName=last)) == name


@pytest.mark.parametrize(
    ("whole", "name"),
    [
        ("null null", ""),
        ("null, null", ""),
        ("undefined", ""),
        ("Jane null", "Jane"),
        ("Jane NULL", "Jane"),
        ("Smith, null", "Smith"),
        ("NULL Smith", "Smith"),
        ("None Smith", "Smith"),
        ("N/A Smith", "Smith"),
        ("Jane Null", "Jane Null"),
        ("JANE NULL", "JANE NULL"),
        ("Nan None-Smith", "Nan None-Smith"),
    ],
)
def test_a_whole_name_is_without_the_words_for_its_missing_parts(whole: str, name: str) -> None:
    assert customer_name(call(CustomerName=whole)) == name


def test_another_field_is_asked_where_the_first_holds_nothing() -> None:
    assert customer_name(call(FName="null", FirstName="Ann", LName="Lee")) == "Ann Lee"
    assert customer_place(call(City="null", Town="Bath", Country="undefined")) == "Bath"
