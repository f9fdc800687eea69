"""The interpreter is restored from its snapshot; whatever is wrong with that leads to the ordinary boot, in silence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import House, Watch, booted
from tools.project import ROOT
from tools.serve import Site

WAYS = {"snapshot": "", "ordinary": "?boot=ordinary"}
Change = Callable[[bytes], bytes]


def way(page: Page) -> tuple[str, str]:
    """How the page booted, and why."""
    booted(page)
    root = page.locator("html")
    return root.get_attribute("data-boot-way") or "", root.get_attribute("data-boot-why") or ""


def altered(page: Page, name: str, change: Change) -> None:
    """Let the server deliver a runtime file that isn't the one that was built."""

    def answer(route: Route) -> None:
        kind = "application/wasm" if name.endswith(".wasm") else "text/javascript"
        route.fulfill(body=change(route.fetch().body()), content_type=kind)

    page.route(f"**/{name}", answer)


def running(page: Page, program: str) -> None:
    """Let the page run another program; it says its answer with `say`."""
    body = f"import js\ndef say(text): js.document.documentElement.dataset.answer = text\n{program}\njs.lcmBoot.ready()"
    page.route("**/widget/main.py", lambda route: route.fulfill(body=body))


def answer(page: Page, url: str) -> str:
    page.goto(url)
    booted(page)
    return page.locator("html").get_attribute("data-answer") or ""


@pytest.mark.parametrize("expected", WAYS)
def test_the_sources_render_the_samples_both_ways(expected: str, house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(f"{house.serve(Site(ROOT))}/{WAYS[expected]}")
    assert way(page)[0] == expected
    expect(page.locator("[data-callid]").first).to_be_visible()


def test_a_snapshot_needs_neither_the_standard_library_nor_the_wheels(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    watch = Watch.over(page)
    page.goto(house.widget)
    assert way(page) == ("snapshot", "")
    expect(page.locator("[data-callid]").first).to_be_visible()
    fetched = {url.rsplit("/", 1)[-1] for url in watch.requests}
    assert "snapshot.bin" in fetched
    assert not {
        name for name in fetched if name == "python_stdlib.zip" or re.match(r"(pydantic|htpy|tzdata).*whl", name)
    }


def missing(page: Page) -> None:
    page.route("**/snapshot.bin", lambda route: route.fulfill(status=404))


def unreachable(page: Page) -> None:
    page.route("**/snapshot.bin", lambda route: route.abort())


def cut(page: Page) -> None:
    altered(page, "snapshot.bin", lambda content: content[: len(content) // 2])


def rotten(page: Page) -> None:
    altered(
        page,
        "snapshot.bin",
        lambda content: content[:5_000_000] + bytes([content[5_000_000] ^ 1]) + content[5_000_001:],
    )


def something_else(page: Page) -> None:
    altered(page, "snapshot.bin", lambda _: b"<!doctype html>Please log in")


def of_another_pyodide(page: Page) -> None:
    altered(
        page,
        "interpreter.mjs",
        lambda content: content.replace(b'"pyodide": "314.0.7"', b'"pyodide": "314.0.8"'),
    )


def another_library(page: Page) -> None:
    altered(page, "pydantic_core.wasm", lambda content: content + b"\x00\x02\x01a")  # an empty custom section


def another_engine(page: Page) -> None:
    altered(
        page,
        "pyodide.asm.wasm",
        lambda content: content.replace(b"Copyright (c)", b"Copyright (C)", 1),
    )


def another_archive(page: Page) -> None:
    altered(page, "packages.zip", lambda content: content[:-1])


def no_archive(page: Page) -> None:
    page.route("**/packages.zip", lambda route: route.fulfill(status=404))


def throwing(page: Page) -> None:
    altered(
        page, "restore.mjs", lambda content: content.replace(b"const own =", b"throw new Error('thrown'); const own =")
    )


def faulty_heap(page: Page) -> None:
    altered(page, "interpreter.mjs", lambda content: content.replace(b".wake()", b".no_such_function()"))


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (missing, "not delivered (404)"),
        (unreachable, "fetch"),
        (cut, "damaged"),
        (rotten, "damaged"),
        (something_else, "not a snapshot"),
        (of_another_pyodide, "another Pyodide"),
        (another_library, "pydantic_core.wasm is not the recorded one"),
        (another_engine, "the engine or a library is another one"),
        (another_archive, "packages.zip is not the recorded one"),
        (no_archive, "packages.zip was not delivered"),
        (throwing, "thrown"),
        (faulty_heap, "no_such_function"),
    ],
)
def test_whatever_is_wrong_leads_to_the_ordinary_boot(
    spoil: Callable[[Page], None], reason: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    spoil(page)
    page.goto(house.widget)
    how, why = way(page)
    assert how == "ordinary"
    assert reason in why
    expect(page.locator("[data-callid]").first).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_page_whose_snapshot_was_never_recorded_boots_the_ordinary_way(
    house: House, new_page: Callable[..., Page]
) -> None:
    """Then all of the widget is in its archive, as it is in that of the sources."""
    page = new_page()
    pattern = re.compile(rb"const MANIFEST = \{.*?^\};", re.DOTALL | re.MULTILINE)
    altered(page, "interpreter.mjs", lambda content: pattern.sub(b"const MANIFEST = null;", content))
    page.goto(house.serve(Site(ROOT)))
    assert way(page) == ("ordinary", "no snapshot was recorded")
    expect(page.locator("[data-callid]").first).to_be_visible()


def test_what_must_differ_from_page_to_page_does(house: House, new_page: Callable[..., Page]) -> None:
    program = (
        "import json, logging, os, random, secrets, time, uuid\n"
        "late = time.time() - logging._startTime / 1e9\n"
        "say(json.dumps([random.random(), random.Random().random(), secrets.token_hex(), str(uuid.uuid4()),"
        " os.urandom(8).hex(), late < 60]))"
    )
    pages = []
    for _ in range(2):
        page = new_page()
        running(page, program)
        pages.append(json.loads(answer(page, house.widget)))
        assert way(page)[0] == "snapshot"
    (*first, first_is_now), (*second, second_is_now) = pages
    assert all(one != other for one, other in zip(first, second, strict=True))
    assert first_is_now
    assert second_is_now


def test_the_time_zone_is_the_page_s_whichever_way_it_boots(house: House, new_page: Callable[..., Page]) -> None:
    program = (
        "import datetime, time\nzone = datetime.datetime.now().astimezone()\n"
        "say(repr((time.tzname, time.timezone, time.altzone, time.daylight, zone.utcoffset(), zone.tzname())))"
    )
    said = set()
    for url in (house.widget, f"{house.widget}/{WAYS['ordinary']}"):
        page = new_page(timezone_id="America/New_York", locale="de-DE")
        running(page, program)
        said.add(answer(page, url))
    assert len(said) == 1
    assert "18000" in said.pop()


def test_a_module_outside_the_snapshot_is_fetched_when_it_is_imported(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    watch = Watch.over(page)
    program = "import csv, io, pydantic.networks\nsay(repr(list(csv.reader(io.StringIO('a,b')))))"
    running(page, program)
    assert answer(page, house.widget) == "[['a', 'b']]"
    assert way(page) == ("snapshot", "")
    assert sum(url.endswith("python_stdlib.zip") for url in watch.requests) == 1


@pytest.mark.parametrize("asked", WAYS)
def test_a_package_of_the_lock_file_can_be_loaded_later(
    asked: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    program = (
        "import pyodide_js\nawait pyodide_js.loadPackage('phonenumbers')\n"
        "import phonenumbers\nsay(str(phonenumbers.parse('+442071838750').country_code))"
    )
    running(page, program)
    assert answer(page, f"{house.widget}/{WAYS[asked]}") == "44"


def test_a_package_that_the_snapshot_lacks_is_loaded(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()

    def with_one_more(route: Route) -> None:
        text = route.fetch().text().replace('packages: ["', 'packages: ["phonenumbers", "', 1)
        route.fulfill(body=text, content_type="text/javascript")

    page.route("**/boot.js", with_one_more)
    running(page, "import phonenumbers\nsay(phonenumbers.__name__)")
    assert answer(page, house.widget) == "phonenumbers"
    assert way(page) == ("snapshot", "")
