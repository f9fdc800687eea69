"""One timer that goes off no later than it is wanted. Going off early does no harm, so it is seldom set anew."""

from __future__ import annotations

from collections.abc import Callable

from widget.client.bus import Cancel, Timers


class Alarm:
    """Calls `fn` by the time asked for last, perhaps sooner. `fn` looks at the time itself and asks again."""

    def __init__(self, timers: Timers, fn: Callable[[], None]) -> None:
        self._timers = timers
        self._fn = fn
        self._set: Cancel | None = None
        self._at = 0.0

    def by(self, when: float | None) -> None:
        """Go off no later than `when` (monotonic seconds); None leaves it as it is."""
        if when is None or (self._set is not None and self._at <= when):
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
