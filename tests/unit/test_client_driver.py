"""The asyncio side of the client: futures, one timer, cancelled callers, closed buses, listeners that fail."""

import asyncio
import logging
from collections.abc import Callable

import pytest

from tests.unit.client_kit import calls, modes, modes_reply, modes_request, sync_reply
from tests.unit.fake_timers import FakeTimers, NotedBus, settle
from widget.client import Client, Code, Deadlines, News, RequestFailed
from widget.lcm import GET_CALLBACK_MODES, STATE_SYNC, NoData, Reply, read


def new_client(bus: NotedBus, timers: FakeTimers, on_message: Callable[[News], None] | None = None) -> Client:
    return Client(bus, timers, source="us", deadlines=Deadlines(), on_message=on_message)


def test_a_request_gives_the_typed_answer() -> None:
    async def run() -> None:
        bus, timers = NotedBus(), FakeTimers()
        client = new_client(bus, timers)
        asked = asyncio.ensure_future(client.request(GET_CALLBACK_MODES, modes_request("1")))
        await settle()
        client.receive(modes_reply("1"))
        assert await asked == modes("1")

    asyncio.run(run())


def test_a_request_nobody_answers_raises_after_its_repeats() -> None:
    async def run() -> None:
        bus, timers = NotedBus(), FakeTimers()
        asked = asyncio.ensure_future(new_client(bus, timers).request(STATE_SYNC, NoData()))
        await timers.pass_time(17.9)
        assert not asked.done()
        await timers.pass_time(0.1)
        with pytest.raises(RequestFailed) as raised:
            await asked
        assert raised.value.code is Code.TIMEOUT
        assert len(bus.posted) == 3

    asyncio.run(run())


def test_a_bus_that_answers_while_being_posted_to_is_fine() -> None:
    class Hasty(NotedBus):
        def post(self, text: str) -> None:
            super().post(text)
            client.receive(modes_reply("1"))

    client = new_client(Hasty(), FakeTimers())
    assert asyncio.run(client.request(GET_CALLBACK_MODES, modes_request("1"))) == modes("1")


def test_a_closed_bus_fails_the_request_with_its_reason() -> None:
    bus = NotedBus()
    bus.closed = "nobody there"
    with pytest.raises(RequestFailed, match="nobody there") as raised:
        asyncio.run(new_client(bus, FakeTimers()).request(STATE_SYNC, NoData()))
    assert raised.value.code is Code.LINK


def test_a_cancelled_caller_makes_room_for_the_next() -> None:
    async def run() -> None:
        bus, timers = NotedBus(), FakeTimers()
        client = new_client(bus, timers)
        first = asyncio.ensure_future(client.request(STATE_SYNC, NoData()))
        second = asyncio.ensure_future(client.request(STATE_SYNC, NoData()))
        await settle()
        first.cancel()
        await settle()
        client.receive(sync_reply("1"))
        assert await second == calls("1")
        assert first.cancelled()

    asyncio.run(run())


def test_closing_ends_what_is_pending_and_leaves_no_timer() -> None:
    async def run() -> None:
        bus, timers = NotedBus(), FakeTimers()
        client = new_client(bus, timers)
        asked = asyncio.ensure_future(client.request(STATE_SYNC, NoData()))
        await settle()
        client.close()
        with pytest.raises(RequestFailed) as raised:
            await asked
        assert raised.value.code is Code.LINK
        assert timers.pending == 0
        client.reopen()
        again = asyncio.ensure_future(client.request(STATE_SYNC, NoData()))
        await settle()
        client.receive(sync_reply("1"))
        assert await again == calls("1")

    asyncio.run(run())


def test_thousands_of_answered_requests_do_not_pile_up_timers() -> None:
    async def run() -> None:
        bus, timers = NotedBus(), FakeTimers()
        client = new_client(bus, timers)
        for n in range(1000):
            asked = asyncio.ensure_future(client.request(GET_CALLBACK_MODES, modes_request(str(n))))
            await asyncio.sleep(0)
            client.receive(modes_reply(str(n)))
            await asked
        assert timers.pending == 1

    asyncio.run(run())


def test_a_listener_that_fails_does_not_take_the_client_down_and_is_logged_without_data(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def listener(news: News) -> None:
        raise ValueError(f"6591462346 {news}")

    client = new_client(NotedBus(), FakeTimers(), listener)
    with caplog.at_level(logging.ERROR):
        client.receive(sync_reply("1"))
    assert "ValueError" in caplog.text
    assert "6591462346" not in caplog.text
    assert client.known_calls == {"1"}


def test_an_answer_to_another_app_is_posted_as_a_reply() -> None:
    bus = NotedBus()
    new_client(bus, FakeTimers()).answer(STATE_SYNC, calls("1"))
    message = read(bus.posted[0])
    assert isinstance(message, Reply)
    assert message.body == calls("1")


def test_on_heard_is_told_of_every_message_and_whether_it_brought_the_calls() -> None:
    heard: list[bool] = []
    client = new_client(NotedBus(), FakeTimers())
    client.on_heard(heard.append)
    client.receive(sync_reply("1"))
    client.receive(modes_reply("1"))
    client.receive("not ours")
    assert heard == [True, False]


def test_an_answer_that_can_not_be_taken_is_no_answer() -> None:
    def broken(_answer: object) -> None:
        raise ValueError

    async def run() -> None:
        client = new_client(NotedBus(), FakeTimers())
        asked = asyncio.ensure_future(client.request(GET_CALLBACK_MODES, modes_request("1"), then=broken))
        await settle()
        client.receive(modes_reply("1"))
        with pytest.raises(RequestFailed) as raised:
            await asked
        assert raised.value.code is Code.PROTOCOL

    asyncio.run(run())
