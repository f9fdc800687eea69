"""The two date formats of the server: dates in them are written, and shifted within a message."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from widget.lcm import parse_server_time

_WITH_MONTH_NAME = r"[A-Za-z]{3} +\d{1,2} +\d{4} +\d{1,2}:\d{2} ?[AP]M"
_WITH_SLASHES = r"\d{1,2}/\d{1,2}/\d{4} +\d{1,2}:\d{2}:\d{2}"
_DATE = re.compile(f'(?<=")(?:{_WITH_MONTH_NAME}|{_WITH_SLASHES})(?=\\\\?")')


def with_slashes(moment: datetime) -> str:
    """`01/31/2024 23:59:00`, without a zone: `moment` is in the server's."""
    return moment.strftime("%m/%d/%Y %H:%M:%S")


def with_month_name(moment: datetime) -> str:
    """`Oct  7 2020 11:59PM`, without a zone: `moment` is in the server's."""
    return f"{moment:%b} {moment.day:2d} {moment:%Y %I:%M%p}"


def shift_dates(text: str, seconds: float) -> str:
    """The text of a message with every JSON string that is a date shifted by so many seconds, in the same format."""
    return _DATE.sub(lambda found: _shifted(found[0], seconds), text)


def _shifted(date: str, seconds: float) -> str:
    moment = parse_server_time(date, UTC)
    if moment is None:
        return date
    return (with_slashes if "/" in date else with_month_name)(moment + timedelta(seconds=seconds))
