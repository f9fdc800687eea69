"""`reply = await client.request(operation, data)` over any bus: the thin asyncio driver of `widget.client.exchange`.

The rules of deadlines, repeats, duplicates and late replies are the exchange's. This file only posts what it says,
wakes it when it asks to be woken, and settles futures.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from widget.client.alarm import Alarm
from widget.client.bus import Bus, BusClosed, Timers
from widget.client.deadlines import Deadlines
from widget.client.exchange import Exchange
from widget.client.failures import Code, RequestFailed
from widget.client.news import News
from widget.client.outcome import Answered, Failed, Output, Post
from widget.lcm import Dialect, Framing, Operation, Reply, read, write_reply

Q = TypeVar("Q", bound=BaseModel)
A = TypeVar("A", bound=BaseModel)

log = logging.getLogger(__name__)


class Client:
    """Requests and their replies over one bus.

    `source` is the name we send as; `dialect` how manual-dial requests are written; `on_message` is given everything
    that is no answer to a request (`widget.client.news`).
    """

    def __init__(
        self,
        bus: Bus,
        timers: Timers,
        *,
        source: str,
        framing: Framing | None = None,
        deadlines: Deadlines | None = None,
        dialect: Dialect = "sample",
        on_message: Callable[[News], None] | None = None,
    ) -> None:
        self._bus = bus
        self._timers = timers
        self._source = source
        self._framing = framing or Framing()
        self._exchange = Exchange(source=source, framing=framing, deadlines=deadlines, dialect=dialect)
        self._on_message = on_message
        self._on_heard: Callable[[bool], None] | None = None
        self._futures: dict[int, asyncio.Future[BaseModel]] = {}
        self._thens: dict[int, tuple[Callable[[Any], None], Code]] = {}
        self._todo: deque[Output] = deque()
        self._busy = False
        self._alarm = Alarm(timers, self._alarmed)

    @property
    def source(self) -> str:
        """The name we send as."""
        return self._source

    async def request(
        self,
        operation: Operation[Q, A],
        data: Q,
        *,
        then: Callable[[A], None] | None = None,
        retries: int | None = None,
    ) -> A:
        """Ask, and give the answer. `retries` replaces the configured number of repeats (a change is never repeated).

        `then` takes the answer at the moment it is read: before any message that came after it, which the caller, who
        goes on in a later turn of the loop, can not promise. Whoever keeps state passes it.

        Raises RequestFailed. When the caller is cancelled, the request is given up and its reply counts as late.
        """
        future: asyncio.Future[BaseModel] = asyncio.get_running_loop().create_future()
        ticket, out = self._exchange.ask(operation, data, self._timers.now(), retries=retries)
        self._futures[ticket] = future
        if then is not None:
            self._thens[ticket] = then, Code.UNKNOWN_OUTCOME if operation.changes(data) else Code.PROTOCOL
        self._do(out)
        try:
            return cast("A", await future)
        except asyncio.CancelledError:
            self._do(self._exchange.abandon(ticket, self._timers.now()))
            raise
        finally:
            self._futures.pop(ticket, None)
            self._thens.pop(ticket, None)

    def receive(self, text: str) -> None:
        """Take one text off the bus. Never raises; a listener of ours that does is logged by the name of its error."""
        exchange = self._exchange
        heard, synced = exchange.heard, exchange.synced
        self._do(exchange.receive(text, self._timers.now()))
        if self._on_heard is not None and exchange.heard != heard:
            self._guard(self._on_heard, exchange.synced != synced)

    def answer(self, operation: Operation[Any, Any], body: BaseModel) -> None:
        """Post a reply to another app's request. Raises BusClosed. Its echo, as it will be read, is known again."""
        text = write_reply(operation, body, source=self._source, framing=self._framing)
        if isinstance(echo := read(text), Reply):
            self._exchange.own_answers.posted(echo.body, self._timers.now())
        self._bus.post(text)

    def on_heard(self, listener: Callable[[bool], None] | None) -> None:
        """Tell `listener` of every message of the other side: True when it brought the state of the calls."""
        self._on_heard = listener

    def is_asking(self, operation: Operation[Any, Any]) -> bool:
        """Whether a request of this operation is waiting or in flight."""
        return self._exchange.is_asking(operation)

    @property
    def known_calls(self) -> frozenset[str]:
        """The calls of the latest StateSync."""
        return self._exchange.known_calls

    def close(self, reason: str = "the page is leaving") -> None:
        """End all requests: code `link`; `unknown-outcome` for a change that was posted. Later ones fail at once."""
        self._do(self._exchange.close(reason, self._timers.now()))
        self._alarm.cancel()

    def reopen(self) -> None:
        """Take requests again after `close` (back from the back-forward cache)."""
        self._exchange.reopen()

    def _do(self, outputs: list[Output]) -> None:
        """Carry out what the exchange says, in order, also when a bus answers while it is being posted to."""
        self._todo.extend(outputs)
        if self._busy:
            return
        self._busy = True
        try:
            while self._todo:
                self._carry_out(self._todo.popleft())
        finally:
            self._busy = False
        self._alarm.by(self._exchange.wake_at)

    def _carry_out(self, output: Output) -> None:
        match output:
            case Post(ticket, text):
                try:
                    self._bus.post(text)
                except BusClosed as closed:
                    self._todo.extend(self._exchange.unsent(ticket, str(closed), self._timers.now()))
            case Answered(ticket, body):
                future = self._futures.get(ticket)
                if future is not None and not future.done():
                    then, code = self._thens.get(ticket, (None, Code.PROTOCOL))
                    if then is not None and not self._guard(then, body):
                        future.set_exception(RequestFailed(code, "the answer could not be taken"))
                    else:
                        future.set_result(body)
            case Failed(ticket, error):
                future = self._futures.get(ticket)
                if future is not None and not future.done():
                    future.set_exception(error)
            case News():
                if self._on_message is not None:
                    self._guard(self._on_message, output)

    def _guard(self, listener: Callable[[Any], None], value: object) -> bool:
        """Tell a listener of ours; whether it took what it was told."""
        try:
            listener(value)
        except Exception as error:
            log.error("a listener failed: %s", type(error).__name__)  # noqa: TRY400 - a traceback may hold a number
            return False
        return True

    def _alarmed(self) -> None:
        self._do(self._exchange.tick(self._timers.now()))
