"""A session whose page leaves in the middle of things and comes back, or whose machine sleeps."""

from __future__ import annotations

import pytest

from tests.unit.fake_clock import FakeClock
from tests.unit.session_kit import Wire, a_contact, modes_of, played, state_of, with_contact
from widget.session import Session
from widget.state.change import FormKey, form_of
from widget.state.modes import modes_of as read_of


def test_a_page_back_from_the_cache_asks_for_the_state_anew() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("12345"))
        session.leave()
        session.come_back()
        assert wire.subtopics().count("StateSync") == 2
        session.hear(state_of("67890"))
        assert [call.callid for call in session.state.calls.value] == ["67890"]

    played(play)


def in_the_middle_of_everything(session: Session) -> None:
    """One call and its modes; a change, a download, a read and two refreshes under way."""
    session.start()
    session.hear(state_of("1"))
    session.hear(modes_of("1", ("1", "2025550100")))
    mode = {"call": "1", "modeId": "1"}
    session.act("change-open", mode)
    session.act("change-draft", {**mode, "value": "2025550199"})
    session.act("change-save", mode)
    session.act("get-contacts", {"consent": "yes", "count": "1"})
    for action in ("get-reserved", "refresh-calls", "get-modes"):
        session.act(action, {})


def under_way(session: Session) -> list[str]:
    """What the panels say is being asked or sent."""
    state = session.state
    modes, form = read_of(state, "1"), form_of(state, FormKey("1", "1"))
    busy = {
        "calls": state.calls.asking,
        "modes": modes is not None and modes.asking,
        "change": form is not None and form.phase == "sent",
        "manual dial": state.manual.asking,
        "non-PEWC": state.non_pewc.asking,
    }
    return [name for name, is_busy in busy.items() if is_busy]


@pytest.mark.parametrize("frozen_at_once", [True, False])
def test_a_page_that_left_in_the_middle_is_not_busy_for_ever_and_reads_what_became_of_a_change(
    frozen_at_once: bool,
) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        in_the_middle_of_everything(session)
        assert under_way(session) == ["calls", "modes", "change", "manual dial", "non-PEWC"]
        session.leave()
        if not frozen_at_once:
            clock.pass_time(600)
        posted = len(wire.posted)
        session.come_back()
        assert sorted(set(wire.subtopics()[posted:])) == [
            "GetCallBackModes",
            "GetReservedManualDialContact",
            "StateSync",
        ]
        form = form_of(session.state, FormKey("1", "1"))
        assert form is not None
        assert form.phase == "unknown"
        session.hear(state_of("1"))
        session.hear(modes_of("1", ("1", "2025550199")))
        clock.pass_time(60)
        assert under_way(session) == []
        form = form_of(session.state, FormKey("1", "1"))
        assert form is not None
        assert form.phase == "done"
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
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.block("The page that embeds this widget is strange.", "List it.")
        session.leave()
        session.come_back()
        clock.pass_time(60)
        assert session.state.link.kind == "refused"
        assert wire.posted == []

    played(play)


def test_after_a_sleep_the_age_is_true_and_the_state_is_asked_anew() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1"))
        session.tick()
        clock.jumped += 3600  # the machine slept, and the timers' clock with it
        session.tick()
        session.woke()
        heard = session.state.link.heard_at
        assert heard is not None
        assert clock.wall() - heard >= 3600
        assert wire.subtopics().count("StateSync") == 2

    played(play)


def test_on_waking_from_a_sleep_the_link_is_not_called_live() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1"))
        clock.jumped += 3600
        session.woke()  # before any tick
        assert session.state.link.kind == "stale"

    played(play)


def test_a_page_that_left_does_not_go_on_asking() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        in_the_middle_of_everything(session)
        session.leave()
        clock.pass_time(600)
        assert session.state.link.kind == "live"

    played(play)


def test_a_clock_set_back_makes_nothing_younger() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1"))
        session.tick()
        clock.pass_time(20)
        clock.jumped -= 3600
        session.tick()
        heard = session.state.link.heard_at
        assert heard is not None
        assert clock.wall() - heard == 20

    played(play)


@pytest.mark.parametrize(("before", "posted", "phase"), [(True, 1, "unknown"), (False, 0, "failed")])
def test_a_dial_pressed_as_the_page_leaves_does_not_go_out_when_it_is_back(
    before: bool, posted: int, phase: str
) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        key = with_contact(session, a_contact("2080000001", "23:00:00"))
        if not before:
            session.leave()
        session.act("dial", {"contact": key})
        if before:
            session.leave()
        clock.pass_time(3600)
        session.come_back()
        clock.pass_time(1)
        assert wire.subtopics().count("ManualDialCall") == posted
        assert session.state.manual.value[0].phase == phase

    played(play, server_timezone="UTC")
