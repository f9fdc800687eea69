"""The traffic of the bus as rows: a request and its answer are one row. Frozen values, bounded in number and in size.

New rows stand at the top. While somebody is at the list, or has a row unfolded, the list is held: the rows that are
shown stay where they are and go on being told how they end, and new rows wait.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal, NamedTuple

from widget.client import Standing

Sender = Literal["widget", "desktop", "app"]
"""Who sent a message. "app" is another app on the bus."""
MOST_ROWS = 200
MOST_CHARS = 400_000
"""The most characters of messages that are kept. A list that is held may keep twice as many besides."""
MOST_OF_ONE = 20_000
"""Of a longer message, only the first so many characters are kept."""
MOST_MESSAGES = 6
"""The most messages that one row keeps. Those that come later only count."""


class Kept(NamedTuple):
    """A message of a row: who sent it, its size in bytes, and its text or the beginning of it (not `whole`)."""

    sender: Sender
    size: int
    text: str
    whole: bool


def kept(sender: Sender, text: str) -> Kept:
    """What is kept of a message."""
    size = len(text.encode("utf-8", "surrogatepass"))
    return Kept(sender, size, text[:MOST_OF_ONE], len(text) <= MOST_OF_ONE)


@dataclass(frozen=True, slots=True)
class Row:
    """One exchange, or one message that belongs to none.

    `serial` names it, and `request` is the serial of its request (0: it is none). `at` is the time of its first message
    in epoch seconds, `sender` who sent that. `standing` is what came of it; None while a request waits. `reason` says
    why, or what could not be read. `took` are the milliseconds until the answer, None without one. `size` are the bytes
    of all its messages together, and `chars` the characters of those that are kept. `tries`: the request was posted so
    often. The repr shows no message.
    """

    serial: int
    at: float
    sender: Sender
    operation: str
    callid: str = ""
    standing: Standing | None = None
    reason: str = ""
    took: float | None = None
    size: int = 0
    tries: int = 1
    request: int = 0
    messages: tuple[Kept, ...] = ()
    chars: int = 0

    def __repr__(self) -> str:
        return f"Row({self.serial}, {self.operation!r}, {self.standing}, {self.took}, {self.size}, {self.tries})"

    def with_message(self, message: Kept) -> Row:
        """The row with one more message, which only counts when there are too many."""
        size = self.size + message.size
        if len(self.messages) == MOST_MESSAGES:
            return replace(self, size=size)
        return replace(self, messages=(*self.messages, message), chars=self.chars + len(message.text), size=size)

    def without_messages(self) -> Row:
        """The row, with none of its messages kept."""
        return replace(self, messages=(), chars=0)


@dataclass(frozen=True, slots=True)
class Traffic:
    """The last rows, the oldest first.

    `held` are the rows that are shown while the list is held; else None. `entered`: the pointer or the focus is in the
    list. `opened` are the unfolded rows, by serial, with their messages as they are shown. `operation` and `callid` are
    what is looked for, or "". `count` is the serial of the last row.
    """

    rows: tuple[Row, ...] = ()
    held: tuple[Row, ...] | None = None
    entered: bool = False
    opened: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    operation: str = ""
    callid: str = ""
    count: int = 0

    def put(self, row: Row) -> Traffic:
        """With this row: as a new one when its serial is 0, else in place of the row of that serial, if it is there."""
        if not row.serial:
            serial = self.count + 1
            return replace(self, rows=_bounded((*self.rows, replace(row, serial=serial))), count=serial)
        held = self.held
        if held is not None:
            room = sum(each.chars for each in held) + row.chars <= 2 * MOST_CHARS
            held = _instead(held, row if room else row.without_messages())
        return replace(self, rows=_bounded(_instead(self.rows, row)), held=held)

    def of_request(self, request: int) -> Row | None:
        """The row of a request; None when there is none, or no longer."""
        return next((row for row in self._kept() if row.request == request), None) if request else None

    def row(self, serial: int) -> Row | None:
        """The row of that serial; None when it is kept no longer."""
        return next((row for row in self._kept() if row.serial == serial), None)

    @property
    def shown(self) -> list[Row]:
        """The rows that are looked for, the newest first."""
        return [row for row in reversed(self.rows if self.held is None else self.held) if self._matches(row)]

    @property
    def waiting(self) -> int:
        """How many new rows wait, because the list is held."""
        last = self.held[-1].serial if self.held else 0
        new = () if self.held is None else self.rows
        return sum(row.serial > last and self._matches(row) for row in new)

    @property
    def operations(self) -> list[str]:
        """The operations there are, and the one that is looked for, by name."""
        return sorted({row.operation for row in self.rows} | ({self.operation} - {""}))

    @property
    def calls(self) -> list[str]:
        """The call ids there are, and the one that is looked for."""
        return sorted({row.callid for row in self.rows if row.callid} | ({self.callid} - {""}))

    def unfolded(self, serial: int, messages: tuple[str, ...]) -> Traffic:
        """With this row unfolded, and its messages as they are to be shown."""
        return replace(self, opened={**self.opened, serial: messages})._settled()

    def folded(self, serial: int) -> Traffic:
        """With this row folded."""
        return replace(self, opened={one: each for one, each in self.opened.items() if one != serial})._settled()

    def with_entered(self, *, entered: bool) -> Traffic:
        """The pointer or the focus has entered the list, or has left it."""
        return self if entered == self.entered else replace(self, entered=entered)._settled()

    def with_newest(self) -> Traffic:
        """With the rows that wait shown now."""
        return replace(self, held=None)._settled()

    def without_messages(self) -> Traffic:
        """With its rows, and none of their messages kept or shown."""
        rows = tuple(row.without_messages() for row in self.rows)
        return replace(self, rows=rows, held=None, opened={})._settled()

    def moved(self, by: float) -> Traffic:
        """With all times `by` seconds later. The same object when there are none."""
        if not self.rows:
            return self
        held = None if self.held is None else _moved(self.held, by)
        return replace(self, rows=_moved(self.rows, by), held=held)

    def _kept(self) -> Iterator[Row]:
        return chain(reversed(self.rows), self.held or ())

    def _matches(self, row: Row) -> bool:
        return self.operation in ("", row.operation) and self.callid in ("", row.callid)

    def _settled(self) -> Traffic:
        """Held while somebody is at the list, or a row that is shown is unfolded."""
        shown = self.rows if self.held is None else self.held
        serials = {row.serial for row in shown}
        opened = {serial: messages for serial, messages in self.opened.items() if serial in serials}
        return replace(self, held=shown if self.entered or opened else None, opened=opened)


def _moved(rows: tuple[Row, ...], by: float) -> tuple[Row, ...]:
    return tuple(replace(row, at=row.at + by) for row in rows)


def _instead(rows: tuple[Row, ...], row: Row) -> tuple[Row, ...]:
    return tuple(row if each.serial == row.serial else each for each in rows)


def _bounded(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The last of the rows, within the bounds. The last one is always kept."""
    room, first = MOST_CHARS, len(rows)
    while first > max(0, len(rows) - MOST_ROWS) and (room := room - rows[first - 1].chars) >= 0:
        first -= 1
    return rows[min(first, len(rows) - 1) :] if rows else rows
