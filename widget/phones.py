"""Phone metadata, to show numbers readably and to warn of unlikely ones. Never blocks, never changes a number.

The metadata is large, so it is imported by `load()` after the first render; until then every answer is "don't know".
"""

from __future__ import annotations

import importlib
from functools import lru_cache
from types import ModuleType

_loaded: list[ModuleType] = []


def load() -> bool:
    """Imports the metadata (about half a second in the page). False when it is not there; numbers stay as received."""
    if not _loaded:
        try:
            _loaded.append(importlib.import_module("phonenumbers"))
        except ImportError:
            return False
    return True


@lru_cache(maxsize=1024)
def _read(number: str, region: str | None) -> tuple[str, bool] | None:
    if not _loaded or (region is None and not number.startswith("+")):
        return None
    phonenumbers = _loaded[0]
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(parsed) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None  # also a local number without its area code: a country code before it would be wrong
    form = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return str(form), bool(phonenumbers.is_valid_number(parsed))


def formatted(number: str, region: str | None) -> str:
    """The number in international form, or as received when it can't be told what it is."""
    read = _read(number, region) if _loaded else None
    return number if read is None or not _same_digits(number, read[0]) else read[0]


def unlikely(number: str, region: str | None) -> bool:
    """Whether the metadata knows enough to say that no such number exists."""
    if not _loaded or (region is None and not number.startswith("+")):
        return False
    read = _read(number, region)
    return read is None or not read[1]


def _same_digits(received: str, shown: str) -> bool:
    ours = "".join(char for char in received if char.isdecimal())
    theirs = "".join(char for char in shown if char.isdecimal())
    return theirs.endswith(ours.lstrip("0")) if ours else False
