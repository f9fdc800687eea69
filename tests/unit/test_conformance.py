"""The conformance kit: a right desktop passes, and a wrong one fails in the rule that it breaks, and in no other."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conformance.kit import Kit, passed
from conformance.rules import SUBJECTS, Subject, Verdict
from conformance.script import NO_SUCH_CALL, Asking
from tests.unit.conformance_kit import Message, honest, of, row, scenario, tried
from widget.lcm import GET_CALLBACK_MODES, SET_NEW_MODE_NUMBER, STATE_SYNC, ManualDialRequest, Request
from widget.mock import SCENARIOS, Lcm

RIGHT = [name for name in SCENARIOS if name != "errors"]
"""Of the scenario `errors`, most answers are wrong."""


@pytest.mark.parametrize("changes", [False, True])
@pytest.mark.parametrize("name", RIGHT)
def test_the_mock_passes_in_every_scenario(name: str, changes: bool) -> None:
    kit = tried(Lcm(scenario(name)), changes=changes)
    assert (of(kit, Verdict.FAILS), of(kit, Verdict.READ)) == ([], [])


def test_every_rule_holds_where_there_is_something_to_try_it_with() -> None:
    for changes in (False, True):
        kit = tried(Lcm(scenario()), changes=changes)
        asked = [row for row in kit.rows if row.subject.changes == changes and row.subject.operation]
        assert {row.verdict for row in asked} == {Verdict.HOLDS}, changes


def test_the_scenario_of_wrong_answers_fails_where_it_is_wrong() -> None:
    lcm = Lcm(scenario("errors"))
    assert of(tried(lcm), Verdict.FAILS) == ["numbers.content", "non-pewc.content"]


# A wrong desktop for each rule.


def is_about(subject: Subject, request: Request) -> bool:
    callid = getattr(request.data, "callid", None)
    unknown = {"numbers-unknown": NO_SUCH_CALL, "change-unknown": NO_SUCH_CALL, "numbers-empty": ""}
    if request.operation is not subject.operation:
        return False
    if isinstance(request.data, ManualDialRequest):
        return request.data.reserved == (subject.key == "reserved")
    return callid == unknown.get(subject.key, callid) and (callid not in unknown.values() or subject.key in unknown)


def spoiled(aspect: str, request: Request, answer: Message) -> list[Message]:
    reply, body = request.operation.reply, answer["message"]
    if aspect == "refused":
        return [{**answer, "message": as_if(request)}]
    unwanted: dict[str, list[Message]] = {
        "time": [],
        "name": [{**answer, "subtopic": f"{reply}Reply"}],
        "head": [{name: value for name, value in answer.items() if name != "topic"}],
        "callid": [{**answer, "message": {**body, "callid": "another call"} if isinstance(body, dict) else body}],
        "content": [{**answer, "message": {**body, "response": 7} if isinstance(body, dict) else 7}],
        "once": [answer, answer],
    }
    return unwanted[aspect]


def as_if(request: Request) -> Any:  # noqa: ANN401 - JSON of any shape
    response: object = {"success": True} if request.operation is SET_NEW_MODE_NUMBER else [{"ModeID": "1"}]
    return {"callid": request.data.callid, "response": response}  # type: ignore[attr-defined] # both have one


@pytest.mark.parametrize(
    ("subject", "aspect"),
    [
        pytest.param(subject, aspect, id=f"{subject.key}.{aspect}")
        for subject in SUBJECTS
        if subject.operation
        for aspect in subject.aspects
        if aspect != "kept"
    ],
)
def test_a_wrong_desktop_fails_in_the_rule_that_it_breaks_and_in_no_other(subject: Subject, aspect: str) -> None:
    def spoil(request: Request, answer: Message) -> list[Message]:
        return spoiled(aspect, request, answer) if is_about(subject, request) else [answer]

    kit = tried(Lcm(scenario()), spoil, changes=subject.changes)
    assert of(kit, Verdict.FAILS) == [f"{subject.key}.{aspect}"]


def test_a_number_that_is_set_to_what_it_is_must_not_change_another_one() -> None:
    lcm = Lcm(scenario())
    changed: list[Request] = []

    def spoil(request: Request, answer: Message) -> list[Message]:
        if request.operation is SET_NEW_MODE_NUMBER:
            changed.append(request)
        if request.operation is GET_CALLBACK_MODES and changed:
            del answer["message"]["response"][0]
        return [answer]

    assert of(tried(lcm, spoil, changes=True), Verdict.FAILS) == ["change.kept"]


def test_an_unreadable_message_that_nobody_asked_for_fails() -> None:
    def spoil(_request: Request, answer: Message) -> list[Message]:
        return [answer, {**answer, "subtopic": "SetAgentDetails", "message": 7}]

    kit = tried(Lcm(scenario()), spoil)
    assert of(kit, Verdict.FAILS) == ["bus.unasked"]
    assert "SetAgentDetails" in row(kit, "bus.unasked").detail


def test_contacts_that_nobody_asked_for_fail() -> None:
    unasked = {"channel": "LCM", "topic": "WebService", "subtopic": "ContactOD", "message": {"response": []}}

    def spoil(request: Request, answer: Message) -> list[Message]:
        return [unasked, answer] if request.operation is STATE_SYNC else [answer]

    kit = tried(Lcm(scenario()), spoil)
    assert of(kit, Verdict.FAILS) == ["bus.asked"]


def test_the_answer_to_another_apps_question_is_no_fault() -> None:
    asked = {"channel": "LCM", "topic": "WebService", "subtopic": "GetReservedContactOD", "source": "another"}
    theirs = {"channel": "LCM", "topic": "WebService", "subtopic": "ContactOD", "message": {"response": []}}

    def spoil(request: Request, answer: Message) -> list[Message]:
        return [{**asked, "data": {"UserID": "1"}}, theirs, answer] if request.operation is STATE_SYNC else [answer]

    assert passed(tried(Lcm(scenario()), spoil).rows)


# What can be read, and is not as the sample has it.


def in_another_form(answer: Message, form: str) -> Message:
    body = answer["message"]
    number = [{**mode, "MinLength": 8} for mode in body["response"]]
    named = [
        {"modeid" if name == "ModeID" else name: value for name, value in mode.items()} for mode in body["response"]
    ]
    changed: dict[str, Message] = {
        "name": {**answer, "subtopic": "CallbackModes"},
        "head": {**answer, "topic": "Webservice"},
        "callid": {**answer, "message": {**body, "callid": f"{body['callid']}  "}},
        "content": {**answer, "message": {**body, "response": number}},
        "named": {**answer, "message": {**body, "response": named}},
        "text": {**answer, "message": json.dumps(body)},
    }
    return changed[form]


@pytest.mark.parametrize(
    ("form", "aspect", "words"),
    [
        ("name", "name", "CallbackModes; the sample has CallBackModes"),
        ("head", "head", "topic: it is Webservice"),
        ("callid", "callid", "spelled another way"),
        ("content", "content", "message.response[].MinLength: it is a number; the sample has text"),
        ("named", "content", "message.response[].ModeID: it has another name"),
        ("text", "head", "JSON as text"),
    ],
)
def test_what_is_read_but_not_as_the_sample_has_it_names_the_field(form: str, aspect: str, words: str) -> None:
    def spoil(request: Request, answer: Message) -> list[Message]:
        unknown = getattr(request.data, "callid", "") in ("", NO_SUCH_CALL)
        wanted = request.operation is GET_CALLBACK_MODES and not unknown
        return [in_another_form(answer, form)] if wanted else [answer]

    kit = tried(Lcm(scenario()), spoil)
    assert (of(kit, Verdict.FAILS), of(kit, Verdict.READ)) == ([], [f"numbers.{aspect}"])
    assert words in row(kit, f"numbers.{aspect}").detail


# What is said.


def test_a_wrong_name_is_said_with_the_right_one() -> None:
    def spoil(request: Request, answer: Message) -> list[Message]:
        return [{**answer, "subtopic": "Calls"}] if request.operation is STATE_SYNC else [answer]

    assert row(tried(Lcm(scenario()), spoil), "calls.name").detail == "Calls came; the answer to StateSync is StateSync"


def test_a_late_answer_is_said_with_its_time() -> None:
    kit = tried(Lcm(scenario()), honest, late=6.0)
    assert row(kit, "calls.time").detail == "it came after 6.0 s; the widget waits 5 s"


def test_of_a_silent_desktop_is_said_once_that_nothing_came_and_where_it_has_to_post() -> None:
    kit = tried(Lcm(scenario()), lambda _request, _answer: [])
    assert of(kit, Verdict.FAILS) == ["calls.time"]
    said = row(kit, "calls.time").detail
    assert said == "Nothing has come from the desktop. Does it post to this origin: https://widget.example?"
    assert row(kit, "reserved.time").detail == "nothing has come from the desktop"
    assert row(kit, "numbers.content").detail == "there is no call to ask for"


def test_a_desktop_that_answers_only_some_questions_fails_in_the_others() -> None:
    def spoil(request: Request, answer: Message) -> list[Message]:
        return [answer] if request.operation is STATE_SYNC else []

    kit = tried(Lcm(scenario()), spoil)
    assert of(kit, Verdict.FAILS) == [
        "numbers.time",
        "numbers-unknown.refused",
        "numbers-empty.refused",
        "reserved.time",
        "non-pewc.time",
    ]
    assert row(kit, "numbers.time").detail == "no answer within 5 s"


def test_without_an_agent_id_what_needs_one_is_not_tried() -> None:
    kit = tried(Lcm(scenario()), agent_id="")
    assert "agent_id" in row(kit, "reserved.time").detail
    assert of(kit, Verdict.FAILS) == []


def test_nothing_that_is_said_holds_a_number_or_a_name() -> None:
    def spoil(request: Request, answer: Message) -> list[Message]:
        wrong = {**answer, "subtopic": "Call 2025550143", "Berry": "Berry"}
        return [wrong, answer] if request.operation is STATE_SYNC else [{**answer, "message": {"Berry": "2025550143"}}]

    kit = tried(Lcm(scenario()), spoil)
    said = " ".join(row.detail for row in kit.rows)
    assert "2025550143" not in said
    assert "Berry" not in said


def test_what_was_known_is_forgotten_when_it_is_asked_again_and_a_run_is_not_begun_twice() -> None:
    kit = Kit(Asking("kit", "agent"))
    assert len(kit.begin(0.0, changes=False)) == 1
    assert kit.begin(0.0, changes=True) == []
    assert kit.running
