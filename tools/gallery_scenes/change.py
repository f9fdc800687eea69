"""A number being changed, and what may become of it."""

from __future__ import annotations

from tests.unit import events as e
from tests.unit.store import Store
from tools.gallery_scenes.data import DAVID, NOW, OTHER, READ, mode, sample_store
from widget.lcm import Outcome, OutcomesOfCall
from widget.state import WidgetState
from widget.state.attempt import Settled
from widget.state.call_outcomes import BusinessOutcomesOf, CallOutcomesOf
from widget.state.disposing import Disposed
from widget.state.reading import Came


def _typing(draft: str) -> Store:
    store = sample_store()
    store.dispatch(e.change_opened("12345", "1"))
    store.dispatch(e.change_typed("12345", "1", draft))
    return store


def typing() -> WidgetState:
    """A number being typed, likely but for the metadata."""
    return _typing("555 014 23").state


def too_short() -> WidgetState:
    """A number the campaign's limits forbid."""
    store = _typing("555 01")
    store.dispatch(e.change_submitted("12345", "1"))
    return store.state


def not_saved() -> WidgetState:
    """The desktop refused; another change of the same call has an unknown outcome, a third was saved."""
    store = _typing("2025550142")
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.change_settled("12345", "1", e.failure("refused", "Invalid Call ID.")))
    unsure = e.failure("unknown-outcome")
    for mode_id, number, failure in (("3", "2025550199", unsure), ("2", "6591462346", None)):
        store.dispatch(e.change_opened("12345", mode_id))
        store.dispatch(e.change_typed("12345", mode_id, number))
        store.dispatch(e.change_submitted("12345", mode_id))
        store.dispatch(e.change_settled("12345", mode_id, failure))
        store.dispatch(e.modes_came("12345", READ, NOW))
    return store.state


def delete_others() -> WidgetState:
    """The question before other numbers are deleted."""
    store = _typing("2025550142")
    store.dispatch(e.delete_others_set("12345", "1", on=True))
    store.dispatch(e.change_submitted("12345", "1"))
    return store.state


def listed_twice() -> WidgetState:
    """One mode listed with two numbers, and being changed."""
    store = sample_store()
    again = mode("3", "Mobile", "2025550177", pewc=False, campaign_pewc=False)
    store.dispatch(e.modes_came("12345", (*READ, again), NOW))
    store.dispatch(e.change_opened("12345", "3"))
    store.dispatch(e.change_typed("12345", "3", "2025550142"))
    return store.state


def call_outcome() -> WidgetState:
    """The outcome of the chosen call: one is chosen and a note is typed, and the desktop did not take it."""
    store = sample_store()
    store.dispatch(e.acted("disposition-toggle"))
    rows = {CallOutcomesOf: ("0", "Success"), BusinessOutcomesOf: ("101", "Payment Done")}
    serial = store.state.calls.serials["12345"]
    for kind, (ident, words) in rows.items():
        outcomes = (Outcome(outcome_id=ident, description=words),)
        store.dispatch(Came(kind("12345", serial=serial), OutcomesOfCall(callid="12345", outcomes=outcomes), NOW))
    store.dispatch(e.acted("note-typed", callid="12345", value="Wants to pay on Friday."))
    store.dispatch(e.acted("call-outcome-picked", callid="12345", value="business 101"))
    store.dispatch(e.acted("disposition-save", callid="12345"))
    store.dispatch(Settled(Disposed(1), e.failure("refused", "Invalid Call ID"), at=NOW))
    return store.state


def no_call_outcome() -> WidgetState:
    """The desktop gave no outcomes for the chosen call, for which a note is typed."""
    store = sample_store()
    store.dispatch(e.acted("disposition-toggle"))
    serial = store.state.calls.serials["12345"]
    for kind in (CallOutcomesOf, BusinessOutcomesOf):
        store.dispatch(Came(kind("12345", serial=serial), OutcomesOfCall(callid="12345"), NOW))
    store.dispatch(e.acted("note-typed", callid="12345", value="Wants to pay on Friday."))
    return store.state


def ended() -> WidgetState:
    """The call ended while a number was being typed."""
    store = _typing("2025550142")
    store.dispatch(e.calls_came((OTHER,), NOW))
    return store.state


def account_came() -> WidgetState:
    """The desktop has named the call's account while a number was being typed."""
    store = sample_store()
    store.dispatch(e.calls_came((DAVID.model_copy(update={"callid": "23456", "account_number": None}), OTHER), NOW))
    store.dispatch(e.call_selected("23456"))
    store.dispatch(e.modes_came("23456", READ, NOW))
    store.dispatch(e.change_opened("23456", "1"))
    store.dispatch(e.change_typed("23456", "1", "2025550142"))
    named = DAVID.model_copy(update={"callid": "23456", "account_number": "5|3|1400"})
    store.dispatch(e.calls_came((named, OTHER), NOW))
    return store.state
