"""The app itself: every action of the page has its act, an odd one does no harm, and closing ends what is under way."""

from __future__ import annotations

import re

import pytest

from tests.unit.app_kit import Desktop, Hands, play
from tests.unit.samples_of_state import NOW, blank
from tools.gallery_scenes import SCENES
from widget.app import App
from widget.panels import render


def test_every_action_in_the_markup_exists() -> None:
    used = {
        action
        for scene in SCENES.values()
        for html in render(scene()).values()
        for action in re.findall(r'data-(?:action|input|cancel)="([^"]+)"', html)
    }
    app = App(Desktop(), blank(), Hands(), lambda: NOW)
    assert used <= app.actions
    assert app.actions - used == {"copied", "copy-failed"}


@pytest.mark.parametrize(
    ("action", "payload"), [("no-such-thing", {}), ("dial", {}), ("change-save", {"call": "12345"})]
)
def test_an_odd_action_of_the_page_does_no_harm(action: str, payload: dict[str, str]) -> None:
    assert play(Desktop(), lambda shift: shift.do(action, payload)).desktop.asked == []
