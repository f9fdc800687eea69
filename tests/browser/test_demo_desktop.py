"""The demo desktop: its phone, its customer, and its simulator, with the real widget beside them.

The keys of the phone come and go, and a click on what has just come is held back. So the tests press Enter.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import QUIET, Held, House, Servers, Watch, booted, call_row, listener, widget_in
from tests.browser.panels_looks import in_every_look, violations
from tools.project import ROOT
from tools.serve import Site

WINDOW = {"width": 1366, "height": 768}


def opened(house: House, page: Page) -> Page:
    """The desktop with the widget in it."""
    page.set_viewport_size({"width": WINDOW["width"], "height": WINDOW["height"]})
    page.goto(house.desktop)
    booted(page)
    widget_in(page)
    return page


def plays(page: Page, scenario: str) -> None:
    """Let the desktop play another scenario."""
    page.get_by_role("button", name="Simulator").click()
    page.get_by_label("Scenario").select_option(scenario)
    page.get_by_role("button", name="Start again with these").click()
    page.get_by_role("button", name="Simulator").click()


@pytest.fixture(scope="module")
def desktop(house: House, new_page: Callable[..., Page]) -> Page:
    """The desktop, whose first call has been answered by hand."""
    page = opened(house, new_page())
    page.get_by_role("button", name="Answer").press("Enter", timeout=30_000)
    return page


def test_a_call_that_is_answered_is_in_the_widget_and_on_the_customer_s_card(desktop: Page) -> None:
    expect(desktop.locator("#customer")).to_contain_text("Grace O'Neill")
    expect(desktop.locator("#phone")).to_contain_text("Connected")
    frame = widget_in(desktop)
    expect(frame.locator("#customer")).to_contain_text("Grace O'Neill")
    expect(frame.locator('[data-mode-id="1"]').first).to_contain_text("Home")


def test_nothing_scrolls_in_a_window_of_1366_by_768(desktop: Page) -> None:
    assert desktop.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]") == [
        768,
        1366,
    ]


def test_a_number_that_the_widget_dials_is_on_the_phone_and_its_call_in_the_widget(desktop: Page) -> None:
    """The customer on the line waits on hold meanwhile."""
    frame = widget_in(desktop)
    frame.locator("#non-pewc").get_by_role("button", name="Get reserved contact").press("Enter")
    contact = frame.locator("#non-pewc .contact").first
    expect(contact).to_be_visible()
    contact.get_by_role("button", name="Dial without consent").press("Enter")
    frame.locator("[data-action=dial-confirm]").press("Enter")
    expect(desktop.locator("#phone")).to_contain_text("Calling…")
    expect(desktop.locator("#phone")).to_contain_text("2025550120")
    expect(desktop.locator("#on-hold")).to_contain_text("Grace O'Neill")
    expect(contact).to_contain_text("Ringing")
    desktop.get_by_role("button", name="Hang up").press("Enter")
    expect(contact).to_contain_text("Call ended")
    expect(desktop.locator("#phone")).to_contain_text("On holdGrace O'Neill")
    desktop.get_by_role("button", name="Take back").press("Enter")
    expect(desktop.locator("#phone")).to_contain_text("ConnectedGrace O'Neill")
    expect(frame.locator(".customer:not([data-ended])")).to_contain_text("Grace O'Neill")
    expect(desktop.locator("#day")).to_contain_text("The widget dials")


def test_the_traffic_shows_a_request_and_its_answer_in_one_row_and_masks_numbers(desktop: Page) -> None:
    desktop.get_by_role("button", name="Simulator").click()
    desktop.get_by_label("Operation").select_option("GetCallBackModes")
    rows = desktop.locator("#log .exchange")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("answered")
    rows.get_by_role("button", name="GetCallBackModes").press("Enter")
    expect(desktop.locator("#log pre")).to_have_count(2)
    expect(desktop.locator("#log pre").last).to_contain_text('"subtopic": "CallBackModes"')
    for said in ("2025550143", "Grace"):
        expect(desktop.locator("#log")).not_to_contain_text(said)
    desktop.get_by_role("button", name="Simulator").click()
    expect(desktop.locator("#log")).to_be_hidden()


def test_another_scenario_plays_the_vendor_s_samples(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    watch = Watch.over(page)
    plays(opened(house, page), "samples")
    frame = widget_in(page)
    expect(frame.locator('[data-callid="12345"]').first).to_contain_text("David1 Berry")
    expect(page.locator("#customer")).to_contain_text("David1 Berry")
    assert watch.errors == []


def test_settings_that_can_t_be_used_are_said_and_what_plays_goes_on(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = opened(house, new_page())
    page.get_by_role("button", name="Simulator").click()
    page.get_by_label("Latency, ms").fill("99999")
    page.get_by_role("button", name="Start again with these").click()
    expect(page.get_by_role("alert").filter(has_text="latency: wants a number from 0 to 60000")).to_be_visible()
    page.get_by_role("button", name="Answer").press("Enter", timeout=30_000)
    expect(widget_in(page).locator("#customer")).to_contain_text("Grace O'Neill")


def test_a_number_that_the_widget_copies_is_on_the_phone_and_can_be_dialled_there(
    house: House, new_page: Callable[..., Page]
) -> None:
    bound, widget = listener()
    desktop = house.serve(Site(ROOT / "demo", widget=widget))
    settings = {"allowed_origins": (desktop,), **QUIET, "copy_message": True}
    Servers().serve(Site(house.files, framed_by=(desktop,), settings=settings), bound)
    page = new_page(permissions=["clipboard-write"])
    page.set_viewport_size({"width": WINDOW["width"], "height": WINDOW["height"]})
    page.goto(f"{desktop}/?scenario=samples")
    frame = widget_in(page)
    frame.get_by_role("button", name="Get contacts").press("Enter")
    frame.locator("#manual-dial .contact").get_by_role("button", name="Copy").press("Enter")
    expect(page.locator("#copied")).to_contain_text("2082097345")
    page.locator("#dial-copied").press("Enter")
    expect(page.locator("#phone")).to_contain_text("Calling…2082097345")


def test_every_form_that_the_protocol_allows_shows_the_same(house: House, new_page: Callable[..., Page]) -> None:
    page = opened(house, new_page())
    page.get_by_role("button", name="Simulator").click()
    page.get_by_label("Scenario").select_option("samples")
    page.get_by_label("Jitter, ms").fill("200")
    for form in ("As the tables spell", "Names in another case", "In packets"):
        page.get_by_label(form).select_option("always")
    page.get_by_role("button", name="Start again with these").press("Enter")
    frame = widget_in(page)
    expect(frame.locator('[data-callid="12345"]').first).to_contain_text("David1 Berry")
    expect(frame.locator('[data-mode-id="3"]').first).to_contain_text("6591462346")


def test_a_refusal_is_said_and_a_reload_of_the_desktop_keeps_the_settings(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = opened(house, new_page())
    page.get_by_role("button", name="Simulator").click()
    page.get_by_label("Scenario").select_option("samples")
    page.get_by_label("Which request").select_option("GetCallBackModes")
    page.get_by_label("In which form").select_option("on the topic Error")
    page.get_by_role("button", name="Start again with these").press("Enter")
    expect(widget_in(page).locator("#callback-modes")).to_contain_text("Invalid Call ID")
    with page.expect_navigation():
        page.get_by_role("button", name="Reload desktop").press("Enter")
    booted(page)
    frame = widget_in(page)
    expect(frame.locator('[data-callid="12345"]').first).to_contain_text("David1 Berry")
    expect(frame.locator("#callback-modes")).to_contain_text("Invalid Call ID")
    page.get_by_role("button", name="Simulator").click()
    expect(page.get_by_label("In which form")).to_have_value("error-topic")


def test_what_comes_from_another_origin_is_ignored_and_counted(house: House, new_page: Callable[..., Page]) -> None:
    page = opened(house, new_page())
    watch = Watch.over(page)
    frame = widget_in(page)
    frame.locator("html").evaluate("() => { window.heard = 0; addEventListener('message', () => heard++); }")
    page.get_by_role("button", name="Simulator").click()
    page.get_by_role("button", name="Post from another origin").press("Enter")
    frame.locator("html").evaluate("() => new Promise((done) => setTimeout(done))")
    page.get_by_role("button", name="Broadcast calls").press("Enter")
    told = page.get_by_role("row").filter(has_text="StateSync").filter(has_text="unasked")
    expect(told.first).to_be_visible()
    assert frame.locator("html").evaluate("() => JSON.parse(lcmInbox.counts()).source") == 1
    expect(frame.locator("#customer")).not_to_contain_text("Acustomer")
    expect(frame.locator("#calls-button")).to_contain_text("0 calls")
    assert watch.errors == []


def test_axe_finds_nothing_wrong_in_the_drawer_and_nothing_scrolls(house: House, new_page: Callable[..., Page]) -> None:
    page = opened(house, new_page())
    page.get_by_role("button", name="Simulator").click()
    for look in in_every_look(page):
        assert violations(page) == [], look
        sizes = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
        assert sizes == [768, 1366]


RECORDING = (ROOT / "tests/recordings/a-shift.jsonl").read_text()


def test_a_recording_is_stepped_played_and_set_back(house: House, new_page: Callable[..., Page]) -> None:
    page = opened(house, new_page())
    page.get_by_role("button", name="Simulator").click()
    page.locator("#recording-file").set_input_files(ROOT / "tests/recordings/a-shift.jsonl")
    player = page.get_by_role("group", name="Player")
    expect(player.get_by_role("button", name="Pause")).to_be_visible(timeout=60_000)
    player.get_by_role("button", name="Step").press("Enter")
    expect(player.get_by_role("button", name="Play")).to_be_visible()
    lines = len(RECORDING.splitlines()) - 1
    expect(player).to_contain_text(f"of {lines}")
    frame = widget_in(page)
    expect(frame.locator("#calls-button")).to_contain_text("2 calls")
    player.get_by_label("Position").press("End")
    expect(player).to_contain_text(f"Line {lines} of {lines}")
    player.get_by_label("Position").press("Home")
    expect(player).to_contain_text("0.0 of", timeout=60_000)
    expect(widget_in(page).locator("#calls-button")).to_contain_text("2 calls")


def test_another_recording_plays_from_its_beginning_and_is_set_before_the_widget_is_up(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = opened(house, new_page())
    page.get_by_role("button", name="Simulator").click()
    page.locator("#recording-file").set_input_files(ROOT / "tests/recordings/a-shift.jsonl")
    player = page.get_by_role("group", name="Player")
    player.get_by_role("button", name="Step").press("Enter")
    expect(player.get_by_role("button", name="Play")).to_be_visible()
    calls = {"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "message": [{"callid": "another"}]}
    ask = {"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "source": "lcm-agent-widget"}
    lines = [{"at": 1, "from": "widget", "message": ask}, {"at": 2, "from": "desktop", "message": calls}]
    head = {"recording": 1, "begun": 1_700_000_000, "settings": {}}
    widget = Held(page, f"{house.widget}/")
    page.locator("#recording-text").fill("\n".join(map(json.dumps, [head, *lines])))
    page.get_by_role("button", name="Play it").press("Enter")
    expect(player).to_contain_text("0.0 of 2.0 s Line 0 of 2")
    expect(player.get_by_role("button", name="Pause")).to_be_visible()
    player.get_by_label("Position").press("End")
    expect(player).to_contain_text("2.0 of 2.0 s Line 2 of 2")
    widget.let_go()
    expect(call_row(widget_in(page), "another")).to_be_attached(timeout=60_000)
    expect(player).to_contain_text("2.0 of 2.0 s Line 2 of 2")


@pytest.mark.parametrize(
    ("text", "says"), [("", "line 1: wants"), ('{"recording": 7}', "line 1: wants"), ("{", "line 1")]
)
def test_what_is_no_recording_is_said(desktop: Page, text: str, says: str) -> None:
    desktop.get_by_role("button", name="Simulator").click()
    desktop.get_by_label("What “Copy recording” gave").fill(text)
    desktop.get_by_role("button", name="Play it").press("Enter")
    expect(desktop.get_by_role("alert").filter(has_text=f"This is no recording: {says}")).to_be_visible()
    desktop.get_by_role("button", name="Simulator").click()
