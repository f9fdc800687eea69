"""All lanes of an exchange, by reply key: made when needed, forgotten when nothing is left to remember."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from widget.client.deadlines import Deadlines
from widget.client.lane import Lane
from widget.lcm import ReplyKey

MANY = 64
"""From so many lanes on, the idle ones are dropped now and then. Each call that was ever asked about has made two."""


class Lanes:
    """Iterates over the lanes that are there now."""

    def __init__(self, times: Deadlines) -> None:
        self._times = times
        self._pruned = 0.0
        self._by_key: dict[ReplyKey, Lane] = {}

    def __iter__(self) -> Iterator[Lane]:
        return iter(tuple(self._by_key.values()))

    def __len__(self) -> int:
        return len(self._by_key)

    def of(self, key: ReplyKey, now: float) -> Lane:
        """The lane of a key, without what is too old to matter."""
        lane = self._by_key.get(key)
        if lane is None:
            self._prune(now)
            lane = self._by_key[key] = Lane(key)
        lane.forget(now, self._times)
        return lane

    def in_flight(self, ticket: int) -> Lane | None:
        """The lane whose current request is `ticket`."""
        lanes = self._by_key.values()
        return next((lane for lane in lanes if lane.current is not None and lane.current.ticket == ticket), None)

    def drop_waiting(self, ticket: int) -> None:
        """Take a request that was never posted out of its queue."""
        for lane in self._by_key.values():
            lane.waiting = deque(pending for pending in lane.waiting if pending.ticket != ticket)

    def is_asking(self, name: str) -> bool:
        """Whether a request of the operation `name` is waiting or in flight."""
        every = (pending for lane in self for pending in (lane.current, *lane.waiting))
        return any(pending is not None and pending.operation.name == name for pending in every)

    @property
    def next_due(self) -> float | None:
        """The earliest moment at which something must happen to a request in flight."""
        lanes = self._by_key.values()
        return min((lane.current.due for lane in lanes if lane.current is not None), default=None)

    def _prune(self, now: float) -> None:
        if len(self._by_key) < MANY or now - self._pruned < self._times.duplicate:
            return
        self._pruned = now
        for lane in self:
            lane.forget(now, self._times)
            if lane.idle:
                del self._by_key[lane.key]
