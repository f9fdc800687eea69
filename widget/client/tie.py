"""Which request an error or an unreadable reply is about (protocol.md §1.29).

By its callid, else by its subtopic, else the oldest request in flight. A callid or a subtopic that is nobody's of ours
is another app's affair: it never falls through to the oldest, or somebody else's error would say that our change was
refused when it was made.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from widget.client.lane import Lane, Pending
from widget.lcm import OPERATIONS, Malformed, Operation, Refusal

NAMES = frozenset(name.casefold() for operation in OPERATIONS for name in (operation.name, operation.reply))


def lane_of_refusal(refusal: Refusal, lanes: Iterable[Lane]) -> Lane | None:
    """The lane a WS_Error belongs to; one with nothing in flight when it is late for a change of ours; or None."""
    named = _known_name(refusal.subtopic)
    if refusal.subtopic and not named:
        return None
    candidates = list(lanes)
    if refusal.callid:
        candidates = [lane for lane in candidates if lane.key[1] == refusal.callid]
    if named:
        candidates = [lane for lane in candidates if _named(lane, named)]
    late = _owing(candidates) if refusal.callid or named else None
    return _oldest(candidates) or late


def lane_of_malformed(malformed: Malformed, lanes: Iterable[Lane]) -> Lane | None:
    """The only lane in flight that an unreadable reply can belong to, or None when there is none or a choice."""
    named = _known_name(malformed.subtopic)
    if not named:
        return None
    fitting = [
        lane
        for lane in lanes
        if lane.current is not None
        and lane.current.operation.reply.casefold() == named
        and (malformed.callid is None or lane.key[1] in (None, malformed.callid))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _known_name(subtopic: str | None) -> str:
    name = (subtopic or "").casefold()
    return name if name in NAMES else ""


def _named(lane: Lane, name: str) -> bool:
    return any(name in (operation.name.casefold(), operation.reply.casefold()) for operation in _operations(lane))


def _operations(lane: Lane) -> Iterable[Operation[Any, Any]]:
    if lane.current is not None:
        yield lane.current.operation
    for owed in lane.owed:
        yield owed.operation


def _oldest(lanes: Iterable[Lane]) -> Lane | None:
    flying: list[tuple[Lane, Pending]] = [(lane, lane.current) for lane in lanes if lane.current is not None]
    return min(flying, key=lambda pair: pair[1].ticket, default=(None, None))[0]


def _owing(lanes: Iterable[Lane]) -> Lane | None:
    return next((lane for lane in lanes if any(owed.ours and owed.changes for owed in lane.owed)), None)
