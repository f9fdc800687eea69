"""What a desktop tells after a dial: the call rings, is answered or not, and ends, and the agent is in each of them.

Every third number does not answer. Which, is told by its digits, so that a demo is the same each time.
"""

from __future__ import annotations

from collections.abc import Iterator

from widget.lcm import (
    OUTBOUND_CALL_STATE_CHANGE,
    SET_AGENT_DETAILS,
    AgentDetails,
    CallStateChange,
    Framing,
    NoticeKind,
    write_notice,
)
from widget.lcm.notice import B
from widget.mock.delivery import Delivery

RINGS_AT, ANSWERED_AT, GIVEN_UP_AT, HUNG_UP_AT, WRAPPED_UP = 1.0, 5.0, 21.0, 65.0, 20.0
"""When what happens, in seconds after the dial; the last one in seconds after the end of the call."""
DOES_NOT_ANSWER = 3


def notices_of_a_dial(number: str, serial: int, *, framing: Framing) -> Iterator[Delivery]:
    """The notices after the dial of this number. `serial` tells one connection from another."""
    answered = sum(map(int, filter(str.isdecimal, number))) % DOES_NOT_ANSWER != 0
    over = HUNG_UP_AT if answered else GIVEN_UP_AT
    call = [("Ringing", RINGS_AT), *([("CustAnswered", ANSWERED_AT)] if answered else []), ("DROPPED", over)]
    for event, at in call:
        body = CallStateChange(event=event, connection=f"demo-{serial}", call_type="Regular-Call", phone_number=number)
        yield _delivery(OUTBOUND_CALL_STATE_CHANGE, body, at, framing)
    for word, at in (("In Call", RINGS_AT), ("ACW", over), ("NCC", over + WRAPPED_UP)):
        yield _delivery(SET_AGENT_DETAILS, AgentDetails(word=word), at, framing)


def _delivery(kind: NoticeKind[B], body: B, at: float, framing: Framing) -> Delivery:
    return Delivery(write_notice(kind, body, framing=framing), at)
