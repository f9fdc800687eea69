"""What of a text from outside may be shown, announced or copied.

Every such text goes through `shown`; a value of a sentence does so by itself (`Texts`). Payment cards are masked
always, phone numbers when so configured. A run of 13 to 19 digits that passes the Luhn check counts as a card;
separators may be between the digits. In a text that is a phone number, only 16 digits and more count, because a number
to dial has up to 15 (E.164).
"""

from __future__ import annotations

import re
from itertools import accumulate

DOT = "•"
_BETWEEN = r"\s\u200b-\u200d\u2060_.\-\u00ad\u2010-\u2015\u2212\u00b7\u2022\uff0d\uff0e"
_CARD = re.compile(rf"\d(?:[{_BETWEEN}]{{0,3}}\d){{12,}}")
_NUMBER = re.compile(rf"\d(?:[{_BETWEEN}/()]{{0,3}}\d){{6,}}")
_GROUP = re.compile(r"\d+")
_LEAST, _LEAST_OF_PHONE, _MOST = 13, 16, 19
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DIRECTING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""Characters that turn what is around them, so that one number looks like another."""


class Shown(str):
    """A text that may be shown as it is."""

    __slots__ = ()


def shown(text: str, *, phone: bool = False, numbers: bool = False) -> Shown:
    """The text as it may be shown: without characters that turn or break it, and with every payment card masked.

    Args:
        text: the text as it came; a `Shown` comes back as it is.
        phone: it is a phone number.
        numbers: phone numbers are masked too.
    """
    if isinstance(text, Shown):
        return text
    plain = _DIRECTING.sub("", _CONTROL.sub(" ", text))
    masked = masked_cards(plain, phone=phone)
    return Shown(masked_numbers(masked) if numbers else masked)


def masked_numbers(text: str) -> str:
    """The text with every run of 7 digits and more masked, but for its last four."""
    return _NUMBER.sub(lambda run: last_four(run[0]), text)


def masked_cards(text: str, *, phone: bool = False) -> str:
    """The text with every payment card masked, but for its last four digits. `phone`: the text is a number to dial."""
    least = _LEAST_OF_PHONE if phone else _LEAST
    return _CARD.sub(lambda run: _without_cards(run[0], least), text)


def holds_card(text: str, *, phone: bool = False) -> bool:
    """Whether something in the text is masked as a payment card."""
    return masked_cards(text, phone=phone) != text


def _without_cards(run: str, least: int) -> str:
    """The run with the cards in it masked. Digits beside a card (its expiry, a code) must not hide it. So every series
    of whole groups of digits is checked, from the left, the longest first. Each check is two subtractions."""
    groups = [group.span() for group in _GROUP.finditer(run)]
    digits = [int(char) for char in run if char.isdecimal()]
    counts = list(accumulate((end - start for start, end in groups), initial=0))
    sums = _luhn_sums(digits)
    text, done, first = "", 0, 0
    while first < len(groups):
        last = _card_from(first, counts, sums, least)
        if last is None:
            first += 1
            continue
        start, end = groups[first][0], groups[last][1]
        text += run[done:start] + last_four(run[start:end])
        done, first = end, last + 1
    return text + run[done:]


def _luhn_sums(digits: list[int]) -> tuple[list[int], list[int], list[int]]:
    """Running sums: with every digit at an even place doubled, with every digit at an odd place, and of all digits."""

    def doubled(digit: int) -> int:
        return digit * 2 - 9 if digit > 4 else digit * 2

    return (
        list(accumulate((digit if at % 2 else doubled(digit) for at, digit in enumerate(digits)), initial=0)),
        list(accumulate((doubled(digit) if at % 2 else digit for at, digit in enumerate(digits)), initial=0)),
        list(accumulate(digits, initial=0)),
    )


def _card_from(first: int, counts: list[int], sums: tuple[list[int], list[int], list[int]], least: int) -> int | None:
    """The last group of the longest card that begins with group `first`; None when none begins there."""
    start, found = counts[first], None
    for last in range(first, len(counts) - 1):
        end = counts[last + 1]
        if end - start > _MOST:
            break
        luhn = sums[end % 2]  # the digit before the last one is doubled
        if end - start >= least and (luhn[end] - luhn[start]) % 10 == 0 and sums[2][end] > sums[2][start]:
            found = last
    return found


def last_four(number: str) -> str:
    """The number with a dot for every digit but the last four. What is between the digits stays."""
    keep = sum(char.isdecimal() for char in number) - 4
    masked = []
    for char in number:
        if char.isdecimal():
            masked.append(DOT if keep > 0 else char)
            keep -= 1
        else:
            masked.append(char)
    return "".join(masked)
