"""The page in a desktop of another origin: heard from there only, and nothing is lost before Python is up."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import PAGES, Held, House, Watch, answering, call_row, widget_in
from tests.browser.samples import sample
from tests.browser.test_hostile_desktop import state_of
from tools.demo import DEMO
from tools.serve import Site

STATE = json.loads(sample("state_sync.reply"))
MODES = json.loads(sample("get_callback_modes.reply"))


@pytest.fixture(scope="module")
def hosted(house: House, new_page: Callable[..., Page]) -> Page:
    """A host of an allowed origin that answers with the vendor's samples."""
    page = new_page()
    answering(page, {"StateSync": STATE, "GetCallBackModes": MODES})
    page.goto(house.embedding())
    return page


def test_a_host_of_another_origin_sees_its_calls_and_modes_in_the_widget(hosted: Page) -> None:
    frame = widget_in(hosted)
    expect(frame.locator('[data-callid="12345"]').first).to_contain_text("David1 Berry")
    expect(frame.locator('[data-mode-id="3"]').first).to_contain_text("Mobile")
    expect(frame.locator("[data-link]")).to_have_attribute("data-link", "live")


def test_the_widget_asks_in_the_words_of_the_protocol(hosted: Page) -> None:
    expect(widget_in(hosted).locator('[data-mode-id="3"]').first).to_be_visible()
    heard = hosted.evaluate("heard")
    assert heard[0]["channel"] == "LCM"
    assert heard[0]["topic"] == "WebService"
    assert heard[0]["subtopic"] == "StateSync"
    assert "message" not in heard[0]
    modes = next(message for message in heard if message["subtopic"] == "GetCallBackModes")
    assert modes["data"]["callid"] == "12345"


def test_what_was_posted_before_python_was_up_is_handled_in_order(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    program = Held(page, "**/widget/main.py")
    page.goto(house.embedding(), wait_until="commit")
    frame = page.frame_locator("#widget")
    frame.locator("#panels").wait_for(state="attached")  # parsed after the inbox
    early = [
        {"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "message": [{"callid": callid}]}
        for callid in ("first", "second", "third")
    ]
    page.evaluate("messages => messages.forEach(m => say(m))", early)
    program.let_go()
    expect(call_row(widget_in(page), "third")).to_be_attached()
    listed = frame.locator(".call-row")
    assert [row.get_attribute("data-callid") for row in listed.all()] == ["first", "second", "third"]
    expect(call_row(frame, "first")).to_have_count(0)
    expect(call_row(frame, "second")).to_have_count(0)


def test_a_message_from_another_window_changes_nothing(hosted: Page, house: House) -> None:
    frame = widget_in(hosted)
    forged = {"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "message": [{"callid": "forged"}]}
    hosted.evaluate(
        """([url, message]) => new Promise((done) => {
            const sibling = document.createElement("iframe");
            sibling.src = url;
            sibling.onload = () => { sibling.contentWindow.postMessage({ relay: message }, "*"); };
            addEventListener("message", (event) => event.data.relayed && done());
            document.body.append(sibling);
        })""",
        [f"{house.host}/sibling.html", forged],
    )
    hosted.evaluate("m => say(m)", {**forged, "message": [{"callid": "12345"}, {"callid": "genuine"}]})
    expect(call_row(frame, "genuine")).to_be_attached()
    expect(frame.locator('[data-callid="forged"]')).to_have_count(0)
    assert json.loads(hosted.frames[1].evaluate("lcmInbox.counts()"))["source"] >= 1


def test_framed_by_an_origin_that_is_not_listed_the_header_blocks_it(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    watch = Watch.over(page)
    page.goto(house.embedding(house.stranger))
    expect(page.frame_locator("#widget").locator("[data-panel]")).to_have_count(0)
    assert any("frame-ancestors" in line for line in watch.console)


def around(outer: str, address: str) -> str:
    """A host page at `outer` that embeds the page at `address`."""
    return f"{outer}/host.html?widget={quote(address, safe='')}"


def innermost(page: Page) -> Frame:
    """The host page that embeds the widget itself."""
    widget = page.frames[-1]
    assert widget.parent_frame is not None
    return widget.parent_frame


@pytest.fixture(scope="module")
def bare(house: House) -> str:
    """A widget that is sent without a header, for the host page."""
    return house.serve(Site(house.files, without_header=True, settings={"allowed_origins": (house.host,)}))


def test_where_no_header_blocks_a_page_that_is_not_listed_the_widget_is_blocked_and_names_it(
    house: House, bare: str, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.goto(house.embedding(house.stranger, widget=bare))
    frame = widget_in(page)
    expect(frame.locator("[data-link=refused]")).to_contain_text("Blocked")
    expect(frame.locator("#status")).to_contain_text(
        f"embeds this widget is {house.stranger}, and it is not allowed to."
    )
    assert page.evaluate("heard") == []


@pytest.mark.parametrize("further", [False, True], ids=["around the desktop", "further out"])
def test_where_no_header_blocks_a_page_around_a_listed_desktop_the_widget_is_blocked_and_names_it(
    further: bool, house: House, bare: str, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    desktop = house.embedding(widget=bare)
    page.goto(around(house.stranger, around(house.host, desktop) if further else desktop))
    within = page.frame_locator("#widget")
    frame = widget_in(within.frame_locator("#widget") if further else within)
    expect(frame.locator("[data-link=refused]")).to_contain_text("Blocked")
    blocked = frame.locator("#status")
    expect(blocked).to_contain_text(f"The desktop {house.host} is itself embedded by {house.stranger},")
    expect(blocked).to_contain_text(f'add "{house.stranger}" to allowed_origins')
    innermost(page).evaluate("state => say(state)", state_of("unheard"))
    frame.locator("body").evaluate("() => new Promise((done) => setTimeout(done, 500))")
    expect(frame.locator("[data-callid]")).to_have_count(0)
    assert innermost(page).evaluate("heard") == []


def test_in_a_desktop_that_another_listed_page_embeds_the_widget_is_live(
    house: House, new_page: Callable[..., Page]
) -> None:
    outer = house.serve(Site(PAGES, without_header=True))
    both = (house.host, outer)
    widget = house.serve(Site(house.files, framed_by=both, settings={"allowed_origins": both, **DEMO}))
    page = new_page()
    page.goto(around(outer, house.embedding(widget=widget)))
    frame = widget_in(page.frame_locator("#widget"))
    innermost(page).evaluate("state => say(state)", state_of("inside"))
    expect(frame.locator('[data-callid="inside"]').first).to_be_visible()
    expect(frame.locator("[data-link=live]")).to_be_visible()
