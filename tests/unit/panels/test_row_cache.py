"""A cached row is the row as it would be drawn now, whatever happened to the state in between."""

from __future__ import annotations

import htpy as h
import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import DAVID, MOBILE, NOW, with_calls
from tools.gallery_scenes import SCENES
from widget.panels import callback_modes, calls, manual_dial, non_pewc, render
from widget.panels.row_cache import RowCache
from widget.state import WidgetState
from widget.state.keys import Key
from widget.state.screen import PhonesReady


def test_a_row_is_drawn_again_only_when_its_props_or_its_key_changed() -> None:
    drawn: list[str] = []

    def draw(thing: str) -> h.Element:
        drawn.append(thing)
        return h.li[thing]

    cache: RowCache[str] = RowCache()
    assert cache.rows([("1", "a"), ("2", "b")], draw) == ["<li>a</li>", "<li>b</li>"]
    assert cache.rows([("2", "b"), ("1", "c"), ("3", "d")], draw) == ["<li>b</li>", "<li>c</li>", "<li>d</li>"]
    assert drawn == ["a", "b", "c", "d"]


def test_two_things_under_one_key_are_both_there() -> None:
    assert RowCache[str]().rows([("1", "a"), ("1", "b")], lambda thing: h.li[thing]) == ["<li>a</li>", "<li>b</li>"]


def afresh(state: WidgetState) -> dict[str, str]:
    """The page drawn with nothing cached."""
    for panel in (calls, callback_modes, manual_dial, non_pewc):
        for name, value in list(vars(panel).items()):
            if isinstance(value, RowCache):
                setattr(panel, name, RowCache())
    return render(state)


@pytest.mark.parametrize("before", ["sample", "rtl", "masked", "many"])
@pytest.mark.parametrize("after", sorted(SCENES))
def test_whatever_was_drawn_before_the_page_is_the_same(before: str, after: str) -> None:
    state = SCENES[after]()
    wanted = afresh(state)
    afresh(SCENES[before]())
    assert render(state) == wanted


def test_every_step_of_a_row_is_seen() -> None:
    store = with_calls()
    key = Key("mode", "12345", ("3", "0"))
    steps: list[object] = [
        e.modes_came("12345", (MOBILE,), NOW),
        PhonesReady(),
        e.copied(key, NOW),
        e.copy_failed(key, NOW),
        e.form_toggled(key),
        e.change_opened("12345", "3"),
        e.change_typed("12345", "3", "2025550142"),
        e.change_submitted("12345", "3"),
        e.change_settled("12345", "3", None),
        e.modes_pressed(),
        e.modes_failed("12345", e.failure("timeout")),
        e.modes_came("12345", (MOBILE.model_copy(update={"number": "2025550142"}),), NOW),
        e.change_closed("12345", "3"),
        e.calls_came((DAVID.model_copy(update={"campaign_modes": ()}),), NOW),
    ]
    for step in steps:
        store.dispatch(step)
        drawn = render(store.state)
        assert drawn == afresh(store.state), step
        render(store.state)
