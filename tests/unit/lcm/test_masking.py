"""Phone numbers are unreadable wherever they are reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.lcm import Refusal, mask_digits
from widget.lcm.masking import excerpt


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("6591462346", "••••••••46"),
        ("+65 9146-2346", "+•• ••••-••46"),
        ("call (659) 146.2346 now", "call (•••) •••.••46 now"),
        ("659\u2011146\u20112346", "•••\u2011•••\u2011••46"),
        ("\u202a659 146 2346\u202c", "\u202a••• ••• ••46\u202c"),
        ("659\u202c\u202d146", "•••\u202c\u202d•46"),
        ("5|3|1|0|0|44|1", "5|3|1|0|0|44|1"),
        ("1234", "1234"),
        ("12345", "•••45"),
        ("message[1].campaignmodes[0].MinLength", "message[1].campaignmodes[0].MinLength"),
        ("٠١٢٣٤٥٦٧٨٩", "••••••••٨٩"),
        ("", ""),
    ],
)
def test_all_but_the_last_two_digits_are_masked(text: str, masked: str) -> None:
    assert mask_digits(text) == masked


@given(st.text(st.sampled_from("0123456789 -.()x|")))
def test_no_five_digits_in_a_row_are_left(text: str) -> None:
    masked = mask_digits(text)
    assert len(masked) == len(text)
    assert mask_digits(masked) == masked


def test_a_number_cut_by_the_end_of_an_excerpt_is_masked() -> None:
    assert excerpt("call 6591462346 now", 9) == "call ••••…"


def test_a_refusal_keeps_its_words_and_masks_them_in_its_repr() -> None:
    refusal = Refusal("WS_Error", "Invalid Call ID:6591462346", callid="6591462346")
    assert "6591462346" not in repr(refusal)
    assert refusal.message == "Invalid Call ID:6591462346"
