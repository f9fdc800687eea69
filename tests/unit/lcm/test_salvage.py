"""One bad part loses that part, says where and why, and keeps the rest."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.kit import envelope, text
from widget.lcm import Call, CallStates, Malformed, Problem, Reply, ReservedContact, read
from widget.lcm.bounds import MAX_ITEMS, MAX_PROBLEMS
from widget.lcm.lists import Listing
from widget.lcm.operations import BY_REPLY

NUMBER = "6591462346"


def salvaged(calls: object) -> tuple[tuple[Call, ...], dict[str, str]]:
    """Return the calls that were kept, and the problems by their places."""
    message = read(text(envelope("StateSync", message=calls)))
    assert isinstance(message, Reply), message
    assert isinstance(message.body, CallStates)
    return message.body.calls, {problem.where: problem.why for problem in message.problems}


def test_a_bad_call_is_lost_and_the_others_are_kept() -> None:
    calls, problems = salvaged([{"callid": "1"}, {"campaignmodes": []}, "call", {"callid": "4"}])
    assert [call.callid for call in calls] == ["1", "4"]
    assert problems == {"message[1]": "left out: it has no callid", "message[2]": "left out: should be an object"}


def test_a_list_within_an_object_is_told_from_an_object_that_lacks_something() -> None:
    message = read(text(envelope("StateSync", message={"response": [{"callid": "1"}]})))
    assert isinstance(message, Malformed | Reply)
    assert [str(one.why) for one in message.problems] == [
        "left out: it has no callid; the list itself has to stand here"
    ]
    _, problems = salvaged([{"AccountNumber": "5"}])
    assert problems == {"message[0]": "left out: it has no callid"}


def test_a_bad_mode_is_lost_and_its_call_is_kept() -> None:
    modes = [{"ModeID": "1"}, {"ModeID": ""}, {"ModeID": {}}, {"ModeID": "4"}]
    (call,), problems = salvaged([{"callid": "1", "campaignmodes": modes}])
    assert [mode.mode_id for mode in call.campaign_modes] == ["1", "4"]
    assert problems == {
        "message[0].campaignmodes[1].ModeID": "left out: is empty",
        "message[0].campaignmodes[1]": "left out: it has no ModeID",
        "message[0].campaignmodes[2].ModeID": "left out: should be text",
        "message[0].campaignmodes[2]": "left out: it has no ModeID",
    }


@pytest.mark.parametrize(("modes", "lost"), [([{"PEWC": 7}], "[0]"), ({"PEWC": 7}, "")])
def test_of_a_part_that_is_lost_as_a_whole_no_inner_fault_is_told(modes: object, lost: str) -> None:
    (call,), problems = salvaged([{"callid": "1", "campaignmodes": modes}])
    assert call.campaign_modes == ()
    assert problems == {f"message[0].campaignmodes{lost}": "left out: it has no ModeID"}


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("PEWC", "maybe", "left out: should be a yes or a no"),
        ("PEWC", [True], "left out: should be a yes or a no"),
        ("MinLength", "eight", "left out: should be a number of digits"),
        ("MinLength", -1, "left out: should be a number of digits"),
        ("Cvalue", {"a": 1}, "left out: should be text"),
        ("Description", [], "left out: should be text or a number"),
    ],
)
def test_a_bad_value_is_lost_and_its_mode_is_kept(name: str, value: object, why: str) -> None:
    (call,), problems = salvaged([{"callid": "1", "campaignmodes": [{"ModeID": "1", name: value}]}])
    assert [(mode.mode_id, mode.pewc, mode.min_length) for mode in call.campaign_modes] == [("1", None, None)]
    assert problems == {f"message[0].campaignmodes[0].{name}": why}


def test_a_bad_field_is_lost_and_the_others_are_kept() -> None:
    rows = [{"FieldName": "A", "Value": "1"}, {"Value": "2"}, {"FieldName": "C", "Value": []}, 4]
    (call,), problems = salvaged(
        [{"callid": "1", "businessfields": rows, "optionalbusinessfields": {"D": {}, "E": "5"}}]
    )
    assert [(field.name, field.value) for field in call.business_fields] == [("A", "1"), ("C", None)]
    assert [(field.name, field.value) for field in call.optional_fields] == [("E", "5")]
    assert set(problems) == {
        "message[0].businessfields[1]",
        "message[0].businessfields[2].Value",
        "message[0].businessfields[3]",
        "message[0].optionalbusinessfields.…",
    }


def test_a_problem_names_no_key_that_is_none_of_the_protocols() -> None:
    _, problems = salvaged([{"callid": "1", "businessfields": {"mary.poppins@example.com": {}}}])
    assert set(problems) == {"message[0].businessfields.…"}


def test_one_object_where_a_list_is_usual_is_salvaged_alike() -> None:
    (call,), problems = salvaged({"callid": 1, "campaignmodes": {"ModeID": "1", "PEWC": 7}})
    assert call.campaign_modes[0].mode_id == "1"
    assert problems == {"message.campaignmodes.PEWC": "left out: should be a yes or a no"}


def test_places_are_those_of_the_message_as_it_came() -> None:
    calls = ["bad", {"callid": "1", "campaignmodes": [7, {"ModeID": []}]}, {"callid": ""}]
    kept, problems = salvaged(calls)
    assert [(call.callid, call.campaign_modes) for call in kept] == [("1", ())]
    assert {"message[0]", "message[1].campaignmodes[0]", "message[1].campaignmodes[1]", "message[2]"} <= set(problems)


def test_a_contact_without_a_number_is_lost() -> None:
    message = read(text(envelope("ContactOD", message={"response": {"Mode": "Home"}})))
    assert isinstance(message, Reply)
    assert message.body == ReservedContact().model_copy(update={"unread": 1})
    assert [problem.where for problem in message.problems] == ["message.response"]


@pytest.mark.parametrize("message", [{"response": []}, {"callid": None}, {"callid": ""}, [], "text", None, 7])
def test_a_reply_that_does_not_say_its_call_is_malformed(message: Any) -> None:  # noqa: ANN401 - JSON of any shape
    answer = read(text(envelope("CallBackModes", message=message)))
    assert isinstance(answer, Malformed)
    assert answer.subtopic == "CallBackModes"
    assert answer.problems


@pytest.mark.parametrize(
    ("subtopic", "message", "unread"),
    [
        ("StateSync", [{"callid": "1"}, {}, "call"], 2),
        ("StateSync", [{"callid": "1", "campaignmodes": [{}]}], 0),
        ("StateSync", {"callid": "1", "campaignmodes": [{}]}, 0),
        ("StateSync", [{"callid": str(n)} for n in range(MAX_ITEMS + 3)], 3),
        ("CallBackModes", {"callid": "1", "response": [{"ModeID": "1"}, {"ModeID": []}]}, 1),
        ("CallBackModes", {"callid": "1", "response": {"ModeID": []}}, 1),
        ("CallBackModes", {"callid": "1", "response": None, "unread": 7, "\0": 7}, 0),
        ("DownloadContactsForDialing", {"response": [{}, {"PhoneNumber": "1"}]}, 1),
    ],
)
def test_a_list_counts_the_items_that_had_to_be_left_out(subtopic: str, message: object, unread: int) -> None:
    reply = read(text(envelope(subtopic, message=message)))
    assert isinstance(reply, Reply)
    assert isinstance(reply.body, Listing)
    assert reply.body.unread == unread


def test_many_problems_are_counted_and_not_all_listed() -> None:
    message = read(text(envelope("StateSync", message=[{}] * 500)))
    assert isinstance(message, Reply)
    assert len(message.problems) == MAX_PROBLEMS
    assert message.problems[-1].why == "and 401 more problems"


def test_no_report_holds_a_whole_number() -> None:
    calls = [
        {"callid": [NUMBER], NUMBER: 1, "campaignmodes": {"ModeID": [NUMBER]}, "businessfields": {NUMBER: []}},
        NUMBER,
    ]
    message = read(text(envelope("StateSync", message=[*calls, {"callid": "1", "businessfields": {NUMBER: []}}])))
    assert isinstance(message, Reply)
    assert message.problems
    assert NUMBER not in repr(message)
    malformed = read(text(envelope("CallBackModes", message={"callid": NUMBER, "Cvalue": NUMBER, "response": 1}))[:-1])
    assert isinstance(malformed, Malformed)
    assert NUMBER not in repr(malformed)


@pytest.mark.parametrize("length", [257, 2_001, 3_000])
@pytest.mark.parametrize(
    ("where", "made"),
    [
        ("message[0].callid", lambda long: {"callid": long}),
        ("message[0].AccountNumber", lambda long: {"callid": "1", "AccountNumber": long}),
        ("message[0].campaignmodes[0].ModeID", lambda long: {"callid": "1", "campaignmodes": [{"ModeID": long}]}),
        (
            "message[0].businessfields[0].FieldName",
            lambda long: {"callid": "1", "businessfields": [{"FieldName": long, "Value": "1"}]},
        ),
        ("message[0].businessfields.…", lambda long: {"callid": "1", "businessfields": {long: "1"}}),
    ],
)
def test_an_id_that_is_too_long_is_told_once_and_as_too_long(where: str, made: Any, length: int) -> None:  # noqa: ANN401
    message = read(text(envelope("StateSync", message=[made("x" * length)])))
    assert isinstance(message, Reply | Malformed)
    assert Problem(where, "left out: should have at most 256 characters") in message.problems
    assert [problem.where for problem in message.problems].count(where) == 1
    assert not any("cut" in problem.why for problem in message.problems)


@pytest.mark.parametrize("subtopic", sorted(alike[0].reply for alike in BY_REPLY.values()))
def test_a_reply_that_is_one_long_text_is_malformed_and_its_text_is_not_cut(subtopic: str) -> None:
    message = read(text(envelope(subtopic, message="x" * 3_000)))
    assert isinstance(message, Malformed)
    assert message.problems[0].why.startswith("left out: should be")


def test_a_long_text_where_a_list_is_wanted_is_left_out_and_not_cut() -> None:
    message = read(text(envelope("CallBackModes", message={"callid": "1", "response": "x" * 3_000})))
    assert isinstance(message, Reply)
    assert [problem.why for problem in message.problems] == ["left out: should be a list or an object"]
