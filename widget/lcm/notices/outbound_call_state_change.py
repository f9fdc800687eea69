"""OutBoundCallStateChange: how an outbound call goes on (pages 010 to 012)."""

from __future__ import annotations

from itertools import product
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AliasPath

from widget.lcm.notice import NoticeKind
from widget.lcm.scalars import Identifier, LcmModel, Text, TextId, wire

Stage: TypeAlias = Literal["ringing", "connected", "ended"]
"""How far a call is."""

_STAGES: dict[Stage, frozenset[str]] = {
    "ringing": frozenset({"initiate", "initiating", "initiated", "started", "ringing", "alerting"}),
    "connected": frozenset(
        {"custanswered", "answered", "active", "machine", "human", "hold", "conference", "consult", "swapped"}
    ),
    "ended": frozenset({"dropped", "acw", "wrapup"}),
}
_ANSWERS = frozenset({"custanswered", "answered", "machine", "human"})
_CALL = ("call", "Call")
_FIELDS = ("ResponseFields", "responseFields", "Responsefields", "responsefields")
_VARIABLES = ("CallVariables", "callVariables", "Callvariables", "callvariables")
_PROPERTIES = ("mediaProperties", "MediaProperties")


def _at(*steps: tuple[str, ...]) -> tuple[AliasPath, ...]:
    """The paths to a value whose steps may be spelled in several ways."""
    return tuple(AliasPath(*path) for path in product(*steps))


class CallStateChange(LcmModel):
    """How an outbound call goes on: the desktop's word for it, whom it is to, and its connection.

    The word is the desktop's `event`; `stage` reads it. Number and account are empty where the notice has none, so that
    only the connection may tell which call it is.
    """

    event: Annotated[Identifier, wire(*_at(_CALL, ("event", "Event")), says="What happened to the call.")]
    connection: Annotated[
        TextId,
        wire(
            *_at(_CALL, ("id", "ID", "Id")),
            *_at(_CALL, ("ResponseActual",), ("dialog",), ("id",)),
            says="The connection id.",
        ),
    ] = ""
    call_type: Annotated[Text, wire(*_at(_CALL, ("CallType", "callType")), says="Regular-Call, Consult, Outbound.")] = (
        ""
    )
    phone_number: Annotated[
        Text,
        wire(
            *_at(_CALL, _FIELDS, ("toAddress", "ToAddress", "toaddress")),
            *_at(_CALL, ("ResponseActual",), ("dialog",), _PROPERTIES, ("dialedNumber",)),
            says="The customer's number.",
        ),
    ] = ""
    account_number: Annotated[
        TextId, wire(*_at(_CALL, _VARIABLES, ("AccountNumber", "LCMKey", "lcmkey")), says="The LCM Key.")
    ] = ""

    @property
    def stage(self) -> Stage | None:
        """How far the call is (protocol.md §5.4). None for a word that says nothing of it, and for a second call, to
        somebody else, beside the customer's."""
        if self.call_type.strip().casefold() == "consult":
            return None
        return next((stage for stage, words in _STAGES.items() if self._word in words), None)

    @property
    def answers(self) -> bool:
        """Whether this is the moment in which the call is answered."""
        return self._word in _ANSWERS

    @property
    def _word(self) -> str:
        return "".join(filter(str.isalpha, self.event.casefold()))


def _message_of(body: CallStateChange) -> dict[str, Any]:
    call: dict[str, Any] = {
        "id": body.connection,
        "event": body.event,
        "CallType": body.call_type,
        "CallVariables": {"AccountNumber": body.account_number} if body.account_number else {},
        "ResponseFields": {"toAddress": body.phone_number},
    }
    return {"call": call, "source": "event"}


OUTBOUND_CALL_STATE_CHANGE = NoticeKind(
    name="OutBoundCallStateChange",
    body=CallStateChange,
    channels=("LCM", "Cisco", "Finesse", "Amazon"),
    topic="Outbound",
    message_of=_message_of,
)
