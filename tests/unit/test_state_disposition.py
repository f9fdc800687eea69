"""Giving a call its outcome, with a note."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import DAVID, NOW, OTHER, blank, non_pewc
from tests.unit.store import Store
from widget.client import Failure
from widget.lcm import (
    SET_BUSINESS_OUTCOME_WITH_COMMENTS,
    SET_CALL_OUTCOME_WITH_COMMENTS,
    SET_NON_PEWC_CONTACT_OUTCOME,
    Call,
    Field,
    Outcome,
    OutcomesOfCall,
)
from widget.panels import render
from widget.state.acted import Acted
from widget.state.attempt import Phase, Settled
from widget.state.call_outcomes import BusinessOutcomesOf, CallOutcomesOf
from widget.state.disposing import Disposed
from widget.state.disposition import CallDisposition, disposition_of
from widget.state.effects import Ask, Focus
from widget.state.ended import MOST_ENDED
from widget.state.reading import Came, NotCame

SUCCESS = Outcome(outcome_id="0", description="Success")
PAID = Outcome(outcome_id="101", description="Payment Done", lead_score=3)
NOTE = "Wants to pay on Friday."


def unfolded(*calls: Call) -> Store:
    """A store with these calls, the first one chosen, and the outcome unfolded."""
    store = blank()
    store.dispatch(e.calls_came(calls or (DAVID, OTHER), NOW))
    store.dispatch(e.acted("disposition-toggle"))
    return store


def outcomes_came(
    store: Store,
    callid: str = "12345",
    call: tuple[Outcome, ...] = (SUCCESS,),
    business: tuple[Outcome, ...] = (PAID,),
) -> None:
    serial = serial_of(store, callid)
    for what, outcomes in (
        (CallOutcomesOf(callid, serial=serial), call),
        (BusinessOutcomesOf(callid, serial=serial), business),
    ):
        store.dispatch(Came(what, OutcomesOfCall(callid=callid, outcomes=outcomes), NOW))


def serial_of(store: Store, callid: str = "12345") -> int:
    return next(one.serial for one in store.state.calls.listed if one.call.callid == callid)


@pytest.mark.parametrize("found", [(), (PAID,)])
def test_outcomes_asked_without_an_account_are_asked_again_when_it_comes_and_there_were_none(
    found: tuple[Outcome, ...],
) -> None:
    nobody = DAVID.model_copy(update={"account_number": None})
    store = unfolded(nobody)
    outcomes_came(store, business=found)
    asked = len(asked_of(store, BusinessOutcomesOf))
    store.dispatch(e.calls_came((DAVID.model_copy(update={"account_number": "5|3"}),), NOW + 1))
    again = asked_of(store, BusinessOutcomesOf)[asked:]
    assert [data.account_number for data in again] == ([] if found else ["5|3"])


def asked_of(store: Store, kind: type) -> list[Any]:
    """What was asked for of this kind."""
    return [one.data for one in store.effects if isinstance(one, Ask) and isinstance(one.about, kind)]


def ready() -> Store:
    store = unfolded()
    outcomes_came(store)
    return store


def about(action: str, callid: str, ended: str | None, **more: str) -> Acted:
    """An action on a call; `ended` is the account of one that has ended."""
    over = {} if ended is None else {"ended": ended}
    return Acted(action, {"callid": callid, **over, **more}, NOW)


def noted(store: Store, note: str = NOTE, callid: str = "12345", ended: str | None = None) -> None:
    store.dispatch(about("note-typed", callid, ended, value=note))


def picked(store: Store, outcome: str = "business 101", callid: str = "12345", ended: str | None = None) -> None:
    store.dispatch(about("call-outcome-picked", callid, ended, value=outcome))


def pressed(store: Store, callid: str = "12345", ended: str | None = None) -> None:
    store.dispatch(about("disposition-save", callid, ended))


def given(store: Store, key: str = "12345") -> CallDisposition:
    return disposition_of(store.state, key)


def chosen_key(store: Store) -> str:
    assert store.state.calls.selected is not None
    return store.state.calls.selected


def sent(store: Store) -> list[Ask]:
    both = (SET_CALL_OUTCOME_WITH_COMMENTS, SET_BUSINESS_OUTCOME_WITH_COMMENTS)
    return [effect for effect in store.effects if isinstance(effect, Ask) and effect.operation in both]


def settled(store: Store, failure: Failure | None = None, *, late: bool = False) -> None:
    about: Any = sent(store)[-1].about
    assert isinstance(about, Disposed)
    store.dispatch(Settled(about, failure, late, NOW))


def panel(store: Store) -> str:
    return str(render(store.state)["disposition"])


def test_outcomes_are_asked_for_when_they_are_unfolded_and_once_for_each_call() -> None:
    store = blank()
    store.dispatch(e.calls_came((DAVID, OTHER), NOW))
    assert "GetCallOutCome" not in store.asked()
    store.dispatch(e.acted("disposition-toggle"))
    store.dispatch(e.calls_came((DAVID, OTHER), NOW + 1))
    assert (store.asked().count("GetCallOutCome"), store.asked().count("GetBusinessOutcome")) == (1, 1)
    store.dispatch(e.call_selected("67890"))
    assert store.asked().count("GetCallOutCome") == 2


def test_outcomes_that_did_not_come_are_asked_for_when_they_are_unfolded_again() -> None:
    store = unfolded()
    store.dispatch(NotCame(CallOutcomesOf("12345", serial=serial_of(store)), e.failure("refused", "no"), NOW))
    store.dispatch(e.acted("disposition-toggle"))
    store.dispatch(e.acted("disposition-toggle"))
    assert store.asked().count("GetCallOutCome") == 2


@pytest.mark.parametrize(
    ("choice", "operation", "ident", "score"),
    [
        ("call 0", SET_CALL_OUTCOME_WITH_COMMENTS, "0", 0),
        ("business 101", SET_BUSINESS_OUTCOME_WITH_COMMENTS, "101", 3),
    ],
)
def test_one_press_sends_the_outcome_and_the_note_once(choice: str, operation: Any, ident: str, score: int) -> None:  # noqa: ANN401 - any operation
    store = ready()
    noted(store, f" {NOTE} ")
    picked(store, choice)
    pressed(store)
    pressed(store)
    (ask,) = sent(store)
    data: Any = ask.data
    assert ask.operation is operation
    assert (data.callid, data.outcome_id, data.comments, data.lead_score) == ("12345", ident, NOTE, score)
    assert data.user_id == store.state.agent_id
    settled(store)
    assert given(store).attempt.phase is Phase.DONE
    assert "Saved with your note: " in panel(store)
    pressed(store)
    assert len(sent(store)) == 1


def test_nothing_is_sent_without_an_outcome_and_the_page_says_so() -> None:
    store = ready()
    noted(store)
    pressed(store)
    assert sent(store) == []
    assert "Choose an outcome first." in panel(store)
    picked(store, "no such outcome")
    pressed(store)
    assert sent(store) == []
    assert given(store).note == NOTE


@pytest.mark.parametrize(
    ("call", "business", "key"), [((SUCCESS,), (), "call 0"), ((), (PAID,), "business 101"), ((PAID, SUCCESS), (), "")]
)
def test_the_only_outcome_of_a_call_is_preselected(
    call: tuple[Outcome, ...], business: tuple[Outcome, ...], key: str
) -> None:
    store = unfolded()
    outcomes_came(store, call=call, business=business)
    assert f'value="{key}" selected' in panel(store)
    pressed(store)
    assert len(sent(store)) == bool(key)


def test_an_outcome_is_not_preselected_while_it_may_not_be_the_only_one() -> None:
    store = unfolded()
    store.dispatch(
        Came(CallOutcomesOf("12345", serial=serial_of(store)), OutcomesOfCall(callid="12345", outcomes=(SUCCESS,)), NOW)
    )
    assert 'value="" selected' in panel(store)
    store.dispatch(NotCame(BusinessOutcomesOf("12345", serial=serial_of(store)), e.failure("refused", "no"), NOW))
    assert 'value="" selected' in panel(store)


def test_an_agent_can_take_back_the_only_outcome() -> None:
    store = unfolded()
    outcomes_came(store, business=())
    picked(store, "")
    assert 'value="" selected' in panel(store)
    pressed(store)
    assert sent(store) == []


@pytest.mark.parametrize(("code", "phase"), [("refused", Phase.FAILED), ("unknown-outcome", Phase.UNKNOWN)])
def test_what_was_not_confirmed_is_not_saved_and_the_note_stays(code: str, phase: Phase) -> None:
    store = ready()
    noted(store)
    picked(store)
    pressed(store)
    settled(store, e.failure(code, "Invalid Call ID"))
    assert (given(store).attempt.phase, given(store).note) == (phase, NOTE)
    assert NOTE in panel(store)
    assert "Saved" not in panel(store)
    pressed(store)
    assert len(sent(store)) == 2


def test_a_note_survives_messages_another_call_and_the_end_of_the_call() -> None:
    store = ready()
    noted(store)
    store.dispatch(e.call_selected("67890"))
    assert NOTE not in panel(store)
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    store.dispatch(e.ended_selected("12345", ""))
    assert NOTE in panel(store)
    assert "Copy note" in panel(store)


def test_a_call_that_has_ended_is_given_its_outcome() -> None:
    store = ready()
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    picked(store, ended="")
    pressed(store, ended="")
    (ask,) = sent(store)
    assert ask.data.callid == "12345"  # type: ignore[attr-defined]  # a disposition has one
    settled(store)
    assert given(store, chosen_key(store)).attempt.phase is Phase.DONE


def test_an_answer_counts_for_a_call_that_has_ended_meanwhile() -> None:
    store = ready()
    noted(store)
    picked(store)
    pressed(store)
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    settled(store)
    assert given(store, chosen_key(store)).attempt.phase is Phase.DONE


def test_nothing_is_saved_for_an_ended_call_whose_id_another_customers_call_has() -> None:
    first, second = (Call(callid="1", account_number=account) for account in ("7", "8"))
    store = unfolded(first)
    outcomes_came(store, "1")
    store.dispatch(e.calls_came((second,), NOW + 1))
    picked(store, callid="1", ended="7")
    pressed(store, callid="1", ended="7")
    assert sent(store) == []
    assert "Another call has this call" in panel(store)


def test_an_ended_call_with_a_note_is_not_closed_or_pushed_out() -> None:
    store = ready()
    noted(store)
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    store.dispatch(e.ended_closed("12345", ""))
    assert store.effects[-1] == Focus("disposition-note")
    for n in range(MOST_ENDED + 2):
        store.dispatch(e.calls_came((OTHER, Call(callid=f"x{n}")), NOW + 2 + n))
    store.dispatch(e.calls_came((OTHER,), NOW + 60))
    assert NOTE in {one.note for one in store.state.dispositions.values()}
    store.dispatch(e.acted("disposition-discard", callid="12345", ended=""))
    store.dispatch(e.ended_closed("12345", ""))
    assert NOTE not in str(store.state)


def test_a_log_out_takes_the_notes_off_the_page() -> None:
    store = ready()
    noted(store)
    store.dispatch(e.agent_told("Log-Out"))
    assert NOTE not in str(store.state)


def test_without_outcomes_a_note_can_still_be_typed_and_copied_and_the_page_says_why() -> None:
    store = unfolded()
    serial = serial_of(store)
    for what in (CallOutcomesOf("12345", serial=serial), BusinessOutcomesOf("12345", serial=serial)):
        store.dispatch(NotCame(what, e.failure("timeout"), NOW))
    noted(store)
    assert "The desktop gave no outcomes for this call" in panel(store)
    assert "Copy note" in panel(store)
    pressed(store)
    assert sent(store) == []


def with_a_dialled_contact(account: str = "137|1|3") -> Store:
    """A store with a call of that account, and a dialled contact without written consent."""
    store = unfolded(Call(callid="1", account_number=account))
    outcomes_came(store, "1")
    store.dispatch(e.non_pewc_came((non_pewc(),), NOW))
    key = store.state.non_pewc.value[0].key
    store.dispatch(e.dial_pressed(key))
    if store.state.non_pewc.value[0].attempt.confirming:
        store.dispatch(e.dial_confirmed(key))
    store.dispatch(e.dial_settled(key))
    noted(store, callid="1")
    picked(store, callid="1")
    pressed(store, callid="1")
    return store


def recorded(store: Store) -> list[Ask]:
    return [one for one in store.effects if isinstance(one, Ask) and one.operation is SET_NON_PEWC_CONTACT_OUTCOME]


def test_for_a_contact_without_written_consent_the_record_of_the_dial_goes_first() -> None:
    store = with_a_dialled_contact()
    (first,) = recorded(store)
    data: Any = first.data
    assert (data.account_number, data.phone_number) == ("137|1|3", "9873635")
    assert sent(store) == []
    about: Any = first.about
    store.dispatch(Settled(about, None, at=NOW))
    assert len(sent(store)) == 1
    settled(store)
    assert given(store, "1").attempt.phase is Phase.DONE


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("refused", "The outcome was not sent, because the dial was not recorded."),
        ("unknown-outcome", "know if the dial was recorded."),
    ],
)
def test_without_a_clear_yes_to_the_record_no_outcome_is_sent_and_the_page_says_where_it_stands(
    code: str, words: str
) -> None:
    store = with_a_dialled_contact()
    about: Any = recorded(store)[0].about
    store.dispatch(Settled(about, e.failure(code, "no"), at=NOW))
    assert sent(store) == []
    assert words in panel(store)
    store.dispatch(Settled(about, None, late=True, at=NOW))
    assert sent(store) == [], "a late yes sends nothing by itself"
    assert given(store, "1").note == NOTE


def test_a_call_of_another_account_needs_no_record() -> None:
    store = with_a_dialled_contact("8|8|8")
    assert recorded(store) == []
    assert len(sent(store)) == 1


def saved_after(store: Store, failure: Failure | None, *, late: bool = False) -> None:
    """The record of the dial is answered so."""
    about: Any = recorded(store)[-1].about
    store.dispatch(Settled(about, failure, late, NOW))


def test_a_dial_whose_record_was_made_is_not_recorded_again() -> None:
    store = with_a_dialled_contact()
    saved_after(store, None)
    settled(store, e.failure("refused", "no"))
    pressed(store, callid="1")
    assert (len(recorded(store)), len(sent(store))) == (1, 2)


def test_a_record_that_was_confirmed_late_is_said_and_not_made_again() -> None:
    store = with_a_dialled_contact()
    saved_after(store, e.failure("unknown-outcome"))
    saved_after(store, None, late=True)
    assert "The dial is recorded, but the outcome was not sent." in panel(store)
    pressed(store, callid="1")
    assert (len(recorded(store)), len(sent(store))) == (1, 1)


def test_the_record_is_made_also_when_the_dialled_contact_has_left_the_page() -> None:
    store = with_a_dialled_contact()
    before = len(recorded(store))
    saved_after(store, e.failure("refused", "no"))
    store.dispatch(e.contact_finished(store.state.non_pewc.value[0].key))
    store.dispatch(e.list_left("non-pewc"))
    store.dispatch(e.new_came((non_pewc().model_copy(update={"contact_id": "4", "account_number": "4|4|4"}),)))
    pressed(store, callid="1")
    assert len(recorded(store)) == before + 1


def test_a_dial_without_an_account_is_recorded_for_no_call() -> None:
    store = unfolded(Call(callid="1"))
    outcomes_came(store, "1")
    store.dispatch(e.non_pewc_came((non_pewc().model_copy(update={"account_number": ""}),), NOW))
    key = store.state.non_pewc.value[0].key
    store.dispatch(e.dial_pressed(key))
    store.dispatch(e.dial_confirmed(key))
    store.dispatch(e.dial_settled(key))
    picked(store, callid="1")
    pressed(store, callid="1")
    assert (recorded(store), len(sent(store))) == ([], 1)


def test_outcomes_asked_for_one_customer_are_not_offered_for_the_next_with_that_call_id() -> None:
    ann, ben = (Call(callid="1", account_number=account) for account in ("7", "8"))
    store = unfolded(ann)
    asked = serial_of(store, "1")
    store.dispatch(e.calls_came((ben,), NOW + 1))
    store.dispatch(e.call_selected("1"))
    what = BusinessOutcomesOf("1", "7", asked)
    store.dispatch(Came(what, OutcomesOfCall(callid="1", outcomes=(PAID,)), NOW + 2))
    assert PAID.description not in panel(store)
    store.dispatch(e.ended_selected("1", "7"))
    assert PAID.description in panel(store)


def test_outcomes_that_come_after_the_call_has_ended_are_offered_for_it() -> None:
    store = unfolded()
    serial = serial_of(store)
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    store.dispatch(
        Came(CallOutcomesOf("12345", serial=serial), OutcomesOfCall(callid="12345", outcomes=(SUCCESS,)), NOW + 2)
    )
    store.dispatch(e.ended_selected("12345", ""))
    assert SUCCESS.description in panel(store)


def test_what_is_typed_while_the_call_id_becomes_another_customers_is_not_written_into_that_call() -> None:
    ann, ben = (Call(callid="1", account_number=account) for account in ("7", "8"))
    store = unfolded(ann)
    was = str(serial_of(store, "1"))
    noted(store, callid="1")
    store.dispatch(e.calls_came((ben,), NOW + 1))
    store.dispatch(Acted("note-typed", {"callid": "1", "serial": was, "value": f"{NOTE}!"}, NOW + 1))
    assert given(store, "1").note == ""
    store.dispatch(e.ended_selected("1", "7"))
    assert NOTE in panel(store)


def test_two_customers_whose_ended_calls_had_one_call_id_keep_a_note_each() -> None:
    """No account number is known, so their fields tell them apart."""
    ann, ben = (
        Call(callid="1", optional_fields=(Field("FName", name), Field("Mobile", number)))
        for name, number in (("Ann", "2025550101"), ("Ben", "2025550102"))
    )
    store = unfolded(ann, OTHER)
    noted(store, "Ann's note", callid="1")
    store.dispatch(e.calls_came((ben, OTHER), NOW + 1))
    noted(store, "Ben's note", callid="1")
    store.dispatch(e.calls_came((OTHER,), NOW + 2))
    kept = {one.call.optional_fields[0].value: given(store, one.key).note for one in store.state.calls.ended}
    assert kept == {"Ann": "Ann's note", "Ben": "Ben's note"}


def test_nothing_is_saved_for_an_ended_call_whose_id_a_later_ended_call_had() -> None:
    ann, ben = (Call(callid="1", account_number=account) for account in ("7", "8"))
    store = unfolded(ann, OTHER)
    outcomes_came(store, "1")
    store.dispatch(e.calls_came((ben, OTHER), NOW + 1))
    store.dispatch(e.calls_came((OTHER,), NOW + 2))
    picked(store, callid="1", ended="7")
    pressed(store, callid="1", ended="7")
    assert sent(store) == []


@pytest.mark.parametrize("pressing", [False, True])
def test_an_ended_call_with_a_chosen_outcome_is_not_closed(pressing: bool) -> None:
    store = ready()
    picked(store)
    if pressing:
        pressed(store)
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    store.dispatch(e.ended_closed("12345", ""))
    assert [one.call.callid for one in store.state.calls.ended] == ["12345"]


def test_half_a_character_in_a_note_is_left_out() -> None:
    store = ready()
    noted(store, "Friday \ud83d")
    picked(store)
    pressed(store)
    (ask,) = sent(store)
    assert ask.data.comments == "Friday"  # type: ignore[attr-defined]  # a disposition has one


def test_of_two_outcomes_with_one_id_the_first_counts() -> None:
    store = unfolded()
    outcomes_came(store, call=(SUCCESS, SUCCESS.model_copy(update={"description": "Other"})), business=())
    assert SUCCESS.description in panel(store)
    assert "Other" not in panel(store)
