"""Dates of the protocol in a recording: all of them are moved by the same time, so that what lies between them stays.
Only the hour stays of the time at which a customer wants to be called: nothing depends on its minutes.

A date that stands for "no date" or for "never" (protocol.md §2.45, §2.46) is replaced by one that stands for the same,
so that a date of birth does not stay.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo

from widget.lcm import EARLIEST, is_never, parse_server_time

_HALF = re.compile(r"[AP]\.?M\.?\s*$", re.IGNORECASE)
_NONE, _NEVER = datetime(1900, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moved(text: str, by: timedelta, zone: tzinfo | None, begun: float, *, hour_only: bool = False) -> str | None:
    """The date moved by this time, in the form that it had; None when it can't be read. `zone` is that of the server.
    `begun` is the time of the recording in epoch seconds. `hour_only`: minutes and seconds become zero."""
    moment = parse_server_time(text, zone or UTC)
    if moment is None:
        return None
    if moment < EARLIEST:
        return _written(text, _NONE)
    if is_never(moment.timestamp(), begun):
        return _written(text, _NEVER)
    moment = max(moment + by, EARLIEST)
    moment = moment.replace(minute=0, second=0) if hour_only else moment
    if parse_server_time(text, None) is not None:
        return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    return _written(text, moment.astimezone(zone or UTC))


def _written(like: str, at: datetime) -> str:
    """The date in the form of another one. It has no offset."""
    half, first = _HALF.search(like), like.lstrip()[:5]
    if first[:1].isdecimal() and "-" in first:
        return f"{at:%Y-%m-%dT%H:%M:%S}"
    if first[:1].isdecimal():
        return f"{at:%m/%d/%Y %I:%M:%S} {'AP'[at.hour // 12]}M" if half else f"{at:%m/%d/%Y %H:%M:%S}"
    seconds = f":{at:%S}" * (at.second > 0)
    return f"{_MONTHS[at.month - 1]} {at.day:2d} {at:%Y %I:%M}{seconds}{'AP'[at.hour // 12]}M"
