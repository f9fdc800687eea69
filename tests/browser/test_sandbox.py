"""The tightest sandbox that the page can start in: everything the agent presses works there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import (
    HOME,
    MOBILE,
    OFFICE,
    Desk,
    call,
    contact,
    contacts_of,
    form_of,
    modes_of,
    open_desk,
)

TIGHT = "allow-scripts allow-same-origin"
GET = "GetReservedManualDialContact"
SET = "SetNewModeNumber"


@pytest.fixture
def desk(house: House, new_page: Callable[..., Page]) -> Desk:
    """One call, whose Home is to be filled in. The clock is the test's."""
    desk = open_desk(house, new_page, clock=True, allow="", sandbox=TIGHT, permissions=["clipboard-read"])
    desk.answer("GetCallBackModes", modes_of("*", MOBILE, OFFICE))
    desk.calls_are(call("A-1", HOME, FName="Ann", LName="Lee"))
    expect(desk.mode("3")).to_contain_text("0133")
    return desk


def button(desk: Desk, name: str) -> Locator:
    return desk.widget.get_by_role("button", name=name, exact=True)


def write(desk: Desk) -> Locator:
    desk.mode("1").get_by_role("button", name="Change number").click()
    number = desk.widget.get_by_role("textbox", name="Contact number")
    number.press_sequentially("2025550199")
    return number


def click_save(desk: Desk, _number: Locator) -> None:
    button(desk, "Save number").click()


def press_enter(_desk: Desk, number: Locator) -> None:
    number.press("Enter")


def press_enter_on_save(desk: Desk, _number: Locator) -> None:
    button(desk, "Save number").press("Enter")


def press_space_on_save(desk: Desk, _number: Locator) -> None:
    button(desk, "Save number").press(" ")


def double_click_save(desk: Desk, _number: Locator) -> None:
    button(desk, "Save number").dblclick()


@pytest.mark.parametrize(
    "press", [click_save, press_enter, press_enter_on_save, press_space_on_save, double_click_save]
)
def test_a_number_is_saved_once(press: Callable[[Desk, Locator], None], desk: Desk) -> None:
    press(desk, write(desk))
    desk.until_asked(SET, 1)
    desk.turn()
    assert [data["ContactNumber"] for data in desk.asked(SET)] == ["2025550199"]


def test_contacts_are_asked_for_by_the_button_and_by_enter(desk: Desk) -> None:
    desk.answer(GET, contacts_of())
    button(desk, "Get contacts").click()
    desk.until_asked(GET, 1)
    expect(button(desk, "Get contacts")).to_be_enabled()
    number = form_of(desk.panel("manual-dial")).get_by_role("spinbutton", name="How many contacts")
    number.fill("3")
    number.press("Enter")
    desk.until_asked(GET, 2)
    assert [data["NumberofContactsRequired"] for data in desk.asked(GET)] == [1, 3]


def test_dialogs_open_and_do_what_they_say(desk: Desk) -> None:
    number = write(desk)
    desk.widget.get_by_role("checkbox", name="Delete all other numbers").check()
    number.press("Enter")
    expect(desk.widget.get_by_role("dialog")).to_be_visible()
    button(desk, "Delete and save").click()
    desk.until_asked(SET, 1)
    assert desk.asked(SET)[0]["DeleteOtherModes"] is True


def test_a_number_is_copied(desk: Desk) -> None:
    desk.stop_clock()
    desk.mode("3").get_by_role("button", name="Copy number").click()
    expect(desk.said()).to_have_text("Copied.")
    assert desk.page.evaluate("navigator.clipboard.readText()") == "2025550133"


def test_a_sandbox_without_scripts_is_named_and_nothing_else_is_said(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.goto(house.embedding(sandbox="allow-same-origin"))
    frame = page.frame_locator("#widget")
    expect(frame.locator("noscript")).to_be_in_viewport()
    (line,) = frame.locator("body").evaluate("body => body.innerText").split("\n")
    assert 'the desktop\'s iframe lacks sandbox="allow-scripts allow-same-origin"' in line


def test_where_a_tel_url_may_be_ignored_the_agent_is_told_what_to_do(
    house: House, new_page: Callable[..., Page]
) -> None:
    tuned = house.tuned(dial="tel", consent_gate="off")
    desk = open_desk(house, new_page, widget=tuned, clock=True, sandbox=TIGHT)
    desk.answer(GET, contacts_of(contact("2025550101")))
    button(desk, "Get contacts").click()
    desk.panel("manual-dial").locator("[data-action=dial]").click()
    expect(desk.panel("manual-dial")).to_contain_text("If it does not dial, copy the number.")
