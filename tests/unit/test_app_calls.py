"""Calls and their modes: asked for once, by the app's own start, a choice of the agent, or a call that ended."""

from __future__ import annotations

import asyncio

from tests.unit.app_kit import HOME_MODE, TIMEOUT, Desktop, Shift, play
from tests.unit.samples_of_state import HOME, MOBILE, OTHER
from widget.client import News, NewsKind
from widget.lcm import GET_CALLBACK_MODES, CallbackModes, CallStates, Reply


def test_start_asks_for_the_calls_and_the_modes_of_the_first() -> None:
    async def run() -> Shift:
        shift = Shift(Desktop())
        await shift.app.start()
        await shift.app.settled()
        return shift

    shift = asyncio.run(run())
    assert shift.desktop.names() == ["StateSync", "GetCallBackModes"]
    assert shift.desktop.sent("GetCallBackModes")[0].callid == "12345"
    read = shift.store.state.modes_of("12345")
    assert read is not None
    assert read.modes == (MOBILE,)


def test_selecting_a_call_reads_its_modes_once() -> None:
    async def script(shift: Shift) -> None:
        await shift.do("select-call", {"callid": "67890"})
        await shift.do("select-call", {"callid": "12345"})
        await shift.do("select-call", {"callid": "67890"})

    shift = play(Desktop(), script)
    assert [data.callid for data in shift.desktop.sent("GetCallBackModes")] == ["67890"]


def test_a_failed_reading_is_shown_and_not_repeated_by_the_app() -> None:
    shift = play(Desktop(GetCallBackModes=TIMEOUT), lambda shift: shift.do("select-call", {"callid": "67890"}))
    read = shift.store.state.modes_of("67890")
    assert read is not None
    assert read.failure is not None
    assert (read.failure.code, shift.desktop.names()) == ("timeout", ["GetCallBackModes"])


def test_unasked_modes_of_a_known_call_are_taken() -> None:
    async def script(shift: Shift) -> None:
        body = CallbackModes(callid="12345", modes=(HOME,))
        shift.app.hear(News(NewsKind.FRESH, Reply(GET_CALLBACK_MODES, body, "12345"), "unasked", 0.0))

    read = play(Desktop(), script).store.state.modes_of("12345")
    assert read is not None
    assert read.modes == (HOME,)


def test_closing_what_was_typed_for_an_ended_call_reads_the_modes_of_the_next() -> None:
    async def script(shift: Shift) -> None:
        await shift.do("change-open", HOME_MODE)
        await shift.do("change-draft", {**HOME_MODE, "value": "2025550142"})
        shift.app.calls_came(CallStates(calls=(OTHER,)))
        await shift.app.settled()
        assert shift.desktop.asked == []
        await shift.do("change-close", HOME_MODE)

    shift = play(Desktop(), script)
    assert [data.callid for data in shift.desktop.sent("GetCallBackModes")] == ["67890"]
    assert shift.hands.focused[-1] == "get-callback-modes"


def test_unfolding_the_messages_brings_them_into_view_and_folding_them_does_not() -> None:
    async def script(shift: Shift) -> None:
        await shift.do("toggle", {"key": "fields:12345"})
        await shift.do("toggle", {"key": "inspector"})
        await shift.do("toggle", {"key": "inspector"})

    assert play(Desktop(), script).hands.shown == ["inspector"]
