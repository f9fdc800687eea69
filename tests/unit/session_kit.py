"""A session without a page: a bus that keeps what is posted, and messages to hear."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any

from tests.unit.fake_timers import FakeTimers, settle
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


class Clocks(FakeTimers):
    """The timers' clock, and the wall clock beside it: `jumped` so many seconds, as after a sleep or when it is set."""

    def __init__(self) -> None:
        super().__init__()
        self.jumped = NOW - self.now()

    def wall(self) -> float:
        return self.now() + self.jumped


class NoHands:
    """A page nobody looks at."""

    def focus(self, element_id: str) -> None: ...
    def show(self, element_id: str) -> None: ...
    def open_link(self, url: str) -> None: ...


def state_of(*callids: str, **other: object) -> str:
    calls = [{"callid": callid} for callid in callids]
    return json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "message": calls, **other})


def played(play: Callable[[Session, Wire, Clocks], Coroutine[Any, Any, None]], **settings: Any) -> None:  # noqa: ANN401 - the configuration's own types
    async def run() -> None:
        wire, clocks = Wire(), Clocks()
        await play(Session(WidgetConfig(**settings), wire, clocks, clocks.wall, NoHands(), "agent"), wire, clocks)

    asyncio.run(run())


def lcm(subtopic: str, message: object) -> str:
    """A reply on the bus."""
    return json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": subtopic, "message": message})


def modes_of(callid: str, *modes: tuple[str, str]) -> str:
    """A CallBackModes reply: of each mode its id and number."""
    listed = [{"ModeID": mode, "Description": mode, "Cvalue": number} for mode, number in modes]
    return lcm("CallBackModes", {"callid": callid, "response": listed})


async def with_two_modes(session: Session) -> None:
    """Started, with call 1 and its modes 3 and 4."""
    session.start()
    await settle()
    session.hear(state_of("1"))
    await settle()
    session.hear(modes_of("1", ("3", "5550100"), ("4", "5550101")))
    await settle()


def a_contact(number: str, expires: str) -> dict[str, str]:
    """A contact on the wire that expires at so many o'clock, UTC, on the day of NOW, which is at 22:13:20."""
    return {"PhoneNumber": number, "ContactId": number, "Consent": "Yes", "ExpiryTime": f"11/14/2023 {expires}"}


async def with_contact(session: Session, contact: dict[str, str]) -> str:
    """Started, without a call, with a contact to dial; its key."""
    session.start()
    await settle()
    session.hear(state_of())
    return await got(session, contact)


async def got(session: Session, contact: dict[str, str]) -> str:
    """Get one more contact; the key of the first in the panel."""
    session.act("get-contacts", {"consent": "yes", "count": "1", "reserved": "on"})
    await settle()
    session.hear(lcm("DownloadContactsForDialing", {"response": [contact]}))
    await settle()
    return session.store.state.manual.contacts[0].key
