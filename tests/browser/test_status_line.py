"""The status line in a real browser: one press leads to what failed, the line stays one line, Refresh is seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import House, booted, undated
from tests.browser.panels_kit import ANN, BEN, NOW, Desk, open_desk, refused, state_of

LINE = 36


def goes_to(place: Page | FrameLocator, problem: str, ident: str) -> None:
    """The words of the problem lead to its "Try again"."""
    place.get_by_role("button", name=problem).click()
    expect(place.locator(f"#{ident}")).to_be_focused()


def test_a_demo_whose_mock_never_answers_says_what_a_lost_desktop_says_and_leads_to_it(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.clock.install(time=NOW)
    undated(page)
    page.goto(f"{house.widget}/?faults=drop:1")
    booted(page)
    line = page.locator("[data-link]")
    expect(line).to_have_attribute("data-link", "connecting")
    for _ in range(20):
        page.clock.run_for(1_000)
    expect(line).to_have_attribute("data-link", "lost")
    expect(line).to_contain_text("No answer")
    expect(page.locator("#status")).to_contain_text("Demo data: there is no desktop.")
    expect(page.locator("#status")).not_to_contain_text("Live")
    goes_to(page, "Calls not read", "calls-again")


@pytest.fixture(scope="module")
def refusing(house: House, new_page: Callable[..., Page]) -> Desk:
    """A desk whose desktop gives the calls, and then refuses everything."""
    replies = {"StateSync": state_of(ANN, BEN), "GetCallBackModes": refused("CallBackModes", "Not now")}
    desk = open_desk(house, new_page, replies=replies, clock=True)
    expect(desk.widget.locator("[data-link=live]")).to_be_visible()
    return desk


def test_live_is_not_said_alone_beside_what_failed_and_a_press_goes_there_from_any_scroll_position(
    refusing: Desk,
) -> None:
    line = refusing.widget.locator(".status")
    expect(line).to_contain_text("Numbers not read")
    refusing.page.set_viewport_size({"width": 320, "height": 400})
    refusing.inside("scrollTo(0, document.documentElement.scrollHeight)")
    refusing.page.clock.fast_forward(1_000)
    refusing.page.evaluate("frame.style.height = '300px'")
    expect(line).to_be_in_viewport()
    expect(refusing.widget.get_by_role("button", name="Numbers not read")).to_be_in_viewport()


def test_a_press_on_refresh_is_seen_and_says_what_came_of_it(refusing: Desk) -> None:
    refusing.listen()
    refusing.page.clock.fast_forward(1_000)
    refusing.widget.get_by_role("button", name="Refresh calls").click()
    expect(refusing.widget.locator(".since")).to_have_text("asking…")
    expect(refusing.said()).to_contain_text("Calls read: 2 calls.")
    refusing.page.clock.run_for(2_500)
    expect(refusing.widget.locator(".since")).to_have_text("calls read")
    refusing.page.clock.run_for(5_000)
    expect(refusing.widget.locator(".problem")).to_be_visible()


@pytest.fixture(scope="module")
def wide(house: House, new_page: Callable[..., Page]) -> Page:
    page = new_page()
    page.goto(house.widget)
    booted(page)
    expect(page.locator("[data-mode-id]").first).to_be_visible()
    return page


@pytest.mark.parametrize("width", [280, 320, 420, 500, 639, 640, 700, 1100, 1366])
def test_the_line_is_one_line_and_no_column_is_wider_than_420_px(width: int, wide: Page) -> None:
    wide.set_viewport_size({"width": width, "height": 700})
    line = wide.locator(".status").bounding_box()
    assert line is not None
    assert (line["height"], line["width"]) == (LINE, width)
    columns = [column.bounding_box() for column in wide.locator(".column").all()]
    assert all(column is not None and column["width"] <= 420 for column in columns)
    left, right = (column for column in columns if column is not None)
    assert (left["y"] == right["y"]) is (width >= 640)
    dot = wide.locator(".dot").bounding_box()
    assert dot is not None
    for below in (".customer .name", "#callback-modes-title"):
        words = wide.locator(below).bounding_box()
        assert words is not None
        assert dot["x"] == pytest.approx(words["x"], abs=1)
    assert wide.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_at_200_percent_every_word_of_the_line_is_whole(wide: Page) -> None:
    wide.set_viewport_size({"width": 160, "height": 300})
    for name in ("strong", ".since", "#refresh-calls", "#inspector-button"):
        place = wide.locator(f".status {name}").bounding_box()
        assert place is not None
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= 160
