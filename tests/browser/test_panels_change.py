"""Changing a number in the real page: explained before, sent once, believed when read back, and never lost."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import House, choose_call
from tests.browser.panels_kit import HOME, MOBILE, OFFICE, Desk, call, mode, modes_of, open_desk, refused, saved

SET = "SetNewModeNumber"
SETTLED = "SetNewModeNumberResult"
serial = count(1)


@pytest.fixture(scope="module")
def booted(house: House, new_page: Callable[..., Page]) -> Desk:
    return open_desk(house, new_page, clock=True)


@pytest.fixture
def desk(booted: Desk) -> Desk:
    """A call of its own for each test, with Home still to be filled in, and nothing asked of the desktop yet."""
    callid = f"K-{next(serial)}"
    booted.answer(SET, None)
    booted.answer("GetCallBackModes", modes_of("*", MOBILE, OFFICE))
    booted.calls_are(call(callid, HOME, FName="Ann", LName="Lee"))
    choose_call(booted.widget, callid)
    expect(booted.mode("3")).to_contain_text("0133")
    booted.page.clock.fast_forward(1_000)  # what was drawn under the pointer takes no press before
    booted.page.evaluate("heard.length = 0")
    return booted


def field(desk: Desk) -> Locator:
    return desk.widget.get_by_role("textbox", name="Contact number")


def button(desk: Desk, name: str) -> Locator:
    return desk.widget.get_by_role("button", name=name, exact=True)


def chosen(desk: Desk) -> str:
    return desk.widget.locator(".customer").get_attribute("data-callid") or ""


def write(desk: Desk, number: str, mode_id: str = "1") -> None:
    """Open the form of a mode and type."""
    desk.mode(mode_id).get_by_role("button", name="Change number").click()
    expect(field(desk)).to_be_focused()
    field(desk).press_sequentially(number)


def test_the_campaigns_lengths_are_explained_before_anything_is_sent(desk: Desk) -> None:
    write(desk, "55501")
    expect(desk.mode("1")).to_contain_text("8 to 12 digits · 5 typed")
    button(desk, "Save number").click()
    expect(desk.mode("1")).to_contain_text("5 digits are too few: Home takes at least 8.")
    expect(field(desk)).to_have_attribute("aria-invalid", "true")
    expect(field(desk)).to_be_focused()
    field(desk).fill("5550123456789")
    field(desk).press("Enter")
    expect(desk.mode("1")).to_contain_text("13 digits are too many: Home takes at most 12.")
    desk.turn()
    assert desk.asked(SET) == []


def test_a_number_nobody_knows_is_only_warned_of(desk: Desk) -> None:
    desk.answer(SET, saved())
    write(desk, "555 014 2300")
    expect(desk.mode("1")).to_contain_text("This may not be a real phone number. Check it. You can still save it.")
    button(desk, "Save number").click()
    expect(button(desk, "Close")).to_be_visible()
    assert [data["ContactNumber"] for data in desk.asked(SET)] == ["5550142300"]


def test_saved_is_said_when_the_number_was_read_back(desk: Desk) -> None:
    desk.answer(SET, saved(success="true"))
    write(desk, "202-555-0199")
    desk.answer("GetCallBackModes", modes_of("*", MOBILE, OFFICE, mode("1", "Home", "2025550199")))
    button(desk, "Save number").click()
    expect(desk.mode("1")).to_contain_text("Saved. The desktop now shows the new number.")
    expect(desk.mode("1")).to_contain_text("0199")
    (sent,) = desk.asked(SET)
    assert sent == {
        "callid": sent["callid"],
        "AccountNumber": "",
        "ModeID": "1",
        "ContactNumber": "2025550199",
        "DeleteOtherModes": False,
        "AgentID": "demo.agent",
    }
    assert len(desk.asked("GetCallBackModes")) == 1
    desk.page.clock.fast_forward(1_000)
    button(desk, "Close").click()
    expect(desk.mode("1").get_by_role("button", name="Change number")).to_be_focused()


def test_what_came_back_is_what_is_shown_even_when_the_desktop_said_saved(desk: Desk) -> None:
    desk.answer(SET, saved())
    write(desk, "2025550188", mode_id="2")
    button(desk, "Save number").click()
    expect(desk.mode("2")).to_contain_text("The desktop says saved, but it shows another number: +1 202-555-0122.")
    expect(desk.mode("2")).to_contain_text("0122")


def test_a_refusal_gives_its_reason_and_keeps_what_was_typed(desk: Desk) -> None:
    desk.answer(SET, refused(SETTLED, "Invalid Call ID:K-1"))
    write(desk, "2025550199")
    button(desk, "Save number").click()
    expect(desk.mode("1")).to_contain_text(
        "Not saved. The desktop says “Invalid Call ID:K-1” The number you typed is still here."
    )
    expect(field(desk)).to_have_value("2025550199")
    expect(field(desk)).to_be_editable()
    desk.answer(SET, saved(success=False))
    button(desk, "Save number").click()
    expect(desk.mode("1")).to_contain_text("Not saved. The desktop refused. The number you typed is still here.")
    expect(field(desk)).to_have_value("2025550199")


def test_a_double_click_sends_once_also_when_the_first_is_refused_at_once(desk: Desk) -> None:
    desk.answer(SET, refused(SETTLED, "Invalid Call ID:K-1"))
    write(desk, "2025550199")
    for clicks in (1, 2):
        stands = button(desk, "Save number").bounding_box()
        assert stands is not None
        desk.page.mouse.move(stands["x"] + 20, stands["y"] + 10)
        desk.page.mouse.down(click_count=clicks)
        desk.page.mouse.up(click_count=clicks)
        expect(desk.mode("1")).to_contain_text("Not saved. The desktop says")
    desk.turn()
    assert len(desk.asked(SET)) == 1


def test_a_key_held_down_sends_once(desk: Desk) -> None:
    desk.answer(SET, refused(SETTLED, "Invalid Call ID:K-1"))
    write(desk, "2025550199")
    desk.page.keyboard.down("Enter")
    expect(desk.mode("1")).to_contain_text("Not saved. The desktop says")
    desk.page.keyboard.down("Enter")
    desk.page.keyboard.up("Enter")
    desk.turn()
    assert len(desk.asked(SET)) == 1


def test_without_an_answer_the_outcome_is_unknown_the_numbers_are_read_and_nothing_is_sent_twice(desk: Desk) -> None:
    write(desk, "2025550199")
    button(desk, "Save number").dblclick()
    desk.until_asked(SET, 1)
    expect(button(desk, "Saving…")).to_be_visible()
    desk.page.clock.fast_forward(11_000)
    expect(desk.mode("1")).to_contain_text("Maybe not saved. The desktop still shows no number.")
    expect(field(desk)).to_have_value("2025550199")
    assert len(desk.asked(SET)) == 1
    assert len(desk.asked("GetCallBackModes")) == 1
    desk.modes_are(MOBILE, mode("1", "Home", "2025550199"))
    expect(desk.mode("1")).to_contain_text("Saved. The desktop now shows the new number.")
    assert len(desk.asked(SET)) == 1


def rows(dialog: Locator) -> list[str]:
    return [" ".join(text.split()) for text in dialog.locator("tbody tr").all_inner_texts()]


def ask_to_delete(desk: Desk) -> Locator:
    write(desk, "2025550199")
    desk.widget.get_by_role("checkbox", name="Delete all other numbers").check()
    field(desk).press("Enter")
    dialog = desk.widget.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


def test_delete_other_modes_is_off_until_asked_for(desk: Desk) -> None:
    write(desk, "2025550199")
    expect(desk.widget.get_by_role("checkbox", name="Delete all other numbers")).not_to_be_checked()


def test_before_numbers_are_deleted_each_is_named_and_esc_sends_nothing(desk: Desk) -> None:
    dialog = ask_to_delete(desk)
    expect(dialog).to_have_accessible_name("Delete 2 other numbers?")
    assert rows(dialog) == [
        "Mobile +1 202-555-0133 deleted",
        "Office +1 202-555-0122 deleted",
        "Home \N{EN DASH} +1 202-555-0199",
    ]
    expect(button(desk, "Back")).to_be_focused()
    assert dialog.get_by_role("button").all_inner_texts() == ["Back", "Save and keep the others", "Delete and save"]
    desk.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(field(desk)).to_be_focused()
    expect(field(desk)).to_have_value("2025550199")
    desk.turn()
    assert desk.asked(SET) == []


def test_enter_in_the_dialog_is_the_safe_choice(desk: Desk) -> None:
    dialog = ask_to_delete(desk)
    desk.page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    desk.turn()
    assert desk.asked(SET) == []


def test_deleting_is_sent_once_and_shown_as_it_came_back(desk: Desk) -> None:
    desk.answer(SET, saved())
    ask_to_delete(desk)
    desk.answer("GetCallBackModes", modes_of("*", mode("1", "Home", "2025550199")))
    button(desk, "Delete and save").dblclick()
    expect(desk.mode("1")).to_contain_text("Saved. The desktop now shows the new number.")
    expect(desk.mode("3")).to_contain_text("not listed now")
    assert [data["DeleteOtherModes"] for data in desk.asked(SET)] == [True]


def test_numbers_that_change_while_the_question_is_open_are_asked_about_again(desk: Desk) -> None:
    dialog = ask_to_delete(desk)
    callid = chosen(desk)
    desk.say(modes_of(callid, MOBILE, OFFICE, mode("4", "Fax", "2025550144")))
    expect(dialog.locator("tbody tr")).to_have_count(4)
    button(desk, "Delete and save").click()
    expect(dialog).to_contain_text("The numbers changed while this was open. Look at them again.")
    desk.page.keyboard.press("Escape")
    desk.turn()
    assert desk.asked(SET) == []


def test_news_while_typing_keeps_the_text_and_the_caret(desk: Desk) -> None:
    write(desk, "202 555")
    field(desk).press("ArrowLeft")
    field(desk).press("ArrowLeft")
    callid = chosen(desk)
    desk.say(modes_of(callid, mode("3", "Mobile", "2025550777"), OFFICE))
    expect(desk.mode("3")).to_contain_text("0777")
    field(desk).press("9")
    expect(field(desk)).to_have_value("202 5955")
    expect(desk.mode("1")).to_contain_text("7 typed")
    assert desk.inside("document.activeElement.selectionStart") == 6


def test_when_the_numbers_cannot_be_read_again_nobody_is_said_to_be_reading_them(desk: Desk) -> None:
    desk.answer(SET, saved())
    desk.answer("GetCallBackModes", refused("CallBackModes", "Invalid Call ID."))
    write(desk, "2025550199")
    button(desk, "Save number").click()
    expect(desk.mode("1")).to_contain_text("The desktop says saved. The numbers could not be read again.")
    desk.modes_are(mode("1", "Home", "2025550199"))
    expect(desk.mode("1")).to_contain_text("Saved. The desktop now shows the new number.")
