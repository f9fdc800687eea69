"""Nothing slides among the contacts to dial: a dial, what comes of it, an expiry, more contacts and a contact that is
finished move and resize no control. And the first 600 px hold the first contact with its Dial."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import (
    ANN,
    HOME,
    NOW,
    Desk,
    Json,
    contact,
    contacts_of,
    finish_all,
    leave,
    message,
    modes_of,
    open_desk,
    refused,
    state_of,
)

ASK, DIAL = "GetReservedManualDialContact", "ManualDialCall"
FIRST, SECOND, THIRD = "2025550101", "2025550102", "2025550103"
NEW = count()
LONG = "The agent is not ready for a call: the wrap-up of the last one has to be finished first, in the desktop. " * 3


@pytest.fixture(scope="module")
def booted(house: House, new_page: Callable[..., Page]) -> Desk:
    widget = house.tuned(get_more_while_working=True)
    replies = {"StateSync": state_of(ANN), "GetCallBackModes": modes_of("*", HOME)}  # else a note moves what is below
    desk = open_desk(house, new_page, widget=widget, clock=True, replies=replies)
    expect(desk.mode("1")).to_be_visible()
    desk.stop_clock()
    return desk


@pytest.fixture
def desk(booted: Desk) -> Desk:
    """Three contacts, which expire after 10, 20 and 30 minutes; the pointer is on the first one's Dial."""
    booted.later(61)  # a number that was refused in the last minute is asked about first
    finish_all(booted.panel("manual-dial"))
    leave(booted)
    booted.answer(DIAL, None)
    booted.page.evaluate("heard.length = 0")
    get(booted, *(told(booted, number, 600 * at) for at, number in enumerate((FIRST, SECOND, THIRD), 1)))
    expect(booted.panel("manual-dial").locator("[data-account-number]")).to_have_count(3)
    expect(card(booted)).to_contain_text("202-555-0101")
    booted.page.clock.fast_forward(1_000)
    dial(booted).hover()
    return booted


def told(desk: Desk, number: str, seconds: float) -> Json:
    """A contact that expires so many seconds from now, as the page's clock goes, and that no other is."""
    gone = desk.inside("Date.now()") / 1000 - NOW.timestamp()
    return contact(number, gone + seconds, ContactId=f"c-{next(NEW)}")


def get(desk: Desk, *contacts: Json) -> None:
    desk.answer(ASK, contacts_of(*contacts))
    desk.widget.locator("#manual-get").evaluate("button => button.click()")


def card(desk: Desk) -> Locator:
    return desk.panel("manual-dial").locator(".contact")


def dial(desk: Desk) -> Locator:
    return card(desk).locator("[data-action=dial]")


def boxes(desk: Desk) -> dict[str, Any]:
    """Where each control of the dialling panels stands, and how large it is, by its id."""
    found: dict[str, Any] = desk.inside(
        """() => Object.fromEntries(
            [...document.querySelectorAll("[data-panel=manual-dial], [data-panel=non-pewc]")]
            .flatMap((panel) => [...panel.querySelectorAll("button, input, select, .timer")])
            .map((one) => [one.id || `timer of ${one.closest("[role=row]").id}`, one.getBoundingClientRect()])
            .filter(([id]) => !id.startsWith("timer"))
            .map(([id, { x, y, width, height }]) => [id, [x, y, width, height]]))"""
    )
    return found


def assert_still(desk: Desk, before: dict[str, Any], *, gone: tuple[str, ...] = ()) -> None:
    after = boxes(desk)
    kept = {name: box for name, box in before.items() if not name.endswith(gone or ("?",))}
    assert {name: after.get(name) for name in kept} == kept


DIALLED: Json = {"channel": "LCM", "topic": "WebService", "subtopic": DIAL, "message": {"PhoneNumber": FIRST}}


def no(words: str) -> Json:
    """The desktop's refusal of a dial."""
    return message(DIAL, {"errorType": "WS_Error", "errorMessage": words, "msg": words})


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (DIALLED, "Dialled."),
        (no("Agent not ready."), "Not dialled. The desktop says “Agent not ready.”"),
        (no(LONG), "Not dialled. The desktop says “The agent is not ready for a call"),
    ],
    ids=["done", "refused", "refused at length"],
)
def test_a_dial_and_what_comes_of_it_move_nothing(answer: Json, words: str, desk: Desk) -> None:
    before = boxes(desk)
    dial(desk).click()
    expect(dial(desk)).to_contain_text("Dialling…")
    assert_still(desk, before)
    desk.until_asked(DIAL, 1)
    desk.say(answer)
    expect(card(desk)).to_contain_text(words)
    assert_still(desk, before)


def test_a_long_reason_can_be_read_whole(desk: Desk) -> None:
    desk.answer(DIAL, refused(DIAL, LONG))
    dial(desk).click()
    why = card(desk).locator("[aria-expanded]")
    expect(why).to_have_attribute("aria-expanded", "false")
    short = why.bounding_box()
    why.click()
    expect(why).to_have_attribute("aria-expanded", "true")
    tall = why.bounding_box()
    assert short is not None
    assert tall is not None
    assert tall["height"] > 2 * short["height"]


@pytest.mark.parametrize(("seconds", "expired"), [(601, 1), (1_201, 2)])
def test_an_expiry_moves_nothing_and_chooses_nobody_else(seconds: float, expired: int, desk: Desk) -> None:
    before = boxes(desk)
    desk.later(seconds)
    expect(desk.panel("manual-dial").locator(".timer.over")).to_have_count(expired)
    expect(card(desk)).to_contain_text("This contact has expired and can't be dialled.")
    expect(card(desk)).to_contain_text("202-555-0101")
    assert_still(desk, before)


def test_contacts_that_come_are_put_below(desk: Desk) -> None:
    before = boxes(desk)
    get(desk, told(desk, "2025550104", 2_400))
    expect(desk.panel("manual-dial").locator("[data-account-number]")).to_have_count(4)
    assert_still(desk, before, gone=("non-pewc-get", "non-pewc-new", "non-pewc-fold"))


@pytest.mark.parametrize("way", ["pointer", "focus"])
def test_contacts_that_come_above_move_nothing_that_the_agent_is_at(way: str, desk: Desk) -> None:
    desk.page.evaluate("Object.assign(frame.style, { width: '320px', height: '600px' })")
    desk.page.clock.fast_forward(1_000)
    button = desk.widget.locator("#non-pewc-get")
    button.hover()
    if way == "focus":
        button.focus()
        desk.page.mouse.move(900, 700)  # on the desktop, outside of the frame
    stood = button.bounding_box()
    get(desk, *(told(desk, f"202555014{n}", 2_400) for n in range(5)))
    expect(desk.panel("manual-dial").locator("[data-account-number]")).to_have_count(8)
    assert button.bounding_box() == stood
    desk.page.evaluate("frame.removeAttribute('style')")


def test_a_contact_that_is_finished_leaves_its_gap_until_the_agent_leaves(desk: Desk) -> None:
    before = boxes(desk)
    card(desk).get_by_role("button", name="Skip").click()
    expect(card(desk)).to_contain_text("Skipped.")
    expect(card(desk)).to_contain_text("202-555-0101")
    expect(card(desk).get_by_role("button", name="Undo")).to_be_focused()
    assert_still(desk, before, gone=("-dial", ":copy", *[name for name in before if name.startswith("copy-")]))
    leave(desk)
    expect(card(desk)).to_contain_text("202-555-0102")
    expect(desk.panel("manual-dial").locator("[data-account-number]")).to_have_count(2)


def test_going_on_to_the_next_contact_puts_no_dial_under_the_pointer(desk: Desk) -> None:
    stood = dial(desk).bounding_box()
    card(desk).get_by_role("button", name="Skip").click()
    onward = card(desk).get_by_role("button", name="Next")
    place = onward.bounding_box()
    onward.click()
    expect(card(desk)).to_contain_text("202-555-0102")
    assert dial(desk).bounding_box() == stood
    assert place is not None
    assert stood is not None
    assert place["x"] + place["width"] < stood["x"]
    expect(card(desk)).to_be_focused()


def test_a_contact_that_is_chosen_changes_places_with_the_one_before(desk: Desk) -> None:
    rows = desk.panel("manual-dial").locator(".contact-row")
    stood = [rows.nth(at).bounding_box() for at in range(2)]
    rows.nth(1).locator("button").click()
    expect(card(desk)).to_contain_text("202-555-0103")
    assert [rows.nth(at).bounding_box() for at in range(2)] == stood
    expect(rows.nth(0)).to_contain_text("202-555-0102")
    expect(rows.nth(1)).to_contain_text("202-555-0101")
    leave(desk)
    expect(rows.nth(0)).to_contain_text("202-555-0101")
    expect(card(desk)).to_contain_text("202-555-0103")


def test_what_the_first_contact_needs_is_within_250_px(desk: Desk) -> None:
    panel, button = desk.panel("manual-dial").bounding_box(), dial(desk).bounding_box()
    assert panel is not None
    assert button is not None
    assert button["y"] + button["height"] - panel["y"] <= 250
    assert button["height"] == 44


def test_after_get_contacts_the_focus_is_on_the_contact_and_a_second_enter_dials_nobody(booted: Desk) -> None:
    finish_all(booted.panel("manual-dial"))
    leave(booted)
    booted.page.evaluate("heard.length = 0")
    booted.answer(ASK, contacts_of(told(booted, FIRST, 600)))
    booted.widget.locator("#manual-get").focus()
    booted.page.keyboard.press("Enter")
    expect(card(booted)).to_be_focused()
    booted.page.keyboard.press("Enter")
    booted.turn()
    assert booted.asked(DIAL) == []


def test_contacts_that_come_take_no_focus_from_elsewhere(booted: Desk) -> None:
    finish_all(booted.panel("manual-dial"))
    leave(booted)
    booted.widget.locator("#inspector-button").focus()
    get(booted, told(booted, FIRST, 600))
    expect(card(booted)).to_contain_text("202-555-0101")
    expect(booted.widget.locator("#inspector-button")).to_be_focused()


def test_a_dial_that_is_not_confirmed_moves_nothing(desk: Desk) -> None:
    before = boxes(desk)
    dial(desk).click()
    desk.until_asked(DIAL, 1)
    desk.page.clock.fast_forward(11_000)
    expect(card(desk)).to_contain_text("We don't know if this call went out. Check your phone before you dial again.")
    assert_still(desk, before)
