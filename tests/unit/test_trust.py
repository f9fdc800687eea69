"""What docs/trust.md says that an app on the bus can make the agent see, and what ends it."""

from __future__ import annotations

from tests.unit.fake_clock import FakeClock
from tests.unit.panels.page import read
from tests.unit.session_kit import Wire, a_contact, lcm, modes_of, played, state_of, with_two_modes
from widget.panels import render
from widget.session import Session

AT = {"call": "1", "modeId": "3"}
SAVED = lcm("SetNewModeNumberResult", {"callid": "1", "response": {"success": True}})


def shown(session: Session, region: str) -> str:
    return read(render(session.state)[region]).text()


def test_a_number_that_a_message_hid_is_not_named_but_the_question_says_that_every_other_is_removed() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1"))
        session.hear(modes_of("1", ("3", "5550100"), ("4", "5550101"), ("5", "5550102")))
        session.hear(modes_of("1", ("3", "5550100"), ("4", "5550101")))
        session.act("change-open", AT)
        session.act("change-delete-others", {**AT, "value": "on"})
        session.act("change-save", {**AT, "number": "5550199"})
        question = shown(session, "dialogs")
        assert "5550101" in question
        assert "5550102" not in question
        assert "deletes all other numbers of this customer" in question
        assert "SetNewModeNumber" not in wire.subtopics()

    played(play)


def test_a_yes_to_a_change_that_was_not_made_is_said_until_the_numbers_are_read_back() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        with_two_modes(session)
        session.act("change-open", AT)
        session.act("change-save", {**AT, "number": "5550199"})
        session.hear(SAVED)
        assert "Saved. Reading the numbers again" in shown(session, "callback-modes")
        assert wire.subtopics()[-1] == "GetCallBackModes"
        session.hear(modes_of("1", ("3", "5550100"), ("4", "5550101")))
        assert "The desktop says saved, but it shows another number" in shown(session, "callback-modes")

    played(play)


def test_contacts_are_taken_from_whoever_answers_first_and_only_when_they_were_asked_for() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(state_of())
        forged = lcm("DownloadContactsForDialing", {"response": [a_contact("9005550100", "23:00:00")]})
        session.hear(forged)
        assert "9005550100" not in shown(session, "manual-dial")
        session.act("get-contacts", {"consent": "yes", "count": "1", "reserved": "on"})
        session.hear(forged)
        assert "9005550100" in shown(session, "manual-dial")
        assert "ManualDialCall" not in wire.subtopics()

    played(play)


def test_a_call_that_a_message_takes_away_keeps_what_was_typed_and_sends_nothing() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        with_two_modes(session)
        session.act("change-open", AT)
        session.act("change-draft", {**AT, "value": "5550199"})
        session.hear(state_of())
        assert 'value="5550199"' in render(session.state)["callback-modes"]
        session.act("change-save", {**AT, "number": "5550199"})
        assert "SetNewModeNumber" not in wire.subtopics()

    played(play)
