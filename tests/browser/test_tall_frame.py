"""A frame higher than its window: what stands over the page is in sight, where the press was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import (
    ANN,
    BEN,
    HOME,
    OFFICE,
    Desk,
    contact,
    contacts_of,
    modes_of,
    open_desk,
    reserved_of,
    state_of,
)

WINDOW = 700  # px
TALL = 3600
REPLIES = {
    "StateSync": state_of(ANN, BEN),
    "GetCallBackModes": modes_of("*", HOME, OFFICE),
    "GetReservedManualDialContact": contacts_of(*(contact(f"20255501{n:02}", 600, "No") for n in range(12))),
    "GetReservedContactOD": reserved_of(contact("2025550155", 600, "No")),
}


@pytest.fixture(scope="module", params=[False, True], ids=["same site", "other site"])
def desk(house: House, new_page: Callable[..., Page], request: pytest.FixtureRequest) -> Desk:
    """Contacts without consent, one of them far below, in a frame of 3,600 px, in a window of 700."""
    desk = open_desk(house, new_page, replies=REPLIES, clock=True, other_site=request.param)
    desk.page.set_viewport_size({"width": 340, "height": WINDOW})
    desk.page.evaluate(f"frame.style.height = '{TALL}px'; document.body.style.paddingTop = '300px'")
    get_contacts(desk)
    desk.widget.locator("#non-pewc-get").press("Enter")
    expect(desk.widget.locator("[data-account-number]")).to_have_count(13)
    desk.page.clock.fast_forward(1_000)
    return desk


def get_contacts(desk: Desk) -> None:
    desk.panel("manual-dial").get_by_role("button", name="Get contacts").press("Enter")
    expect(desk.widget.locator("[data-account-number]")).to_have_count(12)


def place(element: Locator) -> FloatRect:
    box = element.bounding_box()
    assert box is not None
    return box


SEE = """new Promise((seen) => new IntersectionObserver(([{ intersectionRect: { top } }], observer) => {
    observer.disconnect();
    seen(top);
}).observe(document.documentElement))"""


def until_told(desk: Desk) -> None:
    """Wait until the browser tells the widget which part of its frame is in sight. It may do so some frames after a
    scroll; and the page's own observer, which began before, has been told by then. The clock of the test fakes
    requestAnimationFrame, so that says nothing of real frames."""
    hidden = max(0, -desk.page.evaluate("frame.getBoundingClientRect().top"))
    assert any(abs(desk.inside(SEE) - hidden) <= 1 for _ in range(1_000)), "the browser never told"


def bring_to(desk: Desk, button: Locator, height: float) -> float:
    """Scroll the desktop until the button is this far from the top of the window, or as near as can be; how far."""
    desk.page.evaluate("by => scrollBy(0, by)", place(button)["y"] - height)
    until_told(desk)
    return place(button)["y"]


def assert_in_sight(desk: Desk, near: float) -> None:
    dialog = desk.widget.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Don't dial")).to_be_focused()
    until_told(desk)
    box = place(dialog)
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= WINDOW
    assert abs(box["y"] + box["height"] / 2 - near) <= 300


@pytest.mark.parametrize("height", [40, 350, WINDOW - 60])
@pytest.mark.parametrize("panel", ["manual-dial", "non-pewc"])
@pytest.mark.parametrize("way", ["pointer", "key"])
def test_the_question_stands_in_sight_where_the_press_was(desk: Desk, height: int, panel: str, way: str) -> None:
    button = desk.panel(panel).locator(".dial")
    at = bring_to(desk, button, height)
    before = desk.page.evaluate("scrollY")
    if way == "pointer":
        desk.page.mouse.click(place(button)["x"] + 20, at + 5)
    else:
        button.evaluate("button => button.focus({ preventScroll: true })")
        desk.page.keyboard.press("Enter")
    assert_in_sight(desk, at)
    assert desk.page.evaluate("scrollY") == before, "the desktop was scrolled"
    desk.page.keyboard.press("Escape")
    expect(desk.widget.get_by_role("dialog")).to_have_count(0)
    desk.page.clock.fast_forward(1_000)  # what is under the pointer now may be pressed again


@pytest.mark.parametrize("height", [40, 200])
def test_the_list_of_calls_opens_in_sight_below_its_button(desk: Desk, height: int) -> None:
    button = desk.widget.locator("#calls-button")
    at = bring_to(desk, button, height)
    desk.page.mouse.click(place(button)["x"] + 10, at + 12)
    calls = desk.widget.locator("#calls-list")
    expect(calls).to_be_visible()
    box = place(calls)
    assert at < box["y"] < at + 60
    assert box["y"] + box["height"] <= WINDOW
    desk.page.keyboard.press("Escape")
    expect(calls).to_be_hidden()
    desk.page.clock.fast_forward(1_000)


def test_a_frame_in_sight_has_its_question_in_the_middle(house: House, new_page: Callable[..., Page]) -> None:
    desk = open_desk(house, new_page, replies=REPLIES, clock=True)
    desk.page.set_viewport_size({"width": 320, "height": 600})
    desk.page.evaluate("frame.style.height = '600px'")
    get_contacts(desk)
    desk.page.clock.fast_forward(1_000)
    desk.widget.locator(".dial").click()
    expect(desk.widget.get_by_role("dialog")).to_be_visible()
    box = place(desk.widget.get_by_role("dialog"))
    assert abs(box["y"] + box["height"] / 2 - 300) <= 1
