"""A list is one tab stop with arrow keys inside, and the page tells Python when the pointer or the focus is in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House, call_row
from tests.browser.panels_kit import HOME, OFFICE, Desk, call, mode, modes_of, open_desk, script, state_of
from tools.demo import DEMO
from tools.serve import Site

CALLS = [call(f"C-{n}", FName="Caller", LName=str(n)) for n in range(12)]
ANN = call("A-1", FName="Ann", LName="Lee", City="Boston", business={"Policy_Number": "PX-77", "Note": ""})
REPLIES = {"StateSync": state_of(ANN, *CALLS), "GetCallBackModes": modes_of("*", HOME, OFFICE)}


@pytest.fixture(scope="module")
def opened(house: House, new_page: Callable[..., Page]) -> Desk:
    """Thirteen calls in a list that scrolls, and a number."""
    desk = open_desk(house, new_page, replies=REPLIES, has_touch=True)
    expect(desk.mode("1")).to_be_visible()
    return desk


@pytest.fixture
def desk(opened: Desk) -> Desk:
    """The first call is the tab stop of the list, which is open, and nothing in it has the focus or the pointer."""
    opened.inside("document.querySelector('[data-list=messages]')?.remove()")
    opened.inside("document.documentElement.setAttribute('dir', 'ltr')")
    opened.inside("document.getElementById('calls-list').hidePopover()")
    opened.widget.locator("#inspector-button").focus()
    all_gone(opened)
    opened.calls_are(ANN, *CALLS)
    expect(call_row(opened.widget, "C-11")).to_be_attached()
    opened.inside("document.getElementById('calls-list').showPopover()")
    expect(opened.widget.locator("#search-calls")).to_be_visible()
    return opened


def all_gone(desk: Desk) -> None:
    """All calls have ended and are closed."""
    desk.calls_are()
    expect(desk.widget.locator(".call-row:not([data-ended])")).to_have_count(0)
    desk.close_ended()
    expect(desk.widget.locator("[data-list=calls]")).to_have_count(0)


def on(desk: Desk) -> str:
    words: str = desk.inside("document.activeElement.innerText.split('\\n')[0]")
    return words


def stops(desk: Desk, name: str) -> list[str]:
    """The controls of a list that Tab stops at."""
    found: list[str] = desk.inside(
        f"[...document.querySelectorAll('[data-list={name}] :is(button, a, input)')]"
        ".filter((one) => one.tabIndex === 0 && one.checkVisibility()).map((one) => one.innerText.split('\\n')[0])"
    )
    return found


def press(desk: Desk, *keys: str) -> str:
    """What has the focus after these keys."""
    for key in keys:
        desk.page.keyboard.press(key)
    return on(desk)


def opened_again(desk: Desk) -> None:
    """The list closes when the focus leaves it."""
    desk.widget.locator("#calls-button").press("Enter")
    expect(desk.widget.locator("#calls-list")).to_be_visible()


def into(desk: Desk) -> None:
    """Tab into the list of calls."""
    desk.widget.locator("#search-calls").focus()
    desk.page.keyboard.press("Tab")


def test_a_list_is_one_stop_and_the_arrows_go_through_it(desk: Desk) -> None:
    into(desk)
    assert on(desk) == "Ann Lee"
    assert press(desk, "ArrowDown", "ArrowDown") == "Caller 1"
    assert press(desk, "ArrowUp") == "Caller 0"
    assert press(desk, "Control+End") == "Caller 11"
    assert press(desk, "ArrowDown") == "Caller 11"
    assert stops(desk, "calls") == ["Caller 11"]
    desk.page.keyboard.press("Tab")
    assert desk.inside("document.activeElement.closest('[data-list=calls]')") is None
    expect(desk.widget.locator("#calls-list")).to_be_hidden()
    opened_again(desk)
    into(desk)
    assert on(desk) == "Caller 11"
    assert press(desk, "Control+Home") == "Ann Lee"


def test_the_control_that_gets_the_focus_is_in_sight(desk: Desk) -> None:
    into(desk)
    press(desk, "Control+End")
    assert desk.inside(
        """() => {
            const { top, bottom } = document.activeElement.getBoundingClientRect();
            const list = document.getElementById("calls-list").getBoundingClientRect();
            return top >= list.top && bottom <= list.bottom;
        }"""
    )


def test_a_call_that_ends_keeps_its_row_with_the_focus_and_the_stop(desk: Desk) -> None:
    into(desk)
    assert press(desk, "ArrowDown", "ArrowDown") == "Caller 1"
    desk.calls_are(ANN, CALLS[0], *CALLS[2:])
    expect(desk.widget.locator('.call-row[data-ended][data-callid="C-1"]')).to_be_visible()
    assert on(desk) == "Caller 1"
    assert stops(desk, "calls") == ["Caller 1"]


def test_a_list_has_one_stop_when_rows_come_and_all_have_gone(desk: Desk) -> None:
    all_gone(desk)
    desk.calls_are(*CALLS)
    expect(call_row(desk.widget, "C-11")).to_be_visible()
    assert stops(desk, "calls") == ["Caller 0"]
    desk.calls_are(ANN, *CALLS)
    expect(call_row(desk.widget, "A-1")).to_be_visible()
    assert stops(desk, "calls") == ["Caller 0"]


def test_a_list_that_was_not_in_sight_has_its_stop_when_it_is_opened(desk: Desk) -> None:
    into(desk)
    press(desk, "ArrowDown")
    for stop, calls in (("Caller 0", CALLS), ("Caller 1", [CALLS[1], CALLS[0], *CALLS[2:]])):
        desk.page.keyboard.press("Escape")
        expect(desk.widget.locator("#search-calls")).to_be_hidden()
        desk.calls_are(ANN, *calls, call(f"new-{stop}"))
        expect(call_row(desk.widget, f"new-{stop}")).to_be_attached()
        desk.widget.locator("#calls-button").press("Enter")
        expect(desk.widget.locator("#search-calls")).to_be_visible()
        into(desk)
        assert stops(desk, "calls") == [stop]
        assert on(desk) == stop
        press(desk, "ArrowDown")


def test_drawing_again_keeps_the_stop(desk: Desk) -> None:
    into(desk)
    press(desk, "ArrowDown")
    desk.calls_are(ANN, call("C-0", FName="Caller", LName="Zero"), *CALLS[1:])
    expect(call_row(desk.widget, "C-0")).to_contain_text("Caller Zero")
    assert on(desk) == "Caller Zero"
    assert stops(desk, "calls") == ["Caller Zero"]


def made(desk: Desk, *rows: str) -> None:
    """A list with these rows of controls; the first letter of a control is its kind, "+" puts it into a form."""
    desk.inside(f"""() => {{
        const list = document.createElement("div");
        list.id = list.dataset.list = "messages";
        list.setAttribute("role", "grid");
        for (const words of {list(rows)}) {{
            const row = list.appendChild(document.createElement("div"));
            row.setAttribute("role", "row");
            row.id = `row-${{words}}`;
            for (const word of words.split(" ")) {{
                const place = word.startsWith("+") ? row.appendChild(document.createElement("form")) : row;
                const control = place.appendChild(document.createElement("button"));
                control.textContent = control.id = word;
                control.type = "button";
                control.dataset.action = word.slice(0, 1);
            }}
        }}
        document.getElementById("panels").append(list);
    }}""")
    desk.inside(f"import({script('grid.js')}).then(({{ setStops }}) => {{ setStops(); }})")


def drawn_without(desk: Desk, row: str) -> None:
    """Draw the list that was made without that row. Python knows nothing of it, so it draws no other list meanwhile."""
    desk.inside(
        f"""() => {{
            const rest = document.getElementById("messages").cloneNode(true);
            rest.querySelector("[id='row-{row}']").remove();
            lcmPage.draw(JSON.stringify({{ messages: rest.innerHTML }}));
        }}"""
    )


def at(desk: Desk, words: str) -> None:
    desk.widget.get_by_role("button", name=words, exact=True).focus()


def test_up_and_down_find_the_control_of_the_same_kind(desk: Desk) -> None:
    made(desk, "a1 b1 c1", "a2 c2", "b3", "a4 b4 c4")
    at(desk, "c1")
    assert press(desk, "ArrowDown") == "c2"
    assert press(desk, "ArrowDown") == "b3"
    assert press(desk, "ArrowDown") == "b4"
    assert press(desk, "End") == "c4"
    assert press(desk, "Home") == "a4"
    assert press(desk, "Control+Home") == "a1"
    assert press(desk, "ArrowLeft") == "a1"
    assert press(desk, "ArrowRight") == "b1"
    assert stops(desk, "messages") == ["b1"]


def test_a_row_that_goes_hands_stop_and_focus_to_the_nearest_row(desk: Desk) -> None:
    made(desk, "a1 b1", "a2 b2", "a3 b3")
    at(desk, "b2")
    drawn_without(desk, "a2 b2")
    assert on(desk) == "b3"
    assert stops(desk, "messages") == ["b3"]
    drawn_without(desk, "a3 b3")
    assert on(desk) == "b1"


def test_a_row_that_goes_takes_no_focus_that_is_elsewhere(desk: Desk) -> None:
    made(desk, "a1", "a2", "a3")
    at(desk, "a2")
    desk.widget.locator("#refresh-calls").focus()
    drawn_without(desk, "a2")
    expect(desk.widget.locator("#refresh-calls")).to_be_focused()
    assert stops(desk, "messages") == ["a3"]


def test_left_and_right_are_mirrored_where_the_text_is(desk: Desk) -> None:
    made(desk, "a1 b1 c1")
    desk.inside("document.documentElement.setAttribute('dir', 'rtl')")
    at(desk, "b1")
    assert press(desk, "ArrowLeft") == "c1"
    assert press(desk, "ArrowRight", "ArrowRight") == "a1"


def test_a_form_in_a_row_keeps_its_own_stops_and_keys(desk: Desk) -> None:
    made(desk, "a1 b1 +f1", "a2")
    assert stops(desk, "messages") == ["a1", "+f1"]
    at(desk, "+f1")
    assert press(desk, "ArrowDown", "Home") == "+f1"
    at(desk, "a1")
    assert press(desk, "ArrowRight", "ArrowRight") == "b1"


def test_a_hidden_part_is_passed_over(desk: Desk) -> None:
    made(desk, "a1", "a2", "a3")
    desk.inside("document.querySelectorAll('[data-list=messages] [role=row]')[1].hidden = true")
    at(desk, "a1")
    assert press(desk, "ArrowDown") == "a3"


def test_the_focus_is_never_under_the_head(desk: Desk) -> None:
    desk.inside("document.getElementById('calls-list').hidePopover()")
    desk.page.evaluate("frame.style.height = '300px'")
    desk.modes_are(HOME, *(mode(f"1{n}", f"Number {n}", f"20255501{n:02}") for n in range(12)))
    expect(desk.mode("111")).to_be_attached()
    desk.widget.locator("#calls").evaluate("panel => { panel.style.marginBlockEnd = '2000px'; }")
    covered = """() => {
        const head = document.querySelector(".customer").getBoundingClientRect().bottom;
        const { activeElement } = document;
        const free = activeElement === document.body || activeElement.closest("#status, #customer");
        return !free && activeElement.getBoundingClientRect().top < head;
    }"""
    desk.widget.locator("#get-callback-modes").focus()
    for key in ("Tab",) + ("ArrowDown",) * 13 + ("ArrowUp",) * 13 + ("Tab",) * 12 + ("Shift+Tab",) * 12:
        desk.page.keyboard.press(key)
        assert desk.inside(covered) is False, key


# Where the pointer and the focus are. Here the test hears what the page tells, and Python does not.


@pytest.fixture(scope="module")
def deaf(house: House, new_page: Callable[..., Page]) -> Desk:
    desk = open_desk(house, new_page, replies=REPLIES, has_touch=True)
    expect(desk.mode("1")).to_be_visible()
    listen(desk)
    desk.page.evaluate("document.body.prepend(Object.assign(document.createElement('textarea'), { id: 'note' }))")
    return desk


@pytest.fixture
def heard(deaf: Desk) -> Desk:
    """Neither the pointer nor the focus is in a list."""
    deaf.widget.locator("#refresh-calls").hover()
    deaf.widget.locator("#refresh-calls").focus()
    deaf.inside("new Promise((done) => setTimeout(() => { told.length = 0; done(0); }))")
    return deaf


def into_numbers(desk: Desk) -> None:
    """Tab into the list of numbers."""
    desk.widget.locator("#get-callback-modes").focus()
    desk.page.keyboard.press("Tab")


def listen(desk: Desk) -> None:
    """From now on the test hears what the page tells of lists."""
    desk.inside(
        """import(ACT).then(({ listen }) => {
            window.told = [];
            listen((text) => {
                const [action, payload] = JSON.parse(text);
                if (action.startsWith("list-")) told.push(`${action.slice(5)} ${payload.list}`);
            });
        })""".replace("ACT", script("act.js"))
    )


def told(desk: Desk, *events: str) -> None:
    """Wait until exactly this has been told, and forget it."""
    desk.page.frames[1].wait_for_function("wanted => told.join() === wanted", arg=",".join(events))
    desk.inside("told.length = 0")


def test_the_pointer_enters_and_leaves_a_list_once(heard: Desk) -> None:
    heard.mode("1").hover()
    told(heard, "entered numbers")
    heard.mode("2").hover()
    heard.widget.locator("#refresh-calls").hover()
    told(heard, "left numbers")


def test_a_pointer_that_leaves_the_frame_leaves_the_list(house: House, new_page: Callable[..., Page]) -> None:
    """In one process: a test's pointer does not tell a frame of another process that it has left, a browser does."""
    widget = house.serve(Site(house.files, without_header=True, settings={"allowed_origins": (house.host,), **DEMO}))
    desk = open_desk(house, new_page, widget=widget, replies=REPLIES)
    expect(desk.mode("1")).to_be_visible()
    listen(desk)
    desk.page.evaluate("frame.style.marginBlockStart = '50px'")
    desk.mode("1").hover()
    told(desk, "entered numbers")
    desk.page.mouse.move(2, 2)
    told(desk, "left numbers")


def test_the_focus_enters_and_leaves_a_list_once(heard: Desk) -> None:
    into_numbers(heard)
    told(heard, "entered numbers")
    press(heard, "ArrowDown", "ArrowDown")
    heard.widget.locator("#refresh-calls").focus()
    told(heard, "left numbers")


def test_the_focus_that_goes_to_the_desktop_leaves_the_list(heard: Desk) -> None:
    into_numbers(heard)
    told(heard, "entered numbers")
    heard.page.locator("#note").focus()
    told(heard, "left numbers")
    heard.page.evaluate("frame.focus()")
    told(heard, "entered numbers")


def test_a_list_is_left_when_both_have_left(heard: Desk) -> None:
    heard.mode("1").hover()
    told(heard, "entered numbers")
    into_numbers(heard)
    heard.widget.locator("#refresh-calls").hover()
    heard.widget.locator("#inspector-button").focus()
    told(heard, "left numbers")


def test_a_finger_rests_on_nothing(heard: Desk) -> None:
    heard.mode("2").locator(".number").tap()
    told(heard, "entered numbers")  # by the focus
    heard.inside("document.activeElement.blur()")
    told(heard, "left numbers")


def test_a_list_that_is_pressed_and_drawn_again_stays_entered(heard: Desk) -> None:
    heard.mode("2").locator(".number").click()
    told(heard, "entered numbers")
    heard.inside(
        """() => {
            const id = "callback-modes";
            const numbers = document.getElementById(id).innerHTML.replaceAll("Office", "Somewhere");
            lcmPage.draw(JSON.stringify({ [id]: numbers }));
            lcmPage.draw(JSON.stringify({ [id]: numbers.replaceAll("Somewhere", "Office") }));
        }"""
    )
    heard.widget.locator("#refresh-calls").hover()
    heard.inside("document.activeElement.blur()")
    told(heard, "left numbers")


def test_a_list_that_goes_is_left(heard: Desk) -> None:
    made(heard, "a1")
    heard.widget.get_by_role("button", name="a1").hover()
    told(heard, "entered messages")
    heard.inside("document.querySelector('[data-list=messages]').remove()")
    heard.inside(f"import({script('entered.js')}).then(({{ lookAgain }}) => lookAgain())")
    told(heard, "left messages")


def test_a_page_that_is_hidden_leaves_its_lists(heard: Desk) -> None:
    heard.mode("1").hover()
    told(heard, "entered numbers")
    heard.inside(
        """() => {
            Object.defineProperty(document, "hidden", { value: true, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    told(heard, "left numbers")
    heard.inside("delete document.hidden")
