"""The desktop's bus over window.postMessage. Text out, batches of text in; origins are the inbox's business."""

from __future__ import annotations

import json
from collections.abc import Callable

from pyodide.ffi import create_proxy

from widget.browser.host import inbox


class WindowBus:
    """A Bus to the peer window at one origin.

    Args:
        origin: the only origin heard and spoken to.
        as_text: whether the desktop wants JSON text instead of an object.
    """

    def __init__(self, origin: str, *, as_text: bool = False) -> None:
        self._origin = origin
        self._as_text = as_text
        self._notify = create_proxy(self._take)
        self._hear: Callable[[tuple[str, ...]], None] = lambda _: None
        self._put = inbox.post  # found once: each look into JavaScript is a crossing

    def listen(self, hear: Callable[[tuple[str, ...]], None]) -> None:
        """Hand every batch of texts to `hear`, in order, those first that came before Python was up."""
        self._hear = hear
        inbox.open(self._origin, self._notify)

    def post(self, text: str) -> None:
        """One message to the peer."""
        self._put(text, self._as_text)

    def counts(self) -> dict[str, int]:
        """What the inbox has counted so far, by what became of the message; `accepted` is what it handed over."""
        counts: dict[str, int] = json.loads(inbox.counts())
        return counts

    def close(self) -> None:
        """Stop listening and let go of the proxy."""
        inbox.close()
        self._notify.destroy()

    def _take(self, *texts: str) -> None:
        self._hear(texts)
