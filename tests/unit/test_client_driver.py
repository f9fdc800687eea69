"""The client as it is driven: what it gives back, when it is to be woken, and a driver that fails to take something."""

from __future__ import annotations

import logging

import pytest

from tests.unit.client_kit import modes, modes_reply, modes_request, sync_reply
from tests.unit.fake_clock import FakeClock
from tests.unit.session_kit import Wire, played, state_of
from widget import session as session_module
from widget.client import Client, Code, Failure, Incoming, Post, Standing
from widget.lcm import GET_CALLBACK_MODES, STATE_SYNC
from widget.session import Session
from widget.state import WidgetState
from widget.state.incoming import events_of
from widget.state.modes import modes_of


def test_a_request_gives_the_typed_answer() -> None:
    client = Client(source="us")
    (post,) = client.ask(GET_CALLBACK_MODES, modes_request("1"), 100.0, about="mine")
    assert isinstance(post, Post)
    (came,) = client.receive(modes_reply("1"), 100.0)
    assert isinstance(came, Incoming)
    assert (came.standing, came.about, came.body, came.failure) == (Standing.ANSWER, "mine", modes("1"), None)


def test_a_request_nobody_answers_fails_after_its_repeats() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1"))
        clock.pass_time(17.9)
        asked = modes_of(session.state, "1")
        assert asked is not None
        assert (asked.asking, asked.failure) == (True, None)
        clock.pass_time(0.1)
        asked = modes_of(session.state, "1")
        assert asked is not None
        assert asked.failure is not None
        assert (asked.asking, asked.failure.code) == (False, Code.TIMEOUT)
        assert wire.subtopics().count("GetCallBackModes") == 3

    played(play)


def test_thousands_of_answered_requests_leave_at_most_one_moment_to_wake_for() -> None:
    client = Client(source="us")
    for n in range(1000):
        client.ask(GET_CALLBACK_MODES, modes_request(str(n)), 100.0)
        client.receive(modes_reply(str(n)), 100.0)
    assert client.wake_at == 105.0
    assert client.tick(105.0) == []
    assert client.wake_at is None


def test_a_rule_that_fails_does_not_take_the_client_down_and_is_logged_without_data(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(incoming: Incoming, _state: WidgetState, _at: float, _veil: object) -> list[object]:
        raise ValueError(f"6591462346 {incoming}")

    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(sync_reply("1"))
        with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
            broken.setattr(session_module, "events_of", failing)
            session.hear(modes_reply("2"))
        assert "ValueError" in caplog.text
        assert "6591462346" not in caplog.text
        session.hear(sync_reply("1", "2"))
        assert [call.callid for call in session.state.calls.value] == ["1", "2"]

    played(play)


def test_every_message_of_the_other_side_is_a_sign_of_life_and_tells_whether_it_brought_the_calls() -> None:
    client = Client(source="us")
    heard = [
        (output.alive, output.operation is STATE_SYNC)
        for text in (sync_reply("1"), modes_reply("1"), "not ours")
        for output in client.receive(text, 100.0)
        if isinstance(output, Incoming)
    ]
    assert heard == [(True, True), (True, False)]


def test_an_answer_that_can_not_be_taken_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(incoming: Incoming, state: WidgetState, at: float, _veil: object) -> list[object]:
        if incoming.standing is Standing.ANSWER:
            raise ValueError
        return events_of(incoming, state, at)

    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1"))
        monkeypatch.setattr(session_module, "events_of", failing)
        session.hear(modes_reply("1"))
        asked = modes_of(session.state, "1")
        assert asked is not None
        assert asked.failure == Failure(Code.PROTOCOL, "the answer could not be taken")
        assert (asked.value, asked.asking) == ((), False)

    played(play)
