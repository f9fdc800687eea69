"""Requests and their replies on a bus without ids, as a state machine without I/O and without a clock.

In: requests (`ask`), texts from the bus (`receive`) and the time (`tick`, to be called at `wake_at`). Out, in order:
`Post` (put this text on the bus) and `Incoming` (what came of a request, or what a message is to us). The caller gives
the time in monotonic seconds. It never goes back.

Each reply key has a request queue: one request is in flight, the others wait in order. When the deadline of a read
passes, the read pauses and is posted again. Each pause is twice as long, and the number of repeats is bounded. A change
is posted once; when its deadline passes, its outcome is unknown. A post that was given up on stays outstanding, so that
its late reply is recognised. `correlation` decides which request a reply belongs to.

The bus broadcasts, so two kinds of message are not for us. The first are our own posts, which are remembered for a
moment: our source alone does not tell, because another widget may have the same. The second are other apps' requests
and their replies.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from pydantic import BaseModel

from widget.client.correlation import Verdict, judge, queue_of_malformed, queue_of_refusal, waiting_alike
from widget.client.deadlines import Deadlines
from widget.client.failures import Code, Failure
from widget.client.incoming import Incoming, Output, Post, Standing
from widget.client.own_posts import OwnPosts
from widget.client.requests import Asked, Outstanding, RequestQueue, RequestQueues
from widget.lcm import (
    Dialect,
    Framing,
    Malformed,
    NoData,
    Notice,
    Operation,
    Problem,
    Refusal,
    Reply,
    Request,
    read,
    write_reply,
    write_request,
)
from widget.lcm.masking import excerpt

TWIN = "another app posted this with our source: give each widget on the bus a source of its own"
"""Why a request with our source is another app's."""


class Client:
    """All requests of one app. Every method takes the time, `now`, and returns what is to be done, in order.

    Args:
        source: the name that our messages carry.
        framing: how messages are wrapped on the bus.
        deadlines: how long to wait for what.
        dialect: how manual-dial requests are written.
    """

    def __init__(
        self,
        *,
        source: str,
        framing: Framing | None = None,
        deadlines: Deadlines | None = None,
        dialect: Dialect = "sample",
    ) -> None:
        self._source = source.strip()
        self._framing = framing or Framing()
        self._times = deadlines or Deadlines()
        self._dialect = dialect
        self._queues = RequestQueues(self._times)
        self._serials = count(1)
        self._own_posts = OwnPosts()
        self._closed = ""
        self.wake_at: float | None = None
        """When to call `tick` next (monotonic seconds), maybe a moment early; None when nothing is in flight."""

    @property
    def forgotten(self) -> int:
        """How many reply keys of other apps were forgotten early, because there were too many."""
        return self._queues.forgotten

    def ask(
        self,
        operation: Operation[Any, Any],
        data: BaseModel,
        now: float,
        *,
        about: object = None,
        retries: int | None = None,
    ) -> list[Output]:
        """Take a request. `about` comes back in the `Incoming` that ends it. For a read, `retries` replaces the
        configured number of repeats. While the client is closed, a read waits for `reopen` and a change fails. A read
        of a call takes the place of one that waits and asks for another account: that customer is gone. When the
        request can't be written, nothing of it is kept."""
        changes = operation.changes(data)
        again = 0 if changes else self._times.retries if retries is None else retries
        text = write_request(operation, data, source=self._source, framing=self._framing, dialect=self._dialect)
        asked = Asked(next(self._serials), operation, data, text, about, changes, again, self._times.pause)
        if self._closed and changes:
            return [_failed(asked, Code.LINK, self._closed)]
        queue = self._queues.of(operation.reply_key(data), now)
        older = [one for one in queue.waiting if _in_place_of(asked, one)]
        queue.waiting = [*(one for one in queue.waiting if one not in older), asked]
        replaced = [_failed(one, Code.PROTOCOL, "a newer request for this call took its place") for one in older]
        return [*replaced, *self._next(queue, now)]

    def answer(self, operation: Operation[Any, Any], body: BaseModel, now: float) -> list[Output]:
        """Answer another app's request. The answer is remembered, to recognise its echo."""
        text = write_reply(operation, body, source=self._source, framing=self._framing)
        if isinstance(echo := read(text), Reply):
            self._own_posts.posted(echo, now)
        return [Post(text)]

    def receive(self, text: str, now: float) -> list[Output]:
        """Take one text from the bus. A text that is not LCM's gives an empty list."""
        message = None if self._closed else read(text)
        if isinstance(message, Reply):
            if self._own_posts.recognise(message, now):
                return [Incoming(Standing.ECHO, "an echo of our own answer", message.operation, message=message)]
            return self._arrived(self._queues.of(message.key, now), message, text, now)
        if isinstance(message, Refusal):
            queue = queue_of_refusal(message, self._queues)
            if queue is None:
                self._astray(message)
                return [Incoming(Standing.IGNORED, "a refusal of nothing we asked", message=message)]
            return self._arrived(self._queues.of(queue.key, now), message, text, now)
        if isinstance(message, Request):
            return self._overheard(message, now)
        if isinstance(message, Notice):
            return [Incoming(Standing.TOLD, "the desktop said so", body=message.body, message=message)]
        return [] if message is None else self._unreadable(message, now)

    def tick(self, now: float) -> list[Output]:
        """Do what is due: repeat reads, and end requests that have waited long enough."""
        out: list[Output] = []
        for queue in self._queues.busy:
            asked = queue.current
            if asked is not None and asked.due <= now:
                out += self._due(queue, asked, now)
        self.wake_at = min((queue.current.due for queue in self._queues.busy if queue.current), default=None)
        return out

    def unsent(self, post: Post, reason: str, now: float, *, surely: bool = True) -> list[Output]:
        """The bus did not take this post. Its request ends with code `link`. A change that may have been sent all the
        same (not `surely`) ends with code `unknown-outcome`."""
        queue = self._queues.of(post.key, now) if post.key else None
        if queue is None or queue.current is None:
            return []
        queue.give_up(queue.current, now, answered=1 if surely else 0)
        code = Code.UNKNOWN_OUTCOME if queue.current.changes and not surely else Code.LINK
        return [_failed(queue.current, code, reason), *self._end(queue, now)]

    def close(self, reason: str, now: float) -> list[Output]:
        """End every request. A change that was posted ends with code `unknown-outcome`, any other request with code
        `link`. Nothing is heard or posted until `reopen`."""
        self._closed = reason
        out: list[Output] = []
        for queue in self._queues.busy:
            asked, waiting = queue.current, queue.waiting
            queue.waiting = []
            self._queues.end(queue)
            if asked is not None:
                queue.give_up(asked, now)
                out.append(_failed(asked, Code.UNKNOWN_OUTCOME if asked.changes else Code.LINK, reason))
            out += [_failed(each, Code.LINK, reason) for each in waiting]
        self.wake_at = None
        return out

    def reopen(self, now: float) -> list[Output]:
        """Post what waits, after `close`. Late replies to what `close` ended are recognised."""
        self._closed = ""
        return [output for queue in self._queues for output in self._next(queue, now)]

    def _arrived(self, queue: RequestQueue, message: Reply | Refusal, text: str, now: float) -> list[Output]:
        verdict = judge(queue, message, text, now, self._times)
        asked = queue.current
        if asked is not None and verdict.ends:
            return self._ended(queue, asked, message, text, verdict, now)
        post = verdict.post
        if post is not None and verdict.settles:
            queue.outstanding.remove(post)
        queue.see(text, now)
        if verdict.unasked:
            self._astray(message)
        operation = message.operation if isinstance(message, Reply) else None
        if post is None or not post.ours:
            body = message.body if isinstance(message, Reply) else None
            theirs = Incoming(verdict.standing, verdict.reason, operation, body=body, message=message)
            return [theirs._replace(again=verdict.again, serial=0 if post is None else post.serial)]
        came = _content(post.operation, message)
        about = post.operation, post.data, post.about
        return [Incoming(verdict.standing, verdict.reason, *about, *came, message, verdict.again, post.serial)]

    def _astray(self, message: Reply | Refusal) -> None:
        """Remember, for the requests that wait for such an answer, that it came for another call."""
        for asked in waiting_alike(message, self._queues):
            asked.other_call = excerpt(message.callid or "")

    def _ended(
        self, queue: RequestQueue, asked: Asked, message: Reply | Refusal, text: str, verdict: Verdict, now: float
    ) -> list[Output]:
        """The message ends the request in flight: as answered, refused, or unknown when the message is doubtful."""
        repeat = queue.repeats(text, now, self._times.duplicate)
        queue.see(text, now, answered_change=asked.changes)
        if verdict.standing is Standing.DOUBTFUL:
            queue.give_up(asked, now)
            about = asked.operation, asked.data, asked.about
            unsure = Incoming(verdict.standing, verdict.reason, *about, message=message, serial=asked.serial)
            return [_failed(asked, Code.UNKNOWN_OUTCOME, verdict.reason), unsure, *self._end(queue, now)]
        queue.give_up(asked, now, answered=0 if repeat else 1)
        queue.answered = asked.posts[-1]
        body, failure = _content(asked.operation, message)
        standing = Standing.ANSWER if failure is None else Standing.REFUSED
        about = asked.operation, asked.data, asked.about
        ended = Incoming(standing, verdict.reason, *about, body, failure, message, serial=asked.serial)
        return [ended, *self._end(queue, now)]

    def _overheard(self, request: Request, now: float) -> list[Output]:
        """Another app's request, or our own. On a bus that brings no post back, a request like ours is another's."""
        come_back = self._own_posts.come_back
        if self._own_posts.recognise(request, now) and come_back:
            return []
        operation, data, serial = request.operation, request.data, next(self._serials)
        if operation.echoes_callid or not operation.shared:
            key = (operation.reply, None) if isinstance(data, NoData) else operation.reply_key(data)
            theirs = Outstanding(operation, data, None, operation.changes(data), False, now, now, serial)
            self._queues.of(key, now).expect(theirs)
        whose = TWIN if request.source == self._source else "another app's request"
        return [Incoming(Standing.OVERHEARD, whose, operation, data, message=request, serial=serial)]

    def _unreadable(self, malformed: Malformed, now: float) -> list[Output]:
        why = in_words(malformed.problems)
        unreadable = Incoming(Standing.UNREADABLE, why, message=malformed)
        queue = queue_of_malformed(malformed, self._queues.busy)
        if queue is None or queue.current is None:
            return [unreadable]
        queue.current.problem = f"the reply could not be read: {why}"
        unreadable = unreadable._replace(serial=queue.current.serial)
        return [*self._give_up(queue, queue.current, now), unreadable]

    def _due(self, queue: RequestQueue, asked: Asked, now: float) -> list[Output]:
        if asked.resting:
            return [self._post(queue, asked, now)]
        return self._give_up(queue, asked, now)

    def _give_up(self, queue: RequestQueue, asked: Asked, now: float) -> list[Output]:
        """This post has failed. A read with repeats left pauses before the next post; any other request ends."""
        if asked.resting:
            return []
        if asked.retries > 0:
            asked.retries -= 1
            asked.resting = True
            asked.due = now + asked.pause
            asked.pause *= 2
            self._wake_by(asked.due)
            return []
        queue.give_up(asked, now)
        return [_without_answer(asked), *self._end(queue, now)]

    def _end(self, queue: RequestQueue, now: float) -> list[Output]:
        self._queues.end(queue)
        return self._next(queue, now)

    def _next(self, queue: RequestQueue, now: float) -> list[Output]:
        """Post the next waiting request, when nothing is in flight."""
        asked = None if self._closed else self._queues.start(queue)
        return [] if asked is None else [self._post(queue, asked, now)]

    def _post(self, queue: RequestQueue, asked: Asked, now: float) -> Post:
        asked.resting = False
        asked.due = now + (self._times.change if asked.changes else self._times.reply)
        asked.posts.append(now)
        self._wake_by(asked.due)
        self._own_posts.posted(Request(asked.operation, asked.data, self._source), now)
        return Post(asked.text, queue.key, asked.serial)

    def _wake_by(self, due: float) -> None:
        if self.wake_at is None or due < self.wake_at:
            self.wake_at = due


def _failed(asked: Asked, code: Code, reason: str, other_call: str = "") -> Incoming:
    failure = Failure(code, reason, other_call=other_call)
    about = asked.operation, asked.data, asked.about
    return Incoming(Standing.UNANSWERED, reason, *about, failure=failure, serial=asked.serial)


def _in_place_of(asked: Asked, waiting: Asked) -> bool:
    """Whether a new request takes the place of one that waits: both read the same for one call, for other accounts."""
    same = waiting.operation is asked.operation and asked.operation.echoes_callid
    return same and not asked.changes and waiting.data != asked.data


def _without_answer(asked: Asked) -> Incoming:
    """The end of a request that has waited long enough."""
    code, reason, other_call = Code.TIMEOUT, "no answer in time", ""
    if asked.problem:
        code, reason = Code.PROTOCOL, asked.problem
    elif asked.other_call:
        other_call = asked.other_call
        code, reason = Code.OTHER_CALL, f"an answer came for another call ({other_call})"
    return _failed(asked, Code.UNKNOWN_OUTCOME if asked.changes else code, reason, other_call)


def _content(operation: Operation[Any, Any], message: Reply | Refusal) -> tuple[BaseModel | None, Failure | None]:
    """What a message says in answer to a request: a body, or why it was refused."""
    if isinstance(message, Refusal):
        reason = ": ".join(part for part in (message.error_type, message.message) if part)
        return None, Failure(Code.REFUSED, reason, message.message.strip())
    if operation.says_done(message.body) is False:
        return None, Failure(Code.REFUSED, "the other side reports no success")
    return message.body, None


def in_words(problems: Sequence[Problem]) -> str:
    """All problems in one line."""
    return "; ".join(f"{problem.where}: {problem.why}" for problem in problems) or "unreadable"
