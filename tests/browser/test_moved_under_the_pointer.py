"""What a drawing put under the pointer a moment ago takes no press. The test moves the page's clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.conftest import House, call_row
from tests.browser.panels_kit import (
    ANN,
    HOME,
    NOW,
    OFFICE,
    Desk,
    Json,
    call,
    contact,
    contacts_of,
    message,
    modes_of,
    open_desk,
    state_of,
)

HELD = "The page moved just before you pressed. Nothing was pressed; press again."
MORE = [call(f"M-{n}", FName="More", LName=str(n)) for n in range(3)]
LONGER = {**ANN["optionalbussinessfields"], "FName": "Annabella Maximiliana", "LName": "Featherstonehaugh"}
BOB = call("B-2", FName="Bob", LName="Ortiz", City="Boston")
CONTACTS = contact("2025550101"), contact("2025550102"), contact("2025550103", 60, "No")
REPLIES: dict[str, Any] = {
    "StateSync": state_of(ANN, BOB),
    "GetCallBackModes": modes_of("*", HOME, OFFICE),
    "GetReservedManualDialContact": contacts_of(*CONTACTS),
    "ManualDialCall": "echo",
}
BELOW = 12  # px; what moves down by a line or two is under a pointer so far below it
Place = tuple[float, float]


@pytest.fixture
def desk(house: House, new_page: Callable[..., Page]) -> Desk:
    """Two calls and three contacts, drawn long ago; touch works as well as the mouse."""
    desk = open_desk(house, new_page, replies=REPLIES, clock=True, other_site=True, has_touch=True)
    desk.page.set_viewport_size({"width": 320, "height": 1800})
    desk.page.evaluate("frame.style.height = '1780px'")
    desk.panel("manual-dial").get_by_role("button", name="Get contacts").click()
    expect(desk.widget.locator("[data-account-number]")).to_have_count(3)
    expect(desk.mode("1")).to_be_visible()
    choose(desk, "0101")
    expect(dial(desk)).to_contain_text("0101")
    desk.page.mouse.move(1, 1)
    desk.page.clock.pause_at(desk.inside("Date.now()") / 1000 + 2)
    return desk


def choose(desk: Desk, last: str) -> None:
    """Show the contact whole whose number ends so."""
    line = desk.widget.locator(".contact-row").filter(has_text=last).locator("button")
    line.evaluate("button => button.click()")


def frames(desk: Desk, done: Callable[[], bool]) -> None:
    """Let the page's clock go on, frame by frame, until this is drawn."""
    for _ in range(1000):
        if done():
            return
        desk.page.clock.run_for(20)
    raise AssertionError("it was never drawn")


def box_of(place: Locator) -> FloatRect:
    box = place.bounding_box()
    assert box is not None
    return box


def middle(place: Locator) -> Place:
    box = box_of(place)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def below(place: Locator) -> Place:
    """Where the control is after what is above it has become higher by a line or two."""
    box = box_of(place)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] + BELOW


def dial(desk: Desk) -> Locator:
    return desk.widget.locator(".dial")


def row(desk: Desk) -> Locator:
    """Bob's row in the list of calls."""
    return call_row(desk.widget, "B-2").locator(".call")


def open_list(desk: Desk) -> None:
    """Open the list of calls, a while ago."""
    desk.widget.locator("#calls-button").click()
    frames(desk, lambda: row(desk).is_visible())
    desk.page.clock.run_for(1000)


def tell(desk: Desk, *calls: Json) -> None:
    """The calls of the desktop, unasked and when asked."""
    desk.answer("StateSync", state_of(*calls))
    desk.say(state_of(*calls))


def name_grows(desk: Desk) -> None:
    """The chosen call gets a name of two lines, so that everything below the head moves down."""
    tell(desk, {**ANN, "optionalbussinessfields": LONGER}, BOB)
    frames(desk, lambda: "Maximiliana" in desk.widget.locator(".customer").inner_text())


def note_comes(desk: Desk) -> None:
    """A note above the rows of the list, so that they move down."""
    partly = message("StateSync", [ANN, BOB, {"nobody": 1}])
    desk.answer("StateSync", partly)
    desk.say(partly)
    frames(desk, lambda: desk.widget.locator("#calls-list .note").count() == 1)


def assert_held(desk: Desk) -> None:
    frames(desk, lambda: desk.widget.locator(".held").count() == 1)
    expect(desk.widget.locator(".held")).to_have_text(HELD)
    expect(desk.said()).to_contain_text(HELD)  # and the news that waited


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


PRESSED: dict[str, tuple[Callable[[Desk], None], Callable[[Desk], Locator], Callable[[Desk], None], str]] = {
    "dial": (opened_form, dial, name_grows, "ManualDialCall"),
    "save": (
        opened_form,
        lambda desk: desk.widget.get_by_role("button", name="Save number").nth(1),
        name_grows,
        "SetNewModeNumber",
    ),
    "row": (open_list, row, note_comes, "GetCallBackModes"),
}


@pytest.mark.parametrize("how", ["mouse", "finger"])
@pytest.mark.parametrize("what", PRESSED)
def test_what_a_drawing_put_there_a_moment_ago_takes_no_press(what: str, how: str, desk: Desk) -> None:
    prepare, control, move, subtopic = PRESSED[what]
    prepare(desk)
    asked = len(desk.asked(subtopic))
    aim = control(desk)
    # The pointer rests where the control will be after the drawing.
    place = below(aim)
    desk.page.mouse.move(*place)
    move(desk)
    box = box_of(aim)
    assert box["y"] < place[1] < box["y"] + box["height"]
    press(desk, how, place)
    assert_held(desk)
    desk.page.clock.run_for(400)
    assert len(desk.asked(subtopic)) == asked
    press(desk, how, place)
    assert_pressed(desk, lambda: len(desk.asked(subtopic)) > asked)


def test_the_pointer_moved_onto_another_control_presses_at_once(desk: Desk) -> None:
    desk.page.mouse.move(*below(dial(desk)))
    name_grows(desk)
    press(desk, "mouse", middle(desk.widget.get_by_role("button", name="Skip")))
    assert_pressed(desk, lambda: desk.widget.get_by_role("button", name="Undo").count() == 1)


@pytest.mark.parametrize("how", ["mouse", "finger"])
@pytest.mark.parametrize("what", ["row", "dial"])
def test_calls_that_stream_in_hold_nothing_back(what: str, how: str, desk: Desk) -> None:
    if what == "row":
        open_list(desk)
    place = middle(row(desk) if what == "row" else dial(desk))
    desk.page.mouse.move(*place)
    going_on = desk.widget.locator(".call-row:not([data-ended])")
    for n in range(8):
        tell(desk, ANN, BOB, *MORE[: 1 + n % 3])
        frames(desk, lambda n=n: going_on.count() == 3 + n % 3)  # type: ignore[misc]
        desk.page.clock.run_for(60)
    press(desk, how, place)
    if what == "row":
        assert_pressed(desk, lambda: row(desk).get_attribute("aria-current") == "true")
    else:
        assert_pressed(desk, lambda: len(desk.asked("ManualDialCall")) == 1)


def test_the_same_row_with_another_name_takes_no_press(desk: Desk) -> None:
    open_list(desk)
    place = middle(row(desk))
    desk.page.mouse.move(*place)
    desk.say(state_of(ANN, call("B-2", FName="Zoe", LName="Quinn", City="Boston")))
    frames(desk, lambda: "Zoe Quinn" in row(desk).inner_text())
    press(desk, "mouse", place)
    assert_held(desk)


def test_the_same_row_of_a_call_that_has_ended_takes_no_press(desk: Desk) -> None:
    open_list(desk)
    place = middle(row(desk))
    desk.page.mouse.move(*place)
    tell(desk, ANN)
    frames(desk, lambda: desk.widget.locator(".call-row[data-ended]").count() == 1)
    press(desk, "mouse", place)
    assert_held(desk)
    expect(desk.widget.locator("#calls-list")).to_be_visible()


def test_the_sentence_stands_over_the_list_of_calls(desk: Desk) -> None:
    tell(desk, ANN, BOB, *MORE)
    frames(desk, lambda: desk.widget.locator(".call-row").count() == 5)
    open_list(desk)
    place = middle(row(desk))
    desk.page.mouse.move(*place)
    tell(desk, ANN, call("B-2", FName="Zoe", LName="Quinn", City="Boston"), *MORE)
    frames(desk, lambda: "Zoe Quinn" in row(desk).inner_text())
    press(desk, "mouse", place)
    assert_held(desk)
    on_top = "document.elementFromPoint({}, {}).closest('.held') !== null"
    assert desk.inside(on_top.format(*middle(desk.widget.locator(".held"))))
    expect(desk.widget.locator("#calls-list")).to_be_visible()


def test_a_drawing_between_the_two_halves_of_a_press(desk: Desk) -> None:
    box = box_of(dial(desk))
    desk.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 8)
    desk.page.mouse.down()
    name_grows(desk)
    desk.page.mouse.up()
    assert_held(desk)
    assert desk.asked("ManualDialCall") == []


def test_the_second_half_of_a_double_click_is_held_back_as_well(desk: Desk) -> None:
    desk.page.mouse.move(*below(dial(desk)))
    name_grows(desk)
    desk.page.clock.run_for(340)
    desk.page.mouse.down()
    desk.page.mouse.up()
    desk.page.clock.run_for(100)
    desk.page.mouse.down(click_count=2)
    desk.page.mouse.up(click_count=2)
    assert_held(desk)
    assert desk.asked("ManualDialCall") == []


@pytest.mark.parametrize("how", ["mouse", "finger"])
def test_what_was_under_a_dialog_that_closed_by_itself_takes_no_press(how: str, desk: Desk) -> None:
    choose(desk, "0103")
    frames(desk, lambda: "0103" in dial(desk).inner_text())
    desk.page.clock.run_for(1000)
    press(desk, "mouse", middle(dial(desk)))
    frames(desk, lambda: desk.widget.get_by_role("dialog").count() == 1)
    place = middle(desk.widget.get_by_role("button", name="Skip", include_hidden=True))
    desk.page.mouse.move(*place)
    desk.page.clock.run_for(int((NOW.timestamp() + 59) * 1000 - desk.inside("Date.now()")))
    frames(desk, lambda: desk.widget.get_by_role("dialog").count() == 0)  # its contact expires
    press(desk, how, place)
    assert_held(desk)
    expect(desk.widget.get_by_role("button", name="Skip")).to_be_visible()
    assert desk.asked("ManualDialCall") == []


def test_a_key_is_never_held_back_and_takes_the_sentence_away(desk: Desk) -> None:
    press_is_held(desk)
    dial(desk).focus()
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
    def stand() -> list[object]:
        return [one.bounding_box() for one in desk.widget.locator("#panels button:visible").all()]

    place = below(dial(desk))
    desk.page.mouse.move(*place)
    name_grows(desk)
    stood = stand()
    press(desk, "mouse", place)
    assert_held(desk)
    assert stand() == stood


def press_is_held(desk: Desk) -> None:
    """A name grows while the pointer rests below a Dial button, which is pressed at once."""
    place = below(dial(desk))
    desk.page.mouse.move(*place)
    name_grows(desk)
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
    place = middle(dial(desk))
    widen(320)
    desk.page.clock.run_for(1000)
    desk.page.mouse.move(*place)
    widen(200)
    press(desk, "mouse", place)
    assert_held(desk)
    assert desk.asked("ManualDialCall") == []
