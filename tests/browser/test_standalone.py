"""The page opened by itself: the mock bus, the vendor's sample data, nothing from anywhere else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BOOT, House, Watch, booted, call_row


@pytest.fixture(scope="module")
def opened(house: House, new_page: Callable[..., Page]) -> tuple[Page, Watch]:
    page = new_page()
    watch = Watch.over(page)
    page.goto(house.widget)
    booted(page)
    return page, watch


def test_it_says_that_it_runs_a_demo(opened: tuple[Page, Watch]) -> None:
    page, _ = opened
    status = page.locator("[data-link]")
    expect(status).to_have_attribute("data-link", "mock")
    expect(status).to_contain_text("Demo")


def test_it_lists_the_calls_of_the_vendors_sample_with_their_fields(opened: tuple[Page, Watch]) -> None:
    page, _ = opened
    expect(page.locator('.customer[data-callid="12345"]')).to_contain_text("David1 Berry")
    page.locator("#calls-button").press("Enter")
    expect(call_row(page, "12345")).to_contain_text("David1 Berry")
    expect(call_row(page, "67890")).to_contain_text("67890")
    expect(call_row(page, "67890")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("#fields-button").press("Enter")
    fields = page.locator('.of-call[data-callid="12345"]')
    expect(fields.get_by_role("row").filter(has_text="Virginia")).to_be_visible()


def test_it_shows_each_callback_mode_with_both_consents(opened: tuple[Page, Watch]) -> None:
    page, _ = opened
    modes = page.locator('[data-panel="callback-modes"]')
    for mode_id, description in (("3", "Mobile"), ("2", "Office")):
        mode = modes.locator(f'[data-mode-id="{mode_id}"]')
        expect(mode).to_contain_text(description)
        expect(mode).to_contain_text("2346")
        expect(mode).to_have_accessible_name(re.compile("Consent: contact agreed in writing, campaign not agreed"))


def test_no_request_leaves_the_pages_own_origin(opened: tuple[Page, Watch], house: House) -> None:
    _, watch = opened
    assert len(watch.requests) > 15
    assert [url for url in watch.requests if not url.startswith((f"{house.widget}/", "data:", "blob:"))] == []


def test_the_strict_policy_is_never_violated_and_nothing_is_said_in_the_console(opened: tuple[Page, Watch]) -> None:
    _, watch = opened
    assert watch.errors == []
    assert [line for line in watch.console if not line.startswith(("debug: [pyscript", "debug: [widget/boot]"))] == []


def test_the_inbox_listened_before_anything_else(opened: tuple[Page, Watch]) -> None:
    page, _ = opened
    marks = page.evaluate("Object.fromEntries(performance.getEntriesByType('mark').map(m => [m.name, m.startTime]))")
    assert marks["widget:listening"] < marks["widget:ready"]
    first = page.evaluate("document.querySelector('script').src")
    assert first.endswith("/inbox.js")


@pytest.fixture(scope="module")
def tuned_by_address(house: House, new_page: Callable[..., Page]) -> tuple[Page, str]:
    """A page for one address after the other of a widget whose agent may be named by it; the widget's origin."""
    return new_page(), house.tuned(agent_id_from_query=True)


TEXT = "Your account is locked call 1-800-555-0100"


@pytest.mark.parametrize(
    "given", ["?scenario={}", "?latency={}", "?faults=drop:{}", "?agent_id={}", "#agent_id={}", "?boot={}&{}={}#{}"]
)
def test_it_shows_no_text_that_its_address_gives(given: str, tuned_by_address: tuple[Page, str]) -> None:
    page, origin = tuned_by_address
    page.goto("about:blank")  # another fragment alone would start nothing anew
    page.goto(f"{origin}/{given.replace('{}', TEXT)}")
    page.locator("html[data-boot=ready], html[data-boot=failed]").wait_for(state="attached", timeout=BOOT)
    for button in page.locator('[data-action="toggle"][data-key*="inspector"]').all():
        button.click()
        expect(page.locator(".inspector")).to_be_visible()
    shown = page.evaluate("document.documentElement.outerHTML + document.title")
    assert "locked" not in shown
    assert "800-555" not in shown
