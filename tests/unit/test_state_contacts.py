"""Contacts asked for, and contacts that come: again, late, or while another is worked."""

from __future__ import annotations

import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import NOW, blank, manual, non_pewc, step_of, where, with_contact
from widget.state.clock import Tick
from widget.state.contacts import contact_of, working
from widget.state.keys import Key
from widget.state.manual_form import asked_count
from widget.state.screen import PhonesReady

FIVE_MINUTES = NOW + 300


def test_no_more_contacts_while_one_is_being_worked() -> None:
    store, _ = with_contact()
    before = store.state
    assert store.dispatch(e.contacts_pressed("manual-dial")) is before


@pytest.mark.parametrize("how", ["done", "expired", "configured"])
def test_more_contacts_once_it_is_done_or_expired_or_when_configured(how: str) -> None:
    store, key = with_contact(get_more_while_working=how == "configured")
    if how == "done":
        store.dispatch(e.contact_finished(key))
    if how == "expired":
        store.dispatch(Tick(FIVE_MINUTES))
    assert not working(store.state, "manual-dial")
    assert store.dispatch(e.contacts_pressed("manual-dial")).manual.asking


@pytest.mark.parametrize("count", ["", "0", "6", "-1", "1.5", "two", "99999", "9" * 5000])
def test_a_count_that_can_not_be_asked_for_is_explained(count: str) -> None:
    store = blank()
    store.dispatch(e.count_set(count))
    after = store.dispatch(e.contacts_pressed("manual-dial"))
    assert after.manual.asking is False
    assert after.manual_form.complaint is not None
    assert after.manual_form.count == count


def test_what_became_of_the_last_asking_is_not_said_while_it_is_asked_anew() -> None:
    store = blank()
    store.dispatch(e.contacts_pressed("manual-dial"))
    store.dispatch(e.manual_failed(e.failure("unknown-outcome"), reserved=False))
    store.dispatch(e.manual_came((), NOW))
    assert store.state.manual.recovered
    assert not store.dispatch(e.contacts_pressed("manual-dial")).manual.recovered
    store.dispatch(e.manual_failed(e.failure("timeout")))
    assert store.dispatch(e.contacts_pressed("manual-dial")).manual.failure is None


def test_typing_anew_takes_the_complaint_away() -> None:
    store = blank()
    store.dispatch(e.count_set("x"))
    store.dispatch(e.contacts_pressed("manual-dial"))
    assert store.dispatch(e.count_set("2")).manual_form.complaint is None


def test_a_count_up_to_the_configured_most_is_asked_for() -> None:
    store = blank(manual_dial_max=12)
    store.dispatch(e.count_set("12"))
    assert asked_count(store.state) == 12


def test_a_contact_that_comes_again_keeps_what_was_done_with_it() -> None:
    store, key = with_contact()
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_settled(key, None))
    store.dispatch(e.manual_came((manual(), manual("2082097346", ident="10")), NOW + 1))
    assert [where(contact) for contact in store.state.manual.value] == ["done", "idle"]


@pytest.mark.parametrize(
    ("dialled", "expiry", "step"),
    [
        (True, "", "finished"),
        (True, "01/31/2024 09:46:00 ", "finished"),
        (True, "2024-01-31T09:46:00", "finished"),
        (True, "01/31/2024 10:46:00", "idle"),
        (False, "", "idle"),
    ],
)
def test_a_finished_contact_that_comes_again_is_open_unless_it_was_dialled(
    dialled: bool, expiry: str, step: str
) -> None:
    store, key = with_contact()
    if dialled:
        store.dispatch(e.dial_pressed(key, NOW))
        store.dispatch(e.dial_settled(key, None))
    store.dispatch(e.contact_finished(key))
    store.dispatch(e.manual_came((manual(expiry=expiry),), NOW + 1))
    assert step_of(store, key) == step


@pytest.mark.parametrize(("prefix", "step"), [("9", "confirming"), ("0", "idle")])
def test_a_question_is_not_answered_for_another_number_than_it_was_asked_about(prefix: str, step: str) -> None:
    store = blank()
    store.dispatch(e.non_pewc_came((non_pewc(prefix="9"),), NOW))
    (contact,) = store.state.non_pewc.value
    store.dispatch(e.dial_pressed(contact.key, NOW))
    store.dispatch(e.non_pewc_came((non_pewc(prefix=prefix),), NOW))
    assert step_of(store, contact.key) == step


def test_a_question_closes_when_the_consent_it_is_about_has_come() -> None:
    store, key = with_contact(manual(consent=None))
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.manual_came((manual(consent=True),), NOW + 1))
    assert step_of(store, key) == "idle"


def test_a_contact_set_aside_that_comes_again_is_to_be_worked_again() -> None:
    store, key = with_contact()
    store.dispatch(e.contact_finished(key))
    store.dispatch(e.manual_came((manual(),), NOW + 1))
    assert step_of(store, key) == "idle"


@pytest.mark.parametrize("again", ["+1 208-209-7345", "(208) 209-7345", "+12082097345"])
def test_a_contact_whose_number_comes_in_another_form_is_the_same_and_is_dialled_once(again: str) -> None:
    store, key = with_contact(default_region="US")
    store.dispatch(PhonesReady())
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_settled(key, None))
    store.dispatch(e.manual_came((manual(again), manual()), NOW + 1))
    assert [(one.key, where(one)) for one in store.state.manual.value] == [(key, "done")]


@pytest.mark.parametrize("again", ["9 ", "9"])
def test_a_contact_whose_id_and_number_both_come_in_another_form_is_the_same(again: str) -> None:
    store, key = with_contact(manual(ident="9 "), default_region="US")
    store.dispatch(PhonesReady())
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_settled(key, None))
    store.dispatch(e.manual_came((manual("+12082097345", ident=again),), NOW + 1))
    assert [(one.key, where(one)) for one in store.state.manual.value] == [(key, "done")]


def test_contacts_that_the_phone_metadata_shows_to_be_one_become_one_and_keep_their_dial() -> None:
    store, key = with_contact(default_region="US")
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_settled(key, None))
    store.dispatch(e.manual_came((manual("+12082097345"), manual("2082097346", ident="10")), NOW + 1))
    assert len(store.state.manual.value) == 3
    store.dispatch(PhonesReady())
    assert [(one.key == key, where(one)) for one in store.state.manual.value] == [(True, "done"), (False, "idle")]


def test_two_extensions_of_one_number_are_two_contacts() -> None:
    store = blank(default_region="US")
    store.dispatch(PhonesReady())
    store.dispatch(e.manual_came((manual("6505550199#1"), manual("6505550199#2")), NOW))
    assert [one.dialled for one in store.state.manual.value] == ["6505550199#1", "6505550199#2"]


def test_a_question_stays_open_when_the_number_it_is_about_comes_in_another_form() -> None:
    store, key = with_contact(manual(consent=None), default_region="US")
    store.dispatch(PhonesReady())
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.manual_came((manual("+12082097345", consent=None),), NOW + 1))
    assert step_of(store, key) == "confirming"


def test_contacts_without_an_id_are_told_apart_by_their_account() -> None:
    store = blank()
    one = manual(ident="")
    store.dispatch(e.manual_came((one, one.model_copy(update={"account_number": "0|1|235"})), NOW))
    assert len(store.state.manual.value) == 2


def test_one_contact_with_two_numbers_is_two_to_dial() -> None:
    store = blank()
    store.dispatch(e.manual_came((manual("2082097345"), manual("2082097346")), NOW))
    assert len(store.state.manual.value) == 2


def test_contacts_that_come_while_one_is_worked_do_not_remove_it() -> None:
    store, key = with_contact()
    store.dispatch(e.manual_came((manual("2082097346", ident="10"),), NOW + 1))
    assert contact_of(store.state, key) is not None


def test_what_was_unfolded_for_a_contact_goes_with_it() -> None:
    store, key = with_contact()
    store.dispatch(e.form_toggled(Key("contact", part=(key,))))
    assert store.state.screen.as_received
    store.dispatch(e.contact_finished(key))
    store.dispatch(e.manual_came((manual(ident="10"),), NOW))
    assert store.state.screen.as_received == frozenset()
