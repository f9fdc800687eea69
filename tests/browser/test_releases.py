"""One release is published over another, and back: pages that are open, loading or cached, and files that are gone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.conftest import Held, House, booted
from tools.delivery import FILES, RUNTIME
from tools.layout import OURS, named
from tools.serve import Site

PAGES = ("index.html", "conformance.html", FILES)
MARK = "\ndocument.documentElement.dataset.release = '{}';\n"


class Published:
    """A folder that a server publishes, and two releases to put there. They differ in one script of the widget."""

    def __init__(self, built: Path, folder: Path) -> None:
        self.folder = folder / "published"
        self._releases = {number: _release(built, folder / number, number) for number in ("1", "2")}
        self.publish("1")

    def publish(self, number: str, *, gone: str = "") -> None:
        """Publish a release as docs/deploy.md says: its folders first, then its pages. `gone` is a release whose folder
        is removed."""
        release = self._releases[number]
        shutil.copytree(release / RUNTIME, self.folder / RUNTIME, dirs_exist_ok=True)
        if not (self.folder / "pyscript.toml").exists():
            shutil.copy(release / "pyscript.toml", self.folder)
        for name in PAGES:
            shutil.copy(release / name, self.folder)
        if gone:
            shutil.rmtree(self.folder / RUNTIME / _ours(self._releases[gone]).name)

    def page(self, number: str) -> str:
        """A release's page."""
        return (self._releases[number] / PAGES[0]).read_text()

    def address(self, number: str) -> str:
        """Where a release's own files are."""
        return f"/{RUNTIME}{_ours(self._releases[number]).name}/"


def _ours(release: Path) -> Path:
    [folder] = (release / RUNTIME).glob(f"{OURS}-*")
    return folder


def _release(built: Path, target: Path, number: str) -> Path:
    """A release that marks its pages with its number."""
    shutil.copytree(built, target, ignore=shutil.ignore_patterns("*.br", "*.gz"))
    before = _ours(target)
    with (before / "page.js").open("a") as script:
        script.write(MARK.format(number))
    files = {path.relative_to(before).as_posix(): path.read_bytes() for path in before.rglob("*") if path.is_file()}
    after = before.rename(before.with_name(named(OURS, files)))
    for name in PAGES:
        path = target / name
        path.write_text(path.read_text().replace(before.name, after.name))
    sizes = json.loads((target / FILES).read_text())
    sizes[f"{RUNTIME}{after.name}/page.js"] = len(files["page.js"])
    (target / FILES).write_text(json.dumps(sizes))
    return target


@pytest.fixture
def published(house: House, tmp_path: Path) -> Published:
    return Published(house.files, tmp_path)


def is_release(page: Page, number: str) -> None:
    booted(page)
    expect(page.locator("html")).to_have_attribute("data-release", number)
    expect(page.locator("html")).to_have_attribute("data-boot-way", "snapshot")
    expect(page.locator("[data-callid]").first).to_be_visible()


def test_a_page_is_of_the_release_that_is_published_and_back(
    published: Published, house: House, new_page: Callable[..., Page]
) -> None:
    page, origin = new_page(), house.serve(Site(published.folder))
    for number in ("1", "2", "1"):
        published.publish(number)
        page.goto("about:blank")
        page.goto(origin)
        is_release(page, number)


def test_what_a_release_did_not_change_is_not_fetched_again(
    published: Published,
    house: House,
    playwright: Playwright,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
) -> None:
    """In a profile of its own: the others keep nothing that is large."""
    with playwright.chromium.launch_persistent_context(tmp_path / "profile", **browser_type_launch_args) as context:
        page, origin = context.pages[0], house.serve(Site(published.folder))
        page.goto(origin)
        is_release(page, "1")
        published.publish("2")
        page.goto("about:blank")
        page.goto(origin)
        is_release(page, "2")
        fetched = page.evaluate(
            """performance.getEntriesByType("resource").filter((one) => one.transferSize > 0)
                .map((one) => new URL(one.name).pathname)"""
        )
    in_runtime = [path for path in fetched if path.startswith(f"/{RUNTIME}")]
    assert f"{published.address('2')}widget.bin" in in_runtime
    assert [path for path in in_runtime if not path.startswith(published.address("2"))] == []


def test_a_page_that_is_loading_ends_as_the_release_it_began_as(
    published: Published, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    held = Held(page, "**/core.js")
    with page.expect_request("**/core.js"):
        page.goto(house.serve(Site(published.folder)), wait_until="commit")
    published.publish("2")
    held.let_go()
    is_release(page, "1")


def test_an_open_page_works_on_and_finds_its_files(
    published: Published, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.goto(house.serve(Site(published.folder)))
    is_release(page, "1")
    published.publish("2")
    status = page.evaluate(
        "(url) => fetch(url, { cache: 'no-store' }).then((answer) => answer.status)",
        f"{published.address('1')}widget.zip",
    )
    assert status == 200


@pytest.fixture
def old_page(published: Published, house: House, new_page: Callable[..., Page]) -> Callable[[], tuple[Page, str]]:
    """Gives a page that gets the first release's page once, as from a cache that kept it, whatever is published now;
    and the origin."""

    def opened() -> tuple[Page, str]:
        page, origin = new_page(reduced_motion="reduce"), house.serve(Site(published.folder))
        old = published.page("1")
        page.route(f"{origin}/", lambda route: route.fulfill(body=old, content_type="text/html"), times=1)
        return page, origin

    return opened


def test_a_page_from_a_cache_is_wholly_of_the_old_release(
    published: Published, old_page: Callable[[], tuple[Page, str]]
) -> None:
    page, origin = old_page()
    published.publish("2")
    page.goto(origin)
    is_release(page, "1")
    page.reload()
    is_release(page, "2")


def test_an_old_page_whose_files_are_gone_says_so_and_reload_brings_the_new_one(
    published: Published, old_page: Callable[[], tuple[Page, str]]
) -> None:
    page, origin = old_page()
    published.publish("2", gone="1")
    page.goto(origin)
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    words = page.get_by_text("No script of this page has run yet.")
    expect(words).to_be_visible()
    expect(words).to_contain_text("of an earlier release")
    page.reload()
    is_release(page, "2")
