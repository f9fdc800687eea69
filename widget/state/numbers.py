"""Phone numbers: how they are written, what of it is dialled, and whether two of them are the same number.

A text is read as a number only when all of it is the notation of one number (protocol.md §2.48). Any other text stays
as it is, because a number that is read in part may be somebody else's. Only `same` needs the phone metadata.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from widget import phones
from widget.lcm import PADDING
from widget.lcm.masking import is_unseen

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

E164_DIGITS = 15
"""The most digits of a number that begins with + (E.164)."""
MOST_DIGITS = 18
"""The most digits of a number that begins with an international prefix such as 011."""
_AREA_CODE = 6
_SUBSCRIBER = 7
_TAIL = 4
_LONGEST = 100
"""The longest notation of a number, in characters."""

_WITH_TRUNK_ZERO = (
    "20 27 31 32 33 40 41 43 44 46 49 51 53 54 55 57 58 60 61 62 63 64 66 81 82 84 86 90 91 92 93 94 95 98 211 212 213"
    " 218 231 232 233 234 243 249 250 251 252 254 255 256 260 261 262 263 264 265 291 353 355 358 359 370 373 374 377"
    " 380 381 382 383 385 386 387 389 421 423 508 590 591 593 594 595 596 598 686 850 855 856 880 886 961 962 963 964"
    " 966 967 970 971 972 976 977 994 995 996"
)
_WITH_LEADING_ZERO = "39 225 227 229 241 242 267 268 378 501 676 679 687 853"
TRUNK_ZERO = frozenset(_WITH_TRUNK_ZERO.split())
"""The country codes of the countries where a 0 is dialled before a number, but not from abroad."""
LEADING_ZERO = frozenset(_WITH_LEADING_ZERO.split())
"""The country codes of the countries where numbers begin with a 0 that is dialled from abroad too."""
TRUNK_EIGHT = frozenset(("7", "375", "993", "370"))
"""The country codes of the countries where an 8 is, or was, dialled before a number, but not from abroad."""

_WIDE = {"\uff0b": "+", "\ufe62": "+", "\uff0e": ".", "\uff0f": "/", "\uff08": "(", "\uff09": ")", "\uff3b": "["}
_WIDE |= {"\uff3d": "]", "\uff0a": "*", "\uff03": "#", "\u2212": "-", "\u30fc": "-", "\uff70": "-"}
_TILDES = frozenset("\u301c\u3030")
_ROUND = str.maketrans("[]", "()")
_HEAD = re.compile(r"(?:tel:)?\s*(?:\((\+) ?([0-9]{1,3})\)|(\+))? *", re.IGNORECASE)
_PART = re.compile(r"([0-9*#]+)|\( *([0-9]{1,6}) *\)|( *[./] *|[ \-]+)")
_ABROAD = re.compile(r"(?:\+|00|011)([0-9]+)")
_FROM_ABROAD = re.compile(r"[0-9]?(?:00|010|011|119|810)")
_DATE = re.compile(r"(?:(?:19|20)\d\d([./-])\d\d?\1\d\d?|\d\d?([./-])\d\d?\2(?:(?:19|20)\d\d|\d\d))")
_SIGN = re.compile(r"[*#]")
_DIGITS_ONLY = re.compile(r"(?=[+*#]*[0-9])(?:\+[0-9])?[0-9*#]*")
_NUMBERISH = re.compile(r"[0-9\s+*#().\-/\[\]]+")


def plain(text: str) -> str:
    """The text in the characters of a keyboard, without blanks around it. Digits of any script become 0-9, and dashes,
    spaces and wide signs become ASCII. Characters that are not seen are dropped. Any other character stays."""
    return (text if text.isascii() else "".join(map(_plain, text))).strip(PADDING)


@lru_cache(maxsize=1024)
def _plain(char: str) -> str:
    if char.isdecimal():
        return str(int(char))
    if is_unseen(char):
        return ""
    kind = unicodedata.category(char)
    if kind == "Zs":
        return " "
    return "-" if kind == "Pd" and char not in _TILDES else _WIDE.get(char, char)


def squeezed(number: str) -> str:
    """What of a number is dialled: its digits, with a + in front where it has one, and with * and #. The plain text
    when it is not the notation of one number, so that `only_digits` is False for it."""
    text = plain(number)
    dialled = _dialled(text.translate(_ROUND))
    return text if dialled is None else dialled


class _Group(NamedTuple):
    """A run of digits, and the gap before it. `held`: it stands in brackets."""

    digits: str
    gap: str
    held: bool


def _dialled(text: str) -> str | None:
    """The digits of a number's notation; None when the text is anything else."""
    if len(text) > _LONGEST:
        return None
    head = _HEAD.match(text)
    groups = None if head is None or _DATE.fullmatch(text) else _groups(text[head.end() :].removesuffix("."))
    if head is None or not groups or groups[-1].held:
        return None
    if head[2]:
        groups = [_Group(head[2], "", held=False), *groups]
    plus = "+" if head[1] or head[3] else ""
    if not (_signs_fit(plus, groups) and _dots_fit(groups) and _is_one(plus, groups)):
        return None
    dialled = plus
    for group in groups:
        more = _held(dialled, group.digits) if group.held and dialled else group.digits
        if more is None:
            return None
        dialled += more
    return dialled


def _held(before: str, digits: str) -> str | None:
    """What is dialled of the digits in brackets that stand behind others; None when that is not known. A trunk prefix
    is not dialled from abroad (E.123)."""
    abroad = _ABROAD.fullmatch(before)
    country = abroad[1] if abroad else ""
    if digits == "0":
        return "" if country in TRUNK_ZERO else None
    unknown = country not in LEADING_ZERO if digits[0] == "0" else digits == "8" and country in TRUNK_EIGHT
    return None if unknown else digits


def _groups(text: str) -> list[_Group] | None:
    """The groups of digits; None when anything else than one gap is between them."""
    groups: list[_Group] = []
    gap, at = "", 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None or (part[3] and (gap or not groups)):
            return None
        at = part.end()
        if part[3]:
            gap = part[3]
            continue
        groups.append(_Group(part[1] or part[2], gap, held=part[2] is not None))
        gap = ""
    return None if gap else groups


def _signs_fit(plus: str, groups: list[_Group]) -> bool:
    """Whether * and # are dialled with the digits before them, or are in front. After a gap they begin an extension."""
    first, *rest = groups
    return (not plus or first.digits[0].isdecimal()) and all(group.digits[0].isdecimal() for group in rest)


def _dots_fit(groups: list[_Group]) -> bool:
    """Whether each dot is between groups of digits as people write them. Else it may be a decimal point."""
    dots = [(one, two) for one, two in pairwise(groups) if "." in two.gap and not one.held and not two.held]
    if len(dots) == 1:
        one, two = dots[0]
        return 2 <= len(one.digits) <= _AREA_CODE and len(two.digits) >= _TAIL
    return all(len(two.digits) > 1 and (len(one.digits) > 1 or one is groups[0]) for one, two in dots)


def _is_one(plus: str, groups: list[_Group]) -> bool:
    """Whether the groups are one number. Two numbers may be written with a slash, a wide gap or a space between them.
    One slash after an area code is the notation of one number."""
    sizes = [len(group.digits) for group in groups]
    half = len(groups) // 2
    if half > 1 and sizes[:half] == sizes[half:] and sum(sizes[:half]) >= _SUBSCRIBER:
        return False
    for at, group in enumerate(groups):
        before, after = sum(sizes[:at]), sum(sizes[at:])
        if "/" in group.gap:
            area = before - 3 if plus else before
            if area > _AREA_CODE or before < 2 or after < _TAIL + 1 or before == after:
                return False
        wide = len(group.gap) > 1 or min(sizes[at - 1 : at + 1], default=0) >= _SUBSCRIBER
        if at and wide and before >= _SUBSCRIBER and after >= _SUBSCRIBER:
            return False
    return sum("/" in group.gap for group in groups) < 2


def only_digits(number: str) -> bool:
    """Whether a squeezed number is digits, maybe with a + in front, and * and #."""
    return _DIGITS_ONLY.fullmatch(number) is not None


def diallable(number: str) -> bool:
    """Whether a squeezed number is one that can be dialled: it has only digits, and not too many."""
    return only_digits(number) and digits(number) <= most_digits(number)


def most_digits(number: str) -> int:
    """The most digits of a squeezed number that begins like this one. One digit for an outside line may be in front of
    an international prefix."""
    return MOST_DIGITS if _FROM_ABROAD.match(number) else E164_DIGITS


def digits(number: str) -> int:
    """How many digits the number has."""
    return sum(char.isdecimal() for char in number)


def last_digits(number: str) -> str:
    """The last four digits of a number, by which a person knows it."""
    return "".join(char for char in plain(number) if char.isdecimal())[-_TAIL:]


def numberish(text: str) -> bool:
    """Whether a text may be a phone number that is written in any way, so that bystanders must not read it."""
    bare = plain(text)
    return _NUMBERISH.fullmatch(bare) is not None and _SUBSCRIBER <= digits(bare) <= E164_DIGITS


def same(state: WidgetState, one: str | None, other: str | None) -> bool | None:
    """Whether two numbers are the same, however they are written (protocol.md §2.50). None when it is not known: the
    number at home and the number from abroad need the region's metadata."""
    first, second = squeezed(one or ""), squeezed(other or "")
    if first == second or not first or not second:
        return first == second
    if only_digits(first) and only_digits(second):
        (first, extension), (second, others) = _parts(first), _parts(second)
        if not first and not second:
            return None
        if extension != others or not first or not second:
            return False
    told, region = None, state.settings.default_region
    known = state.screen.phones_ready and diallable(first) and diallable(second)
    if known:
        told = phones.same(first, second, region)
    if told:
        return True
    if first.lstrip("+") == second.lstrip("+"):
        doubted = told is False or (known and phones.unlikely(first, region) != phones.unlikely(second, region))
        return None if doubted else True
    apart = told is False or last_digits(first) != last_digits(second)
    return False if apart and only_digits(first) and only_digits(second) else None


def number_key(state: WidgetState, number: str) -> str:
    """A text that two numbers have in common when `same` is True for them, as far as it can be told from each alone."""
    text = squeezed(number)
    if not only_digits(text):
        return text
    front, rest = _parts(text)
    known = phones.e164(front, state.settings.default_region) if state.screen.phones_ready else None
    return (known or front).lstrip("+") + rest


def _parts(number: str) -> tuple[str, str]:
    """A squeezed number up to its first * or #, and the rest: an extension, or the number behind a service code."""
    found = _SIGN.search(number)
    return (number[: found.start()], number[found.start() :]) if found else (number, "")
