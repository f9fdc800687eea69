"""The integrator records at one desk, without anybody's data, and an engineer plays it at another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import House, widget_in
from tests.browser.panels_kit import form_of
from tests.browser.test_demo_desktop import opened, plays


def recorded(frame: FrameLocator) -> str:
    """Record what the calls and one download bring, by the buttons of the page; the recording."""
    frame.get_by_role("button", name="About this widget").click()
    frame.get_by_role("button", name="Record traffic").click()
    expect(frame.locator(".inspector")).to_contain_text("Recording:")
    panel = form_of(frame.locator('[data-panel="manual-dial"]'))
    panel.get_by_role("checkbox", name="Only contacts reserved for me").press("Space")
    expect(panel.get_by_role("checkbox", name="Only contacts reserved for me")).not_to_be_checked()
    panel.get_by_role("button", name="Get contacts").click()
    expect(panel.get_by_role("timer")).to_be_visible()
    frame.get_by_role("button", name="Stop recording").click()
    return frame.get_by_role("button", name="Copy recording").get_attribute("data-copy") or ""


def at_the_desk(house: House, page: Page) -> FrameLocator:
    """The demo desktop with the widget in it, and the vendor's samples."""
    opened(house, page)
    plays(page, "samples")
    frame = widget_in(page)
    expect(frame.locator('[data-callid="12345"]').first).to_be_visible()
    return frame


@pytest.fixture(scope="module")
def recording(house: House, new_page: Callable[..., Page]) -> str:
    return recorded(at_the_desk(house, new_page(permissions=["clipboard-read", "clipboard-write"])))


def test_a_recording_names_nobody(recording: str) -> None:
    assert '"subtopic": "DownloadContactsForDialing"' in recording
    assert not [said for said in ("David1", "Berry", "12345", "6591462346", "6491462346") if said in recording]


def test_a_recording_plays_at_another_desk_with_its_deadlines_still_to_come(
    recording: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    frame = at_the_desk(house, page)
    page.get_by_role("button", name="Simulator").click()
    page.locator("#recording-text").fill(recording)
    page.get_by_role("button", name="Play it").click()
    expect(frame.locator("[data-callid]").first).to_be_visible(timeout=60_000)
    expect(frame.locator('[data-callid="12345"]')).to_have_count(0)
    expect(frame.locator("[data-mode-id]").first).to_be_visible()
    panel = frame.locator('[data-panel="manual-dial"]')
    panel.get_by_role("button", name="Get contacts").click()
    expect(panel.get_by_role("timer")).to_be_visible()


def test_what_can_not_be_played_is_refused_in_words(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    at_the_desk(house, page)
    page.get_by_role("button", name="Simulator").click()
    unknown = '{"recording": 1, "begun": 0, "settings": {"no_such": 1}}'
    nowhere = '{"recording": 1, "begun": 0, "settings": {"server_timezone": "No/Where"}}'
    deep = "[" * 9_000 + "]" * 9_000
    for text, words in (
        ("once upon a time", "line 1: wants a JSON object"),
        (deep, "line 1: wants a JSON object"),
        (nowhere, "This recording can't be played: its setting server_timezone is not usable"),
        (unknown, "This recording can't be played: its setting no_such is not usable"),
    ):
        page.locator("#recording-text").fill(text)
        page.get_by_role("button", name="Play it").click()
        expect(page.locator("#problem")).to_contain_text(words)
