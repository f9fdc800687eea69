"""The page in a desktop of another origin, in Firefox: heard, answered, typed into, left and come back to."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pytest

from tests.browser.conftest import PAGES, House
from tests.browser.panels_kit import ANN, BEN, MOBILE, OFFICE, Json, message, mode, modes_of, state_of
from tests.firefox.browser import Firefox
from tests.firefox.page import ENTER, Page
from tools.project import ROOT
from tools.serve import Site

SAVED = message("SetNewModeNumberResult", {"callid": "A-1", "response": {"success": True}})
ANSWERS = {"StateSync": state_of(ANN), "GetCallBackModes": modes_of("A-1", MOBILE, OFFICE)}


def answer(host: Page, **replies: Json) -> None:
    """From now on the host answers these requests, and no others."""
    host.evaluate("(all) => { rules.clear(); Object.entries(all).forEach((one) => answer(...one)); }", replies)


def say(host: Page, what: Json) -> None:
    """Let the host post one message."""
    host.evaluate("(what) => say(what)", what)


@pytest.fixture(scope="module", params=["127.0.0.1", "localhost"])
def there(request: pytest.FixtureRequest, house: House) -> House:
    """The desktop on the widget's site, or on another: Firefox then gives the frame a process of its own."""
    named = replace(house, host=house.host.replace("127.0.0.1", request.param))
    return replace(named, widget=named.tuned())


@pytest.fixture
def embed(tab: Page, there: House) -> Callable[..., Page]:
    """Opens a host page that embeds the widget and answers; gives the widget's frame, booted."""

    def opened(origin: str = "", **query: str) -> Page:
        tab.before(f"() => {{ window.answers = {json.dumps(ANSWERS)}; }}")
        tab.goto(there.embedding(origin, **query))
        return tab.frame().booted()

    return opened


def test_it_is_live_and_shows_the_calls_and_modes_it_asked_for(tab: Page, embed: Callable[..., Page]) -> None:
    widget = embed()
    widget.shows("[data-link=live]")
    widget.shows('[data-callid="A-1"]', "Ann Lee")
    widget.shows('[data-mode-id="3"]', "0133")
    assert tab.evaluate("heard.map((one) => [one.subtopic, one.data?.callid])") == [
        ["StateSync", None],
        ["GetCallBackModes", "A-1"],
    ]


def test_what_was_posted_before_python_was_up_is_not_lost(tab: Page, there: House) -> None:
    tab.goto(there.embedding())
    say(tab, state_of(BEN))
    assert tab.frame().evaluate("document.documentElement.dataset.boot") != "ready"
    tab.frame().booted().shows('[data-callid="B-2"]', "Ben Ortiz")


def test_a_number_typed_by_hand_goes_out_once_and_is_shown_as_saved(tab: Page, embed: Callable[..., Page]) -> None:
    widget = embed()
    widget.shows('[data-mode-id="3"]', "0133")
    widget.click("button", "Change number")
    widget.until("document.activeElement.type === 'tel'")
    answer(tab, SetNewModeNumber=SAVED, GetCallBackModes=modes_of("A-1", mode("3", "Mobile", "2025550199"), OFFICE))
    widget.press(f"202-555-0199{ENTER}")
    widget.shows('[data-mode-id="3"]', "Saved. The desktop now shows the new number.")
    widget.shows('[data-mode-id="3"]', "0199")
    (sent,) = tab.evaluate("heard.filter((one) => one.subtopic === 'SetNewModeNumber').map((one) => one.data)")
    assert (sent["callid"], sent["ModeID"], sent["ContactNumber"]) == ("A-1", "3", "2025550199")


def test_in_the_sandbox_of_the_readme_a_number_can_be_copied(embed: Callable[..., Page]) -> None:
    widget = embed(sandbox="allow-scripts allow-same-origin")
    widget.shows('[data-mode-id="3"]', "0133")
    widget.click("button", "Copy number")
    widget.shows("[data-announce]", "Copied.")


def test_a_desktop_whose_page_sends_no_referrer_is_recognised(embed: Callable[..., Page]) -> None:
    widget = embed(policy="no-referrer", referrer="")
    assert widget.evaluate("document.referrer") == ""
    widget.shows("[data-link=live]")


def test_a_frame_that_hides_the_desktop_says_so_and_how_to_show_it(embed: Callable[..., Page]) -> None:
    widget = embed(referrer="no-referrer")
    widget.shows("[data-link=refused]", "hides its address")
    widget.shows("[data-link=refused]", 'referrerpolicy="origin" on the iframe')


def test_a_stranger_is_refused_by_name_where_no_header_stops_it(embed: Callable[..., Page], there: House) -> None:
    bare = there.serve(Site(ROOT, without_header=True, settings={"allowed_origins": (there.host,)}))
    embed(there.stranger, widget=bare).shows("[data-link=refused]", there.stranger)


@pytest.mark.parametrize("referrer", ["", "no-referrer"])
def test_a_stranger_around_a_listed_desktop_is_refused_where_no_header_stops_it(
    referrer: str, tab: Page, there: House
) -> None:
    bare = there.serve(Site(ROOT, without_header=True, settings={"allowed_origins": (there.host,)}))
    desktop = quote(there.embedding(widget=bare), safe="")
    tab.goto(f"{there.stranger}/host.html?referrer={referrer}&widget={desktop}")
    widget = tab.frame().frame().booted()
    named = "A page that embeds" if referrer else f"is itself embedded by {there.stranger},"
    widget.shows("[data-link=refused]", named)
    assert tab.frame().evaluate("heard") == []


def test_in_a_desktop_that_another_listed_page_embeds_it_is_live(tab: Page, there: House) -> None:
    outer = there.serve(Site(PAGES, without_header=True))
    both = (there.host, outer)
    widget = there.serve(Site(ROOT, framed_by=both, settings={"allowed_origins": both}))
    tab.goto(f"{outer}/host.html?widget={quote(there.embedding(widget=widget), safe='')}")
    frame = tab.frame().frame().booted()
    say(tab.frame(), state_of(BEN))
    frame.shows('[data-callid="B-2"]', "Ben Ortiz")


def test_what_another_frame_posts_reaches_nothing_of_the_runtime(tab: Page, there: House) -> None:
    tab.goto(there.embedding(), wait="interactive")
    tab.evaluate(
        """(url) => new Promise((done) => {
            document.body.append(Object.assign(document.createElement("iframe"), { src: url, onload: done }));
        })""",
        f"{there.stranger}/sibling.html",
    )
    widget = tab.frame()
    widget.until("window.lcmInbox")
    widget.evaluate("() => { window.others = 0; addEventListener('message', () => { others += 1; }, true); }")
    tab.evaluate(
        "() => { setInterval(() => { for (const odd of ['_si', [1]]) frames[1].postMessage({ relay: odd }, '*') }) }"
    )
    widget.booted()
    widget.until("JSON.parse(lcmInbox.counts()).source > 99")
    assert widget.evaluate("others") == 0
    assert widget.evaluate("document.getElementById('boot-failure').hidden") is True


def test_a_stranger_is_stopped_by_the_header(tab: Page, firefox: Firefox, there: House) -> None:
    tab.goto(there.embedding(there.stranger), wait="interactive")
    firefox.logged_until("frame-ancestors")
    tab.until("document.readyState === 'complete'")
    assert tab.frame().evaluate("document.querySelectorAll('[data-panel]').length") == 0


def test_a_page_back_from_the_cache_asks_again_and_takes_what_is_true_now(
    tab: Page, embed: Callable[..., Page], there: House
) -> None:
    # Firefox keeps no page that still waits for a file. The last one is the metadata by which numbers are formatted.
    embed().shows('[data-mode-id="3"]', "+1 202-555-0133")
    tab.evaluate("window.kept = true")
    answer(tab, StateSync=state_of(BEN))
    tab.goto(f"{there.host}/sibling.html")
    tab.back()
    assert tab.evaluate("window.kept") is True, "the page was not kept, so this test shows nothing"
    tab.frame().shows('[data-callid="B-2"]', "Ben Ortiz")
