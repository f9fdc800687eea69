"""The other side of the bus, played from a tape: what was asked then is answered as it was answered then.

Theory of operation. Each request on the tape is joined with the first message of the desktop after it that has its
reply key, or is an error about it; that is its answer, given so long after the request as then. Requests of one key are
answered in their order; when there are no more of them on the tape, a read gets the last answer again and a change gets
none. Whatever else the desktop said is said again at its time, counted from the start. Who plays may ask sooner or
later than then, and for another number: where a field of the answer repeats one of the request, it repeats the one of
now. A tape that is played on another day has its dates moved by as much, so that what expired five minutes later does
so again.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import BaseModel

from widget.lcm import Refusal, Reply, ReplyKey, Request, read
from widget.mock.bus import Timers
from widget.mock.dates import shift_dates
from widget.recording.tape import Line, Tape


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request on the tape and its answer, if it had one, so many seconds later."""

    data: BaseModel
    answer: str
    delay: float


class Replay:
    """A bus with a tape at its other end. `deliver` takes each arriving text. Texts come during no call of ours."""

    def __init__(self, tape: Tape, timers: Timers, deliver: Callable[[str], None], *, ahead: float = 0.0) -> None:
        """Play from now on; `ahead` is by how many seconds the dates in the messages are moved."""
        self._timers = timers
        self._hear, self._ahead, self._over = deliver, ahead, False
        self._asked, unasked = _joined(tape)
        self._last: dict[ReplyKey, _Asked] = {}
        for line in unasked:
            timers.call_later(line.at, partial(self._deliver, line.text))

    def post(self, text: str) -> None:
        """Give a text to the other side; its answer comes when it came then."""
        request = read(text)
        if not isinstance(request, Request):
            return
        asked = self._next(request)
        if asked is not None and asked.answer:
            answer = _about(asked.answer, asked.data, request.data)
            self._timers.call_later(asked.delay, partial(self._deliver, answer))

    def close(self) -> None:
        """Say nothing more."""
        self._over = True

    def _deliver(self, text: str) -> None:
        if not self._over:
            self._hear(shift_dates(text, self._ahead) if self._ahead else text)

    def _next(self, request: Request) -> _Asked | None:
        key = request.operation.reply_key(request.data)
        left = self._asked.get(key)
        if left:
            self._last[key] = left.popleft()
            return self._last[key]
        return None if request.operation.changes(request.data) else self._last.get(key)


def _joined(tape: Tape) -> tuple[dict[ReplyKey, deque[_Asked]], list[Line]]:
    """The requests of the widget with their answers, by reply key, and what the desktop said besides."""
    said = {place: line for place, line in enumerate(tape.lines) if line.side == "desktop"}
    asked: dict[ReplyKey, deque[_Asked]] = {}
    for place, line in enumerate(tape.lines):
        request = read(line.text) if line.side == "widget" else None
        if isinstance(request, Request):
            key = request.operation.reply_key(request.data)
            found = next((later for later, its in said.items() if later > place and _answers(its.text, key)), None)
            answer = None if found is None else said.pop(found)
            reply, delay = ("", 0.0) if answer is None else (answer.text, answer.at - line.at)
            asked.setdefault(key, deque()).append(_Asked(request.data, reply, delay))
    return asked, list(said.values())


def _answers(text: str, key: ReplyKey) -> bool:
    message = read(text)
    if isinstance(message, Refusal):
        return message.callid in (None, "", key[1]) and message.subtopic in (None, key[0])
    return isinstance(message, Reply) and message.key == key


def _about(answer: str, then: BaseModel, now: BaseModel) -> str:
    """The answer with what was asked then replaced by what is asked now."""
    old, new = then.model_dump(by_alias=True, mode="json"), now.model_dump(by_alias=True, mode="json")
    changed = {(name, old[name]): new[name] for name in old if isinstance(old[name], str) and old[name] != new[name]}
    return json.dumps(_with(json.loads(answer), changed)) if changed else answer


def _with(value: Any, changed: dict[tuple[str, str], str], field: str = "") -> Any:  # noqa: ANN401 - JSON of any shape
    if isinstance(value, dict):
        return {name: _with(inner, changed, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_with(inner, changed, field) for inner in value]
    return changed.get((field, value), value) if isinstance(value, str) else value
