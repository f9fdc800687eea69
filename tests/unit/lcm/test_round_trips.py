"""What is built is read again as it was, for every operation, bare and in a packet."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.lcm.strategies import answers, requests
from widget.lcm import (
    OPERATIONS,
    Framing,
    Operation,
    Refusal,
    Reply,
    Request,
    id_key,
    read,
    write_refusal,
    write_reply,
    write_request,
)

FRAMINGS = [Framing(), Framing(packet=True, subscriber_id="66517761", response_url="https://app.example.com")]
each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
framings = st.sampled_from(FRAMINGS)


@each_operation
@given(data=st.data(), framing=framings)
@settings(max_examples=25)
def test_a_request_is_read_as_it_was_built(
    operation: Operation[Any, Any], data: st.DataObject, framing: Framing
) -> None:
    built = data.draw(requests[operation.name])
    message = read(write_request(operation, built, source="us", framing=framing))
    assert isinstance(message, Request)
    assert (message.operation, message.data, message.source) == (operation, built, "us")


@each_operation
@given(data=st.data(), framing=framings)
@settings(max_examples=40)
def test_a_reply_is_read_as_it_was_built(operation: Operation[Any, Any], data: st.DataObject, framing: Framing) -> None:
    built = data.draw(answers[operation.name])
    message = read(write_reply(operation, built, source="lcm", framing=framing))
    assert isinstance(message, Reply), message
    assert (message.operation.reply, message.body, message.problems) == (operation.reply, built, ())
    callid = getattr(built, "callid", None)
    assert message.callid == callid
    assert message.key == (operation.reply, None if callid is None else id_key(callid))


@each_operation
@given(data=st.data())
@settings(max_examples=25)
def test_both_dialects_mean_the_same(operation: Operation[Any, Any], data: st.DataObject) -> None:
    built = data.draw(requests[operation.name])
    message = read(write_request(operation, built, source="us", dialect="table"))
    assert isinstance(message, Request)
    assert message.data == built


REFUSALS = [("12345", "CallBackModes"), (None, "ContactOD"), ("7", None), (None, None)]


@pytest.mark.parametrize("framing", FRAMINGS)
@pytest.mark.parametrize(("callid", "subtopic"), REFUSALS)
def test_a_refusal_is_read_as_it_was_built(callid: str | None, subtopic: str | None, framing: Framing) -> None:
    text = write_refusal(
        "WS_Error", "Invalid Call ID.", callid=callid, subtopic=subtopic, source="lcm", framing=framing
    )
    assert read(text) == Refusal("WS_Error", "Invalid Call ID.", callid, subtopic)
