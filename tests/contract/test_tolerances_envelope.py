"""The tolerances of the envelope and of errors, each shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.contract.kit import Json, body_of, envelope, sample, shows, text
from widget.lcm import (
    CallbackModes,
    CallStates,
    Malformed,
    Problem,
    Refusal,
    Reply,
    Request,
    read,
)

MODES = sample("001_get_callback_modes.reply")
CALLS = sample("000_state_sync.reply")
PACKET = {"channel": "LCM", "topic": "", "subTopic": "", "ResponseUrl": "https://app.example.com", "subscriberID": "66"}


@shows("topic-case")
@pytest.mark.parametrize("topic", ["WebService", "Webservice", "WEBSERVICE", "webservice"])
def test_the_topic_is_read_in_any_case(topic: str) -> None:
    assert len(body_of(CallStates, read(text({**CALLS, "topic": topic}))).calls) == 2


@shows("subtopic-case")
@pytest.mark.parametrize("subtopic", ["CallBackModes", "CallbackModes", "callbackmodes"])
def test_the_subtopic_is_read_in_any_case_and_the_key_is_ours(subtopic: str) -> None:
    message = read(text({**MODES, "subtopic": subtopic}))
    assert len(body_of(CallbackModes, message).modes) == 2
    assert isinstance(message, Reply)
    assert message.key == ("CallBackModes", "12345")


@shows("head-padding")
def test_padding_in_the_head_does_not_count() -> None:
    padded = {**MODES, "channel": "LCM  ", "topic": "WebService   ", "subtopic": " CallBackModes\0"}
    assert read(text(padded)) == read(text(MODES))
    asked = read(text({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync ", "source": "crm  "}))
    assert isinstance(asked, Request)
    assert asked.source == "crm"


def test_a_packet_whose_names_are_padding_is_a_packet() -> None:
    packed = {**PACKET, "topic": "  ", "subTopic": "    ", "message": MODES}
    assert read(text(packed)) == read(text(MODES))


@shows("packet")
@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_a_message_is_found_in_its_packets(depth: int) -> None:
    message: dict[str, Any] = MODES
    for _ in range(depth):
        message = {**PACKET, "message": message}
    assert read(text(message)) == (read(text(MODES)) if depth <= 3 else None)


def test_a_packet_whose_message_is_another_channels_is_not_ours() -> None:
    assert read(text({**PACKET, "message": {**MODES, "channel": "Cisco"}})) is None


@shows("packet-names")
def test_a_packet_is_read_in_the_spelling_of_its_table() -> None:
    packet = {"channel": "LCM", "topic": "", "subtopic": "", "okmessage": "", "SubscriberID": "66", "message": MODES}
    assert read(text(packet)) == read(text(MODES))


@shows("packet-names")
def test_a_message_may_spell_its_subtopic_as_a_packet_does() -> None:
    message = {name: value for name, value in MODES.items() if name != "subtopic"}
    assert read(text({**message, "subTopic": "CallBackModes"})) == read(text(MODES))


@shows("json-in-text")
@pytest.mark.parametrize(
    "wrapped",
    [
        text(MODES),
        {**PACKET, "message": text(MODES)},
        {**MODES, "message": text(MODES["message"])},
        {**PACKET, "message": {**MODES, "message": text(MODES["message"])}},
    ],
    ids=["whole", "packet", "message", "message in packet"],
)
def test_json_text_inside_json_is_opened(wrapped: object) -> None:
    assert read(text(wrapped)) == read(text(MODES))


@shows("byte-order-mark")
@pytest.mark.parametrize("lead", ["\ufeff", "\ufeff \r\n", "\r\n\ufeff", "\ufeff\ufeff", " \t\n"])
@pytest.mark.parametrize(
    "wrapped",
    [
        lambda lead: lead + text(MODES),
        lambda lead: lead + text({**PACKET, "message": MODES}),
        lambda lead: text(lead + text(MODES)),
        lambda lead: lead + text(lead + text(MODES)),
        lambda lead: text({**PACKET, "message": lead + text(MODES)}),
        lambda lead: text({**MODES, "message": lead + text(MODES["message"])}),
        lambda lead: (
            lead + text({**PACKET, "message": lead + text({**MODES, "message": lead + text(MODES["message"])})})
        ),
    ],
    ids=["bare", "packet", "in a text", "in a text twice", "in a packet", "message", "everywhere"],
)
def test_a_byte_order_mark_before_a_json_text_is_left_out(lead: str, wrapped: Callable[[str], str]) -> None:
    assert read(wrapped(lead)) == read(text(MODES))


@shows("byte-order-mark")
def test_a_byte_order_mark_before_the_data_of_a_request_and_before_an_error_is_left_out() -> None:
    request = sample("001_get_callback_modes.request")
    assert read("\ufeff" + text({**request, "data": "\ufeff" + text(request["data"])})) == read(text(request))
    refusal = {**MODES, "message": {"errorType": "WS_Error", "errorMessage": "Invalid Call ID:7", "msg": ""}}
    assert read("\ufeff" + text(refusal)) == read(text(refusal))


@pytest.mark.parametrize("place", ['{"channel": \ufeff"LCM"}', '"\ufeff"\ufeff', "\ufeff", "\ufeff \ufeff"])
def test_a_byte_order_mark_anywhere_else_is_no_json(place: str) -> None:
    assert read(place) is None


@shows("json-in-text")
def test_json_text_as_data_is_opened() -> None:
    request = sample("001_get_callback_modes.request")
    assert read(text({**request, "data": text(request["data"])})) == read(text(request))


@shows("source-absent")
def test_a_request_without_a_source_is_read() -> None:
    request = read(text(sample("001_get_callback_modes.request")))
    assert isinstance(request, Request)
    assert request.source == ""


@shows("data-not-applicable")
@pytest.mark.parametrize("rest", [{}, {"data": None}, {"data": "Not applicable"}, {"data": {}}, {"data": []}])
def test_state_sync_is_asked_with_any_data_or_none(rest: dict[str, Any]) -> None:
    request = read(text(envelope("StateSync", source="myapp", **rest)))
    assert isinstance(request, Request)
    assert request.operation.name == "StateSync"


@shows("unknown-names")
def test_names_the_pages_do_not_list_are_ignored() -> None:
    message = {**MODES, "version": 2, "message": {**MODES["message"], "new": [{"any": {"thing": None}}]}}
    message["message"]["response"] = [{**mode, "new": {}} for mode in MODES["message"]["response"]]
    assert read(text(message)) == read(text(MODES))


@shows("half-characters")
@pytest.mark.parametrize("half", ["\\ud83d", "\\ude00", "\\ud83d\\ud83d"])
def test_half_a_surrogate_pair_costs_a_character_and_not_the_message(half: str) -> None:
    message = text(CALLS).replace('"David1"', f'"D\\ud83d\\ude00{half}"')
    name = body_of(CallStates, read(message)).calls[0].optional_fields[0].value
    assert name == "D😀" + "\ufffd" * (len(half) // 6)


def refusal(**rest: Json) -> Refusal:
    message = read(text({**envelope("CallBackModes"), **rest}))
    assert isinstance(message, Refusal), message
    return message


WS_ERROR = {"errorType": "WS_Error", "errorMessage": "Invalid Call ID:12345", "msg": "Invalid Call ID."}


@shows("error-place", "error-by-type")
@pytest.mark.parametrize("rest", [{"message": WS_ERROR}, {"message": {"response": WS_ERROR}}, {"data": WS_ERROR}])
def test_an_error_is_recognised_by_its_type_wherever_it_is(rest: dict[str, Any]) -> None:
    assert refusal(**rest) == Refusal("WS_Error", "Invalid Call ID.", "12345", "CallBackModes")


@shows("error-by-type")
def test_an_error_beside_a_response_is_still_an_error() -> None:
    assert refusal(message={"callid": "1", "response": [], "errorType": "WS_Error"}).callid == "1"


@shows("error-by-failure")
@pytest.mark.parametrize("no", [False, "false", "No", 0, "0"])
def test_a_failure_with_words_is_an_error(no: object) -> None:
    found = refusal(message={"callid": "1", "response": {"success": no, "msg": "Contact not found"}})
    assert found == Refusal("Failed", "Contact not found", "1", "CallBackModes")


@shows("error-by-failure")
def test_a_number_that_was_not_set_is_an_error_when_there_are_words() -> None:
    failed = {"callid": "1", "response": {"success": False, "msg": "Too short"}}
    assert refusal(subtopic="SetNewModeNumberResult", message=failed).message == "Too short"


@shows("error-by-failure")
def test_success_with_words_is_no_error() -> None:
    message = envelope("SetNewModeNumberResult", message={"callid": "1", "response": {"success": True, "msg": "Done"}})
    assert isinstance(read(text(message)), Reply)


def test_calls_under_data_are_no_request_and_say_what_they_lack() -> None:
    found = read(text(envelope("StateSync", data=[{"callid": "12345"}])))
    assert isinstance(found, Malformed)
    assert found.problems == (Problem("message", "a reply has to have it"),)


def test_another_apps_failure_is_not_ours() -> None:
    assert (
        read(text(envelope("GetModeInformationResult", message={"success": False, "msg": "Contact not found"}))) is None
    )


@shows("error-by-name")
def test_the_subtopic_ws_error_makes_an_error_of_any_body() -> None:
    assert refusal(subtopic="WS_Error", message="Callid is empty") == Refusal("WS_Error", "Callid is empty", None, None)
    assert refusal(subtopic="ws_error", message={"callid": 7}).callid == "7"


@shows("error-by-name")
def test_the_topic_error_makes_an_error_of_its_data() -> None:
    error = refusal(topic="Error", subtopic="GetCallBackModes", data={"errorMessage": "No"})
    assert (error.message, error.subtopic) == ("No", "CallBackModes")


@shows("error-callid")
@pytest.mark.parametrize(
    ("body", "callid"),
    [
        ({"callid": "9", **WS_ERROR}, "9"),
        ({"callid": 9, **WS_ERROR}, "9"),
        (WS_ERROR, "12345"),
        ({**WS_ERROR, "errorMessage": "invalid call id: <77>"}, "77"),
        ({**WS_ERROR, "errorMessage": "Callid is empty"}, None),
    ],
)
def test_an_error_is_tied_to_its_call(body: dict[str, Any], callid: str | None) -> None:
    assert refusal(message=body).callid == callid
