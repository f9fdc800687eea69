"""Writes what a desktop or another app has chosen: the one way in which foreign text comes into a row.

A name of one word stays, because it is what has to be corrected. Anything else gets the stand-ins of a recording, and
what is a value is not written at all. Characters that turn or break a line are written as escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from random import SystemRandom

from widget.lcm import PADDING, Refusal
from widget.panels.inspector import on_one_line
from widget.recording.pseudonyms import Pseudonyms
from widget.recording.words import WORDS

_WORD = re.compile(r"(?!.*[0-9]{4})[A-Za-z][A-Za-z0-9_-]{0,59}")
_LONGEST_WORD, _LONGEST = 60, 400
_MOST = 3
"""The most names that are written of those that came."""
_TYPES = {bool: "a flag", int: "a number", float: "a number", type(None): "null", list: "a list", dict: "an object"}


class Foreign:
    """Writes foreign text. The same text has the same stand-in as long as this lives."""

    def __init__(self) -> None:
        self._stand_ins = Pseudonyms(SystemRandom())

    def word(self, value: object) -> str:
        """A word of a head: as it is, when it is one word; else its stand-in, or what it is instead of text."""
        if not isinstance(value, str):
            return _TYPES.get(type(value), "of another type")
        bare = value.strip(PADDING)
        if not bare:
            return "empty"
        known = bare if _WORD.fullmatch(bare) else self._stand_ins.subtopic(bare)
        return known[:_LONGEST_WORD] + (" with blanks around it" if bare != value else "")

    def names(self, names: Iterable[object]) -> str:
        """The names of messages that came, each once, and whether there are more."""
        each = list(islice(dict.fromkeys(map(self._name, names)), _MOST + 1))
        return ", ".join(each[:_MOST]) + (" and others" if len(each) > _MOST else "")

    def _name(self, name: object) -> str:
        if isinstance(name, str) and name.strip():
            return self.word(name)
        return (
            "a message without a name" if name is None or isinstance(name, str) else "a message whose name is no text"
        )

    def refusal(self, refusal: Refusal) -> str:
        """What an error says: its common words, and stand-ins for the others."""
        kind = refusal.error_type
        known = kind.casefold() in WORDS["errortype"]
        told = (kind if known else self._stand_ins.sentence(kind), self._stand_ins.sentence(refusal.message))
        return ": ".join(part for part in told if part)


def in_one_line(text: str) -> str:
    """The text of a row: in one line, of a length that can be read."""
    line = on_one_line(text[:_LONGEST])
    return f"{line}…" if len(text) > _LONGEST else line
