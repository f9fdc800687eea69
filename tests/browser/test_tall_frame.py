"""A frame higher than its window: what stands over the page is in sight, where the press was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import ANN, HOME, OFFICE, Desk, contact, contacts_of, modes_of, open_desk, state_of

WINDOW = 700  # px
TALL = 3600
REPLIES = {
    "StateSync": state_of(ANN),
    "GetCallBackModes": modes_of("*", HOME, OFFICE),
    "GetReservedManualDialContact": contacts_of(*(contact(f"20255501{n:02}", 60, "No") for n in range(12))),
}


@pytest.fixture(scope="module", params=[False, True], ids=["same site", "other site"])
def desk(house: House, new_page: Callable[..., Page], request: pytest.FixtureRequest) -> Desk:
    """Twelve contacts without consent in a frame of 3,600 px, in a window of 700."""
    desk = open_desk(house, new_page, replies=REPLIES, clock=True, other_site=request.param)
    desk.page.set_viewport_size({"width": 340, "height": WINDOW})
    desk.page.evaluate(f"frame.style.height = '{TALL}px'; document.body.style.paddingTop = '300px'")
    desk.panel("manual-dial").get_by_role("button", name="Get contacts").click()
    expect(desk.widget.locator(".dial")).to_have_count(12)
    return desk


def place(element: Locator) -> FloatRect:
    box = element.bounding_box()
    assert box is not None
    return box


def drawn(desk: Desk) -> None:
    """Wait for two frames of the widget."""
    desk.inside("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def bring_to(desk: Desk, button: Locator, height: float) -> float:
    """Scroll the desktop until the button is this far from the top of the window, or as near as can be; how far."""
    desk.page.evaluate("by => scrollBy(0, by)", place(button)["y"] - height)
    drawn(desk)
    return place(button)["y"]


def press(desk: Desk, button: Locator) -> None:
    """Press a button by pointer. After a scroll of the desktop, the browser may for a moment still take the frame for
    where it was: so the pointer is moved until it is on the button."""
    box = place(button)
    for moved in range(100):
        desk.page.mouse.move(box["x"] + 20, box["y"] + 5 + moved % 2)
        if button.evaluate("button => button.matches(':hover')"):
            break
    desk.page.mouse.down()
    desk.page.mouse.up()


def assert_in_sight(desk: Desk, near: float) -> None:
    dialog = desk.widget.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Do not call")).to_be_focused()
    drawn(desk)  # the browser tells what is in sight a frame later
    box = place(dialog)
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= WINDOW
    assert abs(box["y"] + box["height"] / 2 - near) <= 300


@pytest.mark.parametrize("height", [40, 350, WINDOW - 60])
@pytest.mark.parametrize("number", [0, 6])
@pytest.mark.parametrize("way", ["pointer", "key"])
def test_the_question_stands_in_sight_where_the_press_was(desk: Desk, height: int, number: int, way: str) -> None:
    button = desk.widget.locator(".dial").nth(number)
    at = bring_to(desk, button, height)
    before = desk.page.evaluate("scrollY")
    if way == "pointer":
        press(desk, button)
    else:
        button.evaluate("button => button.focus({ preventScroll: true })")
        desk.page.keyboard.press("Enter")
    assert_in_sight(desk, at)
    assert desk.page.evaluate("scrollY") == before, "the desktop was scrolled"
    desk.page.keyboard.press("Escape")
    expect(desk.widget.get_by_role("dialog")).to_have_count(0)
    desk.page.clock.fast_forward(1_000)  # what is under the pointer now may be pressed again


def test_a_frame_in_sight_has_its_question_in_the_middle(house: House, new_page: Callable[..., Page]) -> None:
    desk = open_desk(house, new_page, replies=REPLIES, clock=True)
    desk.page.set_viewport_size({"width": 320, "height": 600})
    desk.page.evaluate("frame.style.height = '600px'")
    desk.panel("manual-dial").get_by_role("button", name="Get contacts").click()
    desk.widget.locator(".dial").nth(5).click()
    expect(desk.widget.get_by_role("dialog")).to_be_visible()
    box = place(desk.widget.get_by_role("dialog"))
    assert abs(box["y"] + box["height"] / 2 - 300) <= 1
