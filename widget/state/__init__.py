"""The widget's state: one frozen tree, small events, and `update(state, event) -> (state, effects)`, pure.

Everything that affects what the page shows passes through `update`. The state knows no clock, no language and no
browser: times come with the events, and sentences are kept as `Text` until a panel puts them into words. Each subject
has one file with its slice, its events and its rules. Only `incoming` turns messages of the bus into events.
"""

from widget.state import (
    agent,
    call_counts,
    call_events,
    calls,
    change,
    clock,
    closing,
    contacts_got,
    dialling,
    disposing,
    disposition,
    groups,
    incoming,
    inspector,
    link,
    manual_form,
    modes,
    outcomes,
    problems,
    reserved_at_start,
    screen,
    search,
    traffic,
)
from widget.state.tree import WidgetState
from widget.state.update import update

__all__ = [
    "WidgetState",
    "agent",
    "call_counts",
    "call_events",
    "calls",
    "change",
    "clock",
    "closing",
    "contacts_got",
    "dialling",
    "disposing",
    "disposition",
    "groups",
    "incoming",
    "inspector",
    "link",
    "manual_form",
    "modes",
    "outcomes",
    "problems",
    "reserved_at_start",
    "screen",
    "search",
    "traffic",
    "update",
]
