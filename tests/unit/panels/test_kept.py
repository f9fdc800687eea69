"""A kept row is the row as it would be drawn now, whatever happened to the state in between."""

from __future__ import annotations

from dataclasses import replace

import htpy as h
import pytest

from tests.unit.samples_of_state import DAVID, MOBILE, NOW, with_calls
from tools.gallery_scenes import SCENES
from widget.panels import callback_modes, calls, render
from widget.panels.kept import Kept
from widget.state import Failure, WidgetState
from widget.state import events as e


def test_a_row_is_drawn_again_only_when_its_thing_or_its_key_changed() -> None:
    drawn: list[str] = []

    def draw(thing: str) -> h.Element:
        drawn.append(thing)
        return h.li[thing]

    kept: Kept[str] = Kept()
    assert kept.rows([("1", "a"), ("2", "b")], draw) == ["<li>a</li>", "<li>b</li>"]
    assert kept.rows([("2", "b"), ("1", "c"), ("3", "d")], draw) == ["<li>b</li>", "<li>c</li>", "<li>d</li>"]
    assert drawn == ["a", "b", "c", "d"]


def test_two_things_under_one_key_are_both_there() -> None:
    assert Kept[str]().rows([("1", "a"), ("1", "b")], lambda thing: h.li[thing]) == ["<li>a</li>", "<li>b</li>"]


def afresh(state: WidgetState) -> dict[str, str]:
    """The page drawn with nothing kept."""
    calls._kept = Kept()
    callback_modes._kept = Kept()
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
    key = "mode:12345|3"
    steps: list[e.Event] = [
        e.ModesCame("12345", (MOBILE,), NOW),
        e.PhonesReady(),
        e.Copied(key, NOW),
        e.CopyFailed(key, NOW),
        e.Toggled(f"raw:{key}"),
        e.ChangeOpened("12345", "3"),
        e.ChangeTyped("12345", "3", "2025550142"),
        e.ChangeSubmitted("12345", "3"),
        e.ChangeSettled("12345", "3", None),
        e.ModesAsked("12345"),
        e.ModesFailed("12345", Failure("timeout", "", NOW)),
        e.ModesCame("12345", (MOBILE.model_copy(update={"number": "2025550142"}),), NOW),
        e.ChangeClosed("12345", "3"),
        e.CallsCame((DAVID.model_copy(update={"campaign_modes": ()}),), NOW),
    ]
    for step in steps:
        store.dispatch(step)
        drawn = render(store.state)
        assert drawn == afresh(replace(store.state)), step
        render(store.state)
