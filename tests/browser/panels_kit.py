"""A desktop for the panels' browser tests: what it says, what it answers, and what it was asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.browser.conftest import House, Watch, answering, undated, widget_in

NOW = datetime(2026, 3, 2, 14, 30, 0, tzinfo=UTC)  # where a page's clock stands when it is ours
Json = Mapping[str, Any]


def message(subtopic: str, body: object) -> Json:
    """A reply, or news, as it is on the bus."""
    return {"channel": "LCM", "topic": "WebService", "subtopic": subtopic, "message": body}


def mode(mode_id: str, description: str, number: str | None = None, **more: object) -> Json:
    """A mode on the wire; consents are unknown unless told."""
    plain = {"ChannelType": None, "MinLength": None, "MaxLength": None, "PEWC": None, "CampaignPEWC": None}
    return {"ModeID": mode_id, "Description": description, **plain, "Cvalue": number, **more}


HOME = mode("1", "Home", MinLength="8", MaxLength="12", PEWC=False, CampaignPEWC=False)
OFFICE = mode("2", "Office", "2025550122", PEWC=False)
MOBILE = mode("3", "Mobile", "2025550133", PEWC=True, CampaignPEWC=True)


def call(callid: str, *modes: Json, business: Json | None = None, **fields: str) -> Json:
    """A call on the wire, with campaign modes, business fields and optional business fields."""
    known = {"businessfields": business} if business else {}
    return {"callid": callid, "campaignmodes": list(modes or (HOME,)), "optionalbussinessfields": fields, **known}


ANN = call("A-1", FName="Ann", LName="Lee", City="Boston", Mobile="2025550133", business={"Policy_Number": "PX-77"})
BEN = call("B-2", FName="Ben", LName="Ortiz")


def state_of(*calls: Json) -> Json:
    """A StateSync reply."""
    return message("StateSync", list(calls))


def modes_of(callid: str, *modes: Json) -> Json:
    """A CallBackModes reply."""
    return message("CallBackModes", {"callid": callid, "response": list(modes)})


def at(seconds: float) -> str:
    """A moment so many seconds after NOW, as the server writes it (in UTC, the demo's zone)."""
    return (NOW + timedelta(seconds=seconds)).strftime("%m/%d/%Y %H:%M:%S")


def contact(number: str, seconds: float | None = 600, consent: str | None = "Yes", **more: object) -> Json:
    """A manual-dial contact that expires after so many seconds; None: nobody can read when."""
    return {
        "PhoneNumber": number,
        "AccountNumber": f"5|3|1|0|0|44|{number[-2:]}",
        "CampaignId": "Spring renewals",
        "Mode": "Mobile",
        "ContactId": number,
        "ExpiryTime": "soon" if seconds is None else at(seconds),
        "CallbackTime": at(1800),
        "CallType": 0,
        "Consent": consent,
        **more,
    }


def contacts_of(*contacts: Json) -> Json:
    """A DownloadContactsForDialing reply."""
    return message("DownloadContactsForDialing", {"response": list(contacts)})


def reserved_of(*contacts: Json) -> Json:
    """A ContactOD reply."""
    return message("ContactOD", {"response": list(contacts)})


def saved(*, success: object = True) -> Json:
    """A SetNewModeNumberResult reply for whatever call was asked about."""
    return message("SetNewModeNumberResult", {"callid": "*", "response": {"success": success}})


def refused(subtopic: str, words: str) -> Json:
    """A WS_Error in answer to whatever call was asked about."""
    return message(subtopic, {"errorType": "WS_Error", "errorMessage": words, "msg": words, "callid": "*"})


def script(name: str) -> str:
    """A JavaScript expression for the address of a script of the page, as the page itself imports it."""
    return f"new URL('{name}', document.querySelector('script[src$=\"/page.js\"]').src).href"


@dataclass(frozen=True)
class Desk:
    """A host page with the widget in it."""

    page: Page
    widget: FrameLocator
    watch: Watch

    def answer(self, subtopic: str, reply: Json | None) -> None:
        """From now on answer such requests with this, a callid "*" becoming the asked one; None: not at all."""
        self.page.evaluate("([subtopic, reply]) => answer(subtopic, reply)", [subtopic, reply])

    def echo(self, subtopic: str) -> None:
        """From now on answer such requests with what they say, as ManualDialCall is."""
        self.page.evaluate("subtopic => answer(subtopic, 'echo')", subtopic)

    def calls_are(self, *calls: Json) -> None:
        """From now on these are the calls: told unasked, and when asked."""
        self.answer("StateSync", state_of(*calls))
        self.say(state_of(*calls))

    def modes_are(self, *modes: Json) -> None:
        """From now on these are the callback modes of every call: told unasked of the selected one, and when asked."""
        self.answer("GetCallBackModes", modes_of("*", *modes))
        self.widget.get_by_role("button", name="Read the numbers again").click()

    def close_ended(self) -> None:
        """Close every call that has ended. Nothing is typed for any."""
        rows = self.widget.locator(".call-row[data-ended]")
        for left in reversed(range(rows.count())):
            rows.first.locator("[data-action=close-call]").evaluate("button => button.click()")
            expect(rows).to_have_count(left)

    def say(self, what: object) -> None:
        """Post one message to the widget."""
        self.page.evaluate("message => say(message)", what)

    def asked(self, subtopic: str) -> list[dict[str, Any]]:
        """The data of every such request heard so far."""
        data: list[dict[str, Any]] = self.page.evaluate(
            "subtopic => heard.filter((one) => one.subtopic === subtopic).map((one) => one.data)", subtopic
        )
        return data

    def until_asked(self, subtopic: str, times: int) -> None:
        """Wait until so many such requests were heard."""
        self.page.wait_for_function(
            "([subtopic, times]) => heard.filter((one) => one.subtopic === subtopic).length >= times",
            arg=[subtopic, times],
        )

    def turn(self) -> None:
        """One more request there and back: whatever was under way before has been heard by then."""
        before = len(self.asked("StateSync"))
        self.widget.get_by_role("button", name="Refresh calls").click()
        self.until_asked("StateSync", before + 1)

    def say_the_odd(self, *calls: Json) -> None:
        """Say what can't be read, what is ours in part only (besides these calls), and what nobody here asked for."""
        self.say(message("CallBackModes", "call 2025550133 back, says a desktop that knows no JSON " * 6))
        self.say(message("StateSync", [*calls, {"nobody": 1}]))
        self.say(contacts_of(contact("2025550199")))

    def unfold_messages(self, notes: int) -> Locator:
        """Open the inspector, so many notes in it."""
        self.widget.locator("#inspector-button").click()
        panel = self.widget.locator(".inspector")
        expect(panel.locator(".notes li")).to_have_count(notes)
        return panel

    def panel(self, name: str) -> Locator:
        """One of the panels."""
        return self.widget.locator(f'[data-panel="{name}"]')

    def mode(self, mode_id: str) -> Locator:
        """The row of a callback mode."""
        return self.panel("callback-modes").locator(f'[data-mode-id="{mode_id}"]')

    def said(self) -> Locator:
        """The live region."""
        return self.widget.locator("[data-announce]")

    def stop_clock(self) -> None:
        """The page's time of day stands still from here on, in the middle of a second; its timers run on."""
        second = int(self.inside("Date.now()") // 1000)
        self.page.clock.set_fixed_time(datetime.fromtimestamp(second + 0.5, UTC))

    def later(self, seconds: float) -> None:
        """Move a stopped clock on, and let the page see it."""
        now = self.inside("Date.now()") / 1000
        self.page.clock.set_fixed_time(datetime.fromtimestamp(now + seconds, UTC))
        self.page.clock.fast_forward(1_000)  # its own tick

    def inside(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        """Run a script in the widget's own frame."""
        return self.page.frames[1].evaluate(script)

    def listen(self) -> None:
        """From now on keep every announcement."""
        self.inside(
            """() => {
                window.announced = [];
                const region = document.getElementById("announce");
                new MutationObserver(() => announced.push(region.textContent)).observe(region, { childList: true });
            }"""
        )

    def announced(self) -> list[str]:
        """The announcements since `listen`."""
        lines: list[str] = json.loads(self.inside("JSON.stringify(announced)"))
        return lines


def form_of(panel: Locator) -> Locator:
    """The manual-dial panel with the form unfolded that says what Get contacts asks for."""
    sentence = panel.locator("#manual-sentence")
    if sentence.get_attribute("aria-expanded") == "false":
        sentence.evaluate("sentence => sentence.click()")
    expect(panel.locator("#manual-count")).to_be_visible()
    return panel


def finish_all(panel: Locator) -> None:
    """Finish every contact of a dialling panel, one after the other. What is pressed is what stands there then."""
    to_press = "[data-action=contact-done]:not([aria-disabled]), [id$=-next]"
    while panel.locator(to_press).count():
        panel.evaluate("(panel, to_press) => panel.querySelector(to_press)?.click()", to_press)


def leave(desk: Desk) -> None:
    """Say that the pointer and the focus have left the contacts to dial: what is finished goes."""
    desk.inside(
        """() => {
            const said = document.createElement("input");
            Object.assign(said.dataset, { input: "list-left", list: "manual-dial" });
            document.body.append(said);
            said.dispatchEvent(new Event("input", { bubbles: true }));
            said.remove();
        }"""
    )


def open_desk(
    house: House,
    new_page: Callable[..., Page],
    *,
    widget: str = "",
    replies: Mapping[str, Json] | None = None,
    clock: bool = False,
    allow: str | None = None,
    sandbox: str | None = None,
    other_site: bool = False,
    **context: object,
) -> Desk:
    """A desk with its widget booted.

    `clock`: the page's time is in the test's hands, and begins at NOW. `allow`: the frame's permissions. `sandbox`: its
    sandbox. `other_site`: the desktop is of another site than the widget, so that each has a process of its own.
    """
    if other_site:
        house = replace(house, host=house.host.replace("127.0.0.1", "localhost"))
        widget = house.tuned()
    page = new_page(**context)
    if clock:
        page.clock.install(time=NOW)
        undated(page)
    watch = Watch.over(page)
    answering(page, replies or {})
    page.goto(house.embedding(widget=widget, **({} if sandbox is None else {"sandbox": sandbox})))
    if allow is not None:
        page.evaluate("allow => { frame.allow = allow; frame.src = frame.src; }", allow)
    return Desk(page, widget_in(page), watch)
