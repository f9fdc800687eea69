"""What `make dist` publishes: plain files, a snapshot with the widget in it, and an ordinary boot without it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.conftest import House, Watch
from tests.browser.test_boot_ways import WAYS, way
from tools.dist import recordable
from tools.project import ROOT
from tools.serve import Site

POLICY = "Content-Security-Policy"
ASKED = dict(re.findall(rf"^ +({POLICY}|Origin-[\w-]+): (.+)$", (ROOT / "README.md").read_text(), re.MULTILINE))


def rules(value: str) -> set[str]:
    """The parts of a header's value, in any order."""
    return {part.strip() for part in value.split(";")}


@pytest.fixture(scope="module")
def folder(house: House) -> Path:
    """What is published."""
    return house.files


@pytest.fixture(scope="module")
def origin(folder: Path, house: House) -> str:
    """Served as an integrator would."""
    return house.serve(Site(folder))


@pytest.mark.parametrize("asked", WAYS)
def test_it_renders_whichever_way_it_boots(asked: str, origin: str, new_page: Callable[..., Page]) -> None:
    page = new_page()
    watch = Watch.over(page)
    page.goto(f"{origin}/{WAYS[asked]}")
    assert way(page)[0] == asked
    expect(page.locator("[data-callid]").first).to_be_visible()
    assert watch.errors == []
    assert [line for line in watch.console if not line.startswith("debug: [")] == []


@pytest.mark.parametrize("path", ["", "index.html", "inbox.js", "pyscript.toml", "widget.zip", "no-such-file"])
def test_every_answer_has_the_headers_of_the_readme(
    path: str, house: House, folder: Path, playwright: Playwright
) -> None:
    desktop = ("https://desktop.example.com",)
    origin = house.serve(Site(folder, framed_by=desktop))
    client = playwright.request.new_context()
    asked = house.address_of(path)[1:] if path in ("inbox.js", "widget.zip") else path
    headers = client.get(f"{origin}/{asked}").headers
    client.dispose()
    assert set(ASKED) == {POLICY, "Origin-Agent-Cluster"}
    for name, value in ASKED.items():
        assert rules(headers[name.lower()]) == rules(value), name


def test_what_the_snapshot_holds_is_not_fetched_again(house: House) -> None:
    names = ZipFile(house.file("widget.zip")).namelist()
    assert {"widget/page.pyc", "widget/texts/ar.mo"} <= set(names)
    assert "widget/config.pyc" not in names
    assert not [name for name in names if name.endswith(".py")]


def test_the_configuration_is_published_to_be_edited(folder: Path) -> None:
    assert (folder / "pyscript.toml").exists()
    assert not (folder / "pyscript.toml.br").exists()


def test_no_recorded_module_touches_the_browser() -> None:
    names = set(recordable())
    assert "widget.session" in names
    assert not names & {"widget.main", "widget.page", "widget.browser.host", "widget.browser.packages"}
