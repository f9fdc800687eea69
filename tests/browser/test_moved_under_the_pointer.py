"""What a drawing put under the pointer a moment ago takes no press. The test moves the page's clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import (
    ANN,
    BEN,
    HOME,
    NOW,
    OFFICE,
    Desk,
    call,
    contact,
    contacts_of,
    modes_of,
    open_desk,
    state_of,
)

HELD = "The page moved just before you pressed. Nothing was pressed; press again."
MORE = [call(f"M-{n}", FName="More", LName=str(n)) for n in range(3)]
CONTACTS = contact("2025550101"), contact("2025550102"), contact("2025550103", 60, "No")
REPLIES: dict[str, Any] = {
    "StateSync": state_of(ANN, BEN),
    "GetCallBackModes": modes_of("*", HOME, OFFICE),
    "GetReservedManualDialContact": contacts_of(*CONTACTS),
    "ManualDialCall": "echo",
}
Place = tuple[float, float]


@pytest.fixture
def desk(house: House, new_page: Callable[..., Page]) -> Desk:
    """Two calls and three contacts, drawn long ago; touch works as well as the mouse."""
    desk = open_desk(house, new_page, replies=REPLIES, clock=True, other_site=True, has_touch=True)
    desk.page.set_viewport_size({"width": 320, "height": 1800})
    desk.page.evaluate("frame.style.height = '1780px'")
    desk.panel("manual-dial").get_by_role("button", name="Get contacts").click()
    expect(desk.widget.locator(".dial")).to_have_count(3)
    expect(desk.mode("1")).to_be_visible()
    desk.page.mouse.move(1, 1)
    desk.page.clock.pause_at(desk.inside("Date.now()") / 1000 + 2)
    return desk


def frames(desk: Desk, done: Callable[[], bool]) -> None:
    """Let the page's clock go on, frame by frame, until this is drawn."""
    for _ in range(1000):
        if done():
            return
        desk.page.clock.run_for(20)
    raise AssertionError("it was never drawn")


def middle(place: Locator) -> Place:
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def dial(desk: Desk, number: int) -> Locator:
    return desk.widget.locator(".dial").nth(number)


def calls_come(desk: Desk) -> None:
    """Three calls above the others, so that everything below moves down."""
    desk.answer("StateSync", state_of(*MORE, ANN, BEN))
    desk.say(state_of(*MORE, ANN, BEN))
    frames(desk, lambda: desk.widget.locator(".call").count() == 5)


def assert_held(desk: Desk) -> None:
    frames(desk, lambda: desk.widget.locator(".held").count() == 1)
    expect(desk.widget.locator(".held")).to_have_text(HELD)
    expect(desk.said()).to_have_text(HELD)


def assert_pressed(desk: Desk, done: Callable[[], bool]) -> None:
    frames(desk, done)
    desk.page.clock.run_for(100)
    expect(desk.widget.locator(".held")).to_have_count(0)


def press(desk: Desk, how: str, place: Place) -> None:
    if how == "finger":
        desk.page.touchscreen.tap(*place)
    else:
        desk.page.mouse.move(*place)
        desk.page.mouse.down()
        desk.page.mouse.up()


def opened_form(desk: Desk) -> None:
    for mode_id in ("1", "2"):
        desk.mode(mode_id).locator("[data-action=change-open]").click()
        frames(desk, lambda mode_id=mode_id: desk.mode(mode_id).locator("form").count() == 1)  # type: ignore[misc]
        desk.mode(mode_id).get_by_role("textbox").fill("2025550155")
    desk.page.clock.run_for(1000)


PRESSED: dict[str, tuple[Callable[[Desk], Locator], str]] = {
    "dial": (lambda desk: dial(desk, 1), "ManualDialCall"),
    "save": (lambda desk: desk.widget.get_by_role("button", name="Save number").nth(1), "SetNewModeNumber"),
    "row": (lambda desk: desk.widget.locator(".call").nth(1), "GetCallBackModes"),
}


@pytest.mark.parametrize("how", ["mouse", "finger"])
@pytest.mark.parametrize("what", PRESSED)
def test_what_calls_put_there_a_moment_ago_takes_no_press(what: str, how: str, desk: Desk) -> None:
    control, subtopic = PRESSED[what]
    opened_form(desk)
    asked = len(desk.asked(subtopic))
    aim = control(desk)
    # The pointer rests where the control will be after the drawing.
    there = middle(aim)
    height = desk.widget.locator(".call").first.bounding_box()
    assert height is not None
    place = there if what == "row" else (there[0], there[1] + 3 * height["height"])
    desk.page.mouse.move(*place)
    calls_come(desk)
    press(desk, how, place)
    assert_held(desk)
    desk.page.clock.run_for(400)
    assert len(desk.asked(subtopic)) == asked
    press(desk, how, place)
    assert_pressed(desk, lambda: len(desk.asked(subtopic)) > asked)


def test_the_pointer_moved_onto_another_control_presses_at_once(desk: Desk) -> None:
    desk.page.mouse.move(*middle(dial(desk, 1)))
    calls_come(desk)
    press(desk, "mouse", middle(dial(desk, 2)))
    assert_pressed(desk, lambda: desk.widget.get_by_role("dialog").count() == 1)


@pytest.mark.parametrize("how", ["mouse", "finger"])
def test_calls_that_stream_in_elsewhere_hold_nothing_back(how: str, desk: Desk) -> None:
    row = desk.widget.locator(".call").nth(1)
    place = middle(row)
    desk.page.mouse.move(*place)
    for n in range(8):
        desk.answer("StateSync", state_of(ANN, BEN, *MORE[: 1 + n % 3]))
        desk.say(state_of(ANN, BEN, *MORE[: 1 + n % 3]))
        frames(desk, lambda n=n: desk.widget.locator(".call").count() == 3 + n % 3)  # type: ignore[misc]
        desk.page.clock.run_for(60)
    press(desk, how, place)
    assert_pressed(desk, lambda: row.get_attribute("aria-current") == "true")


def test_the_same_row_with_another_name_takes_no_press(desk: Desk) -> None:
    place = middle(desk.widget.locator(".call").nth(1))
    desk.page.mouse.move(*place)
    desk.say(state_of(ANN, call("B-2", FName="Zoe", LName="Quinn")))
    frames(desk, lambda: desk.widget.get_by_text("Zoe Quinn").count() > 0)
    press(desk, "mouse", place)
    assert_held(desk)


def test_a_drawing_between_the_two_halves_of_a_press(desk: Desk) -> None:
    place = middle(dial(desk, 1))
    desk.page.mouse.move(*place)
    desk.page.mouse.down()
    calls_come(desk)
    desk.page.mouse.up()
    assert_held(desk)
    assert desk.asked("ManualDialCall") == []


def test_the_second_half_of_a_double_click_is_held_back_as_well(desk: Desk) -> None:
    place = middle(desk.widget.locator(".call").nth(0))
    desk.page.mouse.move(*place)
    calls_come(desk)
    desk.page.clock.run_for(340)
    desk.page.mouse.down()
    desk.page.mouse.up()
    desk.page.clock.run_for(100)
    desk.page.mouse.down(click_count=2)
    desk.page.mouse.up(click_count=2)
    assert_held(desk)
    expect(desk.widget.locator(".call").nth(0)).not_to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("how", ["mouse", "finger"])
def test_what_was_under_a_dialog_that_closed_by_itself_takes_no_press(how: str, desk: Desk) -> None:
    place = middle(dial(desk, 2))
    press(desk, "mouse", place)
    frames(desk, lambda: desk.widget.get_by_role("dialog").count() == 1)
    place = middle(dial(desk, 1))
    desk.page.mouse.move(*place)
    desk.page.clock.run_for(int((NOW.timestamp() + 59) * 1000 - desk.inside("Date.now()")))
    frames(desk, lambda: desk.widget.get_by_role("dialog").count() == 0)  # its contact expires
    press(desk, how, place)
    assert_held(desk)
    assert desk.asked("ManualDialCall") == []


def test_a_key_is_never_held_back_and_takes_the_sentence_away(desk: Desk) -> None:
    place = middle(desk.widget.locator(".call").nth(1))
    desk.page.mouse.move(*place)
    calls_come(desk)
    press(desk, "mouse", place)
    assert_held(desk)
    desk.widget.locator(".dial").nth(1).focus()
    desk.page.keyboard.press("Enter")
    assert_pressed(desk, lambda: len(desk.asked("ManualDialCall")) == 1)


def test_what_the_agents_own_press_opens_can_be_pressed_at_once(desk: Desk) -> None:
    toggle = desk.widget.locator("[data-action=toggle-form]").first
    before = toggle.inner_text()
    press(desk, "mouse", middle(toggle))
    frames(desk, lambda: toggle.inner_text() != before)
    press(desk, "mouse", middle(toggle))
    assert_pressed(desk, lambda: toggle.inner_text() == before)


def test_the_sentence_moves_nothing(desk: Desk) -> None:
    place = middle(desk.widget.locator(".call").nth(1))
    desk.page.mouse.move(*place)
    calls_come(desk)
    stood = [dial(desk, n).bounding_box() for n in range(3)]
    press(desk, "mouse", place)
    assert_held(desk)
    assert [dial(desk, n).bounding_box() for n in range(3)] == stood


def press_is_held(desk: Desk) -> None:
    """Calls come while the pointer rests on a Dial button, which is pressed at once."""
    place = middle(dial(desk, 1))
    desk.page.mouse.move(*place)
    calls_come(desk)
    press(desk, "mouse", place)
    assert_held(desk)


def test_a_press_on_the_sentence_closes_it_and_presses_nothing_beneath_it(desk: Desk) -> None:
    press_is_held(desk)
    desk.page.clock.run_for(1000)
    press(desk, "mouse", middle(desk.widget.locator(".held")))
    frames(desk, lambda: desk.widget.locator(".held").count() == 0)
    assert desk.asked("ManualDialCall") == []
    expect(desk.widget.get_by_role("dialog")).to_have_count(0)


def test_the_sentence_goes_after_a_while(desk: Desk) -> None:
    press_is_held(desk)
    desk.page.clock.run_for(10_000)
    frames(desk, lambda: desk.widget.locator(".held").count() == 0)


def test_a_click_of_a_screen_reader_is_not_judged_by_the_last_press(desk: Desk) -> None:
    """It comes as a click with a count, and without a pointer event."""
    change = desk.mode("1").locator("[data-action=change-open]")
    change.click()
    frames(desk, lambda: desk.mode("1").locator("form").count() == 1)
    desk.page.clock.run_for(1000)
    desk.mode("1").get_by_role("button", name="Cancel").click()
    frames(desk, lambda: desk.mode("1").locator("form").count() == 0)
    change.evaluate("e => e.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true, cancelable: true }))")
    frames(desk, lambda: desk.mode("1").locator("form").count() == 1)


def test_another_width_of_the_frame_holds_a_press_back(desk: Desk) -> None:
    def widen(width: int) -> None:
        """Give the frame this width, and wait until it has heard of it."""
        desk.inside("window.resized = new Promise((heard) => addEventListener('resize', heard, { once: true })), 0")
        desk.page.evaluate("width => { frame.style.width = `${width}px` }", width)
        desk.inside("resized.then(() => 0)")

    widen(200)
    desk.page.clock.run_for(1000)
    place = middle(dial(desk, 1))
    widen(320)
    desk.page.clock.run_for(1000)
    desk.page.mouse.move(*place)
    widen(200)
    press(desk, "mouse", place)
    assert_held(desk)
    assert desk.asked("ManualDialCall") == []
