"""Who dials what the widget asks for, and what the desktop tells of it.

The mock's own dialler plays a call: it rings, is answered or not, and ends, and the agent is in each of these. Every
third number does not answer. Which, is told by its digits, so that a demo is the same each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

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


class Phone(Protocol):
    """The phone of the agent whose desktop is simulated."""

    def dialled(self, number: str) -> list[Delivery]:
        """The widget had this number dialled. Returns what the desktop tells of it."""

    def copied(self, number: str) -> None:
        """The widget gave this number to the phone, without dialling it."""


def answers(number: str) -> bool:
    """Whether somebody answers at this number."""
    return sum(map(int, filter(str.isdecimal, number))) % DOES_NOT_ANSWER != 0


class Dialler:
    """Plays the call of each dial. Without `tells`, nothing of it is told."""

    def __init__(self, framing: Framing, *, tells: bool) -> None:
        self._framing = framing
        self._tells = tells
        self._dials = 0

    def dialled(self, number: str) -> list[Delivery]:
        """The notices after the dial of this number."""
        self._dials += 1
        return list(_notices(number, self._dials, framing=self._framing)) if self._tells else []

    def copied(self, number: str) -> None:
        """Nothing comes of it."""


def _notices(number: str, serial: int, *, framing: Framing) -> Iterator[Delivery]:
    """The notices after the dial of this number. `serial` tells one connection from another."""
    answered = answers(number)
    over = HUNG_UP_AT if answered else GIVEN_UP_AT
    call = [("Ringing", RINGS_AT), *([("CustAnswered", ANSWERED_AT)] if answered else []), ("DROPPED", over)]
    for event, at in call:
        body = CallStateChange(event=event, connection=f"demo-{serial}", call_type="Regular-Call", phone_number=number)
        yield _delivery(OUTBOUND_CALL_STATE_CHANGE, body, at, framing)
    for word, at in (("In Call", RINGS_AT), ("ACW", over), ("NCC", over + WRAPPED_UP)):
        yield _delivery(SET_AGENT_DETAILS, AgentDetails(word=word), at, framing)


def _delivery(kind: NoticeKind[B], body: B, at: float, framing: Framing) -> Delivery:
    return Delivery(write_notice(kind, body, framing=framing), at)
