"""ManualDialCall: the agent dials a number by hand (protocol.md §3.7). Its reply is an echo, on channel `UI`."""

from __future__ import annotations

from typing import Annotated

from pydantic import AliasPath

from widget.lcm.operation import Fit, Operation
from widget.lcm.scalars import Identifier, LcmModel, wire


class PhoneNumber(LcmModel):
    """The number dialled. How deep the reply nests its echo isn't known, so it is found at any of these places."""

    phone_number: Annotated[
        Identifier,
        wire(
            "PhoneNumber",
            AliasPath("data", "PhoneNumber"),
            AliasPath("message", "PhoneNumber"),
            AliasPath("message", "data", "PhoneNumber"),
            says="The phone number.",
        ),
    ]


def repeats(asked: PhoneNumber, body: PhoneNumber) -> Fit:
    """The echo of a number in another form still ends in the same digits (protocol.md §3.11)."""
    if asked == body:
        return Fit.YES
    one, other = (_last_digits(number.phone_number) for number in (asked, body))
    return Fit.ODD if one and one == other else Fit.NO


def _last_digits(number: str) -> str:
    return "".join(filter(str.isdecimal, number))[-7:]


MANUAL_DIAL_CALL = Operation(
    name="ManualDialCall",
    reply="ManualDialCall",
    request=PhoneNumber,
    answer=PhoneNumber,
    heard_on=("UI",),
    echoes=True,
    fits=repeats,
    changing=True,
)
