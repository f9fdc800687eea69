"""Calls and their modes: asked for once, at the start, by a choice of the agent, or for a call that ended."""

from __future__ import annotations

from tests.unit.samples_of_state import HOME, MOBILE, OTHER
from tests.unit.shift_kit import SILENCE, Desktop, Shift, play, reply
from widget.lcm import CallbackModes, CallStates
from widget.state.effects import Focus, Scroll
from widget.state.keys import FIELDS, INSPECTOR
from widget.state.modes import modes_of


def test_start_asks_for_the_calls_and_the_modes_of_the_first() -> None:
    shift = Shift(Desktop())
    shift.start()
    assert [name for name, _ in shift.desktop.asked] == ["StateSync", "GetCallBackModes"]
    assert shift.desktop.sent("GetCallBackModes")[0].callid == "12345"
    read = modes_of(shift.state, "12345")
    assert read is not None
    assert read.value == (MOBILE,)


def test_selecting_a_call_reads_its_modes_once() -> None:
    def script(shift: Shift) -> None:
        shift.do("select-call", {"callid": "67890"})
        shift.do("select-call", {"callid": "12345"})
        shift.do("select-call", {"callid": "67890"})

    shift = play(Desktop(), script)
    assert [data.callid for data in shift.desktop.sent("GetCallBackModes")] == ["67890"]


def test_a_failed_reading_is_shown_and_not_repeated_by_itself() -> None:
    def script(shift: Shift) -> None:
        shift.do("select-call", {"callid": "67890"})
        shift.clock.pass_time(20)

    shift = play(Desktop(GetCallBackModes=SILENCE), script, read_retries=0)
    read = modes_of(shift.state, "67890")
    assert read is not None
    assert read.failure is not None
    assert (read.failure.code, shift.desktop.names().count("GetCallBackModes")) == ("timeout", 1)


def test_unasked_modes_of_a_known_call_are_taken() -> None:
    def script(shift: Shift) -> None:
        shift.session.hear(reply("GetCallBackModes", CallbackModes(callid="12345", modes=(HOME,))))

    shift = play(Desktop(), script)
    read = modes_of(shift.state, "12345")
    assert read is not None
    assert read.value == (HOME,)
    assert shift.desktop.asked == []


def test_closing_an_ended_call_reads_the_numbers_of_the_one_that_is_chosen_then() -> None:
    def script(shift: Shift) -> None:
        shift.session.hear(reply("StateSync", CallStates(calls=(OTHER,))))
        shift.settle()
        assert shift.desktop.asked == []
        shift.do("close-call", {"callid": "12345", "ended": ""})

    shift = play(Desktop(), script)
    assert [data.callid for data in shift.desktop.sent("GetCallBackModes")] == ["67890"]
    assert shift.page.done[-1] == Focus("calls-button")


def test_unfolding_the_messages_brings_them_into_view_and_folding_them_does_not() -> None:
    def script(shift: Shift) -> None:
        for key in (FIELDS, INSPECTOR, INSPECTOR):
            shift.do("toggle", {"key": key.write()})

    assert play(Desktop(), script).page.done == [Scroll("inspector")]
