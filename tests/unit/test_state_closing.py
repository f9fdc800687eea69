"""Closing contacts at the desktop: with an outcome that the agent chooses, or by skipping."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import NOW, blank, manual, non_pewc
from tests.unit.store import Store
from widget.client import Code, Failure
from widget.lcm import SKIP_MANUAL_DIAL_CONTACT, SKIP_NON_PEWC_CONTACT, Outcome, Outcomes
from widget.panels import render
from widget.state.attempt import Phase, Settled
from widget.state.clock import Tick
from widget.state.closing import Close
from widget.state.contact import Contact
from widget.state.contacts import contact_of
from widget.state.effects import Ask
from widget.state.outcomes import MANUAL_OUTCOMES
from widget.state.reading import Came, NotCame

SALE, BUSY = Outcome(outcome_id="107", description="Sale"), Outcome(outcome_id="3", description="Busy")


def outcomes_came(store: Store, *outcomes: Outcome) -> None:
    store.dispatch(Came(MANUAL_OUTCOMES, Outcomes(outcomes=outcomes), NOW))


def with_outcomes() -> tuple[Store, str]:
    """A store with a contact and two outcomes, and the contact's key."""
    store = blank()
    store.dispatch(e.manual_came((manual(),), NOW))
    outcomes_came(store, SALE, BUSY)
    return store, store.state.manual.value[0].key


def reserved() -> tuple[Store, str]:
    store = blank()
    store.dispatch(e.non_pewc_came((non_pewc(),), NOW))
    return store, store.state.non_pewc.value[0].key


def one(store: Store, key: str) -> Contact:
    contact = contact_of(store.state, key)
    assert contact is not None
    return contact


def sent(store: Store, operation: Any) -> list[Ask]:  # noqa: ANN401 - any operation
    return [effect for effect in store.effects if isinstance(effect, Ask) and effect.operation is operation]


def chosen(store: Store, key: str, outcome: str = "107") -> None:
    """Open the question, choose and press."""
    store.dispatch(e.contact_finished(key))
    store.dispatch(e.acted("outcome-picked", contact=key, value=outcome))
    store.dispatch(e.acted("close-go", contact=key))


def settled(store: Store, key: str, failure: Failure | None = None, *, late: bool = False) -> None:
    store.dispatch(Settled(Close(key), failure, late, NOW))


def panel(store: Store, name: str = "manual-dial") -> str:
    return str(render(store.state)[name])


def test_outcomes_are_asked_for_when_contacts_come_and_once() -> None:
    store = blank()
    store.dispatch(e.manual_came((), NOW))
    assert "GetOutcomeByOutcomegroup" not in store.asked()
    for _ in range(2):
        store.dispatch(e.manual_came((manual(),), NOW))
    assert store.asked().count("GetOutcomeByOutcomegroup") == 1
    outcomes_came(store, SALE)
    store.dispatch(e.manual_came((manual(),), NOW))
    assert store.asked().count("GetOutcomeByOutcomegroup") == 1


def test_outcomes_that_did_not_come_are_asked_for_with_the_next_contacts() -> None:
    store = blank()
    store.dispatch(e.manual_came((manual(),), NOW))
    store.dispatch(NotCame(MANUAL_OUTCOMES, e.failure("refused", "no"), NOW))
    store.dispatch(e.manual_came((manual("2082097399", ident="x"),), NOW))
    assert store.asked().count("GetOutcomeByOutcomegroup") == 2


def test_without_outcomes_a_contact_is_finished_on_this_page_and_the_page_says_so() -> None:
    store = blank()
    store.dispatch(e.manual_came((manual(),), NOW))
    store.dispatch(e.contact_finished(store.state.manual.value[0].key))
    assert sent(store, SKIP_MANUAL_DIAL_CONTACT) == []
    assert "Skipped." in panel(store)
    assert "The desktop was not told." in panel(store)


def test_a_contact_is_closed_with_the_outcome_that_the_agent_chose_by_one_press() -> None:
    store, key = with_outcomes()
    assert "Finish…" in panel(store)
    chosen(store, key)
    store.dispatch(e.acted("close-go", contact=key))
    (ask,) = sent(store, SKIP_MANUAL_DIAL_CONTACT)
    data: Any = ask.data
    assert (data.outcome_id, data.account_number, data.phone_number) == ("107", "0|1|234", "2082097345")
    assert data.user_id == store.state.agent_id
    assert not one(store, key).finished
    assert "Closing this contact…" in panel(store)
    settled(store, key)
    assert one(store, key).finished
    assert "Sale" in panel(store)
    assert [(each.how, each.outcome) for each in store.state.finished] == [("outcome", "Sale")]


def test_nothing_is_sent_before_an_outcome_is_chosen_or_after_going_back() -> None:
    store, key = with_outcomes()
    store.dispatch(e.contact_finished(key))
    assert "How did this contact end?" in panel(store, "dialogs")
    store.dispatch(e.acted("close-go", contact=key))
    store.dispatch(e.acted("outcome-picked", contact=key, value="no such outcome"))
    store.dispatch(e.acted("close-go", contact=key))
    store.dispatch(e.acted("outcome-picked", contact=key, value="107"))
    store.dispatch(e.acted("close-back", contact=key))
    store.dispatch(e.acted("close-go", contact=key))
    assert sent(store, SKIP_MANUAL_DIAL_CONTACT) == []
    assert not one(store, key).finished
    store.dispatch(e.contact_finished(key))
    assert one(store, key).outcome == "", "what was chosen before is not chosen again by itself"


def test_a_refusal_is_shown_and_the_contact_stays_and_can_be_closed_again() -> None:
    store, key = with_outcomes()
    chosen(store, key)
    settled(store, key, e.failure("refused", "Contact not found"))
    assert not one(store, key).finished
    assert "Not closed." in panel(store)
    assert "Contact not found" in panel(store)
    chosen(store, key, "3")
    assert len(sent(store, SKIP_MANUAL_DIAL_CONTACT)) == 2


def test_an_answer_that_did_not_come_is_not_taken_for_closed_and_a_late_one_decides() -> None:
    store, key = with_outcomes()
    chosen(store, key)
    settled(store, key, Failure(Code.UNKNOWN_OUTCOME, "no answer"))
    assert not one(store, key).finished
    assert "know if this contact was closed. Check the desktop." in panel(store)
    settled(store, key, late=True)
    assert one(store, key).finished


def test_the_agent_may_finish_on_this_page_only() -> None:
    store, key = with_outcomes()
    store.dispatch(e.contact_finished(key))
    store.dispatch(e.acted("close-here", contact=key))
    assert one(store, key).finished
    assert not one(store, key).closing.confirming
    assert sent(store, SKIP_MANUAL_DIAL_CONTACT) == []


def test_what_the_desktop_has_closed_can_not_be_worked_again() -> None:
    store, key = with_outcomes()
    chosen(store, key)
    settled(store, key)
    store.dispatch(e.contact_finished(key, done=False))
    assert one(store, key).finished
    assert "Undo" not in panel(store)


def test_a_closed_contact_stays_closed_when_a_late_answer_brings_it_again() -> None:
    store, key = with_outcomes()
    chosen(store, key)
    settled(store, key)
    store.dispatch(e.manual_came((manual(),), NOW + 1))
    assert one(store, key).finished


def test_a_contact_that_is_being_closed_is_not_dialled() -> None:
    store, key = with_outcomes()
    chosen(store, key)
    store.dispatch(e.dial_pressed(key))
    assert one(store, key).phase is Phase.IDLE


def test_an_outcome_of_one_contact_never_goes_to_another() -> None:
    store = blank()
    store.dispatch(e.manual_came((manual(ident="a"), manual("2082097346", ident="b")), NOW))
    outcomes_came(store, SALE)
    first, second = (contact.key for contact in store.state.manual.value)
    chosen(store, first)
    settled(store, second)
    assert [one(store, key).finished for key in (first, second)] == [False, False]
    settled(store, first)
    assert [one(store, key).finished for key in (first, second)] == [True, False]


def test_without_an_agent_id_nothing_is_told_to_the_desktop() -> None:
    store, key = with_outcomes()
    store.state = store.state._replace(agent_id="")
    store.dispatch(e.contact_finished(key))
    assert one(store, key).finished
    assert sent(store, SKIP_MANUAL_DIAL_CONTACT) == []


def test_a_contact_without_written_consent_is_skipped_and_then_the_reserved_one_is_asked_for() -> None:
    store, key = reserved()
    store.dispatch(e.contact_finished(key))
    assert len(sent(store, SKIP_NON_PEWC_CONTACT)) == 1
    assert not one(store, key).finished
    before = store.asked().count("GetReservedContactOD")
    settled(store, key)
    assert store.asked().count("GetReservedContactOD") == before + 1
    assert one(store, key).finished
    assert [each.how for each in store.state.finished] == ["skipped"]


@pytest.mark.parametrize("code", ["refused", "unknown-outcome"])
def test_a_skip_that_was_not_confirmed_is_not_sent_again_and_asks_for_nothing(code: str) -> None:
    store, key = reserved()
    store.dispatch(e.contact_finished(key))
    before = store.asked()
    settled(store, key, e.failure(code, "Contact not found"))
    assert store.asked() == before
    assert not one(store, key).finished
    assert "Finish here" in panel(store, "non-pewc")
    store.dispatch(e.contact_finished(key))
    assert one(store, key).finished
    assert len(sent(store, SKIP_NON_PEWC_CONTACT)) == 1


def test_a_called_contact_without_written_consent_is_finished_here_because_no_outcome_goes_with_a_skip() -> None:
    store, key = reserved()
    store.dispatch(e.dial_pressed(key))
    if one(store, key).attempt.confirming:
        store.dispatch(e.dial_confirmed(key))
    store.dispatch(e.dial_settled(key))
    store.dispatch(e.contact_finished(key))
    assert sent(store, SKIP_NON_PEWC_CONTACT) == []
    assert one(store, key).finished


def test_a_late_yes_is_shown_with_the_outcome_that_was_sent_and_not_with_one_picked_since() -> None:
    store, key = with_outcomes()
    chosen(store, key)
    settled(store, key, e.failure("unknown-outcome"))
    store.dispatch(e.contact_finished(key))
    store.dispatch(e.acted("outcome-picked", contact=key, value="3"))
    settled(store, key, late=True)
    finish = one(store, key).finish
    assert finish is not None
    assert finish.outcome == SALE.description


def test_the_answer_to_an_earlier_close_counts_for_no_later_one() -> None:
    store, key = with_outcomes()
    chosen(store, key)
    (first,) = sent(store, SKIP_MANUAL_DIAL_CONTACT)
    store.dispatch(e.agent_told("Log-Out"))
    store.dispatch(e.manual_came((manual(),), NOW))
    chosen(store, key, "3")
    about: Any = first.about
    store.dispatch(Settled(about, None, at=NOW))
    assert not one(store, key).finished
    assert one(store, key).closing.phase is Phase.SENT


@pytest.mark.parametrize("pressed", [False, True])
def test_a_contact_that_expires_while_it_is_closed_stays_until_that_is_known(pressed: bool) -> None:
    store, key = with_outcomes()
    store.dispatch(e.contact_finished(key))
    store.dispatch(e.acted("outcome-picked", contact=key, value="107"))
    if pressed:
        store.dispatch(e.acted("close-go", contact=key))
    store.dispatch(e.manual_came((manual("2082097399", ident="other"),), one(store, key).deadline or 0.0))
    assert one(store, key).outcome == "107"
    if pressed:
        settled(store, key, e.failure("refused", "not open"))
        assert "not open" in panel(store)


def test_a_skip_is_sent_only_for_the_contact_that_must_be_the_reserved_one() -> None:
    store, key = reserved()
    store.dispatch(Tick(one(store, key).deadline or 0.0))
    store.dispatch(e.contact_finished(key))
    assert sent(store, SKIP_NON_PEWC_CONTACT) == []
    assert "The desktop was not told." in panel(store, "non-pewc")


def test_a_skipped_contact_that_the_desktop_still_has_reserved_is_there_to_dial_again() -> None:
    store, key = reserved()
    store.dispatch(e.contact_finished(key))
    settled(store, key)
    assert one(store, key).finished
    store.dispatch(e.non_pewc_came((non_pewc(),), NOW + 1))
    assert not one(store, key).finished


def test_nothing_is_dialled_while_the_agent_is_asked_for_the_outcome() -> None:
    store, key = with_outcomes()
    store.dispatch(e.contact_finished(key))
    store.dispatch(e.dial_pressed(key))
    assert "ManualDialCall" not in store.asked()
