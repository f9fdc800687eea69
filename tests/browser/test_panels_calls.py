"""The calls in the real page: the head that names the chosen call, the list that opens from it, and a newcomer, an end
or a reload that disturbs nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import House, call_row, choose_call
from tests.browser.panels_kit import ANN, BEN, HOME, MOBILE, Desk, call, modes_of, open_desk, state_of

CAT = call("C-3", FName="Cat", LName="Moss")
Place = tuple[str, int, int, int, int]

_CONTROLS = """() => [...document.querySelectorAll("button, input, select")]
    .filter((one) => one.checkVisibility() && !one.closest("#calls-list"))
    .map((one) => {
        const { left, right, top, width, height } = one.getBoundingClientRect();
        const name = (one.ariaLabel ?? one.textContent).replace(/\\s+/g, " ").trim();
        // The head's button ends at the same place, whatever it reads.
        const at = one.id === "calls-button" ? ["calls", right, top, 0, height] : [name, left, top, width, height];
        return at.map((each) => (typeof each === "number" ? Math.round(each) : each));
    })"""


@pytest.fixture(scope="module")
def booted(house: House, new_page: Callable[..., Page]) -> Desk:
    replies = {"StateSync": state_of(ANN, BEN), "GetCallBackModes": modes_of("*", MOBILE)}
    desk = open_desk(house, new_page, replies=replies, clock=True, permissions=["clipboard-read"])
    desk.listen()
    return desk


@pytest.fixture
def desk(booted: Desk) -> Desk:
    """Ann and Ben on the line, no other call listed, Ann chosen, and nothing typed or opened."""
    booted.inside("document.getElementById('calls-list').hidePopover()")
    for button in booted.widget.locator("[data-action=change-close]").all():
        button.press("Enter")
    booted.calls_are(ANN, BEN)
    expect(call_row(booted.widget, "A-1")).to_be_attached()
    expect(call_row(booted.widget, "B-2")).to_be_attached()
    booted.close_ended()
    choose_call(booted.widget, "A-1")
    booted.modes_are(MOBILE)
    expect(booted.mode("3")).to_contain_text("0133")
    booted.page.clock.fast_forward(1_000)  # what was drawn under the pointer takes no press before
    booted.inside("announced.length = 0")
    return booted


def head(desk: Desk) -> Locator:
    """What names the chosen call."""
    return desk.widget.locator(".customer")


def button(desk: Desk) -> Locator:
    """The head's button that opens the list."""
    return desk.widget.locator("#calls-button")


def calls_list(desk: Desk) -> Locator:
    return desk.widget.locator("#calls-list")


def ended(desk: Desk, callid: str) -> Locator:
    """The row of a call that has ended."""
    return desk.widget.locator(f'.call-row[data-ended][data-callid="{callid}"]')


def opened(desk: Desk) -> Locator:
    """The list, opened by a press."""
    button(desk).click()
    expect(calls_list(desk)).to_be_visible()
    desk.page.clock.fast_forward(1_000)
    return calls_list(desk)


def test_a_call_carries_its_customers_name_or_says_that_there_is_none(desk: Desk) -> None:
    desk.calls_are(ANN, call("C-3"))
    expect(head(desk)).to_contain_text("Ann Lee")
    expect(head(desk)).to_contain_text("A-1")
    expect(call_row(desk.widget, "A-1")).to_contain_text("Ann Lee")
    expect(call_row(desk.widget, "C-3")).to_contain_text("No name")
    choose_call(desk.widget, "C-3")
    expect(head(desk)).to_contain_text("No name")
    expect(head(desk)).to_contain_text("C-3")


def test_each_call_is_listed_once_and_the_head_and_the_fields_are_the_chosen_ones(desk: Desk) -> None:
    for callid, chosen in (("A-1", 1), ("B-2", 0)):
        expect(desk.widget.locator(f'.call-row[data-callid="{callid}"]')).to_have_count(1)
        expect(desk.widget.locator(f'.customer[data-callid="{callid}"]')).to_have_count(chosen)
        expect(desk.widget.locator(f'.of-call[data-callid="{callid}"]')).to_have_count(chosen)
    expect(desk.widget.locator('[data-mode-id="3"]')).to_have_count(1)


@pytest.fixture
def fields(desk: Desk) -> Iterator[Locator]:
    """Ann's fields, unfolded for this test."""
    fold = desk.widget.locator("#fields-button")
    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "true")
    yield desk.widget.locator("#all-fields")
    choose_call(desk.widget, "A-1")
    if fold.get_attribute("aria-expanded") == "true":
        fold.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "false")


def test_fields_are_labelled_readably_and_each_can_be_copied(desk: Desk, fields: Locator) -> None:
    expect(desk.widget.locator("#fields-button")).to_have_text("All fields (5)")
    for label, value in (("Policy number", "PX-77"), ("First name", "Ann"), ("Mobile", "2025550133")):
        field = fields.get_by_role("row").filter(has=desk.page.get_by_role("rowheader", name=label, exact=True))
        expect(field).to_contain_text(value)
        expect(field.get_by_role("button", name=f"Copy {label}", exact=True)).to_be_visible()
    desk.widget.locator("#fields-button").click()
    expect(desk.panel("calls").get_by_role("rowheader")).to_have_count(0)


def test_fields_stay_unfolded_for_the_next_call(desk: Desk, fields: Locator) -> None:
    choose_call(desk.widget, "B-2")
    expect(fields).to_contain_text("Ortiz")


@pytest.fixture
def city(desk: Desk, fields: Locator) -> Iterator[Locator]:
    """Ann's city, pinned for this test."""
    pins = fields.get_by_role("button", name="Pin City")
    pins.click()
    pinned = desk.widget.locator("[data-list=pinned]")
    expect(pinned).to_contain_text("Boston")
    yield pinned
    pinned.get_by_role("button", name="Unpin City").press("Enter")
    expect(pinned).to_have_count(0)


def test_a_pinned_field_is_in_view_for_every_call_and_copied_by_one_press(desk: Desk, city: Locator) -> None:
    desk.widget.locator("#fields-button").click()
    expect(desk.widget.locator("#all-fields")).to_be_hidden()
    choose_call(desk.widget, "B-2")
    expect(city).to_contain_text("empty")
    choose_call(desk.widget, "A-1")
    expect(city).to_contain_text("Boston")
    desk.page.clock.fast_forward(1_000)
    city.get_by_role("button", name="Copy City").click()
    expect(city.get_by_role("button", name="Copied")).to_be_visible()
    desk.page.bring_to_front()
    assert desk.page.evaluate("navigator.clipboard.readText()") == "Boston"


def test_choosing_a_call_shows_its_modes(desk: Desk) -> None:
    desk.calls_are(ANN, call("D-4", FName="Dan"))
    choose_call(desk.widget, "D-4")
    expect(desk.widget.locator('.call[aria-current="true"]')).to_have_count(1)
    expect(call_row(desk.widget, "D-4").locator(".call")).to_have_attribute("aria-current", "true")
    desk.page.wait_for_function(
        "heard.filter((one) => one.subtopic === 'GetCallBackModes').at(-1).data.callid === 'D-4'"
    )
    expect(desk.widget.get_by_role("grid", name="Numbers Dan")).to_contain_text("0133")


def test_the_list_opens_by_one_press_and_esc_and_a_press_outside_close_it(desk: Desk) -> None:
    opened(desk)
    desk.page.keyboard.press("Escape")
    expect(calls_list(desk)).to_be_hidden()
    expect(button(desk)).to_be_focused()
    opened(desk)
    desk.page.mouse.click(5, 700)
    expect(calls_list(desk)).to_be_hidden()
    opened(desk)
    button(desk).click()
    expect(calls_list(desk)).to_be_hidden()
    expect(head(desk)).to_have_attribute("data-callid", "A-1")


def test_choosing_closes_the_list_and_the_focus_is_back_at_its_button(desk: Desk) -> None:
    opened(desk)
    call_row(desk.widget, "B-2").locator(".call").click()
    expect(calls_list(desk)).to_be_hidden()
    expect(head(desk)).to_have_attribute("data-callid", "B-2")
    expect(button(desk)).to_be_focused()


def test_the_list_hides_neither_the_button_that_opened_it_nor_leaves_the_page(desk: Desk) -> None:
    desk.calls_are(ANN, BEN, *(call(f"N-{n}") for n in range(12)))
    expect(button(desk)).to_contain_text("New:")
    box, press = opened(desk).bounding_box(), button(desk).bounding_box()
    assert box is not None
    assert press is not None
    assert box["y"] >= press["y"] + press["height"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] + box["height"] <= 740


def places(desk: Desk) -> set[Place]:
    """Where each control outside of the list is, and how large."""
    return {(name, *at) for name, *at in desk.inside(_CONTROLS)}


def assert_stood(desk: Desk, before: set[Place]) -> None:
    """Nothing has moved. What can't be done for a call that has ended is not there."""
    now = places(desk)
    gone = {name for name, *_ in before - now}
    assert gone <= {"Change number"}
    assert not gone & {name for name, *_ in now}


LISTED = {
    "the chosen call ends": (BEN,),
    "another call ends": (ANN,),
    "a new call comes": (ANN, BEN, CAT),
    "a new call comes first": (CAT, ANN, BEN),
    "another call takes the place of the chosen one": (CAT, BEN),
    "all calls end": (),
}


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("what", LISTED)
def test_nothing_outside_of_the_list_moves(what: str, desk: Desk) -> None:
    before = places(desk)
    assert {"calls", "Change number", "Copy City", "Get contacts"} <= {name for name, *_ in before}
    listed = LISTED[what]
    desk.calls_are(*listed)
    for one in (ANN, BEN, CAT):
        if one in listed:
            expect(call_row(desk.widget, one["callid"])).to_be_attached()
        elif one is not CAT:
            expect(ended(desk, one["callid"])).to_be_attached()
    expect(head(desk)).to_contain_text("Ann Lee")
    assert_stood(desk, before)
    desk.calls_are(ANN, BEN)  # the desktop was reloaded, or read again
    expect(call_row(desk.widget, "A-1")).to_be_attached()
    expect(call_row(desk.widget, "B-2")).to_be_attached()
    expect(head(desk)).not_to_have_attribute("data-ended", "")
    assert_stood(desk, before)
    assert places(desk) >= before


def test_the_head_of_a_call_that_ends_is_as_high_as_before_whatever_the_name(desk: Desk) -> None:
    """Its line gets a button, for which the name must not break."""
    for length in range(12, 40, 2):
        name = ("Wilhelmina" * 4)[:length]
        desk.calls_are(call("A-1", HOME, FName=name, Mobile="2025550133"), BEN)
        expect(head(desk).locator(".name")).to_have_text(name)
        high = desk.widget.locator("#customer").bounding_box()
        desk.calls_are(BEN)
        expect(desk.widget.locator("#close-call")).to_be_visible()
        assert desk.widget.locator("#customer").bounding_box() == high, length


def test_a_call_that_ends_stays_chosen_until_the_agent_closes_it(desk: Desk) -> None:
    desk.calls_are(BEN)
    expect(head(desk)).to_contain_text("Ended")
    expect(head(desk)).to_contain_text("Ann Lee")
    expect(desk.mode("3")).to_contain_text("0133")
    expect(desk.mode("3").get_by_role("button", name="Change number")).to_have_count(0)
    desk.widget.get_by_role("button", name="Close ended call").click()
    expect(head(desk)).to_have_attribute("data-callid", "B-2")
    expect(ended(desk, "A-1")).to_have_count(0)
    expect(button(desk)).to_be_focused()
    expect(button(desk)).to_have_text("1 call")


def test_an_ended_call_is_closed_in_the_list_too_and_the_chosen_one_stays(desk: Desk) -> None:
    desk.calls_are(ANN)
    expect(ended(desk, "B-2")).to_be_attached()
    opened(desk).get_by_role("button", name="Close the ended call of Ben Ortiz").click()
    expect(ended(desk, "B-2")).to_have_count(0)
    expect(head(desk)).to_have_attribute("data-callid", "A-1")
    expect(button(desk)).to_be_focused()


def test_an_ended_call_with_a_typed_number_is_not_closed(desk: Desk) -> None:
    type_for_home(desk, "2025550199")
    desk.calls_are(BEN)
    desk.widget.locator("#close-call").press("Enter")
    expect(desk.said()).to_contain_text("Not closed: what you typed for this call is not saved.")
    expect(head(desk)).to_have_attribute("data-callid", "A-1")
    expect(desk.widget.get_by_role("textbox", name="Contact number")).to_have_value("2025550199")


def test_a_long_list_is_searched_by_typing(desk: Desk) -> None:
    desk.calls_are(ANN, BEN, *(call(f"N-{n}", FName=f"Nora {n}") for n in range(4)))
    expect(call_row(desk.widget, "N-3")).to_be_attached()
    expect(desk.widget.locator("#search-calls")).to_have_count(0)
    desk.calls_are(ANN, BEN, CAT, *(call(f"N-{n}", FName=f"Nora {n}") for n in range(5)))
    expect(desk.widget.locator(".call-row")).to_have_count(8)
    opened(desk)
    desk.widget.get_by_role("searchbox", name="Search calls").click()
    desk.page.keyboard.type("moss")
    expect(desk.widget.locator(".call-row")).to_have_count(1)
    expect(calls_list(desk)).to_contain_text("1 of 8")
    desk.page.clock.fast_forward(1_000)
    call_row(desk.widget, "C-3").locator(".call").click()
    expect(head(desk)).to_contain_text("Cat Moss")
    expect(calls_list(desk)).to_be_hidden()
    expect(desk.widget.locator(".call-row")).to_have_count(8)


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
    desk.calls_are(CAT, ANN, BEN)
    expect(button(desk)).to_have_text("New: Cat Moss")
    desk.calls_are(CAT, ANN, BEN)
    desk.calls_are(ANN, CAT, BEN)
    expect(head(desk)).to_have_attribute("data-callid", "A-1")
    expect(desk.said()).to_contain_text("New call: Cat Moss.")
    assert caret(desk) == before
    assert before[1:] == ["202 555", 6]
    assert " ".join(desk.announced()).count("Cat Moss") == 1


def test_a_new_call_is_named_until_the_agent_has_looked_at_the_list(desk: Desk) -> None:
    desk.calls_are(ANN, BEN, CAT)
    expect(button(desk)).to_have_text("New: Cat Moss")
    expect(call_row(desk.widget, "C-3")).to_contain_text("new")
    button(desk).press("Enter")
    call_row(desk.widget, "C-3").locator(".call").focus()
    desk.page.keyboard.press("Escape")
    expect(button(desk)).to_have_text("3 calls")
    expect(call_row(desk.widget, "C-3")).not_to_contain_text("new")


def test_many_new_calls_are_one_sentence(desk: Desk) -> None:
    desk.calls_are(ANN, BEN, *(call(f"N-{n}") for n in range(5)))
    expect(desk.said()).to_contain_text("5 new calls.")
    expect(button(desk)).to_have_text("New: N-4 +4")


def test_what_was_typed_for_a_call_that_ended_can_still_be_copied(desk: Desk) -> None:
    type_for_home(desk, "2025550199")
    desk.calls_are(BEN)
    modes, field = desk.panel("callback-modes"), desk.widget.get_by_role("textbox", name="Contact number")
    expect(desk.mode("1")).to_contain_text(
        "The call has ended. The number for Home was not sent. Copy it, or discard it."
    )
    expect(field).to_have_value("2025550199")
    expect(field).not_to_be_editable()
    expect(field).to_be_focused()
    expect(desk.mode("1").get_by_role("button", name="Copy number")).to_be_visible()
    expect(head(desk)).to_have_attribute("data-callid", "A-1")
    expect(call_row(desk.widget, "B-2").locator(".call")).not_to_have_attribute("aria-current", "true")
    expect(ended(desk, "A-1")).to_contain_text("a number is typed")
    expect(desk.said()).to_contain_text("Call ended: Ann Lee. The number typed for Home is not saved.")
    assert " ".join(desk.announced()).count("Call ended: Ann Lee.") == 1
    modes.get_by_role("button", name="Discard").click()
    expect(field).to_have_count(0)
    expect(modes).not_to_contain_text("2025550199")
    expect(modes.get_by_role("button", name="Read the numbers again")).to_be_focused()
    expect(head(desk)).to_have_attribute("data-callid", "A-1")
    choose_call(desk.widget, "B-2")
    expect(desk.mode("3")).to_contain_text("0133")
    assert desk.asked("SetNewModeNumber") == []


def test_what_is_typed_goes_on_when_the_call_is_back(desk: Desk) -> None:
    type_for_home(desk, "202 555")
    before = caret(desk)
    desk.calls_are()
    expect(head(desk)).to_contain_text("Ended")
    desk.calls_are(ANN, BEN)
    expect(head(desk)).not_to_contain_text("Ended")
    field = desk.widget.get_by_role("textbox", name="Contact number")
    expect(field).to_be_editable()
    assert caret(desk) == before
    field.press("9")
    expect(field).to_have_value("202 5595")


def test_no_calls_is_a_friendly_state(desk: Desk) -> None:
    desk.calls_are()
    expect(ended(desk, "B-2")).to_be_attached()
    expect(ended(desk, "A-1")).to_be_attached()
    desk.close_ended()
    expect(head(desk)).to_contain_text("No calls")
    expect(head(desk)).to_contain_text("A new call appears here.")
    expect(desk.panel("calls")).to_contain_text("No calls. A new call appears here by itself.")
    expect(desk.panel("callback-modes")).to_contain_text("The numbers of a call appear here.")


def test_a_call_without_callback_modes_still_offers_the_campaigns(desk: Desk) -> None:
    desk.modes_are()
    expect(desk.mode("1")).to_contain_text("none")
    desk.calls_are(call("A-1", HOME, MOBILE))
    expect(desk.mode("3").get_by_role("button", name="Change number")).to_be_visible()
