"""Time: the two clocks, delayed calls, and the one timer of a session."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


class PageTimers:
    """The page's clocks, and delayed calls. A background tab makes calls late. Deadlines are absolute times, so no
    deadline is missed."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._corrected = 0.0

    def now(self) -> float:
        """Monotonic seconds."""
        return time.monotonic()

    def wall(self) -> float:
        """Seconds since the epoch, UTC: the machine's clock, as corrected."""
        return time.time() + self._corrected

    def correct(self, by: float) -> None:
        """From now on, `wall` is `by` seconds later than it was."""
        self._corrected += by

    def call_later(self, delay: float, fn: Callable[[], None]) -> asyncio.TimerHandle:
        """Call `fn` after `delay` seconds; the handle's `cancel()` prevents it."""
        return self._loop.call_later(max(0.0, delay), fn)


class Timer:
    """Calls `fn` at the time asked for last, or earlier. `fn` looks at the time itself and asks again. So the timer is
    set again only when it would call too late."""

    def __init__(self, timers: PageTimers, fn: Callable[[], None]) -> None:
        self._timers = timers
        self._fn = fn
        self._set: asyncio.TimerHandle | None = None
        self._at = 0.0

    def by(self, when: float) -> None:
        """Call `fn` no later than `when` (monotonic seconds)."""
        if self._set is not None and self._at <= when:
            return
        self.cancel()
        now = self._timers.now()
        self._at = max(when, now)
        self._set = self._timers.call_later(self._at - now, self._go_off)

    def cancel(self) -> None:
        """Don't call `fn`."""
        if self._set is not None:
            self._set.cancel()
            self._set = None

    def _go_off(self) -> None:
        self._set = None
        self._fn()
