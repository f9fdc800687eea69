"""The date formats of the server: dates in them are written, and shifted within a message."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from widget.lcm import EARLIEST, parse_server_time

_TEXT = re.compile(r'(?<=")[^"\\]{13,80}(?=\\?")')


def with_slashes(moment: datetime) -> str:
    """`01/31/2024 23:59:00`, without a zone: `moment` is in the server's."""
    return moment.strftime("%m/%d/%Y %H:%M:%S")


def with_month_name(moment: datetime) -> str:
    """`Oct  7 2020 11:59PM`, without a zone: `moment` is in the server's."""
    return f"{moment:%b} {moment.day:2d} {moment:%Y %I:%M%p}"


def shift_dates(text: str, seconds: float) -> str:
    """The text of a message with every JSON string that is a date shifted by so many seconds. The server's two formats
    stay. A date that stands for "no date", or that would leave the calendar, is not changed."""
    return _TEXT.sub(lambda found: _shifted(found[0], seconds), text)


def _shifted(date: str, seconds: float) -> str:
    moment = parse_server_time(date, UTC)
    if moment is None or moment < EARLIEST:
        return date
    try:
        shifted = moment + timedelta(seconds=seconds)
    except OverflowError:
        return date
    if parse_server_time(date, None) is not None:
        return shifted.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (with_month_name if date.lstrip()[:1].isalpha() else with_slashes)(shifted)
