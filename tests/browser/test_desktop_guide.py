"""The small desktop of docs/desktop.md answers the five operations, and the conformance kit passes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import House, call_row, widget_in
from tests.browser.panels_kit import form_of
from tools.conformance import ask, kit_in
from tools.demo import sites
from tools.desktop import EXAMPLE
from tools.serve import Site


@dataclass
class Example:
    """The small desktop and the origin of the widget that it may frame."""

    desktop: str
    widget: str

    def framing(self, page: str = "") -> str:
        return f"{self.desktop}/{EXAMPLE.name}?widget={self.widget}/{page}"


@pytest.fixture(scope="module")
def example(house: House) -> Example:
    desktop = house.serve(Site(EXAMPLE.parent, without_header=True))
    widget, _ = sites(8000, 8001, allow=(desktop,))  # that of `make demo`
    return Example(desktop, house.serve(replace(widget, folder=house.files)))


@pytest.fixture(scope="module")
def desktop(example: Example, new_page: Callable[..., Page]) -> Page:
    page = new_page()
    page.goto(example.framing())
    return page


@pytest.fixture
def widget(desktop: Page) -> FrameLocator:
    return widget_in(desktop)


def press(widget: FrameLocator, name: str) -> None:
    """By key, which is never held back."""
    widget.get_by_role("button", name=name, exact=True).first.press("Enter")


def test_the_call_and_its_numbers_are_read(widget: FrameLocator) -> None:
    expect(widget.locator(".customer")).to_contain_text("Ann Lee")
    expect(widget.locator('[data-mode-id="3"]').first).to_contain_text("202-555-0143")


def test_a_new_number_is_saved_and_read_back(widget: FrameLocator) -> None:
    widget.locator('[data-mode-id="3"]').get_by_role("button", name="Change number").press("Enter")
    widget.get_by_role("textbox", name="Contact number").fill("2025550177")
    press(widget, "Save number")
    expect(widget.locator('[data-mode-id="3"]').first).to_contain_text("202-555-0177")
    expect(widget.get_by_role("button", name="Close", exact=True)).to_be_visible()


def test_a_new_contact_is_got_and_dialled(widget: FrameLocator) -> None:
    panel = widget.locator('[data-panel="manual-dial"]')
    form_of(panel)
    widget.get_by_role("checkbox", name="Only contacts reserved for me").uncheck()
    panel.get_by_role("button", name="Get contacts").press("Enter")
    dial = panel.get_by_role("button", name="Dial +1 202-555-0144")
    dial.press("Enter")
    expect(panel).to_contain_text("Dialled")


def test_the_reserved_contact_without_consent_is_there(widget: FrameLocator) -> None:
    expect(widget.locator('[data-panel="non-pewc"]')).to_contain_text("202-555-0149")


def test_a_call_that_ends_is_told_without_being_asked(desktop: Page, widget: FrameLocator) -> None:
    expect(call_row(widget, "12345")).to_be_attached()
    desktop.get_by_role("button", name="A call begins, or ends").press("Enter")
    expect(call_row(widget, "12345")).to_have_count(0)
    desktop.get_by_role("button", name="A call begins, or ends").press("Enter")
    expect(call_row(widget, "12345")).to_be_attached()


def test_the_conformance_kit_passes_it_in_all_that_can_be_tried(
    example: Example, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.goto(example.framing("conformance.html"))
    frame = kit_in(page)
    assert frame is not None
    ask(frame, "run")
    ask(frame, "run-changes")
    rows = frame.locator("[data-rule]").all()
    verdicts = {row.get_attribute("data-rule"): row.get_attribute("data-verdict") for row in rows}
    assert verdicts.pop("bus.unasked") == "untried"
    assert set(verdicts.values()) == {"holds"}, verdicts
