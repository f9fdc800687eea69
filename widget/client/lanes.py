"""All lanes of an exchange, by reply key: made when needed, forgotten when nothing is left to remember."""

from __future__ import annotations

from collections.abc import Iterator

from widget.client.deadlines import Deadlines
from widget.client.lane import Lane, Pending
from widget.lcm import ReplyKey

MANY = 64
"""From so many lanes on, the idle ones are dropped now and then. Each call that was ever asked about has made two."""


class Lanes:
    """Iterates over the lanes that are there now. What is asked at every message looks at the busy ones alone: those
    with a request in flight, which are few however many calls there have been."""

    def __init__(self, times: Deadlines) -> None:
        self._times = times
        self._pruned = 0.0
        self._by_key: dict[ReplyKey, Lane] = {}
        self._busy: dict[ReplyKey, Lane] = {}

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

    def launch(self, lane: Lane) -> Pending | None:
        """Make the first that waits in a lane the one in flight. None when one is already, or nothing waits."""
        if lane.current is not None or not lane.waiting:
            return None
        lane.current = lane.waiting.pop(0)
        self._busy[lane.key] = lane
        return lane.current

    def land(self, lane: Lane) -> None:
        """Nothing is in flight in this lane any more."""
        lane.current = None
        self._busy.pop(lane.key, None)

    @property
    def busy(self) -> tuple[Lane, ...]:
        """The lanes with a request in flight, the one that got it first before the others."""
        return tuple(self._busy.values())

    def in_flight(self, ticket: int) -> Lane | None:
        """The lane whose current request is `ticket`."""
        return next((lane for lane in self.busy if lane.current is not None and lane.current.ticket == ticket), None)

    def drop_waiting(self, ticket: int) -> None:
        """Take a request that was never posted out of its queue."""
        for lane in self.busy:
            lane.waiting = [pending for pending in lane.waiting if pending.ticket != ticket]

    def is_asking(self, name: str) -> bool:
        """Whether a request of the operation `name` is in flight; one that waits, waits for another of its kind."""
        return any(lane.current is not None and lane.current.operation.name == name for lane in self.busy)

    @property
    def next_due(self) -> float | None:
        """The earliest moment at which something must happen to a request in flight."""
        return min((lane.current.due for lane in self._busy.values() if lane.current is not None), default=None)

    def _prune(self, now: float) -> None:
        if len(self._by_key) < MANY or now - self._pruned < self._times.duplicate:
            return
        self._pruned = now
        for lane in self:
            lane.forget(now, self._times)
            if lane.idle:
                del self._by_key[lane.key]
