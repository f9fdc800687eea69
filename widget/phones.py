"""Phone metadata: shows numbers readably, compares them, knows their time zones, and warns of unlikely ones. It never
blocks or changes a number.

The metadata is large, so it is imported by `load()` after the first render. Until then, nothing is known of a number,
and numbers stay as received. Only `same` imports it itself, where it is not there yet.
"""

from __future__ import annotations

import importlib
from functools import lru_cache
from types import ModuleType
from typing import Any

_loaded: list[ModuleType] = []
_SIGNS = frozenset("*#")
_LONGEST = 40


def load() -> bool:
    """Imports the metadata (about half a second in the page). False when it is not there; numbers stay as received."""
    if not _loaded:
        try:
            importlib.import_module("phonenumbers.timezone")
            _loaded.append(importlib.import_module("phonenumbers"))
        except ImportError:
            return False
    return True


def _knowable(number: str, region: str | None) -> bool:
    """Whether the metadata can say something of it. It knows no service codes, and takes their signs off."""
    placed = region is not None or number.startswith("+")
    return bool(_loaded) and placed and len(number) <= _LONGEST and not _SIGNS & set(number)


@lru_cache(maxsize=1024)
def _valid(number: str, region: str | None) -> Any | None:  # noqa: ANN401 - the library's number
    """The number as the metadata reads it; None when there is no such number."""
    phonenumbers = _loaded[0]
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_valid_number(parsed) else None


def formatted(number: str, region: str | None) -> str:
    """The number in international form when it is valid, else as received."""
    return _international(number, region) if _knowable(number, region) else number


@lru_cache(maxsize=1024)
def _international(number: str, region: str | None) -> str:
    valid = _valid(number, region)
    if valid is None:
        return number
    shown = str(_loaded[0].format_number(valid, _loaded[0].PhoneNumberFormat.INTERNATIONAL))
    return shown if _same_digits(number, shown) else number


def zones(number: str, region: str | None) -> tuple[str, ...]:
    """The time zones that the number allows, by their IANA names. None when nothing is known: the metadata is not
    there, the number is not valid, or numbers of its kind are in no place (free of charge, for example)."""
    return _zones(number, region) if _knowable(number, region) else ()


@lru_cache(maxsize=1024)
def _zones(number: str, region: str | None) -> tuple[str, ...]:
    valid, library = _valid(number, region), _loaded[0]
    if valid is None or library.number_type(valid) not in _in_a_place(library):
        return ()
    found: tuple[str, ...] = library.timezone.time_zones_for_number(valid)
    return tuple(zone for zone in found if zone != library.timezone.UNKNOWN_TIMEZONE)


def _in_a_place(library: ModuleType) -> tuple[int, ...]:
    kinds = library.PhoneNumberType
    return kinds.FIXED_LINE, kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE


def unlikely(number: str, region: str | None) -> bool:
    """Whether the metadata knows enough to say that no such number exists."""
    return _knowable(number, region) and _valid(number, region) is None


def same(one: str, other: str, region: str | None) -> bool | None:
    """Whether two numbers, each as digits with or without a +, are the same. None when it can't be told, because one of
    them is not valid or the region is not known. The metadata is imported if it is not there yet."""
    first, second = e164(one, region), e164(other, region)
    return None if first is None or second is None else first == second


def e164(number: str, region: str | None) -> str | None:
    """The number in the form of E.164; None when it is not valid or the region is not known. The metadata is imported
    if it is not there yet."""
    valid = _valid(number, region) if load() and _knowable(number, region) else None
    return None if valid is None else str(_loaded[0].format_number(valid, _loaded[0].PhoneNumberFormat.E164))


def _same_digits(received: str, shown: str) -> bool:
    ours = "".join(char for char in received if char.isdecimal())
    theirs = "".join(char for char in shown if char.isdecimal())
    return theirs.endswith(ours.lstrip("0")) if ours else False
