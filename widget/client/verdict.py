"""The judgement on a reply: does it answer the request in flight on its key, or what else is it to us? Pure.

Everything that decides whose reply a reply is lives in this file; nothing here changes a lane. The order of suspicion:

* a read in flight takes any reply on its key: it is data of now, whoever asked; but for the contacts another app had
  asked for before, unless a download of ours may have brought them;
* a download in flight takes any contacts but those that have just answered the download before it; while another app
  is owed contacts too they may be the other's, and then its outcome is *unknown*: asking for the reserved ones tells;
* a change in flight takes a bare "done" or "no" only while no other change on its key is still owed one, and never the
  text that has just answered the change before it: otherwise its outcome is *unknown*, which is true, rather than
  "saved", which may not be;
* nothing in flight: what we gave up on first, then the two states that are everybody's (calls, callback modes of a
  known call); the rest belongs to other apps.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

from widget.client.deadlines import Deadlines
from widget.client.fit import Fit, carries_nothing, echoes, fit, is_claim, says_done
from widget.client.lane import Lane, Owed, Pending, Used
from widget.client.news import NewsKind
from widget.lcm import GET_CALLBACK_MODES, STATE_SYNC, Refusal, Reply

READINGS = frozenset({STATE_SYNC.name, GET_CALLBACK_MODES.name})
"""The reads whose replies are true for every app on the bus, whoever asked."""


class Awaited(StrEnum):
    """What a reply is to the request in flight, in words. The last two end a change as unknown."""

    NOT_ITS = "it does not answer the request in flight"
    ANSWERS = "it answers the request in flight"
    UNSURE = "a reply came that may belong to another change"
    UNSAID = "a reply came that does not say whether it was done"


def awaited(lane: Lane, pending: Pending, message: Reply | Refusal, text: str, now: float, times: Deadlines) -> Awaited:
    """Whether `message`, come as `text`, answers `pending`."""
    if isinstance(message, Reply) and not _suits(lane, pending, message):
        return Awaited.NOT_ITS
    if not pending.changes:
        return Awaited.NOT_ITS if _others_turn(lane, pending, message, now, times.late) else Awaited.ANSWERS
    repeats = lane.repeats(text, now, times.duplicate)
    if isinstance(message, Reply) and not is_claim(message):
        return _brought(lane, pending, message.body, repeats, now, times)
    return _claimed(lane, pending, message, repeats, now, times)


def _claimed(
    lane: Lane, pending: Pending, message: Reply | Refusal, repeats: list[Used], now: float, times: Deadlines
) -> Awaited:
    """What a bare "done" or "no" is to a change."""
    if repeats and pending.operation.success_of is not None:
        return Awaited.UNSURE
    if _rivals(lane, pending, now, times.late):
        return Awaited.UNSURE
    if isinstance(message, Reply) and says_done(message) is None:
        return Awaited.UNSAID
    return Awaited.ANSWERS


def _brought(
    lane: Lane, pending: Pending, body: BaseModel, repeats: list[Used], now: float, times: Deadlines
) -> Awaited:
    """What data is to a change: contacts to a download, an echo to a dial."""
    if any(used.answered_change for used in repeats) and not carries_nothing(body):
        return Awaited.NOT_ITS
    if not echoes(pending.data, body) and _others_owed(lane, now, times.late):
        return Awaited.UNSURE
    return Awaited.ANSWERS


def _suits(lane: Lane, pending: Pending, reply: Reply) -> bool:
    how = fit(pending.data, reply.body)
    if how is Fit.ODD:
        known = (owed for owed in lane.owed if owed.ours or isinstance(owed.data, type(pending.data)))
        return not any(fit(owed.data, reply.body) is Fit.YES for owed in known)
    return how is Fit.YES


def _owes_change(lane: Lane, now: float, late: float) -> bool:
    """Whether a change of ours was given up on lately: a "no" on its key is held to be its, as a read can ask again."""
    return any(owed.ours and owed.changes and now - owed.since <= late for owed in lane.owed)


def _others_turn(lane: Lane, read: Pending, message: Reply | Refusal, now: float, late: float) -> bool:
    """Whether a reply is for a request before this read: a no for a change of ours; contacts, which are given to one
    only, for another app that asked before us, unless a download of ours may have brought them."""
    if _owes_change(lane, now, late):
        return isinstance(message, Refusal)
    return isinstance(message, Reply) and any(
        not owed.ours and owed.changes and owed.posted < read.posts[0] and now - owed.since <= late
        for owed in lane.owed
    )


def _rivals(lane: Lane, asked: Pending | Owed, now: float, late: float) -> bool:
    """Whether another app, or another change on this key, may still be owed a reply: a bare "done" could be its.

    A number set twice is set once, whichever is answered; a number dialled twice is dialled twice."""
    once = asked.operation.success_of is not None
    return _others_owed(lane, now, late) or any(
        owed is not asked and owed.changes and now - owed.since <= late and not (once and owed.data == asked.data)
        for owed in lane.owed
    )


def _others_owed(lane: Lane, now: float, late: float) -> bool:
    """Whether another app may still be owed a reply on this key."""
    return any(not owed.ours and now - owed.since <= late for owed in lane.owed)


@dataclass(frozen=True, slots=True)
class Unawaited:
    """What a reply is that nothing in flight takes. `owed` is the post it belongs to; when DOUBTFUL, may belong to."""

    kind: NewsKind
    reason: str
    owed: Owed | None = None
    confirm: bool = False

    @property
    def taken(self) -> bool:
        """Whether its data counts."""
        return self.kind in (NewsKind.FRESH, NewsKind.SETTLED)

    @property
    def pays(self) -> bool:
        """Whether the post it belongs to is owed nothing any more."""
        return self.owed is not None and self.kind is not NewsKind.DOUBTFUL


def unawaited(
    lane: Lane, message: Reply | Refusal, text: str, now: float, times: Deadlines, known_calls: Container[str]
) -> Unawaited:
    """What `message`, come as `text`, is when nothing in flight takes it (protocol.md §4.3, §4.4)."""
    if lane.repeats(text, now, times.duplicate):
        older = not lane.is_latest(text) and isinstance(message, Reply) and message.operation.name in READINGS
        return Unawaited(NewsKind.IGNORED, "a duplicate: changes nothing", confirm=older)
    ours = _first_owed(lane, message)
    if ours is not None:
        return _late(lane, ours, message, text, now, times)
    if isinstance(message, Refusal):
        return Unawaited(NewsKind.IGNORED, "a refusal of nothing we asked")
    theirs = next((owed for owed in lane.owed if not owed.ours), None)
    name = message.operation.name
    if name == STATE_SYNC.name:
        return Unawaited(NewsKind.FRESH, "unasked state of the calls", theirs)
    if name == GET_CALLBACK_MODES.name:
        if message.callid in known_calls:
            return Unawaited(NewsKind.FRESH, "unasked modes of a known call", theirs)
        return Unawaited(NewsKind.IGNORED, "modes of a call that is not known", theirs)
    whose = "another app asked for it" if theirs else "nobody here asked for it"
    return Unawaited(NewsKind.IGNORED, whose, theirs)


def _first_owed(lane: Lane, message: Reply | Refusal) -> Owed | None:
    """The oldest of our posts that this may be the late reply to; a good fit before an odd one."""
    ours = [owed for owed in lane.owed if owed.ours]
    if isinstance(message, Refusal):
        return next((owed for owed in ours if owed.changes), None)
    fitting = [(fit(owed.data, message.body), owed) for owed in ours]
    best = max((how for how, _ in fitting), default=Fit.NO)
    return next((owed for how, owed in fitting if how is best and how is not Fit.NO), None)


def _late(lane: Lane, owed: Owed, message: Reply | Refusal, text: str, now: float, times: Deadlines) -> Unawaited:
    if not owed.changes:
        newer = lane.answered_at > owed.posted and not lane.is_latest(text)
        return Unawaited(NewsKind.FRESH, "a late reply to a read", owed, confirm=newer)
    unsaid = isinstance(message, Reply) and says_done(message) is None
    if is_claim(message) and (unsaid or _rivals(lane, owed, now, times.late)):
        return Unawaited(NewsKind.DOUBTFUL, "a late reply that may belong to more than one change", owed)
    return Unawaited(NewsKind.SETTLED, "a late reply settles a change whose outcome was unknown", owed)
