"""Decides which request a reply belongs to, on a bus without ids. Pure: nothing here changes a request queue.

Correlation looks at the request in flight on the reply's key first:

* A read takes any reply on its key, because the reply holds current data, whoever asked. There are three exceptions. It
  does not take contacts that another app asked for before us, unless a download of ours is outstanding. It does not
  take what another app asked for before us with other data, where the reply does not say which it is. It does not take
  a "no" while a change of ours is outstanding.
* A download of contacts takes any contacts, but not those that have just answered the download before it. While another
  app waits for contacts too, the contacts may be for that app. The outcome of the download is then *unknown*, and the
  reserved contacts are asked for.
* A change takes a bare "done" or "no". Its outcome is *unknown* when that reply may belong to another change on the
  key, because one is outstanding or because the same text has just come; or when the reply does not say whether it was
  done.

When the message does not answer the request in flight, it belongs to the first of these: a post of ours that was given
up on; every app, when the operation is shared; another app.

An error or an unreadable reply belongs to the request that its callid names, else to the one that its subtopic names,
else to the oldest in flight (protocol.md §1.29). When none of our requests has that callid or subtopic, the message is
for another app.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel

from widget.client.deadlines import Deadlines
from widget.client.incoming import Standing
from widget.client.requests import Asked, Outstanding, RequestQueue
from widget.lcm import OPERATIONS, Fit, Malformed, Refusal, Reply, id_key, names_reply

REPLIES = frozenset(operation.reply.casefold() for operation in OPERATIONS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a message is to a request queue.

    `ends`: it ends the request in flight. `post`: the outstanding post that it belongs to, or may belong to when it is
    DOUBTFUL. `again`: a newer reading may already have been taken. `unasked`: nobody asked for it, as far as we know.
    """

    standing: Standing
    reason: str = ""
    ends: bool = False
    post: Outstanding | None = None
    again: bool = False
    unasked: bool = False

    @property
    def settles(self) -> Outstanding | None:
        """The outstanding post that has its answer now, or None."""
        return None if self.standing is Standing.DOUBTFUL else self.post


ANSWER = Verdict(Standing.ANSWER, "it answers the request in flight", ends=True)
UNSURE = Verdict(Standing.DOUBTFUL, "a reply came that may belong to another change", ends=True)
UNSAID = Verdict(Standing.DOUBTFUL, "a reply came that does not say whether it was done", ends=True)


def judge(queue: RequestQueue, message: Reply | Refusal, text: str, now: float, times: Deadlines) -> Verdict:
    """What `message` is to us (protocol.md §4.3, §4.4). `text` is the message as it came, `queue` the request queue of
    its key, `now` the time in monotonic seconds."""
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
        return Verdict(Standing.UNASKED, "true for every app, whoever asked", post=theirs, unasked=theirs is None)
    whose = "another app asked for it" if theirs else "nobody here asked for it"
    return Verdict(Standing.IGNORED, whose, post=theirs, unasked=theirs is None)


def _in_flight(
    queue: RequestQueue, asked: Asked, message: Reply | Refusal, text: str, now: float, times: Deadlines
) -> Verdict | None:
    """What the message is to the request in flight; None when it does not answer that request."""
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
    """Whether the reply's content fits the request, and no outstanding post fits it better."""
    how = asked.operation.fit(asked.data, reply.body)
    if how is Fit.ODD:
        alike = (one for one in queue.outstanding if one.ours or isinstance(one.data, type(asked.data)))
        return not any(_fit(one, reply.body) is Fit.YES for one in alike)
    return how is Fit.YES


def _fit(one: Outstanding, body: BaseModel) -> Fit:
    return one.operation.fit(one.data, body)


def _is_anothers(queue: RequestQueue, read: Asked, message: Reply | Refusal, now: float, late: float) -> bool:
    """Whether the message answers a request that was posted before this read.

    A "no" may answer an outstanding change of ours. Contacts are given to one app only, so they may be for another app
    that asked before us. They are not when a download of ours is outstanding. What another app asked for before us with
    other data is another thing, where the reply does not say which it is.
    """
    if not queue.outstanding:
        return False
    if any(one.ours and one.changes and now - one.since <= late for one in queue.outstanding):
        return isinstance(message, Refusal)
    return isinstance(message, Reply) and any(
        not one.ours
        and (one.changes or _asks_other(one, read))
        and one.posted < read.posts[0]
        and now - one.since <= late
        for one in queue.outstanding
    )


def _asks_other(one: Outstanding, read: Asked) -> bool:
    """Whether a post asks for something else by the same operation, and nothing in a reply tells the two apart."""
    operation = read.operation
    told = operation.shared or operation.echoes or operation.echoes_callid or operation.fits is not None
    return one.operation is operation and one.data != read.data and not told


def _is_claim(message: Reply | Refusal) -> bool:
    """Whether the message says only "done" or "no", and nothing in it tells to which request. Contacts and modes are
    useful data, whichever request brought them."""
    return isinstance(message, Refusal) or message.operation.success_of is not None


def _says_done(reply: Reply) -> bool | None:
    return reply.operation.says_done(reply.body)


def _has_rivals(queue: RequestQueue, asked: Asked | Outstanding, now: float, late: float) -> bool:
    """Whether another app's request or another change on this key is outstanding. A bare "done" may then belong to it.

    Setting the same number twice has one effect, so such a change is no rival. Dialling the same number twice dials it
    twice, and two requests to skip the contact of an agent skip two.
    """
    once = asked.operation.success_of is not None and not asked.operation.each_counts
    return _others_wait(queue, now, late) or any(
        one is not asked and one.changes and now - one.since <= late and not (once and one.data == asked.data)
        for one in queue.outstanding
    )


def _others_wait(queue: RequestQueue, now: float, late: float) -> bool:
    """Whether another app's request on this key is outstanding."""
    return any(not one.ours and now - one.since <= late for one in queue.outstanding)


def _first_of_ours(queue: RequestQueue, message: Reply | Refusal) -> Outstanding | None:
    """The oldest of our outstanding posts that this message may answer. A good fit goes before an odd one."""
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
        newer = queue.answered > post.posted and not queue.is_latest(text)
        return Verdict(Standing.LATE, "a late reply to a read", post=post, again=newer)
    unsaid = isinstance(message, Reply) and _says_done(message) is None
    if _is_claim(message) and (unsaid or _has_rivals(queue, post, now, times.late)):
        return Verdict(Standing.DOUBTFUL, "a late reply that may belong to more than one change", post=post)
    return Verdict(Standing.LATE, "a late reply to a change whose outcome was unknown", post=post)


def queue_of_refusal(refusal: Refusal, queues: Iterable[RequestQueue]) -> RequestQueue | None:
    """The request queue that an error belongs to, or None. Nothing is in flight in it when the error is late for a
    change of ours."""
    named = refusal.subtopic
    if named and named.casefold() not in REPLIES:
        return None
    candidates = list(queues)
    if refusal.callid:
        about = id_key(refusal.callid)
        candidates = [queue for queue in candidates if queue.key[1] == about]
    if named:
        candidates = [queue for queue in candidates if names_reply(named, queue.key[0])]
    flying = [(queue.current.serial, queue) for queue in candidates if queue.current is not None]
    if flying or not (refusal.callid or named):
        return min(flying, default=(0, None))[1]
    return next((queue for queue in candidates if any(one.ours and one.changes for one in queue.outstanding)), None)


def waiting_alike(message: Reply | Refusal, queues: Iterable[RequestQueue]) -> list[Asked]:
    """The requests in flight for other calls that this message would answer if it had their call id (protocol.md
    §4.12). To be called for a message that nobody asked for. None when the message names no call, or when a post about
    its call is outstanding."""
    about = id_key(message.callid or "")
    subtopic = message.operation.reply if isinstance(message, Reply) else message.subtopic
    alike = (
        [queue for queue in queues if queue.key[1] is not None and subtopic in (None, queue.key[0])] if about else []
    )
    if any(queue.key[1] == about and queue.outstanding for queue in alike):
        return []
    return [queue.current for queue in alike if queue.current is not None and queue.key[1] != about]


def queue_of_malformed(malformed: Malformed, busy: Iterable[RequestQueue]) -> RequestQueue | None:
    """The request queue that an unreadable reply belongs to. None when no busy queue fits, or more than one of the
    same reply. When those of two replies fit, which differ only in case, it is the one with the oldest request."""
    about = id_key(malformed.callid or "")
    fitting = [
        queue
        for queue in busy
        if names_reply(malformed.subtopic, queue.key[0]) and (not about or queue.key[1] in (None, about))
    ]
    if len({queue.key[0] for queue in fitting}) > 1:
        return min(fitting, key=lambda queue: queue.current.serial if queue.current else 0)
    return fitting[0] if len(fitting) == 1 else None
