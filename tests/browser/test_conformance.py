"""The page of the conformance kit in a desktop: the demo desktop passes, a wrong one fails."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import QUIET, House, answering, booted
from tools.conformance import EndedError, ask, found, kit_in
from tools.project import ROOT
from tools.serve import Site

PAGE = "conformance.html"


def kit(page: Page) -> Frame:
    frame = kit_in(page)
    assert frame is not None
    return frame


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "tools.conformance", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_the_demo_desktop_passes_also_what_changes_data(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(f"{house.desktop}/?frame={PAGE}")
    frame = kit(page)
    ask(frame, "run")
    ask(frame, "run-changes")
    expect(frame.locator("#said")).to_contain_text("Done: ")
    assert frame.locator("[data-verdict=fails], [data-verdict=read]").all_inner_texts() == []
    assert frame.locator('[data-rule="calls.content"]').get_attribute("data-verdict") == "holds"
    text, as_json = found(frame)
    assert "The state of the calls (StateSync)" in text
    assert json.loads(as_json)["desktop"] == house.desktop


def test_a_wrong_name_is_said_where_it_fails(house: House, new_page: Callable[..., Page]) -> None:
    page, origin = new_page(), house.tuned(reply_deadline=0.5)
    answering(page, {"StateSync": {"channel": "LCM", "topic": "WebService", "subtopic": "Calls", "message": []}})
    page.goto(f"{house.host}/host.html?widget={origin}/{PAGE}")
    frame = kit(page)
    ask(frame, "run")
    row = frame.locator('[data-rule="calls.name"]')
    expect(row).to_have_attribute("data-verdict", "fails")
    expect(row).to_contain_text("Calls came; the answer to StateSync is StateSync")


def test_the_command_exits_with_0_where_nothing_fails(house: House) -> None:
    done = command(f"{house.desktop}/?frame={PAGE}", "--json")
    assert (done.returncode, json.loads(done.stdout)["counts"]["fails"]) == (0, 0), done.stderr


def test_the_command_exits_with_1_for_a_silent_desktop_and_says_where_it_has_to_post(house: House) -> None:
    widget = house.tuned(reply_deadline=0.5)
    done = command(f"{house.host}/host.html?widget={widget}/{PAGE}")
    assert done.returncode == 1, done.stderr
    why = f"Nothing has come from the desktop. Does it post to this origin: {widget}?"
    assert f"An answer comes in time: fails: {why}" in done.stdout


def test_the_command_says_that_no_frame_is_a_conformance_page(house: House) -> None:
    done = command(f"{house.stranger}/host.html?widget=about:blank")
    assert done.returncode == 2
    assert "No frame is a conformance page" in done.stderr


def test_the_command_says_that_the_browser_blocked_the_frame(house: House) -> None:
    done = command(f"{house.stranger}/host.html?widget={house.widget}/{PAGE}")
    assert done.returncode == 2
    assert f"The browser blocked the frame, or nothing answers there: is {house.stranger} among" in done.stderr


def test_the_command_says_that_the_desktop_is_not_listed(house: House) -> None:
    listed = {**QUIET, "allowed_origins": (house.host,)}
    widget = house.serve(Site(house.files, framed_by=(house.stranger,), settings=listed))
    done = command(f"{house.stranger}/host.html?widget={widget}/{PAGE}")
    assert done.returncode == 2
    assert done.stderr.startswith("The conformance page does not ask.")
    assert f"is {house.stranger}, and it is not allowed to" in done.stderr
    assert "Reload" not in done.stderr


def test_the_command_says_that_the_frame_has_the_widget_itself(house: House) -> None:
    done = command(f"{house.host}/host.html?widget={house.widget}/")
    assert done.returncode == 2
    assert f"This is the widget: let the frame show {house.widget}/{PAGE}." in done.stderr


def test_a_page_that_is_loaded_anew_while_it_asks_is_not_taken_for_one_that_has_asked(
    house: House, new_page: Callable[..., Page]
) -> None:
    page, origin = new_page(), house.tuned(reply_deadline=0.5)
    page.goto(f"{house.host}/host.html?widget={origin}/{PAGE}")
    frame = kit(page)
    page.evaluate("setTimeout(() => { frame.src = frame.src; }, 500)")
    with pytest.raises(EndedError, match="loaded anew"):
        ask(frame, "run")


def test_a_message_that_is_too_large_is_said_in_place_of_no_answer(house: House, new_page: Callable[..., Page]) -> None:
    page, origin = new_page(), house.tuned(reply_deadline=0.5)
    page.goto(f"{house.host}/host.html?widget={origin}/{PAGE}")
    frame = kit(page)
    page.evaluate("rules.set('StateSync', () => ({ channel: 'LCM', message: 'x'.repeat(5_000_000) }))")
    ask(frame, "run")
    row = frame.locator('[data-rule="calls.content"]')
    expect(row).to_have_attribute("data-verdict", "fails")
    expect(row).to_contain_text("a message came that is too large")


def test_many_messages_that_nobody_asked_for_do_not_make_an_answer_late(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    answering(page, {"StateSync": {"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "message": []}})
    page.goto(f"{house.embedding(house.host).split('?')[0]}?widget={house.widget}/{PAGE}")
    frame = kit(page)
    page.evaluate(
        """const told = { channel: 'LCM', topic: 'WebService', subtopic: 'StateSync', message: [{ callid: '1' }] };
        setTimeout(() => { for (let n = 0; n < 5_000; n += 1) say(told); }, 100);"""
    )
    ask(frame, "run")
    expect(frame.locator('[data-rule="calls.time"]')).to_have_attribute("data-verdict", "holds")
    expect(frame.locator('[data-rule="bus.unasked"]')).to_contain_text("came")


def test_by_itself_the_page_says_where_it_belongs(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(f"{house.widget}/{PAGE}")
    expect(page.locator("#said")).to_contain_text("in the frame of the widget")
    expect(page.get_by_role("button")).to_have_count(0)


def test_by_itself_the_page_goes_on_to_say_so(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.clock.install()
    page.goto(f"{house.widget}/{PAGE}")
    booted(page)
    page.clock.run_for(60_000)
    expect(page.locator("#said")).to_contain_text("in the frame of the widget")
    expect(page.locator("#boot-failure")).to_be_hidden()
