"""The tolerances of the operations, each shown."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.kit import Json, envelope, reply_of, request_of, sample, shows, text
from widget.lcm import (
    Call,
    CallbackModes,
    CallStates,
    Field,
    Malformed,
    ManualDialContact,
    ManualDialContacts,
    Mode,
    ModeNumberResult,
    NewModeNumber,
    NonPewcContact,
    Reply,
    ReservedContact,
    read,
)

HOME = {"ModeID": "1", "Description": "Home"}


def call(**rest: Json) -> Call:
    (found,) = reply_of(CallStates, "StateSync", [{"callid": "1", **rest}]).calls
    return found


@shows("calls-form")
@pytest.mark.parametrize(
    ("message", "callids"), [([{"callid": "1"}], ["1"]), ({"callid": "1"}, ["1"]), (None, []), ([], [])]
)
def test_calls_come_as_a_list_one_object_or_not_at_all(message: object, callids: list[str]) -> None:
    assert [each.callid for each in reply_of(CallStates, "StateSync", message).calls] == callids


@shows("optional-fields-name")
@pytest.mark.parametrize("name", ["optionalbusinessfields", "optionalbussinessfields"])
def test_optional_fields_are_read_in_either_spelling(name: str) -> None:
    assert call(**{name: {"FName": "David1"}}).optional_fields == (Field("FName", "David1"),)


@shows("fields-absent")
@pytest.mark.parametrize(
    "rest", [{}, {"businessfields": None, "optionalbussinessfields": None}, {"businessfields": []}]
)
def test_fields_may_be_missing(rest: dict[str, Any]) -> None:
    assert (call(**rest).business_fields, call(**rest).optional_fields) == ((), ())


@shows("fields-form")
@pytest.mark.parametrize("name", ["businessfields", "optionalbusinessfields"])
def test_fields_are_an_object_or_rows(name: str) -> None:
    rows = [{"FieldName": "City", "Value": "Oslo", "DataType": "String", "Format": None, "Editable": "Yes"}]
    found = call(**{name: rows})
    assert found.business_fields + found.optional_fields == (Field("City", "Oslo", "String", None, True),)
    found = call(**{name: {"City": "Oslo"}})
    assert found.business_fields + found.optional_fields == (Field("City", "Oslo"),)


@shows("field-value")
@pytest.mark.parametrize(
    ("value", "kept"), [("x", "x"), (7, "7"), (1.5, "1.5"), (True, "true"), (False, "false"), (None, None)]
)
def test_the_value_of_a_field_is_kept_as_text(value: object, kept: str | None) -> None:
    assert call(businessfields={"A": value}).business_fields == (Field("A", kept),)
    assert call(businessfields=[{"FieldName": "A", "Value": value}]).business_fields == (Field("A", kept),)


@shows("modes-form")
@pytest.mark.parametrize(("modes", "ids"), [([HOME], ["1"]), (HOME, ["1"]), (None, []), ([], [])])
def test_campaign_modes_are_a_list_one_object_or_nothing(modes: object, ids: list[str]) -> None:
    assert [mode.mode_id for mode in call(campaignmodes=modes).campaign_modes] == ids


@shows("mode-id-name")
def test_the_mode_id_is_read_in_either_spelling() -> None:
    assert call(campaignmodes=[{"modeid": "1", "Description": "Home"}]) == call(campaignmodes=[HOME])


@shows("channel-type")
@pytest.mark.parametrize(
    ("rest", "kept"),
    [({"ChannelType": "2"}, "2"), ({"ChannelType": 2}, "2"), ({"ChannelType": None}, None), ({}, None)],
)
def test_the_channel_type_may_be_there(rest: dict[str, Any], kept: str | None) -> None:
    assert call(campaignmodes=[{**HOME, **rest}]).campaign_modes[0].channel_type == kept


@shows("number-null")
@pytest.mark.parametrize(
    ("rest", "number"), [({"Cvalue": "659"}, "659"), ({"Cvalue": 659}, "659"), ({"Cvalue": None}, None), ({}, None)]
)
def test_a_mode_may_have_no_number(rest: dict[str, Any], number: str | None) -> None:
    assert call(campaignmodes=[{**HOME, **rest}]).campaign_modes[0].number == number


@shows("number-name")
@pytest.mark.parametrize("name", ["Cvalue", "CValue"])
def test_the_number_is_read_in_either_spelling(name: str) -> None:
    modes = reply_of(CallbackModes, "CallBackModes", {"callid": "1", "response": [{"ModeID": "1", name: "659"}]})
    assert modes.modes == (Mode(mode_id="1", number="659"),)


@shows("account-number-place")
@pytest.mark.parametrize(
    "rest",
    [
        {"AccountNumber": "5|3"},
        {"LCMKey": "5|3"},
        {"optionalbussinessfields": {"FName": "x", "AccountNumber": "5|3"}},
        {"optionalbusinessfields": {"LCMKey": "5|3"}},
        {"businessfields": {"AccountNumber": "5|3"}},
        {"businessfields": [{"FieldName": "City", "Value": "5"}, {"FieldName": "LCMKey", "Value": "5|3"}]},
        {"optionalbusinessfields": [{"FieldName": "AccountNumber", "Value": "5|3"}]},
    ],
)
def test_the_account_number_of_a_call_is_found(rest: dict[str, Any]) -> None:
    assert call(**rest).account_number == "5|3"


@shows("account-number-place")
def test_the_calls_own_account_number_comes_first() -> None:
    assert (
        call(AccountNumber="own", businessfields=[{"FieldName": "AccountNumber", "Value": "other"}]).account_number
        == "own"
    )
    assert call(businessfields=[{"FieldName": "City", "Value": "Oslo"}]).account_number is None


@shows("response-form")
@pytest.mark.parametrize(
    ("response", "count"),
    [({"response": [HOME]}, 1), ({"response": HOME}, 1), ({"response": None}, 0), ({}, 0), ({"response": []}, 0)],
)
def test_callback_modes_in_any_form(response: dict[str, Any], count: int) -> None:
    assert len(reply_of(CallbackModes, "CallBackModes", {"callid": "1", **response}).modes) == count


@shows("response-form")
@pytest.mark.parametrize("message", [{"response": None}, {"response": []}, {}])
def test_nothing_reserved_is_no_contact(message: dict[str, Any]) -> None:
    assert reply_of(ReservedContact, "ContactOD", message).contacts == ()
    assert reply_of(ManualDialContacts, "DownloadContactsForDialing", message).contacts == ()


@shows("response-form")
def test_a_contact_alone_or_in_a_list() -> None:
    contact = {"PhoneNumber": "987"}
    for response in (contact, [contact]):
        assert reply_of(ReservedContact, "ContactOD", {"response": response}).contacts == (
            NonPewcContact(phone_number="987"),
        )
        contacts = reply_of(ManualDialContacts, "DownloadContactsForDialing", {"response": response}).contacts
        assert contacts == (ManualDialContact(phone_number="987"),)


@shows("success-form")
@pytest.mark.parametrize(
    ("rest", "success"),
    [
        ({"response": {"success": True}}, True),
        ({"response": {"success": "true"}}, True),
        ({"response": {"success": "No"}}, False),
        ({"response": {"success": False}}, False),
        ({"response": {"success": None}}, None),
        ({"response": {}}, None),
        ({"response": None}, None),
        ({}, None),
    ],
)
def test_success_is_a_flag(rest: dict[str, Any], success: bool | None) -> None:
    assert reply_of(ModeNumberResult, "SetNewModeNumberResult", {"callid": "1", **rest}).success is success


@shows("request-mode-id")
@pytest.mark.parametrize("mode_id", [1, "1"])
def test_the_mode_id_of_a_request_is_a_number_or_text(mode_id: object) -> None:
    data = {**sample("002_set_new_mode_number.request")["data"], "ModeID": mode_id}
    assert request_of(NewModeNumber, "SetNewModeNumber", data=data).mode_id == "1"


def test_a_request_that_leaves_open_what_it_destroys_is_refused() -> None:
    data = {**sample("002_set_new_mode_number.request")["data"], "DeleteOtherModes": "maybe"}
    message = read(text(envelope("SetNewModeNumber", data=data)))
    assert isinstance(message, Malformed)
    assert (message.problems[0].where, message.callid) == ("data.DeleteOtherModes", "12345")


@shows("faulty-part")
def test_one_bad_mode_loses_that_one_and_keeps_the_others() -> None:
    modes = [HOME, {"Description": "Office"}, {"ModeID": "3"}]
    message = read(text(envelope("CallBackModes", message={"callid": "1", "response": modes})))
    assert isinstance(message, Reply)
    assert isinstance(message.body, CallbackModes)
    assert [mode.mode_id for mode in message.body.modes] == ["1", "3"]
    assert [problem.where for problem in message.problems] == ["message.response[1]"]
