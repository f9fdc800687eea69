"""A recording: what went over the bus and what the agent did, with the seconds since the start.

As text, each line is a JSON object. The first line holds the format, the time and the settings.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from widget.lcm import Notice, Reply, Request, read
from widget.lcm.parsing import NotJson, parse

Side = Literal["desktop", "widget", "agent"]
_SIDES: tuple[Side, ...] = ("desktop", "widget", "agent")
MOST_LINES = 2_000
MOST_CHARS = 400_000
MOST_SECONDS = 1_000_000.0
_FORMAT = 1


class RecordingError(ValueError):
    """The text is no recording. The message names the line, and says what the line must hold."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message or action. `at` is in seconds since the start. `text` is a message as it was on the bus or, for the
    agent, `{"action": …, "payload": {…}}` as JSON."""

    at: float
    side: Side
    text: str

    @property
    def name(self) -> str:
        """What it is, without what is in it: the request, the reply or the notice, else its subtopic; of the agent, the
        action."""
        message = None if self.side == "agent" else read(self.text)
        if isinstance(message, Request | Reply):
            return message.operation.name if isinstance(message, Request) else message.operation.reply
        if isinstance(message, Notice):
            return message.kind.name
        return _value(self.text, "action" if self.side == "agent" else "subtopic")


@dataclass(slots=True)
class Recording:
    """The lines, in order. When the recording is full, no more lines are kept.

    `settings` are the settings that a player needs. `begun` is the time of the start in epoch seconds: a player needs
    it because messages hold dates.
    """

    settings: Mapping[str, Any] = field(default_factory=dict)
    begun: float = 0.0
    lines: list[Line] = field(default_factory=list)
    full: bool = False
    _chars: int = 0

    def has_room(self, text: str) -> bool:
        """Whether a text still fits. When one does not, the recording is full from then on, so that it has no gap."""
        self.full = self.full or len(self.lines) >= MOST_LINES or self._chars + len(text) > MOST_CHARS
        return not self.full

    def add(self, line: Line) -> None:
        """Keep a line, unless the recording is full."""
        if self.has_room(line.text):
            self.lines.append(line)
            self._chars += len(line.text)

    def write(self) -> str:
        """The recording as text."""
        head = _json({"recording": _FORMAT, "begun": self.begun, "settings": self.settings})
        return "\n".join((head, *map(_written, self.lines))) + "\n"

    @classmethod
    def read(cls, text: str) -> Recording:
        """The recording that `write` wrote. Raises RecordingError when the text is no recording."""
        head, *rest = [line for line in text.removeprefix("\ufeff").split("\n") if line.strip()] or [""]
        about = _object(head, 1)
        settings, begun = about.get("settings"), about.get("begun")
        if about.get("recording") != _FORMAT or not isinstance(settings, dict) or not isinstance(begun, int | float):
            raise RecordingError(f'line 1: wants {{"recording": {_FORMAT}, "begun": seconds, "settings": {{…}}}}')
        return cls(settings, begun, [_read(line, n) for n, line in enumerate(rest, 2)])


def _written(line: Line) -> str:
    """A line as text. A message that could not be read back from within it is written as the text that it is."""
    about = {"at": line.at, "from": line.side}
    try:
        written = _json({**about, "message": parse(line.text)})
        parse(written)
    except NotJson:
        return _json({**about, "text": line.text})
    return written


def _read(text: str, number: int) -> Line:
    line = _object(text, number)
    at = line.get("at")
    side = next((side for side in _SIDES if side == line.get("from")), None)
    if not isinstance(at, int | float) or not 0 <= at <= MOST_SECONDS or side is None:
        raise RecordingError(f'line {number}: wants {{"at": seconds, "from": {" or ".join(_SIDES)}, …}}')
    if "message" in line:
        return Line(at, side, _json(line["message"]))
    if not isinstance(line.get("text"), str):
        raise RecordingError(f"line {number}: wants a message, or a text")
    return Line(at, side, line["text"])


def _value(text: str, key: str) -> str:
    try:
        value = parse(text)
    except NotJson:
        return "not JSON"
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else f"no {key}"


def _object(text: str, number: int) -> dict[str, Any]:
    try:
        value = parse(text)
    except NotJson:
        value = None
    if not isinstance(value, dict):
        raise RecordingError(f"line {number}: wants a JSON object")
    return value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
