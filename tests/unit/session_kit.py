"""A session without a page: a bus that keeps what is posted, and messages to hear."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.unit.fake_clock import FakeClock
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


class NoPage:
    """A page on which nothing happens."""

    def focus(self, ident: str, since: str) -> None: ...
    def scroll(self, ident: str) -> None: ...
    def open_url(self, url: str) -> None: ...
    def check_clock(self) -> None: ...


def state_of(*callids: str, **other: object) -> str:
    calls = [{"callid": callid} for callid in callids]
    return json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "message": calls, **other})


def played(play: Callable[[Session, Wire, FakeClock], None], **settings: Any) -> None:  # noqa: ANN401 - the configuration's own types
    """Play with a session that asks for no contacts by itself, unless told."""
    wire, clock = Wire(), FakeClock(NOW)
    session = Session(WidgetConfig(**{"reserved_at_start": False, **settings}), wire, clock, NoPage(), "agent")
    clock.wakes(session)
    play(session, wire, clock)


def lcm(subtopic: str, message: object) -> str:
    """A reply on the bus."""
    return json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": subtopic, "message": message})


def modes_of(callid: str, *modes: tuple[str, str]) -> str:
    """A CallBackModes reply. Each of `modes` is an id and a number."""
    listed = [{"ModeID": mode, "Description": mode, "Cvalue": number} for mode, number in modes]
    return lcm("CallBackModes", {"callid": callid, "response": listed})


def with_two_modes(session: Session) -> None:
    """Start the session, and give it call 1 and its modes 3 and 4."""
    session.start()
    session.hear(state_of("1"))
    session.hear(modes_of("1", ("3", "5550100"), ("4", "5550101")))


def a_contact(number: str, expires: str) -> dict[str, str]:
    """A contact as the desktop sends it. `expires` is a time of day in UTC, on the day of NOW. NOW is at 22:13:20."""
    return {"PhoneNumber": number, "ContactId": number, "Consent": "Yes", "ExpiryTime": f"11/14/2023 {expires}"}


def with_contact(session: Session, contact: dict[str, str]) -> str:
    """Start the session without a call, and give it a contact to dial. Returns the contact's key."""
    session.start()
    session.hear(state_of())
    return got(session, contact)


def got(session: Session, contact: dict[str, str]) -> str:
    """Get one more contact. Returns its key."""
    session.act("get-contacts", {"consent": "yes", "count": "1", "reserved": "on"})
    session.hear(lcm("DownloadContactsForDialing", {"response": [contact]}))
    return key_of(session, contact["PhoneNumber"])


def key_of(session: Session, number: str) -> str:
    """The key of the manual-dial contact with that number."""
    return next(one.key for one in session.state.manual.value if one.wire.phone_number == number)
