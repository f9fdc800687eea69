"""What goes over the bus, as rows: a request and its answer are one row. Plain Python without a browser."""

from __future__ import annotations

import json
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, replace

from widget.lcm import Malformed, Notice, Refusal, Reply, Request, mask_digits, read, same_id
from widget.lcm.messages import Message, names_reply

MOST = 200
"""The most rows that are kept."""


@dataclass(frozen=True, slots=True)
class Row:
    """One exchange. `at` is the time of its first message, in epoch seconds; `took` the milliseconds until the answer,
    None without one. `outcome` is "waiting", "answered", "refused: …", "unreadable: …", "told" or "ignored". `bodies`
    are the messages, masked, and `size` their characters together. `reply` is the name of the answer to a request."""

    number: int
    at: float
    widget: bool
    operation: str
    callid: str
    outcome: str
    size: int
    bodies: tuple[str, ...]
    reply: str = ""
    took: float | None = None


class Traffic:
    """The last rows, the newest first."""

    def __init__(self) -> None:
        self.rows: deque[Row] = deque(maxlen=MOST)
        self._count = 0

    def from_widget(self, text: str, at: float) -> None:
        """A text that the widget posted."""
        message = read(text)
        if isinstance(message, Request):
            callid = getattr(message.data, "callid", None) or ""
            self._add(text, at, message.operation.name, callid, "waiting", reply=message.operation.reply)
        else:
            self._add(text, at, _name(text), "", "not a request")

    def from_desktop(self, text: str, at: float) -> None:
        """A text that the desktop posted."""
        message = read(text)
        row = self._answered(message)
        if row is None:
            outcome = "told" if isinstance(message, Notice | Reply) else _outcome(message)
            self._add(text, at, _name(text), getattr(message, "callid", None) or "", outcome, widget=False)
            return
        self.rows[self.rows.index(row)] = replace(
            row,
            outcome=_outcome(message),
            took=(at - row.at) * 1000,
            size=row.size + len(text),
            bodies=(*row.bodies, _masked(text)),
        )

    def found(self, wanted: str) -> list[Row]:
        """The rows whose operation, call or outcome has these words."""
        return [
            row for row in self.rows if wanted.casefold() in f"{row.operation} {row.callid} {row.outcome}".casefold()
        ]

    def _answered(self, message: Message | None) -> Row | None:
        """The oldest request that this answers."""
        if not isinstance(message, Reply | Refusal | Malformed):
            return None
        name = message.operation.reply if isinstance(message, Reply) else message.subtopic
        for row in reversed(self.rows):
            named = names_reply(name, row.reply) if name else message.callid is not None
            if row.outcome == "waiting" and named and (not message.callid or same_id(message.callid, row.callid)):
                return row
        return None

    def _add(
        self, text: str, at: float, operation: str, callid: str, outcome: str, *, widget: bool = True, reply: str = ""
    ) -> None:
        self._count += 1
        row = Row(self._count, at, widget, operation, callid, outcome, len(text), (_masked(text),), reply)
        self.rows.appendleft(row)


def _outcome(message: Message | None) -> str:
    """What a message says, in a few words."""
    match message:
        case Reply(problems=problems):
            return f"read in part: {problems[0].where}" if problems else "answered"
        case Refusal():
            return f"refused: {mask_digits(message.message)}"
        case Malformed(problems=problems):
            return f"unreadable: {problems[0].where}: {problems[0].why}" if problems else "unreadable"
    return "ignored"


def _name(text: str) -> str:
    """The subtopic of a text, as it is."""
    try:
        message = json.loads(text)
    except ValueError:
        return "not JSON"
    subtopic = message.get("subtopic") if isinstance(message, dict) else None
    return subtopic if isinstance(subtopic, str) else "no subtopic"


def _masked(text: str) -> str:
    with suppress(ValueError):
        text = json.dumps(json.loads(text), indent=1, ensure_ascii=False)
    return mask_digits(text)
