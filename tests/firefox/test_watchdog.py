"""What the page says in Firefox when it can't start: other words of the browser, the same cause and remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browser.conftest import House
from tests.firefox.page import Page
from tools.project import ROOT
from tools.runtime.version import runtime_folder
from tools.serve import Site, sizes

ALERT = "#boot-failure"


def without(path: str) -> Site:
    """A widget whose server lacks a file."""
    return Site(ROOT, instead={path: Path("no such file")})


def in_runtime(name: str) -> str:
    return f"/{(runtime_folder() / name).relative_to(ROOT).as_posix()}"


@pytest.mark.parametrize(
    "name", ["core.js", "pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"]
)
def test_a_missing_file_of_the_runtime_is_named(name: str, tab: Page, house: House) -> None:
    tab.goto(f"{house.serve(without(in_runtime(name)))}/?boot=ordinary")
    tab.booted("failed").shows(ALERT, f"{name} (404)")


@pytest.mark.parametrize("path", ["/pyscript.toml", "/widget.zip", "/widget/main.py"])
def test_a_missing_file_of_the_widget_is_named(path: str, tab: Page, house: House) -> None:
    tab.goto(house.serve(without(path)))
    tab.booted("failed").shows(ALERT, f"{path[1:]} (404)")


@pytest.mark.parametrize(
    ("rule", "value", "said"),
    [("script-src", "'self'", "'wasm-unsafe-eval'"), ("connect-src", "'none'", "connect-src blocked")],
)
def test_a_policy_that_forbids_too_much_is_named(rule: str, value: str, said: str, tab: Page, house: House) -> None:
    tab.goto(house.serve(Site(ROOT, policy={rule: value})))
    tab.booted("failed").shows(ALERT, said)


def test_a_sandbox_without_same_origin_is_named(tab: Page, house: House) -> None:
    tab.goto(house.embedding(sandbox="allow-scripts"))
    tab.frame().booted("failed").shows(ALERT, "allow-same-origin")


def test_a_sandbox_without_scripts_is_named_and_nothing_else_is_said(tab: Page, house: House) -> None:
    tab.goto(house.embedding(sandbox="allow-same-origin"))
    frame = tab.frame()
    frame.until("document.body?.innerText.startsWith('This widget needs JavaScript')")
    assert "\n" not in frame.evaluate("document.body.innerText")


def test_a_program_that_raises_is_named(tab: Page, house: House, tmp_path: Path) -> None:
    program = tmp_path / "main.py"
    program.write_text("raise RuntimeError('a fault of ours')")
    tab.goto(house.serve(Site(ROOT, instead={"/widget/main.py": program})))
    tab.booted("failed").shows(ALERT, "stopped while starting")


@pytest.mark.parametrize("name", ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "core.js"])
@pytest.mark.parametrize("part", [0, 2], ids=["empty", "cut"])
def test_a_damaged_file_is_named(name: str, part: int, tab: Page, house: House, tmp_path: Path) -> None:
    whole = (runtime_folder() / name).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // part] if part else b"")
    (tmp_path / "files.json").write_text(json.dumps(sizes(ROOT, "static")))
    instead = {in_runtime(name): tmp_path / name, "/files.json": tmp_path / "files.json"}
    tab.goto(house.serve(Site(ROOT, instead=instead)))
    tab.booted("failed").shows(ALERT, "came damaged")
    tab.shows(ALERT, f"{name} (")


@pytest.mark.parametrize("path", ["/pyscript.toml", "/static/page.js", in_runtime("pyodide.asm.wasm")])
def test_a_file_that_is_redirected_to_another_origin_is_told_from_a_policy(path: str, tab: Page, house: House) -> None:
    tab.goto(house.serve(Site(ROOT, redirected={path: f"{house.host.replace('127.0.0.1', 'localhost')}/login"})))
    tab.booted("failed").shows(ALERT, "Is somebody logged out?")
    tab.shows(ALERT, path[1:])


def test_a_key_given_twice_stops_the_start(tab: Page, house: House, tmp_path: Path) -> None:
    twice = tmp_path / "pyscript.toml"
    twice.write_text((ROOT / "pyscript.toml").read_text() + "mask_numbers = true\nmask_numbers = false\n")
    tab.goto(house.serve(Site(ROOT, instead={"/pyscript.toml": twice})))
    tab.booted("failed").shows(ALERT, "pyscript.toml, line ")
    assert tab.evaluate("document.querySelector('script[type=py]').getAttribute('config')") is None


def test_files_from_the_cache_are_not_taken_for_damaged(tab: Page, house: House) -> None:
    for _ in range(2):
        tab.goto(house.widget)
        tab.booted().shows('[data-callid="12345"]')
        assert tab.evaluate("document.getElementById('boot-failure').hidden")
