"""Replaces what a message says by stand-ins, so that the message can be kept, reported and played.

What stays is a closed list of words in closed places (words.py): in the head of our own messages and of their packets,
as keys, and as values of the fields of our protocol. Flags, small lengths and codes stay too, and the dates of the
protocol are moved. Everything else gets a stand-in (standins.py): texts, numbers, ids, keys, and all that another app
says. JSON stays JSON of the same structure. Recordings and reports for a ticket use the same functions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from math import inf
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from widget.lcm import EARLIEST, Malformed, read
from widget.lcm.bounds import EXCERPT_CHARS
from widget.lcm.identifiers import PADDING
from widget.lcm.names import WIRE_NAMES
from widget.lcm.parsing import NotJson, holds_json, parse
from widget.recording.dates import moved
from widget.recording.standins import StandIns
from widget.recording.words import (
    BUSINESS,
    CALLBACK,
    CHOICES,
    DATES,
    GROUPS,
    HEAD,
    LENGTHS,
    NUMBERS,
    ON_SCREEN,
    PAYLOAD,
    SAID,
    SMALL,
    SPOKEN,
    WORDS,
    is_known_key,
)
from widget.state.keys import LISTS

_MOST_PACKETS = 4
_BEGINNING = 1_000
"""Of a longer text, a report reads only so many characters: it shows EXCERPT_CHARS."""
_SMALL = re.compile(r"[0-9]{1,2}")
_DIGITS = re.compile(r"[0-9]+")
_COUNT = re.compile(r"[0-9]{1,3}")
_MARKS = ".,:;!?()<>[]{}'\"/"
_ABOUT = re.compile(r"(invalid call id\s*:\s*<?)([^\s<>]{1,200})", re.IGNORECASE)
"""The call id in an error's sentence (protocol.md §1.28)."""
_NAMES = frozenset({"Field", "Null"})
"""Words of an error that a sentence may begin with, and that are family names."""
_CAPITALS = frozenset({"Call", "ID", "Id", "Callid"})
_PIECE = re.compile(
    r'([{}\[\],:"\\\u201c\u201d])|\s+|[^{}\[\],:"\\\u201c\u201d\s]+(?: +[^{}\[\],:"\\\u201c\u201d\s]+)*'
)
_PLAIN = frozenset({"true", "false", "null", "Yes", "No"})
_MOST_DIGITS = 12
"""So many digits of a number with a fraction are looked at, so that the stand-in has a fraction too."""
_MOST_DIALLED = 18
"""A number with more digits is no phone number."""
_LEAST_WEEKS, _MOST_WEEKS = 1, 52


class Pseudonyms:
    """The stand-ins of one recording. `random` draws them; nobody should be able to compute its earlier results.

    `settings` are those that a player needs: our own source, the region of phone numbers and the zone of dates are
    taken from there. `begun` is the time of the start in epoch seconds. All dates are moved by `moved`.
    """

    def __init__(self, random: Random, settings: Mapping[str, Any] | None = None, begun: float = 0.0) -> None:
        about = settings or {}
        self._stand_ins = StandIns(random, about.get("default_region"))
        self._source = str(about.get("source", "")).strip()
        zone = about.get("server_timezone")
        self.zone = ZoneInfo(zone) if zone else None
        self._begun = begun
        weeks = random.randint(_LEAST_WEEKS, _MOST_WEEKS)
        early = begun < EARLIEST.timestamp() + timedelta(weeks=_MOST_WEEKS).total_seconds()
        self.moved = timedelta() if early else -timedelta(weeks=weeks)

    @property
    def chars(self) -> int:
        """How many characters the texts have that are remembered."""
        return self._stand_ins.chars

    def message(self, text: str) -> str:
        """The text of a message with stand-ins in it. JSON stays JSON, and what is read otherwise too."""
        try:
            value = parse(text)
        except NotJson:
            return self._broken(text)
        try:
            return _json(self._whole(value, ours=read(text) is not None))
        except RecursionError:
            return self._broken(text)

    def excerpt(self, text: str) -> str:
        """The beginning of a message with stand-ins in it, for a report."""
        said = self.message(text) if len(text) <= _BEGINNING else self._pieces(text[:_BEGINNING])
        return said if len(said) <= EXCERPT_CHARS else said[:EXCERPT_CHARS] + "…"

    def subtopic(self, text: str) -> str:
        """A subtopic as it is, when it is a known one; else its stand-in."""
        return self._head("subtopic", text)

    def sentence(self, text: str) -> str:
        """A sentence about an error: its common words stay, and what is between them gets one stand-in."""
        about = _ABOUT.search(text)
        if about is None:
            return self._common(text, begins=True)
        before, after = text[: about.start()], text[about.end() :]
        words = re.sub(r"\s+", " ", about[1].replace("<", ""))
        said = self._common(before, begins=True), words + self._stand_ins.text(about[2]), self._common(after)
        return " ".join(part for part in said if part)

    def action(self, text: str) -> str:
        """The JSON of an action of the agent, with stand-ins for what comes from a message or was typed.

        `text` is `{"action": …, "payload": {…}}`. Raises ValueError or KeyError for anything else.
        """
        done = parse(text)
        payload = {name: value for name, value in done["payload"].items() if name in PAYLOAD}
        typed = done["action"] in ("change-draft", "change-save")
        counted = done["action"] in ("manual-count", "manual-group")
        done["payload"] = {
            name: self._given("count" if counted and name == "value" else name, str(value), typed=typed)
            for name, value in payload.items()
        }
        return _json(done)

    def _given(self, name: str, value: str, *, typed: bool) -> str:
        """One value of a payload with stand-ins in it."""
        if value in CHOICES or (name == "list" and value in LISTS):
            return value
        if name in ("count", "group", "serial"):
            return value if _COUNT.fullmatch(value.strip()) else self._stand_ins.word(value)
        if name == "key":
            return self._key(value)
        if name == "contact":
            return self._contact(value)
        return self._stand_ins.text(value, phone=typed and name in ("value", "number"))

    def _key(self, value: str) -> str:
        """The key of a thing on screen: a JSON list of words."""
        try:
            words = parse(value)
        except NotJson:
            words = None
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words) or len(words) < 2:
            return self._stand_ins.text(value)
        kind, callid, *part = words
        if kind not in ON_SCREEN:
            return self._stand_ins.text(value)
        named = [self._part(kind, place, word) for place, word in enumerate(part)]
        return _json([kind, self._stand_ins.text(callid), *named])

    def _part(self, kind: str, place: int, word: str) -> str:
        """A part of a key: a group of fields and the place in it, an id and its place in the list, or a contact."""
        group = kind == "field" and place == 0 and word in GROUPS
        index = kind in ("field", "mode") and place == 1 and _COUNT.fullmatch(word) is not None
        return word if group or index else self._contact(word)

    def _contact(self, value: str) -> str:
        """The key of a contact: its panel, its id and its number, with bars between them."""
        panel, bar, rest = value.partition("|")
        ident, last_bar, number = rest.rpartition("|")
        if panel not in ON_SCREEN or not bar or not last_bar:
            return self._stand_ins.text(value)
        return "|".join((panel, self._stand_ins.text(ident), self._stand_ins.text(number, phone=True)))

    def _whole(self, value: Any, *, ours: bool, depth: int = 0) -> Any:  # noqa: ANN401 - JSON of any shape
        """A message, the packet around it, or either of them as JSON text."""
        if isinstance(value, str) and holds_json(value) and depth < _MOST_PACKETS:
            return self._inside(value, lambda inner: self._whole(inner, ours=ours, depth=depth + 1))
        if not isinstance(value, dict):
            return self._value(value, "", ours=False)
        subtopics = (value.get(name) for name in ("subtopic", "subTopic"))
        packet = not any(isinstance(each, str) and each.strip(PADDING) for each in subtopics) and depth < _MOST_PACKETS
        within = depth + 1 if packet else _MOST_PACKETS
        return {self._name(name): self._field(name, inner, ours=ours, depth=within) for name, inner in value.items()}

    def _field(self, name: str, value: Any, *, ours: bool, depth: int) -> Any:  # noqa: ANN401 - JSON of any shape
        """A field at the top level of a message or a packet."""
        field = name.casefold()
        if field in HEAD and isinstance(value, str):
            return self._head(field, value)
        if field not in ("message", "data"):
            return self._value(value, "", ours=False)
        if isinstance(value, str) and holds_json(value):
            return self._inside(value, lambda inner: self._field(name, inner, ours=ours, depth=depth))
        if isinstance(value, dict) and "channel" in value and depth < _MOST_PACKETS:
            return self._whole(value, ours=ours, depth=depth)
        return self._value(value, "msg" if ours else "", ours=ours)

    def _inside(self, text: str, disguised: Callable[[Any], Any]) -> str:
        try:
            value = parse(text)
        except NotJson:
            return self._stand_ins.text(text)
        return _json(disguised(value))

    def _head(self, field: str, word: str) -> str:
        bare = word.strip(PADDING)
        if bare.casefold() in HEAD[field] or (field == "source" and bare == self._source):
            return bare
        return self._stand_ins.text(word)

    def _name(self, name: str) -> str:
        """A key. Two keys stay two, so they are not compared as identifiers are."""
        if not name or is_known_key(name):
            return name
        return self._stand_ins.digits(name) if _DIGITS.fullmatch(name) else self._stand_ins.word(name)

    def _value(self, value: Any, field: str, *, ours: bool) -> Any:  # noqa: ANN401 - JSON of any shape
        """A value in a message. `ours`: words of our protocol stay in it."""
        if isinstance(value, dict):
            if ours:
                self._see_limits(value)
            return {self._name(name): self._inner(name.casefold(), inner, ours=ours) for name, inner in value.items()}
        if isinstance(value, list):
            return [self._value(inner, field, ours=ours) for inner in value]
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return self._text(value, field if ours else "")
        if ours and field in SMALL and value in range(100):
            return value
        return self._number(value, phone=ours and field in NUMBERS)

    def _inner(self, field: str, value: Any, *, ours: bool) -> Any:  # noqa: ANN401 - JSON of any shape
        if ours and field in BUSINESS:
            return self._rows(value)
        return self._value(value, field, ours=ours)

    def _rows(self, value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
        """Business fields: names and values, or rows that name the field, its type and its value."""
        if not isinstance(value, list):
            return self._value(value, "", ours=False)
        return [
            {self._name(name): self._cell(name.casefold(), inner) for name, inner in row.items()}
            if isinstance(row, dict)
            else self._value(row, "", ours=False)
            for row in value
        ]

    def _cell(self, field: str, value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
        if field == "fieldname" and isinstance(value, str):
            return self._name(value)
        return self._value(value, field, ours=field in ("datatype", "format", "editable"))

    def _text(self, value: str, field: str) -> str:
        bare = value.strip()
        if bare.casefold() in WORDS.get(field, ()) or (field in SMALL and _SMALL.fullmatch(bare)):
            return bare
        if field in SMALL and bare and not _DIGITS.fullmatch(bare):
            return self._stand_ins.word(value)  # it must not become readable: padding counts here
        if field in SPOKEN:
            return self.sentence(value) or self._stand_ins.text(value)
        if field in DATES:
            hour_only = field == CALLBACK
            date = moved(value, self.moved, self.zone, self._begun, hour_only=hour_only)
            return date or self._stand_ins.text(value)
        return self._stand_ins.text(value, phone=field in NUMBERS)

    def _number(self, value: float, *, phone: bool) -> int | float:
        """The stand-in of a number. An id may come as a number and as text (protocol.md §1.15). It is digits, where
        a text of so many digits gets a word. A number that is too large for a float is read as infinite."""
        if value in (inf, -inf):
            known = self._stand_ins.digits("9" * _MOST_DIGITS)
        elif value == int(value):
            run = str(abs(int(value)))
            known = self._stand_ins.text(run, phone=True) if phone and len(run) <= _MOST_DIALLED else ""
            known = known or self._stand_ins.digits(run)
        else:
            known = self._stand_ins.digits("".join(re.findall(r"[0-9]+", str(value)))[:_MOST_DIGITS]) + ".5"
        return type(value)(known if value >= 0 else f"-{known}")

    def _see_limits(self, mode: Mapping[str, Any]) -> None:
        for name, value in mode.items():
            behind = LENGTHS.get(name.casefold())
            if behind is not None and _SMALL.fullmatch(str(value).strip()):
                self._stand_ins.limit(int(value) + behind)

    def _common(self, text: str, *, begins: bool = False) -> str:
        said: list[str] = []
        other: list[str] = []
        for at, written in enumerate(text.split()):
            word = written.strip(_MARKS)
            plain = word.islower() or word in _CAPITALS or (begins and at == 0 and word not in _NAMES)
            if plain and word.casefold() in SAID:
                said += self._others(other)
                other = []
                said.append(written)
            elif word:
                other.append(word)
        return " ".join(said + self._others(other))

    def _others(self, words: list[str]) -> list[str]:
        return [self._stand_ins.text(" ".join(words))] if words else []

    def _broken(self, text: str) -> str:
        """A text that is not JSON, and that is read as what it was: as ours or as nobody's."""
        said = self._pieces(text)
        try:
            parse(said)
            said += "…"
        except NotJson:
            pass
        before, after = read(text), read(said)
        if isinstance(before, Malformed) and not (isinstance(after, Malformed) and after.subtopic == before.subtopic):
            return _json({"channel": "LCM", "subtopic": self.subtopic(before.subtopic or "")}) + "…"
        return "…" if before is None and after is not None else said

    def _pieces(self, text: str) -> str:
        """The marks of JSON, and the words of the protocol between them. Keys and values look alike here."""
        return _PIECE.sub(lambda piece: piece[1] or self._piece(piece[0]), text)

    def _piece(self, text: str) -> str:
        word = text.strip()
        if not word:
            return " "
        head = any(word.casefold() in words for words in HEAD.values())
        if head or word in _PLAIN or word.casefold() in WIRE_NAMES:
            return word
        return self._stand_ins.text(word)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
