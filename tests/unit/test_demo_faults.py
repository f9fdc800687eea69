"""A shift under each fault of the simulator: nothing is sent twice, and the widget ends with what the desktop has, or
says what it has not got.

The desktop and its phone are the demo's. The agent changes a number, gets contacts and dials one, takes the next call,
and looks at it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from demo.customers import CUSTOMERS, shift
from demo.softphone import Softphone, due
from tests.unit.fake_clock import FakeClock
from tests.unit.mock.test_refusals import REFUSALS
from tests.unit.session_kit import NoPage
from widget.config import WidgetConfig
from widget.lcm import Call, Request, read
from widget.mock import Lcm, MockBus, Trouble
from widget.mock.delivery import Delivery
from widget.mock.settings import read_mock_settings
from widget.session import Session
from widget.state.modes import modes_of

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
SETTINGS = WidgetConfig(agent_id="a", server_timezone="UTC", default_region="US", consent_gate="off", hours_gate="off")


class Shift:
    """The demo desktop without a page, and the widget in it."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.clock = FakeClock(NOW.timestamp())
        self.phone = Softphone(self._calls_are)
        wanted = read_mock_settings({"scenario": "shift", **query}, NOW, {"shift": shift})
        self.lcm = Lcm(wanted.scenario, phone=self)
        self.bus = MockBus(self.lcm, self.clock, self._arrives, latency=0.15, faults=wanted.faults)
        self.asked: Counter[str] = Counter()
        self.links: set[str] = set()
        self.callers = self.dials = 0
        self.silent = False
        self.session = Session(SETTINGS, self, self.clock, NoPage(), "a")
        self.clock.wakes(self.session)
        self.session.subscribe(lambda state: self.links.add(state.link.kind))
        self.session.start()

    def post(self, text: str) -> None:
        message = read(text)
        if isinstance(message, Request):
            self.asked[message.operation.name] += 1
        if not self.silent:
            self.bus.post(text)

    def dialled(self, number: str) -> list[Delivery]:
        self.dials += 1
        return [Delivery(text) for text in self.phone.dial(number, self.clock.now())]

    def copied(self, number: str) -> None:
        """Nothing comes of it."""

    def _arrives(self, text: str) -> None:
        self.session.hear(text)

    def _calls_are(self, calls: tuple[Call, ...]) -> None:
        self.lcm.replace_calls(calls)
        if not self.silent:
            self.bus.push()

    def pass_time(self, seconds: int) -> None:
        for _ in range(seconds):
            self._second(self.clock.now())
            self.clock.pass_time(1)

    def _second(self, at: float) -> None:
        told: list[str] = []
        match due(self.phone, at):
            case "ring":
                customer = CUSTOMERS[self.callers % len(CUSTOMERS)]
                self.callers += 1
                self.phone.ring(customer.call, customer.name, customer.number, at)
            case "answer":
                told = self.phone.answer(at)
            case "hold":
                self.phone.hold(at)
            case "hang-up":
                told = self.phone.hang_up(at)
            case "ready":
                told = self.phone.ready(at)
        if not self.silent:
            self.bus.tell(told)

    def until_a_call_begins(self) -> None:
        before = self.lcm.calls
        while not self.lcm.calls or self.lcm.calls == before:
            self.pass_time(1)

    def works(self) -> Counter[str]:
        """The agent's work; how often each operation was pressed for."""
        pressed: Counter[str] = Counter()
        act = self.session.act
        self.until_a_call_begins()
        self.pass_time(15)
        call = self.session.state.calls.current
        if call is not None:
            where = {"call": call.key, "modeId": "2"}
            act("change-open", where)
            act("change-save", {**where, "number": "2025550191"})
            pressed["SetNewModeNumber"] += 1
        self.pass_time(20)
        act("get-contacts", {"count": "2", "consent": "yes", "reserved": ""})
        self.pass_time(20)
        for contact in self.session.state.manual.value[:1]:
            act("dial", {"contact": contact.key})
            act("dial-confirm", {"contact": contact.key})
            pressed["ManualDialCall"] += 1
        self.pass_time(120)
        return pressed

    def looks_at_the_call(self) -> None:
        """The agent closes what has ended, and has the call that goes on, with its numbers."""
        self.until_a_call_begins()
        self.pass_time(2)
        self.session.act("refresh-calls", {})
        self.pass_time(10)
        for callid in [call.key for call in self.session.state.calls.ended]:
            self.session.act("close-call", {"callid": callid})
        for call in self.lcm.calls:
            self.session.act("select-call", {"callid": call.key})
        self.session.act("get-modes", {})
        self.pass_time(20)

    def shown(self) -> tuple[object, ...]:
        """What the widget has: its calls, the numbers of the one that is chosen, and the contacts to dial."""
        state = self.session.state
        read = modes_of(state, state.calls.current.key) if state.calls.current else None
        numbers = {mode.mode_id: mode.number for mode in read.value} if read else {}
        return (
            [call.callid for call in state.calls.value],
            numbers,
            {contact.wire.contact_id for contact in state.manual.value},
        )

    def true(self) -> tuple[object, ...]:
        """The same of the desktop."""
        calls, records = self.lcm.calls, self.lcm._records
        modes = records.calls.callback_modes(calls[0].callid) if calls else ()
        return (
            [call.callid for call in calls],
            {mode.mode_id: mode.number for mode in modes},
            {contact.contact_id for contact in records.pool.reserved(99, consent=True)},
        )


def worked(query: Mapping[str, str]) -> Shift:
    desk = Shift({"seed": "1", **query})
    pressed = desk.works()
    desk.looks_at_the_call()
    for operation in ("SetNewModeNumber", "ManualDialCall"):
        assert desk.asked[operation] <= pressed[operation]
    assert desk.dials <= desk.asked["ManualDialCall"]
    return desk


def ends_as_the_desktop(desk: Shift) -> bool:
    assert desk.session.state.link.kind == "live"
    return desk.shown() == desk.true()


@pytest.mark.parametrize(
    "faults",
    [
        *("", "drop:0.3", "duplicate:1", "reorder:0.3", "delay:0.5", "late:0.3", "jitter:1:1", "corrupt:0.3"),
        *("table:1", "case:1", "packet:1", "table:0.5,case:0.5,packet:0.5,jitter:1:0.5,duplicate:0.3"),
    ],
)
def test_the_widget_ends_with_what_the_desktop_has(faults: str) -> None:
    desk = worked({"faults": faults})
    assert ends_as_the_desktop(desk)
    assert [form.phase for form in desk.session.state.forms] == ["done"]
    assert desk.dials == 1


@pytest.mark.parametrize("skew", ["3600", "-3600"])
def test_a_clock_that_is_wrong_moves_the_expiry_and_nothing_else(skew: str) -> None:
    desk = worked({"skew": skew})
    assert ends_as_the_desktop(desk)
    assert desk.dials == (1 if float(skew) > 0 else 0)  # an hour behind, its contacts come expired


@pytest.mark.parametrize("operation", ["SetNewModeNumber", "ManualDialCall", "GetReservedManualDialContact"])
@pytest.mark.parametrize("trouble", REFUSALS)
def test_after_a_refusal_in_any_form_the_widget_has_what_the_desktop_has(operation: str, trouble: Trouble) -> None:
    assert ends_as_the_desktop(worked({"trouble": f"{operation}:{trouble}"}))


@pytest.mark.parametrize("trouble", ["silence", "unreadable"])
@pytest.mark.parametrize("operation", ["SetNewModeNumber", "ManualDialCall"])
def test_after_a_change_without_a_readable_answer_the_widget_has_what_the_desktop_has(
    operation: str, trouble: str
) -> None:
    assert ends_as_the_desktop(worked({"trouble": f"{operation}:{trouble}"}))


@pytest.mark.parametrize("trouble", ["silence", "unreadable"])
def test_contacts_that_can_t_be_had_are_missing_and_it_is_said(trouble: str) -> None:
    desk = worked({"trouble": f"GetReservedManualDialContact:{trouble}"})
    assert desk.true()[2]
    assert desk.shown()[2] == set()
    assert desk.session.state.manual.failure is not None


def test_fields_that_no_page_spells_so_are_missing() -> None:
    """The numbers too: a mode whose number has another name counts as one without a number (protocol.md §2.16)."""
    desk = worked({"faults": "keys:1"})
    calls, numbers, contacts = desk.shown()
    assert calls == desk.true()[0]
    assert numbers == {"1": None, "3": None}
    assert contacts == set()
    assert desk.session.state.manual.unread == 2


@pytest.mark.parametrize("trouble", ["silence", "refused"])
def test_a_desktop_that_answers_nothing_is_known_from_what_it_tells(trouble: str) -> None:
    desk = worked({"trouble": f"every:{trouble}"})
    assert "lost" in desk.links
    calls, numbers, _ = desk.shown()
    assert (calls, numbers) == (desk.true()[0], {})


def test_after_a_silence_and_a_storm_the_widget_has_what_the_desktop_has() -> None:
    desk = Shift({})
    desk.until_a_call_begins()
    desk.silent = True
    desk.session.act("refresh-calls", {})
    desk.pass_time(60)
    assert desk.session.state.link.kind == "lost"
    desk.silent = False
    for _ in range(200):
        desk.bus.push()
    desk.looks_at_the_call()
    assert ends_as_the_desktop(desk)
