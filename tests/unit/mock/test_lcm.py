"""The mock answers as an LCM would: the vendor's samples in, what the widget's own reader understands out."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from pydantic import BaseModel

from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_CAMPAIGN_MODES,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    MANUAL_DIAL_CALL,
    MANUAL_DIAL_COPY_CONTACT,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
    CallbackModes,
    CallbackModesRequest,
    CallStates,
    CampaignModes,
    CampaignModesRequest,
    Framing,
    Malformed,
    ManualDialContacts,
    ManualDialRequest,
    ModeNumberResult,
    NewModeNumber,
    NoData,
    Operation,
    PhoneNumber,
    Refusal,
    Reply,
    ReservedContact,
    ReservedContactRequest,
    read,
    write_request,
)
from widget.mock import SCENARIOS, Lcm, Scenario, Trouble
from widget.mock.builders import contact
from widget.mock.samples import SAMPLE_REPLIES, samples

NOW = datetime(2026, 3, 1, 12, 0, 0)  # noqa: DTZ001 - the wire's times have no zone
LIVE_CALL = "12345"


def sample_lcm(framing: Framing | None = None) -> Lcm:
    return Lcm(samples(NOW), framing=framing)


def ask(lcm: Lcm, operation: Operation[Any, Any], data: BaseModel) -> BaseModel:
    message = said(lcm, operation, data)
    assert isinstance(message, Reply)
    assert message.problems == ()
    assert message.operation.reply == operation.reply
    return message.body


def said(lcm: Lcm, operation: Operation[Any, Any], data: BaseModel) -> object:
    delivery, *_ = lcm.answer(write_request(operation, data, source="widget"))
    return read(delivery.text)


def modes_of(lcm: Lcm, callid: str) -> dict[str, str | None]:
    body = ask(lcm, GET_CALLBACK_MODES, CallbackModesRequest(callid=callid, account_number=""))
    assert isinstance(body, CallbackModes)
    return {mode.mode_id: mode.number for mode in body.modes}


def kinds_of(lcm: Lcm, callid: str) -> list[tuple[str, str | None]]:
    body = ask(lcm, GET_CAMPAIGN_MODES, CampaignModesRequest(callid=callid, account_number=""))
    assert isinstance(body, CampaignModes)
    return [(mode.description, mode.number) for mode in body.modes]


def set_number(
    lcm: Lcm, number: str = "961084836", mode_id: str = "1", *, delete: bool = False, callid: str = LIVE_CALL
) -> bool | None:
    data = NewModeNumber(
        callid=callid,
        account_number="5|3|1|0|0|44|1",
        mode_id=mode_id,
        contact_number=number,
        delete_other_modes=delete,
        agent_id="testagent",
    )
    body = ask(lcm, SET_NEW_MODE_NUMBER, data)
    assert isinstance(body, ModeNumberResult)
    return body.success


def get(lcm: Lcm, *, reserved: bool, consent: bool = True, count: int = 1) -> list[str]:
    data = ManualDialRequest(agent_id="testagent", count=count, consent=consent, reserved=reserved)
    body = ask(lcm, GET_RESERVED_MANUAL_DIAL_CONTACT, data)
    assert isinstance(body, ManualDialContacts)
    return [contact.contact_id for contact in body.contacts]


SAMPLE_REQUESTS = (
    '{"channel":"LCM","topic":"WebService","subtopic":"StateSync","source":"myapp"}',
    """{"channel":"LCM","topic":"WebService","subtopic":"GetCallBackModes",
        "data":{"callid":"12345","AccountNumber":"5|3|1|0|0|44|1"}}""",
    """{"channel":"LCM","topic":"WebService","subtopic":"GetReservedManualDialContact","data":{
        "AgentID":"testagent@domain.com","NumberofContactsRequired":1,"Consent":"Yes","ReservedContacts":"true"}}""",
    '{"channel":"LCM","topic":"WebService","subtopic":"GetReservedContactOD","data":{"UserID":"testagent"}}',
    '{"channel":"LCM","topic":"WebService","subtopic":"GetAgentCallCount","data":{"UserID":"testagent"}}',
)


def undated(text: str) -> str:
    """The text without the days in it."""
    return re.sub(r'"(\d\d/\d\d/\d{4} |[A-Z][a-z]{2} +\d{1,2} \d{4} )', '"', text)


@pytest.mark.parametrize(("request_text", "reply_text"), [*zip(SAMPLE_REQUESTS, SAMPLE_REPLIES, strict=True)])
def test_the_vendors_sample_requests_get_the_vendors_sample_replies(request_text: str, reply_text: str) -> None:
    """But for the dates of contacts, which are those of today."""
    delivery, *_ = sample_lcm().answer(request_text)
    assert read(undated(delivery.text)) == read(undated(reply_text))


def test_a_number_that_is_set_is_there_when_the_modes_are_read_again() -> None:
    lcm = sample_lcm()
    assert set_number(lcm) is True
    assert modes_of(lcm, LIVE_CALL) == {"3": "6591462346", "2": "6591462346", "1": "961084836"}


def test_setting_a_known_mode_replaces_its_number() -> None:
    lcm = sample_lcm()
    assert set_number(lcm, mode_id="3") is True
    assert modes_of(lcm, LIVE_CALL) == {"2": "6591462346", "3": "961084836"}


def test_delete_other_modes_leaves_only_the_one_that_was_set() -> None:
    lcm = sample_lcm()
    assert set_number(lcm, delete=True) is True
    assert modes_of(lcm, LIVE_CALL) == {"1": "961084836"}


@pytest.mark.parametrize("number", ["1234567", "1234567890123", ""])
def test_a_number_of_a_wrong_length_is_not_set(number: str) -> None:
    lcm = sample_lcm()
    assert set_number(lcm, number) is False
    assert set_number(lcm, number, delete=True) is False
    assert "1" not in modes_of(lcm, LIVE_CALL)


def test_a_mode_nobody_knows_is_not_set() -> None:
    assert set_number(sample_lcm(), mode_id="77") is False


def test_the_campaign_modes_of_a_call_are_those_of_its_state_without_numbers() -> None:
    assert kinds_of(sample_lcm(), LIVE_CALL) == [("Home", None)]
    assert kinds_of(Lcm(SCENARIOS["expired"](NOW)), "E-1") == [("Home", None), ("Mobile", None)]


def test_a_call_whose_state_names_no_campaign_modes_has_those_of_the_other_calls() -> None:
    scenario = SCENARIOS["expired"](NOW)
    lcm = Lcm(scenario)
    assert [call.callid for call in scenario.calls if not call.campaign_modes] == ["E-2"]
    assert kinds_of(lcm, "E-2") == [("Home", None), ("Mobile", None)]
    assert set_number(lcm, "1234567", callid="E-2") is False
    assert set_number(lcm, callid="E-2") is True
    assert modes_of(lcm, "E-2") == {"1": "961084836"}


def test_calls_of_different_campaigns_tell_nothing_of_one_that_names_none() -> None:
    assert kinds_of(Lcm(SCENARIOS["ugly"](NOW)), "x-2") == []


def test_each_call_has_its_own_modes() -> None:
    lcm = sample_lcm()
    set_number(lcm, delete=True)
    assert modes_of(lcm, "67890") == {}


@pytest.mark.parametrize(("callid", "words"), [("999", "Invalid Call ID:999"), ("", "Invalid Call ID.")])
def test_an_unknown_or_empty_callid_gets_the_vendors_error(callid: str, words: str) -> None:
    message = said(sample_lcm(), GET_CALLBACK_MODES, CallbackModesRequest(callid=callid, account_number=""))
    assert isinstance(message, Refusal)
    assert (message.error_type, message.message, message.callid) == ("WS_Error", words, callid or None)
    assert message.subtopic == "CallBackModes"


def test_a_download_reserves_and_the_reserved_are_given_again_until_the_pool_is_empty() -> None:
    pool = tuple(contact(str(n), f"202555010{n}", expiry="") for n in range(3))
    lcm = Lcm(Scenario(pool=pool))
    assert get(lcm, reserved=True) == []
    assert get(lcm, reserved=False, count=2) == ["0", "1"]
    assert get(lcm, reserved=True, count=5) == ["0", "1"]
    assert get(lcm, reserved=False, count=2) == ["2"]
    assert get(lcm, reserved=False, count=2) == []
    assert get(lcm, reserved=True, count=5) == ["0", "1", "2"]
    assert get(lcm, reserved=True, count=1) == ["0"]


def test_unknown_consent_is_given_as_none() -> None:
    pool = tuple(
        contact(str(n), "2025550100", expiry="", consent=consent) for n, consent in enumerate((True, None, False))
    )
    lcm = Lcm(Scenario(pool=pool))
    assert get(lcm, reserved=False, consent=True, count=9) == ["0"]
    assert get(lcm, reserved=False, consent=False, count=9) == ["1", "2"]


def test_dialling_and_copying_are_echoed() -> None:
    number = PhoneNumber(phone_number="2082097345")
    for operation in (MANUAL_DIAL_CALL, MANUAL_DIAL_COPY_CONTACT):
        assert ask(sample_lcm(), operation, number) == number


def test_what_is_no_request_gets_no_answer() -> None:
    lcm = sample_lcm()
    for text in (*SAMPLE_REPLIES, "", "{", '{"channel":"UI","subtopic":"StateSync"}'):
        assert lcm.answer(text) == []


def test_the_framing_is_the_configured_one() -> None:
    lcm = sample_lcm(Framing(packet=True, subscriber_id="66517761"))
    (delivery,) = lcm.push()
    assert '"subscriberID":"66517761"' in delivery.text
    message = read(delivery.text)
    assert isinstance(message, Reply)
    assert isinstance(message.body, CallStates)


def troubled(trouble: Trouble) -> Lcm:
    return Lcm(Scenario(trouble={GET_RESERVED_CONTACT_OD.name: trouble}))


def test_troubles_are_as_named() -> None:
    data = ReservedContactRequest(user_id="testagent")
    refused = said(troubled(Trouble.REFUSED), GET_RESERVED_CONTACT_OD, data)
    assert isinstance(refused, Refusal)
    assert refused.error_type == "WS_Error"
    not_found = said(troubled(Trouble.NOT_FOUND), GET_RESERVED_CONTACT_OD, data)
    assert isinstance(not_found, Refusal)
    assert not_found.message == "Contact not found"
    assert isinstance(said(troubled(Trouble.UNREADABLE), GET_RESERVED_CONTACT_OD, data), Malformed)
    text = write_request(GET_RESERVED_CONTACT_OD, data, source="widget")
    assert troubled(Trouble.SILENCE).answer(text) == []
    assert ask(Lcm(Scenario()), GET_RESERVED_CONTACT_OD, data) == ReservedContact()


def test_silence_is_about_the_answer_only_the_change_is_made() -> None:
    quiet = samples(NOW)
    lcm = Lcm(Scenario(calls=quiet.calls, modes=quiet.modes, trouble={SET_NEW_MODE_NUMBER.name: Trouble.SILENCE}))
    data = NewModeNumber(
        callid=LIVE_CALL, account_number="", mode_id="1", contact_number="961084836", agent_id="testagent"
    )
    assert lcm.answer(write_request(SET_NEW_MODE_NUMBER, data, source="widget")) == []
    assert modes_of(lcm, LIVE_CALL)["1"] == "961084836"


def test_a_scenario_without_turns_stays_as_it_is() -> None:
    lcm = sample_lcm()
    assert lcm.step_seconds is None
    assert lcm.take_step() == []
    body = ask(lcm, STATE_SYNC, NoData())
    assert isinstance(body, CallStates)
    assert [call.callid for call in body.calls] == ["12345", "67890"]
