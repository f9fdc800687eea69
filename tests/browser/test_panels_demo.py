"""Who opens the page by itself can dial the contact of the vendor's samples, and one that is downloaded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House, booted
from tests.browser.panels_kit import form_of


@pytest.mark.parametrize(("new", "number"), [(False, "+1 208-209-7345"), (True, "+1 202-555-0100")])
def test_the_first_press_of_get_contacts_gives_a_contact_that_can_be_dialled(
    house: House, new_page: Callable[..., Page], new: bool, number: str
) -> None:
    page = new_page()
    page.goto(house.widget)
    booted(page)
    panel = page.get_by_role("region", name="To dial")
    if new:
        form_of(panel).get_by_role("checkbox", name="Only contacts reserved for me").uncheck()
    panel.get_by_role("button", name="Get contacts").press("Enter")
    live = panel.get_by_role("row").filter(has=page.get_by_role("timer"))
    expect(live).to_contain_text(number)
    live.get_by_role("button", name="Dial").press("Enter")
    expect(live).to_contain_text("Dialled.")
