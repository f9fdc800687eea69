"""What time it is at a number, in words: "5:40 PM there". The words are made when the minute changes, so that a row is
drawn again only then."""

from __future__ import annotations

from typing import Literal, NamedTuple

import htpy as h

from widget.config import hours_of
from widget.panels.icons import icon
from widget.panels.look import texts_of
from widget.panels.words import times_of_day
from widget.state import WidgetState
from widget.state.local_time import local_time
from widget.texts import Texts

Hours = Literal["open", "closed", "unknown"]


class There(NamedTuple):
    """The time at a number. `time` is in words, "" when it is not known; `hours` says whether it is within the calling
    hours, and `limits` are the hours in words. `said`: the page says it, once the phone metadata is there.
    `counts`: the configuration wants the hours to be heeded."""

    time: str = ""
    hours: Hours = "unknown"
    limits: str = ""
    said: bool = False
    counts: bool = False

    @property
    def careful(self) -> bool:
        """Whether Dial has to be pressed with care: the hours are closed, or that is not known."""
        return self.counts and self.said and self.hours != "open"


def there(state: WidgetState, number: str) -> There:
    """What of the state says what time it is at a number."""
    counts = state.settings.hours_gate != "off"
    at = local_time(state, number, state.now)
    if at is None:
        return There(said=state.screen.phones_ready, counts=counts)
    time = times_of_day(texts_of(state), at.earliest, at.latest, hour12=state.hour12)
    return There(time, "open" if at.open else "closed", _limits(state), said=True, counts=counts)


def _limits(state: WidgetState) -> str:
    """The calling hours in words."""
    first, last = hours_of(state.settings)
    return times_of_day(texts_of(state), first, last % 1440, hour12=state.hour12)


def there_line(_: Texts, at: There, ident: str) -> h.Element:
    """The time in a line of its own, with what it means for a call. The line is there also while nothing is known, so
    that nothing moves when something is."""
    return h.p(class_=["there", "meta", {"unsure": at.careful}], id=ident)[
        icon("warning") if at.careful else None, _words(_, at)
    ]


def _words(_: Texts, at: There) -> str:
    if not at.said:
        return ""
    if not at.time:
        return _("The time there is not known.")
    if at.careful:
        return _("{time} there, outside calling hours", time=at.time)
    return _("{time} there", time=at.time)


def there_short(_: Texts, at: There) -> h.Node:
    """The time below something else in a row; None when it is not known."""
    if not at.time:
        return None
    return h.span(class_=["there", {"unsure": at.careful}])[_("{time} there", time=at.time)]
