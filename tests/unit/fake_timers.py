"""Time that goes on only when a test says so, and a bus that notes what is posted."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable
from itertools import count

from widget.client.bus import BusClosed


class FakeCancel:
    """A promise that can be taken back."""

    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class FakeTimers:
    """Monotonic seconds from 100 on; `pass_time` calls what is due, in order, letting tasks run in between."""

    def __init__(self) -> None:
        self._now = 100.0
        self._order = count()
        self._calls: list[tuple[float, int, FakeCancel, Callable[[], None]]] = []

    def now(self) -> float:
        return self._now

    def call_later(self, delay: float, fn: Callable[[], None]) -> FakeCancel:
        cancel = FakeCancel()
        heapq.heappush(self._calls, (self._now + delay, next(self._order), cancel, fn))
        return cancel

    @property
    def pending(self) -> int:
        """How many calls are still to come."""
        return sum(not cancel.cancelled for _, _, cancel, _ in self._calls)

    async def pass_time(self, seconds: float) -> None:
        end = self._now + seconds
        await settle()
        while self._calls and self._calls[0][0] <= end:
            at, _, cancel, fn = heapq.heappop(self._calls)
            self._now = max(self._now, at)
            if not cancel.cancelled:
                fn()
                await settle()
        self._now = end


async def settle() -> None:
    """Let every task run until it waits."""
    for _ in range(10):
        await asyncio.sleep(0)


class NotedBus:
    """Keeps what is posted; refuses when `closed` says why."""

    def __init__(self) -> None:
        self.posted: list[str] = []
        self.closed = ""

    def post(self, text: str) -> None:
        if self.closed:
            raise BusClosed(self.closed)
        self.posted.append(text)
