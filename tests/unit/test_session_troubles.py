"""A session in hard times: the desktop comes up late, or refuses, or the widget itself fails."""

from __future__ import annotations

import pytest

from tests.unit.fake_clock import FakeClock
from tests.unit.session_kit import Wire, lcm, modes_of, played, state_of, with_two_modes
from widget.client import Client, Output
from widget.panels import render
from widget.session import Session
from widget.state import WidgetState, update
from widget.state.clock import Tick
from widget.state.reading import Came
from widget.state.update import Update


def test_a_desktop_that_comes_up_late_is_asked_for_the_modes_once() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        clock.pass_time(120)
        assert session.state.link.kind == "lost"
        session.hear(state_of("1"))
        session.hear(modes_of("1", ("3", "5550100")))
        assert wire.subtopics().count("GetCallBackModes") == 1

    played(play)


def test_a_desktop_that_was_lost_is_asked_for_the_modes_as_well() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        with_two_modes(session)
        clock.pass_time(120)
        assert session.state.link.kind == "lost"
        before = wire.subtopics().count("GetCallBackModes")
        session.hear(state_of("1"))
        assert wire.subtopics().count("GetCallBackModes") == before + 1

    played(play)


def test_a_message_we_fail_to_take_is_noted_and_the_next_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        take = Client.receive

        def failing(client: Client, text: str, now: float) -> list[Output]:
            if "2025550133" in text:
                raise ValueError(text)
            return take(client, text, now)

        monkeypatch.setattr(Client, "receive", failing)
        session.hear(modes_of("1", ("3", "2025550133")))
        session.hear(state_of("next"))
        state = session.state
        assert [call.callid for call in state.calls.value] == ["next"]
        (note,) = state.notes
        assert note.reason == "the widget failed to take it: ValueError"
        assert "2025550133" not in note.excerpt

    played(play)


def test_an_action_we_fail_to_do_is_said_until_the_next_one_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        with_two_modes(session)
        with monkeypatch.context() as broken:
            broken.setattr("widget.state.change.complaint_about", lambda *_: 1 / 0)
            session.act("change-open", {"call": "1", "modeId": "3"})
            session.act("change-save", {"call": "1", "modeId": "3", "number": "5550199"})
        assert "What you pressed was not done." in render(session.state)["status"]
        session.act("select-call", {"callid": "1"})
        assert "was not done" not in render(session.state)["status"]

    played(play)


REFUSED = lcm("StateSync", {"errorType": "WS_Error", "msg": "Agent is not logged in"})


def test_a_desktop_that_refuses_the_calls_and_gives_the_modes_is_not_asked_without_a_pause() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        with_two_modes(session)
        answered = len(wire.posted)
        for _ in range(120):  # a minute until it is quiet, and another
            for _turn in range(20):
                for sent in wire.posted[answered:]:
                    answered += 1
                    session.hear(REFUSED if sent["subtopic"] == "StateSync" else modes_of("1", ("3", "5550100")))
            clock.pass_time(1)
        assert len(wire.posted) < 20

    played(play)


def failing_once(monkeypatch: pytest.MonkeyPatch, kind: type, error: Exception) -> None:
    """Let the rules of the next event of this kind raise."""
    raised: list[object] = []

    def failing(state: WidgetState, event: object) -> Update:
        if isinstance(event, kind) and not raised:
            raised.append(event)
            raise error
        return update(state, event)

    monkeypatch.setattr("widget.session.update", failing)


def test_a_rule_that_fails_when_time_passes_does_not_stop_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1"))
        failing_once(monkeypatch, Tick, ValueError("no"))
        clock.pass_time(100)
        assert session.state.now == pytest.approx(clock.wall(), abs=1)
        assert wire.subtopics().count("StateSync") > 1
        assert session.state.notes[0].reason == "the widget failed to take it: ValueError"

    played(play)


@pytest.mark.parametrize("where", ["reading", "taking"])
def test_a_message_for_which_the_memory_is_too_small_leaves_the_page_as_it_was(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1"))
        before, drawn = session.state, render(session.state)
        if where == "reading":
            monkeypatch.setattr("widget.client.client.read", raising)
        else:
            failing_once(monkeypatch, Came, MemoryError())
        session.hear(state_of("1", "2"))
        monkeypatch.undo()
        assert session.state.calls.value == before.calls.value
        assert render(session.state)["callback-modes"] == drawn["callback-modes"]
        assert "MemoryError" in session.state.notes[-1].reason
        assert wire.subtopics()[-1] == "StateSync", "the calls are asked for again"
        session.hear(state_of("2", "1"))
        assert len(session.state.calls.value) == 2

    def raising(_text: str) -> None:
        raise MemoryError

    played(play)
