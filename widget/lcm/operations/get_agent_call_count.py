"""GetAgentCallCount: how many non-PEWC contacts wait for the agent (page 034)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from widget.lcm.lists import Many
from widget.lcm.operation import Operation
from widget.lcm.scalars import UNREADABLE_WORD, LcmModel, OrElse, Text, wire


class CallCountRequest(LcmModel):
    """Whose contacts."""

    user_id: Annotated[str, wire("UserID", says="The agent ID.")]


def _blank(value: object) -> None:
    if isinstance(value, str) and not value.strip():
        return
    raise ValueError


_MOST = 1_000_000

Count = Annotated[
    Annotated[int, Field(ge=0, le=_MOST)] | None,
    OrElse(
        _blank,
        "a count",
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": _MOST},
                {"type": "string", "pattern": "^ *[0-9]{0,6} *$"},
                {"type": "null"},
            ]
        },
        error_type=UNREADABLE_WORD,
    ),
]
"""A number of contacts, as a number or as text; null and blank text are None, which is not known."""


class CallCount(LcmModel):
    """The counts. `is_reserved` is kept as received: 0 is documented as reserved and 1 as not reserved, the reverse of
    what such a name means elsewhere. Nothing is decided by it.
    """

    personal: Annotated[Count, wire("PCBCount", says="The number of personal callbacks.")] = None
    regular: Annotated[Count, wire("RegularCount", says="The number of regular callback calls.")] = None
    is_reserved: Annotated[Text, wire("IsAgentReserved", says="0 reserved, 1 not reserved.")] = ""


class CallCounts(LcmModel):
    """The counts of the agent. The page has one object, so more than one is not expected."""

    counts: Annotated[Many[CallCount], wire("response", says="Response object.")] = ()


def _message_of(body: CallCounts) -> dict[str, Any]:
    """Write texts, as the page has them."""
    rows = [
        {
            "PCBCount": "" if one.personal is None else str(one.personal),
            "RegularCount": "" if one.regular is None else str(one.regular),
            "IsAgentReserved": one.is_reserved,
        }
        for one in body.counts
    ]
    return {"response": rows[0] if len(rows) == 1 else rows}


GET_AGENT_CALL_COUNT = Operation(
    name="GetAgentCallCount",
    reply="AgentCallCount",
    request=CallCountRequest,
    answer=CallCounts,
    message_of=_message_of,
)
