"""Tab from the top passes at most 25 stops, in every scenario, with everything unfolded and contacts fetched. The
inspector is off, as it is for agents."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House, booted
from widget.mock.scenarios import SCENARIOS

MOST = 25
FOLDED = "[data-action$=toggle][aria-expanded=false]"

# What Tab stops at, in the order of the page: nothing here has a tabindex above 0.
_STOPS = """() => [...document.querySelectorAll("button, a[href], input, select, textarea, [tabindex]")]
    .filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }))
    .map((one) => one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.textContent.slice(0, 40))"""


@pytest.fixture(scope="module")
def page(new_page: Callable[..., Page]) -> Page:
    page = new_page()
    page.clock.install()
    return page


@pytest.fixture(scope="module")
def widget(house: House) -> str:
    return house.tuned(inspector=False)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_tab_passes_at_most_25_stops(scenario: str, page: Page, widget: str) -> None:
    page.goto(f"{widget}/?scenario={scenario}")
    booted(page)
    for name in ("Get contacts", "Get reserved contact"):
        page.get_by_role("button", name=name).click()
        page.clock.fast_forward(5_000)  # for reads that are asked again
    expect(page.get_by_role("button", name="Asking…")).to_have_count(0)
    while page.locator(FOLDED).count():
        page.locator(FOLDED).first.press("Enter")
        page.clock.fast_forward(1_000)
    stops = page.evaluate(_STOPS)
    assert len(stops) <= MOST, f"{len(stops)} {stops}"


def test_tab_stops_where_the_count_says(page: Page, widget: str) -> None:
    """The browser's own Tab, in the vendor's sample."""
    page.goto(widget)
    booted(page)
    wanted = len(page.evaluate(_STOPS))
    page.evaluate("document.activeElement.blur()")
    reached = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id"))
    assert len(set(reached)) == wanted
