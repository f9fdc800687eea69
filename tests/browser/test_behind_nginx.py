"""The main journeys of the other browser tests, with nginx and its file of deploy/, at the address of a tenant.

A journey is another file's test, collected here once more: with the `house` of this file, whose widget nginx delivers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

# ruff: noqa: F401 - what is imported here is collected here
from tests.browser.conftest import QUIET, House, Watch, answering, widget_in
from tests.browser.test_boot_ways import test_a_snapshot_needs_neither_the_standard_library_nor_the_wheels
from tests.browser.test_embedded import (
    hosted,
    test_a_host_of_another_origin_sees_its_calls_and_modes_in_the_widget,
    test_framed_by_an_origin_that_is_not_listed_the_header_blocks_it,
    test_what_was_posted_before_python_was_up_is_handled_in_order,
)
from tests.browser.test_hostile_desktop import state_of
from tests.browser.test_panels_change import (
    booted,
    desk,
    test_before_numbers_are_deleted_each_is_named_and_esc_sends_nothing,
    test_saved_is_said_when_the_number_was_read_back,
)
from tests.browser.test_published import test_it_renders_whichever_way_it_boots
from tests.deploy.servers import NGINX, needed, publish, readable_folder
from tools.serve import with_settings


@pytest.fixture(scope="module")
def house(house: House) -> Iterator[House]:
    """The widget is the first tenant's, for the host page. The second tenant's desktop is the stranger."""
    nginx = needed(NGINX)
    desktops = {"first": house.host, "second": house.stranger}
    with readable_folder() as site, readable_folder() as own:
        for name, origin in desktops.items():
            (site / "tenants" / name).mkdir(parents=True)
            table = with_settings("[widget]\n", {**QUIET, "allowed_origins": (origin,), "source": f"widget-{name}"})
            (site / "tenants" / name / "pyscript.toml").write_text(table)
        publish(house.files, site)

        def framed(text: str) -> str:
            for name, origin in desktops.items():
                text = text.replace(f"https://{name}.example.com", origin)
            return text

        with nginx.serving(site, own, framed) as server:
            yield replace(house, widget=f"{server}/tenants/first")


@pytest.fixture(scope="module")
def origin(house: House) -> str:
    """The address of the page by itself."""
    return house.widget


def test_another_tenant_has_its_own_desktop_and_its_own_configuration(
    house: House, new_page: Callable[..., Page]
) -> None:
    second = house.widget.replace("first", "second")
    page = new_page()
    answering(page, {"StateSync": state_of("theirs")})
    page.goto(house.embedding(house.stranger, widget=second))
    expect(widget_in(page).locator("[data-link=live]")).to_be_visible()
    assert {message["source"] for message in page.evaluate("heard")} == {"widget-second"}
    watch = Watch.over(page)
    page.goto(house.embedding(widget=second))
    expect(page.frame_locator("#widget").locator("[data-panel]")).to_have_count(0)
    assert any("frame-ancestors" in line for line in watch.console)
