"""The focus is the agent's: while they type in the desktop, nothing in the widget takes it; afterwards it is where it
should be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import (
    ANN,
    HOME,
    MOBILE,
    Desk,
    contact,
    contacts_of,
    modes_of,
    open_desk,
    saved,
    state_of,
)

REPLIES = {
    "StateSync": state_of(ANN),
    "GetCallBackModes": modes_of("*", HOME, MOBILE),
    "GetReservedManualDialContact": contacts_of(contact("2025550101", 60, "No")),
}
NOTE = "The customer asks for a call back. "


@pytest.fixture
def desk(house: House, new_page: Callable[..., Page]) -> Desk:
    """A desktop with a note to write, above the widget; one contact without consent is there."""
    desk = open_desk(house, new_page, replies=REPLIES, clock=True, allow="", other_site=True)
    desk.stop_clock()
    desk.page.evaluate("document.body.prepend(Object.assign(document.createElement('textarea'), { id: 'note' }))")
    desk.panel("manual-dial").get_by_role("button", name="Get contacts").click()
    expect(desk.widget.get_by_role("button", name="Dial without consent")).to_be_visible()
    return desk


def write(desk: Desk) -> None:
    """Go to the desktop's note."""
    desk.page.locator("#note").click()


def assert_undisturbed(desk: Desk) -> None:
    """What is typed now goes into the note, whole."""
    desk.page.keyboard.type(NOTE)
    expect(desk.page.locator("#note")).to_have_value(NOTE)
    assert desk.page.evaluate("document.activeElement.id") == "note"
    assert desk.inside("document.hasFocus()") is False


def come_back(desk: Desk) -> None:
    """Give the widget's frame the focus, as Tab or the desktop does."""
    desk.page.evaluate("frame.focus()")


def press_without_focus(desk: Desk, selector: str) -> None:
    """The control is pressed, and the agent is in the note before the widget does what follows."""
    write(desk)
    desk.inside(f"document.querySelector({selector!r}).click()")


def test_a_question_that_closes_by_itself_takes_no_focus(desk: Desk) -> None:
    dial = desk.widget.get_by_role("button", name="Dial without consent")
    dial.click()
    expect(desk.widget.get_by_role("button", name="Don't dial")).to_be_focused()
    write(desk)
    desk.later(90)
    expect(desk.widget.get_by_role("dialog")).to_have_count(0)
    assert_undisturbed(desk)
    come_back(desk)
    expect(dial).to_be_focused()


def test_a_question_that_opens_takes_no_focus(desk: Desk) -> None:
    press_without_focus(desk, "[data-action=dial]")
    expect(desk.widget.get_by_role("dialog")).to_be_visible()
    assert_undisturbed(desk)
    come_back(desk)
    expect(desk.widget.get_by_role("button", name="Don't dial")).to_be_focused()
    desk.page.keyboard.press("Enter")
    expect(desk.widget.get_by_role("dialog")).to_have_count(0)


def test_a_form_that_opens_takes_no_focus(desk: Desk) -> None:
    press_without_focus(desk, '[data-mode-id="1"] [data-action=change-open]')
    expect(desk.widget.get_by_role("textbox", name="Contact number")).to_be_visible()
    assert_undisturbed(desk)
    come_back(desk)
    expect(desk.widget.get_by_role("textbox", name="Contact number")).to_be_focused()


@pytest.mark.parametrize("place", ["Contact number", "Save number"])
def test_an_outcome_takes_no_focus(place: str, desk: Desk) -> None:
    desk.mode("1").get_by_role("button", name="Change number").click()
    desk.page.keyboard.type("2025550199")
    desk.page.keyboard.press("Enter")
    desk.until_asked("SetNewModeNumber", 1)
    desk.widget.get_by_label(place).or_(desk.widget.get_by_role("button", name="Saving…")).first.focus()
    write(desk)
    desk.say({**saved(), "message": {**saved()["message"], "callid": "A-1"}})
    expect(desk.mode("1").get_by_role("button", name="Close")).to_be_visible()
    assert_undisturbed(desk)
    come_back(desk)
    expect(desk.widget.get_by_label(place).or_(desk.widget.get_by_role("button", name="Close")).first).to_be_focused()


def test_the_older_way_to_copy_takes_no_focus(desk: Desk) -> None:
    assert desk.inside("document.featurePolicy.allowsFeature('clipboard-write')") is False
    press_without_focus(desk, '[data-mode-id="3"] [data-copy]')
    expect(desk.said()).to_contain_text("opied")
    assert_undisturbed(desk)


def test_coming_back_scrolls_nothing_from_under_the_pointer(desk: Desk) -> None:
    desk.page.evaluate("frame.style.height = '300px'")
    press_without_focus(desk, '[data-mode-id="1"] [data-action=change-open]')
    expect(desk.widget.get_by_role("textbox", name="Contact number")).to_be_visible()
    desk.inside("scrollTo(0, 10_000)")
    before = desk.inside("scrollY")
    assert before > 0
    come_back(desk)
    expect(desk.widget.get_by_role("textbox", name="Contact number")).to_be_focused()
    assert desk.inside("scrollY") == before


def test_when_a_call_ends_under_a_question_the_focus_stays_in_its_form(desk: Desk) -> None:
    form = opened_form(desk)
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name="Save number").click()
    expect(desk.widget.get_by_role("dialog")).to_be_visible()
    desk.calls_are()
    desk.later(2)
    expect(desk.widget.get_by_role("dialog")).to_have_count(0)
    assert desk.inside("document.activeElement.closest('form') !== null")


def test_when_a_call_ends_the_focus_leaves_a_box_that_can_not_be_ticked_any_more(desk: Desk) -> None:
    form = opened_form(desk)
    form.get_by_role("checkbox").focus()
    desk.calls_are()
    desk.later(2)
    expect(desk.mode("1")).to_contain_text("The call has ended.")
    assert desk.inside("document.activeElement.closest('form') !== null")


def opened_form(desk: Desk) -> Locator:
    """The form of a mode, with a number typed in it."""
    row = desk.mode("1")
    row.locator("[data-action=change-open]").click()
    form = row.locator("form")
    form.get_by_role("textbox").fill("2025550142")
    return form


def test_tab_out_of_the_list_of_calls_closes_it(desk: Desk) -> None:
    desk.widget.locator("#calls-button").press("Enter")
    listed = desk.widget.locator("#calls-list")
    expect(listed).to_be_visible()
    for _ in range(6):
        desk.page.keyboard.press("Tab")
        if desk.inside("document.activeElement.closest('#calls-list') === null"):
            break
    desk.page.keyboard.press("Tab")
    expect(listed).to_be_hidden()
