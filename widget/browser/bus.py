"""The desktop's bus over window.postMessage: texts out, batches of texts in. static/inbox.js checks the origins."""

from __future__ import annotations

import json
from collections.abc import Callable

from pyodide.ffi import create_proxy

from widget.browser.host import inbox


class WindowBus:
    """A Bus to the peer window at one origin.

    Args:
        origin: the only origin that is heard and posted to.
        as_text: whether the desktop wants JSON text instead of an object.
    """

    def __init__(self, origin: str, *, as_text: bool = False) -> None:
        self._origin = origin
        self._as_text = as_text
        self._notify = create_proxy(self._take)
        self._hear: Callable[[tuple[str, ...]], None] = lambda _: None
        self._put = inbox.post  # looked up once, because each access to JavaScript takes time

    def listen(self, hear: Callable[[tuple[str, ...]], None]) -> None:
        """Hand every batch of texts to `hear`, in order. The first batch holds what came before Python was up."""
        self._hear = hear
        inbox.open(self._origin, self._notify)

    def post(self, text: str) -> None:
        """Post one text to the peer window."""
        self._put(text, self._as_text)

    def counts(self) -> dict[str, int]:
        """How many messages the inbox has counted so far, by what became of them. `accepted` ones were handed over."""
        counts: dict[str, int] = json.loads(inbox.counts())
        return counts

    def close(self) -> None:
        """Stop listening, and destroy the proxy."""
        inbox.close()
        self._notify.destroy()

    def _take(self, *texts: str) -> None:
        self._hear(texts)
