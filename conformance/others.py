"""The questions of other apps on the bus that are not answered yet: their answers are no fault of the desktop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from widget.lcm import Malformed, Operation, Refusal, Reply, Request, id_key, names_reply

_MOST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was heard. `at` is in monotonic seconds."""

    operation: Operation[Any, Any]
    data: BaseModel
    at: float

    @property
    def callid(self) -> str | None:
        """The key of the call id that the answer has to repeat, or None."""
        return self.operation.reply_key(self.data)[1]


class Others:
    """What other apps wait for. `late` is how many seconds a question may wait for its answer."""

    def __init__(self, late: float) -> None:
        self._late = late
        self._asked: list[Asked] = []

    def ask(self, request: Request, now: float) -> None:
        """Another app asks."""
        self._asked = [*self._asked[-_MOST:], Asked(request.operation, request.data, now)]

    def fit_better(self, operation: Operation[Any, Any], data: BaseModel, came: object, now: float) -> bool:
        """Whether a reply fits what another app has asked for, and a question of ours less."""
        if not isinstance(came, Reply):
            return False
        ours = operation.fit(data, came.body)
        return any(one.operation.fit(one.data, came.body) > ours for one in self._waiting(came, now))

    def settle(self, came: Reply | Refusal | Malformed, now: float) -> bool:
        """Whether another app waits for this. It then waits no longer."""
        waiting = self._waiting(came, now)
        if waiting:
            self._asked.remove(waiting[0])
        return bool(waiting)

    def _waiting(self, came: Reply | Refusal | Malformed, now: float) -> list[Asked]:
        self._asked = [one for one in self._asked if now - one.at <= self._late]
        return [one for one in self._asked if is_nameless(came) or is_for(came, one.operation.reply, one.callid)]


def is_nameless(came: Reply | Refusal | Malformed) -> bool:
    """Whether it is an error that names neither a reply nor a call: it is for whoever waits (protocol.md §1.29)."""
    return isinstance(came, Refusal) and came.subtopic is None and not came.callid


def is_for(came: Reply | Refusal | Malformed, reply: str, callid: str | None) -> bool:
    """Whether a message names this reply, and this call where the reply repeats it."""
    named = came.operation.reply == reply if isinstance(came, Reply) else names_reply(came.subtopic, reply)
    about = None if came.callid is None else id_key(came.callid)
    if isinstance(came, Refusal) and came.subtopic is None and about:
        return about == callid
    return named and (callid is None or about in (None, callid))
