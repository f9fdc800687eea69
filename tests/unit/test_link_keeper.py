"""The link kept over a bus: asking at the start, finding a desktop again, answering other apps."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tests.unit.client_kit import calls, modes_reply, others_request, refusal, sync_reply
from tests.unit.fake_timers import FakeTimers, NotedBus, settle
from widget.client import Client, Code, RequestFailed
from widget.client.echo import ECHO_WINDOW
from widget.client.keeper import LinkKeeper, Listeners
from widget.client.link import LinkKind
from widget.lcm import STATE_SYNC, CallStates, NoData, Request, read


class Room:
    """A keeper with everything it needs, and what it told."""

    def __init__(self) -> None:
        self.bus, self.timers = NotedBus(), FakeTimers()
        self.kinds: list[LinkKind] = []
        self.states: list[CallStates] = []
        self.client = Client(self.bus, self.timers, source="us")
        told = Listeners(lambda link: self.kinds.append(link.kind), self.states.append)
        self.keeper = LinkKeeper(self.client, self.timers, told)

    def kind(self) -> LinkKind:
        return self.keeper.link.kind

    async def answered(self, *callids: str) -> None:
        self.client.receive(sync_reply(*callids))
        await settle()


def in_a_room(test: Callable[[Room], Awaitable[None]]) -> None:
    async def run() -> None:
        await test(Room())

    asyncio.run(run())


def test_it_asks_at_the_start_and_tells_the_calls_and_that_it_is_live() -> None:
    async def test(room: Room) -> None:
        room.keeper.start()
        await settle()
        assert len(room.bus.posted) == 1
        await room.answered("1")
        assert room.states == [calls("1")]
        assert room.kinds == [LinkKind.CONNECTING, LinkKind.LIVE]

    in_a_room(test)


def test_a_desktop_that_is_away_for_ten_minutes_is_found_again_and_the_state_asked_anew() -> None:
    async def test(room: Room) -> None:
        room.keeper.start()
        await settle()
        await room.answered("1")
        await room.timers.pass_time(600)
        assert room.kind() is LinkKind.LOST
        asked = len(room.bus.posted)
        assert asked > 15
        await room.timers.pass_time(35)
        assert len(room.bus.posted) > asked
        await room.answered("2")
        assert room.kind() is LinkKind.LIVE
        assert room.client.known_calls == {"2"}

    in_a_room(test)


def test_a_quiet_but_living_desktop_is_asked_once_a_minute_and_stays_live() -> None:
    async def test(room: Room) -> None:
        room.keeper.start()
        await settle()
        for _ in range(5):
            await room.answered("1")
            assert room.kind() is LinkKind.LIVE
            await room.timers.pass_time(60)
        assert len(room.bus.posted) == 6

    in_a_room(test)


def test_hearing_anything_while_lost_has_the_state_asked() -> None:
    async def test(room: Room) -> None:
        room.keeper.start()
        await room.timers.pass_time(50)
        assert room.kind() is LinkKind.LOST
        posted = len(room.bus.posted)
        room.client.receive(modes_reply("1"))
        await settle()
        assert room.kind() is LinkKind.LIVE
        await room.timers.pass_time(5)
        assert len(room.bus.posted) == posted + 1

    in_a_room(test)


def test_a_bus_that_takes_nothing_is_a_lost_link_that_is_tried_again() -> None:
    async def test(room: Room) -> None:
        room.bus.closed = "nobody there"
        room.keeper.start()
        await room.timers.pass_time(20)
        assert (room.keeper.link.kind, room.keeper.link.reason) == (LinkKind.LOST, "nobody there")
        room.bus.closed = ""
        await room.timers.pass_time(31)
        await room.answered("1")
        assert room.kind() is LinkKind.LIVE

    in_a_room(test)


@pytest.mark.parametrize(("code", "asks"), [(Code.TIMEOUT, 1), (Code.UNKNOWN_OUTCOME, 1), (Code.REFUSED, 0)])
def test_a_request_nobody_answered_raises_doubts_but_a_refusal_does_not(code: Code, asks: int) -> None:
    async def test(room: Room) -> None:
        room.keeper.start()
        await settle()
        await room.answered("1")
        posted = len(room.bus.posted)
        room.keeper.doubt(RequestFailed(code, "why"))
        await settle()
        assert len(room.bus.posted) - posted == asks

    in_a_room(test)


def test_a_pause_stops_everything_and_a_start_begins_anew() -> None:
    async def test(room: Room) -> None:
        room.keeper.start()
        await settle()
        await room.answered("1")
        room.keeper.pause()
        room.client.close()
        posted = len(room.bus.posted)
        await room.timers.pass_time(3600)
        assert len(room.bus.posted) == posted
        room.client.reopen()
        room.keeper.start()
        await settle()
        await room.answered("2")
        assert room.states == [calls("1"), calls("2")]

    in_a_room(test)


def test_a_start_in_the_middle_of_an_ask_leaves_one_ask() -> None:
    async def test(room: Room) -> None:
        for _ in range(2):
            room.keeper.start()
            await settle()
        assert len(asyncio.all_tasks()) == 2
        await room.answered("1")
        assert room.kind() is LinkKind.LIVE
        room.client.close()

    in_a_room(test)


def test_a_paused_keeper_that_was_asking_leaves_no_task_and_no_timer() -> None:
    async def test(room: Room) -> None:
        room.keeper.start()
        await settle()
        room.keeper.pause()
        room.client.close()
        await settle()
        assert room.timers.pending == 0
        assert len(asyncio.all_tasks()) == 1

    in_a_room(test)


def others_state_sync(source: str = "another") -> Request:
    request = read(others_request(STATE_SYNC, NoData(), source))
    assert isinstance(request, Request)
    return request


def test_another_apps_state_sync_is_answered_from_a_live_state() -> None:
    async def test(room: Room) -> None:
        room.keeper.start()
        await settle()
        await room.answered("1")
        assert room.keeper.answer(others_state_sync(), lambda: calls("1"))
        assert read(room.bus.posted[-1]) == read(sync_reply("1"))

    in_a_room(test)


def test_our_own_question_is_not_answered_nor_is_any_while_stale_unsynced_or_asking() -> None:
    async def test(room: Room) -> None:
        room.keeper.start()
        await settle()
        assert not room.keeper.answer(others_state_sync(), lambda: calls("1"))
        room.client.receive(modes_reply("1"))
        assert not room.keeper.answer(others_state_sync(), lambda: calls("1"))
        await room.answered("1")
        assert not room.keeper.answer(others_state_sync("us"), lambda: calls("1"))
        assert not room.keeper.answer(others_state_sync(), lambda: None)
        await room.timers.pass_time(61)
        assert room.kind() is LinkKind.STALE
        assert not room.keeper.answer(others_state_sync(), lambda: calls("1"))

    in_a_room(test)


def test_no_other_app_is_answered_while_the_agent_asks_for_the_calls() -> None:
    async def test(room: Room) -> None:
        room.keeper.start()
        await settle()
        await room.answered("1")
        asking = asyncio.ensure_future(room.client.request(STATE_SYNC, NoData()))
        await settle()
        assert not room.keeper.answer(others_state_sync(), lambda: calls("1"))
        await room.answered("1")
        await asking
        assert room.keeper.answer(others_state_sync(), lambda: calls("1"))

    in_a_room(test)


def test_a_desktop_that_refuses_the_calls_is_quoted() -> None:
    async def test(room: Room) -> None:
        room.keeper.start()
        await settle()
        room.client.receive(refusal(subtopic="StateSync"))
        await settle()
        assert room.keeper.link.reason == "Invalid Call ID."

    in_a_room(test)


def test_the_same_state_from_the_desktop_a_while_later_is_no_echo_of_our_answer() -> None:
    async def test(room: Room) -> None:
        room.keeper.start()
        await settle()
        await room.answered("1")
        room.keeper.answer(others_state_sync(), lambda: calls("1"))
        await room.timers.pass_time(ECHO_WINDOW + 1)
        room.client.receive(sync_reply("1"))
        assert room.keeper.link.last_heard == 100.0 + ECHO_WINDOW + 1

    in_a_room(test)


def test_the_echo_of_our_answer_does_not_keep_the_link_alive() -> None:
    async def test(room: Room) -> None:
        room.keeper.start()
        await settle()
        await room.answered("1")
        await room.timers.pass_time(30)
        room.keeper.answer(others_state_sync(), lambda: calls("1"))
        room.client.receive(room.bus.posted[-1])
        assert room.keeper.link.last_heard == 100.0

    in_a_room(test)
