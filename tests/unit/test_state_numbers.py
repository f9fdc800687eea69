"""What of a written number is dialled, and when two numbers are the same."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.unit.samples_of_state import blank
from tests.unit.store import Store
from widget.state.numbers import (
    LEADING_ZERO,
    TRUNK_ZERO,
    diallable,
    last_digits,
    numberish,
    only_digits,
    plain,
    same,
    squeezed,
)
from widget.state.screen import PhonesReady

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\uff0d"
SPACES = "\u00a0\u2009\u202f\u3000"
UNSEEN = "\u2800\u3164\ufffc\u00ad\u200b\u200e\u200f\u202a\u202c\u202e\u2060\u2066\u2069\ufeff"


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("(650) 555-0199", "6505550199"),
        ("[650] 555-0199", "6505550199"),
        ("208.555.0123", "2085550123"),
        ("1.208.555.0123", "12085550123"),
        ("555.0123", "5550123"),
        ("01.23.45.67.89", "0123456789"),
        ("650-555-0199.", "6505550199"),
        ("+44 (0)20 7946 0133", "+442079460133"),
        ("+44(0)20 7946 0133", "+442079460133"),
        ("+44 (0) 20 7946 0133", "+442079460133"),
        ("(+44) (0)20 7946 0133", "+442079460133"),
        ("+44-(0)-20-7946-0133", "+442079460133"),
        ("+49 (0)89 123456", "+4989123456"),
        ("+353 (0)1 234 5678", "+35312345678"),
        ("0044 (0)20 7946 0133", "00442079460133"),
        ("00 44 (0)20 7946 0133", "00442079460133"),
        ("011 44 (0)20 7946 0133", "011442079460133"),
        ("(0)20 7946 0133", "02079460133"),
        ("020 7946 0133", "02079460133"),
        ("+39 (06) 1234567", "+39061234567"),
        ("089/1234567", "0891234567"),
        ("0221 / 12345-67", "02211234567"),
        ("+49 171/1234567", "+491711234567"),
        ("650/555-0199", "6505550199"),
        ("tel:+1-650-555-0199", "+16505550199"),
        ("TEL: 6505550199", "6505550199"),
        ("+ 44 20 7946 0133", "+442079460133"),
        ("*67 650 555 0199", "*676505550199"),
        ("99873635#", "99873635#"),
        ("2082097345#1", "2082097345#1"),
        ("*31#6505550199", "*31#6505550199"),
        ("+61 (8) 9123 4567", "+61891234567"),
        ("9 011 44 20 7946 0133", "9011442079460133"),
        ("01 23 45 67 89 01 23", "01234567890123"),
        ("\t" * 32 + "6505550199\n", "6505550199"),
        ("6505550199\0\0", "6505550199"),
    ],
)
def test_a_number_is_read_in_the_notations_of_people(written: str, dialled: str) -> None:
    assert squeezed(written) == dialled
    assert diallable(dialled)


@pytest.mark.parametrize(
    "text",
    [
        *("2085550123.0", "2085550123.00", "12085550123.0", "2085550123.5", "2.085550123", "2.085550123E9"),
        *("2.085550123e+9", "2,085,550,123", "(208) 5550123.0", "208.555.0123.0", "10.0.0.1"),
        *("650-555-0199 x123", "650-555-0199 ext. 5", "tel:+16505550199;ext=5", "6505550199,,123", "6505550199;9"),
        *("650 555 0199 #12", "650 555 0199 (2)", "6505550199p12", "02-123-4567~8", "02-123-4567\uff5e8"),
        *("555 0100 / 555 0101", "5550100/5550101", "555-0100/01", "555-0100 - 555-0101", "5550100 5550101"),
        *("6505550199 6505550188", "6505550199\t6505550188", "6505550199 or 6505550188", "+16505550199/+16505550188"),
        *("12/31/2024", "31.12.2024", "31.12.24", "2024-12-31", "1-2-2024", "2024/12/31"),
        *("(650 555-0199", "650) 555-0199", "((650) 555-0199", "() 6505550199", "650 555-0199 ()"),
        *("1+6505550199", "+1+6505550199", "++16505550199", "+", "", "#", "*", "+#1", "-6505550199", "6505550199-"),
        *(
            "44 (0)20 7946 0133",
            "+44 (020) 7946 0133",
            "+39 (0)6 1234567",
            "+44 20 (0) 7946 0133",
            "+1 (0) 650 555 0199",
            "+7 (8) 495 1234567",
            "+370 (8) 5 123 4567",
            "+36 (06) 1 234 5678",
            "+52 (01) 55 1234 5678",
        ),
        *("555-0199 555-0198", "555 0199 555 0198", "030 123456 030 123457"),
        *("1-800-FLOWERS", "'6505550199", "=6505550199", "%2B16505550199", "callto:6505550199", "\u00bd6505550199"),
        *("+1234567890123456", "1234567890123456789", "1" * 5000, "null"),
    ],
)
def test_what_is_not_the_notation_of_one_number_is_not_dialled_and_stays_as_it_is(text: str) -> None:
    assert not diallable(squeezed(text))
    assert squeezed(text) == text.strip()


@pytest.mark.parametrize("text", ["650 555 0199 555 0198", "+1234567890123456", "1234567890123456"])
def test_what_has_too_many_digits_is_not_dialled(text: str) -> None:
    assert not diallable(squeezed(text))


@pytest.mark.parametrize(
    "written",
    [
        "\uff0b\uff11\uff16\uff15\uff10\uff15\uff15\uff15\uff10\uff11\uff19\uff19",
        "+\u0661\u0666\u0665\u0660\u0665\u0665\u0665\u0660\u0661\u0669\u0669",
        "+1 \uff08650\uff09 555\uff0e0199",
        *(f"+1 650{dash}555{dash}0199" for dash in DASHES),
        *(f"+1{space}650{space}555{space}0199{space}" for space in SPACES),
        *(f"{char}+1650{char}5550199{char}" for char in UNSEEN),
    ],
)
def test_what_the_phone_library_reads_is_read_without_it_and_sent_in_ascii(written: str) -> None:
    assert squeezed(written) == "+16505550199"


def test_every_dash_space_bracket_and_dot_that_the_phone_library_reads_is_read() -> None:
    punctuation = phonenumbers.phonenumberutil._VALID_PUNCTUATION.replace("\u2010-\u2015", DASHES[:6])
    punctuation = punctuation.replace("\uff0d-\uff0f", "\uff0d\uff0e\uff0f")
    for char in set(punctuation) - set("x\\()[]/\uff08\uff09\uff3b\uff3d\uff0f"):
        extension = char in "~\u2053\u223c\uff5e"  # the digits behind a tilde are other endings, or an extension
        assert diallable(squeezed(f"650{char}555{char}0199")) is not extension, ascii(char)


def test_the_countries_with_a_trunk_0_are_those_of_the_metadata() -> None:
    prefixes: dict[str, set[str | None]] = {}
    for region in phonenumbers.SUPPORTED_REGIONS:
        known = phonenumbers.PhoneMetadata.metadata_for_region(region)
        assert known is not None
        prefixes.setdefault(str(known.country_code), set()).add(known.national_prefix)
    assert {code for code, prefix in prefixes.items() if prefix == {"0"}} == TRUNK_ZERO


def test_the_countries_with_numbers_that_begin_with_0_are_those_of_the_metadata() -> None:
    kinds = phonenumbers.PhoneNumberType
    found = set()
    for region in phonenumbers.SUPPORTED_REGIONS:
        for kind in (kinds.FIXED_LINE, kinds.MOBILE, kinds.TOLL_FREE):
            number = phonenumbers.example_number_for_type(region, kind)
            if number is not None and number.italian_leading_zero:
                found.add(str(number.country_code))
    assert found == LEADING_ZERO


@given(st.text(st.sampled_from("0123456789 +()-./*#\u200b\u2011\uff11x"), max_size=30))
@example("+44 (0)20 7946 0133")
def test_what_is_dialled_are_the_digits_of_the_text_in_ascii_and_reads_as_itself(text: str) -> None:
    dialled = squeezed(text)
    assert squeezed(dialled) == dialled
    if only_digits(dialled):
        assert dialled.isascii()
        written, kept = ("".join(filter(str.isdecimal, each)) for each in (plain(text), dialled))
        assert kept == written or kept.replace("0", "") == written.replace("0", "")


def test_a_number_is_known_by_its_last_digits() -> None:
    assert [last_digits(text) for text in ("208-555-0123", "2085550123.0 ", "x12", "")] == ["0123", "1230", "12", ""]


@pytest.mark.parametrize("text", ["2085550123.0", "+44 (0)20 7946 0133", "555 0100 / 555 0101", "(650 555-0199"])
def test_what_may_be_a_number_is_masked_also_where_it_is_not_read(text: str) -> None:
    assert numberish(text)


def store(region: str | None = "US", *, ready: bool = True) -> Store:
    """A store for a region, with the phone metadata when it is ready."""
    made = blank(default_region=region)
    if ready:
        made.dispatch(PhonesReady())
    return made


@pytest.mark.parametrize(
    ("region", "one", "other", "are_same"),
    [
        ("US", "(650) 555-0199", "+16505550199", True),
        ("US", "(650) 555-0199", "1-650-555-0199", True),
        ("US", "+1 650 555 0199", "16505550199", True),
        ("US", "011 44 20 7946 0133", "+442079460133", True),
        ("US", "6505550199", "4155550199", False),
        ("US", "6505550199", "+16505550188", False),
        ("US", "5550199", "+16505550199", None),
        ("US", "+6565550123", "6565550123", None),
        ("GB", "020 7946 0133", "+442079460133", True),
        ("GB", "+44 (0)20 7946 0133", "00442079460133", True),
        (None, "+44 (0)20 7946 0133", "+442079460133", True),
        (None, "+4402079460133", "+442079460133", True),
        (None, "6505550199", "+16505550199", None),
        (None, "6505550199", "+16505550188", False),
        (None, "+16505550199", "16505550199", True),
        (None, "+16505550199", "+14155550199", False),
        ("US", "6505550199", "+6505550199", None),
        ("GB", "02079460133", "+02079460133", None),
        ("US", "6505550199#12", "6505550199#77", False),
        ("US", "6505550199#12", "6505550199", False),
        ("US", "6505550199#12", "+16505550199#12", True),
        ("US", "*6505550199", "6505550199", False),
        ("US", "6505550199*", "6505550199", False),
        ("US", "650*5550199", "6505550199", False),
        ("US", "*676505550199", "*6716505550199", None),
        ("US", "6505550199 x1", "6505550199", None),
        ("US", "6505550199 x1", "6505550199 x1", True),
        ("US", "", "6505550199", False),
        ("US", None, "", True),
    ],
)
def test_the_same_number_in_another_form_is_the_same(
    region: str | None, one: str | None, other: str | None, are_same: bool | None
) -> None:
    state = store(region).state
    assert same(state, one, other) is are_same
    assert same(state, other, one) is are_same


@pytest.mark.parametrize(("one", "are_same"), [("6505550199", None), ("6505550188", False), ("16505550199", True)])
def test_before_the_metadata_has_arrived_nothing_is_claimed_that_only_it_can_tell(
    one: str, are_same: bool | None
) -> None:
    assert same(store(ready=False).state, one, "+16505550199") is are_same
