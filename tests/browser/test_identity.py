"""The right person: ids in another spelling, two widgets on one bus, and who the agent is by the frame's address."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import BOOT, House, Watch, answering, widget_in
from tests.browser.panels_kit import form_of

GUID = "3F2504E0-4F89-11D3-9A0C-0305E82C3301"


def said(subtopic: str, message: object) -> dict[str, object]:
    return {"channel": "LCM", "topic": "WebService", "subtopic": subtopic, "message": message}


def hosted(house: House, page: Page, address: str) -> FrameLocator:
    """The frame of a widget at this address, in a host page of another origin."""
    page.goto(f"{house.host}/host.html?widget={quote(address)}")
    return page.frame_locator("#widget")


@pytest.mark.parametrize(
    ("told", "answered"),
    [("12345     ", "12345"), (GUID, f"{{{GUID.lower()}}}")],
    ids=["padded", "guid"],
)
def test_a_number_is_read_and_changed_however_the_desktop_spells_the_ids(
    told: str, answered: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    campaign = [{"ModeID": "1", "Description": "Home", "MinLength": "3", "MaxLength": "9"}]
    home = {"ModeID": "1   ", "Description": "Home", "Cvalue": "5550199"}
    replies = {
        "StateSync": said("StateSync", [{"callid": told, "campaignmodes": campaign}]),
        "GetCallBackModes": said("CallBackModes", {"callid": answered, "response": [home]}),
        "SetNewModeNumber": said("SetNewModeNumberResult", {"callid": answered, "response": {"success": True}}),
    }
    answering(page, replies)
    page.goto(house.embedding())
    frame = widget_in(page)
    expect(frame.locator(".customer .callid")).to_have_text(told.strip())
    expect(frame.locator(".call-row")).to_have_count(1)
    mode = frame.locator('[data-mode-id="1"]')
    expect(mode).to_have_count(1)
    expect(mode).to_contain_text("5550199")
    mode.get_by_role("button", name="Change number").click()
    frame.get_by_label("Contact number").fill("5550199")
    frame.get_by_role("button", name="Save number").click()
    expect(frame.locator(".outcome")).to_contain_text("Saved. The desktop now shows the new number.")
    asked = page.evaluate("heard.filter((one) => one.data?.callid).map((one) => one.data.callid)")
    assert set(asked) == {told}
    assert page.evaluate("heard.find((one) => one.subtopic === 'SetNewModeNumber').data.ModeID") == "1   "


@pytest.mark.parametrize("echo", [True, False], ids=["the bus echoes", "the bus does not echo"])
def test_two_widgets_with_one_source_do_not_take_each_others_contacts(
    echo: bool, house: House, new_page: Callable[..., Page]
) -> None:
    """The desktop answers the second request first. Each contact is on a screen, and a widget that can't tell asks.
    Each has posted alone before: by that it knows whether the bus brings a post back."""
    page = new_page()
    page.clock.install()
    page.goto(f"{house.host}/bus.html?widget={quote(house.tuned())}&echo={'yes' if echo else ''}")
    widgets = [page.frame_locator(f"#widget{n}") for n in (1, 2)]
    for widget in widgets:
        widget.locator("html[data-boot=ready]").wait_for(state="attached", timeout=BOOT)
        form_of(widget.locator('[data-panel="manual-dial"]'))
        widget.get_by_label("Only contacts reserved for me").press("Space")
        expect(widget.get_by_label("Only contacts reserved for me")).not_to_be_checked()
    for widget in widgets:
        before = page.evaluate("heard.length")
        widget.get_by_role("button", name="Refresh calls").click()
        page.wait_for_function("before => heard.length > before", arg=before)
        page.clock.fast_forward(3_000)
    for widget in widgets:
        widget.get_by_role("button", name="Get contacts").click()
    page.evaluate("answerLastFirst()")
    for widget in widgets:
        expect(widget.get_by_text("These are the contacts reserved for you")).to_be_visible()
        expect(widget.locator(".contacts > [role=row]")).to_have_count(2)


def test_the_agent_in_the_fragment_is_asked_for_and_sent_to_no_server(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    watch = Watch.over(page)
    address = house.tuned(agent_id="", agent_id_from_query=True)
    frame = hosted(house, page, f"{address}/#agent_id=j%2Bane.doe")
    frame.locator("html[data-boot=ready]").wait_for(state="attached", timeout=BOOT)
    frame.get_by_role("button", name="Get contacts").click()
    page.wait_for_function("heard.some((one) => one.data?.AgentID === 'j+ane.doe')")
    requested = [url for url in watch.requests if url.startswith(address)]
    assert requested
    assert not [url for url in requested if "ane.doe" in url.partition("#")[0]]


@pytest.mark.parametrize("mark", ["#", "?"])
def test_a_new_address_of_the_frame_is_a_new_agents_page(
    mark: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    contact = {"PhoneNumber": "2082097345", "ContactId": "9", "Consent": "Yes"}
    answering(page, {"GetReservedManualDialContact": said("DownloadContactsForDialing", {"response": contact})})
    address = f"{house.tuned(agent_id='', agent_id_from_query=True)}/{mark}agent_id="
    frame = hosted(house, page, f"{address}jane")
    frame.locator("html[data-boot=ready]").wait_for(state="attached", timeout=BOOT)
    frame.get_by_role("button", name="Get contacts").click()
    expect(frame.locator(".contacts > [role=row]")).to_have_count(1)
    page.evaluate("address => { frame.src = address; }", f"{address}john")
    expect(frame.locator(".contacts")).to_have_count(0, timeout=BOOT)
    frame.locator("html[data-boot=ready]").wait_for(state="attached", timeout=BOOT)
    frame.locator('[data-action="toggle"][data-key*="inspector"]').first.click()
    expect(frame.locator(".inspector .facts")).to_contain_text("Agentjohn")


@pytest.mark.parametrize(
    ("given", "said_so"),
    [
        ("?agent_id=undefined", "got 'undefined', wants the agent's id"),
        ("#agent_id=%7BagentId%7D", "got '{agentId}', wants the agent's id"),
        ("?agent_id=j+test", "wants + written as %2B"),
        ("?agent_id=" + "x" * 5000, "got 'xxxx"),
        ("?agent_id=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "got '<img src=x onerror=alert(1)>', wants"),
        ("?agent_id=jane#agent_id=john", "got 'jane' and 'john', wants one agent's id"),
    ],
    ids=["undefined", "placeholder", "plus", "long", "markup", "two"],
)
def test_an_address_that_names_no_agent_is_refused_on_the_page(
    given: str, said_so: str, house: House, tuned_by_address: tuple[Page, str]
) -> None:
    page, origin = tuned_by_address
    frame = hosted(house, page, f"{origin}/{given}")
    frame.locator("html[data-boot=failed]").wait_for(state="attached", timeout=BOOT)
    alert = frame.get_by_role("alert")
    expect(alert).to_contain_text("The address of this page can't be used")
    expect(alert).to_contain_text("agent_id in the address: ")
    expect(alert).to_contain_text(said_so)
    assert frame.locator("html").evaluate("root => root.scrollWidth <= root.clientWidth")


@pytest.fixture(scope="module")
def tuned_by_address(house: House, new_page: Callable[..., Page]) -> tuple[Page, str]:
    """A page for one address after the other of a widget whose agent is named by it only; the widget's origin."""
    return new_page(), house.tuned(agent_id="", agent_id_from_query=True)
