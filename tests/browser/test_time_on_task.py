"""What an agent does most, in how few presses, at 320 × 600, without scrolling."""  # noqa: RUF002 - a size

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import (
    HOME,
    MOBILE,
    OFFICE,
    Desk,
    call,
    contact,
    contacts_of,
    modes_of,
    open_desk,
    saved,
    state_of,
)
from tests.browser.panels_kit import refused as refused_by

ANN = call("A-1", HOME, FName="Ann", LName="Lee", City="Boston", business={"Policy": "PX-7788"})
REPLIES: dict[str, Any] = {
    "StateSync": state_of(ANN),
    "GetCallBackModes": modes_of("*", MOBILE, OFFICE),
    "GetReservedManualDialContact": contacts_of(*(contact(f"202555010{n}", 600 + n) for n in range(5))),
    "ManualDialCall": "echo",
}


@pytest.fixture(scope="module")
def booted(house: House, new_page: Callable[..., Page]) -> Desk:
    desk = open_desk(house, new_page, replies=REPLIES, clock=True)
    desk.page.set_viewport_size({"width": 320, "height": 600})
    desk.page.evaluate("frame.style.height = '600px'")
    expect(desk.mode("1")).to_be_visible()
    return desk


@pytest.fixture
def desk(booted: Desk) -> Desk:
    """The page at its top, where nothing has moved for a second."""
    booted.inside("scrollTo(0, 0)")
    booted.page.clock.fast_forward(1_000)
    return booted


def test_a_contact_is_got_and_dialled_by_two_presses(desk: Desk) -> None:
    desk.widget.locator("#manual-get").click()
    expect(desk.widget.locator(".dial")).to_be_in_viewport(ratio=1)
    desk.page.clock.fast_forward(1_000)
    desk.widget.locator(".dial").click()
    desk.until_asked("ManualDialCall", 1)
    assert desk.inside("scrollY") == 0


def test_who_is_calling_is_seen_from_any_place(desk: Desk) -> None:
    for at in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        desk.inside(f"scrollTo(0, {at})")
        expect(desk.widget.locator("#customer").get_by_text("Ann Lee")).to_be_in_viewport(ratio=1)


def test_a_field_is_copied_by_two_presses_and_a_pinned_one_by_one(desk: Desk) -> None:
    desk.widget.get_by_role("button", name="All fields").click()
    desk.page.clock.fast_forward(1_000)
    copy = desk.widget.get_by_role("button", name="Copy Policy")
    copy.click()
    expect(desk.widget.get_by_role("button", name="Copied")).to_be_visible()
    desk.widget.get_by_role("button", name="Pin Policy").click()
    desk.page.clock.fast_forward(5_000)
    desk.widget.get_by_role("button", name="All fields").click()
    desk.page.clock.fast_forward(1_000)
    expect(copy).to_be_in_viewport(ratio=1)
    copy.click()
    expect(desk.widget.get_by_role("button", name="Copied")).to_be_visible()


def test_a_number_is_changed_by_open_type_enter(desk: Desk) -> None:
    desk.answer("SetNewModeNumber", saved())
    desk.mode("1").get_by_role("button", name="Change number").click()
    desk.page.keyboard.type("2025550199")
    desk.page.keyboard.press("Enter")
    desk.until_asked("SetNewModeNumber", 1)
    assert desk.asked("SetNewModeNumber")[0]["ContactNumber"] == "2025550199"


def test_what_failed_is_found_by_one_press(desk: Desk) -> None:
    desk.answer("GetCallBackModes", refused_by("GetCallBackModes", "Invalid Call ID."))
    desk.widget.get_by_role("button", name="Read the numbers again").click()
    problem = desk.widget.locator("#status [data-action=show-problem]")
    expect(problem).to_contain_text("Numbers not read")
    desk.inside("scrollTo(0, document.body.scrollHeight)")
    desk.page.clock.fast_forward(1_000)
    problem.click()
    expect(desk.panel("callback-modes").get_by_role("button", name="Try again")).to_be_in_viewport(ratio=1)
    expect(desk.panel("callback-modes").get_by_role("button", name="Try again")).to_be_focused()
