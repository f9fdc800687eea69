"""Any text and any JSON at all give a typed message or None: never an exception, never a whole phone number in a
report.
"""

from __future__ import annotations

import json
import re
import time
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.lcm.strategies import Json, mutated, samples, values
from widget.lcm import CallStates, Malformed, Message, Reply, read
from widget.lcm.bounds import MAX_CHARS, MAX_DEPTH, MAX_ERRORS, MAX_ITEMS, MAX_PROBLEMS, MAX_VALUES, QUICK_VALUES
from widget.lcm.quick import read_quickly
from widget.lcm.thorough import read_thoroughly

LONG_NUMBER = re.compile(r"\d{5,}")
OWN_NUMBERS = {str(bound) for bound in (MAX_CHARS, MAX_ERRORS, MAX_ITEMS, MAX_VALUES)}
ENVELOPE = '{"channel":"LCM","topic":"WebService","subtopic":"StateSync","message":'


def checked(text: str) -> Message | None:
    """Read a text, and check what holds of every answer."""
    message = read(text)
    assert message is None or isinstance(message, get_args(Message))
    if isinstance(message, Malformed | Reply):
        reported = "".join(f"{problem.where} {problem.why}" for problem in message.problems)
        assert len(message.problems) <= MAX_PROBLEMS
        assert not [number for number in LONG_NUMBER.findall(reported) if number in text and number not in OWN_NUMBERS]
    if isinstance(message, Malformed):
        assert message.problems
        assert message.text == text
    return message


@given(st.text())
@example('{"channel":"LCM"')
@example("null")
@example('"LCM"')
def test_any_text(text: str) -> None:
    checked(text)


@given(values)
def test_any_json(value: Json) -> None:
    checked(json.dumps(value))


@given(
    values,
    st.sampled_from(["StateSync", "CallBackModes", "ContactOD", "ManualDialCall", "GetCallBackModes", "WS_Error"]),
)
@settings(max_examples=200)
def test_any_message_under_our_names(value: Json, subtopic: str) -> None:
    for part in ("message", "data"):
        checked(json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": subtopic, part: value}))


@given(mutated(samples))
@settings(max_examples=300)
def test_the_quick_reader_and_the_thorough_one_agree(message: Json) -> None:
    text = json.dumps(message)
    checked(text)
    quick = read_quickly(text)
    assert quick is None or quick == read_thoroughly(text)


@given(st.sampled_from(samples), st.integers(0, 2_000), st.integers(0, 40), st.text(max_size=3))
def test_a_sample_with_a_piece_cut_out_of_its_text(message: Json, start: int, length: int, patch: str) -> None:
    text = json.dumps(message)
    text = text[:start] + patch + text[start + length :]
    checked(text)
    quick = read_quickly(text)
    assert quick is None or quick == read_thoroughly(text)


@pytest.mark.parametrize("sample", samples, ids=lambda sample: sample["subtopic"])
def test_every_sample_reply_is_read_quickly_unless_its_subtopic_leaves_open_which_it_is(sample: Json) -> None:
    text = json.dumps(sample)
    packet = json.dumps({"channel": "LCM", "topic": "", "subTopic": "", "message": sample})
    for form in (text, packet):
        if "message" in sample and sample["subtopic"].casefold() != "businessoutcome":
            assert read_quickly(form) == read_thoroughly(form)
            assert read_quickly(form) is not None
        else:
            assert read_quickly(form) is None


@pytest.mark.parametrize("token", ["NaN", "Infinity", "-Infinity"])
def test_what_only_python_takes_for_json_is_refused(token: str) -> None:
    assert isinstance(read(ENVELOPE + f'[{{"callid":{token}}}]}}'), Malformed)


def test_a_number_longer_than_python_reads_is_refused() -> None:
    assert isinstance(read(ENVELOPE + f'[{{"callid":{"9" * 5_000}}}]}}'), Malformed)


HOSTILE = {
    "deep lists": ENVELOPE + "[" * 100_000 + "]" * 100_000 + "}",
    "deep objects": ENVELOPE + '{"message":' * 100_000 + "1" + "}" * 100_001,
    "within the depth": ENVELOPE + "[" * (MAX_DEPTH - 2) + "]" * (MAX_DEPTH - 2) + "}",
    "many bad calls": ENVELOPE + "[" + "1," * 200_000 + "1]}",
    "a few more bad calls than allowed": ENVELOPE + "[" + "1," * (MAX_ITEMS + 50) + "1]}",
    "many bad modes": ENVELOPE + "[" + ('{"callid":"1","campaignmodes":[' + "{}," * 9_000 + "{}]},") * 20 + "{}]}",
    "many bad flags": ENVELOPE
    + "["
    + '{"callid":"1","campaignmodes":{"ModeID":1,"PEWC":2,"MinLength":-1}},' * 9_000
    + "1]}",
    "many fields": ENVELOPE
    + '[{"callid":"1","businessfields":{'
    + ",".join(f'"{n}":[]' for n in range(60_000))
    + "}}]}",
    "many values": ENVELOPE + "[" + "[]," * 400_000 + "1]}",
    "many escapes": ENVELOPE + '"' + "\\ud800" * 200_000 + '"}',
    "many digits": ENVELOPE + '"' + "1   " * 500_000 + '"',
    "many quotes": '{"channel":"LCM","subtopic":' * 50_000,
    "text in text": json.dumps(json.dumps(json.dumps(ENVELOPE))),
    "five million": ENVELOPE + '"' + "x" * 6_000_000 + '"}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_answered_before_the_day_is_over(name: str) -> None:
    """No measure of speed: a reading that grows with the square of these texts takes hours, not a minute."""
    start = time.process_time()
    checked(HOSTILE[name])
    assert time.process_time() - start < 60


def test_a_text_is_not_looked_into_beyond_its_bound() -> None:
    text = json.dumps(samples[0])
    assert isinstance(read(text, max_chars=len(text)), Reply)
    refused = read(text, max_chars=len(text) - 1)
    assert isinstance(refused, Malformed)
    assert refused.problems[0].why == f"longer than {len(text) - 1} characters"
    assert read("x" * 30, max_chars=20) is None


@pytest.mark.parametrize(("calls", "quickly"), [(200, True), (QUICK_VALUES // 100, False)])
def test_only_a_text_of_very_many_values_is_left_to_the_thorough_reader(calls: int, quickly: bool) -> None:
    modes = [{"ModeID": str(number), "Description": "Home", "PEWC": False, "MaxLength": "12"} for number in range(20)]
    text = ENVELOPE + json.dumps([{"callid": str(number), "campaignmodes": modes} for number in range(calls)]) + "}"
    assert (read_quickly(text) is not None) is quickly
    assert isinstance(read(text), Reply)


def test_a_list_longer_than_its_bound_loses_the_rest() -> None:
    calls = [{"callid": str(number)} for number in range(MAX_ITEMS + 3)]
    message = read(ENVELOPE + json.dumps(calls) + "}")
    assert isinstance(message, Reply)
    assert isinstance(message.body, CallStates)
    assert len(message.body.calls) == MAX_ITEMS
    assert [(problem.where, problem.why) for problem in message.problems] == [
        ("message", f"left out: the last 3 of more than {MAX_ITEMS}")
    ]


def test_a_message_of_too_many_values_is_refused_unread() -> None:
    refused = read(ENVELOPE + "[" + "0," * MAX_VALUES + "0]}")
    assert isinstance(refused, Malformed)
    assert refused.problems[0].why == f"more than {MAX_VALUES} values"
