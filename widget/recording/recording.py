"""A recording: what went over the bus and what the agent did, with the seconds since the start.

As text, each line is a JSON object. The first line holds the format, the time and the settings.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import ValidationError

from widget.config import WidgetConfig
from widget.lcm import Notice, Reply, Request, read
from widget.lcm.parsing import NotJson, parse

Side = Literal["desktop", "widget", "agent"]
_SIDES: tuple[Side, ...] = ("desktop", "widget", "agent")
MOST_LINES = 2_000
MOST_CHARS = 400_000
MOST_SECONDS = 86_400.0
"""A recording is of one shift. A player goes through each second of it."""
_MOST_BEGUN = datetime(9000, 1, 1, tzinfo=UTC).timestamp()
"""What is counted from the start is a date of the calendar too."""
_FORMAT = 1


class RecordingError(ValueError):
    """The text is no recording. The message names the line, and says what the line must hold."""


class UnplayableError(ValueError):
    """The recording can't be played by this widget. The message says what in it can't be used."""


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

    @property
    def action(self) -> tuple[str, dict[str, str]] | None:
        """The name of the agent's action and its payload; None when the text is none."""
        try:
            done = parse(self.text)
        except NotJson:
            return None
        match done:
            case {"action": str(name), "payload": dict(payload)} if all(
                isinstance(text, str) for text in payload.values()
            ):
                return name, payload
        return None


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

    def has_room(self, at: float, text: str) -> bool:
        """Whether a text of this time still fits. When one does not, the recording is full from then on, so that it has
        no gap."""
        large = len(self.lines) >= MOST_LINES or self._chars + len(text) > MOST_CHARS
        self.full = self.full or large or at > MOST_SECONDS
        return not self.full

    def add(self, line: Line) -> None:
        """Keep a line, unless the recording is full."""
        if self.has_room(line.at, line.text):
            self.lines.append(line)
            self._chars += len(line.text)

    def write(self) -> str:
        """The recording as text."""
        head = _json({"recording": _FORMAT, "begun": self.begun, "settings": self.settings})
        return "\n".join((head, *map(_written, self.lines))) + "\n"

    @classmethod
    def read(cls, text: str) -> Recording:
        """The recording that `write` wrote. Raises RecordingError when the text is no recording."""
        numbered = enumerate(text.removeprefix("\ufeff").split("\n"), 1)
        (first, head), *rest = [(number, line) for number, line in numbered if line.strip()] or [(1, "")]
        about = _object(head, first)
        settings, begun = about.get("settings"), _number(about.get("begun"), _MOST_BEGUN)
        if _number(about.get("recording"), _FORMAT) != _FORMAT or not isinstance(settings, dict) or begun is None:
            raise RecordingError(f'line {first}: wants {{"recording": {_FORMAT}, "begun": seconds, "settings": {{…}}}}')
        return cls(settings, begun, [_read(line, number) for number, line in rest])

    def configuration(self) -> WidgetConfig:
        """The configuration to play it by. Raises UnplayableError for a setting that this widget does not have, or
        whose value it does not take."""
        try:
            return WidgetConfig.model_validate(self.settings)
        except ValidationError as unusable:
            wrong = unusable.errors()[0]
            key = ".".join(map(str, wrong["loc"]))
            why = wrong["msg"].removeprefix("Value error, ")
            raise UnplayableError(f"its setting {key} is not usable ({why})") from None


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
    at = _number(line.get("at"), MOST_SECONDS)
    side = next((side for side in _SIDES if side == line.get("from")), None)
    if at is None or side is None:
        raise RecordingError(
            f'line {number}: wants {{"at": seconds up to {MOST_SECONDS:.0f}, "from": {" or ".join(_SIDES)}, …}}'
        )
    said = _json(line["message"]) if "message" in line else line.get("text")
    if not isinstance(said, str):
        raise RecordingError(f"line {number}: wants a message, or a text")
    read_line = Line(at, side, said)
    if side == "agent" and read_line.action is None:
        raise RecordingError(f'line {number}: wants the message {{"action": name, "payload": {{name: text, …}}}}')
    return read_line


def _number(value: object, most: float) -> float | None:
    """The value, if it is a number from 0 to `most`."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if 0 <= value <= most else None


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
