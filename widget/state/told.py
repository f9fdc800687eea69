"""What the desktop told without being asked: a notice, as an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

B = TypeVar("B", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Told(Generic[B]):
    """A notice came at `at` (epoch seconds). `what` is its subtopic, as we write it, and `body` what it says."""

    what: str
    body: B
    at: float
