"""A session whose page leaves in the middle of things and comes back, or whose machine sleeps."""

from __future__ import annotations

import pytest

from tests.unit.fake_timers import FakeTimers, settle
from tests.unit.session_kit import Clocks, Wire, a_contact, modes_of, played, state_of, with_contact
from widget.session import Session


def test_a_page_back_from_the_cache_asks_for_the_state_anew() -> None:
    async def play(session: Session, wire: Wire, _timers: FakeTimers) -> None:
        session.start()
        await settle()
        session.hear(state_of("12345"))
        await settle()
        session.leave()
        session.come_back()
        await settle()
        assert wire.subtopics().count("StateSync") == 2
        session.hear(state_of("67890"))
        await settle()
        assert [call.callid for call in session.store.state.calls.calls] == ["67890"]

    played(play)


async def in_the_middle_of_everything(session: Session) -> None:
    """One call and its modes; a change, a download, a read and two refreshes under way."""
    session.start()
    await settle()
    session.hear(state_of("1"))
    await settle()
    session.hear(modes_of("1", ("1", "2025550100")))
    await settle()
    mode = {"call": "1", "modeId": "1"}
    session.act("change-open", mode)
    session.act("change-draft", {**mode, "value": "2025550199"})
    session.act("change-save", mode)
    session.act("get-contacts", {"consent": "yes", "count": "1"})
    for action in ("get-reserved", "refresh-calls", "get-modes"):
        session.act(action, {})
    await settle()


def under_way(session: Session) -> list[str]:
    """What the panels say is being asked or sent."""
    state = session.store.state
    modes, form = state.modes_of("1"), state.form("1", "1")
    busy = {
        "calls": state.calls.asking,
        "modes": modes is not None and modes.asking,
        "change": form is not None and form.step == "sending",
        "manual dial": state.manual.phase != "idle",
        "non-PEWC": state.non_pewc.phase != "idle",
    }
    return [name for name, is_busy in busy.items() if is_busy]


@pytest.mark.parametrize("frozen_at_once", [True, False])
def test_a_page_that_left_in_the_middle_is_not_busy_for_ever_and_reads_what_became_of_a_change(
    frozen_at_once: bool,
) -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        await in_the_middle_of_everything(session)
        assert under_way(session) == ["calls", "modes", "change", "manual dial", "non-PEWC"]
        session.leave()
        if not frozen_at_once:
            await timers.pass_time(600)
        posted = len(wire.posted)
        session.come_back()
        await settle()
        assert sorted(set(wire.subtopics()[posted:])) == [
            "GetCallBackModes",
            "GetReservedManualDialContact",
            "StateSync",
        ]
        form = session.store.state.form("1", "1")
        assert form is not None
        assert form.step == "unknown"
        session.hear(state_of("1"))
        session.hear(modes_of("1", ("1", "2025550199")))
        await timers.pass_time(60)
        assert under_way(session) == []
        form = session.store.state.form("1", "1")
        assert form is not None
        assert form.step == "saved"
        reserved = [
            message["data"]["ReservedContacts"]
            for message in wire.posted
            if message["subtopic"] == "GetReservedManualDialContact"
        ]
        assert reserved[0] == "false"
        assert set(reserved[1:]) == {"true"}
        assert wire.subtopics().count("SetNewModeNumber") == 1

    played(play)


def test_a_refused_page_back_from_the_cache_is_refused_still() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        session.refuse("The page that embeds this widget is strange.", "List it.")
        session.leave()
        session.come_back()
        await timers.pass_time(60)
        assert session.store.state.link.kind == "refused"
        assert wire.posted == []

    played(play)


def test_after_a_sleep_the_age_is_true_and_the_state_is_asked_anew() -> None:
    async def play(session: Session, wire: Wire, clocks: Clocks) -> None:
        session.start()
        await settle()
        session.hear(state_of("1"))
        await settle()
        session.tick()
        clocks.jumped += 3600  # the machine slept, and the timers' clock with it
        session.tick()
        session.woke()
        await settle()
        heard = session.store.state.link.heard_at
        assert heard is not None
        assert clocks.wall() - heard >= 3600
        assert wire.subtopics().count("StateSync") == 2

    played(play)


def test_on_waking_from_a_sleep_the_link_is_not_called_live() -> None:
    async def play(session: Session, _wire: Wire, clocks: Clocks) -> None:
        session.start()
        session.hear(state_of("1"))
        await settle()
        clocks.jumped += 3600
        session.woke()  # before any tick
        assert session.store.state.link.kind == "stale"

    played(play)


def test_a_page_that_left_does_not_go_on_asking() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        await in_the_middle_of_everything(session)
        session.leave()
        await timers.pass_time(600)
        assert session.store.state.link.kind == "live"

    played(play)


def test_a_clock_set_back_makes_nothing_younger() -> None:
    async def play(session: Session, _wire: Wire, clocks: Clocks) -> None:
        session.start()
        session.hear(state_of("1"))
        await settle()
        session.tick()
        await clocks.pass_time(20)
        clocks.jumped -= 3600
        session.tick()
        heard = session.store.state.link.heard_at
        assert heard is not None
        assert clocks.wall() - heard == 20

    played(play)


def test_a_dial_pressed_as_the_page_leaves_does_not_go_out_when_it_is_back() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        key = await with_contact(session, a_contact("2080000001", "23:00:00"))
        session.act("dial", {"contact": key})
        session.leave()
        await timers.pass_time(3600)
        session.come_back()
        await timers.pass_time(1)
        assert "ManualDialCall" not in wire.subtopics()
        assert session.store.state.manual.contacts[0].step == "failed"

    played(play, server_timezone="UTC")
