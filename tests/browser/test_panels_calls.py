"""The calls panel in the real page: who is there, what is known of them, and a newcomer who disturbs nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import ANN, BEN, HOME, MOBILE, Desk, call, modes_of, open_desk, state_of


@pytest.fixture(scope="module")
def booted(house: House, new_page: Callable[..., Page]) -> Desk:
    desk = open_desk(
        house, new_page, replies={"StateSync": state_of(ANN, BEN), "GetCallBackModes": modes_of("*", MOBILE)}
    )
    desk.listen()
    return desk


@pytest.fixture
def desk(booted: Desk) -> Desk:
    """Ann and Ben on the line, Ann selected, nothing typed or unfolded."""
    for name in ("Cancel", "Discard"):
        for button in booted.widget.get_by_role("button", name=name).all():
            button.click()
    booted.calls_are(ANN, BEN)
    row(booted, "Ann Lee").click()
    expect(row(booted, "Ann Lee")).to_have_attribute("aria-current", "true")
    booted.modes_are(MOBILE)
    expect(booted.mode("3")).to_contain_text("0133")
    booted.inside("announced.length = 0")
    return booted


def row(desk: Desk, name: str) -> Locator:
    """A call's button."""
    return desk.panel("calls").get_by_role("button", name=name)


def test_a_call_carries_its_customers_name_or_says_that_there_is_none(desk: Desk) -> None:
    desk.calls_are(ANN, call("C-3"))
    expect(row(desk, "Ann Lee")).to_contain_text("A-1")
    expect(row(desk, "No name")).to_contain_text("C-3")


def test_each_call_and_each_mode_is_found_once_by_its_id(desk: Desk) -> None:
    expect(desk.widget.locator('[data-callid="A-1"]')).to_have_count(1)
    expect(desk.widget.locator('[data-mode-id="3"]')).to_have_count(1)


def test_fields_are_labelled_readably_and_each_can_be_copied(desk: Desk) -> None:
    fold = desk.panel("calls").get_by_role("button", name="Fields (5)")
    fold.click()
    for label, value in (("Policy number", "PX-77"), ("First name", "Ann"), ("Mobile", "2025550133")):
        term = desk.panel("calls").get_by_role("term").filter(has_text=label)
        expect(term.locator("xpath=following-sibling::dd")).to_contain_text(value)
        expect(desk.panel("calls").get_by_role("button", name=f"Copy {label}", exact=True)).to_be_visible()
    fold.click()
    expect(desk.panel("calls").get_by_role("term")).to_have_count(0)


def test_choosing_a_call_shows_its_modes(desk: Desk) -> None:
    row(desk, "Ben Ortiz").click()
    expect(row(desk, "Ben Ortiz")).to_have_attribute("aria-current", "true")
    expect(row(desk, "Ann Lee")).not_to_have_attribute("aria-current", "true")
    desk.page.wait_for_function(
        "heard.filter((one) => one.subtopic === 'GetCallBackModes').at(-1).data.callid === 'B-2'"
    )


def type_for_home(desk: Desk, text: str) -> None:
    desk.mode("1").get_by_role("button", name="Change number").click()
    field = desk.widget.get_by_role("textbox", name="Contact number")
    expect(field).to_be_focused()
    field.press_sequentially(text)
    field.press("ArrowLeft")


def caret(desk: Desk) -> list[object]:
    here: list[object] = desk.inside("(({id, value, selectionStart: s}) => [id, value, s])(document.activeElement)")
    return here


def test_a_new_call_is_said_once_and_takes_neither_focus_nor_selection_from_who_is_typing(desk: Desk) -> None:
    type_for_home(desk, "202 555")
    before = caret(desk)
    cat = call("C-3", FName="Cat", LName="Moss")
    desk.calls_are(cat, ANN, BEN)
    expect(row(desk, "Cat Moss")).to_be_visible()
    desk.calls_are(cat, ANN, BEN)
    desk.calls_are(ANN, cat, BEN)
    expect(row(desk, "Ann Lee")).to_have_attribute("aria-current", "true")
    desk.inside("new Promise(requestAnimationFrame)")
    assert caret(desk) == before
    assert before[1:] == ["202 555", 6]
    assert desk.announced() == ["New call: Cat Moss."]


def test_many_new_calls_are_one_sentence(desk: Desk) -> None:
    desk.calls_are(ANN, BEN, *(call(f"N-{n}") for n in range(5)))
    expect(desk.said()).to_have_text("5 new calls.")


def test_what_was_typed_for_a_call_that_ended_can_still_be_copied(desk: Desk) -> None:
    type_for_home(desk, "2025550199")
    desk.calls_are(BEN)
    modes = desk.panel("callback-modes")
    expect(modes).to_contain_text("Call A-1 has ended. This number for Home was not sent")
    expect(modes.get_by_role("list", name="Typed for calls that ended")).to_contain_text("2025550199")
    expect(modes.get_by_role("button", name="Copy number").first).to_be_visible()
    expect(row(desk, "Ben Ortiz")).not_to_have_attribute("aria-current", "true")
    assert desk.announced() == ["Call A-1 has ended. This number for Home was not sent; it can be copied."]
    modes.get_by_role("button", name="Discard").click()
    expect(modes).not_to_contain_text("2025550199")
    expect(row(desk, "Ben Ortiz")).to_have_attribute("aria-current", "true")
    expect(desk.mode("3")).to_contain_text("0133")
    expect(modes.get_by_role("button", name="Get callback modes")).to_be_focused()
    assert desk.asked("SetNewModeNumber") == []


def test_no_calls_is_a_friendly_state(desk: Desk) -> None:
    desk.calls_are()
    expect(desk.panel("calls")).to_contain_text("No calls. A new call appears here by itself.")
    expect(desk.panel("callback-modes")).to_contain_text("The numbers of a call appear here.")


def test_a_call_without_callback_modes_still_offers_the_campaigns(desk: Desk) -> None:
    desk.modes_are()
    expect(desk.mode("1")).to_contain_text("no number")
    desk.calls_are(call("A-1", HOME, MOBILE))
    expect(desk.mode("3").get_by_role("button", name="Change number")).to_be_visible()
