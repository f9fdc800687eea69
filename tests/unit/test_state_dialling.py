"""Contacts are dialled by one click of the agent each, never late, never without the second step where it is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import NOW, blank, manual, non_pewc, step_of, with_contact
from tests.unit.store import Store
from widget.client import Failure
from widget.panels import render
from widget.state.clock import ServerTime, Tick
from widget.state.contacts import contact_of
from widget.state.screen import PhonesReady

FIVE_MINUTES = NOW + 300


def test_dial_with_consent_dials_at_once() -> None:
    store, key = with_contact()
    store.dispatch(e.dial_pressed(key, NOW))
    assert step_of(store, key) == "sent"


@pytest.mark.parametrize("consent", [False, None])
def test_without_known_consent_dial_asks_for_a_second_step(consent: bool | None) -> None:
    store, key = with_contact(manual(consent=consent))
    store.dispatch(e.dial_pressed(key, NOW))
    assert step_of(store, key) == "confirming"
    store.dispatch(e.dial_confirmed(key, NOW + 1))
    assert step_of(store, key) == "sent"


@pytest.mark.parametrize("gate", ["warn", "off"])
def test_other_gates_ask_for_no_second_step(gate: str) -> None:
    store, key = with_contact(manual(consent=None), consent_gate=gate)
    store.dispatch(e.dial_pressed(key, NOW))
    assert step_of(store, key) == "sent"


def test_the_second_step_alone_dials_nothing() -> None:
    store, key = with_contact(manual(consent=False))
    store.dispatch(e.dial_confirmed(key, NOW))
    assert step_of(store, key) == "idle"


@pytest.mark.parametrize("late", [0.0, 0.001, 3600.0])
def test_a_click_at_or_after_the_deadline_is_refused_and_said(late: float) -> None:
    store, key = with_contact()
    store.dispatch(e.dial_pressed(key, FIVE_MINUTES + late))
    assert step_of(store, key) == "idle"
    assert "Too late" in store.state.said.lines[0].msgid
    assert store.state.now == FIVE_MINUTES + late


def test_a_second_step_after_the_deadline_is_refused() -> None:
    store, key = with_contact(manual(consent=None))
    store.dispatch(e.dial_pressed(key, FIVE_MINUTES - 1))
    store.dispatch(e.dial_confirmed(key, FIVE_MINUTES))
    assert step_of(store, key) == "idle"


def test_the_question_closes_by_itself_when_the_contact_expires() -> None:
    store, key = with_contact(manual(consent=None))
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(Tick(FIVE_MINUTES))
    assert step_of(store, key) == "idle"


def test_the_question_about_a_non_pewc_contact_closes_by_itself_too() -> None:
    store = blank()
    store.dispatch(e.non_pewc_came((non_pewc(),), NOW))
    key = store.state.non_pewc.value[0].key
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(Tick(FIVE_MINUTES))
    assert step_of(store, key) == "idle"


def test_a_clock_alone_never_dials() -> None:
    store, key = with_contact()
    for second in range(0, 600, 7):
        store.dispatch(Tick(NOW + second))
    assert step_of(store, key) == "idle"


def test_an_unreadable_expiry_never_expires_and_allows_dialling() -> None:
    store, key = with_contact(manual(expiry="soon"))
    contact = contact_of(store.state, key)
    assert contact is not None
    assert (contact.deadline, contact.wire.expiry) == (None, "soon")
    assert not contact.expired(NOW + 1e9)


def test_without_a_server_zone_dates_are_unknown() -> None:
    store, key = with_contact(server_timezone=None)
    contact = contact_of(store.state, key)
    assert contact is not None
    assert contact.deadline is None


@pytest.mark.parametrize("step", ["sent", "done"])
def test_one_contact_is_dialled_once(step: str) -> None:
    store, key = with_contact()
    store.dispatch(e.dial_pressed(key, NOW))
    if step == "done":
        store.dispatch(e.dial_settled(key, None))
    before = store.state
    assert store.dispatch(e.dial_pressed(key, NOW + 1)) is before


def test_a_failed_dial_may_be_tried_again() -> None:
    store, key = with_contact()
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_settled(key, e.failure("link")))
    store.dispatch(e.dial_pressed(key, NOW + 1))
    assert step_of(store, key) == "sent"


@pytest.mark.parametrize(("failure", "step"), [(None, "done"), (e.failure("refused"), "failed")])
def test_a_late_answer_settles_an_unconfirmed_dial(failure: Failure | None, step: str) -> None:
    store, key = with_contact()
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_settled(key, e.failure("unknown-outcome")))
    store.dispatch(e.dial_settled(key, failure, late=True))
    assert step_of(store, key) == step


def test_prefix_and_suffix_are_dialled() -> None:
    store = blank()
    store.dispatch(e.non_pewc_came((non_pewc(prefix="9", suffix="#"),), NOW))
    assert store.state.non_pewc.value[0].dialled == "99873635#"


def test_a_non_pewc_contact_has_no_consent() -> None:
    store = blank()
    store.dispatch(e.non_pewc_came((non_pewc(),), NOW))
    key = store.state.non_pewc.value[0].key
    store.dispatch(e.dial_pressed(key, NOW))
    assert step_of(store, key) == "confirming"


def test_a_dial_not_confirmed_stays_so_when_the_contact_expires_under_the_next_question() -> None:
    store, key = with_contact(manual(consent=None))
    for event in (
        e.dial_pressed(key, NOW),
        e.dial_confirmed(key, NOW),
        e.dial_settled(key, e.failure("unknown-outcome")),
        e.dial_pressed(key, NOW),
        Tick(FIVE_MINUTES),
    ):
        store.dispatch(event)
    assert step_of(store, key) == "unknown"


def test_a_contact_set_aside_can_be_taken_back() -> None:
    store, key = with_contact()
    store.dispatch(e.contact_finished(key))
    store.dispatch(e.contact_finished(key, done=False))
    assert step_of(store, key) == "idle"


@pytest.mark.parametrize(("consent", "step"), [(True, "sent"), (False, "confirming")])
def test_a_contact_being_dialled_or_asked_about_can_not_be_set_aside(consent: bool, step: str) -> None:
    store, key = with_contact(manual(consent=consent))
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.contact_finished(key))
    assert step_of(store, key) == step


def test_milestones_are_said_once_and_the_end_too() -> None:
    store, _ = with_contact()
    said = []
    for second in range(310):
        serial = store.state.said.serial
        store.dispatch(Tick(NOW + second))
        if store.state.said.serial != serial:
            said.append(second)
    assert said == [241, 291, 301]


def test_a_page_that_slept_through_milestones_says_only_the_last() -> None:
    store, _ = with_contact()
    store.dispatch(Tick(NOW + 295))
    assert [dict(line.values)["n"] for line in store.state.said.lines] == [10]


def test_nothing_more_is_said_of_a_contact_that_was_dialled() -> None:
    store, key = with_contact()
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_settled(key, None))
    said = store.state.said
    store.dispatch(Tick(FIVE_MINUTES))
    store.dispatch(Tick(FIVE_MINUTES + 5))
    assert store.state.said.serial == said.serial


def test_not_calling_after_an_unconfirmed_dial_leaves_it_unconfirmed() -> None:
    store, key = with_contact(manual(consent=False))
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_confirmed(key, NOW))
    store.dispatch(e.dial_settled(key, e.failure("unknown-outcome")))
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_backed_out(key))
    contact = contact_of(store.state, key)
    assert contact is not None
    assert contact.phase == "unknown"


def test_a_dialled_contact_taken_back_is_dialled_still() -> None:
    store, key = with_contact()
    for event in (
        e.dial_pressed(key, NOW),
        e.dial_settled(key, None),
        e.contact_finished(key),
        e.contact_finished(key),
        e.contact_finished(key, done=False),
    ):
        store.dispatch(event)
    assert step_of(store, key) == "done"


def test_a_question_answered_while_another_contact_is_dialled_dials_nothing() -> None:
    store, asked = with_contact(manual(consent=None))
    store.dispatch(e.dial_pressed(asked, NOW))
    store.dispatch(e.non_pewc_came((non_pewc(),), NOW))
    (other,) = store.state.non_pewc.value
    store.dispatch(e.dial_pressed(other.key, NOW))
    store.dispatch(e.dial_confirmed(other.key, NOW))
    store.dispatch(e.dial_confirmed(asked, NOW))
    assert [step_of(store, other.key), step_of(store, asked)] == ["sent", "confirming"]


def with_refused_dial() -> tuple[Store, str]:
    """A store of the region US whose desktop has just refused to dial its one contact, and the contact's key."""
    store, key = with_contact(default_region="US")
    store.dispatch(PhonesReady())
    store.dispatch(Tick(NOW))
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_settled(key, e.failure("refused")))
    return store, key


def test_after_a_no_the_agent_is_asked_before_another_dial_of_that_number_within_a_minute() -> None:
    store, key = with_refused_dial()
    assert store.dispatch(e.dial_pressed(key, NOW + 5)).manual.value[0].attempt.confirming
    assert "Dial this number again?" in render(store.state)["dialogs"]
    assert "This number was tried a moment ago" in render(store.state)["dialogs"]
    assert store.asked().count("ManualDialCall") == 1
    store.dispatch(e.dial_confirmed(key, NOW + 6))
    assert store.asked().count("ManualDialCall") == 2


def test_a_no_counts_for_the_same_number_of_another_contact() -> None:
    store, _ = with_refused_dial()
    store.dispatch(e.manual_came((manual("+1 208-209-7345", ident="10"), manual("2082097346", ident="11")), NOW))
    same, other = store.state.manual.value[-2:]
    store.dispatch(e.dial_pressed(other.key, NOW + 5))
    assert store.asked().count("ManualDialCall") == 2
    store.dispatch(e.dial_settled(other.key, None))
    assert contact_of(store.dispatch(e.dial_pressed(same.key, NOW + 6)), same.key).attempt.confirming  # type: ignore[union-attr]


@pytest.mark.parametrize(("code", "later", "times"), [("refused", 61, 2), ("link", 5, 2)])
def test_the_agent_is_not_asked_after_a_minute_or_when_nothing_was_sent(code: str, later: int, times: int) -> None:
    store, key = with_contact()
    store.dispatch(Tick(NOW))
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_settled(key, e.failure(code)))
    store.dispatch(e.dial_pressed(key, NOW + later))
    assert store.asked().count("ManualDialCall") == times


def test_after_an_unknown_outcome_the_agent_is_asked_as_well_whatever_the_clock_and_the_metadata_do() -> None:
    store, key = with_contact(default_region="US")
    store.dispatch(Tick(NOW))
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_settled(key, e.failure("unknown-outcome")))
    store.dispatch(PhonesReady())
    store.dispatch(ServerTime(NOW - 120, NOW))
    assert store.dispatch(e.dial_pressed(key, NOW - 115)).manual.value[0].attempt.confirming


def test_a_no_that_came_while_no_time_passed_counts_from_when_it_came() -> None:
    store, key = with_contact(manual(expiry="01/31/2024 10:46:00"))
    store.dispatch(Tick(NOW))
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(replace(e.dial_settled(key, e.failure("refused")), at=NOW + 55))
    assert store.dispatch(e.dial_pressed(key, NOW + 70)).manual.value[0].attempt.confirming


def test_nothing_is_dialled_while_a_dial_of_a_contact_that_has_gone_is_not_answered() -> None:
    """A second dial would wait in the request queue and go out later, when nobody presses Dial."""
    store, key = with_contact()
    store.dispatch(e.dial_pressed(key))
    store.dispatch(e.agent_told("Log-Out"))
    store.dispatch(e.manual_came((manual("2082097399", ident="other"),), NOW))
    other = store.state.manual.value[0].key
    store.dispatch(e.dial_pressed(other))
    assert store.asked().count("ManualDialCall") == 1
    store.dispatch(e.dial_settled(key, e.failure("unknown-outcome")))
    store.dispatch(e.dial_pressed(other))
    assert store.asked().count("ManualDialCall") == 2
