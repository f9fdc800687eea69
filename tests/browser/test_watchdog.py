"""Every way the boot can fail in silence ends in a sentence on the page that names the cause and the remedy."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path
from threading import Thread

import brotli
import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.built import FOLDER
from tests.browser.conftest import BOOT, Held, House, Watch, booted, widget_in
from tests.browser.test_boot_ways import WAYS, way
from tests.browser.test_hostile_desktop import say, state_of
from tools.serve import Site


def says(page: Page, *texts: str) -> None:
    """Wait until the page says that it failed, and all of `texts`."""
    booted(page, "failed")
    for text in texts:
        expect(page.get_by_role("alert")).to_contain_text(text)


def says_only(page: Page, watch: Watch, cause: str, *texts: str) -> None:
    """As `says`, with this cause, no other before it, and each file once."""
    says(page, *texts)
    said = [line for line in watch.console if "The widget does not run as it should" in line]
    assert [line for line in said if f"({cause})" not in line] == []
    names = re.findall(r"([\w./-]+) \(", page.locator("[data-detail]").inner_text())
    assert sorted(names) == sorted(set(names))


def broken(
    page: Page, pattern: str, handler: Callable[[Route], None] = lambda route: route.fulfill(status=404)
) -> None:
    """Make the server answer some files otherwise."""
    page.route(pattern, handler)


def retyped(route: Route, kind: str) -> None:
    """Answer as the server does, but for the type."""
    answer = route.fetch()
    route.fulfill(
        response=answer, headers={**answer.headers, "content-type": kind, "x-content-type-options": "nosniff"}
    )


@pytest.mark.parametrize(
    "name",
    ["core.js", "pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pydantic-2*.whl", "pyodide-lock.json"],
)
def test_a_missing_file_of_the_runtime_is_named(name: str, house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    broken(page, f"**/{name}")
    page.goto(f"{house.widget}/?boot=ordinary")  # a snapshot needs fewer of them
    says(page, name.split("*")[0], "static/runtime included")


@pytest.mark.parametrize("name", ["pyscript.toml", "widget.zip", "widget/main.py"])
def test_a_missing_file_of_the_widget_is_named(name: str, house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    broken(page, f"**/{name}")
    page.goto(house.widget)
    says(page, name)


@pytest.mark.parametrize(
    ("status", "cause", "words"),
    [
        (401, "login", "Is somebody logged out?"),
        (403, "login", "Is somebody logged out?"),
        (410, "file", "Publish the whole folder"),
        (429, "server", "Reload in a few minutes"),
        (503, "server", "Reload in a few minutes"),
    ],
)
def test_what_the_server_says_in_the_place_of_a_file_is_told_from_a_missing_one(
    status: int, cause: str, words: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    watch = Watch.over(page)
    broken(page, "**/toml.js", lambda route: route.fulfill(status=status))
    page.goto(house.widget)
    says_only(page, watch, cause, words, f"toml.js ({status})")


def test_a_file_to_which_nothing_answers_is_not_called_missing(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    watch = Watch.over(page)
    broken(page, "**/toml.js", lambda route: route.abort())
    page.goto(house.widget)
    says_only(page, watch, "unanswered", "did not arrive", "toml.js (no answer)", "Check the network")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("inbox.js", "text/html"),
        ("page.js", "text/plain"),
        ("boot.js", "application/octet-stream"),
        ("restore.mjs", "application/octet-stream"),
        ("pyodide.asm.mjs", "application/octet-stream"),
        ("core.js", "text/html"),
    ],
)
def test_a_file_that_came_as_another_type_is_named(
    name: str, kind: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    broken(page, f"**/{name}", lambda route: retyped(route, kind))
    page.goto(house.widget)
    says(
        page, "came as something else", f"{name} ({'of no known type' if 'octet' in kind else kind})", "text/javascript"
    )


@pytest.mark.parametrize("name", ["pyscript.toml", "widget.zip", "widget/main.py", "pyodide.asm.wasm"])
def test_a_page_of_the_server_in_the_place_of_a_file_is_named(
    name: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    watch = Watch.over(page)
    broken(
        page, f"**/{name}", lambda route: route.fulfill(body="<!doctype html>Please log in", content_type="text/html")
    )
    page.goto(house.widget)
    says_only(page, watch, "type", "came as something else", f"{name} (text/html)")


def half(body: bytes) -> bytes:
    return body[: len(body) // 2]


def login(_: bytes) -> bytes:
    return b"<!doctype html>Please log in"


def nothing(_: bytes) -> bytes:
    return b""


def shrunk(body: bytes) -> bytes:
    """What a server's .br file holds, sent without Content-Encoding."""
    small: bytes = brotli.compress(body, quality=1)
    return small


def shrunk_twice(body: bytes) -> bytes:
    return gzip.compress(shrunk(body))


DAMAGES = {"cut": half, "a login": login, "empty": nothing, "brotli": shrunk, "gzip of brotli": shrunk_twice}
# One for each way a file is asked for: by an element of the page, by a module, by the engine, by PyScript.
NEEDED = [
    "inbox.js",
    "page.js",
    "press.js",
    "idiomorph.esm.js",
    "interpreter.mjs",
    "toml.js",
    "core-*.js",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "widget.zip",
    "widget/main.py",
]
NEEDED_TO_START_ANEW = ["python_stdlib.zip", "pyodide-lock.json", "pydantic_core-2*.whl"]


def spoilt(route: Route, spoil: Callable[[bytes], bytes]) -> None:
    """Answer as the server does, with the same type, but with other bytes."""
    answer = route.fetch()
    kept = {name: answer.headers[name] for name in ("content-type", "x-content-type-options")}
    route.fulfill(body=spoil(answer.body()), headers=kept)


@pytest.mark.parametrize(("name", "kind"), list(zip(NEEDED, cycle(DAMAGES))))
def test_a_damaged_file_is_named(name: str, kind: str, house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    watch = Watch.over(page)
    broken(page, f"**/{name}", lambda route: spoilt(route, DAMAGES[kind]))
    page.goto(house.widget)
    says_only(page, watch, "damaged", "came damaged", name.split("*")[0])


@pytest.mark.parametrize(("name", "kind"), list(zip(NEEDED_TO_START_ANEW, cycle(DAMAGES))))
def test_a_file_of_the_ordinary_boot_that_came_damaged_is_named(
    name: str, kind: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    broken(page, f"**/{name}", lambda route: spoilt(route, DAMAGES[kind]))
    page.goto(f"{house.widget}/?boot=ordinary")
    says(page, "came damaged", name.split("*")[0])


def test_a_br_file_that_is_sent_as_if_it_were_the_file_is_recognised(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    compressed = house.file("pyodide.mjs.br").read_bytes()
    broken(page, "**/pyodide.mjs", lambda route: spoilt(route, lambda _: compressed))
    page.goto(house.widget)
    says(page, "pyodide.mjs (compressed with brotli, without Content-Encoding: br)")


def test_what_came_damaged_and_is_kept_by_the_browser_is_asked_for_anew_by_reload(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    broken(page, "**/pyodide.asm.wasm", lambda route: spoilt(route, half))
    page.goto(house.widget)
    says(page, "came damaged")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_navigation():
        page.get_by_role("button", name="Reload").click()
    assert any(url.endswith("pyodide.asm.wasm") for url in asked)


@pytest.mark.parametrize(
    ("name", "handler"),
    [
        ("parts.css", lambda route: route.fulfill(status=404)),
        ("dialling.css", lambda route: spoilt(route, half)),
        ("tokens.css", lambda route: spoilt(route, nothing)),
        ("numbers.css", lambda route: spoilt(route, login)),
        ("inspector.css", lambda route: retyped(route, "text/plain")),
    ],
)
def test_a_style_sheet_that_is_wrong_stays_said_while_the_widget_works(
    name: str, handler: Callable[[Route], None], house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    broken(page, f"**/{name}", handler)
    page.goto(house.widget)
    booted(page)
    expect(page.get_by_role("alert")).to_contain_text(f"/css/{name} (")
    expect(page.get_by_role("alert")).to_contain_text("may look wrong")
    expect(page.locator("[data-callid]").first).to_be_visible()


def test_files_from_the_cache_are_not_taken_for_damaged(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    watch = Watch.over(page)
    page.goto(house.widget)
    booted(page)
    page.reload()
    booted(page)
    expect(page.locator("[data-callid]").first).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()
    assert not [line for line in watch.console if "does not run" in line]


@pytest.fixture(scope="module")
def away() -> Iterator[str]:
    """A server of another origin where somebody logs in."""

    class Login(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html>Please log in")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Login) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/login"
        server.shutdown()


# One for each way a file is asked for. Without a policy, the browser follows where it would else keep the file out.
@pytest.mark.parametrize(
    ("path", "without_header", "to"),
    [
        ("/pyscript.toml", False, "away"),
        ("widget.zip", False, "away"),
        ("widget.zip", True, "away"),
        ("page.js", False, "away"),
        ("page.js", True, "away"),
        ("inbox.js", False, "away"),
        ("inbox.js", True, "away"),
        ("interpreter.mjs", False, "away"),
        ("pyodide.asm.wasm", False, "away"),
        ("core.js", True, "away"),
        ("core.js", False, "/index.html"),
        ("widget.zip", False, "/index.html"),
    ],
)
def test_a_file_that_is_redirected_is_told_from_one_that_is_kept_out_or_of_another_type(
    path: str, without_header: bool, to: str, away: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    path = path if path.startswith("/") else house.address_of(path)
    redirected = {path: away if to == "away" else to}
    page.goto(house.serve(Site(house.files, redirected=redirected, without_header=without_header)))
    says(page, "Is somebody logged out?", path[1:])
    expect(page.get_by_role("alert").get_by_role("heading")).to_have_text("The files of the widget are redirected")


def test_when_all_but_the_page_is_redirected_it_is_said_without_a_script(
    away: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page(reduced_motion="reduce")
    scripts = {house.address_of(name): away for name in ("watchdog.js", "inbox.js")}
    page.goto(house.serve(Site(house.files, redirected=scripts)))
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    words = page.get_by_text("No script of this page has run yet.")
    expect(words).to_be_visible()
    expect(words).to_contain_text("logged out")


def test_a_page_without_its_style_sheets_says_so(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    words = page.get_by_text("The widget's style sheets did not arrive.")
    page.goto(house.widget)
    booted(page)
    expect(words).to_be_hidden()
    broken(page, "**/page.css")
    page.reload()
    expect(words).to_be_visible()


def test_reload_asks_the_server_for_what_the_browser_holds(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    broken(page, "**/core.js")
    page.goto(house.widget)
    says(page, "core.js")
    asked: list[tuple[str, str]] = []
    page.on("request", lambda request: asked.append((request.resource_type, request.url)))
    with page.expect_navigation():
        page.get_by_role("button", name="Reload").click()
    assert ("fetch", f"{house.widget}{house.address_of('core.js')}") in asked


@pytest.mark.parametrize("asked", WAYS)
def test_a_server_that_does_not_know_webassembly_does_no_harm(
    asked: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    broken(page, "**/*.wasm", lambda route: retyped(route, "application/octet-stream"))
    page.goto(f"{house.widget}/{WAYS[asked]}")
    assert way(page)[0] == asked
    expect(page.locator("[data-callid]").first).to_be_visible()


def configured(page: Page, head: str = "", table: str = "", encoding: str = "utf-8") -> None:
    """Let the server deliver another pyscript.toml: with these lines first, and these first in the [widget] table."""
    text = head + (FOLDER / "pyscript.toml").read_text().replace("\n[widget]\n", f"\n[widget]\n{table}\n")
    broken(page, "**/pyscript.toml", lambda route: route.fulfill(body=text.encode(encoding), content_type="text/plain"))


def program_asked_for(watch: Watch) -> list[str]:
    """What a page fetches to run the widget, and nothing else does."""
    return [url for url in watch.requests if re.search(r"core\.js|widget\.zip|main\.py", url)]


FAULTS = {
    "not a value": "reply_deadline = soon",
    "no equals sign": "reply_deadline 5",
    "a key twice": "mask_numbers = true\nmask_numbers = false",
    "a table twice": "[widget]",
    "a bad escape": r'source = "a\qb"',
    "a text without an end": 'source = "lcm',
    "a head without an end": "[widget.tokens",
    "no key": "= true",
    "two on a line": "mask_numbers = true dial = 'none'",
    "a word for true": "mask_numbers = True",
    "a list without an end": "panels = ['calls'",
}


def test_the_reader_refuses_what_is_not_toml_and_knows_the_line(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(f"{house.widget}/files.json")
    reader = house.address_of("toml.js")
    lines = page.evaluate(
        """async ([reader, texts]) => {
            const { parse } = await import(reader);
            return texts.map((text) => { try { parse(text); } catch (error) { return error.line; } });
        }""",
        [reader, [f"[widget]\n{fault}\n" for fault in FAULTS.values()]],
    )
    assert [fault for fault, line in zip(FAULTS, lines, strict=True) if not line] == []


def test_a_configuration_that_is_not_toml_names_the_line_and_nothing_runs(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    configured(page, table=FAULTS["not a value"])
    watch = Watch.over(page)
    page.goto(house.widget)
    says_only(page, watch, "configuration", "The configuration can't be used", "pyscript.toml, line ")
    assert program_asked_for(watch) == []


def test_what_stands_twice_in_the_configuration_is_named_with_its_table(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    for table, said in {
        "mask_numbers = true\nmask_numbers = false": "mask_numbers stands twice in [widget]: remove one.",
        "[widget]": "[widget] stands twice: put the keys under one head.",
        '[widget.tokens]\n--accent = "red"\n--accent = "blue"': "--accent stands twice in [widget.tokens]: remove one.",
        "[widget.tokens]\n[widget.tokens]": "[widget.tokens] stands twice: put the keys under one head.",
    }.items():
        configured(page, table=table)
        page.goto(house.widget)
        says(page, "pyscript.toml, line ", said)


def test_the_line_of_a_fault_is_counted_from_the_top(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    configured(page, head="this is not TOML\n")
    page.goto(house.widget)
    says(page, "pyscript.toml, line 1:")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text.encode("utf-16"), "pyscript.toml is not UTF-8 text"),
        (
            lambda text: text.replace("lcm-agent-widget", "Fl\u00e4che").encode("latin-1"),
            "pyscript.toml is not UTF-8 text",
        ),
        (lambda _: b"", "pyscript.toml has no [widget] table"),
        (lambda text: text.replace("[widget]", "").encode(), "pyscript.toml has no [widget] table"),
    ],
    ids=["UTF-16", "Latin-1", "emptied", "without its head"],
)
def test_a_configuration_of_which_nothing_can_be_used_starts_nothing(
    spoil: Callable[[str], bytes], said: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    body = spoil((FOLDER / "pyscript.toml").read_text())
    broken(page, "**/pyscript.toml", lambda route: route.fulfill(body=body, content_type="application/toml"))
    watch = Watch.over(page)
    page.goto(house.widget)
    says(page, "The configuration can't be used", said)
    assert program_asked_for(watch) == []


def test_a_failure_of_the_configuration_stays_and_the_desktop_hears_nothing(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.clock.install()
    configured(page, table=FAULTS["a key twice"])
    page.goto(house.embedding())
    frame = page.frame_locator("#widget")
    expect(frame.get_by_role("alert")).to_contain_text("pyscript.toml, line ", timeout=BOOT)
    say(page, state_of("unseen"))
    page.clock.run_for(60_000)
    expect(frame.get_by_role("alert")).to_contain_text("The configuration can't be used")
    expect(frame.locator("html")).to_have_attribute("data-boot", "failed")
    expect(frame.locator("[data-callid]")).to_have_count(0)
    assert page.evaluate("heard") == []


@pytest.mark.parametrize(
    ("head", "table", "encoding"),
    [
        ("", 'panels = ["non-pewc"]', "utf-8-sig"),
        ("\n \t\n", 'panels = ["non-pewc"]', "utf-8"),
        ("", 'panels = [\n  "non-pewc", # the only one\n]', "utf-8"),
        ("", "panels = ['non-pewc'] # the only one", "utf-8"),
    ],
    ids=["a byte order mark", "empty lines first", "a list on lines of its own", "a comment after the value"],
)
def test_a_configuration_is_read_as_toml(
    head: str, table: str, encoding: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    configured(page, head, table, encoding)
    page.goto(house.widget)
    booted(page)
    expect(page.locator("[data-panel]")).to_have_count(1)
    expect(page.locator("[data-panel=non-pewc]")).to_be_visible()


def test_what_an_earlier_release_had_above_the_table_is_named_and_changes_nothing(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    watch = Watch.over(page)
    head = 'interpreter = "./static/runtime/0/interpreter.mjs"\npackages = ["numpy"]\n[files]\n"./a.zip" = "./*"\n'
    configured(page, head)
    page.goto(house.widget)
    booted(page)
    said = "interpreter, packages, files are not read any more. Remove them; only [widget] is read."
    assert f"warning: pyscript.toml: {said}" in watch.console
    assert not any("/runtime/0/" in url or "numpy" in url for url in watch.requests)


def test_a_bad_value_in_our_table_names_the_key_what_it_got_and_what_it_wants(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    text = (
        (FOLDER / "pyscript.toml")
        .read_text()
        .replace("\n[widget]\n", '\ntheme = "dark"\n[widget]\n')
        .replace("\n[widget]\n", '\n[widget]\nstale_after = "soon"\nmask_number = true\n')
    )
    broken(page, "**/pyscript.toml", lambda route: route.fulfill(body=text, content_type="text/plain"))
    page.goto(house.widget)
    says(page, "stale_after", "soon", "seconds", "mask_number", "did you mean mask_numbers")
    says(page, "theme: stands outside the [widget] table")


def test_a_policy_that_forbids_webassembly_is_named(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(house.serve(Site(house.files, policy={"script-src": "'self'"})))
    says(page, "'wasm-unsafe-eval'")


def test_a_policy_that_forbids_all_scripts_is_said_without_one(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page(reduced_motion="reduce")
    page.goto(house.serve(Site(house.files, policy={"script-src": "'none'"})))
    words = page.get_by_text("No script of this page has run yet.")
    expect(words).to_be_hidden()
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    expect(words).to_be_visible()


@pytest.mark.parametrize("kind", ["", "text/plain"], ids=["missing", "of another type"])
def test_a_watchdog_that_did_not_come_is_among_the_reasons_said_without_a_script(
    kind: str, house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page(reduced_motion="reduce")
    broken(page, "**/*.js", lambda route: retyped(route, kind) if kind else route.fulfill(status=404))
    page.goto(house.widget)
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    words = page.get_by_text("No script of this page has run yet.")
    expect(words).to_be_visible()
    expect(words).to_contain_text("did not come whole, or not as text/javascript")


def test_a_policy_that_forbids_fetching_is_named(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(house.serve(Site(house.files, policy={"connect-src": "'none'"})))
    says(page, "connect-src")


def test_of_two_policies_the_one_that_blocked_is_shown(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    both = f"{Site(house.files).content_security_policy()}, connect-src 'none'"
    page.goto(house.serve(Site(house.files, headers={"Content-Security-Policy": both})))
    says(page, "both count", "by the policy: connect-src 'none'")


def test_a_sandbox_without_same_origin_is_named(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(house.embedding(sandbox="allow-scripts"))
    frame = page.frame_locator("#widget")
    expect(frame.get_by_role("alert")).to_contain_text("allow-same-origin", timeout=BOOT)


def test_a_program_that_raises_is_named(house: House, new_page: Callable[..., Page], tmp_path: Path) -> None:
    page = new_page()
    program = tmp_path / "main.py"
    program.write_text("raise RuntimeError('a fault of ours')")
    page.goto(house.serve(Site(house.files, instead={house.address_of("widget/main.py"): program})))
    says(page, "stopped while starting")


def test_an_import_that_fails_is_named(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()

    def without_htpy(route: Route) -> None:
        package = '"htpy", '
        text = route.fetch().text().replace(package, " " * len(package), 1)  # of the same size
        route.fulfill(body=text, content_type="text/javascript")

    broken(page, "**/boot.js", without_htpy)
    page.goto(f"{house.widget}/?boot=ordinary")
    says(page, "htpy")


def test_a_frame_that_is_denied_storage_starts_all_the_same(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.add_init_script(
        """for (const name of ["indexedDB", "localStorage", "sessionStorage", "caches"])
            Object.defineProperty(window, name, {
                configurable: true, get() { throw new DOMException("denied", "SecurityError"); } })"""
    )
    page.goto(house.widget)
    booted(page)
    expect(page.locator('[data-callid="12345"]').first).to_be_visible()


def test_a_start_without_any_progress_says_so_and_takes_it_back_when_it_goes_on(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.clock.install()
    engine = "**/pyodide.asm.wasm"
    held = Held(page, engine)
    with page.expect_request(engine):
        page.goto(house.widget, wait_until="commit")
    page.locator("html[data-boot=loading]").wait_for(state="attached")
    page.clock.run_for(31_000)
    says(page, "very long")
    page.clock.resume()
    held.let_go()
    booted(page)
    expect(page.get_by_role("alert")).to_be_hidden()


def test_an_engine_that_has_died_is_said_and_not_left_on_the_screen_as_live(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.goto(house.embedding())
    frame = widget_in(page)
    page.frames[1].evaluate("() => { WebAssembly.Memory.prototype.grow = () => { throw new RangeError(); }; }")
    for _ in range(3):
        say(page, state_of(*(f"call-{number}" for number in range(60_000))))
    expect(frame.get_by_role("alert")).to_contain_text("The widget has stopped")
    expect(frame.locator("html[data-boot=failed]")).to_be_attached()
    frame.get_by_role("button", name="Reload").click()
    widget_in(page)
    say(page, state_of("after"))
    expect(frame.locator('[data-callid="after"]').first).to_be_visible()


def test_the_demo_desktop_has_not_stopped(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.clock.install()
    page.goto(house.desktop)
    booted(page)
    page.clock.run_for(10_000)
    expect(page.locator("html")).to_have_attribute("data-boot", "ready")


def test_where_types_are_not_told_a_missing_module_is_not_taken_for_one_of_another_type(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.add_init_script("delete PerformanceResourceTiming.prototype.contentType")
    broken(page, "**/pyodide.mjs")
    page.goto(house.widget)
    says(page, "is missing", "pyodide.mjs (404)")


def test_where_no_header_guards_the_page_it_refuses_a_strange_desktop_itself(
    house: House, new_page: Callable[..., Page]
) -> None:
    bare = house.serve(Site(house.files, without_header=True, settings={"allowed_origins": (house.host,)}))
    page = new_page()
    page.goto(f"{house.stranger}/host.html?widget={bare}/")
    frame = page.frame_locator("#widget")
    expect(frame.locator("[data-link]")).to_have_attribute("data-link", "refused", timeout=BOOT)
    expect(frame.locator("body")).to_contain_text(house.stranger)
    expect(frame.locator("body")).to_contain_text("allowed_origins")
    forged = {"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "message": [{"callid": "forged"}]}
    page.evaluate("m => say(m)", forged)
    page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(frame.locator('[data-callid="forged"]')).to_have_count(0)
    assert page.evaluate("heard") == []


def test_framed_the_mock_can_not_be_asked_for(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(f"{house.host}/host.html?widget={house.widget}/%3Fscenario=samples")
    frame = page.frame_locator("#widget")
    frame.locator("html[data-boot=ready]").wait_for(state="attached", timeout=BOOT)
    expect(frame.locator("[data-link]")).not_to_have_attribute("data-link", "mock")
    expect(frame.locator("[data-callid]")).to_have_count(0)
