"""Phone numbers made unreadable where text goes to a log or a repr. Recordings and reports have stand-ins instead."""

import re
from unicodedata import category

from widget.lcm.bounds import EXCERPT_CHARS

_BLANK = "\u034f\u115f\u1160\u2800\u3164\ufe0e\ufe0f\uffa0\ufffc"
"""Characters that are not seen, although Unicode does not say that they only format text."""
_FORMAT = r"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_SEPARATORS = rf"[\s().\-\u2010-\u2015{_FORMAT}{_BLANK}]{{0,3}}"
_NUMBER = re.compile(rf"\d(?:{_SEPARATORS}\d){{4,}}")
_DIGIT = re.compile(r"\d")
MASK = "•"


def is_unseen(char: str) -> bool:
    """Whether a character is not seen where it is shown: people can't know that they copied it into a number."""
    return category(char) == "Cf" or char in _BLANK


def mask_digits(text: str) -> str:
    """Return `text` with every run of five or more digits masked but for its last two.

    Up to three spaces, brackets, dots, hyphens or unseen characters may stand between two digits of a run, as people
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
