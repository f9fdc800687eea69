"""What of a text from outside may be shown, announced or copied.

Every such text goes through `shown`; a value of a sentence does so by itself (`Texts`). Payment cards are masked
always, phone numbers when so configured. A run of 13 to 19 digits that passes the Luhn check counts as a card; up to
five characters that are no letters may be between two digits. In a text that is a phone number, only 16 digits and more
count, because a number to dial has up to 15 (E.164); and 15 that begin as some cards do, and as no such number does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate, islice

DOT = "•"
FILLERS = "\u115f\u1160\u3164\uffa0"
"""Letters of Hangul that are not seen."""
_BETWEEN = rf"(?:[^\w:]|[_{FILLERS}]|:(?=\W?\d{{3}})|&[A-Za-z]{{2,8}};){{0,5}}"
"""What may be between two digits of one number: also `&nbsp;`, which stays in an id. No colon of a time of day, which
would join it to the date before it."""
_CARD = re.compile(rf"\d(?:{_BETWEEN}\d){{12,}}")
_YEAR = "(?:19|20)[0-9]{2}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(
    rf"""(?<![\d+(./-])(?<![\d)]\ )
    (?:{_YEAR}(?P<by>[./-])\d\d?(?P=by)\d\d?|\d\d?(?P<of>[./-])\d\d?(?P=of){_YEAR}
    |\b{_MONTH}\s{{1,2}}\d\d?,?\s{_YEAR}|\d\d?\.?\s{_MONTH},?\s{_YEAR})
    (?:,?[T ]\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s?[AP]\.?M\b\.?)?)?(?!\d|[./-]\d|\ [(]?\d)""",
    re.VERBOSE | re.IGNORECASE,
)
"""A date by itself, maybe with a time of day. What a number begins or ends with is none."""
_NUMBER = re.compile(rf"\d(?:{_BETWEEN}\d){{6,}}")
_DIGIT = re.compile(r"\d")
_GROUP = re.compile(r"\d+")
_LEAST, _LEAST_OF_PHONE, _MOST = 13, 16, 19
_PASSES = 3
"""So often a text is looked at: the last four digits of a card and those beside it may be a card again."""
_PLUS = ("+", "\uff0b")
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
    masked = masked_cards(_flat(text), phone=phone)
    return Shown(masked_numbers(masked) if numbers else masked)


def _flat(text: str) -> str:
    return undirected(_CONTROL.sub(" ", text))


def undirected(text: str) -> str:
    """The text without characters that turn what is around them."""
    return _DIRECTING.sub("", text)


def masked_numbers(text: str) -> str:
    """The text with every run of 7 digits and more masked, but for its last four. A date by itself stays."""
    return _but_dates(text, lambda part: _NUMBER.sub(lambda run: last_four(run[0]), part))


def is_date(text: str) -> bool:
    """Whether the text is a date, maybe with a time of day."""
    return _DATE.fullmatch(text) is not None


def masked_cards(text: str, *, phone: bool = False) -> str:
    """The text with every payment card masked, but for its last four digits. `phone`: the text is a number to dial."""
    if _CARD.search(text) is None:
        return text
    least = _LEAST_OF_PHONE if phone else _LEAST
    return _but_dates(text, lambda part: _masked_cards(part, least))


def _but_dates(text: str, masked: Callable[[str], str]) -> str:
    """The text with what is between its dates masked: a date and the number beside it are not one number."""
    whole, done = "", 0
    for date in _DATE.finditer(text):
        whole += masked(text[done : date.start()]) + date[0]
        done = date.end()
    return whole + masked(text[done:])


def _masked_cards(text: str, least: int) -> str:
    for _ in range(_PASSES):
        before, text = text, _CARD.sub(lambda run: _without_cards(run, least), text)
        if text == before:
            break
    return text


def holds_card(text: str, *, phone: bool = False) -> bool:
    """Whether something in the text is masked as a payment card where the text is shown."""
    flat = _flat(text)
    return masked_cards(flat, phone=phone) != flat


def _without_cards(run: re.Match[str], least: int) -> str:
    """The run with the cards in it masked. Digits beside a card (its expiry, a code) must not hide it. So every series
    of whole groups of digits is checked, from the left, the longest first; and the first 15 or 16 digits from a group
    on, as digits may be glued to a card. Those are masked whole, unless they begin another card. Each check is two
    subtractions. A number with + in front is no card when it has up to 15 digits."""
    text = run[0]
    places = [at for at, char in enumerate(text) if char.isdecimal()]
    abroad = run.string[run.start() - 1 : run.start()] in _PLUS
    if abroad and len(places) < _LEAST_OF_PHONE:
        return text
    counts = list(accumulate((end - start for start, end in (group.span() for group in _GROUP.finditer(text)))))
    sums = _luhn_sums([int(text[at]) for at in places])
    masked, done, start, group = "", 0, 0, 0
    while group < len(counts):
        plus = text[places[start] - 1] in _PLUS if start else abroad
        enough = _LEAST_OF_PHONE if plus else min(least, _usual(sums[2], start) or least)
        card = _card_from(start, group, counts, sums, enough)
        glued = start > (counts[group - 1] if group else 0)
        end = card or counts[group]
        if card or glued:
            part = slice(places[start], places[end - 1] + 1)
            masked += text[done : part.start] + (last_four(text[part]) if card else no_digits(text[part]))
            done = part.stop
        start = end
        while group < len(counts) and counts[group] <= start:
            group += 1
    return masked + text[done:]


def _luhn_sums(digits: list[int]) -> tuple[list[int], list[int], list[int]]:
    """Running sums: with every digit at an even place doubled, with every digit at an odd place, and of all digits."""

    def doubled(digit: int) -> int:
        return digit * 2 - 9 if digit > 4 else digit * 2

    return (
        list(accumulate((digit if at % 2 else doubled(digit) for at, digit in enumerate(digits)), initial=0)),
        list(accumulate((doubled(digit) if at % 2 else digit for at, digit in enumerate(digits)), initial=0)),
        list(accumulate(digits, initial=0)),
    )


def _card_from(
    start: int, group: int, counts: list[int], sums: tuple[list[int], list[int], list[int]], least: int
) -> int | None:
    """How many digits of the run there are up to the end of the longest card that begins with digit `start`, which is
    in this group; None when none begins there. `counts` are the digits up to the end of each group."""
    found = None
    for end in islice(counts, group, None):
        if end - start > _MOST:
            break
        if end - start >= least and _passes(sums, start, end):
            found = end
    end = start + _usual(sums[2], start)
    longer = least <= end - start and end < counts[-1] and (found is None or found < end)
    return end if longer and _passes(sums, start, end) else found


def _usual(total: list[int], start: int) -> int:
    """How many digits the cards have that begin with these two digits; 0 when most do not begin so."""
    if start + 2 >= len(total):
        return 0
    first, second = total[start + 1] - total[start], total[start + 2] - total[start + 1]
    return 15 if first == 3 and second in (4, 7) else 16 if first in range(2, 7) else 0


def _passes(sums: tuple[list[int], list[int], list[int]], start: int, end: int) -> bool:
    """Whether these digits pass the Luhn check, and are not only zeros."""
    luhn = sums[end % 2]  # the digit before the last one is doubled
    return (luhn[end] - luhn[start]) % 10 == 0 and sums[2][end] > sums[2][start]


def no_digits(text: str) -> str:
    """The text with a dot for every digit."""
    return _DIGIT.sub(DOT, text)


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
