"""An answer under a wrong name is said as that, with the right name."""

from __future__ import annotations

import json

import pytest

from tests.unit.client_kit import Desk
from widget.client import Failure
from widget.lcm import GET_CALLBACK_MODES, CallbackModesRequest, Malformed, read


def named(subtopic: str, **head: str) -> str:
    message = {"callid": "1", "response": []}
    return json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": subtopic, "message": message, **head})


@pytest.mark.parametrize(
    ("subtopic", "reply"),
    [
        ("GetCallBackModes", "CallBackModes"),
        ("CallBackModesReply", "CallBackModes"),
        ("getCallbackModesResponse", "CallBackModes"),
        ("StateSync_Result", "StateSync"),
        ("SetNewModeNumber", "SetNewModeNumberResult"),
        ("NewModeNumber", "SetNewModeNumberResult"),
        ("ReservedManualDialContact", "DownloadContactsForDialing"),
        ("GetReservedContactOD", "ContactOD"),
        ("GetBusinessOutcome", "BusinessOutcome"),
    ],
)
def test_an_answer_under_a_wrong_name_is_said_with_the_right_one(subtopic: str, reply: str) -> None:
    message = read(named(subtopic))
    assert isinstance(message, Malformed)
    (problem,) = message.problems
    assert (problem.where, problem.why) == ("subtopic", f"{subtopic} came; the reply is named {reply}")
    assert message.subtopic == reply


def test_a_name_that_may_be_of_two_replies_is_said_in_small_letters() -> None:
    message = read(json.dumps({**json.loads(named("BusinessOutcomeReply")), "message": 7}))
    assert isinstance(message, Malformed)
    assert message.subtopic == "businessoutcome"


@pytest.mark.parametrize(
    "text",
    [named("GetContacts"), named("Result"), named("StateSyncReply", channel="UI"), named("StateSyncReply", topic="x")],
)
def test_another_apps_message_is_none_of_ours(text: str) -> None:
    assert read(text) is None


def test_the_question_that_it_was_meant_for_ends_with_those_words() -> None:
    desk = Desk()
    ticket = desk.ask(GET_CALLBACK_MODES, CallbackModesRequest(callid="1", account_number=""), retries=0)
    desk.hear(named("CallBackModesReply"))
    how = desk.ended[ticket]
    assert isinstance(how, Failure)
    assert "CallBackModesReply came; the reply is named CallBackModes" in how.reason
