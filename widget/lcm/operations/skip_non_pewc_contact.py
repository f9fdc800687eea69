"""SkipNonPEWCContact: give back the non-PEWC contact that is reserved for the agent (page 024)."""

from __future__ import annotations

from typing import Annotated

from typing_extensions import TypedDict

from widget.lcm.operation import Dialect, Operation
from widget.lcm.operations.result import Result, written
from widget.lcm.scalars import LcmModel, wire


class SkippedReservation(LcmModel):
    """Whose contact. Which one it is, the desktop knows."""

    user_id: Annotated[str, wire("userID", "UserId", "UserID", says="The agent ID.")]


class ReservationSampleForm(TypedDict):
    """The request's `data` as the page's sample has it."""

    userID: str


class ReservationTableForm(TypedDict):
    """The request's `data` as the page's table has it."""

    UserId: str


def _data_of(data: SkippedReservation, dialect: Dialect) -> ReservationSampleForm | ReservationTableForm:
    if dialect == "table":
        return ReservationTableForm(UserId=data.user_id)
    return ReservationSampleForm(userID=data.user_id)


SKIP_NON_PEWC_CONTACT = Operation(
    name="SkipNonPEWCContact",
    reply="SkipNonPEWCContactResult",
    request=SkippedReservation,
    answer=Result,
    changing=True,
    each_counts=True,
    success_of=lambda body: body.success,
    sends=ReservationSampleForm | ReservationTableForm,
    data_of=_data_of,
    message_of=written,
)
