"""A whole shift leaves nothing personal behind: not in storage, the address, the title, the history or the console."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House, call_row, choose_call
from tests.browser.panels_kit import (
    HOME,
    MOBILE,
    OFFICE,
    Desk,
    call,
    contact,
    contacts_of,
    message,
    mode,
    modes_of,
    open_desk,
    refused,
    reserved_of,
    saved,
    state_of,
)

CARD = "4111111111111111"
ANN = call(
    "A-1", HOME, FName="Annabel", LName="Leeworthy", Card=CARD, Mobile="2025550133", business={"Policy": "PX-7788"}
)
BEN = call("B-2", FName="Benedict", LName="Ortizzi")
SECRETS = (
    "Annabel", "Leeworthy", "Benedict", "Ortizzi", "Zebulon", "PX-7788", CARD, "4111",
    "2025550133", "2025550122", "2025550199", "2025550188", "2025550101", "2025550155", "2025550166", "2025550177",
    "555-0133", "555-0199", "555-0101", "5|3|1|0|0|44",
)  # fmt: skip

_IN_THE_FRAME = """() => JSON.stringify({
  local: { ...localStorage },
  session: { ...sessionStorage },
  cookie: document.cookie,
  address: location.href,
  title: document.title,
  name: window.name,
  history: [history.state, history.length],
  entries: performance.getEntries().map((entry) => [entry.name, entry.detail]),
})"""

# Asked of another page of the same origin: the widget's own has no indexedDB to ask.
_ON_THE_ORIGIN = """async () => {
  const result = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const found = { local: { ...localStorage }, cookie: document.cookie, caches: await caches.keys(), databases: {} };
  for (const { name } of await indexedDB.databases()) {
    const db = await result(indexedDB.open(name));
    for (const store of db.objectStoreNames)
      found.databases[`${name}/${store}`] = await result(db.transaction(store).objectStore(store).getAll());
  }
  return JSON.stringify(found);
}"""


def change_numbers(desk: Desk) -> None:
    """One saved, one refused by an error that repeats the number."""
    for number, answer in (
        ("2025550199", saved()),
        ("2025550188", refused("SetNewModeNumberResult", "2025550188 of Annabel is not allowed")),
    ):
        desk.answer("SetNewModeNumber", answer)
        desk.answer("GetCallBackModes", modes_of("*", MOBILE, OFFICE, mode("1", "Home", "2025550199")))
        desk.mode("1").get_by_role("button", name="Change number").click()
        desk.widget.get_by_role("textbox", name="Contact number").fill(number)
        desk.widget.get_by_role("button", name="Save number").click()
        expect(desk.mode("1")).to_contain_text("now shows" if answer == saved() else "Not saved")


def dial(desk: Desk) -> None:
    """A contact dialled, another whose dial is refused with its number, one copied."""
    desk.echo("ManualDialCall")
    desk.panel("manual-dial").get_by_role("button", name="Get contacts").click()
    expect(desk.panel("manual-dial").locator("[data-account-number]")).to_be_visible()
    desk.page.clock.fast_forward(1_000)  # the contact has moved the buttons below; a press right after is held back
    desk.panel("manual-dial").locator("[data-action=dial]").click()
    expect(desk.panel("manual-dial")).to_contain_text("Dialled.")
    desk.answer("ManualDialCall", refused("ManualDialCall", "2025550155 is busy"))
    desk.page.clock.fast_forward(1_000)  # Playwright scrolls to the next button, which counts as moved
    desk.panel("non-pewc").get_by_role("button", name="Get reserved contact").click()
    expect(desk.panel("non-pewc").locator("[data-account-number]")).to_be_visible()
    desk.page.clock.fast_forward(1_000)
    desk.panel("non-pewc").get_by_role("button", name="Dial without consent").click()
    desk.widget.get_by_role("button", name="Dial anyway").click()
    expect(desk.panel("non-pewc")).to_contain_text("Not dialled")
    desk.panel("non-pewc").get_by_role("button", name="Copy number").click()
    expect(desk.panel("non-pewc").get_by_role("button", name="Copied")).to_be_visible()


def misbehave(desk: Desk) -> None:
    """Every way of being wrong that carries a number or a name, then a sign of life."""
    for odd in (
        "2025550166 Zebulon",
        '{"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "message": "2025550166 Zebulon',
        message("StateSync", "2025550166 Zebulon"),
        message("StateSync", [{"callid": {"FName": "Zebulon"}, "campaignmodes": "2025550166"}]),
        message("CallBackModes", {"callid": "A-1", "response": {"Zebulon": "2025550166"}}),
        message("CallBackModes", {"callid": "2025550166", "response": [mode("1", "Home", "2025550177")]}),
        message("SetNewModeNumberResult", {"callid": "A-1", "response": {"success": "Zebulon 2025550166"}}),
        message("DownloadContactsForDialing", {"response": {"PhoneNumber": ["2025550166"]}}),
        message("WS_Error", {"errorType": "WS_Error", "msg": "Invalid Call ID:2025550166"}),
        message("ManualDialCall", {"PhoneNumber": "2025550166"}),
    ):
        desk.say(odd)
    desk.calls_are(ANN, BEN, call("C-3", FName="Zebulon"))
    expect(call_row(desk.widget, "C-3")).to_be_attached()


@pytest.fixture(scope="module")
def shift(house: House, new_page: Callable[..., Page]) -> Desk:
    """The shift, played to its end."""
    replies = {
        "StateSync": state_of(ANN, BEN),
        "GetCallBackModes": modes_of("*", MOBILE, OFFICE),
        "GetReservedManualDialContact": contacts_of(contact("2025550101", 6000)),
        "GetReservedContactOD": reserved_of(contact("2025550155", 6000, "No", Prefix="9")),
    }
    desk = open_desk(house, new_page, replies=replies, clock=True)
    desk.stop_clock()
    fold = desk.panel("calls").get_by_role("button", name="All fields")
    fold.click()
    desk.panel("calls").get_by_role("button", name="Copy Policy").click()
    change_numbers(desk)
    dial(desk)
    misbehave(desk)
    desk.answer("StateSync", None)
    desk.answer("GetCallBackModes", None)
    choose_call(desk.widget, "B-2")
    desk.widget.get_by_role("button", name="Refresh calls").click()
    for _ in range(10):
        desk.page.clock.fast_forward(6_000)
    expect(desk.widget.locator("[data-link=lost], [data-link=stale]")).to_be_visible()
    return desk


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def test_storage_address_title_and_history_hold_nothing_of_the_shift(shift: Desk) -> None:
    assert leaks(shift.inside(_IN_THE_FRAME)) == []


def test_nothing_at_all_is_stored(shift: Desk) -> None:
    frame = json.loads(shift.inside(_IN_THE_FRAME))
    assert (frame["local"], frame["session"], frame["cookie"], frame["name"]) == ({}, {}, "", "widget")
    beside = shift.page.context.new_page()
    beside.goto(f"{shift.page.frames[1].url}files.json")
    assert json.loads(beside.evaluate(_ON_THE_ORIGIN)) == {"local": {}, "cookie": "", "caches": [], "databases": {}}
    beside.close()
    assert shift.page.context.cookies() == []


def test_the_console_holds_nothing_of_the_shift(shift: Desk) -> None:
    assert leaks("\n".join([*shift.watch.console, *shift.watch.errors])) == []


def test_no_request_to_any_server_carries_anything_of_the_shift(shift: Desk) -> None:
    assert leaks("\n".join(shift.watch.requests)) == []


def test_the_title_stays_the_widgets(shift: Desk) -> None:
    assert shift.inside("document.title") == "Agent widget"
