"""Times of day, as the browser's language writes them, in the zone of the agent's computer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import ANN, at, contact, contacts_of, open_desk, state_of

TODAY, TOMORROW = at(8.65 * 3600), at(26.65 * 3600)  # 18:09 and, the next day, 12:09 in New York


@pytest.mark.parametrize(
    ("locale", "as_of", "today", "tomorrow"),
    [
        ("en-US", "as of 9:30 AM", "call back 6:09 PM", "call back 3 Mar 2026, 12:09 PM"),
        ("de-DE", "as of 09:30", "call back 18:09", "call back 3 Mar 2026, 12:09"),
    ],
)
def test_a_time_is_written_as_the_browser_writes_it_with_the_day_where_it_is_not_today(
    locale: str, as_of: str, today: str, tomorrow: str, house: House, new_page: Callable[..., Page]
) -> None:
    contacts = (
        contact("2025550101", CallbackTime=TODAY),
        contact("2025550102", CallbackTime=TOMORROW),
        contact("2025550103", ExpiryTime="12/31/9999 23:59:59", CallbackTime="Jan  1 1900 12:00AM"),
        contact("2025550104", ExpiryTime="Jan  1 1900 12:00AM", CallbackTime=""),
        contact("2025550105", ExpiryTime="2026-03-02T14:32:00Z", CallbackTime=""),
        contact("2025550106", ExpiryTime="3/2/2026,\u00a02:32:00\u202fPM", CallbackTime=""),
    )
    replies = {"StateSync": state_of(ANN), "GetReservedManualDialContact": contacts_of(*contacts)}
    desk = open_desk(house, new_page, clock=True, replies=replies, locale=locale, timezone_id="America/New_York")
    panel = desk.panel("manual-dial")
    panel.get_by_role("button", name="Get contacts").click()
    expect(panel.locator(".contacts > [role=row]")).to_have_count(6)
    said = {"0101": today, "0102": tomorrow, "0103": "never expires", "0104": "expiry unknown"}
    for ending in ("0101", "0102", "0103", "0104", "0105", "0106"):
        one = panel.locator(".contacts > [role=row]").filter(has_text=ending)
        if one.get_by_role("button", name="Show ").count():
            one.get_by_role("button", name="Show ").press("Enter")
        whole = panel.locator(".contact").filter(has_text=ending)
        if ending in said:
            expect(whole).to_contain_text(said[ending])
        else:
            expect(whole.get_by_role("timer")).to_contain_text("01:")
        expect(whole.get_by_role("button", name="Dial")).not_to_have_attribute("aria-disabled", "true")
    desk.widget.locator("#calls-button").press("Enter")
    expect(desk.widget.locator("#calls-list").get_by_text(as_of)).to_be_visible()
