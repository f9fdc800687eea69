"""What a call's contact is given with its outcome (pages 026 and 027)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from widget.lcm.operations.outcome import as_sent
from widget.lcm.scalars import LcmModel, wire


class Disposition(LcmModel):
    """The outcome of a call, and what the agent says of it. `comments` is what the agent typed."""

    callid: Annotated[str, wire("callid", says="Call ID.")]
    account_number: Annotated[str, wire("AccountNumber", says="LCM Key.")]
    outcome_id: Annotated[str, wire("OutcomeId", "OutcomeID", says="The outcome ID.")]
    user_id: Annotated[str, wire("UserID", says="The agent ID.")]
    comments: Annotated[str, wire("AgentComments", says="What the agent says of the call.")] = ""
    lead_score: Annotated[int, wire("LeadScore", says="The lead score.")] = 0
    target_amount: Annotated[float, wire("TargetAmount", says="The target amount."), Field(allow_inf_nan=False)] = 0.0


class DispositionForm(TypedDict):
    """The request's `data`."""

    callid: str
    AccountNumber: str
    OutcomeId: int | str
    LeadScore: int
    UserID: str
    AgentComments: str
    TargetAmount: int | float


def data_of(data: Disposition) -> DispositionForm:
    """Write the `data` with the id of the outcome as a number."""
    amount = data.target_amount
    return DispositionForm(
        callid=data.callid,
        AccountNumber=data.account_number,
        OutcomeId=as_sent(data.outcome_id),
        LeadScore=data.lead_score,
        UserID=data.user_id,
        AgentComments=data.comments,
        TargetAmount=int(amount) if amount.is_integer() else amount,
    )
