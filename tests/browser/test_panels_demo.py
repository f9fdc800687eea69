"""Who opens the page by itself finds the vendor's expired contact, and one that can be dialled."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import House, booted
from tests.browser.panels_kit import form_of


def test_the_samples_have_an_expired_contact_and_a_download_gives_a_live_one(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.goto(house.widget)
    booted(page)
    panel = page.get_by_role("region", name="To dial")
    panel.get_by_role("button", name="Get contacts").click()
    expect(panel).to_contain_text("This contact has expired and can't be dialled.")
    form_of(panel).get_by_role("checkbox", name="Only contacts reserved for me").uncheck()
    panel.get_by_role("button", name="Get contacts").click()
    live = panel.get_by_role("row").filter(has=page.get_by_role("timer"))
    live.get_by_role("button", name="Dial").click()
    expect(live).to_contain_text("Dialled.")
