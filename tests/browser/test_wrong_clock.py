"""A computer whose clock is wrong: the Date of our own server's answers decides, said in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import House, Watch, answering, widget_in
from tests.browser.panels_kit import ANN, Desk, contact, contacts_of, state_of

FILE = "**/pyscript.toml"
BEHIND = """(() => {
  const Right = Date, ms = %d;
  window.Date = class extends Right {
    constructor(...parts) { super(...(parts.length ? parts : [Right.now() - ms])); }
    static now() { return Right.now() - ms; }
  };
})()"""


def in_minutes(minutes: float) -> str:
    """The server's time in so many minutes, as it writes it."""
    return (datetime.now(UTC) + timedelta(minutes=minutes)).strftime("%m/%d/%Y %H:%M:%S")


def open_with(
    house: House, new_page: Callable[..., Page], minutes: float, answer: Callable[[Route], None] | None = None
) -> Desk:
    """A desk on a computer whose clock is so many minutes behind."""
    page = new_page()
    page.add_init_script(BEHIND % (minutes * 60_000))
    if answer is not None:
        page.route(FILE, lambda route: answer(route) if route.request.method == "HEAD" else route.continue_())
    watch = Watch.over(page)
    answering(page, {"StateSync": state_of(ANN)})
    page.goto(house.embedding())
    return Desk(page, widget_in(page), watch)


def get(desk: Desk, minutes: float) -> None:
    """Get a contact that expires in so many minutes, by the server's clock."""
    desk.answer(
        "GetReservedManualDialContact", contacts_of(contact("2025550101", None, ExpiryTime=in_minutes(minutes)))
    )
    desk.panel("manual-dial").get_by_role("button", name="Get contacts").click()


def test_a_contact_that_expired_five_minutes_ago_can_not_be_dialled_on_a_slow_clock(
    house: House, new_page: Callable[..., Page]
) -> None:
    desk = open_with(house, new_page, 15)
    expect(desk.widget.locator("#status")).to_contain_text("This computer's clock is 15 min slow.")
    get(desk, -5)
    panel = desk.panel("manual-dial")
    expect(panel).to_contain_text("This contact has expired and can't be dialled.")
    expect(panel.locator(".contact").get_by_role("button", name="Dial")).to_have_attribute("aria-disabled", "true")
    assert desk.watch.errors == []


def test_a_contact_that_is_valid_can_be_dialled_on_a_fast_clock(house: House, new_page: Callable[..., Page]) -> None:
    desk = open_with(house, new_page, -15)
    expect(desk.widget.locator("#status")).to_contain_text("This computer's clock is 15 min fast.")
    get(desk, 5)
    expect(desk.panel("manual-dial").get_by_role("timer")).to_contain_text("04:")


def headed(headers: dict[str, str], status: int = 200) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, headers=headers)


@pytest.mark.parametrize(
    "answer",
    [
        lambda route: route.abort(),
        headed({}),
        headed({"Date": "yesterday"}),
        headed({"Location": "https://a.test/"}, 302),
    ],
    ids=["none", "no-date", "unreadable", "elsewhere"],
)
def test_nothing_is_claimed_where_the_server_does_not_say_its_time(
    answer: Callable[[Route], None], house: House, new_page: Callable[..., Page]
) -> None:
    desk = open_with(house, new_page, 15, answer)
    get(desk, -5)
    expect(desk.panel("manual-dial").get_by_role("timer")).to_contain_text("09:")
    expect(desk.widget.locator("#status")).not_to_contain_text("clock")
    assert desk.watch.errors == []


def test_the_age_of_an_answer_is_added_and_a_refused_method_says_the_time_too(
    house: House, new_page: Callable[..., Page]
) -> None:
    old = (datetime.now(UTC) - timedelta(minutes=30)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    desk = open_with(house, new_page, 15, headed({"Date": old, "Age": "1800"}, 405))
    expect(desk.widget.locator("#status")).to_contain_text("This computer's clock is 15 min slow.")
