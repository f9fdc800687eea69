"""Every event has a rule, updates are pure, and nothing a page can send breaks the state."""

from __future__ import annotations

import dataclasses
import typing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.samples_of_state import DAVID, MOBILE, NOW, OTHER, blank, manual, non_pewc, typed
from widget.panels import render
from widget.state import Failure, Link, update
from widget.state import events as e
from widget.state.rules import known

_FAILED = Failure("timeout", "", NOW)
_KEYS = st.sampled_from(["manual-dial|9|2082097345", "non-pewc|137|9873635", "nobody", "mode:12345|3"])
_MODE = {"callid": st.sampled_from(["12345", "67890", "gone"]), "mode_id": st.sampled_from(["1", "3", "x"])}
_AT = st.floats(NOW, NOW + 600)
_BENCH: st.SearchStrategy[typing.Any] = st.sampled_from(["manual-dial", "non-pewc"])
_EVENTS = st.one_of(
    st.builds(e.Tick, _AT),
    st.just(e.LinkChanged(Link("lost", NOW))),
    st.just(e.PhonesReady()),
    st.builds(e.Faulted, st.booleans()),
    st.just(e.CallsAsked()),
    st.builds(e.CallsCame, st.sampled_from([(), (DAVID,), (OTHER,), (DAVID, OTHER)]), _AT),
    st.just(e.CallsFailed(_FAILED)),
    st.builds(e.CallSelected, _MODE["callid"]),
    st.builds(e.ModesAsked, _MODE["callid"]),
    st.builds(e.ModesCame, _MODE["callid"], st.sampled_from([(), (MOBILE,)]), _AT, st.booleans()),
    st.builds(e.ModesFailed, _MODE["callid"], st.just(_FAILED)),
    *(
        st.builds(kind, **_MODE)
        for kind in (e.ChangeOpened, e.ChangeClosed, e.ChangeSubmitted, e.ChangeConfirmed, e.ChangeBackedOut)
    ),
    st.builds(e.ChangeTyped, **_MODE, draft=st.sampled_from(["", "2025550142", "abc"])),
    st.builds(e.DeleteOthersSet, **_MODE, on=st.booleans()),
    st.builds(e.ChangeSettled, **_MODE, failure=st.sampled_from([None, _FAILED]), unknown=st.booleans()),
    st.builds(e.ManualFormSet, count=st.sampled_from(["1", "x", None]), reserved=st.booleans()),
    st.builds(e.ContactsAsked, _BENCH),
    st.builds(e.ContactsUnknown),
    st.builds(e.ManualContactsCame, st.sampled_from([(), (manual(),), (manual(consent=None),)]), _AT),
    st.builds(e.NonPewcContactsCame, st.sampled_from([(), (non_pewc(prefix="9"),)]), _AT),
    st.builds(e.ContactsFailed, _BENCH, st.just(_FAILED)),
    st.builds(e.DialPressed, _KEYS, _AT),
    st.builds(e.DialConfirmed, _KEYS, _AT),
    st.builds(e.DialBackedOut, _KEYS),
    st.builds(e.DialSettled, _KEYS, st.sampled_from([None, _FAILED]), st.booleans()),
    st.builds(e.ContactFinished, _KEYS, st.booleans()),
    st.builds(e.Toggled, _KEYS),
    st.builds(e.Revealed, _KEYS, _AT),
    st.builds(e.Concealed, _KEYS),
    st.builds(e.Copied, _KEYS, _AT),
    st.builds(e.CopyFailed, _KEYS, _AT),
)


def test_every_event_has_a_rule_and_every_rule_an_event() -> None:
    assert known() == frozenset(typing.get_args(e.Event))


def test_what_is_no_event_is_refused() -> None:
    with pytest.raises(KeyError):
        update(blank().state, object())


def test_the_state_can_not_be_changed_in_place() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        blank().state.now = 1  # type: ignore[misc]  # the point of the test


def test_listeners_hear_of_changes_only() -> None:
    store = typed()
    heard: list[object] = []
    store.subscribe(heard.append)
    store.dispatch(e.CallSelected("nobody"))
    store.dispatch(e.Tick(NOW))
    assert heard == []
    store.dispatch(e.Tick(NOW + 1))
    assert heard == [store.state]


@settings(max_examples=120)
@given(st.lists(_EVENTS, max_size=25))
def test_no_order_of_events_breaks_the_state_loses_a_draft_or_can_not_be_drawn(events: list[e.Event]) -> None:
    state = typed("2025550142").state
    for event in events:
        before = state
        state = update(state, event)
        draft = before.form("12345", "1")
        after = state.form("12345", "1")
        if draft is not None and draft.typed and after is None:
            assert isinstance(event, e.ChangeClosed)
        elif draft is not None and after is not None and draft.draft != after.draft:
            assert isinstance(event, e.ChangeTyped | e.ChangeOpened)
    assert set(render(state)) >= {"status", "calls", "dialogs", "announce"}
