"""Wrong desktops that the kit has to tell from a right one: each is said in its own row, and in no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from conformance.report import as_json
from conformance.rules import Verdict
from conformance.script import NO_SUCH_CALL
from tests.unit.conformance_kit import Desk, Message, of, row, scenario, tried
from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
    Operation,
    Request,
    write_request,
)
from widget.mock import Lcm

Body = Any
Change = Callable[[Body], Body]


def is_about_nothing(request: Request) -> bool:
    return getattr(request.data, "callid", None) in (NO_SUCH_CALL, "")


def answering(operation: Operation[Any, Any], change: Change) -> Callable[[Request, Message], list[Message]]:
    """A desktop whose answers to an operation hold something else. What it refuses, it refuses as it should."""

    def spoil(request: Request, answer: Message) -> list[Message]:
        if request.operation is operation and not is_about_nothing(request):
            answer["message"] = change(answer["message"])
        return [answer]

    return spoil


def desk(spoil: Callable[[Request, Message], list[Message]], **more: Any) -> Desk:  # noqa: ANN401 - those of Desk
    return Desk(Lcm(scenario()), spoil, **more)


def reply(subtopic: str, message: Body) -> Message:
    return {"channel": "LCM", "topic": "WebService", "subtopic": subtopic, "message": message}


# What is written back.


def in_modes(**values: object) -> Change:
    def change(body: Body) -> Body:
        return {**body, "response": [{**mode, **values} for mode in body["response"]]}

    return change


@pytest.mark.parametrize(
    "number",
    [
        "******0143",
        "XXXXXX0143",
        "0143",
        "not given",
        "202555014…",
        "tel:2025550143",
        "+1 (202) 555-0143 ext 7",
        "2025550143\u202e",
        "20255501430143014301430143",
        2025550143.5,
        None,
    ],
)
def test_only_a_number_that_can_be_sent_as_it_came_is_set_again(number: object) -> None:
    desktop = desk(answering(GET_CALLBACK_MODES, in_modes(Cvalue=number)))
    kit = desktop.run(changes=True)
    assert [one for one in desktop.asked if one.operation is SET_NEW_MODE_NUMBER and not is_about_nothing(one)] == []
    assert row(kit, "change.content").verdict is Verdict.UNTRIED
    assert row(kit, "change.content").detail == "no number is known that can be sent as it came"


def test_of_two_modes_with_one_id_none_is_set_again() -> None:
    def twice(body: Body) -> Body:
        return {**body, "response": [body["response"][0], {**body["response"][0], "Cvalue": "2025550199"}]}

    kit = desk(answering(GET_CALLBACK_MODES, twice)).run(changes=True)
    assert row(kit, "change.content").verdict is Verdict.UNTRIED


# What a run finds stays.


def test_a_late_answer_stays_late_when_it_is_asked_again_in_time() -> None:
    asked: list[Request] = []

    def late(request: Request) -> float:
        asked.append(request)
        return 7.0 if len(asked) == 1 else 0.0

    desktop = desk(lambda _request, answer: [answer], late=late)
    desktop.run()
    assert of(desktop.run(changes=True), Verdict.FAILS) == ["calls.time"]


@pytest.mark.parametrize(
    ("broken", "key"),
    [(lambda answer: [{**answer, "message": "accepted"}], "content"), (lambda answer: [answer, answer], "once")],
)
def test_numbers_that_were_wrong_once_stay_wrong(broken: Callable[[Message], list[Message]], key: str) -> None:
    right: list[Request] = []

    def spoil(request: Request, answer: Message) -> list[Message]:
        if request.operation is not GET_CALLBACK_MODES or right:
            return [answer]
        right.append(request)
        return broken(answer)

    desktop = desk(spoil)
    desktop.run()
    assert of(desktop.run(changes=True), Verdict.FAILS) == [f"numbers.{key}"]


def test_a_new_run_forgets_the_one_before() -> None:
    wrong = [True]

    def spoil(request: Request, answer: Message) -> list[Message]:
        return [answer, answer] if wrong and request.operation is STATE_SYNC else [answer]

    desktop = desk(spoil)
    assert of(desktop.run(), Verdict.FAILS) == ["calls.once"]
    wrong.clear()
    assert of(desktop.run(), Verdict.FAILS) == []


def test_a_run_in_which_nothing_comes_makes_nothing_better() -> None:
    silent: list[bool] = []

    def spoil(request: Request, answer: Message) -> list[Message]:
        return [] if silent or request.operation is GET_RESERVED_CONTACT_OD else [answer]

    desktop = desk(spoil)
    assert of(desktop.run(), Verdict.FAILS) == ["non-pewc.time"]
    silent.append(True)
    assert of(desktop.run(changes=True), Verdict.FAILS) == ["calls.time", "non-pewc.time"]


def test_contacts_for_nobody_fail_in_a_second_run_too() -> None:
    desktop = desk(about_calls(reply("ContactOD", {"response": []})))
    for _ in range(2):
        assert of(desktop.run(), Verdict.FAILS) == ["bus.asked"]


# What comes more than once, or for nobody.


def about_calls(*before: Message, after: tuple[Message, ...] = ()) -> Callable[[Request, Message], list[Message]]:
    def spoil(request: Request, answer: Message) -> list[Message]:
        return [*before, answer, *after] if request.operation is STATE_SYNC else [answer]

    return spoil


WS_ERROR = {"errorType": "WS_Error", "msg": "printer"}


@pytest.mark.parametrize(
    ("spoil", "key", "words"),
    [
        (about_calls(reply("StateSync", "accepted")), "calls.once", "it came 2 times; one of them can't be read"),
        (about_calls(after=(reply("StateSync", "accepted"),)), "calls.once", "one of them can't be read"),
        (about_calls(reply("ContactOD", WS_ERROR)), "bus.asked", "an error came (ContactOD), and nobody had asked"),
        (
            about_calls(reply("CallBackModes", {**WS_ERROR, "callid": "777"})),
            "bus.asked",
            "an error came (CallBackModes), and nobody had asked",
        ),
    ],
)
def test_what_comes_beside_the_answer_fails(
    spoil: Callable[[Request, Message], list[Message]], key: str, words: str
) -> None:
    kit = desk(spoil).run()
    assert of(kit, Verdict.FAILS) == [key]
    assert words in row(kit, key).detail


def test_an_error_for_another_call_does_not_refuse_the_question_without_one() -> None:
    def spoil(request: Request, answer: Message) -> list[Message]:
        if getattr(request.data, "callid", None) == "":
            answer["message"] = {**WS_ERROR, "callid": "777"}
        return [answer]

    kit = desk(spoil).run()
    assert of(kit, Verdict.FAILS) == ["numbers-empty.refused"]
    assert row(kit, "numbers-empty.refused").detail == "an answer came for another call"


def test_a_refusal_that_comes_twice_fails() -> None:
    def spoil(request: Request, answer: Message) -> list[Message]:
        return [answer, answer] if getattr(request.data, "callid", None) == NO_SUCH_CALL else [answer]

    assert of(desk(spoil).run(), Verdict.FAILS) == ["numbers-unknown.refused"]


# Other apps on the bus.


def test_the_answers_to_another_app_that_asks_the_same_are_no_fault() -> None:
    def spoil(request: Request, answer: Message) -> list[Message]:
        text = write_request(request.operation, request.data, source="another")
        return [json.loads(text), answer, answer]

    for changes in (False, True):
        assert of(desk(spoil).run(changes=changes), Verdict.FAILS) == []


def test_another_widget_with_our_own_source_is_another_app() -> None:
    def spoil(request: Request, answer: Message) -> list[Message]:
        ours = json.loads(write_request(request.operation, request.data, source="kit"))
        return [ours, ours, answer, answer]

    assert of(desk(spoil).run(), Verdict.FAILS) == []


def test_a_bus_that_brings_our_questions_back_is_no_desktop_and_no_other_app() -> None:
    def spoil(request: Request, answer: Message) -> list[Message]:
        ours = json.loads(write_request(request.operation, request.data, source="kit"))
        return [ours] if silent else [ours, answer, answer]

    silent = True
    assert row(desk(spoil).run(), "calls.time").detail.startswith("Nothing has come from the desktop.")
    silent = False
    assert "calls.once" in of(desk(spoil).run(), Verdict.FAILS)


def test_errors_of_what_is_no_operation_of_ours_are_nobodys_business() -> None:
    spoil = about_calls(after=(reply("PrinterResult", {"errorType": "WS_Error", "msg": "no paper"}),))
    assert of(desk(spoil).run(), Verdict.FAILS) == []


def test_another_apps_download_that_is_answered_first_is_not_taken_for_ours() -> None:
    asked = {"AgentID": "b", "NumberofContactsRequired": 1, "Consent": "No", "ReservedContacts": "false"}

    def spoil(request: Request, answer: Message) -> list[Message]:
        if request.operation is not GET_RESERVED_MANUAL_DIAL_CONTACT:
            return [answer]
        theirs = json.loads(json.dumps(answer))
        theirs["message"]["response"]["Consent"] = "No"
        question = {"channel": "LCM", "topic": "WebService", "subtopic": request.operation.name, "data": asked}
        return [{**question, "source": "another"}, theirs, answer]

    assert of(desk(spoil).run(), Verdict.FAILS) == []


def test_a_second_answer_to_another_app_is_one_that_nobody_asked_for() -> None:
    asked = {**reply("GetReservedContactOD", None), "source": "another", "data": {"UserID": "1"}}
    del asked["message"]
    contacts = reply("ContactOD", {"response": []})
    kit = desk(about_calls(asked, contacts, contacts)).run()
    assert of(kit, Verdict.FAILS) == ["bus.asked"]


# What is meant for an answer.


@pytest.mark.parametrize("name", ["CallbackModesReply", "Numbers", "ContactOD", "CampaignModes"])
def test_a_wrong_name_is_said_of_every_answer_that_has_it(name: str) -> None:
    def spoil(request: Request, answer: Message) -> list[Message]:
        return [{**answer, "subtopic": name}] if request.operation is GET_CALLBACK_MODES else [answer]

    kit = desk(spoil).run()
    assert of(kit, Verdict.FAILS) == ["numbers.name", "numbers-unknown.refused", "numbers-empty.refused"]
    for key in of(kit, Verdict.FAILS):
        assert row(kit, key).detail == f"{name} came; the answer to GetCallBackModes is CallBackModes"


@pytest.mark.parametrize(
    ("name", "words"),
    [("", "a message without a name"), (None, "a message without a name"), (7, "a message whose name is no text")],
)
def test_a_name_that_is_not_there_is_said(name: object, words: str) -> None:
    def spoil(request: Request, answer: Message) -> list[Message]:
        return [{**answer, "subtopic": name}] if request.operation is GET_RESERVED_CONTACT_OD else [answer]

    kit = desk(spoil).run()
    assert of(kit, Verdict.FAILS) == ["non-pewc.name"]
    assert row(kit, "non-pewc.name").detail.startswith(words)


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ({"topic": "Voice"}, "topic: it is Voice; it has to be WebService"),
        ({"channel": "UI"}, "channel: it is UI; it has to be LCM"),
    ],
)
def test_a_head_under_which_nothing_is_heard_is_said_in_its_row(head: Message, words: str) -> None:
    def spoil(request: Request, answer: Message) -> list[Message]:
        return [{**answer, **head}] if request.operation is STATE_SYNC else [answer]

    kit = desk(spoil).run()
    assert of(kit, Verdict.FAILS) == ["calls.head"]
    assert row(kit, "calls.head").detail == words


def test_an_answer_that_comes_very_late_is_said_to_be_late_and_to_come_once() -> None:
    def late(request: Request) -> float:
        return 11.0 if request.operation is GET_RESERVED_MANUAL_DIAL_CONTACT else 0.0

    kit = desk(lambda _request, answer: [answer], late=late).run()
    kit.hear(json.dumps(reply("DownloadContactsForDialing", {"response": []})), 36.0)
    assert of(kit, Verdict.FAILS) == ["reserved.time"]
    assert row(kit, "reserved.time").detail.startswith("it came after ")
    assert row(kit, "reserved.once").verdict is Verdict.HOLDS


def test_a_message_that_the_page_did_not_take_is_said_where_an_answer_is_missing() -> None:
    desktop = desk(lambda request, answer: [] if request.operation is STATE_SYNC else [answer])
    kit = desktop.kit
    kit.lose({"accepted": 3, "size": 1})
    kit.begin(0.0, changes=False)
    kit.lose({"accepted": 3, "size": 2})
    kit.tick(kit.wake_at or 0.0)
    assert of(kit, Verdict.FAILS) == ["calls.content"]
    assert "too large" in row(kit, "calls.content").detail
    assert row(kit, "calls.once").detail == "the answer can't be read"


# What can't be used of an answer.


def renamed(old: str, new: str) -> Change:
    """Every name in a body that is `old` becomes `new`."""

    def change(body: Body) -> Body:
        if isinstance(body, dict):
            return {new if name == old else name: change(value) for name, value in body.items()}
        return [change(value) for value in body] if isinstance(body, list) else body

    return change


def with_call(**values: object) -> Change:
    return lambda body: [{**call, **values} for call in body]


def contact(**values: object) -> Change:
    return lambda body: {"response": {**body["response"], **values}}


Cases = dict[str, tuple[Operation[Any, Any], Change, str]]
MODES, CALLS = GET_CALLBACK_MODES, STATE_SYNC
MANUAL, NON_PEWC = GET_RESERVED_MANUAL_DIAL_CONTACT, GET_RESERVED_CONTACT_OD
LOST: Cases = {
    "Response": (MODES, renamed("response", "Response"), "message.response: it is not there; there is Response, which"),
    "cvalue": (
        MODES,
        renamed("Cvalue", "cvalue"),
        "message.response[].Cvalue: it is not there; there is cvalue, which",
    ),
    "pewc": (MODES, renamed("PEWC", "pewc"), "PEWC: it is not there; there is pewc"),
    "Descripton": (MODES, renamed("Description", "Descripton"), "there is Descripton"),
    "campaignModes": (CALLS, renamed("campaignmodes", "campaignModes"), "there is campaignModes, which is not read"),
    "optional": (
        CALLS,
        renamed("optionalbussinessfields", "optionalBusinessFields"),
        "there is optionalBusinessFields",
    ),
    "bare": (MANUAL, lambda body: body["response"], "message.response: it is not there; what belongs in it stands"),
    "two-calls": (CALLS, lambda body: [body[0], body[0]], "message[].callid: two calls have the same one"),
    "lengths": (MODES, in_modes(MinLength="15", MaxLength="3"), "MinLength: it is more than MaxLength"),
    "date-order": (MANUAL, contact(ExpiryTime="31/01/2024 23:59:00"), "ExpiryTime: the date can't be read"),
    "date-words": (NON_PEWC, contact(ExpiryTime="tomorrow"), "ExpiryTime: the date can't be read"),
    "date-no-day": (NON_PEWC, contact(ExpiryTime="02/30/2024 10:00:00"), "ExpiryTime: the date can't be read"),
    "no-number": (MANUAL, contact(PhoneNumber="call Ann"), "PhoneNumber: it is no number that can be dialled"),
    "consent": (MANUAL, contact(Consent="No"), "Consent: it is not the one that was asked for"),
}


@pytest.mark.parametrize("name", LOST)
def test_what_is_lost_of_an_answer_fails_and_is_named(name: str) -> None:
    operation, change, words = LOST[name]
    kit = desk(answering(operation, change)).run()
    [key] = of(kit, Verdict.FAILS)
    assert key in ("numbers.content", "calls.content", "reserved.content", "non-pewc.content")
    assert words in row(kit, key).detail


OTHERWISE: Cases = {
    "nothing": (MANUAL, lambda _body: {}, "message.response: it is not there"),
    "no-id": (MANUAL, lambda body: {"response": without(body["response"], "ContactId")}, "ContactId: it is not there"),
    "no-date": (NON_PEWC, contact(ExpiryTime=""), "ExpiryTime: it is empty"),
    "early-date": (NON_PEWC, contact(ExpiryTime="01/01/1900 00:00:00"), "so early a date counts as none"),
    "callback": (NON_PEWC, contact(CallbackTime="soon"), "CallbackTime: the date can't be read"),
    "many": (NON_PEWC, lambda body: {"response": [body["response"]] * 5}, "5 contacts came"),
    "too-many": (MANUAL, lambda body: {"response": [body["response"]] * 10}, "10 contacts came; 1 was asked for"),
}


def without(body: Message, name: str) -> Message:
    return {each: value for each, value in body.items() if each != name}


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_is_read_and_not_as_it_should_be_is_named(name: str) -> None:
    operation, change, words = OTHERWISE[name]
    kit = desk(answering(operation, change)).run()
    assert of(kit, Verdict.FAILS) == []
    assert len(of(kit, Verdict.READ)) == 1
    assert words in row(kit, of(kit, Verdict.READ)[0]).detail


def test_further_names_are_nobodys_business() -> None:
    def more(body: Body) -> Body:
        return {**body, "Extra": 1, "response": [{**mode, "FooBar": "Ann", "cvalue": "1"} for mode in body["response"]]}

    kit = desk(answering(GET_CALLBACK_MODES, more)).run()
    assert (of(kit, Verdict.FAILS), of(kit, Verdict.READ)) == ([], [])


def test_that_a_contact_has_expired_is_said_and_is_no_fault() -> None:
    kit = desk(answering(NON_PEWC, contact(ExpiryTime="Oct 7 2020 11:59PM"))).run()
    assert of(kit, Verdict.FAILS) == []
    assert "it has passed, so the contact can't be dialled" in row(kit, "non-pewc.content").detail


@pytest.mark.parametrize(
    ("wrapped", "words"),
    [
        (lambda text: json.dumps(text), "JSON as text, in JSON"),
        (
            lambda text: json.dumps({"channel": "LCM", "topic": "", "subTopic": "", "message": json.loads(text)}),
            "in a packet",
        ),
    ],
)
def test_what_is_around_a_message_is_said(wrapped: Callable[[str], str], words: str) -> None:
    kit = Desk(Lcm(scenario())).kit
    kit.begin(0.0, changes=False)
    kit.hear(wrapped(json.dumps(reply("StateSync", []))), 0.1)
    kit.tick(kit.wake_at or 0.0)
    assert of(kit, Verdict.READ) == ["calls.head"]
    assert words in row(kit, "calls.head").detail


# What is said of what is not refused.


def not_refusing(callid: str, body: Change) -> Callable[[Request, Message], list[Message]]:
    def spoil(request: Request, answer: Message) -> list[Message]:
        wanted = getattr(request.data, "callid", None) == callid
        return [{**answer, "message": body(answer["message"])}] if wanted else [answer]

    return spoil


@pytest.mark.parametrize(
    ("changes", "callid", "body", "words"),
    [
        (
            False,
            "",
            lambda _body: {"callid": "", "response": [{"ModeID": "1"}]},
            "answered as if there were such a call",
        ),
        (False, "", lambda _body: {"callid": "", "error": "bad"}, "neither numbers nor an error is read in it"),
        (
            True,
            NO_SUCH_CALL,
            lambda body: {"callid": body["callid"], "error": "bad"},
            "it says neither that the number",
        ),
    ],
)
def test_what_is_wrong_with_a_refusal_is_said(changes: bool, callid: str, body: Change, words: str) -> None:
    kit = desk(not_refusing(callid, body)).run(changes=changes)
    [key] = of(kit, Verdict.FAILS)
    assert key.endswith(".refused")
    assert words in row(kit, key).detail


@pytest.mark.parametrize(("changes", "key"), [(False, "numbers-unknown.refused"), (True, "change-unknown.refused")])
def test_a_refusal_in_json_text_is_read_and_not_as_the_sample_has_it(changes: bool, key: str) -> None:
    kit = desk(not_refusing(NO_SUCH_CALL, lambda body: json.dumps(body))).run(changes=changes)
    assert of(kit, Verdict.READ) == [key]
    assert "JSON as text" in row(kit, key).detail
    assert of(kit, Verdict.FAILS) == []


def test_an_answer_without_numbers_and_without_an_error_is_said_to_be_one() -> None:
    kit = desk(not_refusing(NO_SUCH_CALL, lambda body: {"callid": body["callid"], "error": "bad"})).run()
    assert of(kit, Verdict.READ) == ["numbers-unknown.refused"]
    assert "neither numbers nor an error is read in it" in row(kit, "numbers-unknown.refused").detail


def test_numbers_that_can_not_be_read_again_are_not_said_to_be_others() -> None:
    changed: list[Request] = []

    def spoil(request: Request, answer: Message) -> list[Message]:
        if request.operation is SET_NEW_MODE_NUMBER:
            changed.append(request)
        silent = changed and request.operation is GET_CALLBACK_MODES
        return [] if silent else [answer]

    kit = desk(spoil).run(changes=True)
    assert of(kit, Verdict.FAILS) == ["numbers.time"]
    assert row(kit, "change.kept").detail == "the numbers could not be read after it"


def test_what_is_told_unasked_is_counted_over_both_runs() -> None:
    desktop = desk(lambda _request, answer: [answer])
    for at in (0.3, 0.4):
        desktop.say(reply("StateSync", [{"callid": str(at)}]), at)
    desktop.run()
    desktop.say(reply("StateSync", [{"callid": "9"}]), desktop.now + 0.1)
    kit = desktop.run(changes=True)
    assert row(kit, "bus.unasked").detail == "3 came"


# Nothing of a person is in what is copied.

PERSON = "Ann Lee, 202 555 0143, 12 High St"


@pytest.mark.parametrize(
    "wrong",
    [
        {"subtopic": PERSON},
        {"topic": PERSON},
        {"topic": {"Ann": PERSON}},
        {"channel": PERSON},
        {"subtopic": "WS_Error", "message": {"errorType": "WS_Error", "msg": PERSON}},
        {"subtopic": "WS_Error", "message": {"errorType": PERSON, "errorMessage": PERSON}},
        {"message": {"callid": PERSON, "response": []}},
        {"message": [{"callid": "1", "campaignmodes": {PERSON: 1}}]},
        {"message": [{PERSON: PERSON, "callid": PERSON, "optionalbussinessfields": {PERSON: []}}]},
    ],
)
def test_nothing_of_a_person_is_said(wrong: Message) -> None:
    for operation in (None, STATE_SYNC, GET_CALLBACK_MODES):

        def spoil(request: Request, answer: Message, operation: object = operation) -> list[Message]:
            return [{**answer, **wrong}] if operation in (None, request.operation) else [answer]

        desktop = desk(spoil)
        desktop.run()
        said = as_json(desktop.run(changes=True).rows, "https://desktop.example")
        assert not [word for word in ("Ann", "Lee", "0143", "555", "High") if word in said], said


def test_many_foreign_names_make_one_short_row() -> None:
    strangers = [reply(f"Stranger{at} Ann Lee", {}) for at in range(2_000)]

    def spoil(request: Request, answer: Message) -> list[Message]:
        return strangers if request.operation is STATE_SYNC else [answer]

    said = row(desk(spoil).run(), "calls.name").detail
    assert "and others came; the answer to StateSync is StateSync" in said
    assert len(said) < 200


@pytest.mark.parametrize("name", ["State\u202eSync", "State\nSync", "\u202eslla\u202c"])
def test_a_name_does_not_turn_or_break_the_line_it_stands_in(name: str) -> None:
    def spoil(request: Request, answer: Message) -> list[Message]:
        return [{**answer, "subtopic": name}] if request.operation is STATE_SYNC else [answer]

    kit = desk(spoil).run()
    assert of(kit, Verdict.FAILS) == ["calls.name"]
    assert row(kit, "calls.name").detail.isprintable()


def test_a_right_desktop_is_said_to_be_right_with_an_agent_or_without() -> None:
    for agent_id in ("", "agent"):
        assert of(tried(Lcm(scenario()), agent_id=agent_id), Verdict.FAILS) == []
