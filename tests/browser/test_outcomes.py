"""A contact worked to its end in the real page: its call, its outcome, and the outcome of a call with a note."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House
from tests.browser.panels_kit import (
    ANN,
    BEN,
    HOME,
    Desk,
    contact,
    contacts_of,
    message,
    modes_of,
    open_desk,
    script,
    state_of,
)

NUMBER = "2025550101"
NOTE = "Wants to pay on Friday."
OUTCOMES = [{"OutComeID": "107", "Description": "Sale"}, {"OutComeID": "108", "Description": "Wrong number"}]
REPLIES: dict[str, Any] = {
    "StateSync": state_of(ANN, BEN),
    "GetCallBackModes": modes_of("*", HOME),
    "GetReservedManualDialContact": contacts_of(contact(NUMBER)),
    "GetOutcomeByOutcomegroup": message("BusinessOutCome", {"response": OUTCOMES}),
    "GetCallOutCome": message(
        "CallOutCome", {"callid": "*", "response": [{"OutComeID": "0", "Description": "Success"}]}
    ),
    "GetBusinessOutcome": message("BusinessOutcome", {"callid": "*", "response": OUTCOMES}),
    "ManualDialCall": "echo",
}


@pytest.fixture
def desk(house: House, new_page: Callable[..., Page]) -> Desk:
    """A contact that was got, and two calls; the clock is the test's."""
    desk = open_desk(house, new_page, clock=True, replies=REPLIES, other_site=True)
    desk.stop_clock()
    desk.panel("manual-dial").get_by_role("button", name="Get contacts").click()
    expect(desk.widget.locator(".dial")).to_be_visible()
    expect(desk.panel("manual-dial").get_by_role("button", name="Finish…")).to_be_visible()
    return desk


def tell(desk: Desk, channel: str, subtopic: str, said: object) -> None:
    """The desktop tells something."""
    desk.say({"channel": channel, "topic": "Outbound", "subtopic": subtopic, "message": said})


def call_is(desk: Desk, event: str) -> None:
    tell(desk, "LCM", "OutBoundCallStateChange", {"call": {"event": event, "ResponseFields": {"toAddress": NUMBER}}})


def test_a_dialled_contact_rings_is_connected_and_ends_and_no_button_moves(desk: Desk) -> None:
    card = desk.widget.locator(".contact")
    desk.widget.locator(".dial").click()
    expect(card).to_contain_text("Dialled.")
    stood = desk.widget.locator(".dial").bounding_box()
    call_is(desk, "Ringing")
    expect(card).to_contain_text("Ringing…")
    call_is(desk, "CustAnswered")
    desk.later(83)
    expect(card).to_contain_text("Connected 01:23")
    tell(desk, "Amazon", "SetAgentDetails", {"agentState": "In Call"})
    expect(desk.widget.locator("#status")).to_contain_text("in call")
    call_is(desk, "DROPPED")
    expect(card).to_contain_text("Call ended after 01:23")
    assert desk.widget.locator(".dial").bounding_box() == stood


def test_a_contact_is_closed_with_an_outcome_and_listed_as_finished(desk: Desk) -> None:
    panel = desk.panel("manual-dial")
    panel.get_by_role("button", name="Finish…").click()
    question = desk.widget.get_by_role("dialog", name="How did this contact end?")
    expect(question.get_by_role("combobox", name="Outcome")).to_be_focused()
    expect(question.get_by_role("button", name="Close contact")).to_have_attribute("aria-disabled", "true")
    question.get_by_role("combobox", name="Outcome").select_option("Sale")
    desk.answer(
        "SkipManualDialContact",
        message("SkipManualDialContactResult", {"response": {"success": False, "msg": "Not open"}}),
    )
    question.get_by_role("button", name="Close contact").click()
    expect(panel).to_contain_text("Not closed. The desktop says “Not open”")
    assert [one["OutcomeId"] for one in desk.asked("SkipManualDialContact")] == [107]

    desk.answer("SkipManualDialContact", message("SkipManualDialContactResult", {"response": {"success": True}}))
    desk.page.clock.fast_forward(1_000)
    panel.get_by_role("button", name="Finish…").press("Enter")
    question.get_by_role("combobox", name="Outcome").select_option("Wrong number")
    question.get_by_role("button", name="Close contact").press("Enter")
    expect(panel).to_contain_text("Outcome: Wrong number.")
    finished = desk.panel("finished")
    finished.get_by_role("button", name="Finished · 1").press("Enter")
    expect(finished.get_by_role("listitem")).to_contain_text("Wrong number")


def test_an_outcome_set_elsewhere_marks_the_contact(desk: Desk) -> None:
    key = desk.widget.locator(".contact").get_attribute("data-account-number")
    tell(desk, "LCM", "OutcomeSetForCall", f"“{key}”")
    expect(desk.widget.locator(".contact")).to_contain_text("Outcome set.")
    expect(desk.widget.locator(".dial")).to_have_count(0)


def test_a_call_is_given_its_outcome_and_its_note_survives_a_refusal_and_the_end_of_the_call(desk: Desk) -> None:
    panel = desk.panel("disposition")
    panel.get_by_role("button", name="Outcome").press("Enter")
    panel.get_by_role("textbox", name="Note").fill(NOTE)
    panel.get_by_role("combobox", name="Outcome").select_option("Sale")
    subtopic = "SetBusinessOutcomeWithComments"
    desk.answer(subtopic, message(subtopic + "Result", {"callid": "*", "response": {"success": False, "msg": "Later"}}))
    panel.get_by_role("button", name="Save outcome").press("Enter")
    expect(panel).to_contain_text("Not saved. The desktop says “Later”")
    desk.calls_are(BEN)
    expect(desk.widget.locator(".customer")).to_contain_text("Ended")
    expect(panel.get_by_role("textbox", name="Note")).to_have_value(NOTE)
    desk.answer(subtopic, message(subtopic + "Result", {"callid": "*", "response": {"success": True}}))
    panel.get_by_role("button", name="Save outcome").press("Enter")
    expect(panel).to_contain_text("Saved with your note: Sale.")
    sent = desk.asked(subtopic)
    assert [(one["callid"], one["OutcomeId"], one["AgentComments"]) for one in sent] == [("A-1", 107, NOTE)] * 2


def test_a_log_out_takes_contacts_and_notes_off_the_page(desk: Desk) -> None:
    panel = desk.panel("disposition")
    panel.get_by_role("button", name="Outcome").press("Enter")
    panel.get_by_role("textbox", name="Note").fill(NOTE)
    tell(desk, "Amazon", "SetAgentDetails", {"agentState": "Log-Out"})
    expect(desk.widget.locator(".contact")).to_have_count(0)
    expect(panel.get_by_role("textbox", name="Note")).to_have_count(0)
    assert NOTE not in json.dumps(desk.inside("document.documentElement.outerHTML"))


def focused(desk: Desk) -> str:
    name: str = desk.inside("document.activeElement.id || document.activeElement.localName")
    return name


def test_the_focus_stays_on_the_page_when_what_had_it_goes(desk: Desk) -> None:
    panel = desk.panel("disposition")
    panel.get_by_role("button", name="Outcome").press("Enter")
    panel.get_by_role("textbox", name="Note").fill(NOTE)
    panel.get_by_role("button", name="Discard").press("Enter")
    expect(panel.get_by_role("button", name="Discard")).to_have_count(0)
    assert focused(desk) == "disposition-note"
    desk.panel("manual-dial").get_by_role("button", name="Finish…").press("Enter")
    expect(desk.widget.get_by_role("dialog")).to_be_visible()
    tell(desk, "Amazon", "SetAgentDetails", {"agentState": "Log-Out"})
    expect(desk.widget.get_by_role("dialog")).to_have_count(0)
    assert focused(desk) == "calls-button"


def test_a_late_yes_keeps_the_focus_in_the_form(desk: Desk) -> None:
    panel = desk.panel("disposition")
    panel.get_by_role("button", name="Outcome").press("Enter")
    panel.get_by_role("combobox", name="Outcome").select_option("Sale")
    panel.get_by_role("button", name="Save outcome").press("Enter")
    desk.later(12)
    expect(panel).to_contain_text("We don't know if the outcome was saved.")
    panel.get_by_role("combobox", name="Outcome").focus()
    done = {"callid": "A-1", "response": {"success": True}}
    desk.say(message("SetBusinessOutcomeWithCommentsResult", done))
    expect(panel).to_contain_text("Saved: Sale.")
    assert focused(desk) == "disposition-save"


def test_a_key_that_was_typed_for_a_call_is_not_written_into_the_next_one_with_its_id(desk: Desk) -> None:
    """The page still shows Ann's form when her call id becomes Zoe's."""
    panel = desk.panel("disposition")
    panel.get_by_role("button", name="Outcome").press("Enter")
    note = panel.get_by_role("textbox", name="Note")
    note.fill(NOTE)
    ann = panel.locator("form").get_attribute("data-serial")
    desk.calls_are({**ANN, "optionalbussinessfields": {"FName": "Zoe", "LName": "Kay", "Mobile": "2025550177"}}, BEN)
    expect(desk.widget.locator('.call-row[data-callid="A-1"]:not([data-ended])')).to_contain_text("Zoe Kay")
    desk.inside(
        f"""import({script("act.js")}).then(({{ send }}) =>
            send("note-typed", {{ callid: "A-1", serial: "{ann}", value: "{NOTE}!" }}))"""
    )
    desk.widget.locator("#calls-button").press("Enter")
    desk.widget.locator('.call-row[data-callid="A-1"]:not([data-ended]) .call').press("Enter")
    expect(panel).to_contain_text("For the call of Zoe Kay")
    expect(note).to_have_value("")
