"""A clock that goes on only when a test says so, and a bus that keeps what is posted."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count

from widget.client import BusClosed
from widget.session import Session


class FakeCancel:
    """The handle of a delayed call. `cancel` prevents the call."""

    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class FakeClock:
    """Both clocks, in seconds. The monotonic clock begins at 100. The wall clock is `jumped` ahead of it. `pass_time`
    does what is due, in order: delayed calls, and the ticks of the session that `wakes` names."""

    def __init__(self, wall: float = 100.0) -> None:
        self._now = 100.0
        self.jumped = wall - self._now
        self._order = count()
        self._calls: list[tuple[float, int, FakeCancel, Callable[[], None]]] = []
        self._session: Session | None = None

    def now(self) -> float:
        return self._now

    def wall(self) -> float:
        return self._now + self.jumped

    def correct(self, by: float) -> None:
        self.jumped += by

    def call_later(self, delay: float, fn: Callable[[], None]) -> FakeCancel:
        cancel = FakeCancel()
        heapq.heappush(self._calls, (self._now + delay, next(self._order), cancel, fn))
        return cancel

    def wakes(self, session: Session | None) -> None:
        """From now on, tick this session, as its page's one timer does. None: tick no session; its page has left."""
        self._session = session

    @property
    def pending(self) -> int:
        """How many delayed calls are still to be made."""
        return sum(not cancel.cancelled for _, _, cancel, _ in self._calls)

    def pass_time(self, seconds: float) -> None:
        end = self._now + seconds
        while True:
            call_at = self._calls[0][0] if self._calls else end + 1
            wake_at = max(self._now, self._session.wake_at) if self._session else end + 1
            if min(call_at, wake_at) > end:
                break
            self._now = max(self._now, min(call_at, wake_at))
            if call_at <= wake_at:
                _, _, cancel, fn = heapq.heappop(self._calls)
                if not cancel.cancelled:
                    fn()
            elif self._session:
                self._session.tick()
        self._now = end


class NotedBus:
    """Keeps what is posted. When `closed` is not "", it raises BusClosed with that reason."""

    def __init__(self) -> None:
        self.posted: list[str] = []
        self.closed = ""

    def post(self, text: str) -> None:
        if self.closed:
            raise BusClosed(self.closed)
        self.posted.append(text)
