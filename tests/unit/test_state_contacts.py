"""Contacts asked for, and contacts that come: again, late, or while another is worked."""

from __future__ import annotations

import pytest

from tests.unit.samples_of_state import NOW, blank, manual, non_pewc, step_of, with_contact
from widget.state import Failure
from widget.state import events as e
from widget.state.dialling import asked_count, working

FIVE_MINUTES = NOW + 300


def test_no_more_contacts_while_one_is_being_worked() -> None:
    store, _ = with_contact()
    before = store.state
    assert store.dispatch(e.ContactsAsked("manual-dial")) is before


@pytest.mark.parametrize("how", ["done", "expired", "configured"])
def test_more_contacts_once_it_is_done_or_expired_or_when_configured(how: str) -> None:
    store, key = with_contact(get_more_while_working=how == "configured")
    if how == "done":
        store.dispatch(e.ContactFinished(key))
    if how == "expired":
        store.dispatch(e.Tick(FIVE_MINUTES))
    assert not working(store.state, "manual-dial")
    assert store.dispatch(e.ContactsAsked("manual-dial")).manual.phase == "asking"


@pytest.mark.parametrize("count", ["", "0", "6", "-1", "1.5", "two", "99999", "9" * 5000])
def test_a_count_that_can_not_be_asked_for_is_explained(count: str) -> None:
    store = blank()
    store.dispatch(e.ManualFormSet(count=count))
    after = store.dispatch(e.ContactsAsked("manual-dial"))
    assert after.manual.phase == "idle"
    assert after.manual_form.complaint is not None
    assert after.manual_form.count == count


def test_what_became_of_the_last_asking_is_not_said_while_it_is_asked_anew() -> None:
    store = blank()
    store.dispatch(e.ContactsAsked("manual-dial"))
    store.dispatch(e.ContactsUnknown())
    store.dispatch(e.ManualContactsCame((), NOW))
    assert store.state.manual.recovered
    assert not store.dispatch(e.ContactsAsked("manual-dial")).manual.recovered
    store.dispatch(e.ContactsFailed("manual-dial", Failure("timeout", "", NOW)))
    assert store.dispatch(e.ContactsAsked("manual-dial")).manual.failure is None


def test_typing_anew_takes_the_complaint_away() -> None:
    store = blank()
    store.dispatch(e.ManualFormSet(count="x"))
    store.dispatch(e.ContactsAsked("manual-dial"))
    assert store.dispatch(e.ManualFormSet(count="2")).manual_form.complaint is None


def test_a_count_up_to_the_configured_most_is_asked_for() -> None:
    store = blank(manual_dial_max=12)
    store.dispatch(e.ManualFormSet(count="12"))
    assert asked_count(store.state) == 12


def test_a_contact_that_comes_again_keeps_what_was_done_with_it() -> None:
    store, key = with_contact()
    store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.DialSettled(key, None))
    store.dispatch(e.ManualContactsCame((manual(), manual("2082097346", ident="10")), NOW + 1))
    assert [contact.step for contact in store.state.manual.contacts] == ["dialled", "open"]


@pytest.mark.parametrize(
    ("dialled", "expiry", "step"),
    [(True, "", "done"), (True, "01/31/2024 10:46:00", "open"), (False, "", "open")],
)
def test_a_finished_contact_that_comes_again_is_open_unless_it_was_dialled(
    dialled: bool, expiry: str, step: str
) -> None:
    store, key = with_contact()
    if dialled:
        store.dispatch(e.DialPressed(key, NOW))
        store.dispatch(e.DialSettled(key, None))
    store.dispatch(e.ContactFinished(key))
    store.dispatch(e.ManualContactsCame((manual(expiry=expiry),), NOW + 1))
    assert step_of(store, key) == step


@pytest.mark.parametrize(("prefix", "step"), [("9", "confirming"), ("0", "open")])
def test_a_question_is_not_answered_for_another_number_than_it_was_asked_about(prefix: str, step: str) -> None:
    store = blank()
    store.dispatch(e.NonPewcContactsCame((non_pewc(prefix="9"),), NOW))
    (contact,) = store.state.non_pewc.contacts
    store.dispatch(e.DialPressed(contact.key, NOW))
    store.dispatch(e.NonPewcContactsCame((non_pewc(prefix=prefix),), NOW))
    assert step_of(store, contact.key) == step


def test_a_question_closes_when_the_consent_it_is_about_has_come() -> None:
    store, key = with_contact(manual(consent=None))
    store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.ManualContactsCame((manual(consent=True),), NOW + 1))
    assert step_of(store, key) == "open"


def test_a_contact_set_aside_that_comes_again_is_to_be_worked_again() -> None:
    store, key = with_contact()
    store.dispatch(e.ContactFinished(key))
    store.dispatch(e.ManualContactsCame((manual(),), NOW + 1))
    assert step_of(store, key) == "open"


def test_contacts_without_an_id_are_told_apart_by_their_account() -> None:
    store = blank()
    one = manual(ident="")
    store.dispatch(e.ManualContactsCame((one, one.model_copy(update={"account_number": "0|1|235"})), NOW))
    assert len(store.state.manual.contacts) == 2


def test_one_contact_with_two_numbers_is_two_to_dial() -> None:
    store = blank()
    store.dispatch(e.ManualContactsCame((manual("2082097345"), manual("2082097346")), NOW))
    assert len(store.state.manual.contacts) == 2


def test_contacts_that_come_while_one_is_worked_do_not_remove_it() -> None:
    store, key = with_contact()
    store.dispatch(e.ManualContactsCame((manual("2082097346", ident="10"),), NOW + 1))
    assert store.state.contact(key) is not None


def test_what_was_unfolded_for_a_contact_goes_with_it() -> None:
    store, key = with_contact()
    store.dispatch(e.Toggled(f"raw:{key}"))
    store.dispatch(e.ContactFinished(key))
    store.dispatch(e.ManualContactsCame((manual(ident="10"),), NOW))
    assert store.state.opened == frozenset()
