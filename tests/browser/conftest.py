"""Real Chromium, real servers on real origins. A page is booted once for a module where its tests can share it."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Locator, Page, Route, expect

from tests.browser.built import built
from tools.chromium import FLAGS, chromium
from tools.delivery import CONFIGURATION, RUNTIME
from tools.demo import DEMO
from tools.project import ROOT
from tools.serve import Setting, Site, application

BOOT = 60_000  # ms; a cold boot on a busy machine
# While a page starts, V8 optimises in the background what has run for a moment, and each page pays for that anew. Here
# it optimises only what runs for long; the code that runs is the same.
LATE_OPTIMISING = "--js-flags=--wasm-tiering-budget=2000000000"
PAGES = Path(__file__).parent / "pages"

QUIET: dict[str, Setting] = {**DEMO, "reserved_at_start": False}
"""A widget that asks for contacts only when the agent does."""

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium, quiet."""
    return {"executable_path": chromium(), "args": [*FLAGS, LATE_OPTIMISING]}


class Servers:
    """Serves sites from a thread of its own until the session ends."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def serve(self, site: Site, listener: socket.socket) -> None:
        """Serve `site` on a bound socket."""
        asyncio.run_coroutine_threadsafe(self._start(site, listener), self._loop).result(30)

    @staticmethod
    async def _start(site: Site, listener: socket.socket) -> None:
        runner = web.AppRunner(application(site), access_log=None)
        await runner.setup()
        await web.SockSite(runner, listener).start()


def listener() -> tuple[socket.socket, str]:
    """A bound socket and the origin it will serve: known before the sites that name each other are made."""
    bound = socket.create_server(("127.0.0.1", 0))
    return bound, f"http://127.0.0.1:{bound.getsockname()[1]}"


@dataclass(frozen=True)
class House:
    """The origins of one session, and the folder of the widget's files, as published."""

    files: Path
    widget: str
    desktop: str
    host: str
    stranger: str
    serve: Callable[[Site], str]

    def embedding(self, origin: str = "", *, widget: str = "", **query: str) -> str:
        """A plain host page of ours at `origin` (an allowed one unless told) that embeds the widget."""
        rest = "".join(f"&{name}={value}" for name, value in query.items())
        return f"{origin or self.host}/host.html?widget={widget or self.widget}/{rest}"

    def file(self, name: str) -> Path:
        """A published file of the runtime or of the widget, by its path in the folder that is named by its content."""
        [path] = (self.files / RUNTIME).glob(f"*/{name}")
        return path

    def address_of(self, name: str) -> str:
        """The path of such a file, on the widget's origin."""
        return f"/{self.file(name).relative_to(self.files).as_posix()}"

    def tuned(self, **settings: Setting) -> str:
        """A widget that the host page may embed, with other settings; its origin."""
        allowed = (self.host,)
        return self.serve(
            Site(self.files, framed_by=allowed, settings={"allowed_origins": allowed, **QUIET, **settings})
        )


@pytest.fixture(scope="session")
def house() -> House:
    """The widget, the demo desktop, an allowed host page and a stranger, each on an origin of its own."""
    servers, files = Servers(), built()
    (widget_socket, widget), (desktop_socket, desktop), (host_socket, host), (other_socket, other) = (
        listener() for _ in range(4)
    )
    allowed = (desktop, host)
    servers.serve(Site(files, framed_by=allowed, settings={"allowed_origins": allowed, **QUIET}), widget_socket)
    servers.serve(Site(ROOT / "demo", widget=widget), desktop_socket)
    servers.serve(Site(PAGES, without_header=True), host_socket)
    servers.serve(Site(PAGES, without_header=True), other_socket)

    def serve(site: Site) -> str:
        bound, origin = listener()
        servers.serve(site, bound)
        return origin

    return House(files, widget, desktop, host, other, serve)


@dataclass
class Watch:
    """What a page did besides being looked at."""

    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @classmethod
    def over(cls, page: Page) -> Watch:
        """Watch `page` from now on."""
        watch = cls()
        page.on("request", lambda request: watch.requests.append(request.url))
        page.on("console", lambda message: watch.console.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: watch.errors.append(str(error)))
        return watch


@pytest.fixture(scope="module")
def profiles() -> Iterator[list[BrowserContext]]:
    """The profiles that are open."""
    opened: list[BrowserContext] = []
    yield opened
    close(opened)


def close(profiles: list[BrowserContext], keep: int = 0) -> None:
    """Close all but so many, the newest first. What their pages still wait for from a route is no error."""
    while len(profiles) > keep:
        profile = profiles.pop()
        for page in profile.pages:
            page.unroute_all(behavior="ignoreErrors")
        profile.close()


@pytest.fixture(scope="module")
def new_page(browser: Browser, profiles: list[BrowserContext]) -> Callable[..., Page]:
    """Opens pages 320 px wide, each in a profile of its own."""

    def open_page(**settings: Any) -> Page:  # noqa: ANN401 - Playwright's own settings
        profiles.append(browser.new_context(viewport={"width": 320, "height": 760}, **settings))
        return profiles[-1].new_page()

    return open_page


@pytest.fixture(autouse=True)
def closed_after_its_test(profiles: list[BrowserContext]) -> Iterator[None]:
    """A page that a test opened for itself, or had opened, is closed after it: an open page works on, and takes time
    from the tests that follow. What the fixtures of a module opened, which come first, lasts as long as the module."""
    lasting = len(profiles)
    yield
    close(profiles, lasting)


def answering(page: Page, replies: Mapping[str, object], *, pause: int = 0) -> None:
    """Let the host pages that `page` goes to answer from the widget's first request on, each after `pause` ms."""
    given = f"window.answers = {json.dumps(replies)}; window.pause = {pause};"
    page.add_init_script(f"if (window === top) {{ {given} }}")


def undated(page: Page) -> None:
    """From now on our server does not say its time to this page, whose clock the test sets."""

    def answer(route: Route) -> None:
        if route.request.method == "HEAD":
            route.fulfill(status=200, body="")
        else:
            route.continue_()

    page.route(f"**/{CONFIGURATION}", answer)


class Held:
    """Files that a page asks for and does not get until they are let go."""

    def __init__(self, page: Page, pattern: str) -> None:
        self._waiting: list[Route] | None = []
        page.route(pattern, self._asked)

    def _asked(self, route: Route) -> None:
        if self._waiting is None:
            route.continue_()
        else:
            self._waiting.append(route)

    def let_go(self) -> None:
        """Deliver what was asked for, and whatever will be."""
        waiting, self._waiting = self._waiting or [], None
        for route in waiting:
            route.continue_()


def booted(page: Page, state: str = "ready") -> None:
    """Wait until the page says it is up (or that it failed)."""
    page.locator(f"html[data-boot={state}]").wait_for(state="attached", timeout=BOOT)


def widget_in(page: Page | FrameLocator) -> FrameLocator:
    """The widget's frame in a host page, once it is up."""
    frame = page.frame_locator("#widget")
    frame.locator("html[data-boot=ready]").wait_for(state="attached", timeout=BOOT)
    return frame


def call_row(widget: Page | FrameLocator, callid: str) -> Locator:
    """The row of a call that goes on, in the list that opens from the head. It is there while the list is closed."""
    return widget.locator(f'.call-row[data-callid="{callid}"]:not([data-ended])')


def choose_call(widget: Page | FrameLocator, callid: str) -> None:
    """Choose a call in the list, by keys, which are never held back."""
    expect(call_row(widget, callid)).to_be_attached()
    widget.locator("#calls-button").press("Enter")
    call_row(widget, callid).locator(".call").press("Enter")
    expect(widget.locator(f'.customer[data-callid="{callid}"]:not([data-ended])')).to_be_visible()
