"""Phone numbers as the state compares them: spaces, brackets and dashes do not count."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"[\s().\-/\u00a0\u2009\u2010-\u2015\u202a-\u202e\u2066-\u2069\u200e\u200f]+")
_DIALLABLE = re.compile(r"\+?[0-9*#]+")


def squeezed(number: str) -> str:
    """The number without spaces, brackets, dots, dashes and slashes. Digits of any script become 0-9; a + stays."""
    return "".join(_plain(char) for char in _BETWEEN.sub("", number))


def _plain(char: str) -> str:
    return str(int(char)) if char.isdecimal() else char


def diallable(number: str) -> bool:
    """Whether a squeezed number holds digits only (and an optional leading +, * and #)."""
    return _DIALLABLE.fullmatch(number) is not None


def digits(number: str) -> int:
    """How many digits the number has."""
    return sum(char.isdecimal() for char in number)


def same(one: str | None, other: str | None) -> bool:
    """Whether two numbers are the same, apart from a leading + and what is between their digits."""
    return squeezed(one or "").lstrip("+") == squeezed(other or "").lstrip("+")
