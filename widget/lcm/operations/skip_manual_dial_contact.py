"""SkipManualDialContact: close a contact to dial by hand with an outcome, without dialling it (page 023)."""

from __future__ import annotations

from typing import Annotated

from typing_extensions import TypedDict

from widget.lcm.operation import Dialect, Operation
from widget.lcm.operations.outcome import as_sent
from widget.lcm.operations.result import Result, written
from widget.lcm.scalars import LcmModel, wire


class SkippedContact(LcmModel):
    """The contact to close, and the outcome it gets."""

    outcome_id: Annotated[str, wire("OutcomeId", "OutcomeID", says="The telephony or business outcome ID.")]
    user_id: Annotated[str, wire("UserID", "UserId", says="The agent ID.")]
    account_number: Annotated[str, wire("AccountNumber", says="The LCM Key.")]
    phone_number: Annotated[str, wire("PhoneNumber", says="The contact phone number.")]


class SkipSampleForm(TypedDict):
    """The request's `data` as the page's sample has it."""

    OutcomeId: int | str
    UserID: str
    AccountNumber: str
    PhoneNumber: str


class SkipTableForm(TypedDict):
    """The request's `data` as the page's table has it."""

    OutcomeId: int | str
    UserId: str
    AccountNumber: str
    PhoneNumber: str


def _data_of(data: SkippedContact, dialect: Dialect) -> SkipSampleForm | SkipTableForm:
    outcome = as_sent(data.outcome_id)
    account, number = data.account_number, data.phone_number
    if dialect == "table":
        return SkipTableForm(OutcomeId=outcome, UserId=data.user_id, AccountNumber=account, PhoneNumber=number)
    return SkipSampleForm(OutcomeId=outcome, UserID=data.user_id, AccountNumber=account, PhoneNumber=number)


SKIP_MANUAL_DIAL_CONTACT = Operation(
    name="SkipManualDialContact",
    reply="SkipManualDialContactResult",
    request=SkippedContact,
    answer=Result,
    changing=True,
    success_of=lambda body: body.success,
    sends=SkipSampleForm | SkipTableForm,
    data_of=_data_of,
    message_of=written,
)
