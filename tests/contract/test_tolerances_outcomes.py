"""The tolerances of outcomes, each shown."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.kit import Json, envelope, reply_of, shows, text
from widget.lcm import (
    GET_BUSINESS_OUTCOME,
    GET_OUTCOME_BY_OUTCOMEGROUP,
    Malformed,
    Outcome,
    Outcomes,
    OutcomesOfCall,
    Refusal,
    Reply,
    read,
)

SPELLINGS = ["BusinessOutcome", "BusinessOutCome", "BUSINESSOUTCOME", "businessoutcome"]
ROW = {"OutComeID": "101", "Description": "Payment Done"}


def outcomes(response: Json) -> tuple[Outcome, ...]:
    return reply_of(Outcomes, "BusinessOutCome", {"response": response}).outcomes


@shows("outcome-replies")
@pytest.mark.parametrize("subtopic", SPELLINGS)
@pytest.mark.parametrize(
    ("callid", "names_call"),
    [
        ({"callid": "12345"}, True),
        ({"callid": 0}, True),
        ({"callid": ""}, False),
        ({"callid": "   "}, False),
        ({"callid": None}, False),
        ({}, False),
    ],
)
def test_the_call_id_tells_the_two_replies_apart_and_their_case_does_not(
    subtopic: str, callid: dict[str, Any], names_call: bool
) -> None:
    message = read(text(envelope(subtopic, message={**callid, "response": [ROW]})))
    assert isinstance(message, Reply)
    assert message.operation is (GET_BUSINESS_OUTCOME if names_call else GET_OUTCOME_BY_OUTCOMEGROUP)
    assert (message.callid is None) is not names_call


@shows("outcome-replies")
@pytest.mark.parametrize("subtopic", SPELLINGS)
def test_a_call_id_that_cannot_be_read_is_one(subtopic: str) -> None:
    message = read(text(envelope(subtopic, message={"callid": "x" * 300, "response": [ROW]})))
    assert isinstance(message, Malformed)
    assert (message.subtopic, message.callid) == ("BusinessOutcome", None)


@shows("outcome-replies")
@pytest.mark.parametrize(
    ("subtopic", "callid", "named"),
    [
        ("BusinessOutcome", {}, "businessoutcome"),
        ("BusinessOutCome", {}, "businessoutcome"),
        ("BusinessOutCome", {"callid": "12345"}, "BusinessOutcome"),
        ("GetBusinessOutCome", {}, "BusinessOutcome"),
        ("getoutcomebyoutcomegroup", {}, "BusinessOutCome"),
    ],
)
def test_an_error_names_one_of_the_two_where_its_call_id_or_its_name_tells(
    subtopic: str, callid: dict[str, Any], named: str
) -> None:
    message = read(text(envelope(subtopic, message={"errorType": "WS_Error", "msg": "No.", **callid})))
    assert isinstance(message, Refusal)
    assert message.subtopic == named


@pytest.mark.parametrize(("body", "named"), [(7, "businessoutcome"), ([], "businessoutcome")])
def test_what_has_no_place_for_a_call_id_names_either_of_the_two(body: Json, named: str) -> None:
    message = read(text(envelope("BusinessOutcome", message=body)))
    assert isinstance(message, Malformed)
    assert message.subtopic == named


@shows("outcome-id", "id-number")
@pytest.mark.parametrize("name", ["OutComeID", "OutcomeID", "OutcomeId"])
@pytest.mark.parametrize("value", ["101", 101])
def test_the_outcome_id_is_kept_as_text_under_each_name(name: str, value: object) -> None:
    assert outcomes([{name: value, "Description": "Payment Done"}]) == (
        Outcome(outcome_id="101", description="Payment Done"),
    )


@shows("outcome-row")
@pytest.mark.parametrize(
    "faulty",
    [
        {"Description": "no id"},
        {"OutComeID": "1"},
        {"OutComeID": "  ", "Description": "no id"},
        {"OutComeID": None, "Description": "no id"},
        {"OutComeID": "1", "Description": ""},
        {"OutComeID": "1", "Description": " "},
        {"OutComeID": "1", "Description": None},
        {"OutComeID": "1", "Description": "(null)"},
        {"OutComeID": "1", "Description": ["no text"]},
        7,
    ],
)
@pytest.mark.parametrize("callid", [{}, {"callid": "12345"}])
def test_a_row_without_an_id_or_a_description_is_left_out_and_counted(faulty: Json, callid: dict[str, Any]) -> None:
    message = read(text(envelope("BusinessOutcome", message={**callid, "response": [faulty, ROW]})))
    assert isinstance(message, Reply)
    assert isinstance(message.body, Outcomes)
    assert [outcome.outcome_id for outcome in message.body.outcomes] == ["101"]
    assert message.body.unread == 1
    assert message.problems[0].where.startswith("message.response[0]")


@shows("response-form")
@pytest.mark.parametrize(("response", "count"), [([ROW], 1), (ROW, 1), (None, 0), ([], 0)])
def test_outcomes_are_a_list_one_object_or_nothing(response: Json, count: int) -> None:
    assert len(outcomes(response)) == count
    of_call = reply_of(OutcomesOfCall, "CallOutcome", {"callid": "12345", "response": response})
    assert len(of_call.outcomes) == count


@shows("lead-score")
@pytest.mark.parametrize("name", ["LeadScore", "Lead Score"])
@pytest.mark.parametrize(
    ("value", "kept"),
    [("0", 0), (0, 0), (" 7 ", 7), ("9" * 18, 10**18 - 1), ("", None), ("NA", None), (None, None)],
)
def test_the_lead_score_is_a_number_or_text_under_either_name(name: str, value: object, kept: int | None) -> None:
    assert outcomes([{**ROW, name: value}])[0].lead_score == kept


def test_a_lead_score_that_is_none_is_left_out_and_its_row_kept() -> None:
    message = read(text(envelope("BusinessOutCome", message={"response": [{**ROW, "LeadScore": "high"}]})))
    assert isinstance(message, Reply)
    assert message.body == Outcomes(outcomes=(Outcome(outcome_id="101", description="Payment Done"),))
    assert [(each.where, each.why) for each in message.problems] == [
        ("message.response[0].LeadScore", "left out: should be a number")
    ]


@shows("text-references")
def test_a_description_written_as_in_html_is_read_as_text() -> None:
    assert outcomes([{**ROW, "Description": "Paid &amp; closed"}])[0].description == "Paid & closed"
