"""A session without a page: a bus that keeps what is posted, and messages to hear."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any

from tests.unit.fake_timers import FakeTimers
from widget.config import WidgetConfig
from widget.session import Session

NOW = 1_700_000_000.0


class Wire:
    """A bus that keeps what is posted."""

    def __init__(self) -> None:
        self.posted: list[dict[str, Any]] = []

    def post(self, text: str) -> None:
        self.posted.append(json.loads(text))

    def subtopics(self) -> list[str]:
        return [message["subtopic"] for message in self.posted]


class NoHands:
    """A page nobody looks at."""

    def focus(self, element_id: str) -> None: ...
    def show(self, element_id: str) -> None: ...
    def open_link(self, url: str) -> None: ...


def state_of(*callids: str, **other: object) -> str:
    calls = [{"callid": callid} for callid in callids]
    return json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "message": calls, **other})


def played(play: Callable[[Session, Wire, FakeTimers], Coroutine[Any, Any, None]], **settings: Any) -> None:  # noqa: ANN401 - the configuration's own types
    async def run() -> None:
        wire, timers = Wire(), FakeTimers()
        await play(Session(WidgetConfig(**settings), wire, timers, lambda: NOW, NoHands(), "agent"), wire, timers)

    asyncio.run(run())


def lcm(subtopic: str, message: object) -> str:
    """A reply on the bus."""
    return json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": subtopic, "message": message})


def modes_of(callid: str, *modes: tuple[str, str]) -> str:
    """A CallBackModes reply: of each mode its id and number."""
    listed = [{"ModeID": mode, "Description": mode, "Cvalue": number} for mode, number in modes]
    return lcm("CallBackModes", {"callid": callid, "response": listed})
