"""The widget's state: one frozen tree, small events, and `update(state, event) -> (state, effects)`, pure.

Everything that affects what the page shows passes through `update`. No clock, no language, no browser: times come with
the events, and what is to be said is kept as `Text` until a panel puts it into words. One file a subject: its slice,
its events and its rules together. What comes over the bus becomes events in `incoming`, and nowhere else.
"""

from widget.state import calls, change, clock, contacts, dialling, incoming, inspector, link, modes, screen
from widget.state.tree import WidgetState
from widget.state.update import update

__all__ = [
    "WidgetState",
    "calls",
    "change",
    "clock",
    "contacts",
    "dialling",
    "incoming",
    "inspector",
    "link",
    "modes",
    "screen",
    "update",
]
