"""A session in hard times: a call ends under the agent's hands, the desktop refuses, the widget itself fails."""

from __future__ import annotations

import pytest

from tests.unit.fake_timers import FakeTimers, settle
from tests.unit.session_kit import Wire, a_contact, got, lcm, modes_of, played, state_of, with_contact, with_two_modes
from widget.asks import Asks
from widget.client.exchange import Exchange
from widget.client.outcome import Output
from widget.panels import render
from widget.panels.callback_modes import view
from widget.session import Session


def test_a_dial_does_not_go_out_by_itself_later_when_its_contact_has_expired() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        session.start()
        await settle()
        session.hear(state_of())
        await settle()
        session.act("get-contacts", {"consent": "yes", "count": "2", "reserved": "on"})
        await settle()
        one = {"PhoneNumber": "2080000001", "ContactId": "1", "Consent": "Yes", "ExpiryTime": "11/14/2023 22:30:00"}
        two = {"PhoneNumber": "2080000002", "ContactId": "2", "Consent": "Yes", "ExpiryTime": "11/14/2023 22:13:25"}
        session.hear(lcm("DownloadContactsForDialing", {"response": [one, two]}))  # it is 22:13:20: two has 5 s
        await settle()
        for contact in session.store.state.manual.contacts:
            session.act("dial", {"contact": contact.key})
            await settle()
        await timers.pass_time(15)  # the desktop does not answer the first
        dialled = [sent["data"]["PhoneNumber"] for sent in wire.posted if sent["subtopic"] == "ManualDialCall"]
        assert dialled == ["2080000001"]

    played(play, server_timezone="UTC")


def test_a_typed_number_goes_on_when_its_call_was_missing_in_one_state_only() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        await with_two_modes(session)
        at = {"call": "1", "modeId": "3"}
        session.act("change-open", at)
        session.act("change-draft", {**at, "value": "5550199"})
        session.hear(state_of())
        await timers.pass_time(2)
        session.hear(state_of("1"))
        await settle()
        session.act("select-call", {"callid": "1"})
        await settle()
        session.hear(modes_of("1", ("3", "5550100")))
        await settle()
        assert "has ended" not in str(view(session.store.state))
        session.act("change-save", {**at, "number": "5550199"})
        await settle()
        assert "SetNewModeNumber" in wire.subtopics()

    played(play)


def test_a_desktop_that_comes_up_late_is_asked_for_the_modes_once() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        session.start()
        await timers.pass_time(120)
        assert session.store.state.link.kind == "lost"
        session.hear(state_of("1"))
        await settle()
        session.hear(modes_of("1", ("3", "5550100")))
        await settle()
        assert wire.subtopics().count("GetCallBackModes") == 1

    played(play)


def test_a_desktop_that_was_lost_is_asked_for_the_modes_as_well() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        await with_two_modes(session)
        await timers.pass_time(120)
        assert session.store.state.link.kind == "lost"
        before = wire.subtopics().count("GetCallBackModes")
        session.hear(state_of("1"))
        await settle()
        assert wire.subtopics().count("GetCallBackModes") == before + 1

    played(play)


def test_a_message_we_fail_to_take_is_noted_and_the_next_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play(session: Session, _wire: Wire, _timers: FakeTimers) -> None:
        session.start()
        await settle()
        take = Exchange.receive

        def failing(exchange: Exchange, text: str, now: float) -> list[Output]:
            if "2025550133" in text:
                raise ValueError(text)
            return take(exchange, text, now)

        monkeypatch.setattr(Exchange, "receive", failing)
        session.hear(modes_of("1", ("3", "2025550133")))
        session.hear(state_of("next"))
        await settle()
        state = session.store.state
        assert [call.callid for call in state.calls.calls] == ["next"]
        (note,) = state.notes
        assert note.reason == "the widget failed to take it: ValueError"
        assert "2025550133" not in note.excerpt

    played(play)


def test_an_action_we_fail_to_do_is_said_until_the_next_one_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play(session: Session, _wire: Wire, _timers: FakeTimers) -> None:
        await with_two_modes(session)
        with monkeypatch.context() as broken:
            broken.setattr(Asks, "change", lambda *_: 1 / 0)
            session.act("change-open", {"call": "1", "modeId": "3"})
            session.act("change-save", {"call": "1", "modeId": "3", "number": "5550199"})
        assert "Something went wrong in the widget." in render(session.store.state)["status"]
        session.act("select-call", {"callid": "1"})
        assert "Something went wrong" not in render(session.store.state)["status"]

    played(play)


REFUSED = lcm("StateSync", {"errorType": "WS_Error", "msg": "Agent is not logged in"})


def test_a_desktop_that_refuses_the_calls_and_gives_the_modes_is_not_asked_without_a_pause() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        await with_two_modes(session)
        answered = len(wire.posted)
        for _ in range(120):  # a minute until it is quiet, and another
            for _turn in range(20):
                for sent in wire.posted[answered:]:
                    answered += 1
                    session.hear(REFUSED if sent["subtopic"] == "StateSync" else modes_of("1", ("3", "5550100")))
                    await settle()
            await timers.pass_time(1)
        assert len(wire.posted) < 20

    played(play)


def test_a_contact_that_expires_while_it_is_dialled_stays_and_no_other_dial_waits_behind_it() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        first = await with_contact(session, a_contact("2080000001", "22:13:23"))  # it is 22:13:20
        session.act("dial", {"contact": first})
        await timers.pass_time(4)
        session.tick()
        second = await got(session, a_contact("2080000002", "22:30:00"))
        session.act("dial", {"contact": second})
        await timers.pass_time(15)
        assert wire.subtopics().count("ManualDialCall") == 1
        contact = session.store.state.contact(first)
        assert contact is not None
        assert contact.step == "unknown"

    played(play, server_timezone="UTC")


@pytest.mark.parametrize(
    ("answer", "step"),
    [({"PhoneNumber": "2080000001"}, "dialled"), ({"errorType": "WS_Error", "msg": "Not ready."}, "failed")],
)
def test_a_late_answer_to_a_dial_closes_the_question_whether_to_dial_again(answer: dict[str, str], step: str) -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        key = await with_contact(session, {**a_contact("2080000001", "23:00:00"), "Consent": "No"})
        session.act("dial", {"contact": key})
        session.act("dial-confirm", {"contact": key})
        await timers.pass_time(11)
        session.act("dial", {"contact": key})  # "Look before you dial again": the question is open
        session.hear(lcm("ManualDialCall", answer))
        session.act("dial-confirm", {"contact": key})
        await settle()
        contact = session.store.state.contact(key)
        assert contact is not None
        assert contact.step == step
        assert wire.subtopics().count("ManualDialCall") == 1

    played(play)


def test_a_contact_dialled_and_finished_is_not_to_be_dialled_again_by_a_late_answer() -> None:
    async def play(session: Session, _wire: Wire, timers: FakeTimers) -> None:
        session.start()
        await settle()
        session.hear(state_of())
        session.act("get-contacts", {"consent": "yes", "count": "1", "reserved": "on"})
        await timers.pass_time(7)  # asked twice by now
        answer = lcm("DownloadContactsForDialing", {"response": [a_contact("2080000001", "23:00:00")]})
        session.hear(answer)
        key = session.store.state.manual.contacts[0].key
        session.act("dial", {"contact": key})
        await settle()
        session.hear(lcm("ManualDialCall", {"PhoneNumber": "2080000001"}))
        await settle()
        session.act("contact-done", {"contact": key})
        await timers.pass_time(2)
        session.hear(answer)
        assert [contact.step for contact in session.store.state.manual.contacts] == ["done"]

    played(play)


def test_a_change_under_way_is_so_still_when_its_call_was_missing_in_one_state_only() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        await with_two_modes(session)
        at = {"call": "1", "modeId": "3"}
        session.act("change-open", at)
        session.act("change-save", {**at, "number": "5550199"})
        await settle()
        for state in (state_of(), state_of("1")):
            session.hear(state)
            await timers.pass_time(2)
        session.act("change-save", {**at, "number": "5550200"})  # would wait behind the first, and go out later
        session.hear(state_of())
        await timers.pass_time(15)
        assert wire.subtopics().count("SetNewModeNumber") == 1
        assert "before the desktop confirmed" in str(view(session.store.state))

    played(play)


def test_the_answer_to_a_change_of_a_call_that_ended_is_not_told_of_the_next_number() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        await with_two_modes(session)
        at = {"call": "1", "modeId": "3"}
        session.act("change-open", at)
        session.act("change-save", {**at, "number": "5550199"})
        await settle()
        session.hear(state_of())
        session.act("change-close", at)
        await timers.pass_time(2)
        session.hear(state_of("1"))
        session.act("select-call", {"callid": "1"})
        await settle()
        session.hear(modes_of("1", ("3", "5550100")))
        session.act("change-open", at)
        session.act("change-save", {**at, "number": "5550200"})
        await settle()
        session.hear(lcm("SetNewModeNumberResult", {"callid": "1", "response": {"success": True}}))
        await settle()
        form = session.store.state.form("1", "3")
        assert form is not None
        assert (form.step, form.draft) == ("saved", "5550199")

    played(play)


def test_late_modes_of_a_call_are_not_shown_as_another_customers_that_has_its_id_now() -> None:
    async def play(session: Session, wire: Wire, _timers: FakeTimers) -> None:
        session.start()
        await settle()
        for account in ("A", "B"):
            session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": account}]))
            await settle()
        session.hear(modes_of("1", ("3", "5550100")))
        await settle()
        assert "5550100" not in render(session.store.state)["callback-modes"]
        session.hear(modes_of("1", ("3", "5550111")))
        await settle()
        assert "5550111" in render(session.store.state)["callback-modes"]
        asked = [sent["data"]["AccountNumber"] for sent in wire.posted if sent["subtopic"] == "GetCallBackModes"]
        assert asked == ["A", "B"]

    played(play)


def test_an_unconfirmed_change_is_read_back_when_its_call_is_there_again() -> None:
    async def play(session: Session, _wire: Wire, timers: FakeTimers) -> None:
        await with_two_modes(session)
        at = {"call": "1", "modeId": "3"}
        session.act("change-open", at)
        session.act("change-save", {**at, "number": "5550199"})
        await settle()
        session.hear(state_of())
        await timers.pass_time(15)
        session.hear(state_of("1"))
        session.act("select-call", {"callid": "1"})
        await settle()
        session.hear(modes_of("1", ("3", "5550100")))
        await settle()
        shown = str(view(session.store.state))
        assert "Reading the numbers again" not in shown
        assert "has not confirmed and still shows 5550100" in shown

    played(play)


def test_a_change_that_we_fail_to_send_is_not_under_way_for_ever() -> None:
    async def play(session: Session, wire: Wire, _timers: FakeTimers) -> None:
        await with_two_modes(session)
        at = {"call": "1", "modeId": "3"}
        session.act("change-open", at)
        wire.post = lambda _text: 1 / 0  # type: ignore[method-assign,assignment]
        session.act("change-save", {**at, "number": "5550199"})
        await settle()
        form = session.store.state.form("1", "3")
        assert form is not None
        assert form.step == "unknown"

    played(play)


def test_after_a_download_that_we_fail_to_take_the_reserved_ones_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play(session: Session, wire: Wire, _timers: FakeTimers) -> None:
        session.start()
        await settle()
        session.hear(state_of())
        session.act("get-contacts", {"consent": "yes", "count": "1"})
        await settle()
        with monkeypatch.context() as broken:
            broken.setattr("widget.state.dialling.from_manual", lambda *_: 1 / 0)
            session.hear(lcm("DownloadContactsForDialing", {"response": [a_contact("2080000001", "23:00:00")]}))
            await settle()
        asked = [sent["data"] for sent in wire.posted if sent["subtopic"] == "GetReservedManualDialContact"]
        assert [data["ReservedContacts"] for data in asked] == ["false", "true"]

    played(play)


def test_no_change_is_sent_for_a_call_that_has_ended_while_another_was_under_way() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        await with_two_modes(session)
        for mode in ("3", "4"):
            at = {"call": "1", "modeId": mode}
            session.act("change-open", at)
            session.act("change-save", {**at, "number": "5550199"})
            await settle()
        session.hear(state_of())
        await timers.pass_time(20)
        assert wire.subtopics().count("SetNewModeNumber") == 1

    played(play)
