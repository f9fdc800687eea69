"""Nothing sticks out, is cut off or scrolls sideways: 280 px wide, at 200 % zoom, right to left, in longer words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import (
    HOME,
    MOBILE,
    OFFICE,
    Desk,
    call,
    contact,
    contacts_of,
    finish_all,
    form_of,
    message,
    mode,
    modes_of,
    open_desk,
    reserved_of,
    state_of,
)
from tests.browser.panels_looks import in_every_look, spills, violations

WIDTHS = (420, 320, 280, 160)  # 160: 320 at 200 % zoom
LONG = call(
    "call id with spaces/and-a-very-long-tail-0123456789",
    HOME,
    FName="Wolfeschlegelsteinhausenbergerdorff-Maximiliane",
    LName="von und zu Hohenlohe-Waldenburg-Schillingsfürst",
    crmAccountURL2="https://crm.example.com/accounts/000000000000000000000000000000000001",
)
DIGITS = call("1700000001234567890123456")
FAX = mode("9", "A mode whose description goes on for a while", "+44 20 7946 0958 ext. 1234567890")
REPLIES = {
    "StateSync": state_of(LONG, DIGITS, call("2")),
    "GetCallBackModes": modes_of("*", MOBILE, OFFICE, FAX),
    "GetReservedManualDialContact": contacts_of(
        contact("2025550101", 7200, None, CampaignId="C" * 70), contact("+498912345678901", 45, "No")
    ),
    "GetReservedContactOD": reserved_of(contact("2025550155", 600, Prefix="0019", Suffix="#4455", Queue="Q" * 40)),
}


def crowded(desk: Desk) -> Desk:
    """Everything unfolded, a field pinned, messages noted, a form open with a complaint, contacts of every kind."""
    desk.say_the_odd(LONG, DIGITS, call("2"))
    desk.unfold_messages(notes=3)
    desk.widget.locator("#fields-button").press("Enter")
    desk.widget.locator("[data-list=optional] .pin").first.press("Enter")
    desk.widget.locator("#manual-get").press("Enter")
    desk.widget.locator("#non-pewc-get").press("Enter")
    desk.mode("1").locator("[data-action=change-open]").press("Enter")
    desk.widget.locator("input[type=tel]").fill("5550")
    desk.widget.locator("input[type=tel]").press("Enter")
    expect(desk.widget.locator("[data-account-number]")).to_have_count(3)
    expect(desk.mode("1").locator(".note.bad")).to_be_visible()
    expect(desk.widget.locator("[data-list=pinned] .field")).to_be_visible()
    return desk


LONG_GROUPS = message(
    "SetCampaignGroup",
    {
        "CampaignGroups": [
            {"Name": "G" * 90, "Status": "EXECUTING"},
            {"Name": "Renewals of the north " * 5, "Status": "P"},
        ]
    },
)


@pytest.mark.parametrize("language", ["en", "ar", "en-XA"])
def test_the_form_with_long_campaign_groups_and_the_counts_fit_at_every_width(
    house: House, new_page: Callable[..., Page], language: str
) -> None:
    replies = {
        "StateSync": state_of(call("2")),
        "GetCampaignGroups": LONG_GROUPS,
        "GetReservedContactOD": reserved_of(contact("2025550155", 600)),
        "GetAgentCallCount": message("AgentCallCount", {"response": {"PCBCount": "12", "RegularCount": "110"}}),
    }
    desk = open_desk(house, new_page, widget=house.tuned(locale=language), replies=replies, clock=True)
    desk.widget.locator("#non-pewc-get").press("Enter")
    desk.widget.locator("#manual-sentence").press("Enter")
    for place in ("0", "1"):
        desk.widget.locator("#manual-group").select_option(place)
        expect(desk.widget.locator("#non-pewc-counts")).to_be_visible()
        assert at_every_width(desk) == []
    desk.widget.locator("#manual-sentence").press("Enter")
    expect(desk.widget.locator(".of-group")).to_be_visible()
    assert at_every_width(desk) == []


def at_every_width(desk: Desk) -> list[str]:
    """What doesn't fit, over all widths."""
    complaints = []
    for width in WIDTHS:
        desk.page.set_viewport_size({"width": width, "height": 760})
        complaints += [f"{width}: {what}" for what in spills(desk.page.frames[1])]
    desk.page.set_viewport_size({"width": 320, "height": 760})
    return complaints


@pytest.fixture(scope="module", params=["en", "ar", "en-XA"])
def desk(request: pytest.FixtureRequest, house: House, new_page: Callable[..., Page]) -> Desk:
    widget = house.tuned(locale=request.param)
    desk = open_desk(house, new_page, widget=widget, replies=REPLIES, clock=True, reduced_motion="reduce")
    return crowded(desk)


def test_everything_fits_at_every_width(desk: Desk) -> None:
    assert at_every_width(desk) == []


def test_the_question_before_deleting_fits_too(desk: Desk) -> None:
    desk.widget.locator("input[type=tel]").fill("2025550199")
    desk.widget.locator("input[type=checkbox][name=delete_others]").check()
    desk.widget.locator("input[type=tel]").press("Enter")
    expect(desk.widget.get_by_role("dialog")).to_be_visible()
    complaints = at_every_width(desk)
    desk.page.keyboard.press("Escape")
    expect(desk.widget.get_by_role("dialog")).to_have_count(0)
    assert complaints == []


def test_the_question_before_dialling_fits_too(desk: Desk) -> None:
    desk.panel("non-pewc").locator("[data-action=dial]").press("Enter")
    expect(desk.widget.get_by_role("dialog")).to_be_visible()
    complaints = at_every_width(desk)
    desk.page.keyboard.press("Escape")
    expect(desk.widget.get_by_role("dialog")).to_have_count(0)
    assert complaints == []


def test_axe_finds_nothing_in_any_language(desk: Desk) -> None:
    desk.page.set_viewport_size({"width": 320, "height": 760})
    desk.page.evaluate("frame.style.height = '4000px'")
    # The made-up language lengthens "Copy" and "Copy number" each in its own way; a real one does not.
    made_up = desk.inside("document.documentElement.lang") == "en-XA"
    without = ("label-content-name-mismatch",) if made_up else ()
    for look in in_every_look(desk.page):
        assert violations(desk.page.frames[1], without=without) == [], look
    desk.page.evaluate("frame.style.height = ''")


def test_the_page_speaks_one_direction_and_numbers_stay_left_to_right(desk: Desk) -> None:
    lang, direction = desk.inside("[document.documentElement.lang, document.documentElement.dir]")
    assert direction == ("rtl" if lang == "ar" else "ltr")
    directions = desk.widget.locator(".number bdi").evaluate_all("all => all.map((one) => one.dir)")
    assert set(directions) == {"ltr"}


def test_what_is_asked_for_fits_too(desk: Desk) -> None:
    """With a complaint. It is there while no contact has to be finished."""
    finish_all(desk.panel("manual-dial"))
    form_of(desk.panel("manual-dial")).locator("#manual-count").fill("99")
    desk.widget.locator("#manual-count").press("Enter")
    expect(desk.widget.locator("#manual-note")).to_be_visible()
    assert at_every_width(desk) == []


def test_the_list_of_calls_fits_too(desk: Desk) -> None:
    """With calls that have ended, and one that is new."""
    desk.calls_are(call("3", FName="Maximilian", LName="Featherstonehaugh-Cholmondeley"))
    expect(desk.widget.locator(".customer[data-ended]")).to_be_visible()
    desk.widget.locator("#calls-button").press("Enter")
    expect(desk.widget.locator(".call-row[data-ended]")).to_have_count(3)
    complaints = at_every_width(desk)
    desk.page.keyboard.press("Escape")
    expect(desk.widget.locator("#calls-list")).to_be_hidden()
    desk.calls_are(LONG, DIGITS, call("2"))
    expect(desk.widget.locator(".customer:not([data-ended])")).to_be_visible()
    assert complaints == []
