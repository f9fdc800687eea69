"""`python -m tools.conformance URL`: open a desktop whose widget frame is at conformance.html, ask it, print the table.

`--changes` asks also what changes data. `--json` prints JSON. The exit code is 1 when a rule fails, and 2 when no frame
of the page is a conformance page that may ask, or it does not end.
"""

from __future__ import annotations

import argparse
import json
import sys

from playwright.sync_api import Error, Frame, Page, sync_playwright

from tools.chromium import FLAGS, chromium

PATIENCE = 120_000  # ms; silence of the desktop has to be waited for, question by question
START = 60_000  # ms
FRAMED = 5_000  # ms until the desktop has put a page into a frame
EVERY = 200  # ms
NO_PAGE = 2


def kit_in(page: Page) -> Frame | None:
    """The frame of the kit, once it may ask; None when there is none in time."""
    for waited in range(0, START, EVERY):
        for frame in page.frames:
            try:
                if frame.locator("#run").count():
                    return frame
            except Error:  # the frame goes to another address
                continue
        if waited >= FRAMED and not any(frame.url.startswith("http") for frame in page.frames[1:]):
            return None
        page.wait_for_timeout(EVERY)
    return None


def ask(frame: Frame, button: str) -> None:
    """Press a button, and wait until all is asked."""
    frame.locator(f"#{button}").press("Enter")
    frame.locator("#run[disabled]").wait_for(state="attached", timeout=START)
    frame.locator("#run:not([disabled])").wait_for(state="attached", timeout=PATIENCE)


def found(frame: Frame) -> tuple[str, str]:
    """What the kit found, as text and as JSON."""
    copies = (frame.locator(f"#{name}").get_attribute("data-copy") or "" for name in ("copy", "copy-as-json"))
    text, as_json = copies
    return text, as_json


def main() -> int:
    """Ask, and print. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.conformance", description=__doc__)
    parser.add_argument("url", help="the address of the desktop's page")
    parser.add_argument("--changes", action="store_true", help="ask also what changes data")
    parser.add_argument("--json", action="store_true", help="print JSON")
    wanted = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = browser.new_page()
        try:
            page.goto(wanted.url)
        except Error as error:
            print(f"{wanted.url} can't be opened: {error.message.splitlines()[0]}", file=sys.stderr)
            return NO_PAGE
        frame = kit_in(page)
        if frame is None:
            print(_missing(page), file=sys.stderr)
            return NO_PAGE
        try:
            ask(frame, "run")
            if wanted.changes:
                ask(frame, "run-changes")
        except Error as error:
            print(f"The conformance page did not end: {error.message.splitlines()[0]}", file=sys.stderr)
            return NO_PAGE
        text, as_json = found(frame)
        browser.close()
    print(as_json if wanted.json else text)
    return int(bool(json.loads(as_json)["counts"]["fails"]))


def _missing(page: Page) -> str:
    frames = ", ".join(frame.url for frame in page.frames[1:]) or "no frame"
    said = [frame.locator("#said, #boot-failure").all_inner_texts() for frame in page.frames[1:]]
    words = " ".join(text for texts in said for text in texts).strip()
    return f"No frame is a conformance page that may ask. The page has: {frames}. {words}".strip()


if __name__ == "__main__":
    sys.exit(main())
