"""The list of the contacts that were finished on this page."""

from __future__ import annotations

import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import NOW, blank, manual
from tests.unit.store import Store
from widget.client import Failure
from widget.panels import render
from widget.state.clock import ServerTime
from widget.state.finished import MOST_FINISHED
from widget.state.keys import FINISHED

LATER = "02/09/2024 09:46:00"


def got(store: Store, ident: str, at: float = NOW) -> str:
    """The key of a contact that came."""
    store.dispatch(e.manual_came((manual(f"20820973{ident:0>2}", ident=ident, expiry=LATER),), at))
    return next(contact.key for contact in store.state.manual.value if contact.wire.contact_id == ident)


def dialled(store: Store, key: str, failure: Failure | None = None) -> None:
    store.dispatch(e.dial_pressed(key))
    store.dispatch(e.dial_settled(key, failure))


def hows(store: Store) -> list[str]:
    return [one.how for one in store.state.finished]


def shown(store: Store) -> str:
    return str(render(store.state)["finished"])


def test_skipped_called_and_maybe_called_are_told_apart_with_their_times() -> None:
    store = blank()
    first, second, third = (got(store, ident) for ident in "123")
    dialled(store, second)
    dialled(store, third, e.failure("unknown-outcome"))
    for key in (first, second, third):
        store.dispatch(e.contact_finished(key))
    assert hows(store) == ["skipped", "called", "maybe-called"]
    assert {one.at for one in store.state.finished} == {NOW}
    store.dispatch(e.toggled(FINISHED))
    panel = shown(store)
    assert panel.index("maybe called") < panel.index(">called") < panel.index("skipped"), "the newest first"


def test_an_outcome_that_was_set_elsewhere_is_listed() -> None:
    store = blank()
    got(store, "1")
    store.dispatch(e.outcome_told("0|1|234", NOW + 5))
    assert [(one.how, one.at) for one in store.state.finished] == [("outcome", NOW + 5)]


def test_a_contact_that_is_worked_again_is_taken_off_the_list() -> None:
    store = blank()
    key = got(store, "1")
    store.dispatch(e.contact_finished(key))
    store.dispatch(e.contact_finished(key, done=False))
    assert store.state.finished == ()
    store.dispatch(e.contact_finished(key))
    assert len(store.state.finished) == 1


def test_the_list_stays_when_the_contact_leaves_the_page_and_when_it_comes_again() -> None:
    store = blank()
    key = got(store, "1")
    store.dispatch(e.contact_finished(key))
    store.dispatch(e.list_left("manual-dial"))
    got(store, "2", NOW + 9)
    assert hows(store) == ["skipped"]
    again = got(store, "1", NOW + 10)
    store.dispatch(e.acted("contact-done", NOW + 11, contact=again))
    assert [one.at for one in store.state.finished] == [NOW, NOW + 11]


def test_a_late_answer_corrects_what_the_list_says() -> None:
    store = blank()
    key = got(store, "1")
    dialled(store, key, e.failure("unknown-outcome"))
    store.dispatch(e.contact_finished(key))
    store.dispatch(e.call_told("Ringing", "2082097301"))
    assert hows(store) == ["called"]


def test_only_the_newest_are_kept() -> None:
    store = blank(manual_dial_max=50)
    for at in range(MOST_FINISHED + 3):
        key = got(store, f"n{at}", NOW + at)
        store.dispatch(e.acted("contact-done", NOW + at, contact=key))
        store.dispatch(e.list_left("manual-dial"))
    assert len(store.state.finished) == MOST_FINISHED
    assert store.state.finished[0].at == NOW + 3


def test_the_list_is_folded_and_says_what_it_counts_when_it_is_unfolded() -> None:
    store = blank()
    assert "<li" not in shown(store)
    store.dispatch(e.toggled(FINISHED))
    assert "<button" not in shown(store), "there is nothing to unfold"
    store.dispatch(e.contact_finished(got(store, "1")))
    assert "Finished · 1" in shown(store)
    assert "Only this page is counted" in shown(store)


@pytest.mark.parametrize("mask", [True, False])
def test_numbers_are_masked_where_they_are_masked(mask: bool) -> None:
    store = blank(mask_numbers=mask)
    store.dispatch(e.contact_finished(got(store, "1")))
    store.dispatch(e.toggled(FINISHED))
    assert ("2082097301" in shown(store)) is not mask


def test_a_log_out_takes_the_list_off_the_page() -> None:
    store = blank()
    store.dispatch(e.contact_finished(got(store, "1")))
    store.dispatch(e.agent_told("Log-Out"))
    assert store.state.finished == ()


def test_its_times_move_with_the_clock() -> None:
    store = blank()
    store.dispatch(e.contact_finished(got(store, "1")))
    store.dispatch(ServerTime(NOW + 3_600, NOW))
    assert store.state.finished[0].at == NOW + 3_600
