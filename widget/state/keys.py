"""The names of what is on screen: the keys of things that can be unfolded, revealed or copied, and the lists. A key is
a value here and text on the page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal, cast, get_args

from widget.lcm.parsing import parse

# fmt: off
Kind = Literal[
    "panel", "inspector", "recording", "fields", "field", "mode", "draft", "contact", "manual-form", "finished",
    "disposition", "note",
]
# fmt: on
_KINDS: tuple[Kind, ...] = get_args(Kind)
# fmt: off
ListName = Literal[
    "calls", "pinned", "business", "optional", "numbers", "manual-dial", "non-pewc", "non-pewc-tools", "messages",
    "traffic",
]
# fmt: on
"""The lists of the page that are one tab stop each, and whose order can be held."""
LISTS = frozenset[str](get_args(ListName))


@dataclass(frozen=True, slots=True)
class Key:
    """Names one thing on screen. `callid` is the call id that it belongs to, or "". `part` tells it from other things
    of its kind there."""

    kind: Kind
    callid: str = ""
    part: tuple[str, ...] = ()

    def write(self) -> str:
        """The key as text, for an attribute of the page."""
        return json.dumps([self.kind, self.callid, *self.part], ensure_ascii=False)

    @property
    def ids(self) -> tuple[str, ...]:
        """The key as the parts of an element's id."""
        return (self.kind, self.callid, *self.part)

    @classmethod
    def read(cls, text: str) -> Key:
        """The key that `write` wrote. Raises ValueError for anything else."""
        words = parse(text)
        if not isinstance(words, list) or len(words) < 2 or words[0] not in _KINDS:
            raise ValueError("no key")
        kind, callid, *part = map(str, words)
        return cls(cast("Kind", kind), callid, tuple(part))


FIELDS = Key("fields")
INSPECTOR = Key("inspector")
RECORDING = Key("recording")
MANUAL_FORM = Key("manual-form")
FINISHED = Key("finished")
DISPOSITION = Key("disposition")
