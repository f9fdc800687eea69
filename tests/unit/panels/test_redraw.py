"""A panel is drawn again only when its own part of the state changed; a clock alone redraws what counts."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import htpy as h
import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import DAVID, NOW, OTHER, blank, manual, non_pewc, with_calls, with_contact
from tests.unit.store import Store
from widget import panels
from widget.panels import Redraw
from widget.panels.calls import CALLS, Props
from widget.panels.panel import AnyPanel
from widget.state import WidgetState
from widget.state.clock import Tick
from widget.state.keys import Key
from widget.state.link import Heard, Link
from widget.state.screen import Faulted


def drawn(store: Store, *events: object) -> set[str]:
    """The regions drawn by the last of these events."""
    redraw = Redraw()
    redraw.changes(store.state)
    changes: dict[str, str] = {}
    for event in events:
        store.dispatch(event)
        changes = redraw.changes(store.state)
    return set(changes)


def test_the_first_state_draws_every_region() -> None:
    assert len(Redraw().changes(blank().state)) == 11


def test_a_second_without_a_countdown_draws_nothing() -> None:
    assert drawn(with_calls(), Tick(NOW + 1)) == set()


def test_a_second_of_a_countdown_draws_its_panel_only() -> None:
    store, _ = with_contact()
    assert drawn(store, Tick(NOW + 1)) == {"manual-dial"}


def test_a_countdown_of_hours_is_drawn_once_a_minute() -> None:
    store, _ = with_contact(manual(expiry="01/31/2024 20:00:00"))
    assert drawn(store, Tick(NOW + 1), Tick(NOW + 2)) == set()


def test_the_age_of_the_link_draws_the_status_only() -> None:
    store = with_calls()
    store.link_is(Link("live", heard_at=NOW))
    assert drawn(store, Tick(NOW + 29)) == set()
    assert drawn(store, Tick(NOW + 30)) == {"status"}
    assert drawn(store, Tick(NOW + 39)) == set()


def test_a_message_more_on_a_live_link_draws_nothing() -> None:
    store = with_calls()
    store.link_is(Link("live", heard_at=NOW))
    assert drawn(store, Heard(NOW + 0.3)) == set()


def test_the_same_calls_within_the_minute_draw_nothing() -> None:
    store = with_calls()
    assert drawn(store, e.calls_came((DAVID.model_copy(), OTHER.model_copy()), NOW + 20)) == set()


def test_what_was_read_yesterday_says_so_from_midnight_on() -> None:
    store, panels = with_calls(), ("calls", "callback-modes", "manual-dial", "non-pewc")
    store.dispatch(e.manual_came((), NOW))
    store.dispatch(e.non_pewc_came((), NOW))
    store.dispatch(e.modes_failed("12345", e.failure("timeout")))
    redraw = Redraw()
    assert "2024" not in redraw.changes(store.state)["calls"]
    store.dispatch(Tick(NOW + 86_400))
    drawn = redraw.changes(store.state)
    assert all("31 Jan 2024, " in drawn[panel] for panel in panels)
    assert "These are from 31 Jan 2024, " in drawn["callback-modes"]


def test_typing_draws_the_modes_only() -> None:
    store = with_calls()
    store.dispatch(e.change_opened("12345", "1"))
    store.dispatch(e.change_typed("12345", "1", "2"))
    assert drawn(store, e.change_typed("12345", "1", "22")) == {"callback-modes"}


def test_copying_a_field_draws_calls_and_the_live_region() -> None:
    assert drawn(with_calls(), e.copied(Key("field", "12345", ("optional", "0")), NOW)) == {"calls", "announce"}


def test_a_question_draws_its_dialog_and_its_panel() -> None:
    store, key = with_contact(manual(consent=None))
    assert drawn(store, e.dial_pressed(key, NOW)) == {"manual-dial", "dialogs"}


def test_a_dial_draws_the_other_panel_too_where_dial_is_off_meanwhile() -> None:
    store, key = with_contact(manual(consent=True))
    store.dispatch(e.non_pewc_came((non_pewc(),), NOW))
    assert drawn(store, e.dial_pressed(key, NOW)) == {"manual-dial", "non-pewc"}


def test_a_fault_of_ours_draws_the_status_and_is_said() -> None:
    assert drawn(with_calls(), Faulted()) == {"status", "announce"}


def test_a_failure_of_one_panel_draws_the_status_line_and_no_other_panel() -> None:
    assert drawn(with_calls(), e.non_pewc_failed(e.failure("timeout"))) == {"status", "non-pewc"}


def with_calls_panel(other: AnyPanel) -> tuple[AnyPanel, ...]:
    """All panels, with another one in place of the calls."""
    return tuple(other if panel is CALLS else panel for panel in panels.PANELS)


def test_a_panel_that_can_not_be_drawn_says_so_and_keeps_no_other_from_being_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_props: object) -> h.Renderable:
        raise ValueError

    monkeypatch.setattr(panels, "PANELS", with_calls_panel(replace(CALLS, view=broken)))
    changes = Redraw().changes(with_calls().state)
    assert "Something went wrong" in changes["calls"]
    assert "Mobile" in changes["callback-modes"]
    assert len(changes) == 11


def test_a_panel_that_could_not_be_drawn_is_drawn_as_soon_as_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_state: WidgetState) -> Props:
        raise ValueError

    redraw, state = Redraw(), with_calls().state
    redraw.changes(state)
    with monkeypatch.context() as fault:
        fault.setattr(panels, "PANELS", with_calls_panel(replace(CALLS, props=broken)))
        assert "Something went wrong" in redraw.changes(state)["calls"]
    assert "Something went wrong" not in redraw.changes(state)["calls"]


@pytest.mark.parametrize(
    ("zone", "text"), [("Asia/Kolkata", "12/31/9999 18:00:00"), ("America/Los_Angeles", "01/01/0001 00:00:00")]
)
def test_a_date_by_which_a_desktop_means_none_or_never_is_drawn_in_every_zone(
    zone: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        store, _ = with_contact(manual(expiry=text).model_copy(update={"callback": text}))
        drawn = re.sub("<[^>]+>", "", Redraw().changes(store.state)["manual-dial"])
        assert f"call back “{text}”" in drawn
        assert f"expiry as sent: “{text}”" in drawn
    finally:
        monkeypatch.undo()
        time.tzset()
