"""The bus to the simulated LCM, alone and with the client and the link."""

import asyncio
from datetime import UTC, datetime

import pytest

from tests.unit.fake_timers import FakeTimers, settle
from widget.client import Client, Deadlines, News, NewsKind, RequestFailed
from widget.client.keeper import LinkKeeper, Listeners
from widget.client.link import LinkKind
from widget.lcm import (
    GET_CALLBACK_MODES,
    STATE_SYNC,
    CallbackModes,
    CallbackModesRequest,
    CallStates,
    NoData,
    write_request,
)
from widget.mock import SCENARIOS, Faults, Lcm, MockBus

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SYNC = write_request(STATE_SYNC, NoData(), source="widget")


def test_an_answer_comes_after_the_latency_and_never_during_the_post() -> None:
    async def run() -> None:
        heard: list[str] = []
        timers = FakeTimers()
        bus = MockBus(Lcm(SCENARIOS["samples"](NOW)), timers, heard.append, latency=0.2)
        bus.post(SYNC)
        await timers.pass_time(0.19)
        assert heard == []
        await timers.pass_time(0.02)
        assert len(heard) == 1

    asyncio.run(run())


def test_with_echo_a_post_comes_back_first() -> None:
    async def run() -> None:
        heard: list[str] = []
        timers = FakeTimers()
        MockBus(Lcm(SCENARIOS["samples"](NOW)), timers, heard.append, echo=True).post(SYNC)
        await timers.pass_time(0)
        assert heard[0] == SYNC
        assert len(heard) == 2

    asyncio.run(run())


def test_a_busy_scenario_takes_its_steps_until_closed() -> None:
    async def run() -> None:
        heard: list[str] = []
        timers = FakeTimers()
        bus = MockBus(Lcm(SCENARIOS["busy"](NOW)), timers, heard.append)
        await timers.pass_time(21)
        assert len(heard) == 5
        bus.close()
        await timers.pass_time(60)
        assert len(heard) == 5

    asyncio.run(run())


def test_a_push_sends_the_calls_without_a_request() -> None:
    async def run() -> None:
        heard: list[str] = []
        timers = FakeTimers()
        MockBus(Lcm(SCENARIOS["samples"](NOW)), timers, heard.append).push()
        await timers.pass_time(0)
        assert len(heard) == 1

    asyncio.run(run())


@pytest.mark.parametrize("seed", range(5))
def test_with_faults_the_link_comes_up_and_every_request_ends(seed: int) -> None:
    async def run() -> None:
        timers = FakeTimers()
        news: list[News] = []
        states: list[CallStates] = []
        faults = Faults.parse("drop:0.3,duplicate:0.3,delay:0.3,reorder:0.2,corrupt:0.2,late:0.2", seed)
        lcm = Lcm(SCENARIOS["samples"](NOW))
        bus = MockBus(lcm, timers, lambda text: client.receive(text), faults=faults, echo=True)
        client = Client(bus, timers, source="widget", deadlines=Deadlines(), on_message=news.append)
        keeper = LinkKeeper(client, timers, Listeners(link=lambda _: None, calls=states.append))
        keeper.start(mock=True)
        await timers.pass_time(300)
        assert keeper.link.kind is LinkKind.MOCK
        assert client.known_calls == {"12345", "67890"}
        data = CallbackModesRequest(callid="12345", account_number="")
        asked = [asyncio.ensure_future(client.request(GET_CALLBACK_MODES, data)) for _ in range(10)]
        await timers.pass_time(600)
        await settle()
        ended = await asyncio.gather(*asked, return_exceptions=True)
        assert all(isinstance(end, RequestFailed | CallbackModes) for end in ended)
        assert {item.kind for item in news} <= {NewsKind.FRESH, NewsKind.IGNORED, NewsKind.MALFORMED}
        keeper.pause()
        client.close()

    asyncio.run(run())
