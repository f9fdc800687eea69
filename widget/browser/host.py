"""The functions of the page's JavaScript that Python calls, with their types."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
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
    def focus(self, element_id: str, since: str, /) -> None: ...
    def show(self, element_id: str, /) -> None: ...
    def follow(self, url: str, /) -> None: ...
    def set(self, name: str, value: str, /) -> None: ...
    def token(self, name: str, value: str, /) -> None: ...
    def surroundings(self) -> str: ...


class Boot(Protocol):
    """static/watchdog.js: told how far the start has come, and that Python still runs."""

    def ready(self) -> None: ...
    def beat(self) -> None: ...
    def fail(self, cause: str, detail: str, /) -> None: ...


inbox = cast("Inbox", js.lcmInbox)
page = cast("Page", js.lcmPage)
boot = cast("Boot", js.lcmBoot)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the page knows about itself at the start.

    Attributes:
        framed: whether it has a parent window.
        ancestors: the origins of the pages around it where the browser tells them, the parent's first, else none.
        referrer: the parent's URL where the parent's policy allows it, else "".
        query: the query of the page's URL, without the question mark.
        fragment: the fragment of the page's URL, without the number sign.
        hour12: whether the browser's language writes times of day with twelve hours.
        configuration: pyscript.toml as static/boot.js read it; its [widget] table is not checked yet.
    """

    framed: bool
    ancestors: Sequence[str]
    referrer: str
    query: str
    fragment: str
    hour12: bool
    configuration: Mapping[str, object]


def surroundings() -> Surroundings:
    """What the page knows about itself now. To be called once, at the start."""
    return Surroundings(**json.loads(page.surroundings()), configuration=config["configuration"])


def listen(handle: Callable[[str, Mapping[str, str]], None]) -> None:
    """Hand every action of the page to `handle(action, payload)` from now on. The proxy lives as long as the page."""

    def act(text: str) -> None:
        action, payload = json.loads(text)
        handle(action, payload)

    page.listen(create_proxy(act))
