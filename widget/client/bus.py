"""What the widget needs of a bus: a way to post texts."""

from __future__ import annotations

from typing import Protocol


class BusClosed(Exception):  # noqa: N818 - it says what happened
    """The bus can't take a text: nobody is at the other end, or this page is blocked. The message says why."""


class Bus(Protocol):
    """Where texts are posted."""

    def post(self, text: str) -> None:
        """Put one text on the bus. Raises BusClosed when that can't be done."""
