"""What is accepted of notices, each tolerance shown by one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.contract.kit import shows
from tests.contract.schemas import faults
from widget.lcm import (
    NOTICES,
    AgentDetails,
    CallStateChange,
    Malformed,
    Notice,
    OutcomeSet,
    Stage,
    read,
    write_notice,
)

NUMBER = "12082097345"


def notice(subtopic: str, said: Any, *, channel: str = "LCM", topic: str = "Outbound", under: str = "message") -> str:  # noqa: ANN401 - JSON of any shape
    return json.dumps({"channel": channel, "topic": topic, "subtopic": subtopic, under: said})


def call(event: str = "Ringing", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON of any shape
    return {"source": "event", "call": {"id": "c1", "event": event, "ResponseFields": {"toAddress": NUMBER}, **more}}


def change(text: str) -> CallStateChange:
    message = read(text)
    assert isinstance(message, Notice)
    assert isinstance(message.body, CallStateChange)
    assert message.problems == ()
    return message.body


@shows("notice-channel")
@pytest.mark.parametrize("channel", ["LCM", "Cisco", "Finesse", "Amazon", "CISCO"])
@pytest.mark.parametrize("subtopic", ["OutBoundCallStateChange", "OutboundCallStateChange"])
def test_a_call_event_is_heard_on_the_channel_of_each_softphone(channel: str, subtopic: str) -> None:
    assert change(notice(subtopic, call(), channel=channel)).stage == "ringing"


@pytest.mark.parametrize("subtopic", ["OutBoundCallStateChange", "SetAgentDetails", "SetOutcomeResult"])
def test_a_notice_on_a_channel_of_nobody_that_we_know_is_not_ours(subtopic: str) -> None:
    assert read(notice(subtopic, call(), channel="Salesforce")) is None


@pytest.mark.parametrize("channel", ["Amazon", "Cisco", "Finesse", "UI"])
@pytest.mark.parametrize("subtopic", ["InboundCallStateChange", "StateSync", "OutcomeSetForCall", "SearchCriteria"])
def test_nothing_else_is_heard_on_the_other_channels(channel: str, subtopic: str) -> None:
    assert read(notice(subtopic, "90|1|2|0|0|44|1", channel=channel)) is None


@shows("notice-topic")
@pytest.mark.parametrize("topic", ["Outbound", "OutboundCall", "WebService", ""])
def test_the_topic_of_a_notice_does_not_count(topic: str) -> None:
    assert change(notice("OutBoundCallStateChange", call(), topic=topic)).phone_number == NUMBER


@shows("notice-payload")
@pytest.mark.parametrize("under", ["message", "data"])
@pytest.mark.parametrize("as_text", [False, True])
def test_the_payload_of_a_notice_is_under_either_name(under: str, as_text: bool) -> None:
    said = json.dumps(call()) if as_text else call()
    assert change(notice("OutBoundCallStateChange", said, under=under)).connection == "c1"


@shows("call-event-names")
def test_the_names_of_a_call_event_may_have_other_capitals() -> None:
    said = {
        "call": {
            "id": 16786700,
            "event": "active",
            "CallType": "Outbound",
            "Callvariables": {"LCMKey": "49|3|279"},
            "responsefields": {"toAddress": NUMBER},
        }
    }
    read_as = change(notice("OutboundCallStateChange", said, channel="Finesse"))
    assert (read_as.connection, read_as.account_number, read_as.phone_number) == ("16786700", "49|3|279", NUMBER)


@shows("call-event-names")
def test_the_number_of_a_call_event_may_be_in_its_dialog() -> None:
    dialog = {"id": "16786700", "mediaProperties": {"DNIS": "5068", "dialedNumber": "961084713"}}
    said = {"source": "event", "call": {"event": "Alerting", "ResponseActual": {"dialog": dialog}}}
    read_as = change(notice("OutBoundCallStateChange", said, channel="Cisco", under="data"))
    assert (read_as.connection, read_as.phone_number, read_as.stage) == ("16786700", "961084713", "ringing")


@shows("call-event-words")
@pytest.mark.parametrize(
    ("word", "stage", "answers"),
    [
        *(
            (word, "ringing", False)
            for word in ("Initiate", "initiating", "initiated", "Started", "Ringing", "Alerting")
        ),
        *((word, "connected", True) for word in ("CustAnswered", "Answered", "Human", "Machine", "ANSWERED")),
        *((word, "connected", False) for word in ("active", "Hold", "Conference", "Consult", "Swapped")),
        *((word, "ended", False) for word in ("DROPPED", "dropped", "ACW", "wrap-up", "Wrap Up")),
        *((word, None, False) for word in ("Preview", "Rejected by nobody", "7")),
    ],
)
def test_the_word_of_a_call_event_says_how_far_the_call_is(word: str, stage: Stage | None, answers: bool) -> None:
    read_as = change(notice("OutBoundCallStateChange", call(word)))
    assert (read_as.stage, read_as.answers) == (stage, answers)


@pytest.mark.parametrize("call_type", ["Consult", "consult "])
def test_a_call_to_somebody_else_beside_the_customers_says_nothing(call_type: str) -> None:
    assert change(notice("OutBoundCallStateChange", call("DROPPED", CallType=call_type))).stage is None


@pytest.mark.parametrize("said", [{}, {"call": {}}, {"call": "Ringing"}, [], 7, "", None])
def test_a_call_event_without_a_word_is_malformed(said: object) -> None:
    message = read(notice("OutBoundCallStateChange", said))
    assert isinstance(message, Malformed)
    assert message.subtopic == "OutBoundCallStateChange"


@shows("outcome-key-quotes")
@pytest.mark.parametrize("key", ["90|1|2|0|0|44|1", "“90|1|2|0|0|44|1”", '"90|1|2|0|0|44|1"', " 90|1|2|0|0|44|1 "])
def test_the_key_of_an_outcome_that_was_set_is_bare_text(key: str) -> None:
    message = read(notice("OutcomeSetForCall", key, topic="WebService"))
    assert isinstance(message, Notice)
    assert message.body == OutcomeSet(account_number="90|1|2|0|0|44|1")


@pytest.mark.parametrize("said", ["", "  ", None, {}, [], "x" * 300])
def test_an_outcome_without_a_key_is_malformed(said: object) -> None:
    assert isinstance(read(notice("OutcomeSetForCall", said, topic="WebService")), Malformed)


@pytest.mark.parametrize("said", ["“”", "''"])
def test_an_outcome_with_nothing_in_its_quotes_is_malformed(said: str) -> None:
    assert isinstance(read(notice("OutcomeSetForCall", said, topic="WebService")), Malformed)


@shows("agent-state-words")
@pytest.mark.parametrize(
    ("word", "state"),
    [
        *((word, "in-call") for word in ("In Call", "in call", "InCall")),
        *((word, "after-call") for word in ("ACW", "acw", "AfterCallWork")),
        *((word, "logged-out") for word in ("Log-Out", "LOGOUT", "Log Out")),
        *((word, None) for word in ("NCC", "Log-In", "Outbound", "Lunch")),
    ],
)
def test_the_word_for_the_agents_state_is_read_in_any_spelling(word: str, state: str | None) -> None:
    message = read(notice("SetAgentDetails", {"agentState": word}, channel="Amazon"))
    assert isinstance(message, Notice)
    assert isinstance(message.body, AgentDetails)
    assert message.body.state == state


@pytest.mark.parametrize("kind", NOTICES, ids=lambda kind: kind.name)
def test_a_notice_that_the_mock_writes_fits_its_schema_and_is_read_as_it_was(kind: Any) -> None:  # noqa: ANN401 - any kind
    samples = {
        "OutBoundCallStateChange": CallStateChange(event="Ringing", connection="c1", phone_number=NUMBER),
        "OutcomeSetForCall": OutcomeSet(account_number="90|1"),
    }
    body = samples.get(kind.name) or kind.body.model_validate({"word": "ACW", "success": False, "reason": "No."})
    written = write_notice(kind, body)
    assert faults(f"{kind.name}.notice", json.loads(written)) == []
    message = read(written)
    assert isinstance(message, Notice)
    assert (message.kind, message.body) == (kind, body)
