"""Copying in the real page: it says "Copied", with the clipboard, without it, and says so when nothing worked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import House, booted
from tests.browser.panels_kit import ANN, MOBILE, NOW, Desk, modes_of, open_desk, state_of

REPLIES = {"StateSync": state_of(ANN), "GetCallBackModes": modes_of("*", MOBILE)}
PASTE = "navigator.clipboard.readText()"


@pytest.fixture(scope="module")
def desk(house: House, new_page: Callable[..., Page]) -> Desk:
    permissions = ["clipboard-read", "clipboard-write"]
    desk = open_desk(house, new_page, replies=REPLIES, clock=True, permissions=permissions)
    desk.stop_clock()  # "Copied" is there for two seconds
    return desk


def copy(desk: Desk) -> Locator:
    button = desk.mode("3").locator("[data-copy]")
    expect(button).to_have_accessible_name("Copy number")
    button.click()
    return button


def test_copy_takes_the_number_as_received_and_says_copied_for_a_moment(desk: Desk) -> None:
    button = copy(desk)
    expect(button).to_have_accessible_name("Copied")
    expect(button).to_be_focused()
    expect(desk.said()).to_have_text("Copied.")
    desk.page.bring_to_front()
    assert desk.page.evaluate(PASTE) == "2025550133"
    desk.later(3)
    expect(button).to_have_accessible_name("Copy number")


def test_a_field_is_copied_whole(desk: Desk) -> None:
    desk.panel("calls").get_by_role("button", name="All fields").click()
    desk.panel("calls").get_by_role("button", name="Copy Policy number").click()
    expect(desk.panel("calls").get_by_role("button", name="Copied")).to_be_visible()
    assert desk.page.evaluate(PASTE) == "PX-77"


def test_when_nothing_can_be_copied_it_says_so(desk: Desk) -> None:
    desk.later(3)
    desk.inside(
        """() => {
            navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
            document.execCommand = () => false;
        }"""
    )
    expect(copy(desk)).to_have_accessible_name("Not copied")
    expect(desk.said()).to_have_text("Not copied: the browser does not let this page use the clipboard.")


def test_in_a_frame_that_was_given_no_clipboard_the_old_command_still_copies(
    house: House, new_page: Callable[..., Page]
) -> None:
    desk = open_desk(house, new_page, replies=REPLIES, clock=True, allow="", permissions=["clipboard-read"])
    desk.stop_clock()
    assert desk.inside("document.featurePolicy.allowsFeature('clipboard-write')") is False
    button = copy(desk)
    expect(button).to_have_accessible_name("Copied")
    expect(button).to_be_focused()
    assert desk.page.evaluate(PASTE) == "2025550133"


def test_by_itself_the_page_copies_too(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page(permissions=["clipboard-read"])
    page.clock.set_fixed_time(NOW)
    page.goto(house.widget)
    booted(page)
    page.locator('[data-mode-id="3"]').get_by_role("button", name="Copy number").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate(PASTE) == "6591462346"
