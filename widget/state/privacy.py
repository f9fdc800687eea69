"""Masks numbers that bystanders must not read: payment cards always, phone numbers when so configured.

A run of 13 to 19 digits that passes the Luhn check counts as a card; single spaces or dashes may be between the digits.
In a text that is a phone number, only 16 digits and more count, because a number to dial has up to 15 (E.164).
"""

from __future__ import annotations

import re

DOT = "•"
_RUN = re.compile(r"\d(?:[ \-\u00a0]?\d){12,}")
_GROUP = re.compile(r"\d+")
_PHONE_LIMIT = 15


def _luhn(digits: list[int]) -> bool:
    doubled = (digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _looks_like_card(run: str, least: int) -> bool:
    digits = [int(char) for char in run if char.isdecimal()]
    return least <= len(digits) <= 19 and any(digits) and _luhn(digits)


def masked_cards(text: str, *, phone: bool = False) -> str:
    """The text with every payment card masked, but for its last four digits. `phone`: the text is a number to dial."""
    least = _PHONE_LIMIT + 1 if phone else 13
    return _RUN.sub(lambda run: _without_cards(run[0], least), text)


def _without_cards(run: str, least: int) -> str:
    """The run with the cards in it masked. Digits beside a card (its expiry, a code) must not hide it. So every series
    of whole groups of digits is checked, from the left, the longest first."""
    groups = [group.span() for group in _GROUP.finditer(run)]
    shown, done, first = "", 0, 0
    while first < len(groups):
        start = groups[first][0]
        ends = [end for _, end in groups[first : first + 19] if _looks_like_card(run[start:end], least)]
        if ends:
            shown += run[done:start] + last_four(run[start : ends[-1]])
            done = ends[-1]
        first = next((i for i in range(first + 1, len(groups)) if groups[i][0] >= done), len(groups))
    return shown + run[done:]


def holds_card(text: str) -> bool:
    """Whether something in the text is masked as a payment card."""
    return masked_cards(text) != text


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
