"""`python -m tools.conformance URL`: open a desktop whose widget frame is at conformance.html, ask it, print the table.

`--changes` asks also what changes data. `--json` prints JSON. The exit code is 1 when a rule fails, and 2 when no frame
of the page is a conformance page that may ask, or it does not end: a sentence says why.
"""

from __future__ import annotations

import argparse
import json
import sys
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Error, Frame, Page, sync_playwright

from tools.chromium import FLAGS, chromium

PATIENCE = 120_000  # ms; silence of the desktop has to be waited for, question by question
START = 60_000  # ms
FRAMED = 5_000  # ms until the desktop has put its pages into frames
EVERY = 200  # ms
NO_PAGE = 2
GOES_ON = "Last step:"
"""How the detail begins of a start that takes long, and goes on."""


class EndedError(Exception):
    """The page of the kit ended before all was asked; the text says how."""


def kit_in(page: Page) -> Frame | None:
    """The frame of the kit, once it may ask; None when none will, or none does in time."""
    for waited in range(0, START, EVERY):
        ready = [frame for frame in page.frames if _has(frame, "#run")]
        if ready:
            return ready[0]
        if any(map(_refuses, page.frames)) or (waited >= FRAMED and not _may_come(page)):
            return None
        page.wait_for_timeout(EVERY)
    return None


def _has(frame: Frame, selector: str) -> bool:
    try:
        return bool(frame.locator(selector).count())
    except Error:  # the frame goes to another address
        return False


def _refuses(frame: Frame) -> bool:
    """Whether a page of ours has said that it will not ask."""
    stopped = _failure(frame)
    refused = _has(frame, "html[data-boot=ready] body.conformance") and not _has(frame, "#run")
    return refused or bool(stopped and GOES_ON not in stopped)


def _may_come(page: Page) -> bool:
    """Whether a frame may still become the kit."""
    return any(frame.url.startswith("http") and not _is_widget(frame) for frame in page.frames[1:])


def _is_widget(frame: Frame) -> bool:
    return _has(frame, "#stage [data-panel]")


def _failure(frame: Frame) -> str:
    """What a page of ours says of a start that failed; "" where none has."""
    return _said(frame, "#boot-failure:not([hidden]) :is(h2, p)") if _has(frame, "#boot-failure:not([hidden])") else ""


def _said(frame: Frame, selector: str) -> str:
    sentences = (text.strip().rstrip(".") for text in frame.locator(selector).all_inner_texts())
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def ask(frame: Frame, button: str) -> None:
    """Press a button, and wait until all is asked.

    Raises:
        EndedError: when the page was loaded anew meanwhile.
    """
    frame.locator(f"#{button}").press("Enter")
    frame.locator("#run[disabled]").wait_for(state="attached", timeout=START)
    frame.locator("#run:not([disabled])").wait_for(state="attached", timeout=PATIENCE)
    if not frame.locator("#said").inner_text().startswith("Done"):
        raise EndedError("it was loaded anew while it asked")


def found(frame: Frame) -> tuple[str, str]:
    """What the kit found, as text and as JSON."""
    text, as_json = (frame.locator(f"#{name}").get_attribute("data-copy") or "" for name in ("copy", "copy-as-json"))
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
            return _no_page(f"{wanted.url} can't be opened: {error.message.splitlines()[0]}")
        frame = kit_in(page)
        if frame is None:
            return _no_page(missing(page))
        try:
            ask(frame, "run")
            if wanted.changes:
                ask(frame, "run-changes")
            text, as_json = found(frame)
        except (Error, EndedError) as error:
            return _no_page(f"The conformance page did not end: {str(error).splitlines()[0]}.")
        browser.close()
    print(as_json if wanted.json else text)
    return int(bool(json.loads(as_json)["counts"]["fails"]))


def _no_page(why: str) -> int:
    print(why, file=sys.stderr)
    return NO_PAGE


def missing(page: Page) -> str:
    """Why no frame of the page asks."""
    for frame in page.frames:
        if failed := _failure(frame):
            return f"The page in the frame did not start. {failed}"
        if _has(frame, "body.conformance"):
            return f"The conformance page does not ask. {_said(frame, '#said')}"
    for frame in page.frames:
        if _is_widget(frame):
            return f"This is the widget: let the frame show {urljoin(frame.url, 'conformance.html')}."
        if frame.url.startswith("chrome-error:"):
            return (
                "The browser blocked the frame, or nothing answers there: "
                f"is {_origin(page.url)} among the widget's frame-ancestors?"
            )
    frames = ", ".join(frame.url for frame in page.frames[1:]) or "no frame"
    return f"No frame is a conformance page that may ask. The page has: {frames}."


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


if __name__ == "__main__":
    sys.exit(main())
