"""A bus that answers from a recording: a request gets the reply that it got when it was recorded.

Each recorded request is paired with the first later message of the desktop that has its reply key or is an error about
it. That is its reply, and it comes as long after the request as in the recording. Requests with the same key are
answered in their order. When the recording has no more of them, a read gets the last reply again, and a change gets
none. All other messages of the desktop are delivered at their time, counted from the start.

The widget may send a request sooner or later than in the recording, or with other values: where a field of the recorded
reply repeats a field of the recorded request, the reply repeats the new value. The dates can be shifted to the day of
the replay, so that what expired five minutes after the recording does so again.

A replay can begin later than the recording. Then the widget gets at once what the desktop had told until then. A
request gets the last reply from before, whether it was asked for then or not, and after that the later ones.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import BaseModel

from widget.lcm import Refusal, Reply, ReplyKey, Request, id_key, names_reply, read
from widget.lcm.parsing import parse
from widget.mock.bus import Timers
from widget.mock.dates import shift_dates
from widget.recording.recording import Line, Recording


@dataclass(frozen=True, slots=True)
class _Exchange:
    """The data of a recorded request (None when nobody asked), when it was made, its reply (empty if there was none),
    and how many seconds later that came."""

    data: BaseModel | None
    at: float
    reply: str
    delay: float


class Replay:
    """A bus to a recording. `deliver` is given each arriving text, never during a call of this class."""

    def __init__(
        self,
        recording: Recording,
        timers: Timers,
        deliver: Callable[[str], None],
        *,
        ahead: float = 0.0,
        begin: float = 0.0,
    ) -> None:
        """Start the replay now, at `begin` seconds of the recording; the dates in the messages are shifted by `ahead`
        seconds."""
        self._timers = timers
        self._deliver, self._ahead, self._closed = deliver, ahead, False
        self._exchanges, others = _paired(recording)
        self._last: dict[ReplyKey, _Exchange] = {}
        for line in others:
            reply = read(line.text) if line.at < begin else None
            if isinstance(reply, Reply):
                self._exchanges.setdefault(reply.key, deque()).append(_Exchange(None, line.at, line.text, 0.0))
            else:
                timers.call_later(max(0.0, line.at - begin), partial(self._arrive, line.text))
        if begin:
            self._exchanges = {key: _from(begin, exchanges) for key, exchanges in self._exchanges.items()}

    def post(self, text: str) -> None:
        """Send a text; the reply to a request comes after the recorded delay."""
        request = read(text)
        if not isinstance(request, Request):
            return
        exchange = self._next(request)
        if exchange is not None and exchange.reply:
            recorded = exchange.data or request.data
            reply = _with_new_values(exchange.reply, recorded, request.data)
            self._timers.call_later(exchange.delay, partial(self._arrive, reply))

    def close(self) -> None:
        """Deliver nothing more."""
        self._closed = True

    def _arrive(self, text: str) -> None:
        if not self._closed:
            self._deliver(shift_dates(text, self._ahead) if self._ahead else text)

    def _next(self, request: Request) -> _Exchange | None:
        key = request.operation.reply_key(request.data)
        left = self._exchanges.get(key)
        if left:
            self._last[key] = left.popleft()
            return self._last[key]
        return None if request.operation.changes(request.data) else self._last.get(key)


def _paired(recording: Recording) -> tuple[dict[ReplyKey, deque[_Exchange]], list[Line]]:
    """The recorded requests with their replies, by reply key, and the messages of the desktop that reply to none."""
    unpaired = {index: line for index, line in enumerate(recording.lines) if line.side == "desktop"}
    exchanges: dict[ReplyKey, deque[_Exchange]] = {}
    for index, line in enumerate(recording.lines):
        request = read(line.text) if line.side == "widget" else None
        if isinstance(request, Request):
            key = request.operation.reply_key(request.data)
            found = next((later for later, its in unpaired.items() if later > index and _answers(its.text, key)), None)
            reply = None if found is None else unpaired.pop(found)
            text, delay = ("", 0.0) if reply is None else (reply.text, reply.at - line.at)
            exchanges.setdefault(key, deque()).append(_Exchange(request.data, line.at, text, delay))
    return exchanges, list(unpaired.values())


def _from(begin: float, exchanges: Iterable[_Exchange]) -> deque[_Exchange]:
    """The exchanges of a key from the last one before `begin` on."""
    left = deque(sorted(exchanges, key=lambda exchange: exchange.at))
    while len(left) > 1 and left[1].at < begin:
        left.popleft()
    return left


def _answers(text: str, key: ReplyKey) -> bool:
    message = read(text)
    if isinstance(message, Refusal):
        return id_key(message.callid or "") in ("", key[1]) and (
            message.subtopic is None or names_reply(message.subtopic, key[0])
        )
    return isinstance(message, Reply) and message.key == key


def _with_new_values(reply: str, recorded: BaseModel, sent: BaseModel) -> str:
    """The reply with the values of the recorded request replaced by those of the request that was sent."""
    old, new = recorded.model_dump(by_alias=True, mode="json"), sent.model_dump(by_alias=True, mode="json")
    changed = {(name, old[name]): new[name] for name in old if isinstance(old[name], str) and old[name] != new[name]}
    return json.dumps(_replaced(parse(reply), changed)) if changed else reply


def _replaced(value: Any, changed: dict[tuple[str, str], str], field: str = "") -> Any:  # noqa: ANN401 - JSON of any shape
    if isinstance(value, dict):
        return {name: _replaced(inner, changed, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_replaced(inner, changed, field) for inner in value]
    return changed.get((field, value), value) if isinstance(value, str) else value
