"""Runs what asyncio has ready in batches.

Pyodide's loop schedules each ready callback through JavaScript by itself, at about 150 µs a step, and an answer takes
several steps to reach who waits for it. Here they queue in Python: one crossing wakes the whole batch, and whoever is
called from JavaScript anyway (the bus) runs it before returning, with no crossing at all. Order and meaning are
asyncio's.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextvars import Context

from pyodide.ffi import create_proxy

from widget.browser.host import page

MOST = 10_000  # callbacks in one batch; then the page may draw


class Turns:
    """The ready queue of the running loop, from now on."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ready: deque[asyncio.Handle] = deque()
        self._woken = False
        page.on_turn(create_proxy(self._turn))
        self._loop.call_soon = self._call_soon  # type: ignore[method-assign]  # what Future and Task call
        self._loop.call_soon_threadsafe = self._call_soon  # type: ignore[method-assign]  # there are no threads

    def __enter__(self) -> None:
        """Called from JavaScript: what gets ready from now on is run on leaving."""
        self._woken = True

    def __exit__(self, *_: object) -> None:
        self._run()

    def _run(self) -> None:
        """Run what is ready, and what that makes ready."""
        self._woken = True
        try:
            for _ in range(MOST):
                if not self._ready:
                    return
                handle = self._ready.popleft()
                if not handle.cancelled():
                    handle._run()
        finally:
            self._woken = False
            if self._ready:
                self._wake()

    def _call_soon(
        self, callback: Callable[..., object], *args: object, context: Context | None = None
    ) -> asyncio.Handle:
        handle = asyncio.Handle(callback, args, self._loop, context=context)
        self._ready.append(handle)
        self._wake()
        return handle

    def _wake(self) -> None:
        if not self._woken:
            self._woken = True
            page.turn()

    def _turn(self, _event: object) -> None:
        self._run()
