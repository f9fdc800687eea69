"""How often a number was dialled on this page today."""

from __future__ import annotations

import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import NOW, blank, manual
from tests.unit.store import Store
from widget import phones
from widget.client import Failure
from widget.panels import render
from widget.state.clock import ServerTime, Tick
from widget.state.past_dials import dialled_before
from widget.state.screen import PhonesReady


def dialled(store: Store, *, failure: Failure | None = None, at: float = NOW, number: str = "2082097345") -> str:
    """The key of a contact with that number that came, was dialled at that time, and was finished."""
    ident = f"c{len(store.state.dials)}-{at}"
    store.dispatch(e.manual_came((manual(number, ident=ident, expiry="02/09/2024 09:46:00"),), at))
    key = next(contact.key for contact in store.state.manual.value if contact.wire.contact_id == ident)
    store.dispatch(e.dial_pressed(key, at))
    if store.state.manual.find(key).attempt.confirming:  # type: ignore[union-attr]
        store.dispatch(e.dial_confirmed(key, at))
    store.dispatch(Tick(at + 1))
    store.dispatch(e.dial_settled(key, failure))
    store.dispatch(e.contact_finished(key))
    return key


def shown(store: Store, number: str = "2082097345") -> str:
    """The panel after a contact with that number has come."""
    ident = f"next {number}"
    store.dispatch(e.manual_came((manual(number, ident=ident, expiry="02/09/2024 09:46:00"),), store.state.now))
    key = next(contact.key for contact in store.state.manual.value if contact.wire.contact_id == ident)
    store.dispatch(e.acted("contact-choose", contact=key))
    return render(store.state)["manual-dial"]


def test_a_number_that_was_not_dialled_says_nothing() -> None:
    assert "Dialled" not in shown(blank())


def test_a_number_says_how_often_and_when_it_was_dialled_and_what_is_counted() -> None:
    store = blank()
    dialled(store)
    dialled(store, at=NOW + 600)
    panel = shown(store)
    assert "Dialled 2 times on this page today" in panel
    assert "Other calls are not counted." in panel


def test_a_dial_that_was_refused_is_none_and_one_that_is_not_known_may_be_one() -> None:
    store = blank()
    dialled(store, failure=e.failure("refused", "busy"))
    dialled(store, failure=e.failure("unknown-outcome"), at=NOW + 120)
    panel = shown(store)
    assert "Dialled 1 time on this page today" in panel
    assert "maybe" in panel


def test_the_same_number_in_another_spelling_counts() -> None:
    assert phones.load()
    store = blank(default_region="US")
    store.dispatch(PhonesReady())
    dialled(store, number="+1 (208) 209-7345")
    assert "Dialled 1 time" in shown(store)
    assert "Dialled" not in shown(store, "2082097346")


def test_another_day_begins_anew() -> None:
    store = blank()
    dialled(store)
    store.dispatch(Tick(NOW + 86_000))
    assert "Dialled" not in shown(store)


def test_a_late_answer_makes_no_second_dial_of_one() -> None:
    store = blank()
    key = dialled(store, failure=e.failure("unknown-outcome"))
    store.dispatch(e.contact_finished(key, done=False))
    (unknown,) = store.state.dials
    store.dispatch(e.dial_settled(key, late=True))
    (known,) = store.state.dials
    assert (known.phase, known.at) == ("done", unknown.at)


def test_at_most_a_thousand_are_kept() -> None:
    store = blank()
    key = dialled(store)
    contact = store.state.manual.find(key)
    assert contact is not None
    store.state = store.state._replace(dials=store.state.dials * 2_000)
    dialled(store, at=NOW + 1)
    assert len(store.state.dials) == 1_000
    assert len(dialled_before(store.state, contact)) == 1_000


@pytest.mark.parametrize("by", [3600.0, -3600.0])
def test_a_clock_that_is_put_right_moves_the_times(by: float) -> None:
    store = blank()
    dialled(store)
    (before,) = store.state.dials
    store.dispatch(ServerTime(store.state.now + by, store.state.now))
    (after,) = store.state.dials
    assert after.at == before.at + by
