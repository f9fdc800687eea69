"""axe-core finds nothing wrong in the real page: every scenario, worked and with its dialogs open, in every look."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House, booted
from tests.browser.panels_kit import ANN, BEN, HOME, OFFICE, modes_of, open_desk
from tests.browser.panels_looks import in_every_look, violations
from tools.serve import Site


def press(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name).first.click()


def unfold(page: Page) -> None:
    """Unfold the fields of the chosen call, and what is asked for."""
    for button in page.locator("#fields-button, #manual-sentence").all():
        button.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")


def list_calls(page: Page) -> None:
    page.locator("#calls-button").press("Enter")
    expect(page.locator("#calls-list")).to_be_visible()


def pin(page: Page) -> None:
    """Pin a field, and open the list of calls."""
    unfold(page)
    page.locator("[data-list=optional] .pin").first.press("Enter")
    expect(page.locator("[data-list=pinned]")).to_be_visible()
    list_calls(page)


def ask(page: Page) -> None:
    """Ask for everything that can be asked for, wait for what comes of it, and unfold what can be."""
    press(page, "Get contacts", "Get reserved contact")
    for _ in range(4):
        page.clock.fast_forward(2_000)  # for reads that are asked again
    expect(page.get_by_role("button", name="Asking…")).to_have_count(0)
    unfold(page)


def complain(page: Page) -> None:
    """A number too short, unfolded fields, contacts, something just copied."""
    ask(page)
    press(page, "Change number")
    page.get_by_role("textbox", name="Contact number").fill("12")
    page.get_by_role("textbox", name="Contact number").press("Enter")
    press(page, "Copy number")


def delete_others(page: Page) -> None:
    page.locator('[data-mode-id="1"]').get_by_role("button", name="Change number").click()
    page.get_by_role("textbox", name="Contact number").fill("2025550142")
    page.get_by_role("checkbox", name="Delete all other numbers").check()
    press(page, "Save number")
    expect(page.get_by_role("dialog")).to_be_visible()


def dial_without_consent(page: Page) -> None:
    ask(page)
    page.locator('[data-panel="non-pewc"]').get_by_role("button", name="Dial without consent").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def fail(page: Page) -> None:
    """Everything the scenario `errors` has: refused, not found, unreadable, and two unknown outcomes."""
    ask(page)
    press(page, "Change number")
    page.get_by_role("textbox", name="Contact number").fill("2025550142")
    press(page, "Save number")
    expect(page.get_by_role("button", name="Saving…")).to_be_visible()
    page.clock.fast_forward(11_000)
    expect(page.locator('[data-panel="callback-modes"]')).to_contain_text("Press Try again to read the numbers")


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "samples": ("samples", lambda _page: None),
    "samples, worked": ("samples", complain),
    "samples, deleting": ("samples", delete_others),
    "ugly": ("ugly", ask),
    "empty": ("empty", ask),
    "errors": ("errors", fail),
    "expired": ("expired", ask),
    "right to left names, dialling": ("rtl", dial_without_consent),
    "many": ("many", unfold),
    "many, the list of calls open": ("many", list_calls),
    "samples, pinned, the list of calls open": ("samples", pin),
}


@pytest.fixture(scope="module")
def page(new_page: Callable[..., Page]) -> Page:
    page = new_page(reduced_motion="reduce")
    page.set_viewport_size({"width": 320, "height": 4000})  # nothing under the status line that stays on top
    page.clock.install()
    return page


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(state: str, page: Page, house: House) -> None:
    scenario, act = STATES[state]
    page.goto(f"{house.widget}/?scenario={scenario}")
    booted(page)
    expect(page.locator("[data-link=mock]")).to_be_visible()
    act(page)
    for look in in_every_look(page):
        assert violations(page) == [], look


def test_axe_finds_nothing_in_the_messages_unfolded(new_page: Callable[..., Page], house: House) -> None:
    desk = open_desk(house, new_page, reduced_motion="reduce")
    desk.say_the_odd(ANN)
    panel = desk.unfold_messages(notes=3)
    for kind in ("could not be read", "was read in part", "was ignored"):
        expect(panel.get_by_role("listitem").filter(has_text=kind)).to_have_count(1)
    desk.page.evaluate("frame.style.height = '4000px'")
    for look in in_every_look(desk.page):
        assert violations(desk.page.frames[1]) == [], look


def test_axe_finds_nothing_where_a_call_has_ended_and_another_has_come(
    new_page: Callable[..., Page], house: House
) -> None:
    desk = open_desk(house, new_page, reduced_motion="reduce")
    desk.answer("GetCallBackModes", modes_of("*", HOME, OFFICE))
    desk.calls_are(ANN)
    expect(desk.mode("1").get_by_role("button", name="Change number")).to_be_enabled()
    desk.mode("1").get_by_role("button", name="Change number").press("Enter")
    desk.widget.get_by_role("textbox", name="Contact number").fill("2025550142")
    desk.calls_are(BEN)
    expect(desk.mode("1")).to_contain_text("has ended")
    desk.page.evaluate("frame.style.height = '4000px'")
    for look in in_every_look(desk.page):
        assert violations(desk.page.frames[1]) == [], look
    desk.widget.locator("#calls-button").press("Enter")
    expect(desk.widget.locator("#calls-list .call-row[data-ended]")).to_be_visible()
    for look in in_every_look(desk.page):
        assert violations(desk.page.frames[1]) == [], look


def test_axe_finds_nothing_where_the_page_could_not_start(page: Page, house: House) -> None:
    page.goto(f"{house.widget}/?scenario=no-such")
    booted(page, "failed")
    for look in in_every_look(page):
        assert violations(page) == [], look


def test_axe_finds_nothing_in_a_refused_frame(new_page: Callable[..., Page], house: House) -> None:
    bare = house.serve(Site(house.files, without_header=True, settings={"allowed_origins": (house.host,)}))
    page = new_page(reduced_motion="reduce")
    page.goto(house.embedding(house.stranger, widget=bare))
    frame = page.frame_locator("#widget")
    expect(frame.locator("[data-link=refused]")).to_be_visible(timeout=60_000)
    for look in in_every_look(page):
        assert violations(page.frames[1]) == [], look
