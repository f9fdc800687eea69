"""The state as a whole: every event has a rule, nothing is changed in place, and no order of events breaks it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit import events as e
from tests.unit.samples_of_state import DAVID, HOME, MOBILE, NOW, OFFICE, OTHER, blank, manual, non_pewc, typed
from tools.gallery_scenes import SCENES
from widget.lcm import Call, Field
from widget.panels import render
from widget.state import update
from widget.state.acted import Acted, actions
from widget.state.attempt import Doubted, Settled
from widget.state.calls import CALLS, CallsRead, CampaignModesOf
from widget.state.change import Change, FormKey, form_of
from widget.state.clock import ServerTime, Tick
from widget.state.contacts import ContactsRead
from widget.state.dialling import Dial
from widget.state.inspector import MessagesCounted, Note, Noted, Recorded, RecordingProgress
from widget.state.keys import INSPECTOR, Key
from widget.state.link import Blocked, CallsAskedFor, ClockPutBack, Heard, Left, NobodyAnswered, Started, Woke
from widget.state.modes import ModesOf
from widget.state.reading import Came, NotCame, Outdated, Readable
from widget.state.screen import Faulted, PhonesReady
from widget.state.update import known

_KEYS = [INSPECTOR, Key("mode", "12345", ("3", "0")), Key("contact", part=("manual-dial|9|2082097345",))]
_CONTACTS = ["manual-dial|9|2082097345", "non-pewc|137|9873635", "nobody"]
_PAYLOADS = {
    "callid": st.sampled_from(["12345", "67890", "gone"]),
    "call": st.sampled_from(["12345", "67890", "gone"]),
    "modeId": st.sampled_from(["1", "3", "x"]),
    "contact": st.sampled_from(_CONTACTS),
    "key": st.sampled_from([key.write() for key in _KEYS]),
    "list": st.sampled_from(["manual-dial", "non-pewc", "calls"]),
    "search": st.sampled_from(["manual-dial", "calls"]),
}
_WORDS = {"value": st.sampled_from(["", "on", "yes", "2", "2025550142", "x"]), "count": st.sampled_from(["1", "9", ""])}
_AT = st.floats(NOW, NOW + 600)
_FAILURES = st.sampled_from([e.failure(code) for code in ("timeout", "refused", "unknown-outcome", "link")])
_MAYBE = st.one_of(st.none(), _FAILURES)
_CALLS = st.lists(st.sampled_from([DAVID, OTHER, Call(callid="12345")]), max_size=2).map(tuple)
_ACTED = st.builds(Acted, st.sampled_from(sorted(actions())), st.fixed_dictionaries(_PAYLOADS, optional=_WORDS), _AT)
_HEARD = st.one_of(
    st.builds(e.calls_came, _CALLS, _AT, st.integers(0, 1)),
    st.builds(e.calls_failed, _FAILURES, _AT),
    st.builds(e.modes_came, st.sampled_from(["12345", "67890"]), st.just((HOME, MOBILE, OFFICE)), _AT),
    st.builds(e.modes_failed, st.just("12345"), _FAILURES, _AT),
    st.builds(e.campaign_modes_came, st.sampled_from(["12345", "67890"]), st.just((HOME, OFFICE)), _AT),
    st.builds(e.business_fields_came, st.sampled_from(["12345", "67890"]), st.just((Field("FName", "Zoe"),)), _AT),
    st.builds(e.optional_fields_came, st.sampled_from(["12345", "67890"]), st.just((Field("City", "Rome"),)), _AT),
    st.builds(e.fields_failed, st.just("67890"), _FAILURES, _AT),
    st.builds(e.campaign_modes_failed, st.just("12345"), _FAILURES, _AT),
    st.builds(e.change_settled, st.just("12345"), st.sampled_from(["1", "3"]), _MAYBE, late=st.booleans()),
    st.builds(e.manual_came, st.just((manual(),)), _AT, reserved=st.booleans()),
    st.builds(e.manual_failed, _FAILURES, _AT, reserved=st.booleans()),
    st.builds(e.non_pewc_came, st.just((non_pewc(),)), _AT),
    st.builds(e.non_pewc_failed, _FAILURES, _AT),
    st.builds(e.dial_settled, st.sampled_from(_CONTACTS), _MAYBE, late=st.booleans()),
    st.builds(
        Outdated,
        st.sampled_from([CALLS, ModesOf("12345"), CampaignModesOf("12345"), e.manual_came((), NOW).what]),
    ),
    st.builds(Doubted, st.builds(lambda: e.change_settled("12345", "1", None).what)),
)
_REST = st.one_of(
    st.builds(Tick, _AT),
    st.builds(ServerTime, _AT, _AT),
    st.builds(ClockPutBack, st.floats(0, 600)),
    st.builds(Started, _AT, st.booleans()),
    st.builds(Blocked, _AT, st.just("why"), st.just("what helps")),
    st.builds(Heard, _AT),
    st.builds(Woke, _AT, st.booleans()),
    st.sampled_from([NobodyAnswered(), CallsAskedFor(NOW), Left(), PhonesReady(), Faulted(), Faulted(on=False)]),
    st.just(Noted(Note(NOW, "ignored", "StateSync", "a duplicate"))),
    st.just(MessagesCounted((("accepted", 1),))),
    st.just(Recorded(RecordingProgress(on=True))),
)


def test_every_event_of_the_state_has_a_rule() -> None:
    """An event is what `update` is given: a class of a subject's file that some rule names."""
    ruled = {kind.__name__ for kind, _ in known()}
    told = {name for name in _told() if name[0].isupper()}
    assert told <= ruled, "told, and no rule hears it"


def _told() -> set[str]:
    """What the session and the map from messages tell."""
    texts = [Path("widget/session.py").read_text("utf-8"), Path("widget/state/incoming.py").read_text("utf-8")]
    calls = re.findall(r"self\.tell\((\w+)\(", texts[0])
    made = re.findall(r"(?:return \[|append\(|= \[)(\w+)\(", texts[1])
    return {*calls, *made}


@pytest.mark.parametrize("what", [CallsRead, ModesOf, ContactsRead])
def test_whatever_can_become_of_something_read_has_a_rule(what: type[Readable]) -> None:
    assert {kind for kind, about in known() if about is what} >= {Came, NotCame, Outdated}


@pytest.mark.parametrize("what", [Change, Dial, ContactsRead])
def test_whatever_can_become_of_something_sent_once_has_a_rule(what: type) -> None:
    assert {kind for kind, about in known() if about is what} >= {Settled, Doubted}


def test_every_action_of_the_page_has_a_rule_and_every_rule_an_action() -> None:
    regions = [html for scene in SCENES.values() for html in render(scene()).values()]
    drawn = {name for html in regions for name in re.findall(r'data-(?:action|input|cancel)="(.+?)"', html)}
    by_the_page = {"copied", "copy-failed", "press-held", "press-taken", "list-entered", "list-left"}
    assert drawn | by_the_page == actions()


def test_what_is_no_event_is_refused() -> None:
    with pytest.raises(KeyError):
        update(blank().state, object())


def test_the_state_can_not_be_changed_in_place() -> None:
    with pytest.raises(AttributeError):
        blank().state.now = 1  # type: ignore[misc]  # the point of the test


def test_an_event_that_changes_nothing_gives_the_same_state_and_no_effects() -> None:
    state = typed().state
    assert update(state, e.call_selected("nobody")) == (state, ())
    assert update(state, e.call_selected("nobody"))[0] is state
    assert update(state, Tick(NOW))[0] is state


@settings(max_examples=200)
@given(st.lists(st.one_of(_ACTED, _HEARD, _REST), max_size=25))
def test_no_order_of_events_breaks_the_state_loses_a_draft_or_can_not_be_drawn(events: list[object]) -> None:
    state = typed("2025550142").state
    for event in events:
        before = state
        state, _effects = update(state, event)
        draft, after = form_of(before, FormKey("12345", "1")), form_of(state, FormKey("12345", "1"))
        what = event.what if isinstance(event, Acted) else ""
        if draft is not None and draft.typed and after is None:
            assert what == "change-close"
        elif draft is not None and after is not None and draft.draft != after.draft:
            assert what in {"change-draft", "change-open", "change-save"}
    assert set(render(state)) >= {"status", "calls", "dialogs", "announce"}
