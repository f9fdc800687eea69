"""What is sent follows the pages to the letter."""

from __future__ import annotations

import json

import pytest

from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    MANUAL_DIAL_CALL,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
    CallbackModesRequest,
    Dialect,
    Framing,
    ManualDialRequest,
    NewModeNumber,
    NoData,
    PhoneNumber,
    write_request,
)

NUMBER = NewModeNumber(
    callid="12345",
    account_number="5|3|1",
    mode_id="1",
    contact_number="961084836",
    delete_other_modes=True,
    agent_id="a",
)


def test_state_sync_is_the_sample_without_data() -> None:
    assert json.loads(write_request(STATE_SYNC, NoData(), source="myapp")) == {
        "channel": "LCM",
        "topic": "WebService",
        "subtopic": "StateSync",
        "source": "myapp",
    }


def test_a_new_number_goes_with_its_mode_as_text_and_its_flag_as_a_boolean() -> None:
    data = json.loads(write_request(SET_NEW_MODE_NUMBER, NUMBER, source="us"))["data"]
    assert data == {
        "callid": "12345",
        "AccountNumber": "5|3|1",
        "ModeID": "1",
        "ContactNumber": "961084836",
        "DeleteOtherModes": True,
        "AgentID": "a",
    }


@pytest.mark.parametrize(
    ("dialect", "data"),
    [
        ("sample", {"AgentID": "a", "NumberofContactsRequired": 3, "Consent": "No", "ReservedContacts": "true"}),
        ("table", {"AgentID": "a", "NumberOfContactsRequired": "3", "Consent": False, "ReservedContacts": True}),
    ],
)
def test_a_manual_dial_request_follows_its_dialect(dialect: Dialect, data: dict[str, object]) -> None:
    asked = ManualDialRequest(agent_id="a", count=3, consent=False, reserved=True)
    text = write_request(GET_RESERVED_MANUAL_DIAL_CONTACT, asked, source="us", dialect=dialect)
    assert json.loads(text)["data"] == data


def test_a_packet_has_no_topic_of_its_own() -> None:
    framing = Framing(packet=True, subscriber_id="66517761", response_url="https://app.example.com")
    asked = CallbackModesRequest(callid="1", account_number="5|3")
    packet = json.loads(write_request(GET_CALLBACK_MODES, asked, source="us", framing=framing))
    assert packet.pop("message") == json.loads(write_request(GET_CALLBACK_MODES, asked, source="us"))
    assert packet == {
        "channel": "LCM",
        "topic": "",
        "subTopic": "",
        "ResponseUrl": "https://app.example.com",
        "subscriberID": "66517761",
    }


def test_what_changes_data_says_so() -> None:
    asked = ManualDialRequest(agent_id="a", count=1, consent=True, reserved=True)
    assert SET_NEW_MODE_NUMBER.changes(NUMBER)
    assert MANUAL_DIAL_CALL.changes(PhoneNumber(phone_number="1"))
    assert not STATE_SYNC.changes(NoData())
    assert not GET_RESERVED_MANUAL_DIAL_CONTACT.changes(asked)
    assert GET_RESERVED_MANUAL_DIAL_CONTACT.changes(asked.model_copy(update={"reserved": False}))


def test_the_reply_key_has_the_call_where_the_reply_echoes_it() -> None:
    asked = ManualDialRequest(agent_id="a", count=1, consent=True, reserved=True)
    assert SET_NEW_MODE_NUMBER.reply_key(NUMBER) == ("SetNewModeNumberResult", "12345")
    assert STATE_SYNC.reply_key(NoData()) == ("StateSync", None)
    assert GET_RESERVED_MANUAL_DIAL_CONTACT.reply_key(asked) == ("DownloadContactsForDialing", None)
