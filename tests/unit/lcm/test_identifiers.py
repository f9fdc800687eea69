"""Which spellings are the same identifier, and which are not."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.lcm.strategies import ids
from widget.lcm import GET_CALLBACK_MODES, CallbackModesRequest, id_key, same_id
from widget.lcm.identifiers import PADDING

paddings = st.text(st.sampled_from(PADDING), max_size=8)
GUID = "3F2504E0-4F89-11D3-9A0C-0305E82C3301"


@given(ids, paddings, paddings)
def test_padding_does_not_count(ident: str, before: str, after: str) -> None:
    assert same_id(ident, before + ident + after)


@given(st.uuids(), paddings)
def test_a_guid_is_the_same_in_every_spelling(guid: UUID, padding: str) -> None:
    spellings = [str(guid), str(guid).upper(), guid.hex, guid.hex.upper(), f"{{{guid}}}", f"({str(guid).upper()})"]
    assert {id_key(spelling + padding) for spelling in spellings} == {str(guid)}


@given(ids)
def test_the_key_of_a_key_is_the_key(ident: str) -> None:
    assert id_key(id_key(ident)) == id_key(ident)


@given(ids, ids)
def test_ids_without_padding_that_are_no_guids_are_compared_as_they_are(one: str, other: str) -> None:
    assert same_id(one, other) == (one.strip(PADDING) == other.strip(PADDING))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("007", "7"),
        ("12345", "12345.0"),
        ("abc", "ABC"),
        ("1 2", "12"),
        ("5|3|1", "5|3|01"),
        (GUID, GUID[:-1] + "2"),
        (GUID, GUID[:-1]),
        (f"call-{GUID}", f"call-{GUID.lower()}"),
    ],
)
def test_different_ids_stay_different(one: str, other: str) -> None:
    assert not same_id(one, other)


@pytest.mark.parametrize("blank", ["", " ", "\0\0", " \t\r\n"])
def test_padding_alone_is_no_id(blank: str) -> None:
    assert id_key(blank) == ""


def test_a_request_waits_under_the_key_of_its_call_id() -> None:
    data = CallbackModesRequest(callid=" 12345  ", account_number="")
    assert GET_CALLBACK_MODES.reply_key(data) == ("CallBackModes", "12345")
