"""Nothing in the numbers panel moves by itself: measured before and after, with the pointer in the list."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import House, call_row, choose_call
from tests.browser.panels_kit import (
    BEN,
    HOME,
    MOBILE,
    OFFICE,
    Desk,
    Json,
    call,
    mode,
    modes_of,
    open_desk,
    refused,
    saved,
    state_of,
)

SET, SETTLED = "SetNewModeNumber", "SetNewModeNumberResult"
NUMBER = "2025550199"
FILLED = {**HOME, "Cvalue": NUMBER}
LONG_WORDS = "The number is blocked by a rule of this campaign, ask your supervisor to lift it. " * 3
Place = tuple[int, int, int, int]
serial = count(1)

_PLACES = """() => {
    const panel = document.getElementById("callback-modes");
    const top = panel.getBoundingClientRect().top;
    const places = {};
    for (const one of panel.querySelectorAll("button, input")) {
        const { left, top: at, width, height } = one.getBoundingClientRect();
        places[one.id] = [left, at - top, width, height].map(Math.round);
    }
    return places;
}"""


@pytest.fixture(scope="module")
def booted(house: House, new_page: Callable[..., Page]) -> Desk:
    return open_desk(house, new_page, clock=True, reduced_motion="reduce")


@pytest.fixture
def desk(booted: Desk) -> Desk:
    """A call of its own for each test, whose Home has no number; the pointer is on the list."""
    callid = f"S-{next(serial)}"
    booted.answer(SET, None)
    booted.answer("GetCallBackModes", modes_of("*", MOBILE, OFFICE))
    booted.calls_are(call(callid, HOME, FName="Ann", LName="Lee", Other="6505550144"))
    choose_call(booted.widget, callid)
    expect(booted.mode("3")).to_contain_text("0133")
    booted.mode("2").hover()
    booted.page.clock.fast_forward(1_000)
    return booted


def places(desk: Desk) -> dict[str, Place]:
    """Where each control of the panel stands, from the top of the panel."""
    found: dict[str, Place] = desk.inside(_PLACES)
    return found


def assert_stood(desk: Desk, before: dict[str, Place]) -> None:
    after = places(desk)
    assert {ident: after.get(ident) for ident in before} == before


def save(desk: Desk) -> dict[str, Place]:
    """Type a number for Home and save it; gives where everything stood before."""
    desk.mode("1").get_by_role("button", name="Change number").click()
    field(desk).fill(NUMBER)
    expect(desk.mode("1")).to_contain_text("10 typed")
    before = places(desk)
    field(desk).press("Enter")
    return before


def field(desk: Desk) -> Locator:
    return desk.widget.get_by_role("textbox", name="Contact number")


@pytest.mark.parametrize("place", ["button", "field"])
def test_nothing_moves_when_a_number_is_saved_and_read_back(place: str, desk: Desk) -> None:
    desk.mode("1").get_by_role("button", name="Change number").click()
    field(desk).fill(NUMBER)
    expect(desk.mode("1")).to_contain_text("10 typed")
    before = places(desk)
    if place == "button":
        desk.widget.get_by_role("button", name="Save number").click()
    else:
        field(desk).press("Enter")
    expect(desk.widget.get_by_role("button", name="Saving…")).to_be_visible()
    assert_stood(desk, before)
    desk.answer("GetCallBackModes", modes_of("*", FILLED, OFFICE, MOBILE))
    desk.say(saved_for(desk))
    expect(desk.mode("1")).to_contain_text("Saved. The desktop now shows the new number.")
    assert_stood(desk, before)
    expect(desk.mode("1").get_by_role("button", name="Copy number")).to_be_visible()
    expect(desk.widget.get_by_role("button", name="Close") if place == "button" else field(desk)).to_be_focused()
    desk.page.keyboard.press("Enter")
    expect(desk.mode("1").get_by_role("button", name="Change number")).to_be_focused()
    expect(field(desk)).to_have_count(0)


def saved_for(desk: Desk) -> Json:
    """The desktop's yes to the change that was asked for last."""
    return {**saved(), "message": {"callid": desk.asked(SET)[-1]["callid"], "response": {"success": True}}}


@pytest.mark.parametrize("words", ["Invalid Call ID.", LONG_WORDS])
def test_nothing_moves_when_a_number_is_refused_and_all_of_the_words_can_be_reached(words: str, desk: Desk) -> None:
    desk.answer(SET, refused(SETTLED, words))
    before = save(desk)
    note = desk.mode("1").locator(".outcome")
    expect(note).to_contain_text(f"Not saved. The desktop says “{words.strip()[:80]}")
    assert_stood(desk, before)
    hidden = note.evaluate("note => note.scrollHeight - note.clientHeight > 1")
    assert note.get_attribute("tabindex") == "0" if hidden else True
    expect(field(desk)).to_be_focused()


def test_nothing_moves_when_a_change_is_not_answered_and_the_numbers_are_not_read(desk: Desk) -> None:
    desk.answer("GetCallBackModes", refused("CallBackModes", "Invalid Call ID."))
    before = save(desk)
    desk.until_asked(SET, 1)
    desk.page.clock.fast_forward(11_000)
    expect(desk.mode("1")).to_contain_text("We don't know if it was saved")
    expect(desk.panel("callback-modes")).to_contain_text("Numbers not read.")
    assert_stood(desk, before)
    desk.answer("GetCallBackModes", modes_of("*", MOBILE, OFFICE, FILLED))
    desk.page.clock.fast_forward(1_000)
    desk.widget.get_by_role("button", name="Try again").click()
    expect(desk.mode("1")).to_contain_text("Saved. The desktop now shows the new number.")
    assert_stood(desk, before)


def test_nothing_moves_when_all_other_numbers_are_deleted(desk: Desk) -> None:
    desk.answer(SET, saved())
    desk.mode("1").get_by_role("button", name="Change number").click()
    field(desk).fill(NUMBER)
    desk.widget.get_by_role("checkbox", name="Delete all other numbers").check()
    expect(desk.mode("1")).to_contain_text("10 typed")
    before = {ident: place for ident, place in places(desk).items() if "-change" in ident or ident.startswith("change")}
    field(desk).press("Enter")
    desk.answer("GetCallBackModes", modes_of("*", FILLED))
    desk.page.clock.fast_forward(1_000)
    desk.widget.get_by_role("button", name="Delete and save").click()
    expect(desk.mode("3")).to_contain_text("not listed now")
    assert_stood(desk, before)


CHANGED: dict[str, tuple[Json, ...]] = {
    "a number": ({**MOBILE, "Cvalue": "2025550777"}, OFFICE),
    "a consent": ({**MOBILE, "PEWC": None}, {**OFFICE, "CampaignPEWC": True}),
    "the order": (OFFICE, MOBILE),
    "a further mode": (mode("9", "Fax", "2025550166"), MOBILE, OFFICE),
}


@pytest.mark.parametrize("what", CHANGED)
def test_nothing_moves_when_the_desktop_tells_of_another(what: str, desk: Desk) -> None:
    before = places(desk)
    callid = desk.widget.locator("#callback-modes [data-call]").get_attribute("data-call") or ""
    desk.say(modes_of(callid, *CHANGED[what]))
    desk.turn()
    assert_stood(desk, before)


def test_nothing_in_the_panel_moves_when_a_call_comes(desk: Desk) -> None:
    callid = desk.widget.locator("#callback-modes [data-call]").get_attribute("data-call") or ""
    before = places(desk)
    desk.say(state_of(call(callid, HOME, FName="Ann", LName="Lee", Other="6505550144"), BEN))
    expect(call_row(desk.widget, "B-2")).to_be_attached()
    assert_stood(desk, before)


def test_a_number_of_a_field_is_typed_by_one_press_and_saved_by_enter(desk: Desk) -> None:
    desk.mode("1").get_by_role("button", name="Change number").click()
    before = places(desk)
    desk.page.clock.fast_forward(1_000)
    desk.mode("1").get_by_role("button", name="Type this number: Other").click()
    expect(field(desk)).to_have_value("6505550144")
    expect(field(desk)).to_be_focused()
    assert_stood(desk, before)
    assert desk.asked(SET)[-1:] == [] or desk.asked(SET)[-1]["ContactNumber"] != "6505550144"
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_function("number => heard.some((one) => one.data?.ContactNumber === number)", arg="6505550144")


def test_esc_closes_what_is_empty_and_keeps_what_is_typed(desk: Desk) -> None:
    for typed in ("", "20"):
        desk.mode("1").get_by_role("button", name="Change number").click()
        expect(field(desk)).to_be_focused()
        desk.page.keyboard.type(typed)
        desk.page.keyboard.press("Escape")
        if typed:
            desk.turn()
            expect(field(desk)).to_have_value(typed)
        else:
            expect(desk.mode("1").get_by_role("button", name="Change number")).to_be_focused()


@pytest.mark.parametrize("how", ["pointer", "focus"])
def test_the_words_of_a_consent_hide_no_digit(how: str, desk: Desk) -> None:
    consents = desk.mode("3").locator(".consents")
    before = places(desk)
    consents.hover() if how == "pointer" else consents.focus()
    expect(consents.locator(".bubble")).to_have_css("opacity", "1")
    expect(consents).to_have_accessible_name("Consent Contact: agreed in writing Campaign: agreed in writing")
    assert_stood(desk, before)
    hidden = desk.inside(
        """() => {
            const all = [...document.querySelectorAll(".consents .bubble")];
            const bubble = all.find((one) => getComputedStyle(one).opacity === "1").getBoundingClientRect();
            const digits = [...document.querySelectorAll("#callback-modes .number bdi")];
            return digits.filter((one) => {
                const box = one.getBoundingClientRect();
                return box.right > bubble.left && box.left < bubble.right
                    && box.bottom > bubble.top && box.top < bubble.bottom;
            }).length;
        }"""
    )
    assert hidden == 0
