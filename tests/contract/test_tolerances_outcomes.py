"""The tolerances of outcomes, each shown."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.contract.kit import Json, envelope, reply_of, request_of, shows, text
from widget.lcm import (
    GET_BUSINESS_OUTCOME,
    GET_OUTCOME_BY_OUTCOMEGROUP,
    SET_BUSINESS_OUTCOME_WITH_COMMENTS,
    SET_CALL_OUTCOME_WITH_COMMENTS,
    SET_NON_PEWC_CONTACT_OUTCOME,
    SKIP_MANUAL_DIAL_CONTACT,
    SKIP_NON_PEWC_CONTACT,
    Dialect,
    DialledContact,
    Disposition,
    Malformed,
    Operation,
    Outcome,
    Outcomes,
    OutcomesOfCall,
    Refusal,
    Reply,
    Result,
    ResultOfCall,
    SkippedContact,
    SkippedReservation,
    read,
    write_request,
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


SKIPPED = SkippedContact(outcome_id="100", user_id="a", account_number="5|3", phone_number="209")
DIALLED = DialledContact(account_number="5|3", agent_id="a", phone_number="209")
DISPOSED = Disposition(callid="1", account_number="5|3", outcome_id="101", user_id="a", comments="Paid.")
RESULTS = ("SkipManualDialContactResult", "SkipNonPEWCContactResult", "SetNonPEWCContactOutcomeResult")
RESULTS_OF_CALLS = ("SetCallOutcomeWithCommentsResult", "SetBusinessOutcomeWithCommentsResult")


def sent(operation: Operation[Any, Any], data: object, dialect: Dialect = "sample") -> dict[str, Any]:
    """The `data` of a request as it is sent."""
    written: dict[str, Any] = json.loads(write_request(operation, data, source="us", dialect=dialect))["data"]
    return written


@shows("request-agent-id")
@pytest.mark.parametrize("name", ["UserId", "UserID", "userID"])
def test_the_agent_of_a_skipped_contact_is_read_under_each_name(name: str) -> None:
    assert request_of(SkippedReservation, "SkipNonPEWCContact", data={name: "a"}).user_id == "a"
    if name != "userID":
        data = {"OutcomeId": 100, name: "a", "AccountNumber": "5|3", "PhoneNumber": "209"}
        assert request_of(SkippedContact, "SkipManualDialContact", data=data) == SKIPPED


@shows("request-agent-id")
def test_the_agent_of_a_skipped_contact_is_sent_under_the_name_of_the_dialect() -> None:
    alike = {"OutcomeId": 100, "AccountNumber": "5|3", "PhoneNumber": "209"}
    assert sent(SKIP_MANUAL_DIAL_CONTACT, SKIPPED) == {**alike, "UserID": "a"}
    assert sent(SKIP_MANUAL_DIAL_CONTACT, SKIPPED, "table") == {**alike, "UserId": "a"}
    own = SkippedReservation(user_id="a")
    assert sent(SKIP_NON_PEWC_CONTACT, own) == {"userID": "a"}
    assert sent(SKIP_NON_PEWC_CONTACT, own, "table") == {"UserId": "a"}


@shows("request-lcm-key")
def test_the_lcm_key_of_a_dialled_contact_is_read_and_sent_under_both_names() -> None:
    alike = {"AgentID": "a", "PhoneNumber": "209"}
    for dialect, name in (("sample", "AccountNumber"), ("table", "LCMKey")):
        assert request_of(DialledContact, "SetNonPEWCContactOutcome", data={**alike, name: "5|3"}) == DIALLED
        assert sent(SET_NON_PEWC_CONTACT_OUTCOME, DIALLED, "table" if dialect == "table" else "sample") == {
            **alike,
            name: "5|3",
        }


@shows("outcome-id")
@pytest.mark.parametrize(
    ("outcome_id", "number"),
    [("0", 0), ("101", 101), ("9" * 15, 999_999_999_999_999), ("9" * 16, "9" * 16), ("007", "007"), ("A1", "A1")],
)
def test_the_id_of_an_outcome_is_sent_as_a_number_where_that_is_the_same_id(outcome_id: str, number: int | str) -> None:
    skipped = SKIPPED.model_copy(update={"outcome_id": outcome_id})
    disposed = DISPOSED.model_copy(update={"outcome_id": outcome_id})
    assert sent(SKIP_MANUAL_DIAL_CONTACT, skipped)["OutcomeId"] == number
    assert sent(SET_CALL_OUTCOME_WITH_COMMENTS, disposed)["OutcomeId"] == number
    assert sent(SET_CALL_OUTCOME_WITH_COMMENTS, disposed, "table")["OutcomeID"] == outcome_id
    assert sent(SET_BUSINESS_OUTCOME_WITH_COMMENTS, disposed, "table")["OutcomeId"] == number


def test_an_outcome_is_sent_with_what_the_agent_says_of_it() -> None:
    assert sent(SET_BUSINESS_OUTCOME_WITH_COMMENTS, DISPOSED.model_copy(update={"target_amount": 9.5})) == {
        "callid": "1",
        "AccountNumber": "5|3",
        "OutcomeId": 101,
        "UserID": "a",
        "AgentComments": "Paid.",
        "LeadScore": 0,
        "TargetAmount": 9.5,
    }


@shows("outcome-id")
@pytest.mark.parametrize("name", ["OutcomeId", "OutcomeID"])
@pytest.mark.parametrize("value", [101, "101"])
@pytest.mark.parametrize("subtopic", ["SetCallOutcomeWithComments", "SetBusinessOutcomeWithComments"])
def test_the_outcome_of_a_request_is_read_in_every_form(name: str, value: object, subtopic: str) -> None:
    data = {"callid": "1", "AccountNumber": "5|3", name: value, "UserID": "a", "AgentComments": "Paid."}
    assert request_of(Disposition, subtopic, data=data) == DISPOSED


@shows("result-form")
@pytest.mark.parametrize("subtopic", RESULTS)
@pytest.mark.parametrize("callid", [{}, {"callid": "1"}, {"callid": None}])
def test_a_result_may_be_in_a_list_and_beside_a_call_id(subtopic: str, callid: dict[str, Any]) -> None:
    for response in ({"success": True}, [{"success": True}]):
        assert reply_of(Result, subtopic, {**callid, "response": response}).success is True


@shows("success-form")
@pytest.mark.parametrize(
    ("rest", "success"),
    [
        ({"response": {"success": "true"}}, True),
        ({"response": [{"success": 1}]}, True),
        ({"response": {"success": "No"}}, False),
        ({"response": {"success": None}}, None),
        ({"response": [{}]}, None),
        ({"response": []}, None),
        ({"response": {}}, None),
        ({"response": None}, None),
        ({}, None),
    ],
)
def test_a_result_that_does_not_say_success_is_unknown(rest: dict[str, Any], success: bool | None) -> None:
    for subtopic in RESULTS:
        assert reply_of(Result, subtopic, rest).success is success
    for subtopic in RESULTS_OF_CALLS:
        assert reply_of(ResultOfCall, subtopic, {"callid": "1", **rest}).success is success


@shows("error-place")
@pytest.mark.parametrize("body", [{"success": False, "msg": "Contact not found"}, {"errorType": "WS_Error"}])
def test_an_error_in_a_list_is_one(body: dict[str, Any]) -> None:
    message = read(text(envelope("SkipNonPEWCContactResult", message={"response": [body]})))
    assert isinstance(message, Refusal)
    assert message.subtopic == "SkipNonPEWCContactResult"
