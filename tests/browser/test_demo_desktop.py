"""The demo desktop: its phone, its customer, and its simulator, with the real widget beside them.

The keys of the phone come and go, and a click on what has just come is held back. So the tests press Enter.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House, Watch, booted, widget_in

WINDOW = {"width": 1366, "height": 768}


def opened(house: House, page: Page) -> Page:
    """The desktop with the widget in it."""
    page.set_viewport_size({"width": WINDOW["width"], "height": WINDOW["height"]})
    page.goto(house.desktop)
    booted(page)
    widget_in(page)
    return page


def plays(page: Page, scenario: str) -> None:
    """Let the desktop play another scenario."""
    page.get_by_role("button", name="Simulator").click()
    page.get_by_label("Scenario").select_option(scenario)
    page.get_by_role("button", name="Start again with these").click()
    page.get_by_role("button", name="Simulator").click()


@pytest.fixture(scope="module")
def desktop(house: House, new_page: Callable[..., Page]) -> Page:
    """The desktop, whose first call has been answered by hand."""
    page = opened(house, new_page())
    page.get_by_role("button", name="Answer").press("Enter", timeout=30_000)
    return page


def test_a_call_that_is_answered_is_in_the_widget_and_on_the_customer_s_card(desktop: Page) -> None:
    expect(desktop.locator("#customer")).to_contain_text("Grace O'Neill")
    expect(desktop.locator("#phone")).to_contain_text("Connected")
    frame = widget_in(desktop)
    expect(frame.locator("#customer")).to_contain_text("Grace O'Neill")
    expect(frame.locator('[data-mode-id="1"]').first).to_contain_text("Home")


def test_nothing_scrolls_in_a_window_of_1366_by_768(desktop: Page) -> None:
    assert desktop.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]") == [
        768,
        1366,
    ]


def test_a_number_that_the_widget_dials_is_on_the_phone_and_its_call_in_the_widget(desktop: Page) -> None:
    frame = widget_in(desktop)
    frame.locator("#non-pewc").get_by_role("button", name="Get reserved contact").press("Enter")
    contact = frame.locator("#non-pewc .contact").first
    expect(contact).to_be_visible()
    contact.get_by_role("button", name="Dial without consent").press("Enter")
    frame.locator("[data-action=dial-confirm]").press("Enter")
    expect(desktop.locator("#phone")).to_contain_text("Calling…")
    expect(desktop.locator("#phone")).to_contain_text("2025550120")
    expect(contact).to_contain_text("Ringing")
    desktop.get_by_role("button", name="Hang up").press("Enter")
    expect(contact).to_contain_text("Call ended")
    expect(desktop.locator("#phone")).to_contain_text("After-call work")
    expect(desktop.locator("#day")).to_contain_text("The widget dials")


def test_the_traffic_shows_a_request_and_its_answer_in_one_row_and_masks_numbers(desktop: Page) -> None:
    desktop.get_by_role("button", name="Simulator").click()
    desktop.get_by_label("Operation").select_option("GetCallBackModes")
    rows = desktop.locator("#log .exchange")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("answered")
    rows.get_by_role("button", name="GetCallBackModes").press("Enter")
    expect(desktop.locator("#log pre")).to_have_count(2)
    expect(desktop.locator("#log pre").last).to_contain_text('"subtopic": "CallBackModes"')
    for said in ("2025550143", "Grace"):
        expect(desktop.locator("#log")).not_to_contain_text(said)
    desktop.get_by_role("button", name="Simulator").click()
    expect(desktop.locator("#log")).to_be_hidden()


def test_another_scenario_plays_the_vendor_s_samples(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    watch = Watch.over(page)
    plays(opened(house, page), "samples")
    frame = widget_in(page)
    expect(frame.locator('[data-callid="12345"]').first).to_contain_text("David1 Berry")
    expect(page.locator("#customer")).to_contain_text("David1 Berry")
    assert watch.errors == []


def test_faults_that_can_t_be_used_are_said_and_what_plays_goes_on(house: House, new_page: Callable[..., Page]) -> None:
    page = opened(house, new_page())
    page.get_by_role("button", name="Simulator").click()
    page.get_by_label("Faults").fill("explode:1")
    page.get_by_role("button", name="Start again with these").click()
    expect(page.get_by_role("alert").filter(has_text="there is no such fault")).to_be_visible()
    page.get_by_role("button", name="Answer").press("Enter", timeout=30_000)
    expect(widget_in(page).locator("#customer")).to_contain_text("Grace O'Neill")
