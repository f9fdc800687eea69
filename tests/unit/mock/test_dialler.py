"""What the mock tells after a dial."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from widget.lcm import MANUAL_DIAL_CALL, AgentDetails, CallStateChange, Notice, PhoneNumber, read, write_request
from widget.mock import Lcm, Trouble
from widget.mock.delivery import Delivery
from widget.mock.samples import samples

NOW = datetime(2026, 3, 1, 12, 0, 0)  # noqa: DTZ001 - the wire's times have no zone
ANSWERS, DOES_NOT = "2082097345", "2082097347"


def after_a_dial(number: str, lcm: Lcm | None = None) -> list[Delivery]:
    text = write_request(MANUAL_DIAL_CALL, PhoneNumber(phone_number=number), source="widget")
    return (lcm or Lcm(samples(NOW))).answer(text)[1:]


def told(deliveries: list[Delivery]) -> list[tuple[str, str]]:
    """What is told, in the order of its time: the stage of the call, or the state of the agent."""
    out: list[tuple[str, str]] = []
    for delivery in sorted(deliveries, key=lambda one: one.delay):
        message = read(delivery.text)
        assert isinstance(message, Notice)
        if isinstance(message.body, CallStateChange):
            out.append(("call", message.body.stage or ""))
        elif isinstance(message.body, AgentDetails):
            out.append(("agent", message.body.state or ""))
    return out


def test_a_call_that_is_answered_rings_is_connected_and_ends_with_the_agents_work_after_it() -> None:
    assert told(after_a_dial(ANSWERS)) == [
        ("call", "ringing"),
        ("agent", "in-call"),
        ("call", "connected"),
        ("call", "ended"),
        ("agent", "after-call"),
        ("agent", ""),
    ]


def test_some_numbers_do_not_answer() -> None:
    assert ("call", "connected") not in told(after_a_dial(DOES_NOT))
    assert ("call", "ended") in told(after_a_dial(DOES_NOT))


def test_each_dial_has_a_connection_of_its_own() -> None:
    lcm = Lcm(samples(NOW))
    connections = set()
    for _ in range(2):
        (first, *_rest) = after_a_dial(ANSWERS, lcm)
        message = read(first.text)
        assert isinstance(message, Notice)
        connections.add(message.body.connection)  # type: ignore[attr-defined]  # a change of a call has one
    assert len(connections) == 2


@pytest.mark.parametrize("trouble", list(Trouble))
def test_nothing_is_told_of_a_dial_that_is_answered_wrongly(trouble: Trouble) -> None:
    scenario = replace(samples(NOW), trouble={MANUAL_DIAL_CALL.name: trouble})
    assert after_a_dial(ANSWERS, Lcm(scenario)) == []


def test_a_desktop_that_tells_nothing_answers_only() -> None:
    assert after_a_dial(ANSWERS, Lcm(replace(samples(NOW), tells_calls=False))) == []
