"""The requests of one reply key: the one in flight, those that wait for it, and the posts that may still be answered.

The bus has no ids, so a reply does not say which request it answers. A request queue keeps what `correlation` needs to
decide: our posts that were given up on, the posts of other apps, and the last texts, to recognise a duplicate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

from pydantic import BaseModel

from widget.client.deadlines import Deadlines
from widget.lcm import Operation, ReplyKey

KEPT_TEXTS = 8
KEPT_OUTSTANDING = 32
MOST = 1000
"""From this number of queues on, those in which nothing is ours are dropped but for the MOST // 2 created last, and
counted. It is no maximum: a queue in which something is ours stays, and the next look waits until there are twice as
many queues as this one left, but at least MOST."""
KEPT_WHOLE = 1000
"""A longer text is remembered by a digest, in characters."""
MANY = 64
"""When there are this many queues, the unused ones are dropped. Each call that was asked about may have added two."""


@dataclass(slots=True, eq=False)
class Asked:
    """A request of ours that has not ended. Times are in monotonic seconds.

    `serial` tells which request was asked first. `text` is what is posted. `about` is the asker's name for it.
    `retries` repeats are left, and `pause` is the time before the next one. `due` is its deadline; while it is
    `resting` before a repeat, `due` is the time to post it again. `posts` are the times when it was posted. `problem`
    says why a reply could not be read. `other_call` is the call id (masked) of an answer that came for
    another call and that nobody asked for.
    """

    serial: int
    operation: Operation[Any, Any]
    data: BaseModel
    text: str
    about: Any
    changes: bool
    retries: int
    pause: float
    due: float = 0.0
    resting: bool = False
    posts: list[float] = field(default_factory=list)
    problem: str = ""
    other_call: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Outstanding:
    """A post that may still be answered. `ours` is False for another app's post. `posted` is when it was posted, and
    `since` when it was given up on, in monotonic seconds. `serial` is the number of its request."""

    operation: Operation[Any, Any]
    data: BaseModel
    about: Any
    changes: bool
    ours: bool
    posted: float
    since: float
    serial: int


class Seen(NamedTuple):
    """A text that came on a key (`mark_of` it), when it came (monotonic seconds), and whether it answered a change."""

    mark: str | bytes
    at: float
    answered_change: bool


def mark_of(text: str) -> str | bytes:
    """What is remembered of a text, to know it again: a long text is not kept whole."""
    return text if len(text) <= KEPT_WHOLE else blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@dataclass(slots=True)
class RequestQueue:
    """Everything that is known about one reply key. Each list is short and begins with the oldest. `answered` is when
    the newest post was posted that has had an answer (monotonic seconds)."""

    key: ReplyKey
    current: Asked | None = None
    waiting: list[Asked] = field(default_factory=list)
    outstanding: list[Outstanding] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    answered: float = float("-inf")

    def see(self, text: str, now: float, *, answered_change: bool = False) -> None:
        """Remember a text, to recognise its duplicates."""
        mark = mark_of(text)
        for before in self.seen:
            if before.mark == mark:
                answered_change = answered_change or before.answered_change
                self.seen.remove(before)
                break
        self.seen.append(Seen(mark, now, answered_change))
        if len(self.seen) > KEPT_TEXTS:
            del self.seen[0]

    def repeats(self, text: str, now: float, window: float) -> Seen | None:
        """The same text as it came before, within the last `window` seconds; else None."""
        mark = mark_of(text) if self.seen else ""
        for seen in self.seen:
            if seen.mark == mark:
                return seen if now - seen.at <= window else None
        return None

    def is_latest(self, text: str) -> bool:
        """Whether this is the text that came last."""
        return bool(self.seen) and self.seen[-1].mark == mark_of(text)

    def give_up(self, asked: Asked, now: float, *, answered: int = 0) -> None:
        """Keep the posts of `asked` as outstanding, but for the newest `answered` ones: they had their reply."""
        for posted in asked.posts[: len(asked.posts) - answered]:
            about = asked.operation, asked.data, asked.about, asked.changes
            self.expect(Outstanding(*about, True, posted, now, asked.serial))

    def expect(self, outstanding: Outstanding) -> None:
        """Keep a post that may still be answered. The oldest is dropped when there are too many."""
        self.outstanding.append(outstanding)
        del self.outstanding[:-KEPT_OUTSTANDING]

    def forget(self, now: float, times: Deadlines) -> None:
        """Drop what is too old to matter. The latest text stays while the queue is in use."""
        if self.outstanding:
            self.outstanding = [one for one in self.outstanding if now - one.since <= times.kept(changes=one.changes)]
        while self.seen and now - self.seen[0].at > times.duplicate and (len(self.seen) > 1 or self.quiet):
            del self.seen[0]

    @property
    def ours(self) -> bool:
        """Whether a request or a post of ours is in it."""
        return self.current is not None or bool(self.waiting) or any(one.ours for one in self.outstanding)

    @property
    def quiet(self) -> bool:
        """Whether no request is in flight or waits, and no post is outstanding."""
        return self.current is None and not self.waiting and not self.outstanding


class RequestQueues:
    """All request queues by reply key. A queue is made when it is needed, and dropped when it holds nothing any more.

    The busy queues, those with a request in flight, are kept apart, so that a tick need not look at all queues.
    """

    def __init__(self, times: Deadlines) -> None:
        self._times = times
        self._pruned = 0.0
        self._room = MOST
        self.forgotten = 0
        """How many queues were dropped for want of room."""
        self._by_key: dict[ReplyKey, RequestQueue] = {}
        self._busy: dict[ReplyKey, RequestQueue] = {}

    def __iter__(self) -> Iterator[RequestQueue]:
        return iter(tuple(self._by_key.values()))

    def __len__(self) -> int:
        return len(self._by_key)

    def of(self, key: ReplyKey, now: float) -> RequestQueue:
        """The queue of a key, without what is too old to matter."""
        queue = self._by_key.get(key)
        if queue is None:
            self._prune(now)
            self._make_room()
            queue = self._by_key[key] = RequestQueue(key)
        queue.forget(now, self._times)
        return queue

    def start(self, queue: RequestQueue) -> Asked | None:
        """Put the first waiting request in flight and return it. None when one is in flight already, or none waits."""
        if queue.current is not None or not queue.waiting:
            return None
        queue.current = queue.waiting.pop(0)
        self._busy[queue.key] = queue
        return queue.current

    def end(self, queue: RequestQueue) -> None:
        """Take the request in flight out of this queue."""
        queue.current = None
        self._busy.pop(queue.key, None)

    @property
    def busy(self) -> tuple[RequestQueue, ...]:
        """The queues with a request in flight, in the order in which these were put in flight."""
        return tuple(self._busy.values())

    def _make_room(self) -> None:
        """When there are too many queues, drop those in which nothing is ours, but for the MOST // 2 created last. The
        next look waits until there are twice as many as are left, because each look goes through all of them."""
        if len(self._by_key) < self._room:
            return
        theirs = [key for key, queue in self._by_key.items() if not queue.ours]
        for key in theirs[: max(0, len(theirs) - MOST // 2)]:
            del self._by_key[key]
            self.forgotten += 1
        self._room = max(MOST, 2 * len(self._by_key))

    def _prune(self, now: float) -> None:
        if len(self._by_key) < MANY or now - self._pruned < self._times.duplicate:
            return
        self._pruned = now
        for queue in self:
            queue.forget(now, self._times)
            if queue.quiet and not queue.seen:
                del self._by_key[queue.key]
