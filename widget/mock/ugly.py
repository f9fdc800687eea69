"""The scenario `ugly`: valid data that is hard to lay out or to read.

| call | what is hard about it |
|---|---|
| 9000000000000000001 | 80-character name and field names, a card-like number in a field, 40 modes, long descriptions |
| x-2 | no fields at all, no modes at all |
| 3 | null and empty values, HTML and quotes as text, consent unknown everywhere, numbers that can't be parsed |

Contacts: unreadable and missing expiry, unknown consent, 80-character campaign, letters in the number; one expires in
25 seconds. Non-PEWC: long prefix and suffix.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from widget.lcm import Call, Mode
from widget.mock.builders import call, contact, mode, non_pewc
from widget.mock.dates import with_month_name, with_slashes
from widget.mock.scenario import Scenario

LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley von Hohenfels"
CARD_LIKE = "4111 1111 1111 1111"


def ugly(now: datetime) -> Scenario:
    """Expiries are relative to `now`, in the server's zone."""
    soon = with_slashes(now + timedelta(seconds=25))
    return Scenario(
        calls=(_crowded(), call("x-2"), _hollow()),
        modes={"9000000000000000001": _many_modes(), "3": _unknown_modes()},
        reserved=(
            contact("1", "+1 (202) 555-0143 ext. 77", expiry=soon, campaign=LONG_NAME, call_type="Personal Callback"),
            contact("2", "CALL-ME-MAYBE", expiry="soon", callback="whenever", mode_name=""),
            contact("3", "0" * 40, expiry="", campaign="", consent=None),
        ),
        pool=(contact("4", "-", expiry=with_slashes(now + timedelta(days=400)), consent=False, call_type="99"),),
        non_pewc=(
            non_pewc(
                "137",
                "9873635",
                expiry=with_month_name(now + timedelta(minutes=2)),
                callback="",
                prefix="9011",
                suffix="#123456",
                campaign=LONG_NAME,
                queue=LONG_NAME,
            ),
        ),
    )


def _crowded() -> Call:
    fields: dict[str, str | None] = {
        "FName": LONG_NAME,
        "LName": LONG_NAME[::-1],
        "VeryLongFieldNameWithoutAnySpaceThatSomebodyOnceTypedIntoTheCampaignManagerXYZ": "x" * 200,
        "Note": f"paid with {CARD_LIKE}",
        "Emoji": "👩‍👩‍👧‍👦 Zoë Ångström",
    }
    return call("9000000000000000001", fields, business={"Policy": CARD_LIKE.replace(" ", "")}, modes=_many_modes())


def _many_modes() -> tuple[Mode, ...]:
    return tuple(
        mode(
            str(index),
            f"Mode {index} " + "of a kind with a long description" * (index % 3),
            None if index % 4 == 0 else f"20255501{index:02d}",
            pewc=((True, False, None)[index % 3], (None, True, False)[index % 3]),
            lengths=(index % 8 or None, 30 if index % 5 else None),
        )
        for index in range(1, 41)
    )


def _hollow() -> Call:
    fields: dict[str, str | None] = {
        "FName": None,
        "LName": "",
        "<b>bold</b>": "<script>alert('no')</script>",
        "Quote": "\"'`&amp; \\ \u2028 \u202e desrever",
    }
    return call("3", fields, modes=_unknown_modes())


def _unknown_modes() -> tuple[Mode, ...]:
    return (
        mode("1", "", "not a number", lengths=(None, None)),
        mode("a|b", "Piped", "+00 00", lengths=(12, 8)),
        mode("1.0", "Home", None, lengths=(None, 0)),
    )
