"""What has to be done outside the state: values that rules return and the session carries out, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from widget.lcm import Operation


@dataclass(frozen=True, slots=True)
class Ask:
    """Send a request. `about` is the asker's name for it, and comes back with what becomes of it. `retries` replaces
    the configured number of repeats."""

    operation: Operation[Any, Any]
    data: BaseModel
    about: object = None
    retries: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer another app's request."""

    operation: Operation[Any, Any]
    body: BaseModel


@dataclass(frozen=True, slots=True)
class Focus:
    """Draw, then move the focus to the element of this id, if it is there. `since`: only while the element of that id
    has the focus."""

    ident: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class Scroll:
    """Draw, then scroll the element of this id into view, if it is there."""

    ident: str


@dataclass(frozen=True, slots=True)
class OpenUrl:
    """Open a `tel:` URL within the click that asked for it."""

    url: str


@dataclass(frozen=True, slots=True)
class Record:
    """Begin a recording (`on`), or end it."""

    on: bool


@dataclass(frozen=True, slots=True)
class Unfold:
    """Give the messages of this row of the traffic as they are to be shown."""

    serial: int


@dataclass(frozen=True, slots=True)
class CorrectClock:
    """From now on, the time is `by` seconds later than the clock has it."""

    by: float


Effect = Ask | Answer | Focus | Scroll | OpenUrl | Record | Unfold | CorrectClock
