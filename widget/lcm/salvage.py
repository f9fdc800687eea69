"""Validate what can be validated: cut out what is wrong, say so, keep the rest.

Theory of operation. pydantic names the place of every fault. The place is followed in the JSON as far as it exists;
what is found there is cut: a value from its object (so its field takes its default), an item from its list. If that
leaves a required field missing, the next round finds it missing and cuts the object around it, and so on outwards,
until what is left is valid or nothing is. Every round cuts something, so there are no more rounds than the nesting is
deep. Every round goes through JSON again, because pydantic reads numbers in Python values otherwise than in JSON
(`137.0` as an id). By `json.dumps`: in the page, pydantic_core.to_json ends the whole runtime at 50 levels of nesting.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Protocol

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from widget.lcm.bounds import MAX_ERRORS, MAX_ID, MAX_ITEMS, MAX_PROBLEMS, MAX_TEXT
from widget.lcm.lists import MANY, NONE, ONE
from widget.lcm.messages import Problem
from widget.lcm.names import WIRE_NAMES
from widget.lcm.scalars import UNREADABLE, UNREADABLE_ID, cut


class Validator(Protocol):
    """The part of a pydantic-core validator that is needed here."""

    def validate_json(self, text: str, /, *, by_alias: bool, by_name: bool) -> Any: ...  # noqa: ANN401


Path = tuple[str | int, ...]
_ROUNDS = 16
_ABSENT: Any = object()
_CONTACTS = "Contacts"
_WORDS = {
    "tuple_type": "should be a list or an object",
    "list_type": "should be a list or an object",
    "dict_type": "should be an object or a list",
    "model_type": "should be an object",
    "string_type": "should be text",
    "string_too_short": "is empty",
    "string_pattern_mismatch": "is empty",
}
"""pydantic's words where they speak of Python rather than of JSON."""


class Salvage:
    """One go at the value `root[key]`, which is changed as parts are cut out of it."""

    def __init__(self, root: dict[str, Any], key: str) -> None:
        self.root = root
        self.key = key
        self.problems: list[Problem] = []
        self._kept: dict[int, list[int]] = {}
        self._nested = self._is_nested()
        self._items = self._count()

    def validate(self, validator: Validator) -> Any:  # noqa: ANN401 - whatever the validator makes
        """Return the validated value, or None when nothing could be kept; `problems` say what was lost."""
        for _ in range(_ROUNDS):
            try:
                return validator.validate_json(json.dumps(self.root[self.key]), by_alias=True, by_name=False)
            except ValidationError as error:
                if not self._cut(error):
                    return None
        return None

    def reported(self) -> tuple[Problem, ...]:
        """Return the problems, at most MAX_PROBLEMS of them."""
        if len(self.problems) <= MAX_PROBLEMS:
            return tuple(self.problems)
        rest = len(self.problems) - MAX_PROBLEMS + 1
        return (*self.problems[: MAX_PROBLEMS - 1], Problem(self.key, f"and {rest} more problems"))

    @property
    def left_out(self) -> int:
        """How many items of the list that a reply is were cut out; the list is the value itself, its `response`,
        or the contacts in that."""
        return self._items - self._count()

    def _is_nested(self) -> bool:
        """Whether the list is below the `response` (protocol.md §7.7)."""
        value = self.root[self.key]
        response = value.get("response") if isinstance(value, dict) else None
        return isinstance(response, dict) and _CONTACTS in response

    def _count(self) -> int:
        value = self.root[self.key]
        items = value.get("response") if isinstance(value, dict) else value
        if self._nested and isinstance(items, dict):
            items = items.get(_CONTACTS)
        return len(items) if isinstance(items, list) else int(items is not None)

    def _cut(self, error: ValidationError) -> bool:
        """Cut out every fault; False when the whole value has to go."""
        if error.error_count() > MAX_ERRORS:
            self.problems.append(Problem(self.key, f"more than {MAX_ERRORS} faults"))
            return False
        found = error.errors(include_url=False, include_input=False)
        places = [(self._follow(fault["loc"]), fault) for fault in found]
        shortened = {path for path, fault in places if path and self._shorten(path, fault)}
        faults: dict[Path, str] = {}
        for path, fault in places:
            if path and path not in shortened and fault["type"] != "too_long":
                faults.setdefault(path, _why(fault, self._value(path)))
        for path, why in faults.items():
            if not any(path[:length] in faults for length in range(1, len(path))):
                self.problems.append(Problem(self._written(path), why))
        if (self.key,) in faults:
            return False
        self._remove(faults)
        if faults or shortened:
            return True
        self.problems.append(Problem(self.key, "can't be read"))
        return False

    def _follow(self, place: Iterable[str | int]) -> Path | None:
        """Return how far `place` exists in the value; None when it is about a reading that doesn't apply to the
        value.
        """
        path: list[str | int] = [self.key]
        here: Any = self.root[self.key]
        for step in place:
            if step == NONE or (step == ONE and isinstance(here, list)) or (step == MANY and isinstance(here, dict)):
                return None
            below = _below(here, step)
            if below is _ABSENT:
                continue
            here = below
            path.append(step)
        return tuple(path)

    def _value(self, path: Path) -> Any:  # noqa: ANN401 - JSON of any shape
        here: Any = self.root
        for step in path:
            here = here[step]
        return here

    def _written(self, path: Path) -> str:
        """Write a path as `message[1].campaignmodes[0]`, with the places items had in the message as it came. A name
        that is none of the protocol's may be a person's, and is written as an ellipsis."""
        text = self.key
        here: Any = self.root[self.key]
        for step in path[1:]:
            if isinstance(here, list) and isinstance(step, int):
                kept = self._kept.get(id(here))
                text += f"[{kept[step] if kept else step}]"
            else:
                text += f".{step if str(step).casefold() in WIRE_NAMES else '…'}"
            here = here[step]
        return text

    def _shorten(self, path: Path, fault: ErrorDetails) -> bool:
        """Keep the first MAX_ITEMS of a list or an object, or the first MAX_TEXT characters of a text. An id is
        never cut."""
        here = self._value(path)
        if isinstance(here, str) and len(here) > MAX_TEXT and _is_of_text(fault):
            self.problems.append(Problem(self._written(path), f"cut after {MAX_TEXT} characters"))
            self._value(path[:-1])[path[-1]] = cut(here, MAX_TEXT)
            return True
        if fault["type"] != "too_long":
            return False
        surplus = len(here) - MAX_ITEMS
        if surplus <= 0:
            return False
        self.problems.append(Problem(self._written(path), f"left out: the last {surplus} of more than {MAX_ITEMS}"))
        if isinstance(here, list):
            del here[MAX_ITEMS:]
        else:
            for name in list(here)[MAX_ITEMS:]:
                del here[name]
        return True

    def _remove(self, paths: Iterable[Path]) -> None:
        items: dict[int, tuple[list[Any], set[int]]] = {}
        for path in sorted(paths, key=len, reverse=True):
            parent, last = self._value(path[:-1]), path[-1]
            if isinstance(parent, list) and isinstance(last, int):
                items.setdefault(id(parent), (parent, set()))[1].add(last)
            else:
                parent.pop(last, None)
        for parent, gone in items.values():
            kept = self._kept.get(id(parent), range(len(parent)))
            self._kept[id(parent)] = [place for index, place in enumerate(kept) if index not in gone]
            parent[:] = [item for index, item in enumerate(parent) if index not in gone]


def _below(here: Any, step: str | int) -> Any:  # noqa: ANN401 - JSON of any shape
    if isinstance(here, dict):
        return here.get(step, _ABSENT)
    return here[step] if isinstance(here, list) and isinstance(step, int) and step < len(here) else _ABSENT


def _is_of_text(fault: ErrorDetails) -> bool:
    """Whether the fault is one of a text that is no id: only such a text may be cut."""
    too_long = fault["type"] == "string_too_long" and fault.get("ctx", {}).get("max_length") == MAX_TEXT
    return too_long or fault["type"] == UNREADABLE


def _wraps_a_list(value: Any) -> bool:  # noqa: ANN401 - JSON of any shape
    """Whether it is an object with nothing but a list in it."""
    return isinstance(value, dict) and len(value) == 1 and isinstance(next(iter(value.values())), list)


def _why(fault: ErrorDetails, value: Any) -> str:  # noqa: ANN401 - JSON of any shape
    if fault["type"] == "missing":
        hint = "; the list itself has to stand here" if ONE in fault["loc"] and _wraps_a_list(value) else ""
        return f"left out: it has no {fault['loc'][-1]}{hint}"
    if fault["type"] == UNREADABLE_ID and isinstance(value, str):
        return f"left out: should have at most {MAX_ID} characters"
    words = _WORDS.get(fault["type"]) or fault["msg"].removeprefix("Input ").removeprefix("String ")
    return f"left out: {words}"
