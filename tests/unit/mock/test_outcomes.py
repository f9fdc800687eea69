"""The outcomes that the mock lists."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from pydantic import BaseModel

from widget.lcm import (
    GET_BUSINESS_OUTCOME,
    GET_CALL_OUTCOME,
    GET_OUTCOME_BY_OUTCOMEGROUP,
    BusinessOutcomesRequest,
    CallOutcomesRequest,
    Operation,
    OutcomeGroupRequest,
    Outcomes,
    Reply,
    read,
    write_request,
)
from widget.mock import Lcm
from widget.mock.plain import empty
from widget.mock.samples import samples
from widget.mock.scenario import Scenario, Trouble

NOW = datetime(2026, 3, 1, 12, 0, 0)  # noqa: DTZ001 - the wire's times have no zone
OF_CALL = BusinessOutcomesRequest(callid="12345", account_number="5|3")
READS: list[tuple[Operation[Any, Any], BaseModel]] = [
    (GET_OUTCOME_BY_OUTCOMEGROUP, OutcomeGroupRequest()),
    (GET_CALL_OUTCOME, CallOutcomesRequest(callid="12345")),
    (GET_BUSINESS_OUTCOME, OF_CALL),
]


def listed(lcm: Lcm, operation: Operation[Any, Any], data: BaseModel) -> list[tuple[str, str]]:
    (delivery,) = lcm.answer(write_request(operation, data, source="us"))
    reply = read(delivery.text)
    assert isinstance(reply, Reply)
    assert isinstance(reply.body, Outcomes)
    return [(one.outcome_id, one.description) for one in reply.body.outcomes]


def test_the_vendors_outcomes_are_listed() -> None:
    lcm = Lcm(samples(NOW))
    group, telephony, business = (listed(lcm, operation, data) for operation, data in READS)
    assert telephony == [("0", "Success"), ("1", "Abandoned"), ("2", "Invalid")]
    assert business == [("101", "Payment Done"), ("102", "Payment Failure")]
    assert group[0] == ("107", "success")
    assert len(group) > 1


def test_the_outcomes_for_manual_dials_need_no_call() -> None:
    assert listed(Lcm(empty(NOW)), *READS[0]) == []


@pytest.mark.parametrize(("operation", "data"), READS)
def test_a_desktop_that_knows_no_outcomes_says_nothing(operation: Operation[Any, Any], data: BaseModel) -> None:
    scenario = Scenario(calls=samples(NOW).calls, trouble={operation.name: Trouble.SILENCE})
    assert Lcm(scenario).answer(write_request(operation, data, source="us")) == []
