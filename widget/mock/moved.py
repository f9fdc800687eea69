"""Dates in a message, moved: the server's two forms of them, wherever they stand in its text."""

from __future__ import annotations

import re
from datetime import UTC, timedelta

from widget.lcm import parse_server_time
from widget.mock.people import slashed, worded

_NAMED = r"[A-Za-z]{3} +\d{1,2} +\d{4} +\d{1,2}:\d{2} ?[AP]M"
_NUMBERED = r"\d{1,2}/\d{1,2}/\d{4} +\d{1,2}:\d{2}:\d{2}"
_DATE = re.compile(f'(?<=")(?:{_NAMED}|{_NUMBERED})(?=\\\\?")')


def moved(text: str, seconds: float) -> str:
    """The text with every date that is a whole JSON string moved by so many seconds, in the form it had."""
    return _DATE.sub(lambda found: _moved(found[0], seconds), text)


def _moved(date: str, seconds: float) -> str:
    moment = parse_server_time(date, UTC)
    if moment is None:
        return date
    return (slashed if "/" in date else worded)(moment + timedelta(seconds=seconds))
