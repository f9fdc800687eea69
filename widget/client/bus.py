"""What the widget needs of a bus: somewhere to put texts."""

from __future__ import annotations

from typing import Protocol


class BusClosed(Exception):  # noqa: N818 - it says what happened
    """The bus can't take a text: there is nobody at the other end, or we were refused. The message says why."""


class Bus(Protocol):
    """Where texts go."""

    def post(self, text: str) -> None:
        """Put one text on the bus. Raises BusClosed when that can't be done."""
