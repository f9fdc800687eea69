"""What a session makes of a change whose call ends, comes back, or is another customer's meanwhile."""

from __future__ import annotations

import re

import pytest

from tests.unit.fake_clock import FakeClock
from tests.unit.panels.page import read
from tests.unit.session_kit import Wire, lcm, modes_of, played, state_of, with_two_modes
from widget.panels import render
from widget.session import Session
from widget.state.change import FormKey, form_of
from widget.state.modes import ModesOf

AT = {"call": "1", "modeId": "3"}


def save(session: Session, number: str) -> None:
    """Open the form of mode 3 of call 1, and save a number in it."""
    session.act("change-open", AT)
    session.act("change-save", {**AT, "number": number})


def test_a_typed_number_goes_on_when_its_call_was_missing_in_one_state_only() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        with_two_modes(session)
        session.act("change-open", AT)
        session.act("change-draft", {**AT, "value": "5550199"})
        session.hear(state_of())
        clock.pass_time(2)
        session.hear(state_of("1"))
        session.act("select-call", {"callid": "1"})
        session.hear(modes_of("1", ("3", "5550100")))
        assert "has ended" not in render(session.state)["callback-modes"]
        session.act("change-save", {**AT, "number": "5550199"})
        assert "SetNewModeNumber" in wire.subtopics()

    played(play)


def test_a_change_under_way_is_so_still_when_its_call_was_missing_in_one_state_only() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        with_two_modes(session)
        save(session, "5550199")
        for state in (state_of(), state_of("1")):
            session.hear(state)
            clock.pass_time(2)
        session.act("change-save", {**AT, "number": "5550200"})  # would wait behind the first, and go out later
        session.hear(state_of())
        clock.pass_time(15)
        assert wire.subtopics().count("SetNewModeNumber") == 1
        assert "before the desktop confirmed" in render(session.state)["callback-modes"]

    played(play)


def test_the_answer_to_a_change_of_a_call_that_ended_is_not_told_of_the_next_number() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        with_two_modes(session)
        save(session, "5550199")
        session.hear(state_of())
        session.act("change-close", AT)
        clock.pass_time(2)
        session.hear(state_of("1"))
        session.act("select-call", {"callid": "1"})
        session.hear(modes_of("1", ("3", "5550100")))
        save(session, "5550200")
        session.hear(lcm("SetNewModeNumberResult", {"callid": "1", "response": {"success": True}}))
        form = form_of(session.state, FormKey("1", "3"))
        assert form is not None
        assert (form.phase, form.draft) == ("done", "5550199")

    played(play)


def test_late_modes_of_a_call_are_not_shown_as_another_customers_that_has_its_id_now() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        session.start()
        for account in ("A", "B"):
            session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": account}]))
            session.act("select-call", {"callid": "1"})
        session.hear(modes_of("1", ("3", "5550100")))
        assert "5550100" not in render(session.state)["callback-modes"]
        session.hear(modes_of("1", ("3", "5550111")))
        assert "5550111" in render(session.state)["callback-modes"]
        asked = [sent["data"]["AccountNumber"] for sent in wire.posted if sent["subtopic"] == "GetCallBackModes"]
        assert asked == ["A", "B"]

    played(play)


def test_an_unconfirmed_change_is_read_back_when_its_call_is_there_again() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        with_two_modes(session)
        save(session, "5550199")
        session.hear(state_of())
        clock.pass_time(15)
        session.hear(state_of("1"))
        session.act("select-call", {"callid": "1"})
        session.hear(modes_of("1", ("3", "5550100")))
        shown = read(render(session.state)["callback-modes"]).text()
        assert "Reading the numbers again" not in shown
        assert "Maybe not saved. The desktop still shows 5550100" in shown

    played(play)


def test_a_change_that_we_fail_to_send_is_not_under_way_for_ever() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        with_two_modes(session)
        session.act("change-open", AT)
        wire.post = lambda _text: 1 / 0  # type: ignore[method-assign,assignment]
        session.act("change-save", {**AT, "number": "5550199"})
        form = form_of(session.state, FormKey("1", "3"))
        assert form is not None
        assert form.phase == "unknown"

    played(play)


def test_a_change_that_we_fail_to_write_does_not_hold_up_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        with_two_modes(session)
        with monkeypatch.context() as broken:
            broken.setattr("widget.client.client.write_request", lambda *_, **__: 1 / 0)
            save(session, "5550199")
        save(session, "5550199")
        assert wire.subtopics().count("SetNewModeNumber") == 1

    played(play)


def test_no_change_is_sent_for_a_call_that_has_ended_while_another_was_under_way() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        with_two_modes(session)
        for mode in ("3", "4"):
            at = {"call": "1", "modeId": mode}
            session.act("change-open", at)
            session.act("change-save", {**at, "number": "5550199"})
        session.hear(state_of())
        clock.pass_time(20)
        assert wire.subtopics().count("SetNewModeNumber") == 1

    played(play)


def test_modes_that_come_late_do_not_make_a_saved_number_another_one_for_good() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        old, new = (modes_of("1", ("3", number)) for number in ("5550100", "5550199"))
        session.start()
        session.hear(state_of("1"))
        clock.pass_time(7)  # asked twice by now
        session.hear(old)
        session.act("change-open", AT)
        session.act("change-save", {**AT, "number": "5550199"})
        session.hear(lcm("SetNewModeNumberResult", {"callid": "1", "response": {"success": True}}))
        for answer in (new, old, new):  # the second is late, so the modes are read once more
            session.hear(answer)
            clock.pass_time(2)
        assert [form.confirmed for form in session.state.forms] == [True]

    played(play)


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ({"success": True}, "Saved. Reading the numbers again…"),
        ({}, "We don't know if it was saved. Reading the numbers again…"),
    ],
)
def test_numbers_asked_for_before_a_change_do_not_say_what_became_of_it(done: dict[str, bool], said: str) -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        with_two_modes(session)
        session.act("get-modes", {})
        session.act("change-open", AT)
        session.act("change-save", {**AT, "number": "5550199"})
        session.hear(lcm("SetNewModeNumberResult", {"callid": "1", "response": done}))
        session.hear(modes_of("1", ("3", "5550100"), ("4", "5550101")))
        assert said in read(render(session.state)["callback-modes"]).text()
        while session.state.of_calls[ModesOf, "1"].asking:
            session.hear(modes_of("1", ("3", "5550199"), ("4", "5550101")))
        assert "Saved. The desktop now shows the new number." in render(session.state)["callback-modes"]

    played(play)


def test_a_typed_number_goes_on_when_another_customer_had_the_id_of_its_call_in_one_state_only() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        for account in ("A", "B", "A"):
            session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": account}]))
            clock.pass_time(2)
            session.hear(modes_of("1", ("3", "5550100")))
            if not session.state.forms:
                session.act("change-open", AT)
                session.act("change-draft", {**AT, "value": "5550199"})
        assert [(form.draft, form.ended) for form in session.state.forms] == [("5550199", False)]

    played(play)


def test_a_number_goes_to_the_account_that_was_named_after_its_form_was_opened() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        with_two_modes(session)
        session.act("change-open", AT)
        session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": "A"}]))
        session.act("change-account", AT)
        session.act("change-save", {**AT, "number": "5550199"})
        assert wire.posted[-1]["subtopic"] == "SetNewModeNumber"
        assert wire.posted[-1]["data"]["AccountNumber"] == "A"

    played(play)


def test_a_state_without_an_account_does_not_make_one_customer_of_two() -> None:
    def play(session: Session, wire: Wire, _clock: FakeClock) -> None:
        session.start()
        session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": "A"}]))
        session.hear(modes_of("1", ("3", "5550100")))
        session.act("change-open", AT)
        session.act("change-draft", {**AT, "value": "5550199"})
        for call in ({"callid": "1"}, {"callid": "1", "AccountNumber": "B"}):
            session.hear(lcm("StateSync", [call]))
        session.act("change-save", AT)
        session.act("select-call", {"callid": "1"})
        assert "5550100" not in render(session.state)["callback-modes"]
        assert "SetNewModeNumber" not in wire.subtopics()

    played(play)


def test_an_answer_late_for_one_customer_is_not_shown_as_the_next_ones_after_theirs() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        for account in ("A", "B"):
            session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": account}]))
            session.act("select-call", {"callid": "1"})
            clock.pass_time(20)  # A's are given up on
        session.act("get-modes", {})
        asked = wire.subtopics().count("GetCallBackModes")
        for number in ("5550111", "5550100"):
            session.hear(modes_of("1", ("3", number)))
            clock.pass_time(2)
        assert "5550111" in render(session.state)["callback-modes"]
        assert wire.subtopics().count("GetCallBackModes") > asked

    played(play)


def test_each_number_typed_for_a_call_that_ended_is_discarded_by_its_own_button() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        for account in ("A", "B", "C", "D"):
            session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": account}]))
            session.act("select-call", {"callid": "1"})
            session.hear(modes_of("1", ("3", "5550100")))
            session.act("change-open", AT)
            session.act("change-draft", {**AT, "value": f"typed for {account}"})
        for account in ("A", "B", "C"):
            session.act("select-call", {"callid": "1", "ended": account})
            assert f"typed for {account}" in render(session.state)["callback-modes"]
        session.act("change-close", {**AT, "ended": "B"})
        drafts = [form.draft for form in session.state.forms]
        assert drafts == ["typed for A", "typed for C", "typed for D"]
        ids = re.findall(r' id="(.*?)"', render(session.state)["callback-modes"])
        assert len(ids) == len(set(ids))

    played(play)


def test_discarding_twice_does_not_close_the_form_of_the_customer_who_has_the_call_id_now() -> None:
    def play(session: Session, _wire: Wire, _clock: FakeClock) -> None:
        session.start()
        for account in ("A", "B"):
            session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": account}]))
            session.act("select-call", {"callid": "1"})
            session.hear(modes_of("1", ("3", "5550100")))
            session.act("change-open", AT)
            session.act("change-draft", {**AT, "value": f"typed for {account}"})
        for _press in range(2):
            session.act("change-close", {**AT, "ended": "A"})
        assert [form.draft for form in session.state.forms] == ["typed for B"]

    played(play)


def test_the_answer_to_a_change_is_told_of_it_and_not_of_an_older_one_that_was_never_confirmed() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        for account, wait in (("A", 40), ("B", 2), ("C", 40)):
            session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": account}]))
            session.act("select-call", {"callid": "1"})
            session.hear(modes_of("1", ("3", "5550100")))
            if account != "C":
                session.act("change-open", AT)
                session.act("change-save", {**AT, "number": "5550199"})
            clock.pass_time(wait)
        assert [form.under_way for form in session.state.forms] == [False, False]

    played(play)


def test_a_number_typed_while_the_account_was_unknown_does_not_take_the_place_of_one_typed_before() -> None:
    def play(session: Session, _wire: Wire, clock: FakeClock) -> None:
        session.start()
        for call, draft in (
            ({"AccountNumber": "A"}, "5550101"),
            (None, ""),
            ({}, "5550102"),
            ({"AccountNumber": "A"}, "5550103"),
        ):
            session.hear(lcm("StateSync", [] if call is None else [{"callid": "1", **call}]))
            session.act("select-call", {"callid": "1"})
            session.hear(modes_of("1", ("3", "5550100")))
            clock.pass_time(2)
            if call is not None:
                session.act("change-open", AT)
                session.act("change-draft", {**AT, "value": draft})
        assert [(form.draft, form.ended) for form in session.state.forms] == [("5550101", True), ("5550103", False)]
        session.hear(state_of())
        assert [(form.draft, form.ended) for form in session.state.forms] == [("5550103", True)]

    played(play)
