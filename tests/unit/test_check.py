"""`python -m tools.check` says what is wrong with a server's answers, at which paths, and what cures it."""

from __future__ import annotations

import asyncio
import gzip
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import brotli
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from multidict import CIMultiDict, CIMultiDictProxy

from tools.check import __main__ as check
from tools.check.fetch import BROWSER, NO_FILE, PLAIN, WITHOUT_BROTLI, NotPublishedError, responses
from tools.check.response import Published, Response
from tools.check.rules import findings
from tools.delivery import ALWAYS, FOR_ISOLATED_DESKTOPS, cache_control, content_security_policy, content_type
from tools.serve import Site, application

DESKTOP = "https://desktop.example.com"
WASM = "static/runtime/engine-1a/engine.wasm"
FILES = ("index.html", "static/page.js", "static/runtime/engine-1a/boot.mjs", WASM, "static/icons/widget.svg")
PUBLISHED = Published(
    {f"{path}{packed}": size for path in FILES for packed, size in (("", 1000), (".br", 30), (".gz", 40))}, (DESKTOP,)
)
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
Headers = CIMultiDict[str]
Spoil = Callable[[Headers], None]


def answer(path: str, accepted: tuple[str, ...] = BROWSER, status: int = 200, expected: int = 200) -> Response:
    """What a server sends that does everything right, but for its status."""
    wanted = [encoding for encoding in PUBLISHED.encodings(path) if encoding in accepted]
    headers = CIMultiDict(
        {
            "Content-Security-Policy": content_security_policy([DESKTOP]),
            "Cache-Control": cache_control(path, status),
            "Content-Type": content_type(path),
            "Vary": "Accept-Encoding",
            "ETag": '"1"',
            "Date": format_datetime(NOW, usegmt=True),
            **ALWAYS,
            **FOR_ISOLATED_DESKTOPS,
            **({"Content-Encoding": wanted[0]} if wanted else {}),
        }
    )
    return Response(path, accepted, status, CIMultiDictProxy(headers), NOW, expected)


def changed(response: Response, spoil: Spoil, **others: object) -> Response:
    headers = CIMultiDict(response.headers)
    spoil(headers)
    return Response(**{**vars(response), "headers": CIMultiDictProxy(headers), **others})


def setting(name: str, value: str) -> Spoil:
    return lambda headers: headers.update({name: value})


def lacking(*names: str) -> Spoil:
    def spoil(headers: Headers) -> None:
        for name in names:
            del headers[name]

    return spoil


def adding(name: str, value: str) -> Spoil:
    return lambda headers: headers.add(name, value)


def policy(old: str, new: str) -> Spoil:
    name = "Content-Security-Policy"
    return lambda headers: headers.update({name: headers[name].replace(old, new)})


def said(response: Response, published: Published = PUBLISHED) -> list[str]:
    """What is found, and its cure after a line."""
    return [f"{finding.what}\n{finding.cure}" for finding in findings(response, published)]


@pytest.mark.parametrize("accepted", [BROWSER, WITHOUT_BROTLI, PLAIN], ids=["browser", "without brotli", "plain"])
@pytest.mark.parametrize("path", ["", "pyscript.toml", "files.json", *FILES])
def test_of_a_right_answer_nothing_is_said(path: str, accepted: tuple[str, ...]) -> None:
    assert said(answer(path, accepted)) == []


def test_of_a_right_answer_for_a_file_that_is_not_there_nothing_is_said() -> None:
    assert said(answer(NO_FILE, status=404, expected=404)) == []


WRONG: dict[str, tuple[str, Spoil, str, str]] = {
    "nginx: an add_header in a location": (
        "",
        lacking("Content-Security-Policy"),
        "Content-Security-Policy is missing",
        "an add_header inside a location removes all those of the server",
    ),
    "nginx: an empty types": (
        WASM,
        setting("Content-Type", "text/plain"),
        "Content-Type is text/plain, not application/wasm",
        "nginx: a `types { }`",
    ),
    "a module of no type": (
        "static/runtime/engine-1a/boot.mjs",
        lacking("Content-Type"),
        "Content-Type is missing, not text/javascript",
        "Apache: ForceType",
    ),
    "an unknown ending": (
        "pyscript.toml",
        setting("Content-Type", "application/octet-stream"),
        "Content-Type is application/octet-stream, not application/toml",
        "docs/deploy.md",
    ),
    "a page instead": (
        "static/page.js",
        setting("Content-Type", "text/html; charset=utf-8"),
        "Content-Type is text/html; charset=utf-8, not text/javascript",
        "A page came in place of the file",
    ),
    "a page that is kept": (
        "",
        setting("Cache-Control", "public, max-age=3600"),
        "Cache-Control is public, max-age=3600, not no-cache",
        "old configuration for days",
    ),
    "a page without a word": ("", lacking("Cache-Control"), "Cache-Control is missing, not no-cache", "`expires`"),
    "a configuration that is immutable": (
        "pyscript.toml",
        setting("Cache-Control", "max-age=31536000, immutable"),
        "Cache-Control is max-age=31536000, immutable, not no-cache",
        "old configuration",
    ),
    "nothing is kept at all": (
        "static/page.js",
        setting("Cache-Control", "no-store, no-cache"),
        "Cache-Control is no-store, no-cache, not no-cache",
        "loads every file anew",
    ),
    "a runtime that is not kept": (
        WASM,
        setting("Cache-Control", "no-cache"),
        "Cache-Control is no-cache, not public, max-age=31536000, immutable",
        "named by their content",
    ),
    "a runtime that is kept for a day": (WASM, setting("Cache-Control", "max-age=86400"), "max-age=86400", "proxy"),
    "no validator": (
        "static/page.js",
        lacking("ETag"),
        "neither ETag nor Last-Modified",
        "loads the file anew",
    ),
    "a proxy with another policy": (
        "",
        setting("Content-Security-Policy", "upgrade-insecure-requests"),
        "Content-Security-Policy has no default-src, script-src, connect-src",
        "a proxy or a CDN in front of it changes the header",
    ),
    "a proxy that adds a policy": (
        "",
        adding("Content-Security-Policy", "default-src 'self'"),
        "Content-Security-Policy came 2 times",
        "Browsers apply all of them",
    ),
    "two policies in one line": (
        "",
        policy("default-src", "default-src 'self', default-src"),
        "Content-Security-Policy came 2 times",
        "Browsers apply all of them",
    ),
    "a policy without WebAssembly": (
        "",
        policy(" 'wasm-unsafe-eval'", ""),
        "script-src is 'self', not 'self' 'wasm-unsafe-eval'",
        "deploy/",
    ),
    "a policy that allows more": (
        "",
        policy("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        "script-src is 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
        "deploy/",
    ),
    "a sandbox": ("", policy("base-uri", "sandbox; base-uri"), "has a rule too many: sandbox", "deploy/"),
    "no frame-ancestors": (
        "",
        policy(f"; frame-ancestors {DESKTOP}", ""),
        "has no frame-ancestors",
        "Any page may frame the widget",
    ),
    "a desktop that is not in the header": (
        "",
        policy(DESKTOP, "'none'"),
        f"frame-ancestors lacks {DESKTOP}",
        "refused to connect",
    ),
    "a desktop that is only in the header": (
        "",
        policy(DESKTOP, f"{DESKTOP} https://other.example"),
        "frame-ancestors has https://other.example, which allowed_origins does not list",
        "to allowed_origins",
    ),
    "anybody": ("", policy(DESKTOP, f"{DESKTOP} *"), "frame-ancestors has *", "remove it"),
    "X-Frame-Options": ("", setting("X-Frame-Options", "SAMEORIGIN"), "X-Frame-Options is SAMEORIGIN", "Remove it"),
    "no brotli": (
        WASM,
        setting("Content-Encoding", "gzip"),
        "compressed with gzip, though br was allowed",
        "libnginx-mod-http-brotli-static",
    ),
    "not compressed": (
        "static/page.js",
        lacking("Content-Encoding"),
        "not compressed, though br was allowed",
        "`gzip_static on`",
    ),
    "no Vary": ("static/page.js", lacking("Vary"), "Vary is missing, without Accept-Encoding", "`gzip_vary on`"),
    "another Vary": (
        "static/page.js",
        setting("Vary", "Origin"),
        "Vary is origin, without",
        "Caddy: `header Vary",
    ),
    "no process of its own": (
        "",
        lacking("Origin-Agent-Cluster"),
        "Origin-Agent-Cluster is missing, not ?1",
        "every response",
    ),
    "types are guessed": ("", lacking("X-Content-Type-Options"), "X-Content-Type-Options is missing", "every response"),
    "no time": ("", lacking("Date"), "Date is missing", "computer's clock is wrong"),
    "a wrong time": (
        "",
        setting("Date", format_datetime(NOW - timedelta(seconds=90), usegmt=True)),
        "Date differs from this computer's clock by 90 s",
        "NTP",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_with_its_cure(name: str) -> None:
    path, spoil, what, cure = WRONG[name]
    first, *_ = said(changed(answer(path), spoil))
    told, help_ = first.split("\n")
    assert what in told
    assert cure in help_


@pytest.mark.parametrize(
    ("path", "status", "headers", "expected", "what", "cure"),
    [
        ("pyscript.toml", 404, {}, 200, "status 404, not 200", "only the endings it knows"),
        ("static/page.js", 302, {"Location": "/login"}, 200, "status 302 to /login, not 200", "no secret"),
        (WASM, 403, {}, 200, "status 403, not 200", "symbolic links"),
        (WASM, 405, {}, 200, "status 405, not 200", "HEAD"),
        (WASM, 502, {}, 200, "status 502, not 200", "error log"),
        (NO_FILE, 200, {"Cache-Control": "no-cache"}, 404, "status 200, not 404", "FallbackResource"),
    ],
)
def test_a_status_is_said_with_its_cure(
    path: str, status: int, headers: dict[str, str], expected: int, what: str, cure: str
) -> None:
    response = changed(answer(path, status=status, expected=expected), lambda given: given.update(headers))
    first, *_ = said(response)
    assert first.startswith(what)
    assert cure in first


def test_an_error_must_have_the_headers_too_and_is_not_kept() -> None:
    spoil = lacking("Content-Security-Policy")
    response = changed(answer(NO_FILE, status=404, expected=404), spoil)
    [missing] = said(response)
    assert missing.startswith("Content-Security-Policy is missing")
    assert "without `always`" in missing
    kept = changed(answer(NO_FILE, status=404, expected=404), setting("Cache-Control", cache_control(WASM)))
    assert [finding.split(",")[0] for finding in said(kept)] == ["Cache-Control is public"]


def test_a_copy_that_the_request_did_not_allow_comes_from_a_cache_without_vary() -> None:
    response = changed(answer(WASM, PLAIN), setting("Content-Encoding", "br"))
    [finding] = said(response)
    assert finding.startswith("Content-Encoding is br, which the request did not allow")
    assert "Vary" in finding


@pytest.mark.parametrize(
    ("body", "encoding", "what"),
    [
        (b"x" * 999, None, "999 bytes, not 1000"),
        (gzip.compress(b"x" * 999), "gzip", "999 bytes, not 1000"),
        (b"x" * 30, None, "the .br file is sent without Content-Encoding"),
        (b"x" * 30, "br", "Content-Encoding is br, and the file is not"),
        (b"x" * 30, "gzip", "Content-Encoding is gzip, and the file is not"),
    ],
)
def test_a_file_that_is_not_what_was_published_is_said(body: bytes, encoding: str | None, what: str) -> None:
    spoil = setting("Content-Encoding", encoding) if encoding else lacking("Content-Encoding")
    found = said(changed(answer(WASM), spoil, body=body))
    assert [finding for finding in found if finding.startswith(what)]


def test_of_a_file_that_is_what_was_published_nothing_is_said() -> None:
    assert said(changed(answer(WASM), lambda _: None, body=brotli.compress(b"x" * 1000))) == []


def test_what_only_some_desktops_need_is_a_note() -> None:
    response = changed(answer(""), lacking(*FOR_ISOLATED_DESKTOPS))
    [finding] = findings(response, PUBLISHED)
    assert finding.note
    assert "Cross-Origin-Embedder-Policy" in finding.cure


def test_the_conformance_kit_may_be_left_out() -> None:
    [finding] = findings(answer("conformance.html", status=404), PUBLISHED)
    assert finding.note


def test_one_fault_of_many_files_is_said_once_and_its_paths_are_counted() -> None:
    spoiled = [changed(answer(path), lacking("Origin-Agent-Cluster")) for path in ("", *FILES)]
    found = check.grouped(PUBLISHED, spoiled)
    [paths] = found.values()
    assert paths == ["the page", *FILES]
    told = check.report("https://w.example/", PUBLISHED, found)
    assert told.startswith(
        "https://w.example/: 8 files compared, 1 to mend.\n\n"
        "Origin-Agent-Cluster is missing, not ?1: the page, index.html, static/page.js and 3 more\n   1. Send it with"
    )


def test_one_cure_of_many_faults_is_said_once_and_notes_come_last() -> None:
    spoiled = [changed(answer(path), lacking("Content-Type", *FOR_ISOLATED_DESKTOPS)) for path in ("", WASM)]
    told = check.report("https://w.example/", PUBLISHED, check.grouped(PUBLISHED, spoiled))
    assert "1 to mend" in told
    assert told.count("Give each ending the type") == 1
    assert f"not text/html: the page\nContent-Type is missing, not application/wasm: {WASM}\n   1. Give" in told
    assert told.index("Note. Nothing to do") > told.index("1. Give")


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A small folder as `make dist` makes it."""
    for path in FILES:
        content = path.encode() * 100
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        for suffix, packed in (("", content), (".br", brotli.compress(content)), (".gz", gzip.compress(content))):
            file.with_name(f"{file.name}{suffix}").write_bytes(packed)
    sizes = {path.relative_to(tmp_path).as_posix(): path.stat().st_size for path in tmp_path.rglob("*.*")}
    (tmp_path / "files.json").write_text(json.dumps(sizes))
    (tmp_path / "pyscript.toml").write_text(f'[widget]\nallowed_origins = ["{DESKTOP}"]\n')
    return tmp_path


def found_at(site: Site, path: str = "/") -> dict[str, list[str]]:
    """What the check finds at a real server: the first words of each finding -> its paths."""

    async def ask() -> tuple[Published, list[Response]]:
        async with TestServer(application(site)) as server:
            return await responses(str(server.make_url(path)))

    return {finding.what: paths for finding, paths in check.grouped(*asyncio.run(ask())).items() if not finding.note}


def test_a_real_server_is_asked_for_every_file(published: Path) -> None:
    """The demo's own server makes two of them at each request, and is no server for many agents."""
    assert found_at(Site(published, framed_by=(DESKTOP,))) == {
        "neither ETag nor Last-Modified": ["pyscript.toml", "files.json"]
    }
    (published / "static/page.js").unlink()
    (published / "static/page.js.br").unlink()
    (published / "static/page.js.gz").unlink()
    found = found_at(Site(published))
    assert found["status 404, not 200"] == ["static/page.js"]
    assert len(found[f"frame-ancestors lacks {DESKTOP}, which allowed_origins lists"]) == len(FILES) + 4


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("files.json", "<!doctype html>", "is not the file that `make dist` wrote"),
        ("files.json", "[]", "is not the file that `make dist` wrote"),
        ("pyscript.toml", "allowed", "is no TOML"),
    ],
)
def test_an_address_of_something_else_is_said(name: str, content: str, why: str, published: Path) -> None:
    (published / name).write_text(content)
    plain = web.Application()  # our own server makes these two itself
    plain.router.add_static("/", published)

    async def ask() -> None:
        async with TestServer(plain) as server:
            await responses(str(server.make_url("/")))

    with pytest.raises(NotPublishedError, match=why):
        asyncio.run(ask())


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://widget.example.com/", "must be https"),
        ("widget.example.com", "is no address"),
        ("https://widget.example.com/?a=1", "is no address"),
        ("http://127.0.0.1:1/", "does not answer"),
    ],
)
def test_what_can_not_be_checked_is_said_in_a_sentence(url: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["check", url])
    with pytest.raises(SystemExit, match=why):
        check.main()


@pytest.mark.parametrize("url", ["https://w.example/a", "https://w.example/a/", "https://w.example/a/index.html"])
def test_the_address_is_that_of_the_folder(url: str) -> None:
    assert check.address_of(url) == "https://w.example/a/"
