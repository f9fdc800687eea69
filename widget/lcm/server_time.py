"""The server's dates (protocol.md §2.33 to §2.36 and §2.43 to §2.46)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from widget.lcm.masking import is_unseen

EARLIEST = datetime(2010, 1, 1, tzinfo=UTC)
"""A date before this one stands for "no date" (§2.45)."""
FARTHEST = timedelta(days=5 * 365).total_seconds()
"""A date more than this many seconds ahead stands for "never" (§2.46)."""

_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.:,]\d{1,9})?)?"
_HALF = r" ?(?P<half>[AP])\.?M\.?"
_FORMS = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"(?P<month>[A-Z]{{3}}) (?P<day>\d{{1,2}}) (?P<year>\d{{4}}) {_TIME}{_HALF}",
        rf"(?P<month>\d{{1,2}})/ ?(?P<day>\d{{1,2}})/ ?(?P<year>\d{{4}}) {_TIME}(?:{_HALF})?",
        rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)[T ]{_TIME} ?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?",
    )
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COMMA = re.compile(r",(?=\s)")
_LONGEST = 80
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def parse_server_time(text: str, zone: tzinfo | None) -> datetime | None:
    """Return the instant `text` means, aware, in UTC; None when it can't be read.

    Forms: `Oct 7 2020 11:59PM`, `01/31/2024 23:59:00`, `1/31/2024 11:59:00 PM` (month first) and
    `2024-01-31T23:59:00Z`. A date without an offset of its own is in `zone`, and can't be read when that is None. Where
    the clock was put back the text has two readings, and where it was put forward it names no instant at all; both
    times the earlier of the two candidate instants is taken, and a fraction of a second is dropped, so that nothing
    passes for valid longer than it may be. An instant outside the calendar is the calendar's first or last one."""
    parts = _parts(text) if len(text) <= _LONGEST else None
    if parts is None:
        return None
    try:
        local, offset = _local_time(parts), parts.get("zone")
        zone = _offset(offset) if offset else zone
    except ValueError:
        return None
    return None if zone is None else min(_instant(local.replace(tzinfo=zone, fold=fold)) for fold in (0, 1))


def is_never(at: float, now: float) -> bool:
    """Whether a date stands for "never" (§2.46). Both are epoch seconds."""
    return at - now > FARTHEST


def _parts(text: str) -> dict[str, str | None] | None:
    """The parts of a date in one of the forms. Any blanks count as one space. A comma before blanks, and characters
    that are not seen, which some browsers write into dates, are left out."""
    seen = text if text.isascii() else "".join(char for char in text if not is_unseen(char))
    plain = " ".join(_COMMA.sub("", seen).split())
    found = next((found for form in _FORMS if (found := form.fullmatch(plain))), None)
    return found.groupdict() if found else None


def _local_time(parts: dict[str, str | None]) -> datetime:
    """Raises ValueError when there is no such day or time."""
    year, month, day, hour = (parts[name] or "" for name in ("year", "month", "day", "hour"))
    hours = int(hour)
    if half := parts.get("half"):
        if not 1 <= hours <= 12:
            raise ValueError(hour)
        hours = hours % 12 + (12 if half in "Pp" else 0)
    return datetime(  # noqa: DTZ001 - the zone comes later
        int(year),
        int(month) if month.isdecimal() else _MONTHS.index(month.lower()) + 1,
        int(day),
        hours,
        int(parts["minute"] or 0),
        int(parts["second"] or 0),
    )


def _offset(text: str) -> tzinfo:
    """`Z`, `+05`, `+0530` or `+05:30`. Raises ValueError for a day or more."""
    if text in "Zz":
        return UTC
    hours, minutes = int(text[1:3]), int(text[3:].lstrip(":") or 0)
    if minutes > 59:
        raise ValueError(text)
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if text[0] == "-" else ahead)


def _instant(local: datetime) -> datetime:
    try:
        return local.astimezone(UTC)
    except OverflowError:
        return _FIRST if local.year == _FIRST.year else _LAST
