"""Contacts are dialled by one click of the agent each, never late, never without the second step where it is asked."""

from __future__ import annotations

import pytest

from tests.unit.samples_of_state import NOW, blank, manual, non_pewc, step_of, with_contact
from widget.state import Failure
from widget.state import events as e

FIVE_MINUTES = NOW + 300


def test_dial_with_consent_dials_at_once() -> None:
    store, key = with_contact()
    store.dispatch(e.DialPressed(key, NOW))
    assert step_of(store, key) == "dialling"


@pytest.mark.parametrize("consent", [False, None])
def test_without_known_consent_dial_asks_for_a_second_step(consent: bool | None) -> None:
    store, key = with_contact(manual(consent=consent))
    store.dispatch(e.DialPressed(key, NOW))
    assert step_of(store, key) == "confirming"
    store.dispatch(e.DialConfirmed(key, NOW + 1))
    assert step_of(store, key) == "dialling"


@pytest.mark.parametrize("gate", ["warn", "off"])
def test_other_gates_ask_for_no_second_step(gate: str) -> None:
    store, key = with_contact(manual(consent=None), consent_gate=gate)
    store.dispatch(e.DialPressed(key, NOW))
    assert step_of(store, key) == "dialling"


def test_the_second_step_alone_dials_nothing() -> None:
    store, key = with_contact(manual(consent=False))
    store.dispatch(e.DialConfirmed(key, NOW))
    assert step_of(store, key) == "open"


@pytest.mark.parametrize("late", [0.0, 0.001, 3600.0])
def test_a_click_at_or_after_the_deadline_is_refused_and_said(late: float) -> None:
    store, key = with_contact()
    store.dispatch(e.DialPressed(key, FIVE_MINUTES + late))
    assert step_of(store, key) == "open"
    assert "Too late" in store.state.said.lines[0].msgid
    assert store.state.now == FIVE_MINUTES + late


def test_a_second_step_after_the_deadline_is_refused() -> None:
    store, key = with_contact(manual(consent=None))
    store.dispatch(e.DialPressed(key, FIVE_MINUTES - 1))
    store.dispatch(e.DialConfirmed(key, FIVE_MINUTES))
    assert step_of(store, key) == "open"


def test_the_question_closes_by_itself_when_the_contact_expires() -> None:
    store, key = with_contact(manual(consent=None))
    store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.Tick(FIVE_MINUTES))
    assert step_of(store, key) == "open"


def test_the_question_about_a_non_pewc_contact_closes_by_itself_too() -> None:
    store = blank()
    store.dispatch(e.NonPewcContactsCame((non_pewc(),), NOW))
    key = store.state.non_pewc.contacts[0].key
    store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.Tick(FIVE_MINUTES))
    assert step_of(store, key) == "open"


def test_a_clock_alone_never_dials() -> None:
    store, key = with_contact()
    for second in range(0, 600, 7):
        store.dispatch(e.Tick(NOW + second))
    assert step_of(store, key) == "open"


def test_an_unreadable_expiry_never_expires_and_allows_dialling() -> None:
    store, key = with_contact(manual(expiry="soon"))
    contact = store.state.contact(key)
    assert contact is not None
    assert (contact.deadline, contact.expiry) == (None, "soon")
    assert not contact.expired(NOW + 1e9)


def test_without_a_server_zone_dates_are_unknown() -> None:
    store, key = with_contact(server_timezone=None)
    contact = store.state.contact(key)
    assert contact is not None
    assert contact.deadline is None


@pytest.mark.parametrize("step", ["dialling", "dialled"])
def test_one_contact_is_dialled_once(step: str) -> None:
    store, key = with_contact()
    store.dispatch(e.DialPressed(key, NOW))
    if step == "dialled":
        store.dispatch(e.DialSettled(key, None))
    before = store.state
    assert store.dispatch(e.DialPressed(key, NOW + 1)) is before


def test_a_failed_dial_may_be_tried_again() -> None:
    store, key = with_contact()
    store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.DialSettled(key, Failure("link", "", NOW)))
    store.dispatch(e.DialPressed(key, NOW + 1))
    assert step_of(store, key) == "dialling"


@pytest.mark.parametrize(("failure", "step"), [(None, "dialled"), (Failure("refused", "", NOW), "failed")])
def test_a_late_answer_settles_an_unconfirmed_dial(failure: Failure | None, step: str) -> None:
    store, key = with_contact()
    store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.DialSettled(key, Failure("unknown-outcome", "", NOW), unknown=True))
    store.dispatch(e.DialSettled(key, failure))
    assert step_of(store, key) == step


def test_prefix_and_suffix_are_dialled() -> None:
    store = blank()
    store.dispatch(e.NonPewcContactsCame((non_pewc(prefix="9", suffix="#"),), NOW))
    assert store.state.non_pewc.contacts[0].dialled == "99873635#"


def test_a_non_pewc_contact_has_no_consent() -> None:
    store = blank()
    store.dispatch(e.NonPewcContactsCame((non_pewc(),), NOW))
    key = store.state.non_pewc.contacts[0].key
    store.dispatch(e.DialPressed(key, NOW))
    assert step_of(store, key) == "confirming"


def test_a_dial_not_confirmed_stays_so_when_the_contact_expires_under_the_next_question() -> None:
    store, key = with_contact(manual(consent=None))
    for event in (
        e.DialPressed(key, NOW),
        e.DialConfirmed(key, NOW),
        e.DialSettled(key, Failure("unknown-outcome", "", NOW), unknown=True),
        e.DialPressed(key, NOW),
        e.Tick(FIVE_MINUTES),
    ):
        store.dispatch(event)
    assert step_of(store, key) == "unknown"


def test_a_contact_set_aside_can_be_taken_back() -> None:
    store, key = with_contact()
    store.dispatch(e.ContactFinished(key))
    store.dispatch(e.ContactFinished(key, done=False))
    assert step_of(store, key) == "open"


@pytest.mark.parametrize(("consent", "step"), [(True, "dialling"), (False, "confirming")])
def test_a_contact_being_dialled_or_asked_about_can_not_be_set_aside(consent: bool, step: str) -> None:
    store, key = with_contact(manual(consent=consent))
    store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.ContactFinished(key))
    assert step_of(store, key) == step


def test_milestones_are_said_once_and_the_end_too() -> None:
    store, _ = with_contact()
    said = []
    for second in range(310):
        serial = store.state.said.serial
        store.dispatch(e.Tick(NOW + second))
        if store.state.said.serial != serial:
            said.append(second)
    assert said == [240, 290, 300]


def test_a_page_that_slept_through_milestones_says_only_the_last() -> None:
    store, _ = with_contact()
    store.dispatch(e.Tick(NOW + 295))
    assert [dict(line.values)["n"] for line in store.state.said.lines] == [10]


def test_nothing_more_is_said_of_a_contact_that_was_dialled() -> None:
    store, key = with_contact()
    store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.DialSettled(key, None))
    said = store.state.said
    store.dispatch(e.Tick(FIVE_MINUTES))
    assert store.state.said is said


def test_not_calling_after_an_unconfirmed_dial_leaves_it_unconfirmed() -> None:
    store, key = with_contact(manual(consent=False))
    store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.DialConfirmed(key, NOW))
    store.dispatch(e.DialSettled(key, Failure("unknown-outcome", "", NOW), unknown=True))
    store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.DialBackedOut(key))
    contact = store.state.contact(key)
    assert contact is not None
    assert contact.step == "unknown"


def test_a_dialled_contact_taken_back_is_dialled_still() -> None:
    store, key = with_contact()
    for event in (
        e.DialPressed(key, NOW),
        e.DialSettled(key, None),
        e.ContactFinished(key),
        e.ContactFinished(key),
        e.ContactFinished(key, done=False),
    ):
        store.dispatch(event)
    assert step_of(store, key) == "dialled"


def test_a_question_answered_while_another_contact_is_dialled_dials_nothing() -> None:
    store, asked = with_contact(manual(consent=None))
    store.dispatch(e.DialPressed(asked, NOW))
    store.dispatch(e.NonPewcContactsCame((non_pewc(),), NOW))
    (other,) = store.state.non_pewc.contacts
    store.dispatch(e.DialPressed(other.key, NOW))
    store.dispatch(e.DialConfirmed(other.key, NOW))
    store.dispatch(e.DialConfirmed(asked, NOW))
    assert [step_of(store, other.key), step_of(store, asked)] == ["dialling", "confirming"]
