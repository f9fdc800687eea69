"""The whole job by keyboard alone: a call, its fields, a number changed, others deleted, a contact dialled."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import (
    ANN,
    BEN,
    HOME,
    MOBILE,
    OFFICE,
    Desk,
    contact,
    contacts_of,
    message,
    mode,
    modes_of,
    open_desk,
    reserved_of,
    saved,
    state_of,
)

MOST = 80  # tabs until something must have been reached

_FOCUSED = """() => {
    const one = document.activeElement;
    const labels = [...(one.labels ?? [])].map((label) => label.textContent).join(" ");
    return (one.getAttribute("aria-label") || labels || one.textContent).replace(/\\s+/g, " ").trim();
}"""


class Keyboard:
    """Hands on the keyboard only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.page.evaluate("document.querySelector('iframe').focus()")

    @property
    def on(self) -> str:
        """The name of what has the focus."""
        name: str = self._desk.inside(_FOCUSED)
        return name

    def lands_on(self, name: str) -> None:
        """Wait until what has the focus is called so, or begins with it: a number may follow."""
        self._desk.page.frames[1].wait_for_function(f"name => ({_FOCUSED})().startsWith(name)", arg=name)

    def to(self, name: str, key: str = "Tab", within: str = "") -> None:
        """Tab until that has the focus; `within`: a selector it must be inside of. It must be seen to have it."""
        for _ in range(MOST):
            inside = not within or self._desk.inside(f"!!document.activeElement.closest({within!r})")
            if inside and self.on.startswith(name):
                assert self._desk.inside("document.activeElement.matches(':focus-visible')")
                assert self._desk.inside("getComputedStyle(document.activeElement).outlineStyle !== 'none'")
                return
            self._desk.page.keyboard.press(key)
        raise AssertionError(f"{name} is not reached by {key}; the focus is on {self.on}")

    def into(self, name: str, row: str, key: str = "Tab") -> None:
        """To that control of a row: Tab into the list, then the arrow keys. `row`: a selector of the row."""
        self._desk.widget.locator(row).first.wait_for(state="attached")
        one_list = self._desk.inside(f"document.querySelector({row!r}).closest('[data-list]').dataset.list")
        self.to("", key, f"[data-list={one_list}] :is(button, a, input)")
        self.press("Control+Home")
        self.to("", "ArrowDown", row)
        self.press("Home")
        self.to(name, "ArrowRight", row)

    def press(self, *keys: str) -> None:
        for key in keys:
            self._desk.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self._desk.page.keyboard.type(text)


@pytest.fixture(scope="module")
def desk(house: House, new_page: Callable[..., Page]) -> Desk:
    replies = {
        "SkipNonPEWCContact": message("SkipNonPEWCContactResult", {"response": {"success": True}}),
        "StateSync": state_of(ANN, BEN),
        "GetCallBackModes": modes_of("*", MOBILE, OFFICE),
        "SetNewModeNumber": saved(),
        "GetReservedManualDialContact": contacts_of(contact("2025550101", 600, "No")),
        "GetReservedContactOD": reserved_of(contact("2025550155", None, Prefix="9")),
    }
    desk = open_desk(house, new_page, replies=replies, clock=True, permissions=["clipboard-read"])
    desk.echo("ManualDialCall")
    desk.stop_clock()
    return desk


@pytest.fixture
def keys(desk: Desk) -> Keyboard:
    return Keyboard(desk)


def test_a_call_is_chosen_and_its_fields_unfolded_and_copied(desk: Desk, keys: Keyboard) -> None:
    for key, name, callid in (("ArrowDown", "Ben Ortiz", "B-2"), ("ArrowUp", "Ann Lee", "A-1")):
        keys.to("2 calls")
        keys.press("Enter")
        expect(desk.widget.locator("#calls-list")).to_be_visible()
        keys.to("", within=".calls")
        assert not keys.on.startswith(name)  # the chosen call
        keys.to(name, key)
        keys.press("Enter" if callid == "B-2" else "Space")
        expect(desk.widget.locator(f'.customer[data-callid="{callid}"]')).to_be_visible()
        expect(desk.widget.locator("#calls-list")).to_be_hidden()
        keys.lands_on("2 calls")
    keys.to("All fields")
    keys.press("Enter")
    keys.into("Copy Policy number", "[data-list=business] [role=row]")
    keys.press("Enter")
    expect(desk.said()).to_have_text("Copied.")
    keys.lands_on("Copied")


def test_a_field_is_pinned_copied_where_it_is_pinned_and_unpinned(desk: Desk, keys: Keyboard) -> None:
    keys.into("Pin Policy number", "[data-list=business] [role=row]")
    keys.press("Enter")
    expect(desk.widget.locator("[data-list=pinned]")).to_contain_text("PX-77")
    keys.lands_on("Unpin Policy number")
    keys.into("Copy Policy number", "[data-list=pinned] [role=row]", "Shift+Tab")
    keys.press("Enter")
    keys.lands_on("Copied")
    assert desk.page.evaluate("navigator.clipboard.readText()") == "PX-77"
    keys.press("ArrowLeft")
    keys.lands_on("Unpin Policy number")
    keys.press("Enter")
    expect(desk.widget.locator("[data-list=pinned]")).to_have_count(0)


def test_a_call_that_has_ended_is_closed_in_the_list(desk: Desk, keys: Keyboard) -> None:
    desk.calls_are(ANN)
    over = desk.widget.locator('.call-row[data-callid="B-2"][data-ended]')
    expect(over).to_be_attached()
    keys.to("2 calls", "Shift+Tab")
    keys.press("Enter")
    expect(desk.widget.locator("#calls-list")).to_be_visible()
    keys.into("Close the ended call of Ben Ortiz", '.call-row[data-callid="B-2"]')
    keys.press("Enter")
    expect(over).to_have_count(0)
    keys.lands_on("1 call")
    keys.press("Escape")
    expect(desk.widget.locator("#calls-list")).to_be_hidden()
    desk.calls_are(ANN, BEN)
    expect(desk.widget.locator('.call-row[data-callid="B-2"]')).to_be_attached()


@pytest.mark.parametrize("place", ["button", "field"])
def test_a_number_is_changed(place: str, desk: Desk, keys: Keyboard) -> None:
    keys.into("Change number", '[data-mode-id="1"]')
    keys.press("Enter")
    expect(desk.widget.get_by_role("textbox", name="Contact number")).to_be_focused()
    keys.type("2025550199")
    desk.answer("GetCallBackModes", modes_of("*", MOBILE, OFFICE, mode("1", "Home", "2025550199")))
    if place == "button":
        keys.to("Save number")
    keys.press("Enter")
    expect(desk.mode("1")).to_contain_text("Saved. The desktop now shows the new number.")
    keys.lands_on("Close" if place == "button" else "Contact number")
    keys.press("Enter")
    expect(desk.mode("1").get_by_role("button", name="Change number")).to_be_focused()


def test_a_call_that_ends_under_the_typing_leaves_the_focus_at_what_was_typed(desk: Desk, keys: Keyboard) -> None:
    keys.into("Change number", '[data-mode-id="1"]')
    keys.press("Enter")
    keys.type("2025550199")
    desk.calls_are(BEN)
    expect(desk.mode("1")).to_contain_text("has ended")
    keys.lands_on("Contact number")
    keys.to("Copy number")
    keys.press("Enter")
    keys.lands_on("Copied")
    assert desk.page.evaluate("navigator.clipboard.readText()") == "2025550199"
    keys.to("Discard")
    keys.press("Enter")
    keys.lands_on("Read the numbers again")
    desk.calls_are(ANN, BEN)
    expect(desk.widget.locator('.customer[data-callid="A-1"]:not([data-ended])')).to_be_visible()


def test_a_change_is_given_up_and_the_focus_is_where_it_began(desk: Desk, keys: Keyboard) -> None:
    keys.into("Change number", '[data-mode-id="2"]')
    keys.press("Enter")
    keys.type("77")
    keys.to("Cancel")
    keys.press("Enter")
    expect(desk.mode("2").get_by_role("button", name="Change number")).to_be_focused()


def test_other_numbers_are_deleted_only_past_a_question_that_holds_the_focus(desk: Desk, keys: Keyboard) -> None:
    keys.into("Change number", '[data-mode-id="1"]')
    keys.press("Enter")
    keys.type("2025550188")
    keys.to("Delete all other numbers")
    keys.press("Space")
    keys.to("Save number")
    keys.press("Enter")
    dialog = desk.widget.get_by_role("dialog")
    expect(dialog).to_be_visible()
    keys.lands_on("Back")
    for _ in range(6):
        keys.press("Tab")
        assert desk.inside("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    keys.to("Delete and save")
    desk.answer("GetCallBackModes", modes_of("*", {**HOME, "Cvalue": "2025550188"}))
    keys.press("Enter")
    expect(dialog).to_have_count(0)
    expect(desk.mode("1")).to_contain_text("Saved. The desktop now shows the new number.")
    keys.lands_on("Close")
    keys.press("Enter")


def test_a_contact_is_got_dialled_past_the_question_and_finished(desk: Desk, keys: Keyboard) -> None:
    keys.to("asks for 1 reserved, with consent")
    keys.press("Enter")
    keys.to("Consent")
    keys.press("ArrowDown")
    keys.to("Get contacts", "Shift+Tab")
    keys.press("Enter")
    expect(desk.panel("manual-dial").locator("[data-account-number]")).to_be_visible()
    assert desk.asked("GetReservedManualDialContact")[0]["Consent"] == "No"
    keys.into("Dial without consent", "[data-list=manual-dial] [role=row]")
    keys.press("Enter")
    keys.lands_on("Don't dial")
    keys.press("Escape")
    expect(desk.widget.get_by_role("dialog")).to_have_count(0)
    keys.lands_on("Dial without consent")
    keys.press("Enter")
    keys.lands_on("Don't dial")
    keys.to("Dial anyway")
    keys.press("Enter")
    expect(desk.panel("manual-dial")).to_contain_text("Dialled.")
    keys.lands_on("Dial without consent")
    keys.press("Enter", "Space")
    keys.to("Done", "ArrowLeft")
    keys.press("Enter")
    expect(desk.panel("manual-dial")).to_contain_text("Called.")
    keys.lands_on("Undo")
    assert desk.asked("ManualDialCall") == [{"PhoneNumber": "2025550101"}]


def test_the_reserved_contact_is_got_copied_and_set_aside(desk: Desk, keys: Keyboard) -> None:
    keys.to("Get reserved contact")
    keys.press("Enter")
    expect(desk.panel("non-pewc").locator("[data-account-number]")).to_be_visible()
    keys.into("Copy number", "[data-list=non-pewc] [role=row]")
    keys.press("Enter")
    expect(desk.said()).to_contain_text("Copied.")
    assert desk.page.evaluate("navigator.clipboard.readText()") == "92025550155"
    desk.answer("GetReservedContactOD", reserved_of())  # the desktop takes back what is skipped
    keys.to("Skip", "ArrowRight")
    keys.press("Enter")
    expect(desk.panel("non-pewc")).to_contain_text("Skipped.")
    expect(desk.panel("non-pewc").locator(".contact")).to_be_focused()
    assert desk.asked("SkipNonPEWCContact") == [{"userID": "demo.agent"}]


def test_everything_that_can_be_pressed_is_reached_by_tab_and_the_arrows(desk: Desk, keys: Keyboard) -> None:
    desk.widget.locator("#inspector-button").focus()  # what is finished goes when its list is left
    expect(desk.widget.locator("[data-account-number]")).to_have_count(0)
    desk.answer("GetReservedManualDialContact", contacts_of(contact("2025550102", 600), contact("2025550103", 900)))
    desk.answer("GetReservedContactOD", reserved_of(contact("2025550156", None, Prefix="9")))
    for button in ("#manual-get", "#non-pewc-get"):
        desk.widget.locator(button).press("Enter")
    expect(desk.widget.locator("[data-account-number]")).to_have_count(3)
    wanted = set(
        desk.widget.locator("button:visible, input:visible, select:visible").evaluate_all("all => all.map((o) => o.id)")
    )
    desk.inside("document.activeElement.blur()")
    reached: set[str] = set()
    for _ in range(MOST):
        keys.press("Tab")
        new = focused(desk) not in reached
        reached.add(focused(desk))
        if new and desk.inside("!!document.activeElement.closest('[data-list]') && !document.activeElement.form"):
            reached |= through_the_list(desk, keys)
    assert wanted <= reached


def focused(desk: Desk) -> str:
    ident: str = desk.inside("document.activeElement.id")
    return ident


def through_the_list(desk: Desk, keys: Keyboard) -> set[str]:
    """The ids of what the arrow keys reach: along each row, row by row."""
    reached: set[str] = set()
    keys.press("Control+Home", "Home")
    while focused(desk) not in reached:
        while focused(desk) not in reached:
            reached.add(focused(desk))
            keys.press("ArrowRight")
        keys.press("Home", "ArrowDown", "Home")
    return reached
