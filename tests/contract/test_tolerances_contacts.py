"""The tolerances of the reserved contacts and of the two echoes, each shown."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.kit import envelope, reply_of, request_of, shows, text
from widget.lcm import Malformed, ManualDialContacts, ManualDialRequest, PhoneNumber, Reply, ReservedContact, read

ASKED = {"AgentID": "a", "NumberofContactsRequired": 1, "Consent": "Yes", "ReservedContacts": "true"}


@shows("count-name", "count-form", "request-flags")
@pytest.mark.parametrize(
    "data",
    [
        ASKED,
        {"AgentID": "a", "NumberOfContactsRequired": "1", "Consent": True, "ReservedContacts": True},
        {"AgentID": "a", "NumberofContactsRequired": "1", "Consent": 1, "ReservedContacts": "1"},
    ],
    ids=["sample", "table", "mixed"],
)
def test_a_manual_dial_request_is_read_in_both_dialects(data: dict[str, Any]) -> None:
    asked = request_of(ManualDialRequest, "GetReservedManualDialContact", data=data)
    assert asked == ManualDialRequest(agent_id="a", count=1, consent=True, reserved=True)


@shows("request-flags")
@pytest.mark.parametrize("unclear", [None, "NA", ""])
def test_a_request_does_not_leave_consent_open(unclear: object) -> None:
    message = read(text(envelope("GetReservedManualDialContact", data={**ASKED, "Consent": unclear})))
    assert isinstance(message, Malformed)
    assert message.problems[0].where == "data.Consent"


@shows("contact-id-name")
@pytest.mark.parametrize("subtopic", ["ContactOD", "DownloadContactsForDialing"])
@pytest.mark.parametrize("rest", [{"ContactID": 9}, {"ContactId": "9"}, {"ContactId": 9}, {"ContactID": "9"}])
def test_the_contact_id_is_read_in_either_spelling(subtopic: str, rest: dict[str, Any]) -> None:
    message = read(text(envelope(subtopic, message={"response": {"PhoneNumber": "1", **rest}})))
    assert isinstance(message, Reply)
    assert isinstance(message.body, ReservedContact | ManualDialContacts)
    assert message.body.contacts[0].contact_id == "9"


@shows("contact-consent")
@pytest.mark.parametrize(
    ("consent", "kept"),
    [("Yes", True), ("true", True), (True, True), ("No", False), (False, False), (None, None), ("NA", None)],
)
def test_the_consent_of_a_contact_is_three_state(consent: object, kept: bool | None) -> None:
    message = {"response": [{"PhoneNumber": "1", "Consent": consent}]}
    assert reply_of(ManualDialContacts, "DownloadContactsForDialing", message).contacts[0].consent is kept


@shows("call-type-form")
@pytest.mark.parametrize(("received", "kept"), [("Regular Call", "Regular Call"), (0, "0"), ("3", "3"), (None, "")])
def test_the_call_type_is_kept_as_received(received: object, kept: str) -> None:
    message = {"response": {"PhoneNumber": "1", "CallType": received}}
    assert reply_of(ReservedContact, "ContactOD", message).contacts[0].call_type == kept


@shows("echo-channel")
@pytest.mark.parametrize("subtopic", ["ManualDialCall", "ManualDialCopyContact"])
@pytest.mark.parametrize("channel", ["UI", "LCM"])
def test_an_echo_is_heard_on_both_channels(subtopic: str, channel: str) -> None:
    echo = read(text({**envelope(subtopic, message={"PhoneNumber": "987"}), "channel": channel}))
    assert isinstance(echo, Reply)
    assert echo.body == PhoneNumber(phone_number="987")


@shows("echo-channel")
def test_nothing_else_is_heard_on_the_channel_ui() -> None:
    assert read(text({**envelope("StateSync", message=[]), "channel": "UI"})) is None


@shows("echo-place")
@pytest.mark.parametrize(
    "message",
    [
        {"PhoneNumber": "987"},
        {"PhoneNumber": 987},
        {"data": {"PhoneNumber": "987"}},
        {"message": {"PhoneNumber": "987"}},
        {"channel": "LCM", "subtopic": "ManualDialCall", "message": {"data": {"PhoneNumber": "987"}}},
    ],
)
def test_an_echo_is_found_where_it_is(message: dict[str, Any]) -> None:
    assert reply_of(PhoneNumber, "ManualDialCall", message) == PhoneNumber(phone_number="987")
