"""The agent's state as the desktop tells it, and what a log-out takes off the page."""

from __future__ import annotations

import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import DAVID, MOBILE, NOW, OTHER, blank, manual
from tests.unit.store import Store
from widget.lcm import SET_AGENT_DETAILS, SET_OUTCOME_RESULT, AgentDetails, OutcomeResult
from widget.panels import render
from widget.state.clock import Tick
from widget.state.contacts import ContactsRead
from widget.state.effects import Ask
from widget.state.told import Told
from widget.texts import texts_for


def agent_is(store: Store, word: str) -> None:
    store.dispatch(Told(SET_AGENT_DETAILS.name, AgentDetails(word=word), NOW))


def said(store: Store) -> str:
    return " ".join(texts_for("en")(line) for line in store.state.said.lines)


@pytest.mark.parametrize(("word", "shown"), [("In Call", "in call"), ("ACW", "after-call work")])
def test_the_state_of_the_agent_is_in_the_status_line(word: str, shown: str) -> None:
    store = blank()
    store.dispatch(e.calls_came((DAVID,), NOW))
    agent_is(store, word)
    assert shown in render(store.state)["status"]


def test_a_word_that_means_nothing_to_us_takes_the_last_state_away() -> None:
    store = blank()
    store.dispatch(e.calls_came((DAVID,), NOW))
    agent_is(store, "In Call")
    agent_is(store, "NCC")
    assert "in call" not in render(store.state)["status"]


def test_a_silent_desktop_is_said_before_the_state_that_it_told() -> None:
    store = blank()
    store.dispatch(e.calls_came((DAVID,), NOW))
    agent_is(store, "In Call")
    store.dispatch(Tick(NOW + 45))
    assert "in call" not in render(store.state)["status"]


def worked() -> Store:
    """A store with a live and an ended call, a typed number, a dialled contact and a search."""
    store = blank()
    store.dispatch(e.calls_came((DAVID, OTHER), NOW))
    store.dispatch(e.call_selected("12345"))
    store.dispatch(e.modes_came("12345", (MOBILE,), NOW))
    store.dispatch(e.change_opened("12345", "3"))
    store.dispatch(e.change_typed("12345", "3", "6591462399"))
    store.dispatch(e.calls_came((OTHER,), NOW + 1))
    store.dispatch(e.manual_came((manual(),), NOW))
    key = store.state.manual.value[0].key
    store.dispatch(e.dial_pressed(key))
    store.dispatch(e.dial_settled(key, None))
    return store


def test_a_log_out_takes_contacts_drafts_ended_calls_and_dials_off_the_page() -> None:
    store = worked()
    assert store.state.manual.value
    assert store.state.forms
    assert store.state.calls.ended
    assert store.state.dials
    agent_is(store, "Log-Out")
    state = store.state
    assert (state.manual.value, state.forms, state.calls.ended, state.dials) == ((), (), (), ())
    assert [call.callid for call in state.calls.value] == ["67890"]
    page = "".join(map(str, render(state).values()))
    assert "6591462399" not in page
    assert "Berry" not in page
    assert "logged out" in said(store)


def test_contacts_that_come_after_the_log_out_are_not_taken() -> None:
    store = worked()
    asked = e.manual_came((manual("2082097399", ident="late"),), NOW)
    what: ContactsRead = asked.what
    agent_is(store, "Log-Out")
    assert not what.belongs(store.state)


def test_what_is_asked_for_after_the_log_out_is_taken() -> None:
    store = worked()
    agent_is(store, "Log-Out")
    store.dispatch(e.contacts_pressed("manual-dial"))
    asked = [one.about for one in store.effects if isinstance(one, Ask) and isinstance(one.about, ContactsRead)]
    assert asked[-1].shift == 1
    assert asked[-1].belongs(store.state)


def test_a_log_out_that_is_told_twice_is_one() -> None:
    store = worked()
    agent_is(store, "Log-Out")
    store.dispatch(e.manual_came((manual(),), NOW))
    agent_is(store, "Log-Out")
    assert store.state.agent.shift == 1
    assert store.state.manual.value


@pytest.mark.parametrize(("success", "heard"), [(False, True), (True, False), (None, False)])
def test_an_outcome_that_was_not_saved_is_announced(success: bool | None, heard: bool) -> None:
    store = blank()
    store.dispatch(Told(SET_OUTCOME_RESULT.name, OutcomeResult(success=success, reason="No."), NOW))
    store.dispatch(Tick(NOW + 5))
    assert ("not saved" in said(store)) is heard
