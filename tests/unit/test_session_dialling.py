"""What a session makes of a dial, or a download, that is late, refused, or answered twice."""

from __future__ import annotations

import pytest

from tests.unit.fake_clock import FakeClock
from tests.unit.session_kit import Wire, a_contact, got, key_of, lcm, played, state_of, with_contact
from widget.panels import render
from widget.session import Session
from widget.state.contacts import contact_of


def test_a_dial_does_not_go_out_by_itself_later_when_its_contact_has_expired() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of())
        session.act("get-contacts", {"consent": "yes", "count": "2", "reserved": "on"})
        one = {"PhoneNumber": "2080000001", "ContactId": "1", "Consent": "Yes", "ExpiryTime": "11/14/2023 22:30:00"}
        two = {"PhoneNumber": "2080000002", "ContactId": "2", "Consent": "Yes", "ExpiryTime": "11/14/2023 22:13:25"}
        session.hear(lcm("DownloadContactsForDialing", {"response": [one, two]}))  # it is 22:13:20: two has 5 s
        for number in ("2080000001", "2080000002"):
            session.act("dial", {"contact": key_of(session, number)})
        clock.pass_time(15)  # the desktop does not answer the first
        dialled = [sent["data"]["PhoneNumber"] for sent in wire.posted if sent["subtopic"] == "ManualDialCall"]
        assert dialled == ["2080000001"]

    played(play, server_timezone="UTC")


def test_a_contact_that_expires_while_it_is_dialled_stays_and_no_other_dial_waits_behind_it() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        first = with_contact(session, a_contact("2080000001", "22:13:23"))  # it is 22:13:20
        session.act("dial", {"contact": first})
        clock.pass_time(4)
        session.tick()
        second = got(session, a_contact("2080000002", "22:30:00"))
        session.act("dial", {"contact": second})
        clock.pass_time(15)
        assert wire.subtopics().count("ManualDialCall") == 1
        contact = contact_of(session.state, first)
        assert contact is not None
        assert contact.phase == "unknown"

    played(play, server_timezone="UTC")


@pytest.mark.parametrize(
    ("answer", "phase"),
    [({"PhoneNumber": "2080000001"}, "done"), ({"errorType": "WS_Error", "msg": "Not ready."}, "failed")],
)
def test_a_late_answer_to_a_dial_closes_the_question_whether_to_dial_again(answer: dict[str, str], phase: str) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        key = with_contact(session, {**a_contact("2080000001", "23:00:00"), "Consent": "No"})
        session.act("dial", {"contact": key})
        session.act("dial-confirm", {"contact": key})
        clock.pass_time(11)
        session.act("dial", {"contact": key})  # the question whether to dial again is open
        session.hear(lcm("ManualDialCall", answer))
        session.act("dial-confirm", {"contact": key})
        contact = contact_of(session.state, key)
        assert contact is not None
        assert contact.phase == phase
        assert wire.subtopics().count("ManualDialCall") == 1

    played(play)


def test_a_contact_dialled_and_finished_is_not_to_be_dialled_again_by_a_late_answer() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of())
        session.act("get-contacts", {"consent": "yes", "count": "1", "reserved": "on"})
        clock.pass_time(7)  # asked twice by now
        answer = lcm("DownloadContactsForDialing", {"response": [a_contact("2080000001", "23:00:00")]})
        session.hear(answer)
        key = session.state.manual.value[0].key
        session.act("dial", {"contact": key})
        session.hear(lcm("ManualDialCall", {"PhoneNumber": "2080000001"}))
        session.act("contact-done", {"contact": key})
        clock.pass_time(2)
        session.hear(answer)
        assert [contact.finished for contact in session.state.manual.value] == [True]

    played(play)


def test_after_a_download_that_we_fail_to_take_the_reserved_ones_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(state_of())
        session.act("get-contacts", {"consent": "yes", "count": "1"})
        with monkeypatch.context() as broken:
            broken.setattr("widget.state.contacts_got.merged", lambda *_: 1 / 0)
            session.hear(lcm("DownloadContactsForDialing", {"response": [a_contact("2080000001", "23:00:00")]}))
        asked = [sent["data"] for sent in wire.posted if sent["subtopic"] == "GetReservedManualDialContact"]
        assert [data["ReservedContacts"] for data in asked] == ["false", "true"]

    played(play)


@pytest.mark.parametrize("answer", [{"PhoneNumber": "2080000001"}, {"errorType": "WS_Error", "msg": "Not ready."}])
def test_a_late_answer_to_a_copy_says_nothing_of_the_dial_of_the_same_number(answer: dict[str, str]) -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        key = with_contact(session, a_contact("2080000001", "23:00:00"))
        session.act("copied", {"key": key})
        clock.pass_time(11)
        session.act("dial", {"contact": key})
        clock.pass_time(11)
        session.hear(lcm("ManualDialCopyContact", answer))
        contact = contact_of(session.state, key)
        assert contact is not None
        assert contact.phase == "unknown"

    played(play, copy_message=True)


def test_a_no_while_the_dial_before_it_is_unanswered_does_not_deny_a_dial_that_was_made() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        key = with_contact(session, a_contact("2080000001", "23:00:00"))
        session.act("dial", {"contact": key})
        clock.pass_time(11)
        session.act("dial", {"contact": key})
        session.act("dial-confirm", {"contact": key})
        phases = []
        for answer in ({"errorType": "WS_Error", "msg": "Not ready."}, {"PhoneNumber": "2080000001"}):
            session.hear(lcm("ManualDialCall", answer))
            contact = contact_of(session.state, key)
            phases.append(contact.phase if contact is not None else None)
        assert phases == ["unknown", "done"]

    played(play)


def test_what_another_app_says_on_its_own_channel_is_no_answer_to_a_dial() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        key = with_contact(session, a_contact("2080000001", "23:00:00"))
        session.act("dial", {"contact": key})
        session.hear('{"channel": "UI", "subtopic": "ManualDialCall", "message": {"PhoneNumber": "2080000002"}}')
        contact = contact_of(session.state, key)
        assert contact is not None
        assert contact.phase == "sent"
        assert session.state.notes == ()

    played(play)


def test_contacts_are_asked_for_as_the_form_stood_when_it_was_pressed() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(state_of())
        session.act("get-contacts", {"consent": "yes", "count": "2", "reserved": "on"})
        session.act("manual-reserved", {"value": ""})
        session.act("manual-count", {"value": "5"})
        asked = wire.posted[-1]["data"]
        assert (asked["ReservedContacts"], asked["NumberofContactsRequired"]) == ("true", 2)

    played(play)


def test_a_contact_dialled_before_its_time_was_over_can_be_dialled_when_it_is_reserved_anew() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        key = with_contact(session, a_contact("2080000001", "22:20:00"))
        for _ in range(2):
            session.act("dial", {"contact": key})
            session.hear(lcm("ManualDialCall", {"PhoneNumber": "2080000001"}))
            clock.pass_time(500)
            session.tick()
            session.hear(state_of())
            got(session, a_contact("2080000001", "22:50:00"))
        assert wire.subtopics().count("ManualDialCall") == 2

    played(play, server_timezone="UTC")


def test_as_many_contacts_to_dial_are_announced_as_are_shown_to_be_dialled() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        good, expired = a_contact("2080000001", "22:30:00"), a_contact("2080000002", "22:00:00")  # it is 22:13:20
        session.start()
        session.hear(state_of())
        session.act("get-contacts", {"consent": "yes", "count": "3", "reserved": "on"})
        session.hear(lcm("DownloadContactsForDialing", {"response": [good, good, expired]}))
        assert "1 contact to dial." in render(session.state)["announce"]
        key = key_of(session, "2080000001")
        session.act("dial", {"contact": key})
        session.hear(lcm("ManualDialCall", {"PhoneNumber": "2080000001"}))
        session.act("contact-done", {"contact": key})
        got(session, good)
        assert "0 contacts to dial." in render(session.state)["announce"]

    played(play, server_timezone="UTC")
