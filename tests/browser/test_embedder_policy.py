"""A desktop with a Cross-Origin-Embedder-Policy frames the widget when it is served as docs/deploy.md says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PAGES, House, answering, widget_in
from tests.browser.test_hostile_desktop import modes_of, state_of
from tools.delivery import FOR_ISOLATED_DESKTOPS
from tools.demo import DEMO
from tools.serve import Site

EMBEDDER = "Cross-Origin-Embedder-Policy"
REPLIES = {"StateSync": state_of("isolated"), "GetCallBackModes": modes_of("isolated", "2025550133")}


@pytest.fixture
def embed(house: House, new_page: Callable[..., Page]) -> Callable[[str, dict[str, str]], Page]:
    """Opens a desktop with this policy, on another site than the widget, that frames a widget with these headers."""

    def opened(policy: str, headers: dict[str, str]) -> Page:
        desktop = house.serve(Site(PAGES, without_header=True, headers={EMBEDDER: policy}))
        elsewhere = desktop.replace("127.0.0.1", "localhost")
        allowed = (elsewhere,)
        site = Site(house.files, framed_by=allowed, settings={"allowed_origins": allowed, **DEMO}, headers=headers)
        widget = house.serve(site)
        page = new_page()
        answering(page, REPLIES)
        page.goto(house.embedding(elsewhere, widget=widget))
        return page

    return opened


@pytest.mark.parametrize("policy", ["require-corp", "credentialless", "unsafe-none"])
def test_with_the_headers_that_are_told_the_widget_starts_and_is_live(
    policy: str, embed: Callable[[str, dict[str, str]], Page]
) -> None:
    frame = widget_in(embed(policy, FOR_ISOLATED_DESKTOPS))
    expect(frame.locator("[data-link=live]")).to_be_visible()
    expect(frame.locator('[data-callid="isolated"]').first).to_be_visible()
    expect(frame.get_by_role("alert")).to_be_hidden()


@pytest.mark.parametrize("lacking", FOR_ISOLATED_DESKTOPS)
def test_each_of_the_headers_is_needed(lacking: str, embed: Callable[[str, dict[str, str]], Page]) -> None:
    page = embed("require-corp", {name: value for name, value in FOR_ISOLATED_DESKTOPS.items() if name != lacking})
    with page.expect_event("requestfailed") as failed:
        page.reload()
    assert "ERR_BLOCKED_BY_RESPONSE" in (failed.value.failure or "")
    expect(page.frame_locator("#widget").locator("[data-panel]")).to_have_count(0)
