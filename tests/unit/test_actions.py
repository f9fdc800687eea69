"""What the page can ask for: an action that is odd, or comes with odd data, does no harm."""

from __future__ import annotations

import pytest

from tests.unit.shift_kit import HOME_MODE, Desktop, Shift, play
from widget.lcm import OPERATIONS
from widget.panels import render
from widget.state.acted import actions

READS = {
    "refresh-calls": ["StateSync"],
    "disposition-again": ["GetCallOutCome", "GetBusinessOutcome"],
    "disposition-toggle": ["GetCallOutCome", "GetBusinessOutcome"],
    "get-modes": ["GetCallBackModes"],
    "get-new": ["GetContactOD", "GetAgentCallCount"],
    "get-reserved": ["GetReservedContactOD", "GetAgentCallCount"],
    "record-start": ["StateSync", "GetCallBackModes"],
}
"""The actions that ask for something whatever comes with them."""
NAMES = (
    "callid",
    "serial",
    "call",
    "modeId",
    "ended",
    "key",
    "contact",
    "list",
    "value",
    "count",
    "consent",
    "reserved",
    "group",
)
ODD = {
    "nothing": {},
    "half": {"call": "12345"},
    "junk": dict.fromkeys(NAMES, "junk"),
    "JSON": dict.fromkeys(NAMES, '{"a": [1, null]}'),
    "no key": dict.fromkeys(NAMES, '["nothing", "12345"]'),
    "empty": dict.fromkeys(NAMES, ""),
    "very long": dict.fromkeys(NAMES, "9" * 5_000),
    "nested deeply": dict.fromkeys(NAMES, "[" * 100_000),
}


def at_work(shift: Shift) -> None:
    """With contacts to dial and a number typed."""
    shift.do("get-contacts", {"consent": "yes", "count": "1", "reserved": "on"})
    shift.do("get-reserved")
    shift.do("change-open", HOME_MODE)
    shift.do("change-draft", {**HOME_MODE, "value": "2025550142"})
    shift.desktop.asked.clear()


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("action", sorted({*actions(), "no-such-thing"} - {"get-contacts"}))
def test_an_odd_action_of_the_page_does_no_harm(action: str, odd: str) -> None:
    def script(shift: Shift) -> None:
        at_work(shift)
        before = shift.state
        shift.do(action, ODD[odd])
        assert (shift.state.calls.value, shift.state.forms) == (before.calls.value, before.forms)
        assert (shift.state.manual.value, shift.state.non_pewc.value) == (before.manual.value, before.non_pewc.value)
        render(shift.state)

    asked = play(Desktop(), script, get_more_while_working=True, inspector=True).desktop.asked
    assert [name for name, _ in asked] == READS.get(action, [])


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_form_downloads_nothing(odd: str) -> None:
    def script(shift: Shift) -> None:
        at_work(shift)
        shift.do("get-contacts", ODD[odd])

    asked = play(Desktop(), script, get_more_while_working=True).desktop.asked
    changed = [
        name for name, data in asked for operation in OPERATIONS if operation.name == name and operation.changes(data)
    ]
    assert changed == []


@pytest.mark.parametrize(("faulty", "told"), [(("dial", {}), True), (("no-such-thing", {}), False)])
def test_what_could_not_be_done_is_said_until_something_is(faulty: tuple[str, dict[str, str]], told: bool) -> None:
    def script(shift: Shift) -> None:
        shift.do(*faulty)
        assert shift.state.screen.faulted is told
        shift.do("select-call", {"callid": "67890"})
        assert not shift.state.screen.faulted

    play(Desktop(), script)
