"""One lane for each reply key: the request in flight, those that wait for it, and the posts still owed a reply.

A bus without ids can't say whose reply this is, so a lane keeps what is needed to judge: which posts were given up on
(ours) or overheard (another app's), and which texts were used lately, to know a duplicate again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from widget.client.deadlines import Deadlines
from widget.lcm import Operation, ReplyKey

KEPT_TEXTS = 8
KEPT_OWED = 32


@dataclass(slots=True, eq=False)
class Pending:
    """A request of ours that has not ended. `due` is when something must happen to it: its deadline, or, while it is
    `resting` before a repeat, the time to post it again."""

    ticket: int
    operation: Operation[Any, Any]
    data: BaseModel
    key: ReplyKey
    changes: bool
    retries: int
    pause: float
    due: float = 0.0
    resting: bool = False
    posts: list[float] = field(default_factory=list)
    problem: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Owed:
    """A post that may still be answered. `ours` is False for another app's. Times: when posted, when given up on."""

    operation: Operation[Any, Any]
    data: BaseModel
    changes: bool
    ours: bool
    posted: float
    since: float


@dataclass(frozen=True, slots=True)
class Used:
    """A text met on a key, when, and whether it answered a change."""

    text: str
    at: float
    answered_change: bool


@dataclass(slots=True)
class Lane:
    """Everything known about one reply key. Lists, oldest first: made for every call, mostly empty, never long."""

    key: ReplyKey
    current: Pending | None = None
    waiting: list[Pending] = field(default_factory=list)
    owed: list[Owed] = field(default_factory=list)
    used: list[Used] = field(default_factory=list)
    answered_at: float = float("-inf")

    def use(self, text: str, now: float, *, answered_change: bool = False) -> None:
        """Remember a text that was judged, so that its duplicate is known."""
        for before in [used for used in self.used if used.text == text]:
            answered_change = answered_change or before.answered_change
            self.used.remove(before)
        self.used.append(Used(text, now, answered_change))
        del self.used[:-KEPT_TEXTS]

    def repeats(self, text: str, now: float, window: float) -> list[Used]:
        """Where this text was met within the last `window` seconds."""
        return [used for used in self.used if used.text == text and now - used.at <= window]

    def is_latest(self, text: str) -> bool:
        """Whether this is the text met last."""
        return bool(self.used) and self.used[-1].text == text

    def owe(self, pending: Pending, now: float, *, spare: int = 0) -> None:
        """Keep the posts of `pending` that are still unanswered; the `spare` newest have had their reply."""
        for posted in pending.posts[: len(pending.posts) - spare]:
            self.owes(Owed(pending.operation, pending.data, pending.changes, True, posted, now))

    def owes(self, owed: Owed) -> None:
        """Keep a post that is owed a reply."""
        self.owed.append(owed)
        del self.owed[:-KEPT_OWED]

    def forget(self, now: float, times: Deadlines) -> None:
        """Drop what is too old to matter; the latest text stays while the lane is in use."""
        if self.owed:
            self.owed = [o for o in self.owed if now - o.since <= (times.remember if o.changes else times.late)]
        while self.used and now - self.used[0].at > times.duplicate and (len(self.used) > 1 or self.quiet):
            del self.used[0]

    @property
    def quiet(self) -> bool:
        """Nobody waits here and nothing is owed."""
        return self.current is None and not self.waiting and not self.owed

    @property
    def idle(self) -> bool:
        """Nothing is left to remember."""
        return self.quiet and not self.used
