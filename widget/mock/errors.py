"""The scenario `errors`: StateSync is answered properly, most other operations are not.

| operation | answered with |
|---|---|
| StateSync | two calls, properly; the first has a number, which can be changed |
| GetCallBackModes | the vendor's WS_Error: Invalid Call ID |
| SetNewModeNumber | no answer, though the number is set: the outcome is unknown |
| GetReservedManualDialContact | `{"success": false, "msg": "Contact not found"}` |
| GetReservedContactOD | a reply of the wrong shape |
| ManualDialCall | no answer: the outcome is unknown |
"""

from __future__ import annotations

from datetime import datetime

from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    MANUAL_DIAL_CALL,
    SET_NEW_MODE_NUMBER,
)
from widget.mock.builders import call, mode
from widget.mock.scenario import Scenario, Trouble


def errors(now: datetime) -> Scenario:
    """What is in the table above; `now` changes nothing in it."""
    del now
    home = mode("1", "Home", None, pewc=(False, False))
    mobile = mode("3", "Mobile", "6591462346", pewc=(True, False))
    return Scenario(
        calls=(
            call("12345", {"FName": "David1", "LName": "Berry"}, modes=(mobile, home)),
            call("67890", modes=(home,)),
        ),
        trouble={
            GET_CALLBACK_MODES.name: Trouble.REFUSED,
            SET_NEW_MODE_NUMBER.name: Trouble.SILENCE,
            GET_RESERVED_MANUAL_DIAL_CONTACT.name: Trouble.NOT_FOUND,
            GET_RESERVED_CONTACT_OD.name: Trouble.UNREADABLE,
            MANUAL_DIAL_CALL.name: Trouble.SILENCE,
        },
    )
