"""The campaign modes of a call: read where StateSync names none, and used for kinds and lengths, never for a number."""

from __future__ import annotations

import pytest

from tests.unit import events as e
from tests.unit.panels.page import read
from tests.unit.samples_of_state import DAVID, HOME, MOBILE, NOW, OFFICE, blank
from tests.unit.store import Store
from widget.client import Incoming, Standing
from widget.lcm import Call, CampaignModes, CampaignModesRequest
from widget.panels import render
from widget.state.calls import CampaignModesOf
from widget.state.change import FormKey, form_of
from widget.state.effects import Ask
from widget.state.incoming import events_of
from widget.state.link import Link
from widget.state.modes import limits, losses, modes_of, modes_shown
from widget.state.reading import Came

BARE = Call(callid="1", account_number="5|3")
NUMBERED = OFFICE.model_copy(update={"min_length": 4, "max_length": 5})


def asked_of(store: Store) -> list[tuple[str, str]]:
    """The call id and account number of each GetCampaignModes."""
    asked = [effect.data for effect in store.effects if isinstance(effect, Ask)]
    return [(data.callid, data.account_number) for data in asked if isinstance(data, CampaignModesRequest)]


def with_bare() -> Store:
    """A store with a call for which StateSync names no campaign modes, its Mobile number read."""
    store = blank()
    store.dispatch(e.calls_came((BARE,), NOW))
    store.dispatch(e.modes_came("1", (MOBILE,), NOW, account="5|3"))
    return store


def with_kinds() -> Store:
    """The same, and the campaign modes Home and Office read; that of Office holds a number."""
    store = with_bare()
    store.dispatch(e.campaign_modes_came("1", (HOME, NUMBERED), NOW, account="5|3"))
    return store


def shown(store: Store) -> list[tuple[str, str | None]]:
    call = store.state.calls.find("1")
    assert call is not None
    return [(mode.description, mode.number) for mode in modes_shown(call, modes_of(store.state, "1"))]


def test_they_are_asked_for_once() -> None:
    store = with_bare()
    assert asked_of(store) == [("1", "5|3")]
    store.dispatch(e.campaign_modes_came("1", (), NOW, account="5|3"))
    store.dispatch(e.calls_came((BARE,), NOW + 1))
    assert len(asked_of(store)) == 1


def test_only_those_of_the_chosen_call_are_asked_for() -> None:
    store = blank()
    store.dispatch(e.calls_came((DAVID, BARE), NOW))
    assert asked_of(store) == []
    store.dispatch(e.call_selected("1"))
    store.dispatch(e.call_selected("12345"))
    store.dispatch(e.call_selected("1"))
    assert asked_of(store) == [("1", "5|3")]


def test_they_are_not_asked_for_when_state_sync_names_some() -> None:
    store = blank()
    store.dispatch(e.calls_came((DAVID,), NOW))
    store.dispatch(e.modes_came("12345", (MOBILE,), NOW))
    store.dispatch(e.modes_pressed())
    assert store.asked() == ["GetCallBackModes", "GetCallBackModes"]


def test_they_are_read_anew_with_the_numbers() -> None:
    store = with_kinds()
    store.dispatch(e.modes_pressed())
    assert len(asked_of(store)) == 2
    store.dispatch(e.campaign_modes_came("1", (HOME,), NOW + 1, account="5|3"))
    store.link_is(Link("live", missed=True))
    store.dispatch(e.calls_came((BARE,), NOW + 2))
    assert len(asked_of(store)) == 3


def test_they_are_not_read_again_after_a_change() -> None:
    store = with_kinds()
    store.dispatch(e.change_opened("1", "1"))
    store.dispatch(e.change_typed("1", "1", "2025550142"))
    store.dispatch(e.change_submitted("1", "1"))
    store.dispatch(e.change_settled("1", "1", None, account="5|3", number="2025550142"))
    assert store.asked()[-2:] == ["SetNewModeNumber", "GetCallBackModes"]


def test_their_kinds_are_offered_after_the_numbers_read_and_without_a_number() -> None:
    assert shown(with_kinds()) == [("Mobile", "6591462346"), ("Home", None), ("Office", None)]


def test_a_number_in_them_is_nowhere() -> None:
    store = with_kinds()
    assert NUMBERED.number is not None
    assert NUMBERED.number not in repr(store.state)
    assert losses(store.state, "1", "1") == (("3", "6591462346"),)


def test_they_stay_when_the_same_calls_are_told_again() -> None:
    store = with_kinds()
    before = store.state.calls.value
    store.dispatch(e.calls_came((BARE.model_copy(),), NOW + 1))
    assert store.state.calls.value is before
    store.dispatch(e.calls_came((Call(callid="1"),), NOW + 2))
    assert store.state.calls.value is before


def test_what_state_sync_names_later_counts_and_theirs_again_when_it_names_none() -> None:
    store = with_kinds()
    named = BARE.model_copy(update={"campaign_modes": (MOBILE,)})
    store.dispatch(e.calls_came((named,), NOW + 1))
    store.dispatch(e.campaign_modes_came("1", (HOME, OFFICE), NOW + 2, account="5|3"))
    assert shown(store) == [("Mobile", "6591462346")]
    store.dispatch(e.calls_came((BARE,), NOW + 3))
    assert [kind for kind, _ in shown(store)] == ["Mobile", "Home", "Office"]
    assert len(asked_of(store)) == 1


def test_those_of_a_call_that_could_not_be_read_this_time_stay() -> None:
    store = with_kinds()
    store.dispatch(e.calls_came((), NOW + 1, unread=1))
    store.dispatch(e.modes_pressed())
    assert len(asked_of(store)) == 2
    assert len(shown(store)) == 3


def test_another_customers_call_of_the_same_id_has_its_own() -> None:
    store = with_kinds()
    store.dispatch(e.calls_came((BARE.model_copy(update={"account_number": "7|7"}),), NOW + 1))
    store.dispatch(e.call_selected("1"))
    assert asked_of(store) == [("1", "5|3"), ("1", "7|7")]
    assert shown(store) == []
    body = CampaignModes(callid="1", modes=(HOME,))
    late = Incoming(Standing.ANSWER, about=CampaignModesOf("1", "5|3"), body=body)
    assert not [event for event in events_of(late, store.state, NOW + 2) if isinstance(event, Came)]


@pytest.mark.parametrize(("draft", "sent"), [("12345", True), ("123456", False)])
def test_their_lengths_are_what_the_form_asks(draft: str, sent: bool) -> None:
    store = with_kinds()
    assert limits(store.state.calls.find("1"), modes_of(store.state, "1"), "2") == (4, 5)
    store.dispatch(e.change_opened("1", "2"))
    store.dispatch(e.change_typed("1", "2", draft))
    assert "4 to 5 digits" in read(render(store.state)["callback-modes"]).text()
    store.dispatch(e.change_submitted("1", "2"))
    form = form_of(store.state, FormKey("1", "2"))
    assert form is not None
    assert (form.complaint is None, form.under_way) == (sent, sent)


def test_a_form_that_is_open_when_they_come_keeps_what_was_typed() -> None:
    store = with_bare()
    store.dispatch(e.change_opened("1", "3"))
    store.dispatch(e.change_typed("1", "3", "2025550142"))
    store.dispatch(e.campaign_modes_came("1", (HOME,), NOW + 1, account="5|3"))
    form = form_of(store.state, FormKey("1", "3"))
    assert form is not None
    assert form.draft == "2025550142"


def test_of_a_read_that_is_not_answered_nothing_is_shown() -> None:
    store, other = with_bare(), with_bare()
    store.dispatch(e.campaign_modes_failed("1", e.failure()))
    assert render(store.state) == render(other.state)
