"""How often a number was dialled from this page today, in words."""

from __future__ import annotations

from widget.panels.look import texts_of
from widget.panels.words import day_and_time, same_day
from widget.state import WidgetState
from widget.state.attempt import Phase
from widget.state.contact import Contact
from widget.state.past_dials import PastDial, dialled_before

_SHOWN = 3


def dialled_today(state: WidgetState, contact: Contact) -> str:
    """How often and when the contact's number was dialled from this page today, with the last times; "" when it was
    not. Other pages and phones are not counted, and the words say so."""
    _ = texts_of(state)
    dials = tuple(dial for dial in dialled_before(state, contact) if same_day(state, dial.at))
    if not dials:
        return ""
    return _.many(
        "Dialled {n} time on this page today: {times}. Other calls are not counted.",
        "Dialled {n} times on this page today: {times}. Other calls are not counted.",
        len(dials),
        times=", ".join(_time(state, dial) for dial in dials[-_SHOWN:]),
    )


def _time(state: WidgetState, dial: PastDial) -> str:
    _, time = texts_of(state), day_and_time(state, dial.at)
    return _("maybe {time}", time=time) if dial.phase is Phase.UNKNOWN else time
