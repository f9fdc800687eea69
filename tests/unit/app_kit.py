"""An app with a desktop that answers, hands that only remember, and a clock that stands still: for the tests of app."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from tests.unit.samples_of_state import DAVID, MOBILE, NOW, OTHER, blank, manual, non_pewc
from widget.app import App
from widget.client.failures import Code, RequestFailed
from widget.lcm import (
    CallbackModes,
    CallStates,
    ManualDialContacts,
    ModeNumberResult,
    Operation,
    PhoneNumber,
    ReservedContact,
)
from widget.state import Store

Q = TypeVar("Q", bound=BaseModel)
A = TypeVar("A", bound=BaseModel)
Answer = BaseModel | Exception
HOME_MODE = {"call": "12345", "modeId": "1"}
UNKNOWN = RequestFailed(Code.UNKNOWN_OUTCOME, "no answer")
TIMEOUT = RequestFailed(Code.TIMEOUT, "no answer")


class Desktop:
    """A fake client: answers by operation name, remembers what was asked."""

    def __init__(self, **answers: Answer | list[Answer]) -> None:
        self.asked: list[tuple[str, BaseModel]] = []
        self._answers: dict[str, Answer | list[Answer]] = {
            "StateSync": CallStates(calls=(DAVID, OTHER)),
            "GetCallBackModes": CallbackModes(callid="12345", modes=(MOBILE,)),
            "SetNewModeNumber": ModeNumberResult(callid="12345", success=True),
            "GetReservedManualDialContact": ManualDialContacts(contacts=(manual(),)),
            "GetReservedContactOD": ReservedContact(contacts=(non_pewc(prefix="9"),)),
            "ManualDialCall": PhoneNumber(phone_number="2082097345"),
            "ManualDialCopyContact": PhoneNumber(phone_number="2082097345"),
            **answers,
        }

    async def request(self, operation: Operation[Q, A], data: Q, *, then: Callable[[A], None] | None = None) -> A:
        self.asked.append((operation.name, data))
        await asyncio.sleep(0)
        answer = self._answers[operation.name]
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, Exception):
            raise answer
        if then is not None:
            then(cast("A", answer))
        return cast("A", answer)

    def names(self) -> list[str]:
        return [name for name, _ in self.asked]

    def sent(self, name: str) -> list[Any]:
        return [data for asked, data in self.asked if asked == name]


class Hands:
    """Remembers where the focus went and what was opened."""

    def __init__(self) -> None:
        self.focused: list[str] = []
        self.shown: list[str] = []
        self.opened: list[str] = []

    def focus(self, element_id: str) -> None:
        self.focused.append(element_id)

    def show(self, element_id: str) -> None:
        self.shown.append(element_id)

    def open_link(self, url: str) -> None:
        self.opened.append(url)


class Shift:
    """An app with its store, a fake desktop and a clock that stands still until moved."""

    def __init__(self, desktop: Desktop, **settings: object) -> None:
        self.desktop = desktop
        self.store: Store = blank(**settings)
        self.hands = Hands()
        self.time = NOW
        self.app = App(desktop, self.store, self.hands, lambda: self.time)

    async def do(self, action: str, payload: Mapping[str, str] | None = None) -> None:
        self.app.handle(action, payload or {})
        await self.app.settled()


def play(desktop: Desktop, script: Callable[[Shift], Any], **settings: object) -> Shift:
    """Runs a script of actions to its end."""

    async def run() -> Shift:
        shift = Shift(desktop, **settings)
        await shift.app.start()
        await shift.app.settled()
        desktop.asked.clear()
        await script(shift)
        await shift.app.settled()
        return shift

    return asyncio.run(run())
