"""The other side of the bus, played from a tape: what was asked then is answered as it was answered then.

Theory of operation. Each request on the tape is joined with the first message of the desktop after it that has its
reply key, or is an error about it; that is its answer, given so long after the request as then. Requests of one key are
answered in their order; when there are no more of them on the tape, a read gets the last answer again and a change gets
none. Whatever else the desktop said is said again at its time, counted from the start. Who plays may ask sooner or
later than then, and for another number: where the answer repeats what was asked, it repeats what is asked now. A tape
that is played on another day has its dates moved by as much, so that what expired five minutes later does so again.
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
from widget.mock.moved import moved
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
        self._deliver = lambda text: deliver(moved(text, ahead) if ahead else text)
        self._asked, unasked = _joined(tape)
        self._last: dict[ReplyKey, _Asked] = {}
        self._coming = [timers.call_later(line.at, partial(self._deliver, line.text)) for line in unasked]

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
        """Say nothing more unasked."""
        for coming in self._coming:
            coming.cancel()

    def _next(self, request: Request) -> _Asked | None:
        key = request.operation.reply_key(request.data)
        left = self._asked.get(key)
        if left:
            self._last[key] = left.popleft()
            return self._last[key]
        return None if request.operation.changes(request.data) else self._last.get(key)


def _joined(tape: Tape) -> tuple[dict[ReplyKey, deque[_Asked]], list[Line]]:
    """The requests of the widget with their answers, by reply key, and what the desktop said besides."""
    said = [line for line in tape.lines if line.side == "desktop"]
    asked: dict[ReplyKey, deque[_Asked]] = {}
    for line in tape.lines:
        request = read(line.text) if line.side == "widget" else None
        if isinstance(request, Request):
            key = request.operation.reply_key(request.data)
            answer = next((later for later in said if later.at >= line.at and _answers(later.text, key)), None)
            if answer is not None:
                said.remove(answer)
            reply, delay = ("", 0.0) if answer is None else (answer.text, answer.at - line.at)
            asked.setdefault(key, deque()).append(_Asked(request.data, reply, delay))
    return asked, said


def _answers(text: str, key: ReplyKey) -> bool:
    message = read(text)
    if isinstance(message, Refusal):
        return message.callid == key[1] if message.callid else message.subtopic in (None, key[0])
    return isinstance(message, Reply) and message.key == key


def _about(answer: str, then: BaseModel, now: BaseModel) -> str:
    """The answer with what was asked then replaced by what is asked now."""
    old, new = then.model_dump(mode="json"), now.model_dump(mode="json")
    changed = {old[name]: new[name] for name in old if isinstance(old[name], str) and old[name] != new[name]}
    return json.dumps(_with(json.loads(answer), changed)) if changed else answer


def _with(value: Any, changed: dict[str, str]) -> Any:  # noqa: ANN401 - JSON of any shape
    if isinstance(value, dict):
        return {name: _with(inner, changed) for name, inner in value.items()}
    if isinstance(value, list):
        return [_with(inner, changed) for inner in value]
    return changed.get(value, value) if isinstance(value, str) else value
