"""Contacts to dial by hand."""

from __future__ import annotations

from dataclasses import replace

from tests.unit import events as e
from tests.unit.store import Store
from tools.gallery_scenes.data import NOW, fresh, manual, non_pewc, sample_store
from widget.lcm import Outcome, Outcomes
from widget.state import WidgetState
from widget.state.attempt import Settled
from widget.state.closing import Close
from widget.state.keys import FINISHED, MANUAL_FORM
from widget.state.outcomes import MANUAL_OUTCOMES
from widget.state.reading import Came


def without_consent() -> WidgetState:
    """The second step before a contact without known consent is dialled."""
    store = sample_store()
    contacts = (
        manual("2082097345", "01/31/2024 12:45:51", consent=None, ident="1"),
        manual("2082097346", "01/31/2024 09:41:51", consent=False, ident="2"),
    )
    store.dispatch(e.manual_came(contacts, NOW))
    store.dispatch(e.dial_pressed(store.state.manual.value[0].key, NOW))
    return store.state


def dial_again() -> WidgetState:
    """The second step before a number is dialled again that the desktop has just refused."""
    store = sample_store()
    key = store.state.manual.value[0].key
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_settled(key, e.failure("refused", "The line is busy.")))
    store.dispatch(e.dial_pressed(key, NOW + 5))
    return store.state


def out_of_hours() -> WidgetState:
    """The second step before a number is dialled where it is too early, and one whose time is not known."""
    store = sample_store(calling_hours="08:00-21:00", hours_gate="require")
    contacts = (
        manual("2082097345", "01/31/2024 12:45:51", ident="1"),
        manual("8005550199", "01/31/2024 12:46:51", ident="2"),
    )
    store.dispatch(e.manual_came(contacts, NOW))
    store.dispatch(e.dial_pressed(store.state.manual.value[0].key, NOW))
    return store.state


def dialled_before() -> WidgetState:
    """A number that was dialled on this page before has come again."""
    store = sample_store()
    for ident, at in (("first", NOW - 7_000), ("second", NOW - 60)):
        store.dispatch(e.manual_came((manual("2082097345", "01/31/2024 12:45:51", ident=ident),), at))
        key = next(contact.key for contact in store.state.manual.value if contact.wire.contact_id == ident)
        store.dispatch(e.acted("contact-choose", contact=key))
        if ident == "first":
            store.dispatch(e.dial_pressed(key, at))
            store.dispatch(e.dial_settled(key))
            store.dispatch(e.contact_finished(key))
    return store.state


def one_at_a_time() -> WidgetState:
    """A dial and a change under way; the others wait for them."""
    store = sample_store()
    contacts = tuple(manual(f"20820973{n}", f"01/31/2024 09:5{n - 40}:00", ident=str(n)) for n in (41, 42))
    store.dispatch(e.manual_came(contacts, NOW))
    store.dispatch(e.dial_pressed(store.state.manual.value[0].key, NOW))
    for mode_id in ("3", "2"):
        store.dispatch(e.change_opened("12345", mode_id))
        store.dispatch(e.change_typed("12345", mode_id, "2025550199"))
        store.dispatch(e.change_submitted("12345", mode_id))
    return store.state


def worked() -> WidgetState:
    """Contacts dialled, failed, unsure, expired and finished."""
    store = sample_store()
    contacts = tuple(manual(f"20820973{n}", f"01/31/2024 09:5{n - 40}:00", ident=str(n)) for n in range(41, 46))
    store.dispatch(e.manual_came((*contacts, manual("2082097399", "01/31/2024 09:40:00", ident="old")), NOW))
    keys = [contact.key for contact in store.state.manual.value]
    unsure = e.failure("unknown-outcome")
    for key, failure in zip(keys, (None, e.failure("link"), unsure), strict=False):
        store.dispatch(e.dial_pressed(key, NOW))
        store.dispatch(e.dial_settled(key, failure))
    store.dispatch(e.contact_finished(keys[4]))
    return store.state


def on_a_call() -> WidgetState:
    """Calls of dialled contacts, as the desktop tells them: one goes on, one has ended, and one has its outcome."""
    store = sample_store()
    contacts = tuple(manual(f"20820973{n}", f"01/31/2024 09:5{n - 40}:00", ident=str(n)) for n in range(41, 44))
    store.dispatch(e.manual_came(contacts, NOW))
    keys = [contact.key for contact in store.state.manual.value]
    for key in keys[:2]:
        store.dispatch(e.dial_pressed(key, NOW))
        store.dispatch(e.dial_settled(key))
    for event, number, at in (
        ("Ringing", "2082097342", NOW - 200),
        ("DROPPED", "2082097342", NOW - 180),
        ("Ringing", "2082097341", NOW - 90),
        ("CustAnswered", "2082097341", NOW - 83),
    ):
        store.dispatch(e.call_told(event, number, at))
    store.dispatch(e.agent_told("In Call"))
    store.dispatch(e.contact_finished(keys[1]))
    store.dispatch(e.toggled(FINISHED))
    return store.state


def choosing_an_outcome() -> WidgetState:
    """The question with which outcome a contact is closed; and one whose closing was refused."""
    store = sample_store()
    contacts = (
        manual("2082097345", "01/31/2024 12:45:51", ident="1"),
        manual("2082097346", "01/31/2024 12:46:51", ident="2"),
    )
    store.dispatch(e.manual_came(contacts, NOW))
    rows = (("107", "Sale"), ("108", "Call back later"), ("109", "Wrong number"))
    outcomes = Outcomes(outcomes=tuple(Outcome(outcome_id=ident, description=words) for ident, words in rows))
    store.dispatch(Came(MANUAL_OUTCOMES, outcomes, NOW))
    key = store.state.manual.value[0].key
    store.dispatch(e.contact_finished(key))
    return store.state


def not_closed() -> WidgetState:
    """A contact that the desktop did not close, and one that it did."""
    state = choosing_an_outcome()
    store = Store(state)
    first, second = (contact.key for contact in state.manual.value[:2])
    for key, failure in ((first, e.failure("refused", "Contact not found")), (second, None)):
        store.dispatch(e.acted("contact-done", NOW, contact=key))
        store.dispatch(e.acted("outcome-picked", NOW, contact=key, value="107"))
        store.dispatch(e.acted("close-go", NOW, contact=key))
        store.dispatch(Settled(Close(key), failure, at=NOW))
    return store.state


def form() -> WidgetState:
    """How contacts are asked for, unfolded."""
    store = fresh()
    store.dispatch(e.manual_came((), NOW))
    store.dispatch(e.toggled(MANUAL_FORM))
    return store.state


def groups() -> WidgetState:
    """The form with campaign groups, one of which is chosen; a new non-PEWC contact came, and the agent's counts."""
    store = fresh()
    store.dispatch(e.manual_came((), NOW))
    store.dispatch(e.toggled(MANUAL_FORM))
    store.dispatch(e.groups_came(("AESprint_AmzQueue1", "EXECUTING"), ("Renewals", "EXECUTING"), ("Evening", "PAUSED")))
    store.dispatch(e.group_set("0"))
    store.dispatch(e.new_came((non_pewc(expiry="Jan 31 2024 10:41AM"),)))
    store.dispatch(e.counts_came(3, 1))
    return store.state


def not_read() -> WidgetState:
    """What was asked for did not come, in both panels."""
    store = fresh()
    store.dispatch(e.manual_failed(e.failure("timeout")))
    store.dispatch(e.non_pewc_failed(e.failure("refused", "The agent is not logged in.")))
    return store.state


def finished() -> WidgetState:
    """The contact that is shown whole was called and finished; the next ones wait. They were reserved before."""
    store = sample_store()
    contacts = tuple(manual(f"20820973{n}", f"01/31/2024 09:5{n - 40}:00", ident=str(n)) for n in (41, 42, 43))
    came = e.manual_came(contacts, NOW)
    store.dispatch(replace(came, what=replace(came.what, at_start=True)))
    key = store.state.manual.chosen
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_settled(key, None))
    store.dispatch(e.contact_finished(key))
    return store.state


def reserved() -> WidgetState:
    """Contacts that were reserved before the page opened; one has a long refusal."""
    store = fresh()
    contacts = tuple(manual(f"20820973{n}", f"01/31/2024 09:5{n - 40}:00", ident=str(n)) for n in (41, 42))
    came = e.manual_came(contacts, NOW)
    store.dispatch(replace(came, what=replace(came.what, at_start=True)))
    return store.state


def long_refusal() -> WidgetState:
    """A refusal in more words than there is room for."""
    store = sample_store()
    key = store.state.manual.chosen
    words = "The line of this agent is not ready: it is in wrap-up of another call, which has to be finished before. "
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_settled(key, e.failure("refused", words * 3)))
    return store.state


def fifty() -> WidgetState:
    """50 contacts, searched."""
    store = fresh(manual_dial_max=50)
    contacts = tuple(
        manual(f"20820973{n:02}", f"01/31/2024 10:{n:02}:00", ident=str(n), mode="Home" if n % 3 else "Mobile")
        for n in range(50)
    )
    store.dispatch(e.manual_came(contacts, NOW))
    store.dispatch(e.acted("search", search="manual-dial", value="734"))
    return store.state
