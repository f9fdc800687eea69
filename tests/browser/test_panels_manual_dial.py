"""Manual dial in the real page: one click one dial, consent first, and nothing after the deadline."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import (
    ANN,
    NOW,
    Desk,
    contact,
    contacts_of,
    finish_all,
    form_of,
    leave,
    message,
    open_desk,
    refused,
    state_of,
)

ASK = "GetReservedManualDialContact"
DIAL = "ManualDialCall"


@pytest.fixture(scope="module")
def booted(house: House, new_page: Callable[..., Page]) -> Desk:
    desk = open_desk(house, new_page, clock=True, replies={"StateSync": state_of(ANN)})
    desk.listen()
    desk.stop_clock()
    return desk


@pytest.fixture
def desk(booted: Desk) -> Desk:
    """No contact left to work, the form as it is at first, nothing asked of the desktop yet."""
    finish_all(booted.panel("manual-dial"))
    form_of(booted.panel("manual-dial"))
    booted.widget.get_by_role("combobox", name="Consent").select_option("with consent")
    booted.widget.get_by_role("spinbutton", name="How many contacts").fill("1")
    booted.widget.get_by_role("checkbox", name="Only contacts reserved for me").check()
    booted.widget.locator("#inspector-button").hover()
    leave(booted)
    expect(booted.panel("manual-dial").locator("[data-account-number]")).to_have_count(0)
    booted.answer(DIAL, None)
    booted.page.evaluate("heard.length = 0")
    booted.inside("announced.length = 0")
    return booted


def button(desk: Desk, name: str) -> Locator:
    return desk.panel("manual-dial").get_by_role("button", name=name, exact=True)


def card(desk: Desk, number: str) -> Locator:
    return desk.panel("manual-dial").locator(f'[data-account-number="5|3|1|0|0|44|{number[-2:]}"]')


def get(desk: Desk, number: str, seconds: float | None = 600, consent: str | None = "Yes", **more: object) -> Locator:
    """Get one contact; its deadline counts from now, as the page's clock goes."""
    gone = desk.inside("Date.now()") / 1000 - NOW.timestamp()
    at = None if seconds is None else gone + seconds
    desk.answer(ASK, contacts_of(contact(number, at, consent, **more)))
    button(desk, "Get contacts").click()
    expect(card(desk, number)).to_be_visible()
    return card(desk, number)


def test_what_is_asked_is_what_the_form_says(desk: Desk) -> None:
    desk.answer(ASK, contacts_of())
    button(desk, "Get contacts").click()
    expect(desk.panel("manual-dial")).to_contain_text("Nothing reserved for you.")
    form_of(desk.panel("manual-dial"))
    desk.widget.get_by_role("combobox", name="Consent").select_option("without consent")
    desk.widget.get_by_role("spinbutton", name="How many contacts").fill("3")
    desk.widget.get_by_role("checkbox", name="Only contacts reserved for me").uncheck()
    button(desk, "Get contacts").click()
    expect(desk.panel("manual-dial")).to_contain_text("No contacts available right now.")
    assert desk.asked(ASK) == [
        {"AgentID": "demo.agent", "NumberofContactsRequired": 1, "Consent": "Yes", "ReservedContacts": "true"},
        {"AgentID": "demo.agent", "NumberofContactsRequired": 3, "Consent": "No", "ReservedContacts": "false"},
    ]


@pytest.mark.parametrize("count", ["0", "6", "", "-1"])
def test_more_than_is_configured_is_not_asked_for(count: str, desk: Desk) -> None:
    field = desk.widget.get_by_role("spinbutton", name="How many contacts")
    field.fill(count)
    field.press("Enter")
    expect(desk.panel("manual-dial")).to_contain_text("Ask for 1 to 5 contacts.")
    expect(field).to_have_attribute("aria-invalid", "true")
    desk.turn()
    assert desk.asked(ASK) == []


def test_a_contact_shows_all_that_is_known_of_it(desk: Desk) -> None:
    found = get(desk, "2025550101", 600, "Yes", CallType=17)
    for words in ("202-555-0101", "Mobile · Spring renewals · call type 17", "call back"):
        expect(found).to_contain_text(words)
    expect(found).to_contain_text("Consent: agreed in writing")
    expect(found.get_by_role("timer")).to_have_text("10:00")


def test_the_countdown_says_its_milestones_once_and_switches_dial_off_at_zero(desk: Desk) -> None:
    found = get(desk, "2025550102", 330)
    dial = found.get_by_role("button", name="Dial")
    for skip, words in (
        (40, "The contact ending in 0102 expires in 5 minutes."),
        (240, "The contact ending in 0102 expires in 1 minute."),
        (45, "The contact ending in 0102 expires in 10 seconds."),
    ):
        desk.later(skip)
        expect(desk.said()).to_have_text(words)
    expect(dial).to_be_enabled()
    desk.later(20)
    expect(found).to_contain_text("This contact has expired and can't be dialled.")
    expect(dial).to_have_attribute("aria-disabled", "true")
    dial.click(force=True)
    desk.turn()
    assert desk.asked(DIAL) == []
    milestones = [line for line in desk.announced() if "0102" in line]
    assert len(milestones) == len(set(milestones)) == 4


def test_a_click_a_moment_too_late_is_refused_though_the_button_still_stood_there(desk: Desk) -> None:
    found = get(desk, "2025550103", 60)
    expect(found.get_by_role("button", name="Dial")).to_be_enabled()
    found.get_by_role("button", name="Dial").evaluate(
        "dial => { const now = Date.now; Date.now = () => now() + 61_000; dial.click(); Date.now = now; }"
    )
    expect(desk.said()).to_have_text("Too late: the contact has expired. Nothing was dialled.")
    desk.turn()
    assert desk.asked(DIAL) == []


def test_an_expiry_nobody_can_read_is_unknown_and_leaves_it_to_the_agent(desk: Desk) -> None:
    desk.echo(DIAL)
    found = get(desk, "2025550104", None)
    expect(found).to_contain_text("expiry unknown")
    expect(found).to_contain_text("expiry as sent: “soon”")
    found.get_by_role("button", name="Dial").click()
    expect(found).to_contain_text("Dialled.")


PRESSES: dict[str, Callable[[Locator], object]] = {
    "2025550105": lambda dial: dial.dblclick(),
    "2025550106": lambda dial: dial.evaluate("dial => { for (let i = 0; i < 5; i++) dial.click(); }"),
}


@pytest.mark.parametrize("number", PRESSES)
def test_one_click_is_one_dial_however_often_it_is_pressed(number: str, desk: Desk) -> None:
    found = get(desk, number)
    dial = found.locator("[data-action=dial]")
    PRESSES[number](dial)
    expect(dial).to_contain_text("Dialling…")
    dial.click(force=True)
    desk.say({"channel": "LCM", "topic": "WebService", "subtopic": DIAL, "message": {"PhoneNumber": number}})
    expect(found).to_contain_text("Dialled.")
    dial.click(force=True)
    desk.turn()
    assert desk.asked(DIAL) == [{"PhoneNumber": number}]


def test_the_page_never_dials_by_itself(desk: Desk) -> None:
    get(desk, "2025550107", 120)
    for _ in range(13):
        desk.later(10)
    expect(card(desk, "2025550107")).to_contain_text("expired")
    desk.turn()
    assert desk.asked(DIAL) == []


def test_a_dial_the_desktop_refuses_says_why_and_may_be_tried_again(desk: Desk) -> None:
    desk.answer(DIAL, refused(DIAL, "Agent not ready."))
    found = get(desk, "2025550108")
    found.get_by_role("button", name="Dial").click()
    expect(found).to_contain_text("Not dialled. The desktop says “Agent not ready.”")
    desk.echo(DIAL)
    found.get_by_role("button", name="Dial").click()
    dialog = desk.widget.get_by_role("dialog")
    expect(dialog).to_have_accessible_name("Dial this number again?")
    expect(dialog.get_by_role("button", name="Don't dial")).to_be_focused()
    assert len(desk.asked(DIAL)) == 1
    dialog.get_by_role("button", name="Dial anyway").click()
    expect(found).to_contain_text("Dialled.")
    assert len(desk.asked(DIAL)) == 2


def test_a_key_held_down_dials_once(desk: Desk) -> None:
    desk.answer(DIAL, refused(DIAL, "Agent not ready."))
    found = get(desk, "2025550116")
    found.get_by_role("button", name="Dial").focus()
    for _ in range(3):
        desk.page.keyboard.down("Enter")
        expect(found).to_contain_text("Not dialled. The desktop says “Agent not ready.”")
    desk.page.keyboard.up("Enter")
    desk.turn()
    assert desk.asked(DIAL) == [{"PhoneNumber": "2025550116"}]


def test_a_dial_without_an_answer_is_unknown_and_not_repeated(desk: Desk) -> None:
    found = get(desk, "2025550109")
    found.get_by_role("button", name="Dial").click()
    desk.until_asked(DIAL, 1)
    desk.page.clock.fast_forward(11_000)
    expect(found).to_contain_text("We don't know if this call went out. Check your phone before you dial again.")
    assert len(desk.asked(DIAL)) == 1


def test_more_contacts_come_only_when_this_one_is_done(desk: Desk) -> None:
    found = get(desk, "2025550110")
    expect(button(desk, "Get contacts")).to_have_attribute("aria-disabled", "true")
    expect(desk.panel("manual-dial")).to_contain_text("First finish these contacts.")
    button(desk, "Get contacts").click(force=True)
    desk.turn()
    assert len(desk.asked(ASK)) == 1
    found.get_by_role("button", name="Skip").click()
    expect(found.get_by_role("button", name="Undo")).to_be_focused()
    button(desk, "Get contacts").click()
    desk.until_asked(ASK, 2)


def consenting(desk: Desk, number: str, consent: str | None, name: str) -> tuple[Locator, Locator]:
    dial = get(desk, number, consent=consent).get_by_role("button", name=name)
    dial.click()
    return dial, desk.widget.get_by_role("dialog")


@pytest.mark.parametrize(
    ("consent", "name", "title"),
    [
        ("No", "Dial without consent", "Dial without consent?"),
        (None, "Dial, consent not known", "Dial when consent is not known?"),
    ],
)
def test_without_known_consent_a_second_step_is_needed_and_esc_leaves_it(
    consent: str | None, name: str, title: str, desk: Desk
) -> None:
    desk.echo(DIAL)
    dial, dialog = consenting(desk, "2025550111" if consent else "2025550112", consent, name)
    expect(dialog).to_have_accessible_name(title)
    assert dialog.get_by_role("button").all_inner_texts() == ["Don't dial", "Dial anyway"]
    expect(dialog.get_by_role("button", name="Don't dial")).to_be_focused()
    desk.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(dial).to_be_focused()
    desk.turn()
    assert desk.asked(DIAL) == []
    dial.click()
    dialog.get_by_role("button", name="Dial anyway").dblclick()
    expect(desk.panel("manual-dial")).to_contain_text("Dialled.")
    assert len(desk.asked(DIAL)) == 1


def leave_the_question(desk: Desk, dialog: Locator) -> None:
    expect(dialog).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def put(desk: Desk, control: Locator, y: float) -> None:
    """Move the panel, so that a control of it stands there."""
    stands = control.bounding_box()
    assert stands is not None
    desk.panel("manual-dial").evaluate(
        """(panel, by) => {
            const [, moved = 0] = panel.style.translate.split(" ");
            panel.style.translate = `0 ${parseFloat(moved) + by}px`;
        }""",
        y - stands["y"],
    )
    desk.page.clock.fast_forward(1_000)
    moved = control.bounding_box()
    assert moved is not None
    assert abs(moved["y"] - y) < 1


def test_a_double_click_does_not_answer_the_question_it_opens(desk: Desk) -> None:
    desk.echo(DIAL)
    dial, dialog = consenting(desk, "2025550115", "No", "Dial without consent")
    anyway = dialog.get_by_role("button", name="Dial anyway")
    leave_the_question(desk, dialog)
    stands = dial.bounding_box()
    assert stands is not None
    put(desk, dial, desk.inside("innerHeight") - stands["height"] - 8)
    dial.click()
    asked = anyway.bounding_box()  # as for any press near the bottom
    assert asked is not None
    leave_the_question(desk, dialog)
    put(desk, dial, asked["y"])
    desk.page.mouse.move(max(asked["x"], stands["x"]) + 8, asked["y"] + 8)
    for clicks in (1, 2):
        desk.page.mouse.down(click_count=clicks)
        desk.page.mouse.up(click_count=clicks)
        expect(dialog).to_be_visible()
        assert anyway.bounding_box() == asked
    leave_the_question(desk, dialog)
    desk.panel("manual-dial").evaluate("panel => { panel.style.translate = ''; }")
    desk.turn()
    assert desk.asked(DIAL) == []


def test_the_second_step_too_late_dials_nothing(desk: Desk) -> None:
    _, dialog = consenting(desk, "2025550113", "No", "Dial without consent")
    desk.later(700)
    expect(dialog).to_have_count(0)
    expect(card(desk, "2025550113")).to_contain_text("expired")
    desk.turn()
    assert desk.asked(DIAL) == []


def test_a_download_nobody_confirmed_is_followed_by_one_question_for_the_reserved_ones(desk: Desk) -> None:
    desk.answer(ASK, None)
    desk.widget.get_by_role("checkbox", name="Only contacts reserved for me").uncheck()
    button(desk, "Get contacts").click()
    desk.until_asked(ASK, 1)
    desk.page.clock.fast_forward(11_000)
    desk.until_asked(ASK, 2)
    expect(desk.panel("manual-dial")).to_contain_text("Asking which contacts are reserved for you")
    desk.say(contacts_of(contact("2025550114", None)))
    expect(card(desk, "2025550114")).to_be_visible()
    expect(desk.panel("manual-dial")).to_contain_text("The download was not confirmed.")
    assert [data["ReservedContacts"] for data in desk.asked(ASK)] == ["false", "true"]


def test_a_double_click_dials_once_also_when_the_first_is_refused_at_once(desk: Desk) -> None:
    desk.answer(DIAL, refused(DIAL, "Busy."))
    found = get(desk, "2025550116")
    for clicks in (1, 2):
        stands = found.get_by_role("button", name="Dial").bounding_box()
        assert stands is not None
        desk.page.mouse.move(stands["x"] + 20, stands["y"] + 10)
        desk.page.mouse.down(click_count=clicks)
        desk.page.mouse.up(click_count=clicks)
        expect(found).to_contain_text(re.compile("Not dialled|went out"))
    desk.turn()
    assert len(desk.asked(DIAL)) == 1


def test_groups_that_come_move_no_field_of_the_form_and_a_chosen_one_is_asked_for(
    house: House, new_page: Callable[..., Page]
) -> None:
    desk = open_desk(house, new_page, clock=True, replies={"StateSync": state_of(ANN)})
    form = desk.panel("manual-dial")
    form_of(form)
    desk.until_asked("GetCampaignGroups", 1)
    fields = [desk.widget.locator(f"#manual-{name}") for name in ("get", "consent", "count", "reserved")]
    stood = [field.bounding_box() for field in fields]
    desk.say(message("SetCampaignGroup", {"CampaignGroups": [{"Name": "Sales"}, {"Name": "Late", "Status": "PAUSED"}]}))
    choice = desk.widget.get_by_role("combobox", name="Campaign group")
    expect(choice.locator("option")).to_have_text(["any", "Sales", "Late (PAUSED)"])
    assert [field.bounding_box() for field in fields] == stood
    choice.select_option("Sales")
    expect(button(desk, "Get contacts")).to_be_enabled()
    assert [field.bounding_box() for field in fields] == stood
    button(desk, "Get contacts").click()
    desk.until_asked("GetDownloadContactsForDialing", 1)
    assert desk.asked("GetDownloadContactsForDialing") == [
        {
            "CampaignGroup": "Sales",
            "NumberOfContactsRequired": "1",
            "Consent": "true",
            "AgentID": "demo.agent",
            "ReservedContacts": "true",
        }
    ]
    assert desk.asked(ASK) == []
