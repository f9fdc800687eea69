"""The parts of a widget, tied: what is heard becomes state in the order it came."""

from __future__ import annotations

import json

import pytest

from tests.unit.fake_clock import FakeClock
from tests.unit.session_kit import Wire, lcm, modes_of, played, state_of
from widget.panels import render
from widget.session import Session


def test_of_several_states_heard_in_one_batch_the_last_counts() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        for callid in ("first", "second", "third"):
            session.hear(state_of(callid))
        assert [call.callid for call in session.state.calls.value] == ["third"]

    played(play)


def test_the_first_call_is_selected_and_its_modes_are_asked_for() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("12345", "67890"))
        assert session.state.calls.selected == "12345"
        assert wire.posted[-1]["data"] == {"callid": "12345", "AccountNumber": ""}

    played(play)


def test_a_refused_page_posts_nothing_and_says_why() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        session.block("The page that embeds this widget is strange.", "List it.")
        session.tick()
        link = session.state.link
        assert (link.kind, link.remedy, wire.posted) == ("refused", "List it.", [])

    played(play)


def test_what_the_inbox_dropped_is_told_in_the_status_line() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.tick({"accepted": 5, "size": 1, "rate": 2, "source": 4})
        assert "3 messages" in render(session.state)["status"]

    played(play)


def test_what_comes_in_one_batch_has_the_modes_asked_for_once() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        for other in range(50):
            session.hear(state_of("1", f"x{other}"))
        for _ in range(60):
            session.hear(modes_of("1", ("3", "5550100")))
            clock.pass_time(2)
        assert wire.subtopics().count("GetCallBackModes") == 1

    played(play)


def test_a_late_contact_that_can_not_be_read_is_not_told_as_none() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of())
        session.act("get-reserved", {})
        clock.pass_time(25)
        session.hear(lcm("ContactOD", {"response": [{"AccountNumber": "1|2"}]}))
        shown = render(session.state)["non-pewc"]
        assert "1 contact could not be read." in shown
        assert "Nothing reserved" not in shown

    played(play)


def test_a_desktop_that_refuses_the_state_is_asked_less_and_less_often() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        said = {"errorType": "WS_Error", "errorMessage": "", "msg": "The agent is not logged in"}
        answered = 0
        session.start()
        for _ in range(60):
            clock.pass_time(1)
            if len(wire.posted) > answered:
                answered = len(wire.posted)
                session.hear(lcm("StateSync", said))
        assert len(wire.posted) < 15

    played(play)


def test_another_apps_state_sync_is_answered_only_when_configured() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("12345"))
        asked = {"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "source": "another-app"}
        session.hear(json.dumps(asked))
        answers = [message for message in wire.posted if "message" in message]
        assert len(answers) == (1 if session.state.settings.answer_state_sync else 0)
        assert all(answer["message"][0]["callid"] == "12345" for answer in answers)

    played(play)
    played(play, answer_state_sync=True)


def test_calls_read_only_in_part_are_passed_on_to_nobody() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        session.start()
        partly = json.loads(state_of("12345"))
        session.hear(json.dumps({**partly, "message": [*partly["message"], {}]}))
        session.hear(json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "source": "other"}))
        assert [message for message in wire.posted if "message" in message] == []

    played(play, answer_state_sync=True)


@pytest.mark.parametrize("framing", ["bare", "packet"])
@pytest.mark.parametrize("more", [{}, {"AccountNumber": ""}, {"businessfields": {"LCMKey": "5|3"}}])
def test_our_own_answer_coming_back_is_no_sign_of_life(more: dict[str, object], framing: str) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(lcm("StateSync", [{"callid": "1", **more}]))
        session.hear(modes_of("1", ("3", "5550100")))
        session.hear(lcm("CampaignModes", {"callid": "1", "response": []}))
        clock.pass_time(20)
        asked = {"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "source": "another-app"}
        session.hear(json.dumps(asked))
        session.hear(json.dumps(wire.posted[-1]))
        clock.pass_time(41)
        session.tick()
        assert session.state.link.kind == "stale"

    played(play, answer_state_sync=True, framing=framing)
