"""A machine's clock that is wrong: the widget says so, and counts with the server's time."""

from __future__ import annotations

import json

import pytest

from tests.unit.fake_clock import FakeClock
from tests.unit.panels.page import read
from tests.unit.session_kit import NOW, Wire, a_contact, played, state_of, with_contact
from tests.unit.shift_kit import Desktop, Shift
from widget.panels import render
from widget.session import Session

BEHIND = 900.0
UTC = {"server_timezone": "UTC"}


def status(session: Session) -> str:
    return read(str(render(session.state)["status"])).text()


@pytest.mark.parametrize(
    ("off", "words"),
    [
        (899.3, "15 min slow"),
        (900.8, "15 min slow"),
        (-61.0, "1 min fast"),
        (3 * 3600.0, "3 h 00 min slow"),
        (-50 * 3600.0, "2 d 2 h fast"),
    ],
)
def test_a_clock_that_is_wrong_is_said_and_corrected(off: float, words: str) -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.server_time(NOW + off)
        assert words in status(session)
        assert session.state.said.waiting
        assert clock.wall() == session.state.now == NOW + off

    played(play)


@pytest.mark.parametrize("off", [0.0, 59.0, -59.0])
def test_a_clock_within_a_minute_of_the_servers_is_right(off: float) -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        before = session.state
        session.server_time(NOW + off)
        assert session.state is before
        assert clock.wall() == NOW

    played(play)


def test_a_contact_that_has_expired_by_the_servers_clock_is_expired() -> None:
    """NOW is 22:13:20 by the machine, and 22:28:20 by the server."""

    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.server_time(NOW + BEHIND)
        key = with_contact(session, a_contact("2025550101", "22:23:20"))
        session.act("dial", {"contact": key})
        assert session.state.manual.value[0].expired(session.state.now)
        assert "ManualDialCall" not in wire.subtopics()

    played(play, **UTC)


def test_a_contact_that_came_before_the_servers_time_expires_with_it_and_that_is_announced() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        with_contact(session, a_contact("2025550101", "22:23:20"))
        assert not session.state.manual.value[0].expired(session.state.now)
        session.server_time(NOW + BEHIND)
        assert session.state.manual.value[0].expired(session.state.now)
        assert any("has expired" in line.msgid for line in session.state.said.lines)

    played(play, **UTC)


@pytest.mark.parametrize("off", [BEHIND, -BEHIND])
def test_a_correction_is_no_sleep_and_makes_nothing_older_or_younger(off: float) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1"))
        session.hear("{}")
        clock.pass_time(10)
        asked, state = len(wire.posted), session.state
        session.server_time(clock.wall() + off)
        session.tick()
        link, calls = session.state.link, session.state.calls
        assert (link.kind, link.missed, len(wire.posted)) == ("live", False, asked)
        assert link.heard_at is not None
        assert state.link.heard_at is not None
        assert link.heard_at - state.link.heard_at == off
        assert calls.as_of is not None
        assert state.calls.as_of is not None
        assert calls.as_of - state.calls.as_of == off
        assert [note.at for note in session.state.notes] == [note.at + off for note in state.notes]
        assert session.wake_at <= clock.now() + 1

    played(play)


def test_a_clock_that_was_set_right_is_no_longer_corrected() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.server_time(NOW + BEHIND)
        clock.jumped += BEHIND  # the machine's clock is set
        session.tick()
        session.server_time(NOW + BEHIND)
        assert clock.wall() == NOW + BEHIND
        assert session.state.clock_behind == 0
        assert "clock" not in status(session)

    played(play)


def test_a_difference_that_stays_is_not_announced_again() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.server_time(NOW + BEHIND)
        before = session.state
        clock.pass_time(0.5)
        session.server_time(clock.wall() + 1.0)
        assert session.state.said is before.said
        assert session.state.clock_behind == BEHIND

    played(play)


def test_the_recording_begins_at_the_corrected_time() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.act("record-start", {})
        session.server_time(NOW + BEHIND)
        session.act("record-stop", {})
        begun = json.loads(session.state.recording.text.split("\n")[0])["begun"]
        assert (NOW + BEHIND - begun) % (7 * 24 * 3600) == 0  # a recording is moved by some weeks

    played(play, inspector=True)


def test_the_servers_time_is_asked_for_at_the_start_at_each_wake_up_and_when_a_clock_jumped() -> None:
    shift = Shift(Desktop())
    shift.start()
    assert shift.page.checks == 1
    shift.session.woke()
    assert shift.page.checks == 2
    shift.clock.jumped += 3600
    shift.session.tick()
    assert shift.page.checks == 3
    shift.clock.jumped -= 3600
    shift.session.tick()
    assert shift.page.checks == 4
    shift.session.tick()
    assert shift.page.checks == 4


def test_a_mocks_dates_come_from_the_machines_clock_which_is_not_compared() -> None:
    shift = Shift(Desktop())
    shift.session.start(mock=True)
    shift.session.woke()
    assert shift.page.checks == 0


def test_a_clock_that_was_ahead_and_is_set_right_lets_no_expired_contact_be_dialled() -> None:
    """The machine was 15 minutes ahead. Our server is not reached again."""

    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.server_time(NOW - BEHIND)
        key = with_contact(session, a_contact("2025550101", "21:58:30"))
        clock.pass_time(20)
        assert session.state.manual.value[0].expired(session.state.now)
        before, as_of = clock.wall(), session.state.calls.as_of
        clock.jumped -= BEHIND - 0.4  # the machine's clock is set
        session.tick()
        assert clock.wall() == pytest.approx(before, abs=1)
        assert session.state.calls.as_of == as_of
        assert session.state.manual.value[0].expired(session.state.now)
        session.act("dial", {"contact": key})
        assert "ManualDialCall" not in wire.subtopics()
        assert "clock" not in status(session)

    played(play, **UTC)


def test_a_difference_near_the_limit_is_not_corrected_and_left_in_turns() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        machine = NOW
        seen = []
        for off in (59.8, 60.6, 59.8, 60.4, 59.9, 31.0):
            session.server_time(machine + off)
            seen.append(round(clock.wall() - machine, 1))
        assert seen == [0, 60.6, 60.6, 60.6, 60.6, 31.0]
        session.server_time(machine + 29)
        assert clock.wall() == machine

    played(play)


def test_an_answer_about_the_time_that_was_asked_before_a_sleep_is_not_taken() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.tick()
        clock.jumped += 3600  # the machine has slept
        session.server_time(NOW)
        assert session.state.clock_behind == 0
        assert clock.wall() == NOW + 3600

    played(play)
