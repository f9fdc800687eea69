"""The demo desktop's phone: what the agent sees on it, and what the desktop tells the widget."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from demo.customers import CUSTOMERS
from demo.softphone import DIAL_RINGS, GIVES_UP, HOLDS, PAUSE, RINGS, TALKS, WRAPS_UP, Agent, Phase, Softphone, due
from widget.lcm import (
    MANUAL_DIAL_CALL,
    MANUAL_DIAL_COPY_CONTACT,
    AgentDetails,
    Call,
    CallStateChange,
    Notice,
    Operation,
    PhoneNumber,
    read,
    write_request,
)
from widget.mock import Lcm
from widget.mock.delivery import Delivery
from widget.mock.dialler import answers
from widget.mock.scenario import Scenario, Trouble

GRACE = CUSTOMERS[0]
ANSWERED, NOT_ANSWERED = "2025550102", "2025550101"


class Desktop:
    """A phone and what it had the desktop say."""

    def __init__(self) -> None:
        self.calls: tuple[Call, ...] = ()
        self.phone = Softphone(self._calls_are)

    def _calls_are(self, calls: tuple[Call, ...]) -> None:
        self.calls = calls

    def rings(self, at: float = 0.0) -> bool:
        return self.phone.ring(GRACE.call, GRACE.name, GRACE.number, at)


def words(told: list[str]) -> list[str]:
    """What the widget reads of it."""
    found = []
    for text in told:
        message = read(text)
        assert isinstance(message, Notice)
        body = message.body
        found.append(
            body.word if isinstance(body, AgentDetails) else body.event if isinstance(body, CallStateChange) else ""
        )
    return found


def test_a_call_is_in_statesync_from_the_answer_to_the_end() -> None:
    desktop = Desktop()
    assert desktop.rings()
    assert len(desktop.calls) == 0
    assert words(desktop.phone.answer(5)) == ["In Call"]
    assert list(desktop.calls) == [GRACE.call]
    assert words(desktop.phone.hang_up(50)) == ["ACW"]
    assert (len(desktop.calls), desktop.phone.agent) == (0, Agent.WRAP_UP)
    assert words(desktop.phone.ready(60)) == ["NCC"]


def test_a_call_that_nobody_answers_leaves_the_agent_free() -> None:
    desktop = Desktop()
    desktop.rings()
    assert desktop.phone.hang_up(9) == []
    assert (desktop.phone.agent, desktop.phone.line) == (Agent.READY, None)


@pytest.mark.parametrize("busy", ["on a call", "in after-call work", "away"])
def test_nothing_rings_while_the_agent_is_not_free(busy: str) -> None:
    desktop = Desktop()
    if busy == "away":
        desktop.phone.away(0)
    else:
        desktop.phone.dial(ANSWERED, 0)
    if busy == "in after-call work":
        desktop.phone.hang_up(1)
    assert not desktop.rings(2)


def test_a_dialled_call_is_told_step_by_step() -> None:
    phone = Desktop().phone
    assert words(phone.dial(ANSWERED, 0)) == ["Ringing", "In Call"]
    assert words(phone.answer(4)) == ["CustAnswered"]
    assert phone.answer(5) == []
    assert words(phone.hang_up(60)) == ["DROPPED", "ACW"]


def test_dialling_again_ends_the_dialled_call_and_is_another_connection() -> None:
    desktop = Desktop()
    first = desktop.phone.dial(ANSWERED, 2)
    second = desktop.phone.dial(NOT_ANSWERED, 3)
    assert (words(first)[0], words(second)[0]) == ("Ringing", "DROPPED")
    ids = {
        message.body.connection
        for message in map(read, second)
        if isinstance(message, Notice) and isinstance(message.body, CallStateChange)
    }
    assert ids == {"demo-1", "demo-2"}


def test_a_customer_waits_on_hold_while_a_number_is_dialled_and_is_taken_back() -> None:
    desktop = Desktop()
    desktop.rings()
    desktop.phone.answer(1)
    assert words(desktop.phone.dial(ANSWERED, 2)) == ["Ringing"]
    assert list(desktop.calls) == [GRACE.call]
    waiting = desktop.phone.waiting
    assert waiting is not None
    assert (waiting.name, waiting.phase) == (GRACE.name, Phase.HELD)
    desktop.phone.answer(5)
    assert words(desktop.phone.hang_up(9)) == ["DROPPED"]
    assert (desktop.phone.line, desktop.phone.waiting) == (waiting, None)
    desktop.phone.hold(10)
    assert words(desktop.phone.hang_up(20)) == ["ACW"]
    assert list(desktop.calls) == []


def test_a_call_that_rings_is_lost_when_a_number_is_dialled() -> None:
    desktop = Desktop()
    desktop.rings()
    assert words(desktop.phone.dial(ANSWERED, 2)) == ["Ringing", "In Call"]
    assert desktop.phone.waiting is None


def test_a_call_is_held_and_taken_back() -> None:
    desktop = Desktop()
    desktop.rings()
    desktop.phone.hold(0)
    assert desktop.phone.line is not None
    assert desktop.phone.line.phase is Phase.RINGING
    desktop.phone.answer(1)
    for at, phase in ((2.0, Phase.HELD), (3.0, Phase.TALKING)):
        desktop.phone.hold(at)
        assert (desktop.phone.line.phase, desktop.phone.line.since) == (phase, at)


def test_the_shift_goes_on_by_itself() -> None:
    phone = Desktop().phone
    assert (due(phone, PAUSE - 1), due(phone, PAUSE)) == ("", "ring")
    phone.ring(GRACE.call, GRACE.name, GRACE.number, 10)
    assert (due(phone, 10 + RINGS - 1), due(phone, 10 + RINGS)) == ("", "answer")
    phone.answer(20)
    assert (due(phone, 20 + TALKS - 1), due(phone, 20 + TALKS)) == ("", "hang-up")
    phone.hold(30)
    assert (due(phone, 30 + HOLDS - 1), due(phone, 30 + HOLDS)) == ("", "hold")
    phone.hang_up(1000)
    assert (due(phone, 1000 + WRAPS_UP - 1), due(phone, 1000 + WRAPS_UP)) == ("", "ready")
    phone.away(2000)
    assert due(phone, 9000) == ""


def test_some_numbers_answer_and_some_do_not() -> None:
    assert (answers(ANSWERED), answers(NOT_ANSWERED)) == (True, False)
    phone = Desktop().phone
    phone.dial(ANSWERED, 0)
    assert due(phone, DIAL_RINGS) == "answer"
    phone.dial(NOT_ANSWERED, 0)
    assert (due(phone, DIAL_RINGS), due(phone, GIVES_UP)) == ("", "hang-up")


class Noted:
    """A phone that notes what it is given."""

    def __init__(self) -> None:
        self.given: list[tuple[str, str]] = []

    def dialled(self, number: str) -> list[Delivery]:
        self.given.append(("dialled", number))
        return [Delivery("told")]

    def copied(self, number: str) -> None:
        self.given.append(("copied", number))


def test_the_simulated_lcm_gives_numbers_to_the_phone_and_none_that_it_refuses() -> None:
    def asked(
        operation: Operation[PhoneNumber, PhoneNumber], trouble: Mapping[str, Trouble]
    ) -> tuple[Noted, list[str]]:
        phone = Noted()
        text = write_request(operation, PhoneNumber(phone_number=ANSWERED), source="w")
        return phone, [one.text for one in Lcm(Scenario(trouble=trouble), phone=phone).answer(text)]

    phone, deliveries = asked(MANUAL_DIAL_CALL, {})
    assert (phone.given, deliveries[1:]) == ([("dialled", ANSWERED)], ["told"])
    assert asked(MANUAL_DIAL_COPY_CONTACT, {})[0].given == [("copied", ANSWERED)]
    assert asked(MANUAL_DIAL_CALL, {"ManualDialCall": Trouble.REFUSED})[0].given == []
