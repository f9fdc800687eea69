"""What the client needs from the outside world: a bus that takes texts and timers that keep the time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class BusClosed(Exception):  # noqa: N818 - the contract's name; it says what happened
    """The bus can't take a text: there is nobody at the other end, or we were refused. The message says why."""


class Bus(Protocol):
    """Where texts go."""

    def post(self, text: str) -> None:
        """Put one text on the bus. Raises BusClosed when that can't be done."""


class Cancel(Protocol):
    """A promise to call later that can be taken back."""

    def cancel(self) -> None:
        """Don't call. Does nothing when it has been called already."""


class Timers(Protocol):
    """Time that only goes forward."""

    def now(self) -> float:
        """Monotonic seconds."""

    def call_later(self, delay: float, fn: Callable[[], None]) -> Cancel:
        """Call `fn` once, `delay` seconds from now."""
