"""GetCallOutCome: the telephony outcomes that a call can be given (page 021)."""

from __future__ import annotations

from typing import Annotated

from widget.lcm.operation import Operation
from widget.lcm.operations.outcome import OutcomesOfCall, written
from widget.lcm.scalars import LcmModel, wire


class CallOutcomesRequest(LcmModel):
    """For which call."""

    callid: Annotated[str, wire("callid", says="Call ID.")]


GET_CALL_OUTCOME = Operation(
    name="GetCallOutCome",
    reply="CallOutCome",
    request=CallOutcomesRequest,
    answer=OutcomesOfCall,
    echoes_callid=True,
    message_of=written,
)
