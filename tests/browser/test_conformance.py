"""The page of the conformance kit in a desktop: the demo desktop passes, a wrong one fails."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import House, answering
from tools.conformance import ask, found, kit_in
from tools.project import ROOT

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
    assert frame.locator("[data-verdict=fails], [data-verdict=read]").count() == 0
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


def test_the_command_exits_with_1_for_a_silent_desktop(house: House) -> None:
    done = command(f"{house.host}/host.html?widget={house.tuned(reply_deadline=0.5)}/{PAGE}")
    assert done.returncode == 1, done.stderr
    assert "An answer comes in time: fails: no answer within 0.5 s" in done.stdout


def test_the_command_says_that_no_frame_is_a_conformance_page(house: House) -> None:
    done = command(f"{house.stranger}/host.html?widget=about:blank")
    assert done.returncode == 2
    assert "No frame is a conformance page" in done.stderr


def test_by_itself_the_page_says_where_it_belongs(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(f"{house.widget}/{PAGE}")
    expect(page.locator("#said")).to_contain_text("in the frame of the widget")
    expect(page.get_by_role("button")).to_have_count(0)
