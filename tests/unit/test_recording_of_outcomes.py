"""What is recorded of skipping contacts and giving outcomes says nothing of the contact, nor what the agent typed."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from pydantic import BaseModel

from tests.unit.session_kit import lcm
from widget.lcm import (
    GET_OUTCOME_BY_OUTCOMEGROUP,
    SET_BUSINESS_OUTCOME_WITH_COMMENTS,
    SET_CALL_OUTCOME_WITH_COMMENTS,
    SET_NON_PEWC_CONTACT_OUTCOME,
    SKIP_MANUAL_DIAL_CONTACT,
    SKIP_NON_PEWC_CONTACT,
    Dialect,
    DialledContact,
    Disposition,
    Operation,
    OutcomeGroupRequest,
    Outcomes,
    Reply,
    Request,
    SkippedContact,
    SkippedReservation,
    read,
    write_request,
)
from widget.recording import Pseudonyms

ACCOUNT, NUMBER, AGENT = "49|3|279|0|0|44|1253", "2082097345", "jsmith@acme.com"
COMMENT = "Mrs Smith of 12 Elm Street paid with 4111 1111 1111 1111, call 208 209 7345 after 5"
CHANGES: list[tuple[Operation[Any, Any], BaseModel]] = [
    (
        SKIP_MANUAL_DIAL_CONTACT,
        SkippedContact(outcome_id="100", user_id=AGENT, account_number=ACCOUNT, phone_number=NUMBER),
    ),
    (SKIP_NON_PEWC_CONTACT, SkippedReservation(user_id=AGENT)),
    (
        SET_NON_PEWC_CONTACT_OUTCOME,
        DialledContact(account_number=ACCOUNT, agent_id=AGENT, phone_number=NUMBER),
    ),
    *(
        (
            operation,
            Disposition(callid="12345", account_number=ACCOUNT, outcome_id="101", user_id=AGENT, comments=COMMENT),
        )
        for operation in (SET_CALL_OUTCOME_WITH_COMMENTS, SET_BUSINESS_OUTCOME_WITH_COMMENTS)
    ),
]
DIALECTS: tuple[Dialect, ...] = ("sample", "table")
each_change = pytest.mark.parametrize(("operation", "data"), CHANGES, ids=lambda each: getattr(each, "name", ""))


def pseudonyms() -> Pseudonyms:
    return Pseudonyms(Random(7), {"source": "us", "default_region": "US"}, 1_700_000_000.0)  # noqa: S311 - a test


@each_change
@pytest.mark.parametrize("dialect", DIALECTS)
def test_nobody_is_in_the_recording_of_a_change(
    operation: Operation[Any, Any], data: BaseModel, dialect: Dialect
) -> None:
    text = write_request(operation, data, source="us", dialect=dialect)
    mine = pseudonyms()
    for after in (mine.message(text), mine.excerpt(text), mine.message(text[:-1])):
        hidden = (ACCOUNT, "279|0", "1253", NUMBER, "097345", "smith", "acme", "12345", "Elm", "paid", "4111", "7345")
        assert not [word for word in hidden if word.casefold() in after.casefold()]


@each_change
@pytest.mark.parametrize("dialect", DIALECTS)
def test_it_is_read_as_the_same_change(operation: Operation[Any, Any], data: BaseModel, dialect: Dialect) -> None:
    after = read(pseudonyms().message(write_request(operation, data, source="us", dialect=dialect)))
    assert isinstance(after, Request)
    assert after.operation is operation
    assert after.data != data


@pytest.mark.parametrize("comment", ["no", "Yes", "calls", "success", "MANUAL", "WebService", "2082097345"])
def test_no_word_that_stays_elsewhere_stays_in_a_comment(comment: str) -> None:
    disposed = Disposition(callid="1", account_number="5|3", outcome_id="101", user_id="a", comments=comment)
    text = write_request(SET_CALL_OUTCOME_WITH_COMMENTS, disposed, source="us")
    assert json.loads(pseudonyms().message(text))["data"]["AgentComments"] not in ("", comment)


def test_the_outcome_of_a_request_is_still_the_one_that_was_listed() -> None:
    mine = pseudonyms()
    row = {"OutComeID": "101", "Description": "Payment Done", "LeadScore": "12345678", "Lead Score": "7"}
    listed = read(mine.message(lcm("BusinessOutCome", {"response": [row]})))
    assert isinstance(listed, Reply)
    assert isinstance(listed.body, Outcomes)
    assert listed.problems == ()
    disposed = Disposition(callid="1", account_number="5|3", outcome_id="101", user_id="a")
    for dialect in DIALECTS:
        sent = read(mine.message(write_request(SET_CALL_OUTCOME_WITH_COMMENTS, disposed, source="us", dialect=dialect)))
        assert isinstance(sent, Request)
        assert isinstance(sent.data, Disposition)
        assert sent.data.outcome_id == listed.body.outcomes[0].outcome_id != "101"


def test_the_kind_of_dial_stays() -> None:
    text = write_request(GET_OUTCOME_BY_OUTCOMEGROUP, OutcomeGroupRequest(), source="us")
    after = read(pseudonyms().message(text))
    assert isinstance(after, Request)
    assert after.data == OutcomeGroupRequest(kind="MANUAL")
