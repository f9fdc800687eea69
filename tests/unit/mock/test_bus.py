"""The bus with an LCM at its other end, and the whole way round with a session."""

from datetime import UTC, datetime

import pytest

from tests.unit.fake_clock import FakeClock
from tests.unit.session_kit import NoPage
from widget.config import WidgetConfig
from widget.lcm import (
    STATE_SYNC,
    NoData,
    write_request,
)
from widget.mock import SCENARIOS, Faults, Lcm, MockBus
from widget.session import Session
from widget.state.modes import modes_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SYNC = write_request(STATE_SYNC, NoData(), source="widget")


def test_an_answer_comes_after_the_latency_and_never_during_the_post() -> None:
    heard: list[str] = []
    timers = FakeClock()
    bus = MockBus(Lcm(SCENARIOS["samples"](NOW)), timers, heard.append, latency=0.2)
    bus.post(SYNC)
    timers.pass_time(0.19)
    assert heard == []
    timers.pass_time(0.02)
    assert len(heard) == 1


def test_with_echo_a_post_comes_back_first() -> None:
    heard: list[str] = []
    timers = FakeClock()
    MockBus(Lcm(SCENARIOS["samples"](NOW)), timers, heard.append, echo=True).post(SYNC)
    timers.pass_time(0)
    assert heard[0] == SYNC
    assert len(heard) == 2


def test_a_busy_scenario_goes_on_by_itself_until_closed() -> None:
    heard: list[str] = []
    timers = FakeClock()
    bus = MockBus(Lcm(SCENARIOS["busy"](NOW)), timers, heard.append)
    timers.pass_time(21)
    assert len(heard) == 5
    bus.close()
    timers.pass_time(60)
    assert len(heard) == 5


def test_a_push_tells_the_calls_unasked() -> None:
    heard: list[str] = []
    timers = FakeClock()
    MockBus(Lcm(SCENARIOS["samples"](NOW)), timers, heard.append).push()
    timers.pass_time(0)
    assert len(heard) == 1


@pytest.mark.parametrize("seed", range(5))
def test_with_faults_the_link_comes_up_and_every_request_ends(seed: int) -> None:
    clock = FakeClock()
    faults = Faults.parse("drop:0.3,duplicate:0.3,delay:0.3,reorder:0.2,corrupt:0.2,late:0.2", seed)
    lcm = Lcm(SCENARIOS["samples"](NOW))
    bus = MockBus(lcm, clock, lambda text: session.hear(text), faults=faults, echo=True)
    session = Session(WidgetConfig(), bus, clock, NoPage(), "agent")
    clock.wakes(session)
    session.start(mock=True)
    clock.pass_time(300)
    assert session.state.link.shown == "mock"
    assert {call.callid for call in session.state.calls.value} == {"12345", "67890"}
    for _ in range(10):
        session.act("get-modes", {})
        clock.pass_time(60)
    read = modes_of(session.state, "12345")
    assert read is not None
    assert not read.asking
    assert {note.kind for note in session.state.notes} <= {"ignored", "malformed"}
