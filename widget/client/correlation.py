"""Whose reply a reply is, on a bus without ids: does it answer the request in flight on its key, or what else is it to
us? Pure: nothing here changes a queue. The order of suspicion:

* a read in flight takes any reply on its key: it is data of now, whoever asked. Two exceptions: contacts that another
  app asked for before us, unless a download of ours may have brought them; a "no" while a change of ours is unanswered;
* a download in flight takes any contacts but those that have just answered the download before it; while another app
  waits for contacts too they may be the other's, and its outcome is *unknown*: asking for the reserved ones tells;
* a change in flight takes a bare "done" or "no" only while no other change on its key may still be answered, and never
  the text that has just answered the change before it: else its outcome is *unknown*, which is true;
* nothing in flight: what we gave up on first, then what is true for every app; the rest belongs to other apps.

Which request an error or an unreadable reply is about is told by its callid, else by its subtopic, else it is the
oldest in flight (protocol.md §1.29). A callid or subtopic that is nobody's of ours is another app's affair.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel

from widget.client.deadlines import Deadlines
from widget.client.incoming import Standing
from widget.client.requests import Asked, Outstanding, RequestQueue
from widget.lcm import OPERATIONS, Fit, Malformed, Refusal, Reply

NAMES = frozenset(name.casefold() for operation in OPERATIONS for name in (operation.name, operation.reply))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a message is to a queue. `ends`: the request in flight ends by it. `post`: the post given up on that it
    belongs to or, when DOUBTFUL, may belong to."""

    standing: Standing
    reason: str = ""
    ends: bool = False
    post: Outstanding | None = None
    again: bool = False

    @property
    def settles(self) -> Outstanding | None:
        """The post that is not to be answered any more."""
        return None if self.standing is Standing.DOUBTFUL else self.post


ANSWER = Verdict(Standing.ANSWER, "it answers the request in flight", ends=True)
UNSURE = Verdict(Standing.DOUBTFUL, "a reply came that may belong to another change", ends=True)
UNSAID = Verdict(Standing.DOUBTFUL, "a reply came that does not say whether it was done", ends=True)


def judge(queue: RequestQueue, message: Reply | Refusal, text: str, now: float, times: Deadlines) -> Verdict:
    """What `message`, come as `text` on the key of `queue`, is to us (protocol.md §4.3, §4.4)."""
    if queue.current is not None:
        verdict = _in_flight(queue, queue.current, message, text, now, times)
        if verdict is not None:
            return verdict
    if queue.repeats(text, now, times.duplicate):
        older = not queue.is_latest(text) and isinstance(message, Reply) and message.operation.shared
        return Verdict(Standing.IGNORED, "a duplicate: changes nothing", again=older)
    ours = _first_of_ours(queue, message) if queue.outstanding else None
    if ours is not None:
        return _late(queue, ours, message, text, now, times)
    if isinstance(message, Refusal):
        return Verdict(Standing.IGNORED, "a refusal of nothing we asked")
    theirs = next((one for one in queue.outstanding if not one.ours), None)
    if message.operation.shared:
        return Verdict(Standing.UNASKED, "true for every app, whoever asked", post=theirs)
    whose = "another app asked for it" if theirs else "nobody here asked for it"
    return Verdict(Standing.IGNORED, whose, post=theirs)


def _in_flight(
    queue: RequestQueue, asked: Asked, message: Reply | Refusal, text: str, now: float, times: Deadlines
) -> Verdict | None:
    """What it is to the request in flight; None when it does not answer it."""
    if isinstance(message, Reply) and not _suits(queue, asked, message):
        return None
    if not asked.changes:
        return None if _is_anothers(queue, asked, message, now, times.late) else ANSWER
    repeat = queue.repeats(text, now, times.duplicate)
    if isinstance(message, Reply) and not _is_claim(message):
        if repeat is not None and repeat.answered_change and not message.operation.is_empty(message.body):
            return None
        others = not message.operation.echoes and _others_wait(queue, now, times.late)
        return UNSURE if others else ANSWER
    if (repeat and asked.operation.success_of is not None) or _has_rivals(queue, asked, now, times.late):
        return UNSURE
    return UNSAID if isinstance(message, Reply) and _says_done(message) is None else ANSWER


def _suits(queue: RequestQueue, asked: Asked, reply: Reply) -> bool:
    """Whether the content goes with the request, and with none that was given up on better."""
    how = asked.operation.fit(asked.data, reply.body)
    if how is Fit.ODD:
        alike = (one for one in queue.outstanding if one.ours or isinstance(one.data, type(asked.data)))
        return not any(_fit(one, reply.body) is Fit.YES for one in alike)
    return how is Fit.YES


def _fit(one: Outstanding, body: BaseModel) -> Fit:
    return one.operation.fit(one.data, body)


def _is_anothers(queue: RequestQueue, read: Asked, message: Reply | Refusal, now: float, late: float) -> bool:
    """Whether a reply is for a request before this read: a "no" for a change of ours; contacts, which are given to one
    only, for another app that asked before us, unless a download of ours may have brought them."""
    if not queue.outstanding:
        return False
    if any(one.ours and one.changes and now - one.since <= late for one in queue.outstanding):
        return isinstance(message, Refusal)
    return isinstance(message, Reply) and any(
        not one.ours and one.changes and one.posted < read.posts[0] and now - one.since <= late
        for one in queue.outstanding
    )


def _is_claim(message: Reply | Refusal) -> bool:
    """Whether it only says "done" or "no" to *some* request: nothing in it tells to which. Contacts and modes speak for
    themselves whichever request brought them."""
    return isinstance(message, Refusal) or message.operation.success_of is not None


def _says_done(reply: Reply) -> bool | None:
    return reply.operation.says_done(reply.body)


def _has_rivals(queue: RequestQueue, asked: Asked | Outstanding, now: float, late: float) -> bool:
    """Whether another app, or another change on this key, may still be answered: a bare "done" could be its.

    A number set twice is set once, whichever is answered; a number dialled twice is dialled twice."""
    once = asked.operation.success_of is not None
    return _others_wait(queue, now, late) or any(
        one is not asked and one.changes and now - one.since <= late and not (once and one.data == asked.data)
        for one in queue.outstanding
    )


def _others_wait(queue: RequestQueue, now: float, late: float) -> bool:
    """Whether another app may still be answered on this key."""
    return any(not one.ours and now - one.since <= late for one in queue.outstanding)


def _first_of_ours(queue: RequestQueue, message: Reply | Refusal) -> Outstanding | None:
    """The oldest of our posts that this may be the late reply to; a good fit before an odd one."""
    ours = [one for one in queue.outstanding if one.ours]
    if isinstance(message, Refusal):
        return next((one for one in ours if one.changes), None)
    fitting = [(_fit(one, message.body), one) for one in ours]
    best = max((how for how, _ in fitting), default=Fit.NO)
    return next((one for how, one in fitting if how is best and how is not Fit.NO), None)


def _late(
    queue: RequestQueue, post: Outstanding, message: Reply | Refusal, text: str, now: float, times: Deadlines
) -> Verdict:
    if not post.changes:
        newer = queue.answered_at > post.posted and not queue.is_latest(text)
        return Verdict(Standing.LATE, "a late reply to a read", post=post, again=newer)
    unsaid = isinstance(message, Reply) and _says_done(message) is None
    if _is_claim(message) and (unsaid or _has_rivals(queue, post, now, times.late)):
        return Verdict(Standing.DOUBTFUL, "a late reply that may belong to more than one change", post=post)
    return Verdict(Standing.LATE, "a late reply to a change whose outcome was unknown", post=post)


def queue_of_refusal(refusal: Refusal, queues: Iterable[RequestQueue]) -> RequestQueue | None:
    """The queue an error belongs to; one with nothing in flight when it is late for a change of ours; or None."""
    named = _known_name(refusal.subtopic)
    if refusal.subtopic and not named:
        return None
    candidates = list(queues)
    if refusal.callid:
        candidates = [queue for queue in candidates if queue.key[1] == refusal.callid]
    if named:
        candidates = [queue for queue in candidates if _is_named(queue, named)]
    flying = [(queue.current.serial, queue) for queue in candidates if queue.current is not None]
    if flying or not (refusal.callid or named):
        return min(flying, default=(0, None))[1]
    return next((queue for queue in candidates if any(one.ours and one.changes for one in queue.outstanding)), None)


def queue_of_malformed(malformed: Malformed, busy: Iterable[RequestQueue]) -> RequestQueue | None:
    """The only queue with a request in flight that an unreadable reply can belong to; None when there is none, or a
    choice."""
    named = _known_name(malformed.subtopic)
    fitting = [
        queue
        for queue in busy
        if queue.key[0].casefold() == named and (malformed.callid is None or queue.key[1] in (None, malformed.callid))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _known_name(subtopic: str | None) -> str:
    name = (subtopic or "").casefold()
    return name if name in NAMES else ""


def _is_named(queue: RequestQueue, name: str) -> bool:
    current = [queue.current.operation] if queue.current is not None else []
    operations = (*current, *(one.operation for one in queue.outstanding))
    return any(name in (operation.name.casefold(), operation.reply.casefold()) for operation in operations)
