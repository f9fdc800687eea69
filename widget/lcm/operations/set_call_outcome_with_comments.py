"""SetCallOutcomeWithComments: give a call a telephony outcome (page 026)."""

from __future__ import annotations

from typing_extensions import TypedDict

from widget.lcm.operation import Dialect, Operation
from widget.lcm.operations.disposition import Disposition, DispositionForm, data_of
from widget.lcm.operations.result import ResultOfCall, written


class CallOutcomeTableForm(TypedDict):
    """The request's `data` as the page's table has it."""

    callid: str
    AccountNumber: str
    OutcomeID: str
    LeadScore: int
    UserID: str
    AgentComments: str
    TargetAmount: int | float


def _data_of(data: Disposition, dialect: Dialect) -> DispositionForm | CallOutcomeTableForm:
    form = data_of(data)
    if dialect == "sample":
        return form
    return CallOutcomeTableForm(
        callid=form["callid"],
        AccountNumber=form["AccountNumber"],
        OutcomeID=data.outcome_id,
        LeadScore=form["LeadScore"],
        UserID=form["UserID"],
        AgentComments=form["AgentComments"],
        TargetAmount=form["TargetAmount"],
    )


SET_CALL_OUTCOME_WITH_COMMENTS = Operation(
    name="SetCallOutcomeWithComments",
    reply="SetCallOutcomeWithCommentsResult",
    request=Disposition,
    answer=ResultOfCall,
    echoes_callid=True,
    changing=True,
    success_of=lambda body: body.success,
    sends=DispositionForm | CallOutcomeTableForm,
    data_of=_data_of,
    message_of=written,
)
