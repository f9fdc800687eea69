"""Phone numbers in the real page: read by their notation, known in another form, and never shown reversed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import HOME, Desk, call, contact, contacts_of, mode, modes_of, open_desk, saved

GET = "GetReservedManualDialContact"
SET = "SetNewModeNumber"
E164 = "+16505550199"


@pytest.fixture
def desk(house: House, new_page: Callable[..., Page]) -> Desk:
    """One call, whose Home has no number. The desktop stores E.164."""
    desk = open_desk(house, new_page, clock=True, permissions=["clipboard-read", "clipboard-write"])
    desk.answer("GetCallBackModes", modes_of("*", mode("1", "Home")))
    desk.calls_are(call("A-1", {**HOME, "MaxLength": "15"}))
    desk.mode("1").get_by_role("button", name="Change number").click()
    return desk


def field(desk: Desk) -> Locator:
    return desk.widget.get_by_role("textbox", name="Contact number")


def save(desk: Desk) -> None:
    desk.widget.get_by_role("button", name="Save number", exact=True).click()


def sent(desk: Desk) -> list[str]:
    return [data["ContactNumber"] for data in desk.asked(SET)]


def paste(desk: Desk, text: str) -> None:
    field(desk).focus()
    desk.inside(f"navigator.clipboard.writeText({text!r})")
    desk.page.keyboard.press("Control+V")


def test_a_number_that_the_desktop_stores_in_another_form_is_read_back_as_saved(desk: Desk) -> None:
    desk.answer(SET, saved())
    field(desk).fill("(650) 555-0199")
    desk.answer("GetCallBackModes", modes_of("*", mode("1", "Home", E164)))
    save(desk)
    expect(desk.mode("1")).to_contain_text("Saved. The desktop now shows the new number.")
    assert sent(desk) == ["6505550199"]


def test_a_change_without_an_answer_is_saved_when_the_desktop_shows_the_number_in_another_form(desk: Desk) -> None:
    desk.answer(SET, None)
    field(desk).fill("(650) 555-0199")
    desk.answer("GetCallBackModes", modes_of("*", mode("1", "Home", E164)))
    save(desk)
    desk.until_asked(SET, 1)
    desk.page.clock.fast_forward(11_000)
    expect(desk.mode("1")).to_contain_text("Saved. The desktop now shows the new number.")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("\t" * 32 + "6505550199", "6505550199"),
        ("650\u200b555\u20110199", "6505550199"),
        ("\uff0b\uff11\uff16\uff15\uff10 555 0199", E164),
        ("+44 (0)20 7946 0133", "+442079460133"),
    ],
)
def test_what_is_pasted_is_read_whole_and_sent_in_plain_digits(text: str, number: str, desk: Desk) -> None:
    desk.answer(SET, saved())
    paste(desk, text)
    save(desk)
    desk.until_asked(SET, 1)
    assert sent(desk) == [number]


@pytest.mark.parametrize("text", ["2085550123.0", "6505550199 x12", "6505550199 / 6505550198", "6505550199" * 9])
def test_what_is_not_one_number_is_refused_and_stays_as_typed(text: str, desk: Desk) -> None:
    paste(desk, text)
    save(desk)
    expect(field(desk)).to_have_attribute("aria-invalid", "true")
    expect(field(desk)).to_have_value(text)
    desk.turn()
    assert sent(desk) == []


def test_a_telephone_url_holds_the_number_that_the_notation_means_or_nothing(
    house: House, new_page: Callable[..., Page]
) -> None:
    numbers = ("+44 (0)20 7946 0133", "2085550123.0")
    desk = open_desk(
        house,
        new_page,
        widget=house.tuned(dial="tel"),
        replies={GET: contacts_of(*(contact(number, None) for number in numbers))},
    )
    desk.inside(
        """() => {
            window.followed = [];
            HTMLAnchorElement.prototype.click = function () { followed.push(this.href); };
        }"""
    )
    desk.panel("manual-dial").get_by_role("button", name="Get contacts").click()
    whole = desk.panel("manual-dial").locator(".contact")
    whole.locator("[data-action=dial]").press("Enter")
    expect(whole).to_contain_text("Handed to your phone program.")
    desk.panel("manual-dial").get_by_role("button", name="Show 2085550123.0").press("Enter")
    expect(whole.locator(".number")).to_contain_text("2085550123.0")
    whole.locator("[data-action=dial]").press("Enter")
    expect(whole).to_contain_text("more than digits")
    assert desk.inside("followed") == ["tel:+442079460133"]


def test_a_number_in_a_sentence_from_right_to_left_keeps_its_order(house: House, new_page: Callable[..., Page]) -> None:
    desk = open_desk(house, new_page, widget=house.tuned(locale="ar"), replies={SET: saved()})
    desk.answer("GetCallBackModes", modes_of("*", mode("1", "Home", "+12025550122")))
    desk.calls_are(call("A-1", HOME))
    desk.mode("1").locator("[data-action=change-open]").click()
    desk.widget.locator("input[data-input=change-draft]").fill("6505550199")
    desk.widget.locator("form[data-action=change-save] [type=submit]").click()
    number = desk.mode("1").locator(".outcome bdi", has_text="0122")
    expect(number).to_be_visible()
    assert desk.inside(
        """() => {
            const all = [...document.querySelectorAll(".outcome bdi")];
            const number = all.find((one) => one.textContent.includes("0122"));
            const place = (at) => {
                const range = document.createRange();
                range.setStart(number.firstChild, at);
                range.setEnd(number.firstChild, at + 1);
                return range.getBoundingClientRect().left;
            };
            return place(0) < place(number.textContent.length - 1);
        }"""
    )
