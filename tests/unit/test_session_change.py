"""What a session makes of a change whose call ends, comes back, or is another customer's meanwhile."""

from __future__ import annotations

import re

from tests.unit.fake_timers import FakeTimers, settle
from tests.unit.session_kit import Wire, lcm, modes_of, played, state_of, with_two_modes
from widget.panels import render
from widget.panels.callback_modes import view
from widget.session import Session

AT = {"call": "1", "modeId": "3"}


async def save(session: Session, number: str) -> None:
    """Open the form of mode 3 of call 1, and save a number in it."""
    session.act("change-open", AT)
    session.act("change-save", {**AT, "number": number})
    await settle()


def test_a_typed_number_goes_on_when_its_call_was_missing_in_one_state_only() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        await with_two_modes(session)
        session.act("change-open", AT)
        session.act("change-draft", {**AT, "value": "5550199"})
        session.hear(state_of())
        await timers.pass_time(2)
        session.hear(state_of("1"))
        await settle()
        session.act("select-call", {"callid": "1"})
        await settle()
        session.hear(modes_of("1", ("3", "5550100")))
        await settle()
        assert "has ended" not in str(view(session.store.state))
        session.act("change-save", {**AT, "number": "5550199"})
        await settle()
        assert "SetNewModeNumber" in wire.subtopics()

    played(play)


def test_a_change_under_way_is_so_still_when_its_call_was_missing_in_one_state_only() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        await with_two_modes(session)
        await save(session, "5550199")
        for state in (state_of(), state_of("1")):
            session.hear(state)
            await timers.pass_time(2)
        session.act("change-save", {**AT, "number": "5550200"})  # would wait behind the first, and go out later
        session.hear(state_of())
        await timers.pass_time(15)
        assert wire.subtopics().count("SetNewModeNumber") == 1
        assert "before the desktop confirmed" in str(view(session.store.state))

    played(play)


def test_the_answer_to_a_change_of_a_call_that_ended_is_not_told_of_the_next_number() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        await with_two_modes(session)
        await save(session, "5550199")
        session.hear(state_of())
        session.act("change-close", AT)
        await timers.pass_time(2)
        session.hear(state_of("1"))
        session.act("select-call", {"callid": "1"})
        await settle()
        session.hear(modes_of("1", ("3", "5550100")))
        await save(session, "5550200")
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
        await save(session, "5550199")
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
        session.act("change-open", AT)
        wire.post = lambda _text: 1 / 0  # type: ignore[method-assign,assignment]
        session.act("change-save", {**AT, "number": "5550199"})
        await settle()
        form = session.store.state.form("1", "3")
        assert form is not None
        assert form.step == "unknown"

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


def test_modes_that_come_late_do_not_make_a_saved_number_another_one_for_good() -> None:
    async def play(session: Session, _wire: Wire, timers: FakeTimers) -> None:
        old, new = (modes_of("1", ("3", number)) for number in ("5550100", "5550199"))
        session.start()
        await settle()
        session.hear(state_of("1"))
        await timers.pass_time(7)  # asked twice by now
        session.hear(old)
        session.act("change-open", AT)
        session.act("change-save", {**AT, "number": "5550199"})
        await settle()
        session.hear(lcm("SetNewModeNumberResult", {"callid": "1", "response": {"success": True}}))
        await settle()
        for answer in (new, old, new):  # the second is late, so the modes are read once more
            session.hear(answer)
            await timers.pass_time(2)
        assert [form.confirmed for form in session.store.state.forms] == [True]

    played(play)


def test_a_typed_number_goes_on_when_another_customer_had_the_id_of_its_call_in_one_state_only() -> None:
    async def play(session: Session, _wire: Wire, timers: FakeTimers) -> None:
        session.start()
        await settle()
        for account in ("A", "B", "A"):
            session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": account}]))
            await timers.pass_time(2)
            session.hear(modes_of("1", ("3", "5550100")))
            await settle()
            if not session.store.state.forms:
                session.act("change-open", AT)
                session.act("change-draft", {**AT, "value": "5550199"})
        assert [(form.draft, form.ended) for form in session.store.state.forms] == [("5550199", False)]

    played(play)


def test_a_number_goes_to_the_account_that_was_named_after_its_form_was_opened() -> None:
    async def play(session: Session, wire: Wire, _timers: FakeTimers) -> None:
        await with_two_modes(session)
        session.act("change-open", AT)
        session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": "A"}]))
        session.act("change-save", {**AT, "number": "5550199"})
        await settle()
        assert wire.posted[-1]["subtopic"] == "SetNewModeNumber"
        assert wire.posted[-1]["data"]["AccountNumber"] == "A"

    played(play)


def test_a_state_without_an_account_does_not_make_one_customer_of_two() -> None:
    async def play(session: Session, wire: Wire, _timers: FakeTimers) -> None:
        session.start()
        await settle()
        session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": "A"}]))
        await settle()
        session.hear(modes_of("1", ("3", "5550100")))
        session.act("change-open", AT)
        session.act("change-draft", {**AT, "value": "5550199"})
        for call in ({"callid": "1"}, {"callid": "1", "AccountNumber": "B"}):
            session.hear(lcm("StateSync", [call]))
        session.act("change-save", AT)
        await settle()
        assert "5550100" not in render(session.store.state)["callback-modes"]
        assert "SetNewModeNumber" not in wire.subtopics()

    played(play)


def test_an_answer_late_for_one_customer_is_not_shown_as_the_next_ones_after_theirs() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        session.start()
        await settle()
        for account in ("A", "B"):
            session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": account}]))
            await timers.pass_time(20)  # A's are given up on
        session.act("get-modes", {})
        await settle()
        asked = wire.subtopics().count("GetCallBackModes")
        for number in ("5550111", "5550100"):
            session.hear(modes_of("1", ("3", number)))
            await timers.pass_time(2)
        assert "5550111" in render(session.store.state)["callback-modes"]
        assert wire.subtopics().count("GetCallBackModes") > asked

    played(play)


def test_each_number_typed_for_a_call_that_ended_is_discarded_by_its_own_button() -> None:
    async def play(session: Session, _wire: Wire, _timers: FakeTimers) -> None:
        session.start()
        await settle()
        for account in ("A", "B", "C", "D"):
            session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": account}]))
            await settle()
            session.hear(modes_of("1", ("3", "5550100")))
            await settle()
            session.act("change-open", AT)
            session.act("change-draft", {**AT, "value": f"typed for {account}"})
        beside = re.findall(r'<li[^>]*data-ended="(.*?)".*?<bdi.*?>(.*?)</bdi>', str(view(session.store.state)))
        assert [draft for _, draft in beside] == ["typed for A", "typed for B", "typed for C"]
        session.act("change-close", {**AT, "ended": beside[1][0]})
        drafts = [form.draft for form in session.store.state.forms]
        assert drafts == ["typed for A", "typed for C", "typed for D"]
        ids = re.findall(r' id="(.*?)"', str(view(session.store.state)))
        assert len(ids) == len(set(ids))

    played(play)


def test_the_answer_to_a_change_is_told_of_it_and_not_of_an_older_one_that_was_never_confirmed() -> None:
    async def play(session: Session, _wire: Wire, timers: FakeTimers) -> None:
        session.start()
        await settle()
        for account, wait in (("A", 40), ("B", 2), ("C", 40)):
            session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": account}]))
            await settle()
            session.hear(modes_of("1", ("3", "5550100")))
            await settle()
            if account != "C":
                session.act("change-open", AT)
                session.act("change-save", {**AT, "number": "5550199"})
            await timers.pass_time(wait)
        assert [form.under_way for form in session.store.state.forms] == [False, False]

    played(play)
