"""What other apps say on the bus is ignored without a word; what is ours and wrong is not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from widget.lcm import Malformed, Request, read

OURS = {"channel": "LCM", "topic": "WebService", "subtopic": "CallBackModes", "message": {"callid": "1"}}


@pytest.mark.parametrize(
    "changed",
    [
        {"channel": "Amazon"},
        {"channel": "UI"},
        {"topic": "Telephony"},
        {"topic": "Telephony", "channel": "lcm"},
        {"topic": "", "channel": "lcm"},
        {"subtopic": "GetModeInformation", "channel": ""},
        {"subtopic": "GetModeInformation"},
        {"subtopic": ""},
        {"subtopic": ["CallBackModes"]},
    ],
)
def test_another_address_is_not_ours(changed: dict[str, Any]) -> None:
    assert read(json.dumps(OURS)) is not None
    assert read(json.dumps({**OURS, **changed})) is None


@pytest.mark.parametrize(
    ("changed", "where", "wants"),
    [
        ({"channel": "lcm"}, "channel", "LCM"),
        ({"channel": ""}, "channel", "LCM"),
        ({"channel": None}, "channel", "LCM"),
        ({"topic": ""}, "topic", "WebService"),
        ({"topic": 1}, "topic", "WebService"),
    ],
)
def test_a_reply_whose_head_has_a_slip_is_ours_and_the_slip_is_named(
    changed: dict[str, Any], where: str, wants: str
) -> None:
    message = read(json.dumps({**OURS, **changed}))
    assert isinstance(message, Malformed)
    assert message.subtopic == "CallBackModes"
    assert [problem.where for problem in message.problems] == [where]
    assert wants in message.problems[0].why


@pytest.mark.parametrize(
    "text", ["", "hello", "[]", "{}", "1", '"x"', "webpackHotUpdate", '{"type":"init"}', "{broken"]
)
def test_anything_else_is_not_ours(text: str) -> None:
    assert read(text) is None


def test_a_request_on_another_channel_is_not_ours() -> None:
    asked = {"channel": "LCM", "topic": "WebService", "subtopic": "ManualDialCall", "data": {"PhoneNumber": "1"}}
    assert isinstance(read(json.dumps(asked)), Request)
    assert read(json.dumps({**asked, "channel": "UI"})) is None


def test_text_that_names_our_channel_and_is_not_json_is_ours_and_malformed() -> None:
    message = read('{"channel": "LCM", "subtopic": "CallbackModes", "message": {"Cvalue": "6591462346",}')
    assert isinstance(message, Malformed)
    assert message.subtopic == "CallBackModes"
    assert "6591462346" not in repr(message)
    assert message.problems[0].why.startswith("not JSON")


def test_a_reply_without_a_message_is_malformed() -> None:
    without = {name: value for name, value in OURS.items() if name != "message"}
    for envelope in (without, {**OURS, "message": None}):
        message = read(json.dumps(envelope))
        assert isinstance(message, Malformed)
        assert message.problems[0].where == "message"


def test_a_message_under_a_requests_name_is_malformed() -> None:
    message = read(json.dumps({**OURS, "subtopic": "GetCallBackModes", "message": {"callid": 7}}))
    assert isinstance(message, Malformed)
    assert (message.subtopic, message.callid) == ("CallBackModes", "7")
