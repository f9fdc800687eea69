"""A model of the other side, another app, and a bus that loses, doubles, delays and spoils, for the property tests."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, cycle
from typing import Any

from pydantic import BaseModel

from tests.unit.client_kit import (
    DEADLINES,
    Desk,
    change_reply,
    contacts_reply,
    modes_reply,
    others_request,
    sync_reply,
)
from widget.client import Output, Post
from widget.lcm import (
    GET_CALLBACK_MODES,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
    CallbackModesRequest,
    ManualDialContacts,
    ManualDialRequest,
    NewModeNumber,
    Operation,
    Reply,
    Request,
    read,
)

UNREADABLE = '{"channel":"LCM","topic":"WebService","subtopic":"%s","message":7}'


@dataclass(frozen=True)
class Fate:
    """What the bus does to a request and its reply. The copy comes within the time a duplicate is known for."""

    request_lost: bool = False
    reply_lost: bool = False
    corrupt: bool = False
    delay: float = 0.0
    copy_after: float | None = None


class World(Desk):
    """The client, an LCM that numbers all it says, another app, and a bus with a mind of its own."""

    def __init__(self, fates: Sequence[Fate]) -> None:
        super().__init__()
        self._fates = cycle(fates)
        self._numbers = count(1)
        self._order = count()
        self._coming: list[tuple[float, int, str]] = []
        self.done: list[NewModeNumber] = []
        self.given: set[str] = set()
        self.arrived: set[str] = set()

    def new_request(self, operation: Operation[Any, Any], data: BaseModel) -> None:
        self.ask(operation, data)

    def others_change(self, data: NewModeNumber) -> None:
        text = others_request(SET_NEW_MODE_NUMBER, data)
        self.hear(text)
        self._reach_server(text, Fate())

    def do(self, outputs: list[Output]) -> None:
        for output in outputs:
            super().do([output])
            if isinstance(output, Post):
                self._check_one_in_flight(output.text)
                self._put(output.text, 0.0)
                self._reach_server(output.text, next(self._fates))

    def _check_one_in_flight(self, text: str) -> None:
        """The post just made is the oldest request of its key that has not ended, by its content too, and no repeat
        without a pause."""
        (at, number) = self.posts[-1]
        request = read(text)
        assert isinstance(request, Request)
        assert request.data == self.asked[number][1], "two requests of one key in flight"
        before = [then for then, of in self.posts[:-1] if of == number]
        assert not before or at - before[-1] >= DEADLINES.pause, "posted twice at once"

    def key(self, number: int) -> object:
        operation, data = self.asked[number]
        return operation.reply_key(data)

    def _put(self, text: str, delay: float) -> None:
        heapq.heappush(self._coming, (self.now + delay, next(self._order), text))

    def _reach_server(self, text: str, fate: Fate) -> None:
        if fate.request_lost:
            return
        request = read(text)
        assert isinstance(request, Request)
        reply = self._serve(request)
        if fate.reply_lost:
            return
        if fate.corrupt:
            reply = UNREADABLE % request.operation.reply
        self._put(reply, fate.delay)
        if fate.copy_after is not None:
            self._put(reply, fate.delay + fate.copy_after)

    def _serve(self, request: Request) -> str:
        number = str(next(self._numbers))
        match request.data:
            case NewModeNumber() as data:
                self.done.append(data)
                return change_reply(data.callid, success=is_good(data))
            case CallbackModesRequest(callid=callid):
                return modes_reply(callid, number)
            case ManualDialRequest() as data if not data.reserved:
                self.given.add(number)
                return contacts_reply(number, consent=data.consent)
            case ManualDialRequest() as data:
                return contacts_reply("0", consent=data.consent)
            case _:
                return sync_reply(number)

    def pass_time(self, seconds: float) -> None:
        end = self.now + seconds
        while True:
            arrival = self._coming[0][0] if self._coming else end + 1
            wake_at = self.client.wake_at
            upcoming = min(arrival, end + 1 if wake_at is None else wake_at)
            if upcoming > end:
                break
            self.now = max(self.now, upcoming)
            if arrival <= upcoming:
                self._arrive(heapq.heappop(self._coming)[2])
            else:
                self.do(self.client.tick(self.now))
        self.now = end

    def _arrive(self, text: str) -> None:
        message = read(text)
        waiting = self._reads_waiting_for(message) if isinstance(message, Reply) else None
        if isinstance(message, Reply) and isinstance(message.body, ManualDialContacts):
            self.arrived |= {contact.contact_id for contact in message.body.contacts}
        self.hear(text)
        assert waiting is None or waiting in self.ended, "the reply to a waiting read was lost"

    def _reads_waiting_for(self, reply: Reply) -> int | None:
        if reply.operation.name not in (STATE_SYNC.name, GET_CALLBACK_MODES.name):
            return None
        posted = {of for _, of in self.posts}
        flying = (of for of in posted if of not in self.ended and self.key(of) == reply.key)
        return next(flying, None)


def is_good(data: NewModeNumber) -> bool:
    """Whether the model's server accepts a number; a function of the request, so that a claim can be checked."""
    return not data.contact_number.endswith("9")
