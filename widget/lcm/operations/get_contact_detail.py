"""GetContactDetail: the business fields of a call's contact (page 006)."""

from __future__ import annotations

from typing import Annotated, Any

from widget.lcm.operation import Operation
from widget.lcm.operations.field import Fields, Row
from widget.lcm.scalars import Identifier, LcmModel, wire


class FieldsRequest(LcmModel):
    """Of which call's contact."""

    callid: Annotated[str, wire("callid", says="Call ID.")]
    account_number: Annotated[str, wire("AccountNumber", says="LCM Key.")]


class CallFields(LcmModel):
    """The fields, in the order received."""

    callid: Annotated[Identifier, wire("callid", says="Call ID.")]
    fields: Annotated[Fields, wire("response", says="The fields.")]


def _message_of(body: CallFields) -> dict[str, Any]:
    rows = [Row(**field._asdict()).model_dump(by_alias=True) for field in body.fields]
    return {"callid": body.callid, "response": rows}


GET_CONTACT_DETAIL = Operation(
    name="GetContactDetail",
    reply="ContactDetail",
    request=FieldsRequest,
    answer=CallFields,
    echoes_callid=True,
    message_of=_message_of,
)
