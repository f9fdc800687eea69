"""A client to test, with its time and a record of what it gave back; and requests, replies and errors for it."""

from __future__ import annotations

from itertools import count
from typing import Any

from pydantic import BaseModel

from widget.client import Client, Code, Deadlines, Failure, Incoming, Output, Post, Standing
from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
    Call,
    CallbackModes,
    CallbackModesRequest,
    CallStates,
    ManualDialContact,
    ManualDialContacts,
    ManualDialRequest,
    Mode,
    ModeNumberResult,
    NewModeNumber,
    Operation,
    Reply,
    write_refusal,
    write_reply,
    write_request,
)

US = "us"
DEADLINES = Deadlines(reply=5.0, change=10.0, retries=2, pause=1.0, late=30.0, duplicate=1.0)


class Desk:
    """A client whose time the test sets. Each request has a number, which is its `about`. `posts` are the times and
    numbers of posts, `ended` how each request ended, and `beside` what came of messages that ended no request."""

    def __init__(self, deadlines: Deadlines = DEADLINES) -> None:
        self.client = Client(source=US, deadlines=deadlines)
        self.now = 100.0
        self.posts: list[tuple[float, int]] = []
        self.beside: list[Incoming] = []
        self.ended: dict[int, BaseModel | Failure] = {}
        self._serials = count(1)
        self.asked: dict[int, tuple[Operation[Any, Any], BaseModel]] = {}
        self._flying: dict[object, list[int]] = {}

    def ask(self, operation: Operation[Any, Any], data: BaseModel, *, retries: int | None = None) -> int:
        number = next(self._serials)
        self.asked[number] = (operation, data)
        self._flying.setdefault(operation.reply_key(data), []).append(number)
        self.do(self.client.ask(operation, data, self.now, about=number, retries=retries))
        return number

    def hear(self, text: str) -> None:
        self.do(self.client.receive(text, self.now))

    def wait(self, seconds: float) -> None:
        """Let time pass, and call `tick` whenever the client asked for it."""
        end = self.now + seconds
        while (wake_at := self.client.wake_at) is not None and wake_at <= end:
            self.now = max(self.now, wake_at)
            self.do(self.client.tick(self.now))
        self.now = end

    def do(self, outputs: list[Output]) -> None:
        for output in outputs:
            if isinstance(output, Post):
                self.posts.append((self.now, self._flying[output.key][0]))
            elif output.ends:
                self._end(output)
            else:
                self.beside.append(output)

    def _end(self, incoming: Incoming) -> None:
        assert incoming.about not in self.ended, "a request ended twice"
        how = incoming.failure or incoming.body
        assert how is not None
        self.ended[incoming.about] = how
        for waiting in self._flying.values():
            if incoming.about in waiting:
                waiting.remove(incoming.about)
        if incoming.message is not None and isinstance(incoming.message, Reply) and incoming.message.problems:
            self.beside.append(incoming)

    def code(self, number: int) -> Code | None:
        """The code that a request failed with; None when it has not ended, or was answered."""
        how = self.ended.get(number)
        return how.code if isinstance(how, Failure) else None

    def posted(self, number: int) -> list[float]:
        """When the request was posted, in seconds after the desk's start."""
        return [at - 100.0 for at, of in self.posts if of == number]

    def standings(self) -> list[Standing]:
        """The standings of the messages that ended no request, or were read in part."""
        return [incoming.standing for incoming in self.beside]


def modes_request(callid: str = "1", account: str = "5|3|1") -> CallbackModesRequest:
    return CallbackModesRequest(callid=callid, account_number=account)


def modes(callid: str = "1", number: str = "6591462346") -> CallbackModes:
    return CallbackModes(callid=callid, modes=(Mode(mode_id="3", description="Mobile", number=number),))


def modes_reply(callid: str = "1", number: str = "6591462346") -> str:
    return write_reply(GET_CALLBACK_MODES, modes(callid, number), source="lcm")


def change(number: str = "961084836", callid: str = "1", mode_id: str = "1") -> NewModeNumber:
    return NewModeNumber(
        callid=callid, account_number="5|3|1", mode_id=mode_id, contact_number=number, agent_id="testagent"
    )


def change_reply(callid: str = "1", *, success: bool | None = True) -> str:
    return write_reply(SET_NEW_MODE_NUMBER, ModeNumberResult(callid=callid, success=success), source="lcm")


def contacts_request(*, reserved: bool, consent: bool = True, count: int = 1) -> ManualDialRequest:
    return ManualDialRequest(agent_id="testagent", count=count, consent=consent, reserved=reserved)


def contacts(*ids: str, consent: bool = True) -> ManualDialContacts:
    return ManualDialContacts(
        contacts=tuple(ManualDialContact(phone_number=f"20820{n}", contact_id=n, consent=consent) for n in ids)
    )


def contacts_reply(*ids: str, consent: bool = True) -> str:
    return write_reply(GET_RESERVED_MANUAL_DIAL_CONTACT, contacts(*ids, consent=consent), source="lcm")


def calls(*callids: str) -> CallStates:
    return CallStates(calls=tuple(Call(callid=callid) for callid in callids))


def sync_reply(*callids: str) -> str:
    return write_reply(STATE_SYNC, calls(*callids), source="lcm")


def refusal(callid: str | None = None, subtopic: str | None = None, error_type: str = "WS_Error") -> str:
    words = f"Invalid Call ID:{callid}" if callid else "Invalid Call ID."
    return write_refusal(error_type, words, callid=callid, subtopic=subtopic, source="lcm")


def others_request(operation: Operation[Any, Any], data: BaseModel, source: str = "another") -> str:
    return write_request(operation, data, source=source)
