"""SetNonPEWCContactOutcome: note that a non-PEWC contact was dialled, so that it can get an outcome (page 025)."""

from __future__ import annotations

from typing import Annotated

from typing_extensions import TypedDict

from widget.lcm.operation import Dialect, Operation
from widget.lcm.operations.result import Result, written
from widget.lcm.scalars import LcmModel, wire


class DialledContact(LcmModel):
    """The contact, the number of it that was dialled, and who dialled it."""

    account_number: Annotated[str, wire("AccountNumber", "LCMKey", says="The LCM Key.")]
    agent_id: Annotated[str, wire("AgentID", says="The agent ID.")]
    phone_number: Annotated[str, wire("PhoneNumber", says="The number that was dialled.")]


class DialledSampleForm(TypedDict):
    """The request's `data` as the page's sample has it."""

    AccountNumber: str
    AgentID: str
    PhoneNumber: str


class DialledTableForm(TypedDict):
    """The request's `data` as the page's table has it."""

    LCMKey: str
    AgentID: str
    PhoneNumber: str


def _data_of(data: DialledContact, dialect: Dialect) -> DialledSampleForm | DialledTableForm:
    key, agent, number = data.account_number, data.agent_id, data.phone_number
    if dialect == "table":
        return DialledTableForm(LCMKey=key, AgentID=agent, PhoneNumber=number)
    return DialledSampleForm(AccountNumber=key, AgentID=agent, PhoneNumber=number)


SET_NON_PEWC_CONTACT_OUTCOME = Operation(
    name="SetNonPEWCContactOutcome",
    reply="SetNonPEWCContactOutcomeResult",
    request=DialledContact,
    answer=Result,
    changing=True,
    success_of=lambda body: body.success,
    sends=DialledSampleForm | DialledTableForm,
    data_of=_data_of,
    message_of=written,
)
