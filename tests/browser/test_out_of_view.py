"""A page without animation frames draws and announces all the same: out of view in its desktop, or in a hidden tab."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import ANN, BEN, Desk, open_desk, state_of
from tests.browser.test_frozen import Tab


@pytest.fixture(scope="module")
def desk(house: House, new_page: Callable[..., Page]) -> Desk:
    return open_desk(house, new_page, replies={"StateSync": state_of(ANN)})


def count_frames(desk: Desk) -> None:
    """From now on the widget's frame notes whether it gets an animation frame."""
    desk.inside("window.frames_seen = 0; requestAnimationFrame(() => { frames_seen += 1; })")


def test_a_new_call_is_drawn_and_announced_below_the_fold(desk: Desk) -> None:
    expect(desk.widget.locator('.customer[data-callid="A-1"]')).to_be_visible()
    desk.listen()
    desk.page.evaluate("document.body.style.paddingTop = '5000px'")
    desk.page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    count_frames(desk)
    desk.say(state_of(ANN, BEN))
    desk.page.frames[1].wait_for_function("() => announced.join().includes('New call')", polling=50)
    assert desk.inside("frames_seen") == 0
    assert desk.inside("!!document.querySelector('.call-row[data-callid=\"B-2\"]')")
    assert "Ben" in desk.inside("document.getElementById('calls-button').textContent")


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    tab = Tab(browser)
    yield tab
    tab.close()


def test_a_hidden_tab_is_drawn(house: House, tab: Tab) -> None:
    window = tab.send("Browser.getWindowForTarget")["windowId"]
    tab.send("Browser.setWindowBounds", windowId=window, bounds={"windowState": "minimized"})
    tab.send("Page.navigate", url=house.widget)
    tab.until("document.hidden && document.querySelector('[data-callid]')")
