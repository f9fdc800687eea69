"""Times and failures in words. Times are given in epoch seconds and shown in the time zone of the agent's machine."""

from __future__ import annotations

from datetime import UTC, datetime

from widget.client import Failure
from widget.state import WidgetState
from widget.texts import Text, Texts, later, texts_for

_MONTHS = (
    later("Jan"),
    later("Feb"),
    later("Mar"),
    later("Apr"),
    later("May"),
    later("Jun"),
    later("Jul"),
    later("Aug"),
    later("Sep"),
    later("Oct"),
    later("Nov"),
    later("Dec"),
)


def _local(at: float) -> datetime:
    moment = datetime.fromtimestamp(at, UTC)
    try:
        return moment.astimezone()
    except OverflowError:  # the first or last day of the calendar, which desktops send for "never"
        return moment


def time_of_day(_: Texts, minutes: int, *, hour12: bool) -> str:
    """A time, given in minutes of the day: "17:09" or "5:09 PM"."""
    hour, minute = divmod(minutes, 60)
    if not hour12:
        return f"{hour:02}:{minute:02}"
    time = f"{hour % 12 or 12}:{minute:02}"
    return _("{time} AM", time=time) if hour < 12 else _("{time} PM", time=time)


def times_of_day(_: Texts, first: int, last: int, *, hour12: bool) -> str:
    """From one time to another: "17:09-18:09" or "5:09-6:09 PM", with a dash. Both are in minutes of the day."""
    start, end = (time_of_day(_, minutes, hour12=hour12) for minutes in (first, last))
    if first == last:
        return start
    if hour12 and (first < 720) == (last < 720):
        start = f"{first // 60 % 12 or 12}:{first % 60:02}"
    return _("{first}–{last}", first=start, last=end)  # noqa: RUF001 - from one to the other


def same_day(state: WidgetState, at: float) -> bool:
    """Whether a time is of the agent's today."""
    return _local(at).date() == _local(state.now).date()


def time_to_the_second(state: WidgetState, at: float) -> str:
    """The time of day of `at` to the second: "17:09:05" or "5:09:05 PM"."""
    moment = _local(at)
    if not state.hour12:
        return f"{moment:%H:%M:%S}"
    _ = texts_for(state.settings.locale)
    time = f"{moment.hour % 12 or 12}:{moment:%M:%S}"
    return _("{time} AM", time=time) if moment.hour < 12 else _("{time} PM", time=time)


def day_and_time(state: WidgetState, at: float) -> str:
    """The time of day of `at`, as the browser's language writes it ("17:09" or "5:09 PM"), with the date when that is
    not today's ("31 Jan 2024, 17:09")."""
    _ = texts_for(state.settings.locale)
    moment, today = _local(at), _local(state.now)
    time = time_of_day(_, 60 * moment.hour + moment.minute, hour12=state.hour12)
    if moment.date() == today.date():
        return time
    month = _(_MONTHS[moment.month - 1])
    return _("{day} {month} {year}, {time}", day=moment.day, month=month, year=moment.year, time=time)


def age(_: Texts, seconds: float) -> str:
    """How long ago, in whole seconds, minutes or hours; "just now" for less than 5 seconds."""
    whole = max(0, int(seconds))
    if whole < 5:
        return _("just now")
    if whole < 60:
        return _("{n} s ago", n=whole)
    if whole < 3600:
        return _("{n} min ago", n=whole // 60)
    return _("{n} h ago", n=whole // 3600)


def span(_: Texts, seconds: float) -> str:
    """A length of time: "8 s", "3 min", "2 h"."""
    whole = max(0, int(seconds))
    if whole < 60:
        return _("{n} s", n=whole)
    if whole < 3600:
        return _("{n} min", n=whole // 60)
    return _("{n} h", n=whole // 3600)


def next_try(_: Texts, state: WidgetState) -> str:
    """In how long the calls are asked for next, while the link is lost; "" when they are being asked for."""
    due = state.link.next_try_at
    if state.calls.asking or due is None or due <= state.now:
        return ""
    return span(_, due - state.now + 0.999)


def countdown(_: Texts, seconds: float) -> str:
    """The time left: "04:51", "2 h 05 min", "3 d 4 h". It is rounded up, so that 00:00 is shown only at the end."""
    left = max(0, -int(-seconds // 1))
    if left < 3600:
        return f"{left // 60:02}:{left % 60:02}"
    return _long(_, left // 60)


def difference(_: Texts, seconds: float) -> str:
    """How far two clocks are apart: "15 min", "2 h 05 min", "3 d 4 h"."""
    minutes = round(abs(seconds) / 60)
    return _("{n} min", n=minutes) if minutes < 60 else _long(_, minutes)


def _long(_: Texts, minutes: int) -> str:
    if minutes < 24 * 60:
        past_the_hour = f"{minutes % 60:02}"
        return _("{hours} h {minutes} min", hours=minutes // 60, minutes=past_the_hour)
    return _("{days} d {hours} h", days=minutes // 1440, hours=minutes % 1440 // 60)


def iso(at: float) -> str:
    """A time for a `datetime` attribute."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_REASONS: dict[str, Text] = {
    "timeout": later("No answer from the desktop."),
    "unknown-outcome": later("The desktop has not confirmed."),
    "protocol": later("The desktop answered with something that could not be read."),
    "link": later("The desktop is not connected."),
    "number": later("This number holds more than digits: copy it and dial it yourself."),
}


def why(_: Texts, failure: Failure) -> str:
    """Why something failed, in words for the agent."""
    if failure.code == "refused":
        if failure.said:
            return _("The desktop says “{reason}”", reason=failure.said)
        return _("The desktop refused.")
    if failure.code == "other-call":
        return _("The desktop answered for another call ({callid}).", callid=failure.other_call)
    return _(_REASONS.get(failure.code, later("Something went wrong in the widget.")))
