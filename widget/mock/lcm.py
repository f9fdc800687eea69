"""An LCM: holds calls and contacts, and answers the operations with the widget's own models, from the other end.

What the pages leave open is decided here as a server would: an unknown callid gets the vendor's WS_Error, a number of
the wrong length or an unknown mode gets `success: false`, nothing reserved gets an empty list.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from widget.lcm import (
    STATE_SYNC,
    CallbackModes,
    CallbackModesRequest,
    CallStates,
    Framing,
    ManualDialContacts,
    ManualDialRequest,
    ModeNumberResult,
    NewModeNumber,
    Operation,
    PhoneNumber,
    Request,
    ReservedContact,
    ReservedContactRequest,
    read,
    write_refusal,
    write_reply,
)
from widget.mock.callbook import CallBook
from widget.mock.delivery import Delivery
from widget.mock.pool import Pool
from widget.mock.scenario import Scenario, Trouble

INVALID = "Invalid Call ID"


class Lcm:
    """The other side of the bus, built from a scenario. `source` is the name it signs with."""

    def __init__(self, scenario: Scenario, *, source: str = "LCM", framing: Framing | None = None) -> None:
        self._scenario = scenario
        self._source = source
        self._framing = framing or Framing()
        self._book = CallBook(scenario.calls, scenario.modes)
        self._pool = Pool(scenario.pool, scenario.reserved)
        self._step = 0

    def answer(self, text: str) -> list[Delivery]:
        """Give what is posted in answer to `text`: nothing, unless it is a request of an operation we know."""
        request = read(text)
        if not isinstance(request, Request):
            return []
        reply = self._reply(request)
        trouble = self._scenario.trouble.get(request.operation.name)
        if trouble is not None:
            reply = self._troubled(trouble, request)
        return [] if reply is None else [Delivery(reply)]

    def push(self) -> list[Delivery]:
        """Tell the state of the calls unasked."""
        return [Delivery(self._write(STATE_SYNC, CallStates(calls=self._book.calls)))]

    @property
    def turn_seconds(self) -> float | None:
        """How long until `take_turn` should be called again; None for a scenario in which nothing happens by itself."""
        return None if self._scenario.turn is None else self._scenario.turn.seconds

    def take_turn(self) -> list[Delivery]:
        """Let time pass by one step: calls come and go, and the state is told unasked."""
        if self._scenario.turn is None:
            return []
        self._step += 1
        self._book.replace_calls(self._scenario.turn.calls_at(self._step))
        return self.push()

    def _reply(self, request: Request) -> str | None:
        data = request.data
        match data:
            case CallbackModesRequest() | NewModeNumber() if data.callid not in self._book:
                return self._invalid(request.operation, data.callid)
            case CallbackModesRequest(callid=callid):
                body: BaseModel = CallbackModes(callid=callid, modes=self._book.modes(callid))
            case NewModeNumber(callid=callid):
                body = ModeNumberResult(callid=callid, success=self._book.set_number(data))
            case ManualDialRequest(count=count, consent=consent):
                give = self._pool.reserved if data.reserved else self._pool.download
                body = ManualDialContacts(contacts=give(count, consent=consent))
            case ReservedContactRequest():
                body = ReservedContact(contacts=self._scenario.non_pewc)
            case PhoneNumber():
                body = data
            case _ if request.operation.name == STATE_SYNC.name:
                body = CallStates(calls=self._book.calls)
            case _:
                return None
        return self._write(request.operation, body)

    def _write(self, operation: Operation[Any, Any], body: BaseModel) -> str:
        return write_reply(operation, body, source=self._source, framing=self._framing)

    def _invalid(self, operation: Operation[Any, Any], callid: str) -> str:
        """The vendor's error for a call it doesn't know, or for none at all."""
        return write_refusal(
            "WS_Error",
            f"{INVALID}:{callid}" if callid else f"{INVALID}.",
            callid=callid or None,
            subtopic=operation.reply,
            source=self._source,
            framing=self._framing,
        )

    def _troubled(self, trouble: Trouble, request: Request) -> str | None:
        callid = getattr(request.data, "callid", None)
        if trouble is Trouble.SILENCE:
            return None
        if trouble is Trouble.REFUSED:
            return self._invalid(request.operation, callid or "")
        envelope = {"channel": "LCM", "topic": "WebService", "subtopic": request.operation.reply}
        if trouble is Trouble.UNREADABLE:
            return json.dumps({**envelope, "message": 7})
        body = {"success": False, "msg": "Contact not found"}
        return json.dumps({**envelope, "message": {"callid": callid, **body} if callid else body})
