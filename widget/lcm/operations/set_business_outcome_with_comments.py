"""SetBusinessOutcomeWithComments: give a call's contact a business outcome (page 027)."""

from __future__ import annotations

from widget.lcm.operation import Operation
from widget.lcm.operations.disposition import Disposition, DispositionForm, data_of
from widget.lcm.operations.result import ResultOfCall, written

SET_BUSINESS_OUTCOME_WITH_COMMENTS = Operation(
    name="SetBusinessOutcomeWithComments",
    reply="SetBusinessOutcomeWithCommentsResult",
    request=Disposition,
    answer=ResultOfCall,
    echoes_callid=True,
    changing=True,
    success_of=lambda body: body.success,
    sends=DispositionForm,
    data_of=lambda data, _dialect: data_of(data),
    message_of=written,
)
