"""In a Chromium that samples the memory of its pages, as it does for some users, by lot: here for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserType, expect

from tests.browser.conftest import House, answering, booted, call_row, widget_in
from tests.browser.test_hostile_desktop import say, state_of
from tools.chromium import FLAGS, chromium

RATE = 50_000  # bytes
SAMPLING = (
    "HeapProfilerReporting:stable-probability/1/nonstable-probability/1/renderer-prob-pct/100"
    f"/sampling-rate/{RATE}/renderer-sampling-rate-bytes/{RATE}"
)


@pytest.fixture(scope="module")
def sampling_browser(browser_type: BrowserType) -> Iterator[Browser]:
    """A browser that walks the stack of every page at about each 50 kB allocated."""
    browser = browser_type.launch(executable_path=chromium(), args=[*FLAGS, f"--enable-features={SAMPLING}"])
    yield browser
    browser.close()


def test_the_page_lives_where_the_browser_walks_its_stack(house: House, sampling_browser: Browser) -> None:
    page = sampling_browser.new_page()
    answering(page, {"StateSync": state_of("first")})
    page.goto(house.embedding())
    frame = widget_in(page)
    for turn in range(50):
        say(page, state_of(f"call-{turn}"))
    expect(call_row(frame, "call-49")).to_be_attached()
    page.close()


def test_it_starts_there_without_a_snapshot_too(house: House, sampling_browser: Browser) -> None:
    page = sampling_browser.new_page()
    page.goto(f"{house.widget}/?boot=ordinary")
    booted(page)
    expect(page.locator("[data-callid]").first).to_be_visible()
    page.close()
