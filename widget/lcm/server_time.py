"""The server's dates, in the two zone-less forms of the pages (protocol.md §2.33 to §2.36)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(r"([A-Za-z]{3}) {1,2}(\d{1,2}) {1,2}(\d{4}) {1,2}(\d{1,2}):(\d{2}) ?([AaPp])[Mm]", re.ASCII)
_NUMBERED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) {1,2}(\d{1,2}):(\d{2}):(\d{2})", re.ASCII)


def parse_server_time(text: str, zone: tzinfo) -> datetime | None:
    """Return the instant `text` means in `zone`, aware, in UTC; None when it can't be read.

    Forms: `Oct 7 2020 11:59PM` (a one-digit day may be padded) and `01/31/2024 23:59:00` (month first). Where the
    clock was put back the text has two readings, and where it was put forward it names no instant at all; both times
    the earlier of the two candidate instants is taken, so that nothing passes for valid longer than it may be."""
    local = _local_time(text.strip()) if len(text) < 40 else None
    if local is None:
        return None
    try:
        return min(local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    except OverflowError:
        return None


def _local_time(text: str) -> datetime | None:
    try:
        if found := _NAMED.fullmatch(text):
            name, day, year, hour, minute, half = found.groups()
            if not 1 <= int(hour) <= 12:
                return None
            hours = int(hour) % 12 + (12 if half in "Pp" else 0)
            month = _MONTHS.index(name.lower()) + 1
            return datetime(int(year), month, int(day), hours, int(minute))  # noqa: DTZ001 - the zone comes later
        if found := _NUMBERED.fullmatch(text):
            month, day_, year_, hours, minute_, second = map(int, found.groups())
            return datetime(year_, month, day_, hours, minute_, second)  # noqa: DTZ001 - the zone comes later
    except ValueError:
        return None
    return None
