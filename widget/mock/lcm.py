"""A simulated LCM: reads requests and writes replies with the widget's own models of the protocol.

What is in a reply is decided by the operation's handler (handlers.py). Decided here is what applies to all operations:
an unknown callid gets the vendor's WS_Error, and the scenario may have an operation answered wrongly.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from widget.lcm import (
    MANUAL_DIAL_CALL,
    STATE_SYNC,
    Call,
    Framing,
    NoData,
    Operation,
    PhoneNumber,
    Request,
    read,
    write_refusal,
    write_reply,
)
from widget.mock.calls import Calls
from widget.mock.delivery import Delivery
from widget.mock.dialler import Dialler, Phone
from widget.mock.handlers import HANDLERS
from widget.mock.pool import Pool
from widget.mock.records import Records
from widget.mock.refusals import INVALID, refusal, unreadable
from widget.mock.scenario import Scenario, Trouble


class Lcm:
    """A simulated LCM with the data of a scenario. `source` is the `source` of its messages, and `phone` is what dials;
    the mock's own dialler unless told.
    """

    def __init__(
        self, scenario: Scenario, *, source: str = "LCM", framing: Framing | None = None, phone: Phone | None = None
    ) -> None:
        self._scenario = scenario
        self._source = source
        self._framing = framing or Framing()
        self._records = Records(
            Calls(scenario.calls, scenario.modes, scenario.details),
            Pool(scenario.pool, scenario.reserved, scenario.groups),
            scenario.non_pewc,
            scenario.new_non_pewc,
            scenario.outcomes,
            scenario.counts,
        )
        self._step = 0
        self._phone = phone or Dialler(self._framing, tells=scenario.tells_calls)

    def answer(self, text: str) -> list[Delivery]:
        """The replies to `text`: none, unless it is a request of a known operation."""
        request = read(text)
        if not isinstance(request, Request):
            return []
        trouble = self._scenario.trouble.get(request.operation.name)
        if trouble is None:
            return [Delivery(self._reply(request)), *self._phoned(request)]
        return self._troubled(trouble, request)

    def push(self) -> list[Delivery]:
        """The state of the calls, sent without a request."""
        return [Delivery(self._write(STATE_SYNC, self._handled(STATE_SYNC, NoData())))]

    def replace_calls(self, calls: tuple[Call, ...]) -> None:
        """From now on these are the calls. Nothing is sent."""
        self._records.calls.replace(calls)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls there are now."""
        return self._records.calls.current

    @property
    def disposed(self) -> tuple[BaseModel, ...]:
        """The requests by which contacts were skipped, noted as dialled, or given an outcome, in their order."""
        return tuple(self._records.disposed)

    @property
    def step_seconds(self) -> float | None:
        """How long until `take_step` is to be called again; None where nothing changes by itself."""
        return None if self._scenario.steps is None else self._scenario.steps.seconds

    def take_step(self) -> list[Delivery]:
        """Go on to the next step of the scenario, and give the new state of the calls."""
        if self._scenario.steps is None:
            return []
        self._step += 1
        self._records.calls.replace(self._scenario.steps.calls_at(self._step))
        return self.push()

    def _phoned(self, request: Request) -> list[Delivery]:
        """What is told of a number that the request gave to the phone."""
        if not isinstance(request.data, PhoneNumber):
            return []
        if request.operation is MANUAL_DIAL_CALL:
            return self._phone.dialled(request.data.phone_number)
        self._phone.copied(request.data.phone_number)
        return []

    def _reply(self, request: Request) -> str:
        callid = _callid(request)
        if callid is not None and callid not in self._records.calls:
            return self._invalid(request.operation, callid)
        return self._write(request.operation, self._handled(request.operation, request.data))

    def _handled(self, operation: Operation[Any, Any], data: BaseModel) -> BaseModel:
        handler = HANDLERS.get(operation)
        if handler is None:
            raise NotImplementedError(f"widget/mock/handlers.py has no handler for {operation.name}")
        return handler(self._records, data)

    def _write(self, operation: Operation[Any, Any], body: BaseModel) -> str:
        return write_reply(operation, body, source=self._source, framing=self._framing)

    def _invalid(self, operation: Operation[Any, Any], callid: str) -> str:
        """The vendor's error for an unknown callid, or for none."""
        return write_refusal(
            "WS_Error",
            f"{INVALID}:{callid}" if callid else f"{INVALID}.",
            callid=callid or None,
            subtopic=operation.reply,
            source=self._source,
            framing=self._framing,
        )

    def _troubled(self, trouble: Trouble, request: Request) -> list[Delivery]:
        if trouble not in (Trouble.SILENCE, Trouble.UNREADABLE):
            return [Delivery(refusal(trouble, request.operation, _callid(request)))]
        self._reply(request)
        return [] if trouble is Trouble.SILENCE else [Delivery(unreadable(request.operation))]


def _callid(request: Request) -> str | None:
    """The call that a request names; None for an operation that isn't about one call."""
    callid: str | None = getattr(request.data, "callid", None)
    return callid
