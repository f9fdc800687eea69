"""A desk to test the exchange at: it keeps the time and notes what the exchange does. And texts to throw at it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from widget.client.deadlines import Deadlines
from widget.client.exchange import Exchange
from widget.client.failures import Code, RequestFailed
from widget.client.news import News, NewsKind
from widget.client.outcome import Answered, Failed, Output, Post
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
    write_refusal,
    write_reply,
    write_request,
)

US = "us"
DEADLINES = Deadlines(reply=5.0, change=10.0, retries=2, pause=1.0, late=30.0, duplicate=1.0)


class Desk:
    """An exchange with its time in our hands."""

    def __init__(self, deadlines: Deadlines = DEADLINES) -> None:
        self.exchange = Exchange(source=US, deadlines=deadlines)
        self.now = 100.0
        self.posts: list[tuple[float, int]] = []
        self.news: list[News] = []
        self.ended: dict[int, BaseModel | RequestFailed] = {}

    def ask(self, operation: Operation[Any, Any], data: BaseModel, **options: int) -> int:
        ticket, outputs = self.exchange.ask(operation, data, self.now, **options)
        self.do(outputs)
        return ticket

    def hear(self, text: str) -> None:
        self.do(self.exchange.receive(text, self.now))

    def wait(self, seconds: float) -> None:
        """Let time pass, waking the exchange whenever it asked for it."""
        end = self.now + seconds
        while (wake_at := self.exchange.wake_at) is not None and wake_at <= end:
            self.now = max(self.now, wake_at)
            self.do(self.exchange.tick(self.now))
        self.now = end

    def do(self, outputs: list[Output]) -> None:
        for output in outputs:
            match output:
                case Post(ticket, _):
                    self.posts.append((self.now, ticket))
                case Answered(ticket, body):
                    self._end(ticket, body)
                case Failed(ticket, error):
                    self._end(ticket, error)
                case News():
                    self.news.append(output)

    def _end(self, ticket: int, how: BaseModel | RequestFailed) -> None:
        assert ticket not in self.ended, "a request ended twice"
        self.ended[ticket] = how

    def code(self, ticket: int) -> Code | None:
        """The code a request failed with; None when it has not ended, or has its answer."""
        how = self.ended.get(ticket)
        return how.code if isinstance(how, RequestFailed) else None

    def posted(self, ticket: int) -> list[float]:
        """When the request was posted, in seconds after the first moment of the desk."""
        return [at - 100.0 for at, of in self.posts if of == ticket]

    def kinds(self) -> list[NewsKind]:
        return [news.kind for news in self.news]


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
