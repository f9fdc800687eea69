"""Phone numbers made unreadable where text goes to a log or a repr. Recordings and reports have stand-ins instead."""

import re

from widget.lcm.bounds import EXCERPT_CHARS

_SEPARATORS = r"[\s().\-\u2010-\u2015\u200e\u200f\u202a-\u202e\u2066-\u2069]{0,3}"
_NUMBER = re.compile(rf"\d(?:{_SEPARATORS}\d){{4,}}")
_DIGIT = re.compile(r"\d")
MASK = "•"


def mask_digits(text: str) -> str:
    """Return `text` with every run of five or more digits masked but for its last two.

    Up to three spaces, brackets, dots, hyphens or marks of direction may stand between two digits of a run, as people
    write phone numbers: `+65 9146-2346` becomes `+•• ••••-••46`. The length stays the same.
    """
    return _NUMBER.sub(_masked, text)


def _masked(found: re.Match[str]) -> str:
    number = found.group()
    digits = len(_DIGIT.findall(number))
    return _DIGIT.sub(MASK, number, count=digits - 2)


def excerpt(text: str, limit: int = EXCERPT_CHARS) -> str:
    """Return the beginning of `text`, masked, at most `limit` characters and an ellipsis."""
    masked = mask_digits(text[: limit * 2])
    return masked[:limit] + "…" if len(text) > limit else masked
