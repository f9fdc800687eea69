"""The traffic under the three dots, at work: it stands still while somebody reads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import House, booted


@pytest.fixture
def page(house: House, new_page: Callable[..., Page]) -> Page:
    """The widget by itself, with the three dots unfolded and some rows under them."""
    page = new_page()
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(house.widget)
    booted(page)
    page.get_by_role("button", name="About this widget").press("Enter")
    expect(rows(page).filter(has_text="waiting")).to_have_count(0)
    return page


def rows(page: Page) -> Locator:
    return page.locator(".traffic .exchange")


def test_an_unfolded_row_stays_in_place_while_new_rows_come(page: Page) -> None:
    grid = page.get_by_role("grid", name="Traffic")
    count = rows(page).count()
    unfold = rows(page).filter(has_text="GetCallBackModes").first.get_by_role("button")
    unfold.press("Enter")
    expect(grid.locator("pre")).to_have_count(2)
    expect(grid.locator("pre").last).to_contain_text('"subtopic": "CallBackModes"')
    expect(grid).not_to_contain_text("6591462346")
    before = unfold.bounding_box()
    page.get_by_role("button", name="Refresh calls").press("Enter")
    newer = page.get_by_role("button", name="Show").filter(has_text="new")
    expect(newer).to_be_visible()
    expect(rows(page)).to_have_count(count)
    expect(grid.locator("pre")).to_have_count(2)
    assert unfold.bounding_box() == before
    unfold.press("Enter")
    page.get_by_role("button", name="Refresh calls").focus()
    expect(grid.locator("pre")).to_have_count(0)
    expect(newer).to_have_count(0)
    assert rows(page).count() > count


def test_rows_are_chosen_by_operation_and_by_call(page: Page) -> None:
    page.get_by_label("Operation").select_option("GetCallBackModes")
    expect(rows(page).filter(has_not_text="GetCallBackModes")).to_have_count(0)
    page.get_by_label("Call", exact=True).select_option("12345")
    expect(rows(page).first).to_contain_text("12345")
    page.get_by_label("Operation").select_option("All operations")
    expect(rows(page).filter(has_not_text="12345")).to_have_count(0)


def test_without_the_inspector_the_three_dots_have_the_report_and_no_traffic(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.goto(house.tuned(inspector=False))
    booted(page)
    page.get_by_role("button", name="About this widget").press("Enter")
    expect(page.locator(".inspector .facts")).to_contain_text("Version")
    report = page.get_by_role("button", name="Copy report").get_attribute("data-copy") or ""
    assert [line.split()[0] for line in report.splitlines()[:3]] == ["version", "agent", "link"]
    expect(page.locator(".inspector")).not_to_contain_text("raffic")
    expect(page.get_by_role("button", name="Record traffic")).to_have_count(0)
