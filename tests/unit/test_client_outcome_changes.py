"""Skipping contacts and giving outcomes: replies that repeat nothing, or no more than the call id (§6.8)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import BaseModel

from tests.unit.client_kit import Desk, others_request
from widget.client import Code, Failure
from widget.lcm import (
    SET_BUSINESS_OUTCOME_WITH_COMMENTS,
    SET_CALL_OUTCOME_WITH_COMMENTS,
    SET_NON_PEWC_CONTACT_OUTCOME,
    SKIP_MANUAL_DIAL_CONTACT,
    SKIP_NON_PEWC_CONTACT,
    DialledContact,
    Disposition,
    Operation,
    Result,
    ResultOfCall,
    SkippedContact,
    SkippedReservation,
)

SKIPPED = SkippedContact(outcome_id="100", user_id="a", account_number="5|3", phone_number="209")
GIVEN_BACK = SkippedReservation(user_id="a")
DISPOSED = Disposition(callid="1", account_number="5|3", outcome_id="101", user_id="a")
CHANGES: list[tuple[Operation[Any, Any], BaseModel]] = [
    (SKIP_MANUAL_DIAL_CONTACT, SKIPPED),
    (SKIP_NON_PEWC_CONTACT, GIVEN_BACK),
    (SET_NON_PEWC_CONTACT_OUTCOME, DialledContact(account_number="5|3", agent_id="a", phone_number="209")),
    (SET_CALL_OUTCOME_WITH_COMMENTS, DISPOSED),
    (SET_BUSINESS_OUTCOME_WITH_COMMENTS, DISPOSED),
]
each_change = pytest.mark.parametrize(("operation", "data"), CHANGES, ids=lambda each: getattr(each, "name", ""))


def said(operation: Operation[Any, Any], response: object, callid: str = "1") -> str:
    body = {"callid": callid, "response": response} if operation.echoes_callid else {"response": response}
    return json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": operation.reply, "message": body})


@each_change
def test_a_change_is_posted_once_and_done_when_the_reply_says_so(
    operation: Operation[Any, Any], data: BaseModel
) -> None:
    desk = Desk()
    change = desk.ask(operation, data)
    desk.hear(said(operation, {"success": True}))
    done = desk.ended[change]
    assert isinstance(done, Result)
    assert done.success is True
    desk.wait(60)
    assert desk.posted(change) == [0]


@each_change
@pytest.mark.parametrize("response", [{}, None, [], {"success": None}, {"success": "maybe"}, {"msg": "Done"}, True])
def test_a_reply_that_does_not_say_success_leaves_it_unknown(
    operation: Operation[Any, Any], data: BaseModel, response: object
) -> None:
    desk = Desk()
    change = desk.ask(operation, data)
    desk.hear(said(operation, response))
    assert desk.code(change) is Code.UNKNOWN_OUTCOME


@each_change
def test_a_change_without_an_answer_is_unknown_and_never_repeated(
    operation: Operation[Any, Any], data: BaseModel
) -> None:
    desk = Desk()
    change = desk.ask(operation, data)
    desk.wait(60)
    assert desk.code(change) is Code.UNKNOWN_OUTCOME
    assert desk.posted(change) == [0]


@each_change
@pytest.mark.parametrize("response", [{"success": False}, {"success": False, "msg": "Contact not found"}])
def test_a_no_refuses_it(operation: Operation[Any, Any], data: BaseModel, response: dict[str, Any]) -> None:
    desk = Desk()
    change = desk.ask(operation, data)
    desk.hear(said(operation, response))
    failed = desk.ended[change]
    assert isinstance(failed, Failure)
    assert (failed.code, failed.said) == (Code.REFUSED, response.get("msg", ""))


@each_change
def test_another_apps_change_makes_a_bare_reply_doubtful(operation: Operation[Any, Any], data: BaseModel) -> None:
    desk = Desk()
    desk.hear(others_request(operation, data))
    change = desk.ask(operation, data)
    desk.hear(said(operation, {"success": True}))
    assert desk.code(change) is Code.UNKNOWN_OUTCOME


def test_two_contacts_are_skipped_one_after_the_other() -> None:
    desk = Desk()
    first = desk.ask(SKIP_MANUAL_DIAL_CONTACT, SKIPPED)
    second = desk.ask(SKIP_MANUAL_DIAL_CONTACT, SKIPPED.model_copy(update={"phone_number": "210"}))
    assert (desk.posted(first), desk.posted(second)) == ([0], [])
    desk.hear(said(SKIP_MANUAL_DIAL_CONTACT, {"success": True}))
    assert (list(desk.ended), desk.posted(second)) == ([first], [0])


def test_the_late_reply_to_one_skip_does_not_count_for_the_next_one_of_the_same_agent() -> None:
    desk = Desk()
    first = desk.ask(SKIP_NON_PEWC_CONTACT, GIVEN_BACK)
    desk.wait(11)
    assert desk.code(first) is Code.UNKNOWN_OUTCOME
    second = desk.ask(SKIP_NON_PEWC_CONTACT, GIVEN_BACK)
    desk.hear(said(SKIP_NON_PEWC_CONTACT, {"success": True}))
    assert desk.code(second) is Code.UNKNOWN_OUTCOME


def test_an_outcome_given_twice_is_given_whichever_reply_comes() -> None:
    desk = Desk()
    desk.ask(SET_BUSINESS_OUTCOME_WITH_COMMENTS, DISPOSED)
    desk.wait(11)
    again = desk.ask(SET_BUSINESS_OUTCOME_WITH_COMMENTS, DISPOSED)
    desk.hear(said(SET_BUSINESS_OUTCOME_WITH_COMMENTS, {"success": True}))
    assert desk.ended[again] == ResultOfCall(callid="1", success=True)


def test_the_outcome_of_one_call_is_not_confirmed_by_the_reply_for_another() -> None:
    desk = Desk()
    change = desk.ask(SET_CALL_OUTCOME_WITH_COMMENTS, DISPOSED)
    desk.hear(said(SET_CALL_OUTCOME_WITH_COMMENTS, {"success": True}, callid="2"))
    desk.hear(said(SET_BUSINESS_OUTCOME_WITH_COMMENTS, {"success": True}))
    assert change not in desk.ended
