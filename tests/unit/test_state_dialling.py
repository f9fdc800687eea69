"""Contacts are dialled by one click of the agent each, never late, never without the second step where it is asked."""

from __future__ import annotations

import pytest

from tests.unit.samples_of_state import NOW, blank, manual, non_pewc, with_contact
from widget.state import Failure, Store
from widget.state import events as e
from widget.state.dialling import asked_count, working

FIVE_MINUTES = NOW + 300


def _step(store: Store, key: str) -> str:
    contact = store.state.contact(key)
    assert contact is not None
    return contact.step


def test_dial_with_consent_dials_at_once() -> None:
    store, key = with_contact()
    store.dispatch(e.DialPressed(key, NOW))
    assert _step(store, key) == "dialling"


@pytest.mark.parametrize("consent", [False, None])
def test_without_known_consent_dial_asks_for_a_second_step(consent: bool | None) -> None:
    store, key = with_contact(manual(consent=consent))
    store.dispatch(e.DialPressed(key, NOW))
    assert _step(store, key) == "confirming"
    store.dispatch(e.DialConfirmed(key, NOW + 1))
    assert _step(store, key) == "dialling"


@pytest.mark.parametrize("gate", ["warn", "off"])
def test_other_gates_ask_for_no_second_step(gate: str) -> None:
    store, key = with_contact(manual(consent=None), consent_gate=gate)
    store.dispatch(e.DialPressed(key, NOW))
    assert _step(store, key) == "dialling"


def test_the_second_step_alone_dials_nothing() -> None:
    store, key = with_contact(manual(consent=False))
    store.dispatch(e.DialConfirmed(key, NOW))
    assert _step(store, key) == "open"


@pytest.mark.parametrize("late", [0.0, 0.001, 3600.0])
def test_a_click_at_or_after_the_deadline_is_refused_and_said(late: float) -> None:
    store, key = with_contact()
    store.dispatch(e.DialPressed(key, FIVE_MINUTES + late))
    assert _step(store, key) == "open"
    assert "Too late" in store.state.said.lines[0].msgid
    assert store.state.now == FIVE_MINUTES + late


def test_a_second_step_after_the_deadline_is_refused() -> None:
    store, key = with_contact(manual(consent=None))
    store.dispatch(e.DialPressed(key, FIVE_MINUTES - 1))
    store.dispatch(e.DialConfirmed(key, FIVE_MINUTES))
    assert _step(store, key) == "open"


def test_the_question_closes_by_itself_when_the_contact_expires() -> None:
    store, key = with_contact(manual(consent=None))
    store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.Tick(FIVE_MINUTES))
    assert _step(store, key) == "open"


def test_the_question_about_a_non_pewc_contact_closes_by_itself_too() -> None:
    store = blank()
    store.dispatch(e.NonPewcContactsCame((non_pewc(),), NOW))
    key = store.state.non_pewc.contacts[0].key
    store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.Tick(FIVE_MINUTES))
    assert _step(store, key) == "open"


def test_a_clock_alone_never_dials() -> None:
    store, key = with_contact()
    for second in range(0, 600, 7):
        store.dispatch(e.Tick(NOW + second))
    assert _step(store, key) == "open"


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
    assert _step(store, key) == "dialling"


@pytest.mark.parametrize(("failure", "step"), [(None, "dialled"), (Failure("refused", "", NOW), "failed")])
def test_a_late_answer_settles_an_unconfirmed_dial(failure: Failure | None, step: str) -> None:
    store, key = with_contact()
    store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.DialSettled(key, Failure("unknown-outcome", "", NOW), unknown=True))
    store.dispatch(e.DialSettled(key, failure))
    assert _step(store, key) == step


def test_prefix_and_suffix_are_dialled() -> None:
    store = blank()
    store.dispatch(e.NonPewcContactsCame((non_pewc(prefix="9", suffix="#"),), NOW))
    assert store.state.non_pewc.contacts[0].dialled == "99873635#"


def test_a_non_pewc_contact_has_no_consent() -> None:
    store = blank()
    store.dispatch(e.NonPewcContactsCame((non_pewc(),), NOW))
    key = store.state.non_pewc.contacts[0].key
    store.dispatch(e.DialPressed(key, NOW))
    assert _step(store, key) == "confirming"


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
    assert _step(store, key) == "unknown"


def test_a_contact_set_aside_can_be_taken_back() -> None:
    store, key = with_contact()
    store.dispatch(e.ContactFinished(key))
    store.dispatch(e.ContactFinished(key, done=False))
    assert _step(store, key) == "open"


@pytest.mark.parametrize(("consent", "step"), [(True, "dialling"), (False, "confirming")])
def test_a_contact_being_dialled_or_asked_about_can_not_be_set_aside(consent: bool, step: str) -> None:
    store, key = with_contact(manual(consent=consent))
    store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.ContactFinished(key))
    assert _step(store, key) == step


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
    store.dispatch(e.ContactsUnknown(NOW))
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
    assert _step(store, key) == step


@pytest.mark.parametrize(("prefix", "step"), [("9", "confirming"), ("0", "open")])
def test_a_question_is_not_answered_for_another_number_than_it_was_asked_about(prefix: str, step: str) -> None:
    store = blank()
    store.dispatch(e.NonPewcContactsCame((non_pewc(prefix="9"),), NOW))
    (contact,) = store.state.non_pewc.contacts
    store.dispatch(e.DialPressed(contact.key, NOW))
    store.dispatch(e.NonPewcContactsCame((non_pewc(prefix=prefix),), NOW))
    assert _step(store, contact.key) == step


def test_a_question_closes_when_the_consent_it_is_about_has_come() -> None:
    store, key = with_contact(manual(consent=None))
    store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.ManualContactsCame((manual(consent=True),), NOW + 1))
    assert _step(store, key) == "open"


def test_a_contact_set_aside_that_comes_again_is_to_be_worked_again() -> None:
    store, key = with_contact()
    store.dispatch(e.ContactFinished(key))
    store.dispatch(e.ManualContactsCame((manual(),), NOW + 1))
    assert _step(store, key) == "open"


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


def test_what_was_unfolded_for_a_contact_goes_with_it() -> None:
    store, key = with_contact()
    store.dispatch(e.Toggled(f"raw:{key}"))
    store.dispatch(e.ContactFinished(key))
    store.dispatch(e.ManualContactsCame((manual(ident="10"),), NOW))
    assert store.state.opened == frozenset()


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
    assert _step(store, key) == "dialled"


def test_a_question_answered_while_another_contact_is_dialled_dials_nothing() -> None:
    store, asked = with_contact(manual(consent=None))
    store.dispatch(e.DialPressed(asked, NOW))
    store.dispatch(e.NonPewcContactsCame((non_pewc(),), NOW))
    (other,) = store.state.non_pewc.contacts
    store.dispatch(e.DialPressed(other.key, NOW))
    store.dispatch(e.DialConfirmed(other.key, NOW))
    store.dispatch(e.DialConfirmed(asked, NOW))
    assert [_step(store, other.key), _step(store, asked)] == ["dialling", "confirming"]
