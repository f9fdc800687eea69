"""The outcomes that the mock lists, and what becomes of a contact that gets one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from pydantic import BaseModel

from widget.lcm import (
    GET_BUSINESS_OUTCOME,
    GET_CALL_OUTCOME,
    GET_OUTCOME_BY_OUTCOMEGROUP,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    SET_BUSINESS_OUTCOME_WITH_COMMENTS,
    SET_CALL_OUTCOME_WITH_COMMENTS,
    SET_NON_PEWC_CONTACT_OUTCOME,
    SKIP_MANUAL_DIAL_CONTACT,
    SKIP_NON_PEWC_CONTACT,
    BusinessOutcomesRequest,
    CallOutcomesRequest,
    DialledContact,
    Disposition,
    ManualDialContacts,
    ManualDialRequest,
    Operation,
    OutcomeGroupRequest,
    Outcomes,
    Reply,
    ReservedContact,
    ReservedContactRequest,
    SkippedContact,
    SkippedReservation,
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


def said(lcm: Lcm, operation: Operation[Any, Any], data: BaseModel) -> bool | None:
    """What the mock says of a change."""
    (delivery,) = lcm.answer(write_request(operation, data, source="us"))
    reply = read(delivery.text)
    assert isinstance(reply, Reply)
    return operation.says_done(reply.body)


def reserved(lcm: Lcm, operation: Operation[Any, Any], data: BaseModel) -> list[str]:
    """The numbers of the contacts that are reserved."""
    (delivery,) = lcm.answer(write_request(operation, data, source="us"))
    reply = read(delivery.text)
    assert isinstance(reply, Reply)
    assert isinstance(reply.body, ManualDialContacts | ReservedContact)
    return [contact.phone_number for contact in reply.body.contacts]


ALL = ManualDialRequest(agent_id="a", count=9, consent=True, reserved=True)
OWN = ReservedContactRequest(user_id="a")
SKIPPED = SkippedContact(outcome_id="107", user_id="a", account_number="0|1|234|0|0|00|1234", phone_number="2082097345")
DISPOSED = Disposition(callid="12345", account_number="5|3", outcome_id="101", user_id="a", comments="Paid.")


def test_a_contact_that_was_skipped_is_no_longer_reserved() -> None:
    lcm = Lcm(samples(NOW))
    assert reserved(lcm, GET_RESERVED_MANUAL_DIAL_CONTACT, ALL) == ["2082097345"]
    assert said(lcm, SKIP_MANUAL_DIAL_CONTACT, SKIPPED) is True
    assert reserved(lcm, GET_RESERVED_MANUAL_DIAL_CONTACT, ALL) == []
    assert said(lcm, SKIP_MANUAL_DIAL_CONTACT, SKIPPED) is False
    assert lcm.disposed == (SKIPPED,)


@pytest.mark.parametrize("other", [{"account_number": "0|1"}, {"phone_number": "2082097346"}])
def test_only_the_contact_that_is_named_is_skipped(other: dict[str, str]) -> None:
    lcm = Lcm(samples(NOW))
    assert said(lcm, SKIP_MANUAL_DIAL_CONTACT, SKIPPED.model_copy(update=other)) is False
    assert reserved(lcm, GET_RESERVED_MANUAL_DIAL_CONTACT, ALL) == ["2082097345"]


def test_the_non_pewc_contact_is_noted_as_dialled_and_skipped_once() -> None:
    lcm = Lcm(samples(NOW))
    dialled = DialledContact(account_number="137|1|3|0|0|84|1", agent_id="a", phone_number="9873635")
    skipped = SkippedReservation(user_id="a")
    assert said(lcm, SET_NON_PEWC_CONTACT_OUTCOME, dialled) is True
    assert said(lcm, SKIP_NON_PEWC_CONTACT, skipped) is True
    assert reserved(lcm, GET_RESERVED_CONTACT_OD, OWN) == []
    assert said(lcm, SKIP_NON_PEWC_CONTACT, skipped) is False
    assert said(lcm, SET_NON_PEWC_CONTACT_OUTCOME, dialled) is False
    assert lcm.disposed == (dialled, skipped)


@pytest.mark.parametrize(
    ("operation", "known", "unknown"),
    [(SET_CALL_OUTCOME_WITH_COMMENTS, "1", "101"), (SET_BUSINESS_OUTCOME_WITH_COMMENTS, "101", "1")],
)
def test_a_call_gets_an_outcome_of_its_own_list_alone(operation: Operation[Any, Any], known: str, unknown: str) -> None:
    lcm = Lcm(samples(NOW))
    wrong, right = (DISPOSED.model_copy(update={"outcome_id": each}) for each in (unknown, known))
    assert said(lcm, operation, wrong) is False
    assert said(lcm, operation, right) is True
    assert lcm.disposed == (right,)
