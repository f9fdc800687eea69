"""ManualDialCall: the agent dials a number by hand (protocol.md §3.7). Its reply is an echo, on channel `UI`."""

from __future__ import annotations

from typing import Annotated

from pydantic import AliasPath

from widget.lcm.operation import Operation
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


MANUAL_DIAL_CALL = Operation(
    name="ManualDialCall",
    reply="ManualDialCall",
    request=PhoneNumber,
    answer=PhoneNumber,
    heard_on=("UI",),
    echoes=True,
    changing=True,
)
