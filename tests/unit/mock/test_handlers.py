"""The mock answers every operation of the protocol, and checks the callid of those that have one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from tests.unit.lcm.strategies import requests
from widget.lcm import OPERATIONS, STATE_SYNC, Message, NoData, Notice, Operation, Refusal, Reply, read, write_request
from widget.mock import Lcm
from widget.mock.handlers import HANDLERS
from widget.mock.samples import samples

NOW = datetime(2026, 3, 1, 12, 0, 0)  # noqa: DTZ001 - the wire's times have no zone
KNOWN_CALL, UNKNOWN_CALL = "12345", "no-such-call"
WITH_CALLID = [operation for operation in OPERATIONS if "callid" in operation.request.model_fields]


def answered(operation: Operation[Any, Any], data: BaseModel) -> Message | None:
    reply, *notices = Lcm(samples(NOW)).answer(write_request(operation, data, source="widget"))
    assert all(isinstance(read(notice.text), Notice) for notice in notices)
    return read(reply.text)


def about(callid: str, data: BaseModel) -> BaseModel:
    return data.model_copy(update={"callid": callid}) if hasattr(data, "callid") else data


def test_every_operation_has_a_handler_and_nothing_else_has_one() -> None:
    missing = [operation.name for operation in OPERATIONS if operation not in HANDLERS]
    assert not missing, f"widget/mock/handlers.py has no handler for {', '.join(missing)}"
    assert len(HANDLERS) == len(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
@given(data=st.data())
def test_every_request_gets_a_reply_of_its_operation(operation: Operation[Any, Any], data: st.DataObject) -> None:
    message = answered(operation, about(KNOWN_CALL, data.draw(requests[operation.name])))
    assert isinstance(message, Reply)
    assert message.operation.reply == operation.reply
    assert isinstance(message.body, operation.answer)


@pytest.mark.parametrize("operation", WITH_CALLID, ids=lambda operation: operation.name)
@given(data=st.data())
def test_an_unknown_callid_is_refused_by_every_operation(operation: Operation[Any, Any], data: st.DataObject) -> None:
    message = answered(operation, about(UNKNOWN_CALL, data.draw(requests[operation.name])))
    assert isinstance(message, Refusal)
    assert (message.error_type, message.message) == ("WS_Error", f"Invalid Call ID:{UNKNOWN_CALL}")
    assert (message.callid, message.subtopic) == (UNKNOWN_CALL, operation.reply)


def test_a_request_without_a_handler_raises_an_error_that_names_the_operation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(HANDLERS, STATE_SYNC)
    with pytest.raises(NotImplementedError, match=STATE_SYNC.name):
        answered(STATE_SYNC, NoData())
