"""The link in a real browser: hidden frames, reloads, leaving and coming back, packets, answers to other apps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from tests.browser.conftest import House, answering, call_row, widget_in
from tests.browser.test_hostile_desktop import say, state_of
from tools.chromium import FLAGS, chromium

ANOTHER_APP_ASKS = {"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "source": "another-app"}
TOLD = "callid => heard.some(m => m.subtopic === 'StateSync' && m.message?.[0]?.callid === callid)"
"""The widget has told another app, asking, of this call first."""


@pytest.fixture(scope="module")
def caching_browser(browser_type: BrowserType) -> Iterator[Browser]:
    """A browser with the back-forward cache, which Playwright switches off otherwise."""
    browser = browser_type.launch(
        executable_path=chromium(), args=list(FLAGS), ignore_default_args=["--disable-back-forward-cache"]
    )
    yield browser
    browser.close()


def test_a_hidden_frame_goes_on_hearing_and_shows_the_latest_when_it_is_seen(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.goto(house.embedding())
    frame = widget_in(page)
    page.evaluate("frame.style.display = 'none'")
    for callid in ("one", "two", "three"):
        say(page, state_of(callid))
    expect(call_row(frame, "three")).to_be_attached()
    page.evaluate("frame.style.display = ''")
    expect(frame.locator("#calls-button")).to_be_visible()
    expect(frame.locator("#calls-button")).to_contain_text("three")


def test_a_desktop_that_reloads_in_the_middle_of_a_request_is_synchronised_anew(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    answering(page, {"StateSync": state_of("here")})
    page.goto(house.embedding())
    frame = widget_in(page)
    expect(frame.locator('[data-callid="here"]').first).to_be_visible()
    page.wait_for_function("heard.some(m => m.subtopic === 'GetCallBackModes')")  # which nobody answers
    page.reload()
    expect(widget_in(page).locator('[data-callid="here"]').first).to_be_visible()


def test_a_page_back_from_the_cache_asks_again_and_takes_what_is_true_now(
    house: House, caching_browser: Browser
) -> None:
    page = caching_browser.new_page()
    modes = [{"ModeID": "1", "Description": "Home", "Cvalue": "2025550142"}]
    before = {**state_of("before"), "message": [{"callid": "before", "campaignmodes": modes}]}
    answering(page, {"StateSync": before})
    page.goto(house.embedding(widget=house.tuned(answer_state_sync=True)))
    # The phone metadata is there: a page that still fetches, or is busy with what it fetched, may not be kept.
    expect(widget_in(page).locator("#callback-modes")).to_contain_text("+1 202-555-0142")
    page.evaluate("window.kept = true")
    page.goto(f"{house.host}/sibling.html")
    page.go_back(wait_until="commit")
    page.wait_for_function("location.pathname === '/host.html'")
    why = page.evaluate("JSON.stringify(performance.getEntriesByType('navigation')[0].notRestoredReasons)")
    assert page.evaluate("window.kept") is True, f"the page was not kept, so this test shows nothing: {why}"
    # Playwright can't look into the frame of a page from the cache; what the widget asks and tells shows what it knows.
    page.wait_for_function("heard.filter(m => m.subtopic === 'StateSync').length >= 2")
    page.wait_for_function("heard.filter(m => m.subtopic === 'GetCallBackModes').length >= 2")
    page.evaluate("reply => { answer('StateSync', reply); say(reply); }", state_of("after"))
    # An app asks again when it gets no answer, as while the widget itself asks the desktop.
    asking = f"callid => {{ say({json.dumps(ANOTHER_APP_ASKS)}); return ({TOLD})(callid); }}"
    page.wait_for_function(asking, arg="after", polling=500)
    page.close()


def test_in_packet_framing_it_speaks_and_hears_packets(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(house.embedding(widget=house.tuned(framing="packet", subscriber_id="66517761")))
    frame = widget_in(page)
    page.wait_for_function("heard.length > 0")
    packet = page.evaluate("heard[0]")
    assert packet["subscriberID"] == "66517761"
    assert packet["topic"] == ""
    assert packet["message"]["subtopic"] == "StateSync"
    say(page, {"channel": "LCM", "topic": "", "subTopic": "", "message": state_of("packed"), "subscriberID": "1"})
    expect(frame.locator('[data-callid="packed"]').first).to_be_visible()


def test_a_desktop_that_wants_text_gets_json_text(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(house.embedding(widget=house.tuned(posts="text")))
    page.wait_for_function("heard.length > 0")
    asked = page.evaluate("heard[0]")
    assert isinstance(asked, str)
    assert json.loads(asked)["subtopic"] == "StateSync"


def test_another_apps_state_sync_is_answered_from_our_state_when_configured(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.goto(house.embedding(widget=house.tuned(answer_state_sync=True)))
    frame = widget_in(page)
    say(page, state_of("shared"))
    expect(frame.locator('[data-callid="shared"]').first).to_be_visible()
    say(page, ANOTHER_APP_ASKS)
    page.wait_for_function(TOLD, arg="shared")
