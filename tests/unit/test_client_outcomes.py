"""Two replies whose subtopics differ only in case, both asked for at once (protocol.md §6.3)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.client_kit import Desk
from widget.client import Code, Failure, Standing
from widget.lcm import (
    GET_BUSINESS_OUTCOME,
    GET_OUTCOME_BY_OUTCOMEGROUP,
    BusinessOutcomesRequest,
    Outcome,
    OutcomeGroupRequest,
    Outcomes,
    OutcomesOfCall,
    write_request,
)

SPELLINGS = ["BusinessOutcome", "BusinessOutCome", "businessoutcome", "BUSINESSOUTCOME"]
ROW = {"OutComeID": "1", "Description": "Done"}
DONE = Outcome(outcome_id="1", description="Done")
ERROR = {"errorType": "WS_Error", "msg": "No."}


def said(subtopic: str, message: Any) -> str:  # noqa: ANN401 - JSON of any shape
    return json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": subtopic, "message": message})


def ask_group(desk: Desk) -> int:
    return desk.ask(GET_OUTCOME_BY_OUTCOMEGROUP, OutcomeGroupRequest(), retries=0)


def ask_call(desk: Desk, callid: str = "1") -> int:
    return desk.ask(GET_BUSINESS_OUTCOME, BusinessOutcomesRequest(callid=callid, account_number="5|3"), retries=0)


def both(*, group_first: bool) -> tuple[Desk, int, int]:
    """A desk with both in flight, and the numbers of the group's request and of the call's."""
    desk = Desk()
    if group_first:
        group, of_call = ask_group(desk), ask_call(desk)
    else:
        of_call, group = ask_call(desk), ask_group(desk)
    return desk, group, of_call


in_either_order = pytest.mark.parametrize("group_first", [True, False])
in_any_case = pytest.mark.parametrize("subtopic", SPELLINGS)


@in_either_order
@in_any_case
@pytest.mark.parametrize("callid", [{}, {"callid": ""}, {"callid": None}])
def test_a_reply_without_a_call_id_answers_the_group_alone(
    subtopic: str, group_first: bool, callid: dict[str, object]
) -> None:
    desk, group, _ = both(group_first=group_first)
    desk.hear(said(subtopic, {**callid, "response": [ROW]}))
    assert desk.ended == {group: Outcomes(outcomes=(DONE,))}


@in_either_order
@in_any_case
def test_a_reply_with_the_call_id_answers_the_call_alone(subtopic: str, group_first: bool) -> None:
    desk, _, of_call = both(group_first=group_first)
    desk.hear(said(subtopic, {"callid": "1", "response": [ROW]}))
    assert desk.ended == {of_call: OutcomesOfCall(callid="1", outcomes=(DONE,))}


@in_any_case
def test_a_reply_without_a_call_id_does_not_answer_the_call_when_it_waits_alone(subtopic: str) -> None:
    desk = Desk()
    ask_call(desk)
    desk.hear(said(subtopic, {"response": [ROW]}))
    assert desk.ended == {}
    assert desk.standings() == [Standing.IGNORED]


@in_any_case
@pytest.mark.parametrize("callid", ["1", "x" * 300])
def test_a_reply_with_a_call_id_does_not_answer_the_group_when_it_waits_alone(subtopic: str, callid: str) -> None:
    desk = Desk()
    ask_group(desk)
    desk.hear(said(subtopic, {"callid": callid, "response": [ROW]}))
    assert desk.ended == {}


@in_either_order
@in_any_case
def test_a_refusal_with_the_call_id_refuses_the_call_alone(subtopic: str, group_first: bool) -> None:
    desk, _, of_call = both(group_first=group_first)
    desk.hear(said(subtopic, {**ERROR, "callid": "1"}))
    assert list(desk.ended) == [of_call]
    assert desk.code(of_call) is Code.REFUSED


@in_either_order
@in_any_case
def test_a_refusal_for_another_call_refuses_neither(subtopic: str, group_first: bool) -> None:
    desk, _, of_call = both(group_first=group_first)
    desk.hear(said(subtopic, {**ERROR, "callid": "99"}))
    assert desk.ended == {}
    desk.wait(60)
    failed = desk.ended[of_call]
    assert isinstance(failed, Failure)
    assert failed.code is Code.OTHER_CALL


@in_either_order
@pytest.mark.parametrize("name", ["GetBusinessOutcome", "GetBusinessOutCome"])
def test_a_refusal_under_the_name_of_the_calls_request_refuses_it_alone(name: str, group_first: bool) -> None:
    desk, _, of_call = both(group_first=group_first)
    desk.hear(said(name, ERROR))
    assert list(desk.ended) == [of_call]


@in_either_order
def test_a_refusal_under_the_name_of_the_groups_request_refuses_it_alone(group_first: bool) -> None:
    desk, group, _ = both(group_first=group_first)
    desk.hear(said("GetOutcomeByOutComeGroup", ERROR))
    assert list(desk.ended) == [group]


@in_either_order
@in_any_case
def test_a_refusal_that_tells_nothing_refuses_the_older_of_the_two(subtopic: str, group_first: bool) -> None:
    desk, group, of_call = both(group_first=group_first)
    desk.hear(said(subtopic, ERROR))
    assert list(desk.ended) == [group if group_first else of_call]
    assert desk.code(next(iter(desk.ended))) is Code.REFUSED


@in_any_case
def test_a_refusal_that_tells_nothing_refuses_the_one_that_waits(subtopic: str) -> None:
    for ask in (ask_group, ask_call):
        desk = Desk()
        waits = ask(desk)
        desk.hear(said(subtopic, ERROR))
        assert desk.code(waits) is Code.REFUSED


@in_either_order
@in_any_case
def test_a_malformed_reply_with_a_call_id_is_the_calls(subtopic: str, group_first: bool) -> None:
    desk, _, of_call = both(group_first=group_first)
    headless = json.loads(said(subtopic, {"callid": "1", "response": [ROW]}))
    desk.hear(json.dumps({**headless, "topic": ""}))
    assert list(desk.ended) == [of_call]
    assert desk.code(of_call) is Code.PROTOCOL


@in_either_order
@in_any_case
def test_a_malformed_reply_without_a_call_id_is_the_groups(subtopic: str, group_first: bool) -> None:
    desk, group, _ = both(group_first=group_first)
    headless = json.loads(said(subtopic, {"response": [ROW]}))
    desk.hear(json.dumps({**headless, "topic": ""}))
    assert list(desk.ended) == [group]
    assert desk.code(group) is Code.PROTOCOL


@in_either_order
@in_any_case
@pytest.mark.parametrize("broken", [said("%s", 7), said("%s", [])[:-1]])
def test_a_malformed_reply_that_tells_nothing_is_the_older_ones(subtopic: str, group_first: bool, broken: str) -> None:
    desk, group, of_call = both(group_first=group_first)
    desk.hear(broken % subtopic)
    assert list(desk.ended) == [group if group_first else of_call]
    assert desk.code(next(iter(desk.ended))) is Code.PROTOCOL


@in_any_case
def test_a_malformed_reply_that_could_be_for_two_calls_ends_neither(subtopic: str) -> None:
    desk = Desk()
    ask_call(desk, "1")
    ask_call(desk, "2")
    desk.hear(said(subtopic, 7))
    assert desk.ended == {}


def test_another_apps_request_for_the_group_does_not_make_its_reply_the_calls() -> None:
    desk = Desk()
    ask_call(desk)
    desk.hear(write_request(GET_OUTCOME_BY_OUTCOMEGROUP, OutcomeGroupRequest(), source="another"))
    desk.hear(said("BusinessOutCome", {"response": [ROW]}))
    assert desk.ended == {}
