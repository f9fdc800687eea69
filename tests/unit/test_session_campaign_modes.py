"""A session whose desktop gives the campaign modes of a call only when it is asked for them."""

from __future__ import annotations

import pytest

from tests.unit.fake_clock import FakeClock
from tests.unit.panels.page import read
from tests.unit.session_kit import Wire, lcm, modes_of, played, state_of
from widget.panels import render
from widget.session import Session

HOME = {"ModeID": "1", "Description": "Home", "MinLength": "8", "MaxLength": "12", "Cvalue": "2025550177"}
FORM = {"call": "1", "modeId": "1"}


def panel(session: Session) -> str:
    return read(render(session.state)["callback-modes"]).text()


def with_numbers(session: Session) -> None:
    """Started, with call 1, its mode 3 read, and its campaign modes asked for."""
    session.start()
    session.hear(state_of("1"))
    session.hear(modes_of("1", ("3", "5550100")))


def test_a_kind_that_was_read_is_offered_with_its_lengths_and_can_be_set() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        with_numbers(session)
        asked = [sent["data"] for sent in wire.posted if sent["subtopic"] == "GetCampaignModes"]
        assert asked == [{"callid": "1", "AccountNumber": ""}]
        session.hear(lcm("CampaignModes", {"callid": "1", "response": [HOME]}))
        assert "Home none" in panel(session)
        assert "0177" not in str(render(session.state))
        session.act("change-open", FORM)
        session.act("change-save", {**FORM, "number": "5550"})
        assert "4 digits are too few: Home takes at least 8." in panel(session)
        session.act("change-save", {**FORM, "number": "2025550142"})
        assert wire.posted[-1]["subtopic"] == "SetNewModeNumber"
        assert wire.posted[-1]["data"]["ContactNumber"] == "2025550142"

    played(play)


def test_a_desktop_that_does_not_answer_it_costs_the_agent_nothing() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        with_numbers(session)
        before, answered = panel(session), 1
        for _ in range(60):
            clock.pass_time(1)
            if wire.subtopics().count("StateSync") > answered:
                answered += 1
                session.hear(state_of("1"))
        assert (session.state.link.kind, panel(session)) == ("live", before)
        assert (wire.subtopics().count("GetCampaignModes"), answered) == (2, 2)

    played(play, read_retries=1, reply_deadline=5.0)


def test_a_refusal_of_it_is_not_taken_for_one_of_the_numbers() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1"))
        session.hear(lcm("CampaignModes", {"callid": "1", "errorType": "WS_Error", "msg": "Invalid Call ID:1"}))
        session.hear(modes_of("1", ("3", "5550100")))
        assert "5550100" in panel(session)
        assert "not read" not in panel(session)

    played(play)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("", False),
        (lcm("CampaignModes", {"errorType": "WS_Error", "msg": "Invalid Call ID:1"}), False),
        (lcm("CampaignModes", {"callid": "1", "response": []}), True),
        (lcm("StateSync", [{"callid": "1", "campaignmodes": [{"ModeID": "3"}]}]), True),
    ],
)
def test_the_campaign_is_said_to_set_no_length_only_when_its_modes_are_known(answer: str, said: bool) -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        with_numbers(session)
        session.act("change-open", {"call": "1", "modeId": "3"})
        session.hear(answer)
        assert ("The campaign sets no length" in panel(session)) is said

    played(play)
