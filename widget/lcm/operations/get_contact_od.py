"""GetContactOD: a new non-PEWC contact, which this reserves for the agent (page 033; Campaign Manager up to 2308).

Its reply is that of GetReservedContactOD.
"""

from __future__ import annotations

from typing import Annotated

from typing_extensions import TypedDict

from widget.lcm.operation import Dialect, Operation
from widget.lcm.operations.contact import written
from widget.lcm.operations.get_reserved_contact_od import ReservedContact
from widget.lcm.scalars import LcmModel, Text, wire


class NewContactRequest(LcmModel):
    """For whom. What `reserved_by` means is not documented."""

    user_id: Annotated[str, wire("UserID", "UserId", "userID", says="The agent ID.")] = ""
    reserved_by: Annotated[Text, wire("isReservedBy", says="Not described.")] = ""


class NewContactSample(TypedDict):
    """The request's `data` as the page's sample names the agent."""

    UserID: str
    isReservedBy: str


class NewContactTable(TypedDict):
    """The request's `data` as the page's table names the agent."""

    UserId: str
    isReservedBy: str


def _data_of(data: NewContactRequest, dialect: Dialect) -> NewContactSample | NewContactTable:
    if dialect == "table":
        return NewContactTable(UserId=data.user_id, isReservedBy=data.reserved_by)
    return NewContactSample(UserID=data.user_id, isReservedBy=data.reserved_by)


GET_CONTACT_OD = Operation(
    name="GetContactOD",
    reply="ContactOD",
    request=NewContactRequest,
    answer=ReservedContact,
    changing=True,
    is_empty=lambda body: not body.contacts,
    sends=NewContactSample | NewContactTable,
    data_of=_data_of,
    message_of=lambda body: written(body.contacts),
)
