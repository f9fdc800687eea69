"""What an administrator may set, each seen in the real page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.built import FOLDER
from tests.browser.conftest import House, booted
from tests.browser.panels_kit import ANN, Desk, Json, contact, contacts_of, modes_of, open_desk, reserved_of, state_of
from tools.serve import Site

DIAL = "ManualDialCall"
FAR = "12/31/2099 23:59:00"

UNKNOWN = contact("2025550101", consent=None, ExpiryTime=FAR)
KNOWN = contact("2025550102", consent="Yes", ExpiryTime=FAR)


def desk_with(house: House, new_page: Callable[..., Page], reserved: tuple[Json, ...] = (), **settings: object) -> Desk:
    replies = {
        "StateSync": state_of(ANN),
        "GetCallBackModes": modes_of("*"),
        "GetReservedManualDialContact": contacts_of(UNKNOWN, KNOWN),
        "GetReservedContactOD": reserved_of(*reserved),
    }
    desk = open_desk(house, new_page, widget=house.tuned(**settings), replies=replies)  # type: ignore[arg-type]  # of any key
    desk.echo(DIAL)
    if not reserved:
        desk.panel("manual-dial").get_by_role("button", name="Get contacts").click()
        expect(cards(desk)).to_have_count(2)
    return desk


def cards(desk: Desk) -> Locator:
    return desk.widget.locator("[data-account-number]")


def test_warn_says_it_and_dials_at_once_and_more_may_be_had_while_working(
    house: House, new_page: Callable[..., Page]
) -> None:
    desk = desk_with(house, new_page, consent_gate="warn", get_more_while_working=True, copy_message=True)
    cards(desk).nth(0).get_by_role("button", name="Dial, consent not known").click()
    expect(cards(desk).nth(0)).to_contain_text("Dialled.")
    assert desk.asked(DIAL) == [{"PhoneNumber": "2025550101"}]
    desk.panel("manual-dial").get_by_role("button", name="Get contacts").click()
    desk.until_asked("GetReservedManualDialContact", 2)
    cards(desk).nth(1).get_by_role("button", name="Show").press("Enter")
    whole = desk.panel("manual-dial").locator(".contact")
    expect(whole).to_contain_text("202-555-0102")
    whole.get_by_role("button", name="Copy number").press("Enter")
    desk.until_asked("ManualDialCopyContact", 1)
    assert desk.asked("ManualDialCopyContact") == [{"PhoneNumber": "2025550102"}]


def test_with_the_gate_off_and_tel_the_button_says_dial_and_opens_a_link_once(
    house: House, new_page: Callable[..., Page]
) -> None:
    desk = desk_with(house, new_page, consent_gate="off", dial="tel")
    desk.inside(
        """() => {
            window.followed = [];
            HTMLAnchorElement.prototype.click = function () { followed.push(this.href); };
        }"""
    )
    dial = cards(desk).nth(0).get_by_role("button", name="Dial")
    dial.dblclick()
    expect(cards(desk).nth(0)).to_contain_text("Handed to your phone program.")
    assert desk.inside("followed") == ["tel:2025550101"]
    desk.turn()
    assert desk.asked(DIAL) == []


def test_without_dialling_there_is_copy_only_and_a_panel_left_out_is_not_there(
    house: House, new_page: Callable[..., Page]
) -> None:
    desk = desk_with(house, new_page, dial="none", panels=["manual-dial", "calls"])
    expect(cards(desk).get_by_role("button", name="Dial")).to_have_count(0)
    expect(cards(desk).nth(0).get_by_role("button", name="Copy number")).to_be_visible()
    shown = desk.widget.locator("[data-panel]")
    assert shown.evaluate_all("all => all.map((one) => one.dataset.panel)") == ["manual-dial", "calls"]
    expect(desk.widget.get_by_role("region", name="No written consent")).to_have_count(0)
    assert desk.asked("GetReservedContactOD") == []


@pytest.mark.parametrize("key", ["consent_gate"])
def test_a_bad_value_is_named_with_what_it_got_and_what_it_wants(
    key: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.goto(house.embedding(widget=house.tuned(**{key: "maybe"})))
    frame = page.frame_locator("#widget")
    frame.locator("html[data-boot=failed]").wait_for(state="attached", timeout=60_000)
    expect(frame.get_by_role("alert")).to_contain_text("[widget] consent_gate: got 'maybe', wants require, warn or off")


def test_a_host_sets_the_look_by_design_tokens(house: House, new_page: Callable[..., Page], tmp_path: Path) -> None:
    toml = tmp_path / "pyscript.toml"
    toml.write_text(
        (FOLDER / "pyscript.toml").read_text() + '\nreserved_at_start = false\n[widget.tokens]\n--accent = "#7a1fa2"\n'
    )
    page = new_page()
    page.goto(house.serve(Site(house.files, instead={"/pyscript.toml": toml})))
    booted(page)
    expect(page.get_by_role("button", name="Get contacts")).to_have_css("background-color", "rgb(122, 31, 162)")
