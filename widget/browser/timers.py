"""Time, as the client wants it: seconds that only go forward, and calls that come later."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class LoopTimers:
    """Timers on the running event loop. A background tab delays calls; deadlines stay absolute, so none is missed."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()

    def now(self) -> float:
        """Seconds since some fixed moment."""
        return self._loop.time()

    def call_later(self, delay: float, fn: Callable[[], None]) -> asyncio.TimerHandle:
        """Call `fn` after `delay` seconds; the handle's `cancel()` prevents it."""
        return self._loop.call_later(max(0.0, delay), fn)
