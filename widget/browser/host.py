"""What the page's JavaScript offers, typed. Every crossing between Python and JavaScript is named here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

import js


class Inbox(Protocol):
    """static/inbox.js: the bus by window.postMessage."""

    def open(self, origin: str, notify: Callable[[], None], /) -> None: ...
    def take(self) -> str: ...
    def post(self, text: str, as_text: bool, /) -> None: ...
    def counts(self) -> str: ...
    def close(self) -> None: ...


class Page(Protocol):
    """static/page.js: HTML in, actions out."""

    def draw(self, regions: str, /) -> None: ...
    def listen(self, handler: Callable[[str], None], /) -> None: ...
    def set(self, name: str, value: str, /) -> None: ...
    def token(self, name: str, value: str, /) -> None: ...


class Boot(Protocol):
    """static/watchdog.js: how far the page has come."""

    def ready(self) -> None: ...
    def fail(self, cause: str, detail: str, /) -> None: ...


inbox = cast("Inbox", js.lcmInbox)
page = cast("Page", js.lcmPage)
boot = cast("Boot", js.lcmBoot)
