"""GetBusinessOutcome: the business outcomes that a call's contact can be given (page 022)."""

from __future__ import annotations

from typing import Annotated

from widget.lcm.operation import Operation
from widget.lcm.operations.outcome import OutcomesOfCall, written
from widget.lcm.scalars import LcmModel, wire


class BusinessOutcomesRequest(LcmModel):
    """For which call's contact."""

    callid: Annotated[str, wire("callid", says="Call ID.")]
    account_number: Annotated[str, wire("AccountNumber", says="LCM Key.")]


GET_BUSINESS_OUTCOME = Operation(
    name="GetBusinessOutcome",
    reply="BusinessOutcome",
    request=BusinessOutcomesRequest,
    answer=OutcomesOfCall,
    echoes_callid=True,
    message_of=written,
)
