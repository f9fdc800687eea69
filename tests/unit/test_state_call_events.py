"""What the desktop tells of dialled contacts: how their calls go on, and that an outcome was set."""

from __future__ import annotations

import re

import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import NOW, blank, manual, non_pewc
from tests.unit.store import Store
from widget.lcm import OUTBOUND_CALL_STATE_CHANGE, OUTCOME_SET_FOR_CALL, CallStateChange, OutcomeSet
from widget.panels import render
from widget.state.attempt import Phase
from widget.state.clock import ServerTime, Tick
from widget.state.contact import Contact
from widget.state.contacts import contact_of
from widget.state.told import Told

NUMBER, OTHER = "2082097345", "2082097346"


def dialled(*numbers: str, settled: bool = True) -> tuple[Store, tuple[str, ...]]:
    """A store with a dialled contact for each number, and their keys."""
    store = blank()
    came = tuple(manual(number, ident=f"c{number}") for number in numbers)
    store.dispatch(e.manual_came(came, NOW))
    keys = tuple(contact.key for contact in store.state.manual.value)
    for key in keys:
        store.dispatch(e.dial_pressed(key))
        if settled:
            store.dispatch(e.dial_settled(key, None))
    return store, keys


def told(
    store: Store, event: str, number: str = NUMBER, *, at: float = NOW, ident: str = "", account: str = ""
) -> None:
    body = CallStateChange(event=event, connection=ident, phone_number=number, account_number=account)
    store.dispatch(Told(OUTBOUND_CALL_STATE_CHANGE.name, body, at))


def panel_of(store: Store) -> str:
    """What the panel says, without the marks around a time in a sentence."""
    return re.sub("</?bdi[^>]*>", "", str(render(store.state)["manual-dial"]))


def outcome_set(store: Store, account: str, at: float = NOW) -> None:
    store.dispatch(Told(OUTCOME_SET_FOR_CALL.name, OutcomeSet(account_number=account), at))


def one(store: Store, key: str) -> Contact:
    contact = contact_of(store.state, key)
    assert contact is not None
    return contact


def stage(store: Store, key: str) -> str:
    progress = one(store, key).progress
    return "" if progress is None else progress.stage


def test_a_dialled_contact_rings_is_connected_and_ends_and_the_page_says_for_how_long() -> None:
    store, (key,) = dialled(NUMBER)
    told(store, "Ringing")
    assert "Ringing…" in panel_of(store)
    told(store, "CustAnswered", at=NOW + 4)
    store.dispatch(Tick(NOW + 87))
    assert "Connected 01:23" in panel_of(store)
    told(store, "DROPPED", at=NOW + 90)
    store.dispatch(Tick(NOW + 200))
    assert "Call ended after 01:26" in panel_of(store)
    assert one(store, key).phase is Phase.DONE


def test_a_call_that_nobody_answered_ends_without_a_time() -> None:
    store, _ = dialled(NUMBER)
    told(store, "Ringing")
    told(store, "DROPPED", at=NOW + 30)
    panel = panel_of(store)
    assert "Call ended" in panel
    assert "Call ended after" not in panel


def test_a_call_that_was_going_on_before_says_no_time() -> None:
    store, _ = dialled(NUMBER)
    told(store, "Hold")
    store.dispatch(Tick(NOW + 60))
    panel = panel_of(store)
    assert "Connected" in panel
    assert "Connected 0" not in panel


def test_without_events_a_dialled_contact_is_shown_as_before() -> None:
    store, _ = dialled(NUMBER)
    assert "Dialled." in panel_of(store)


def test_a_contact_that_was_not_dialled_has_no_call() -> None:
    store = blank()
    store.dispatch(e.manual_came((manual(NUMBER),), NOW))
    told(store, "Ringing")
    assert store.state.manual.value[0].progress is None


@pytest.mark.parametrize("settled", [True, False])
def test_only_the_contact_with_that_number_is_followed(settled: bool) -> None:
    store = blank()
    store.dispatch(e.manual_came((manual(NUMBER, ident="a"), manual(OTHER, ident="b")), NOW))
    first, second = (contact.key for contact in store.state.manual.value)
    store.dispatch(e.dial_pressed(first))
    if settled:
        store.dispatch(e.dial_settled(first, None))
        store.dispatch(e.dial_pressed(second))
        store.dispatch(e.dial_settled(second, None))
    told(store, "Ringing", NUMBER)
    assert (stage(store, first), stage(store, second)) == ("ringing", "")


def test_two_dialled_contacts_with_one_number_and_one_account_are_not_certain() -> None:
    store, keys = dialled(NUMBER)
    store.dispatch(e.non_pewc_came((non_pewc().model_copy(update={"phone_number": NUMBER}),), NOW))
    other = store.state.non_pewc.value[0].key
    store.dispatch(e.dial_pressed(other))
    if one(store, other).attempt.confirming:
        store.dispatch(e.dial_confirmed(other))
    store.dispatch(e.dial_settled(other, None))
    told(store, "Ringing")
    assert [stage(store, key) for key in (*keys, other)] == ["", ""]
    told(store, "Ringing", account="137|1|3")
    assert [stage(store, key) for key in (*keys, other)] == ["", "ringing"]


def test_a_notice_whose_number_and_account_name_two_customers_counts_for_nobody() -> None:
    store, (key,) = dialled(NUMBER)
    told(store, "Ringing", account="9|9|9")
    assert stage(store, key) == ""


def test_a_notice_that_names_nobody_counts_for_the_connection_that_is_known() -> None:
    store, (key,) = dialled(NUMBER)
    told(store, "DROPPED", "")
    assert stage(store, key) == ""
    told(store, "Ringing", ident="c1")
    told(store, "DROPPED", "", ident="c2")
    assert stage(store, key) == "ringing"
    told(store, "DROPPED", "", ident="c1")
    assert stage(store, key) == "ended"


def test_the_next_call_to_the_same_number_is_not_the_call_of_this_dial() -> None:
    store, (key,) = dialled(NUMBER)
    told(store, "Ringing", ident="c1")
    told(store, "DROPPED", ident="c1")
    told(store, "Ringing", ident="c2")
    assert stage(store, key) == "ended"


@pytest.mark.parametrize(("first", "then"), [("CustAnswered", "Ringing"), ("DROPPED", "CustAnswered")])
def test_notices_out_of_order_never_turn_a_call_back(first: str, then: str) -> None:
    store, (key,) = dialled(NUMBER)
    told(store, first, ident="c1")
    was = one(store, key).progress
    told(store, then, ident="c1", at=NOW + 9)
    assert one(store, key).progress == was


def test_a_call_that_rings_shows_that_an_unconfirmed_dial_went_out() -> None:
    store, (key,) = dialled(NUMBER, settled=False)
    store.dispatch(e.dial_settled(key, e.failure("unknown-outcome")))
    assert one(store, key).phase is Phase.UNKNOWN
    told(store, "Ringing")
    assert one(store, key).phase is Phase.DONE
    assert [dial.phase for dial in store.state.dials] == [Phase.DONE]


def test_a_call_that_rings_before_the_dial_is_given_up_on_shows_that_it_went_out() -> None:
    store, (key,) = dialled(NUMBER, settled=False)
    told(store, "Ringing")
    store.dispatch(e.dial_settled(key, e.failure("unknown-outcome")))
    assert one(store, key).phase is Phase.DONE


def test_a_new_dial_begins_without_the_call_of_the_last_one() -> None:
    store, (key,) = dialled(NUMBER, settled=False)
    told(store, "Ringing", ident="c1")
    store.dispatch(e.dial_settled(key, e.failure("refused", "busy")))
    store.dispatch(e.dial_pressed(key))
    store.dispatch(e.dial_confirmed(key))
    assert (one(store, key).phase, one(store, key).progress) == (Phase.SENT, None)


def test_an_outcome_that_was_set_anywhere_finishes_the_contacts_with_that_key_and_no_other() -> None:
    store = blank()
    store.dispatch(e.manual_came((manual(NUMBER, ident="a"), manual(OTHER, ident="b")), NOW))
    store.dispatch(e.non_pewc_came((non_pewc(),), NOW))
    outcome_set(store, " 0|1|234 ")
    assert [contact.finished for contact in store.state.manual.value] == [True, True]
    assert not store.state.non_pewc.value[0].finished
    assert "Outcome set." in panel_of(store)


def test_an_outcome_that_was_set_closes_the_question_whether_to_dial() -> None:
    store = blank(consent_gate="require")
    store.dispatch(e.manual_came((manual(NUMBER, consent=None),), NOW))
    key = store.state.manual.value[0].key
    store.dispatch(e.dial_pressed(key))
    assert one(store, key).attempt.confirming
    outcome_set(store, "0|1|234")
    store.dispatch(e.dial_confirmed(key))
    assert (one(store, key).phase, one(store, key).attempt.confirming) == (Phase.IDLE, False)


def test_a_contact_whose_outcome_was_set_stays_done_when_a_late_answer_brings_it_again() -> None:
    store = blank()
    store.dispatch(e.manual_came((manual(NUMBER),), NOW))
    outcome_set(store, "0|1|234")
    store.dispatch(e.manual_came((manual(NUMBER),), NOW + 1))
    assert store.state.manual.value[0].finished
    store.dispatch(e.manual_came((manual(NUMBER, expiry="01/31/2024 10:46:00"),), NOW + 2))
    assert not store.state.manual.value[0].finished


def test_an_outcome_without_a_contact_changes_nothing() -> None:
    store, (key,) = dialled(NUMBER)
    before = store.state.manual
    outcome_set(store, "7|7|7")
    assert store.state.manual is before
    assert not one(store, key).finished


def test_the_time_of_a_call_is_right_when_the_clock_is_corrected() -> None:
    store, _ = dialled(NUMBER)
    told(store, "CustAnswered")
    store.dispatch(Tick(NOW + 10))
    store.dispatch(ServerTime(NOW + 3_610, NOW + 10))
    assert "Connected 00:10" in panel_of(store)


def test_a_late_notice_of_an_earlier_call_is_not_of_the_dial_after_it() -> None:
    store, (key,) = dialled(NUMBER)
    told(store, "CustAnswered", ident="c1")
    told(store, "DROPPED", ident="c1")
    store.dispatch(Tick(one(store, key).deadline or 0.0))
    store.dispatch(e.manual_came((manual(NUMBER, ident=f"c{NUMBER}", expiry="01/31/2024 23:59:59"),), store.state.now))
    store.dispatch(e.dial_pressed(key, store.state.now))
    store.dispatch(e.dial_confirmed(key, store.state.now))
    told(store, "ACW", ident="c1")
    assert stage(store, key) == ""
    told(store, "Ringing", ident="c2")
    assert stage(store, key) == "ringing"


def test_a_connection_id_that_is_used_again_does_not_show_another_numbers_call() -> None:
    store, (first, second) = dialled(NUMBER, OTHER)
    told(store, "Ringing", ident="1")
    told(store, "CustAnswered", OTHER, ident="1")
    assert (stage(store, first), stage(store, second)) == ("ringing", "connected")


def test_a_call_that_goes_on_shows_that_its_dial_was_not_refused() -> None:
    store, (key,) = dialled(NUMBER, settled=False)
    store.dispatch(e.dial_settled(key, e.failure("refused", "busy")))
    told(store, "Ringing")
    assert (one(store, key).phase, stage(store, key)) == (Phase.DONE, "ringing")


def test_a_contact_whose_dial_was_refused_takes_no_call_from_one_that_was_dialled() -> None:
    store, (first, second) = dialled(NUMBER, OTHER, settled=False)
    store.dispatch(e.dial_settled(first, e.failure("refused", "busy")))
    store.dispatch(e.dial_pressed(second))
    store.dispatch(e.dial_settled(second))
    told(store, "Ringing", "", account="0|1|234")
    assert (stage(store, first), stage(store, second)) == ("", "ringing")
