"""What time it is at a number, and whether the calling hours are open there.

The zones are those that the number allows (`phones.zones`). The number's place is not the person's: somebody may have
moved, or be on a journey. The hours are open only where they are open in every zone. A time that is not known is not
open.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from widget import phones
from widget.config import Hours, hours_of
from widget.state.numbers import diallable, squeezed

if TYPE_CHECKING:
    from widget.state.contact import Contact
    from widget.state.tree import WidgetState


class LocalTime(NamedTuple):
    """The times at a number, in minutes of the day: the earliest, the latest, and whether the hours are open at all of
    them. Both are the same where there is one."""

    earliest: int
    latest: int
    open: bool


def local_time(state: WidgetState, number: str, at: float) -> LocalTime | None:
    """What time it is at a number, at `at` (epoch seconds). None when it is not known."""
    dialled = squeezed(number)
    if not diallable(dialled):
        return None
    zones = phones.zones(dialled, state.settings.default_region)
    times = _times(zones, int(at // 60))
    if not times:
        return None
    hours = hours_of(state.settings)
    return LocalTime(times[0], times[-1], all(is_open(hours, time) for time in times))


def is_open(hours: Hours, time: int) -> bool:
    """Whether a time, in minutes of the day, is within the hours: from the first minute on, before the last. Hours that
    end before they begin go over midnight."""
    if hours.opens < hours.closes:
        return hours.opens <= time < hours.closes
    return time >= hours.opens or time < hours.closes


def is_closed(state: WidgetState, contact: Contact, at: float) -> bool:
    """Whether dialling this contact at `at` (epoch seconds) needs a second step, because the calling hours are not open
    at its number, or that is not known."""
    if state.settings.hours_gate != "require":
        return False
    there = local_time(state, contact.wire.phone_number, at)
    return there is None or not there.open


@lru_cache(maxsize=2048)
def _times(zones: tuple[str, ...], minute: int) -> tuple[int, ...]:
    """The times in the zones at that minute since the epoch, in minutes of the day, from west to east."""
    moment = datetime.fromtimestamp(minute * 60, UTC)
    offsets = {moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta() for zone in zones}
    return tuple((minute + int(offset.total_seconds() // 60)) % 1440 for offset in sorted(offsets))
