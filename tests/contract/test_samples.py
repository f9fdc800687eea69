"""The vendor's samples, verbatim: the good ones are read and can be written again, the broken ones are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.contract.kit import NOT_JSON, REPLIES, REQUESTS, SAMPLES, body_of
from widget.lcm import (
    CallbackModes,
    CallbackModesRequest,
    CallCounts,
    CallFields,
    CallStates,
    CampaignGroups,
    CampaignModes,
    CampaignModesRequest,
    DialledContact,
    Field,
    Malformed,
    ManualDialContacts,
    Mode,
    ModeNumberResult,
    NewModeNumber,
    Outcome,
    OutcomeGroupRequest,
    Outcomes,
    OutcomesOfCall,
    Refusal,
    Reply,
    Request,
    ReservedContact,
    Result,
    SkippedContact,
    SkippedReservation,
    read,
    write_reply,
    write_request,
)


def named(part: str, files: list[Path]) -> str:
    return next(file for file in files if file.name.startswith(part)).read_text("utf-8")


def test_there_is_a_sample_reply_of_each_of_seventeen_pages_and_a_request_of_eleven() -> None:
    assert [len(REPLIES), len(REQUESTS), len(NOT_JSON)] == [17, 8, 3]


def test_state_sync_is_two_calls_with_their_fields_and_modes() -> None:
    first, second = body_of(CallStates, read(named("000", REPLIES))).calls
    assert (first.callid, second.callid) == ("12345", "67890")
    assert first.optional_fields[0] == Field("FName", "David1")
    assert [field.name for field in first.optional_fields][-3:] == ["Home", "Office", "Mobile"]
    home = Mode(
        mode_id="1",
        description="Home",
        channel_type="2",
        min_length=8,
        max_length=12,
        number=None,
        pewc=False,
        campaign_pewc=False,
    )
    assert first.campaign_modes == second.campaign_modes == (home,)
    assert (second.business_fields, second.optional_fields, second.account_number) == ((), (), None)


def test_callback_modes_keep_their_order_and_their_equal_numbers() -> None:
    modes = body_of(CallbackModes, read(named("001", REPLIES)))
    assert modes.callid == "12345"
    assert [(mode.mode_id, mode.number) for mode in modes.modes] == [("3", "6591462346"), ("2", "6591462346")]
    assert {(mode.pewc, mode.campaign_pewc, mode.min_length) for mode in modes.modes} == {(True, False, None)}


def test_the_result_of_a_new_number_says_success() -> None:
    assert body_of(ModeNumberResult, read(named("002", REPLIES))) == ModeNumberResult(callid="12345", success=True)


def test_the_reserved_non_pewc_contact_keeps_its_dates_and_its_call_type_as_text() -> None:
    (contact,) = body_of(ReservedContact, read(named("003", REPLIES))).contacts
    assert (contact.phone_number, contact.account_number, contact.contact_id) == ("9873635", "137|1|3|0|0|84|1", "137")
    assert (contact.expiry, contact.call_type, contact.queue) == ("Oct 7 2020 11:59PM", "Regular Call", "Queue1")


def test_the_manual_dial_contact_has_consent() -> None:
    (contact,) = body_of(ManualDialContacts, read(named("004", REPLIES))).contacts
    assert (contact.contact_id, contact.call_type, contact.consent) == ("9", "0", True)
    assert (contact.expiry, contact.callback) == ("01/31/2024 23:59:00", "01/31/2024 05:09:25")


def test_campaign_modes_are_kinds_of_number_with_lengths_and_no_number() -> None:
    modes = body_of(CampaignModes, read(named("005", REPLIES)))
    assert modes.callid == "12345"
    assert [(mode.mode_id, mode.description) for mode in modes.modes] == [("1", "Home"), ("2", "Office")]
    assert {(mode.min_length, mode.max_length, mode.number, mode.channel_type) for mode in modes.modes} == {
        (8, 12, None, "2")
    }
    assert [(mode.pewc, mode.campaign_pewc) for mode in modes.modes] == [(False, False), (None, None)]


def test_the_business_fields_are_rows_that_describe_themselves() -> None:
    detail = body_of(CallFields, read(named("006", REPLIES)))
    assert detail.callid == "12345"
    assert detail.fields == (Field("FName", "Test", "String", "", True), Field("LName", "Berry", "String", "", True))


def test_the_optional_fields_are_names_and_values() -> None:
    pop = body_of(CallFields, read(named("007", REPLIES)))
    assert (pop.callid, pop.fields) == ("12345", (Field("FName", "David1"), Field("LName", "Berry")))


def test_the_telephony_outcomes_are_ids_with_words() -> None:
    found = body_of(OutcomesOfCall, read(named("021", REPLIES)))
    assert found.callid == "12345"
    assert [(one.outcome_id, one.description) for one in found.outcomes] == [
        ("0", "Success"),
        ("1", "Abandoned"),
        ("2", "Invalid"),
    ]
    assert {(one.parent_id, one.lead_score) for one in found.outcomes} == {(None, None)}


def test_the_business_outcomes_have_a_lead_score_and_may_have_a_parent() -> None:
    found = body_of(OutcomesOfCall, read(named("022", REPLIES)))
    assert found.callid == "12345"
    assert found.outcomes == (
        Outcome(outcome_id="101", description="Payment Done", lead_score=0),
        Outcome(outcome_id="102", description="Payment Failure", lead_score=0),
    )
    (success,) = body_of(Outcomes, read(named("020", REPLIES))).outcomes
    assert success == Outcome(outcome_id="107", description="success", parent_id="5", lead_score=0)


def test_the_outcomes_for_manual_dials_are_asked_for_as_the_sample_does() -> None:
    message = read(named("020", REQUESTS))
    assert isinstance(message, Request)
    assert message.data == OutcomeGroupRequest(kind="MANUAL")


def test_the_results_of_skipping_and_of_noting_a_dial_say_success() -> None:
    for page in ("023", "024", "025"):
        assert body_of(Result, read(named(page, REPLIES))) == Result(success=True)


def test_a_contact_that_was_not_found_could_not_be_skipped() -> None:
    text = (SAMPLES / "024_skip_non_pewc_contact.refusal.json").read_text("utf-8")
    assert read(text) == Refusal("Failed", "Contact not found", None, "SkipNonPEWCContactResult")


def test_the_requests_to_skip_and_to_note_a_dial_are_read() -> None:
    skipped, given_back, dialled = (read(named(page, REQUESTS)) for page in ("023", "024", "025"))
    assert isinstance(skipped, Request)
    assert skipped.data == SkippedContact(
        outcome_id="100",
        user_id="testagent@domain.com",
        account_number="49|3|279|0|0|44|1253",
        phone_number="1234567890",
    )
    assert isinstance(given_back, Request)
    assert given_back.data == SkippedReservation(user_id="testagent")
    assert isinstance(dialled, Request)
    assert dialled.data == DialledContact(account_number="5|3|1|0|0|44|1", agent_id="prakashr", phone_number="9873635")


def test_a_campaign_group_has_a_name_a_status_and_campaigns() -> None:
    (group,) = body_of(CampaignGroups, read(named("030", REPLIES))).groups
    assert (group.name, group.type, group.status) == ("AESprint_AmzQueue1", "VOICE", "EXECUTING")
    assert [(campaign.campaign, campaign.share) for campaign in group.campaigns] == [("testcamp", "100")]
    assert group.agents == ()


def test_a_new_non_pewc_contact_is_read_as_the_reserved_one() -> None:
    (contact,) = body_of(ReservedContact, read(named("033", REPLIES))).contacts
    assert (contact.phone_number, contact.account_number) == ("9873635", "137|1|3|0|0|84|1")


def test_the_counts_of_the_agent_are_numbers() -> None:
    (counts,) = body_of(CallCounts, read(named("034", REPLIES))).counts
    assert (counts.personal, counts.regular, counts.is_reserved) == (0, 1, "0")


def test_the_requests_are_read() -> None:
    sync, modes, number, campaign = (read(file.read_text("utf-8")) for file in REQUESTS[:4])
    assert isinstance(sync, Request)
    assert (sync.operation.name, sync.source) == ("StateSync", "myapp")
    assert isinstance(modes, Request)
    assert modes.data == CallbackModesRequest(callid="12345", account_number="5|3|1|0|0|44|1")
    assert isinstance(number, Request)
    assert number.data == NewModeNumber(
        callid="12345",
        account_number="5|3|1|0|0|44|1",
        mode_id="1",
        contact_number="961084836",
        delete_other_modes=False,
        agent_id="testagent",
    )
    assert isinstance(campaign, Request)
    assert campaign.data == CampaignModesRequest(callid="12345", account_number="5|3|1|0|0|44|1")


@pytest.mark.parametrize("file", NOT_JSON, ids=lambda file: file.name)
def test_a_sample_that_is_not_json_is_refused_and_never_repaired(file: Path) -> None:
    message = read(file.read_text("utf-8"))
    assert isinstance(message, Malformed)
    (problem,) = message.problems
    assert problem.why.startswith("not JSON")


@pytest.mark.parametrize(
    "file", [*REPLIES[:4], *REPLIES[6:8], REPLIES[9], *REPLIES[11:14], REPLIES[16]], ids=lambda file: file.name
)
def test_a_sample_reply_read_and_written_again_is_the_sample(file: Path) -> None:
    message = read(file.read_text("utf-8"))
    assert isinstance(message, Reply)
    assert json.loads(write_reply(message.operation, message.body)) == json.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("file", [*REQUESTS[:2], *REQUESTS[4:]], ids=lambda file: file.name)
def test_a_sample_request_read_and_written_again_is_the_sample(file: Path) -> None:
    message = read(file.read_text("utf-8"))
    assert isinstance(message, Request)
    written = json.loads(write_request(message.operation, message.data, source=message.source))
    assert written == {"source": "", **json.loads(file.read_text("utf-8"))}
