"""Whatever the desktop does, the page stays alive, the next good message works, and what was dropped is counted."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import House, answering, call_row, choose_call, widget_in

serial = count(1)


def state_of(*callids: str) -> dict[str, object]:
    """A StateSync reply with these calls."""
    calls = [{"callid": callid} for callid in callids]
    return {"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "message": calls}


def modes_of(callid: str, *numbers: str) -> dict[str, object]:
    """A CallBackModes reply for one call."""
    modes = [
        {"ModeID": str(index), "Description": f"Mode {index}", "Cvalue": number, "PEWC": None, "CampaignPEWC": None}
        for index, number in enumerate(numbers)
    ]
    message = {"callid": callid, "response": modes}
    return {"channel": "LCM", "topic": "WebService", "subtopic": "CallBackModes", "message": message}


def say(page: Page, message: object) -> None:
    """Post one message to the widget, as structured clone."""
    page.evaluate("m => say(m)", message)


def counts(page: Page) -> dict[str, int]:
    """What the widget's inbox has counted."""
    numbers: dict[str, int] = json.loads(page.frames[1].evaluate("lcmInbox.counts()"))
    return numbers


def after_hearing(page: Page, messages: int, before: dict[str, int]) -> dict[str, int]:
    """What the inbox has counted once it has heard so many messages, and its rate's second is over.

    In that second the next message may still be dropped: that is the rate's promise, and no fault.
    """
    heard = sum(before[reason] for reason in ("accepted", "queue", "rate")) + messages
    page.frames[1].wait_for_function(
        """heard => {
            const { accepted, queue, rate } = JSON.parse(lcmInbox.counts());
            if (accepted + queue + rate < heard) return false;
            window.heardIn ??= Math.floor(performance.now() / 1000);
            return Math.floor(performance.now() / 1000) > window.heardIn;
        }""",
        arg=heard,
        timeout=60_000,
    )
    return counts(page)


def assert_alive(page: Page, frame: FrameLocator) -> None:
    """The next good message still works."""
    callid = f"alive-{next(serial)}"
    say(page, state_of(callid))
    expect(call_row(frame, callid)).to_be_attached()


@pytest.fixture(scope="module")
def hosted(house: House, new_page: Callable[..., Page]) -> tuple[Page, FrameLocator]:
    page = new_page()
    page.goto(house.embedding())
    frame = widget_in(page)
    assert_alive(page, frame)
    return page, frame


ODDITIES = {
    "a cycle": "(() => { const m = {channel: 'LCM'}; m.message = m; return m })()",
    "a BigInt": "({channel: 'LCM', topic: 'WebService', subtopic: 'StateSync', message: [{callid: 12345n}]})",
    "a Map": "new Map([['channel', 'LCM']])",
    "a typed array": "new Uint8Array(1_000_000)",
    "an array buffer": "new ArrayBuffer(50_000_000)",
    "an error": "new Error('not for you')",
    "a date": "new Date(0)",
    "nothing": "null",
    "undefined": "undefined",
    "a number": "12",
    "own __proto__": "JSON.parse('{\"channel\":\"LCM\",\"__proto__\":{\"topic\":\"WebService\"},\"message\":[]}')",
    "own constructor": "({channel: 'LCM', topic: 'WebService', subtopic: 'StateSync', message: {constructor: 2}})",
    "a deep object": "(() => { let m = {}; for (let i = 0; i < 500; i++) m = {m}; return {channel: 'LCM', m} })()",
    "a sparse array": "(() => { const a = []; a[4_000_000_000] = 1; return {channel: 'LCM', message: a} })()",
}  # fmt: skip


@pytest.mark.parametrize("name", ODDITIES)
def test_an_oddity_of_structured_clone_does_no_harm(name: str, hosted: tuple[Page, FrameLocator]) -> None:
    page, frame = hosted
    page.evaluate(f"say({ODDITIES[name]})")
    assert_alive(page, frame)


TEXTS = ["not JSON", "{", "[1, 2", '"', "\\ud800", '{"channel": "LCM", "topic": }', "null", "NaN", ""]


@pytest.mark.parametrize("text", TEXTS)
def test_text_that_is_no_message_does_no_harm(text: str, hosted: tuple[Page, FrameLocator]) -> None:
    page, frame = hosted
    say(page, text)
    assert_alive(page, frame)


def test_a_text_nested_without_end_is_shown_and_recorded(house: House, new_page: Callable[..., Page]) -> None:
    """The stack of the browser ends long before that of Python does, and nothing in Python can catch it."""
    page = new_page()
    page.goto(house.embedding())
    frame = widget_in(page)
    assert_alive(page, frame)
    frame.get_by_role("button", name="About this widget").press("Enter")
    frame.get_by_role("button", name="Record traffic").press("Enter")
    expect(frame.locator(".inspector")).to_contain_text("Recording:")
    rows = frame.locator(".traffic .exchange").filter(has_text="no message of the LCM")
    depths = (5_000, 9_000, 100_000)
    for heard, depth in enumerate(depths, 1):
        say(page, "[" * depth + "]" * depth)
        expect(rows).to_have_count(heard)
    for row in rows.all():
        row.get_by_role("button").press("Enter")
    shown = frame.locator(".traffic pre")
    expect(shown).to_have_count(len(depths))
    assert all(text.startswith("[[[[") for text in shown.all_inner_texts())
    frame.get_by_role("button", name="Stop recording").press("Enter")
    copied = frame.get_by_role("button", name="Copy recording").get_attribute("data-copy") or ""
    texts = [json.loads(line)["text"] for line in copied.splitlines() if "[[[[" in line]
    assert [text.count("[") for text in texts] == [*depths]
    assert_alive(page, frame)


def test_a_message_as_json_text_is_as_good_as_an_object(hosted: tuple[Page, FrameLocator]) -> None:
    page, frame = hosted
    say(page, json.dumps(state_of("as-text")))
    expect(call_row(frame, "as-text")).to_be_attached()


@pytest.mark.parametrize("huge", ["'x'.repeat(50_000_000)", "({channel: 'LCM', message: 'x'.repeat(50_000_000)})"])
def test_a_message_of_50_megabytes_is_dropped_and_counted(huge: str, hosted: tuple[Page, FrameLocator]) -> None:
    page, frame = hosted
    before = counts(page)["size"]
    page.evaluate(f"say({huge})")
    assert_alive(page, frame)
    assert counts(page)["size"] == before + 1
    expect(frame.locator("#status")).to_contain_text("could not be taken")


def test_a_burst_of_ten_thousand_ends_with_its_last_message_on_the_screen(hosted: tuple[Page, FrameLocator]) -> None:
    page, frame = hosted
    before = counts(page)
    page.evaluate(
        """state => { for (let i = 1; i <= 10_000; i++) say({ ...state, message: [{ callid: `burst-${i}` }] }) }""",
        state_of(),
    )
    expect(call_row(frame, "burst-10000")).to_be_attached(timeout=60_000)
    expect(frame.locator("#calls-button")).to_contain_text("burst-10000")
    after = counts(page)
    handed = after["accepted"] - before["accepted"]
    dropped = sum(after[reason] - before[reason] for reason in ("queue", "rate"))
    assert handed + dropped == 10_000
    assert_alive(page, frame)


def test_a_flood_does_not_keep_the_page_from_being_drawn(hosted: tuple[Page, FrameLocator]) -> None:
    page, frame = hosted
    page.frames[1].evaluate(
        """() => {
            const calls = document.getElementById("calls");
            const look = () => seen.add(calls.querySelector(".call-row:not([data-ended])")?.dataset.callid);
            window.seen = new Set();
            new MutationObserver(look).observe(calls, { subtree: true, childList: true, attributes: true });
        }"""
    )
    page.evaluate(
        """state => { for (let i = 1; i <= 5_000; i++) say({ ...state, message: [{ callid: `flood-${i}` }] }) }""",
        state_of(),
    )
    expect(call_row(frame, "flood-5000")).to_be_attached(timeout=60_000)
    drawn = page.frames[1].evaluate("[...seen].filter((callid) => callid?.startsWith('flood-')).length")
    assert drawn > 2, "between its first message and its last, nothing was drawn"


def test_a_storm_over_the_bounds_is_counted_on_the_screen(hosted: tuple[Page, FrameLocator]) -> None:
    page, frame = hosted
    before = counts(page)
    page.evaluate("""() => { for (let i = 1; i <= 45_000; i++) say({ channel: "UI", topic: "noise", n: i }) }""")
    after = after_hearing(page, 45_000, before)
    assert after["queue"] + after["rate"] > before["queue"] + before["rate"]
    assert_alive(page, frame)
    expect(frame.locator("#status")).to_contain_text("could not be taken")


def test_an_answer_for_another_call_does_not_show_under_this_one(hosted: tuple[Page, FrameLocator]) -> None:
    page, frame = hosted
    say(page, state_of("mine", "other"))
    choose_call(frame, "mine")
    say(page, modes_of("other", "2025550100"))
    say(page, modes_of("mine", "2025550199"))
    modes = frame.locator('[data-panel="callback-modes"]')
    expect(modes).to_contain_text("0199")
    expect(modes).not_to_contain_text("0100")


def test_a_second_and_different_answer_is_news_of_the_call(hosted: tuple[Page, FrameLocator]) -> None:
    page, frame = hosted
    say(page, state_of("twice"))
    choose_call(frame, "twice")
    for number in ("2025550111", "2025550111", "2025550122"):
        say(page, modes_of("twice", number))
    expect(frame.locator('[data-panel="callback-modes"]')).to_contain_text("0122")
    assert_alive(page, frame)


def test_a_silent_desktop_is_said_to_give_no_answer_and_found_when_it_speaks(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.clock.install()
    quick = house.tuned(reply_deadline=0.2, retry_pause=0.2, read_retries=0)
    page.goto(house.embedding(widget=quick))
    frame = widget_in(page)
    page.clock.fast_forward(11_000)
    expect(frame.locator("[data-link=lost]")).to_be_visible(timeout=30_000)
    expect(frame.locator("#status")).to_contain_text("Calls not read")
    page.evaluate("reply => answer('StateSync', reply)", state_of("late-riser"))
    page.clock.fast_forward(30_000)
    expect(frame.locator('[data-callid="late-riser"]').first).to_be_visible(timeout=40_000)
    expect(frame.locator("[data-link=live]")).to_be_visible()


def test_a_slow_desktop_is_waited_for(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    replies = {"StateSync": state_of("slow"), "GetCallBackModes": modes_of("slow", "2025550133")}
    answering(page, replies, pause=2500)
    page.goto(house.embedding())
    frame = widget_in(page)
    expect(frame.locator('[data-panel="callback-modes"]')).to_contain_text("0133", timeout=20_000)


def test_a_desktop_that_falls_silent_in_the_middle_of_a_request_is_found_again(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    quick = house.tuned(reply_deadline=0.3, retry_pause=0.2, stale_after=1.0)
    answering(page, {"StateSync": state_of("before")})
    page.goto(house.embedding(widget=quick))
    frame = widget_in(page)
    expect(frame.locator('[data-callid="before"]').first).to_be_visible()
    page.evaluate("rules.clear()")
    frame.get_by_role("button", name="Read the numbers again").click()
    expect(frame.locator("[data-link=lost], [data-link=stale]")).to_be_visible(timeout=30_000)
    expect(frame.locator('[data-callid="before"]').first).to_be_visible()
    page.evaluate("reply => answer('StateSync', reply)", state_of("after"))
    expect(call_row(frame, "after")).to_be_attached(timeout=40_000)
    expect(call_row(frame, "before")).to_have_count(0)
    expect(frame.locator('.customer[data-callid="before"]')).to_contain_text("Ended")
