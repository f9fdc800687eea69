"""GetOutcomeByOutcomegroup: the outcomes of the group that the centre has set for manual dials (page 020)."""

from __future__ import annotations

from typing import Annotated

from typing_extensions import TypedDict

from widget.lcm.operation import Dialect, Operation
from widget.lcm.operations.outcome import Outcomes, written
from widget.lcm.scalars import LcmModel, wire


class OutcomeGroupRequest(LcmModel):
    """Of which kind of dial."""

    kind: Annotated[str, wire("type", says="The kind of dial.")] = "MANUAL"


class GroupForm(TypedDict):
    """The request's `data`. The call id is mandatory, and empty, because there is no call (protocol.md §6.2)."""

    callid: str
    type: str


def _data_of(data: OutcomeGroupRequest, _dialect: Dialect) -> GroupForm:
    return GroupForm(callid="", type=data.kind)


GET_OUTCOME_BY_OUTCOMEGROUP = Operation(
    name="GetOutcomeByOutcomegroup",
    reply="BusinessOutCome",
    request=OutcomeGroupRequest,
    answer=Outcomes,
    sends=GroupForm,
    data_of=_data_of,
    message_of=written,
)
