"""What the page's JavaScript offers, typed. Every crossing between Python and JavaScript is named here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, cast

import js
from pyodide.ffi import create_proxy
from pyscript import config


class Inbox(Protocol):
    """static/inbox.js: the bus by window.postMessage."""

    def open(self, origin: str, handler: Callable[..., None], /) -> None: ...
    def post(self, text: str, as_text: bool, /) -> None: ...
    def counts(self) -> str: ...
    def close(self) -> None: ...


class Page(Protocol):
    """static/page.js: HTML in, actions out."""

    def draw(self, regions: str, /) -> None: ...
    def listen(self, handler: Callable[[str], None], /) -> None: ...
    def focus(self, element_id: str, /) -> None: ...
    def show(self, element_id: str, /) -> None: ...
    def follow(self, url: str, /) -> None: ...
    def set(self, name: str, value: str, /) -> None: ...
    def token(self, name: str, value: str, /) -> None: ...
    def surroundings(self) -> str: ...


class Boot(Protocol):
    """static/watchdog.js: how far the page has come."""

    def ready(self) -> None: ...
    def beat(self) -> None: ...
    def fail(self, cause: str, detail: str, /) -> None: ...


inbox = cast("Inbox", js.lcmInbox)
page = cast("Page", js.lcmPage)
boot = cast("Boot", js.lcmBoot)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the page knows of itself before anything was said.

    Attributes:
        framed: whether it has a parent window.
        ancestor: the parent's origin where the browser tells it, else "".
        referrer: the parent's URL where its policy tells it, else "".
        query: the page's query, without the question mark.
        configuration: pyscript.toml as PyScript read it, our table unchecked.
    """

    framed: bool
    ancestor: str
    referrer: str
    query: str
    configuration: Mapping[str, object]


def surroundings() -> Surroundings:
    """Ask the page once."""
    return Surroundings(**json.loads(page.surroundings()), configuration=config)


def listen(handle: Callable[[str, Mapping[str, str]], None]) -> None:
    """Hand every action of the page to `handle(action, payload)` from now on; one proxy for the life of the page."""

    def act(text: str) -> None:
        action, payload = json.loads(text)
        handle(action, payload)

    page.listen(create_proxy(act))
