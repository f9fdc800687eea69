"""The page opened by itself in Firefox: it wakes or boots, plays the demo, and the strict policy has nothing to say."""

from __future__ import annotations

import pytest

from tests.browser.conftest import House
from tests.firefox.browser import Firefox
from tests.firefox.page import Page

NOTES = ("debug: [pyscript", "debug: [widget/boot]")
FORBIDDEN = "() => { try { document.body.innerHTML = '<b>'; } catch (error) { return error.name; } }"
WAY = "(({ bootWay, bootWhy }) => [bootWay, bootWhy])(document.documentElement.dataset)"


@pytest.mark.parametrize(("query", "way"), [("", ["snapshot", ""]), ("?boot=ordinary", ["ordinary", "asked for"])])
def test_both_ways_draw_the_demo_and_nothing_is_said_in_the_console(
    query: str, way: list[str], tab: Page, firefox: Firefox, house: House
) -> None:
    tab.goto(f"{house.widget}/{query}")
    tab.booted()
    assert tab.evaluate(WAY) == way
    tab.shows('[data-callid="12345"]', "David1 Berry")
    tab.shows('[data-mode-id="3"]', "Mobile")
    tab.shows("[data-link=mock]", "Demo")
    assert tab.evaluate(FORBIDDEN) == "TypeError"
    said = firefox.logged_until("require-trusted-types-for")
    assert [line for line in said if not line.startswith(NOTES)] == []
