"""A press on "Refresh calls" shows at once that the desktop is asked, and then what came of it."""

from __future__ import annotations

import pytest

from tests.unit.fake_clock import FakeClock
from tests.unit.panels.page import read
from tests.unit.session_kit import Wire, played, state_of
from widget.panels import render
from widget.session import Session


def line(session: Session) -> str:
    """The words of the status line."""
    return read(render(session.state)["status"]).all("p")[0].text()


def said(session: Session) -> str:
    return read(render(session.state)["announce"]).text()


@pytest.mark.parametrize("into_the_second", [0.0, 0.3, 0.9])
def test_an_answer_at_once_still_lets_the_asking_be_seen_for_a_second(into_the_second: float) -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1"))
        clock.pass_time(20 + into_the_second)
        session.act("refresh-calls", {})
        assert line(session) == "Live asking…"
        session.hear(state_of("1", "2"))
        assert said(session) == "Calls read: 2 calls. New call: 2."
        clock.pass_time(0.9)
        assert line(session) == "Live asking…"
        clock.pass_time(1.1)
        assert line(session) == "Live calls read"
        clock.pass_time(5)
        assert line(session) == "Live"

    played(play, panels=("calls",))


def test_an_answer_that_never_comes_is_asked_for_and_then_said_not_to_have_come() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of())
        clock.pass_time(20)
        session.act("refresh-calls", {})
        clock.pass_time(3)
        assert line(session) == "Live asking…"
        clock.pass_time(10)
        assert line(session) == "No answer Calls not read"

    played(play)


def test_a_press_while_the_desktop_is_asked_anyway_is_shown_too_and_asks_once() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of())
        clock.pass_time(60)
        assert session.state.calls.asking
        asked = len(wire.posted)
        session.act("refresh-calls", {})
        assert line(session) == "Silent asking…"
        assert len(wire.posted) == asked
        session.hear(state_of("1"))
        assert said(session).startswith("Calls read: 1 call.")

    played(play)


def test_what_the_heartbeat_brings_is_not_said() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of())
        clock.pass_time(60)
        session.hear(state_of())
        assert (line(session), said(session)) == ("Live", "")

    played(play)


def test_a_page_that_is_blocked_asks_nothing() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.block("Not allowed.", "List it.")
        session.act("refresh-calls", {})
        assert line(session) == "Blocked"

    played(play)
