"""Requests and their replies on a bus without ids, as a state machine without I/O and without a clock.

Theory of operation. In go requests (`ask`), texts off the bus (`receive`) and the time (`tick`, to be called at
`wake_at`); out come `Post` (put this text on the bus), `Answered` and `Failed` (a request has ended, once) and `News`.
Time is the caller's: monotonic seconds, never going back.

Each reply key has a `Lane`: one request in flight, the rest waiting in order. A read whose deadline passes rests for
a growing pause and is posted again, a bounded number of times; a change is posted once and ends as unknown. What was
given up on stays *owed*, so that a late reply is recognised. Whose reply a reply is, is judged in `verdict`; which
request a WS_Error or an unreadable reply is about, in `tie`.

The bus broadcasts: our own posts may come back (requests carry our source; our answers to others are remembered for a
moment), and other apps' requests come by and are owed replies too, which are not ours.
"""

from __future__ import annotations

from itertools import count
from typing import Any

from pydantic import BaseModel

from widget.client.deadlines import Deadlines
from widget.client.echo import OwnAnswers
from widget.client.failures import Code
from widget.client.lane import Lane, Owed, Pending
from widget.client.lanes import Lanes
from widget.client.news import News, NewsKind
from widget.client.outcome import Output, Post, ending, failed, in_words, refusal_of
from widget.client.tie import lane_of_malformed, lane_of_refusal
from widget.client.verdict import READINGS, Awaited, awaited, unawaited
from widget.lcm import (
    CallStates,
    Dialect,
    Framing,
    Malformed,
    NoData,
    Operation,
    OthersRequest,
    Refusal,
    Reply,
    Request,
    read,
    write_request,
)


class Exchange:
    """All requests of one client. Every method takes the time and returns what is to be done, in order."""

    def __init__(
        self,
        *,
        source: str,
        framing: Framing | None = None,
        deadlines: Deadlines | None = None,
        dialect: Dialect = "sample",
    ) -> None:
        self._source = source
        self._framing = framing or Framing()
        self._times = deadlines or Deadlines()
        self._dialect = dialect
        self._lanes = Lanes(self._times)
        self._tickets = count(1)
        self.own_answers = OwnAnswers()
        self._closed = ""
        self.known_calls: frozenset[str] = frozenset()
        self.heard = 0
        self.synced = 0

    def ask(
        self, operation: Operation[Any, Any], data: BaseModel, now: float, *, retries: int | None = None
    ) -> tuple[int, list[Output]]:
        """Take a request on. Gives its ticket, and what to do at once. `retries` replaces the configured number."""
        ticket = next(self._tickets)
        changes = operation.changes(data)
        again = 0 if changes else self._times.retries if retries is None else retries
        key = operation.reply_key(data)
        pending = Pending(ticket, operation, data, key, changes, again, self._times.pause)
        if self._closed:
            return ticket, [failed(pending, Code.LINK, self._closed)]
        lane = self._lanes.of(key, now)
        lane.waiting.append(pending)
        return ticket, self._advance(lane, now)

    def receive(self, text: str, now: float) -> list[Output]:
        """Take one text off the bus. What is not LCM's gives nothing."""
        message = None if self._closed else read(text)
        if message is None:
            return []
        if isinstance(message, Request):
            return self._overheard(message, now)
        if isinstance(message, OthersRequest):
            return self._overheard_beside(message, now)
        if isinstance(message, Malformed):
            return self._unreadable(message, now)
        if isinstance(message, Reply) and self.own_answers.recognise(message, now):
            return [News(NewsKind.IGNORED, message, "an echo of our own answer", now)]
        self.heard += 1
        lane = self._lane_of(message, now)
        if lane is None:
            return [News(NewsKind.IGNORED, message, "a refusal of nothing we asked", now)]
        return self._arrived(lane, message, text, now)

    def tick(self, now: float) -> list[Output]:
        """Do what is due: repeat reads, end what has waited long enough."""
        out: list[Output] = []
        for lane in self._lanes.busy:
            pending = lane.current
            if pending is not None and pending.due <= now:
                out += self._due(lane, pending, now)
        return out

    @property
    def wake_at(self) -> float | None:
        """When `tick` has something to do next; None when nothing is in flight."""
        return self._lanes.next_due

    def unsent(self, ticket: int, reason: str, now: float) -> list[Output]:
        """The bus did not take the latest post of `ticket`: the request ends with code `link`."""
        lane = self._lanes.in_flight(ticket)
        if lane is None or lane.current is None:
            return []
        pending = lane.current
        lane.owe(pending, now, spare=1)
        return [failed(pending, Code.LINK, reason), *self._advance(lane, now, done=True)]

    def abandon(self, ticket: int, now: float) -> list[Output]:
        """Nobody waits for `ticket` any more. What was posted stays owed: its reply will be late."""
        lane = self._lanes.in_flight(ticket)
        if lane is not None and lane.current is not None:
            lane.owe(lane.current, now)
            return self._advance(lane, now, done=True)
        self._lanes.drop_waiting(ticket)
        return []

    def close(self, reason: str, now: float) -> list[Output]:
        """End everything: code `link`, but a change already posted ends as `unknown-outcome`. Then be deaf and dumb
        until `reopen`."""
        self._closed = reason
        out: list[Output] = []
        for lane in self._lanes.busy:
            current, waiting = lane.current, lane.waiting
            lane.waiting = []
            self._lanes.land(lane)
            if current is not None:
                lane.owe(current, now)
                code = Code.UNKNOWN_OUTCOME if current.changes else Code.LINK
                out.append(failed(current, code, reason))
            out += [failed(pending, Code.LINK, reason) for pending in waiting]
        return out

    def reopen(self) -> None:
        """Back from the back-forward cache: take requests again. Late replies to what was closed are recognised."""
        self._closed = ""

    def is_asking(self, operation: Operation[Any, Any]) -> bool:
        """Whether a request of this operation has not ended yet."""
        return self._lanes.is_asking(operation.name)

    def _lane_of(self, message: Reply | Refusal, now: float) -> Lane | None:
        if isinstance(message, Reply):
            return self._lanes.of(message.key, now)
        lane = lane_of_refusal(message, self._lanes)
        return None if lane is None else self._lanes.of(lane.key, now)

    def _arrived(self, lane: Lane, message: Reply | Refusal, text: str, now: float) -> list[Output]:
        pending = lane.current
        what = Awaited.NOT_ITS
        if pending is not None:
            what = awaited(lane, pending, message, text, now, self._times)
        if pending is None or what is Awaited.NOT_ITS:
            return self._unawaited(lane, message, text, now)
        repeat = bool(lane.repeats(text, now, self._times.duplicate))
        lane.use(text, now, answered_change=pending.changes)
        if what is not Awaited.ANSWERS:
            lane.owe(pending, now)
            news = News(NewsKind.DOUBTFUL, message, what.value, now, pending.operation, pending.data)
            return [failed(pending, Code.UNKNOWN_OUTCOME, what.value), news, *self._advance(lane, now, done=True)]
        lane.owe(pending, now, spare=0 if repeat else 1)
        lane.answered_at = now
        self._learn(message)
        return [*ending(pending, message, now), *self._advance(lane, now, done=True)]

    def _unawaited(self, lane: Lane, message: Reply | Refusal, text: str, now: float) -> list[Output]:
        judged = unawaited(lane, message, text, now, self._times, self.known_calls)
        owed = judged.owed
        if owed is not None and judged.pays:
            lane.owed.remove(owed)
        if judged.taken:
            self._learn(message)
        lane.use(text, now)
        ours = owed if owed is not None and owed.ours else None
        operation = ours.operation if ours else message.operation if isinstance(message, Reply) else None
        asked = ours.data if ours else None
        error = refusal_of(message, ours.operation.name, lane.key[1]) if ours else None
        return [News(judged.kind, message, judged.reason, now, operation, asked, judged.confirm, error)]

    def _learn(self, message: Reply | Refusal) -> None:
        if isinstance(message, Reply) and isinstance(message.body, CallStates):
            calls = frozenset(call.callid for call in message.body.calls)
            if message.body.unread:
                self.known_calls |= calls
            else:
                self.known_calls = calls
                self.synced += 1

    def _overheard(self, request: Request, now: float) -> list[Output]:
        if request.source == self._source:
            return []
        operation, data = request.operation, request.data
        if operation.name not in READINGS:
            key = operation.reply_key(data)
            lane = self._lanes.of(key, now)
            lane.owes(Owed(operation, data, operation.changes(data), False, now, now))
        return [News(NewsKind.REQUEST, request, "another app's request", now, operation)]

    def _overheard_beside(self, request: OthersRequest, now: float) -> list[Output]:
        operation = request.operation
        lane = self._lanes.of((operation.reply, None), now)
        lane.owes(Owed(operation, NoData(), True, False, now, now))
        return [News(NewsKind.REQUEST, request, "another app's request", now, operation)]

    def _unreadable(self, malformed: Malformed, now: float) -> list[Output]:
        why = in_words(malformed.problems)
        news = News(NewsKind.MALFORMED, malformed, why, now)
        lane = lane_of_malformed(malformed, self._lanes)
        if lane is None or lane.current is None:
            return [news]
        pending = lane.current
        pending.problem = f"the reply could not be read: {why}"
        return [*self._give_up(lane, pending, now, Code.PROTOCOL), news]

    def _due(self, lane: Lane, pending: Pending, now: float) -> list[Output]:
        if pending.resting:
            return [self._post(pending, now)]
        return self._give_up(lane, pending, now, Code.PROTOCOL if pending.problem else Code.TIMEOUT)

    def _give_up(self, lane: Lane, pending: Pending, now: float, code: Code) -> list[Output]:
        """This post has failed: rest before the next, if it is a read with repeats left; else end the request."""
        if pending.resting:
            return []
        if pending.retries > 0:
            pending.retries -= 1
            pending.resting = True
            pending.due = now + pending.pause
            pending.pause *= 2
            return []
        lane.owe(pending, now)
        reason = pending.problem or "no answer in time"
        ended = failed(pending, Code.UNKNOWN_OUTCOME if pending.changes else code, reason)
        return [ended, *self._advance(lane, now, done=True)]

    def _post(self, pending: Pending, now: float) -> Post:
        pending.resting = False
        pending.due = now + (self._times.change if pending.changes else self._times.reply)
        pending.posts.append(now)
        return Post(pending.ticket, self._written(pending.operation, pending.data))

    def _written(self, operation: Operation[Any, Any], data: BaseModel) -> str:
        return write_request(operation, data, source=self._source, framing=self._framing, dialect=self._dialect)

    def _advance(self, lane: Lane, now: float, *, done: bool = False) -> list[Output]:
        if done:
            self._lanes.land(lane)
        pending = self._lanes.launch(lane)
        return [] if pending is None else [self._post(pending, now)]
