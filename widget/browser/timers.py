"""Time: both clocks, calls that come later, and the one timer of a session."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


class PageTimers:
    """The page's clocks, and calls that come later. A background tab delays calls; deadlines stay absolute, so none is
    missed."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()

    def now(self) -> float:
        """Monotonic seconds."""
        return time.monotonic()

    def wall(self) -> float:
        """Seconds since the epoch, UTC."""
        return time.time()

    def call_later(self, delay: float, fn: Callable[[], None]) -> asyncio.TimerHandle:
        """Call `fn` after `delay` seconds; the handle's `cancel()` prevents it."""
        return self._loop.call_later(max(0.0, delay), fn)


class Timer:
    """Calls `fn` by the time asked for last, perhaps sooner. `fn` looks at the time itself and asks again, so the timer
    is set anew only when it would go off too late."""

    def __init__(self, timers: PageTimers, fn: Callable[[], None]) -> None:
        self._timers = timers
        self._fn = fn
        self._set: asyncio.TimerHandle | None = None
        self._at = 0.0

    def by(self, when: float) -> None:
        """Go off no later than `when` (monotonic seconds)."""
        if self._set is not None and self._at <= when:
            return
        self.cancel()
        now = self._timers.now()
        self._at = max(when, now)
        self._set = self._timers.call_later(self._at - now, self._go_off)

    def cancel(self) -> None:
        """Don't go off."""
        if self._set is not None:
            self._set.cancel()
            self._set = None

    def _go_off(self) -> None:
        self._set = None
        self._fn()
