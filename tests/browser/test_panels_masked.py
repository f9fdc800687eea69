"""What must not be read over a shoulder: numbers when so configured, payment cards always."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import (
    HOME,
    MOBILE,
    Desk,
    call,
    contact,
    contacts_of,
    modes_of,
    open_desk,
    reserved_of,
    state_of,
)

CARD, SPACED = "4111111111111111", "5500 0000 0000 0004"
ANN = call("A-1", HOME, FName="Ann", LName="Lee", Card=CARD, Note=f"card {SPACED} from Monday", Mobile="2025550133")


@pytest.fixture(scope="module")
def desk(house: House, new_page: Callable[..., Page]) -> Desk:
    replies = {
        "StateSync": state_of(ANN),
        "GetCallBackModes": modes_of("*", MOBILE),
        "GetReservedManualDialContact": contacts_of(contact("2025550144", None)),
        "GetReservedContactOD": reserved_of(contact("2025550155", None, Prefix="9")),
    }
    widget = house.tuned(mask_numbers=True, reveal_seconds=5)
    desk = open_desk(house, new_page, widget=widget, replies=replies, clock=True, permissions=["clipboard-read"])
    desk.stop_clock()
    desk.panel("calls").get_by_role("button", name="All fields").click()
    desk.panel("manual-dial").get_by_role("button", name="Get contacts").click()
    expect(desk.widget.locator("[data-account-number]")).to_have_count(1)
    desk.page.clock.fast_forward(1_000)  # the contact has moved the next button; a press right after that is held back
    desk.panel("non-pewc").get_by_role("button", name="Get reserved contact").click()
    expect(desk.widget.locator("[data-account-number]")).to_have_count(2)
    return desk


def test_every_number_shows_its_last_four_digits_only(desk: Desk) -> None:
    shown = "".join(char for char in desk.widget.locator("body").inner_text() if char not in " -()")
    for last in ("0133", "0144", "0155"):
        assert last in shown
        assert f"555{last}" not in shown
        assert f"••••{last}" in shown.replace("+1", "•").replace("+•", "•")


def test_a_number_is_shown_on_demand_for_the_configured_time(desk: Desk) -> None:
    number = desk.mode("3").get_by_role("button", name="Show number")
    number.click()
    shown = desk.mode("3").get_by_role("button", name="Hide number")
    expect(shown).to_contain_text("202-555-0133")
    expect(shown).to_be_focused()
    expect(desk.panel("manual-dial")).not_to_contain_text("202-555-0144")
    desk.later(6)
    expect(number).to_be_visible()
    expect(desk.mode("3")).not_to_contain_text("202-555-0133")
    expect(number).to_be_focused()


def test_it_is_hidden_again_at_once_when_asked(desk: Desk) -> None:
    desk.page.clock.fast_forward(1_000)  # what has just been drawn under the pointer takes no press
    desk.mode("3").get_by_role("button", name="Show number").click()
    desk.mode("3").get_by_role("button", name="Hide number").click()
    expect(desk.mode("3")).not_to_contain_text("202-555-0133")


def test_copy_still_copies_all_of_it(desk: Desk) -> None:
    desk.mode("3").get_by_role("button", name="Copy number").click()
    expect(desk.mode("3").get_by_role("button", name="Copied")).to_be_visible()
    assert desk.page.evaluate("navigator.clipboard.readText()") == "2025550133"


def test_the_questions_before_dialling_and_deleting_show_no_whole_number_either(desk: Desk) -> None:
    desk.panel("non-pewc").get_by_role("button", name="Dial without consent").click()
    dialog = desk.widget.get_by_role("dialog")
    expect(dialog).to_contain_text("0155")
    assert "555" not in dialog.inner_text()
    desk.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_what_looks_like_a_payment_card_is_masked_wherever_it_stands_and_has_no_copy(desk: Desk) -> None:
    calls = desk.panel("calls")
    expect(calls).to_contain_text("••••••••••••1111")
    expect(calls).to_contain_text("card •••• •••• •••• 0004 from Monday")
    expect(calls.get_by_role("button", name="Copy Card")).to_have_count(0)
    html = desk.inside("document.documentElement.outerHTML")
    assert CARD not in html
    assert SPACED not in html
