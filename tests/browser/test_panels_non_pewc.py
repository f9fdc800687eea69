"""The non-PEWC contact in the real page: a card with what is dialled around the number, or friendly emptiness."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import ANN, Desk, contact, message, open_desk, reserved_of, state_of

ASK = "GetReservedContactOD"
DIAL = "ManualDialCall"


@pytest.fixture(scope="module")
def desk(house: House, new_page: Callable[..., Page]) -> Desk:
    return open_desk(house, new_page, clock=True, replies={"StateSync": state_of(ANN)})


def panel_button(desk: Desk, name: str) -> Locator:
    return desk.panel("non-pewc").get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("nothing", [{"response": None}, {"response": []}, {}])
def test_nothing_reserved_is_a_friendly_state_and_no_error(nothing: dict[str, object], desk: Desk) -> None:
    asked = len(desk.asked(ASK))
    desk.answer(ASK, message("ContactOD", nothing))
    panel_button(desk, "Get reserved contact").click()
    desk.until_asked(ASK, asked + 1)
    expect(desk.panel("non-pewc")).to_contain_text("Nothing reserved for you.")
    expect(desk.panel("non-pewc")).not_to_contain_text("not read")
    expect(panel_button(desk, "Get reserved contact")).to_be_enabled()
    assert desk.asked(ASK)[-1] == {"UserID": "demo.agent"}


def test_the_button_stays_in_its_place_while_it_asks(desk: Desk) -> None:
    desk.answer(ASK, None)
    stood = panel_button(desk, "Get reserved contact").bounding_box()
    panel_button(desk, "Get reserved contact").click()
    assert panel_button(desk, "Asking…").bounding_box() == stood
    desk.say(message("ContactOD", {"response": []}))
    assert panel_button(desk, "Get reserved contact").bounding_box() == stood


def test_a_new_contact_is_asked_for_by_its_own_button_and_moves_nothing_above_it(desk: Desk) -> None:
    desk.answer("GetAgentCallCount", message("AgentCallCount", {"response": {"PCBCount": "3", "RegularCount": "1"}}))
    desk.answer("GetContactOD", message("ContactOD", {"response": None}))
    stood = panel_button(desk, "Get new contact").bounding_box()
    panel_button(desk, "Get new contact").click()
    desk.until_asked("GetContactOD", 1)
    assert desk.asked("GetContactOD") == [{"UserID": "demo.agent", "isReservedBy": ""}]
    expect(desk.panel("non-pewc")).to_contain_text("No contacts available right now.")
    assert panel_button(desk, "Get new contact").bounding_box() == stood


def test_prefix_and_suffix_stand_apart_and_are_dialled(desk: Desk) -> None:
    desk.echo(DIAL)
    told = contact("2025550155", 600, Prefix="9", Suffix="#7", Queue="Queue1", CallType="Regular Call")
    desk.answer(ASK, reserved_of(told))
    panel_button(desk, "Get reserved contact").click()
    card = desk.panel("non-pewc").locator("[data-account-number]")
    expect(card).to_contain_text("Prefix 9")
    expect(card).to_contain_text("Suffix #7")
    expect(card).to_contain_text("Mobile · Spring renewals · queue Queue1")
    expect(card.get_by_role("timer")).to_be_visible()
    expect(panel_button(desk, "Get reserved contact")).to_have_attribute("aria-disabled", "true")
    card.get_by_role("button", name="Dial without consent").click()
    desk.widget.get_by_role("dialog").get_by_role("button", name="Dial anyway").click()
    expect(card).to_contain_text("Dialled.")
    assert desk.asked(DIAL) == [{"PhoneNumber": "92025550155#7"}]
    card.get_by_role("button", name="Done").click()
    expect(panel_button(desk, "Get reserved contact")).not_to_have_attribute("aria-disabled", "true")


def test_the_manual_dial_panel_knows_nothing_of_it(desk: Desk) -> None:
    expect(desk.panel("manual-dial").locator("[data-account-number]")).to_have_count(0)
