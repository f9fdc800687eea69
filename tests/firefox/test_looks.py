"""Light and dark in Firefox, 320 px wide, with everything open: nothing is cut off, and axe-core finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import House
from tests.browser.panels_looks import spills, violations
from tests.firefox.browser import running
from tests.firefox.page import TAB, Page

DARK = {"light": 0, "dark": 1}


@pytest.fixture(scope="module", params=DARK)
def worked(request: pytest.FixtureRequest, house: House) -> Iterator[Page]:
    """The demo with its fields unfolded, contacts asked for, and a number typed whose saving deletes others."""
    look = {"ui.systemUsesDarkTheme": DARK[request.param], "ui.prefersReducedMotion": 1}
    with running(look) as firefox, firefox.page() as page:
        page.goto(house.widget)
        page.booted().shows('[data-mode-id="3"]')
        assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is (request.param == "dark")
        for name in ("About this widget", "All fields (7)", "Get contacts", "Get reserved contact", "Change number"):
            page.click("button", name)
        page.until("document.querySelectorAll('[data-account-number]').length === 2")
        page.until("document.activeElement.type === 'tel'")
        page.press(f"2025550142{TAB} ")
        yield page


def complaints(page: Page) -> list[str]:
    return [*spills(page), *violations(page)]


def test_nothing_is_cut_off_and_axe_finds_nothing_also_in_a_dialog(worked: Page) -> None:
    worked.resize(320, 4000)  # nothing under the status line that stays on top
    assert complaints(worked) == []
    worked.click("button", "Save number")
    worked.shows("dialog[open]", "Delete 1 other number?")
    assert complaints(worked) == []
