"""The widget's state: one frozen tree, small events, and `update(state, event) -> state`, pure.

Everything that affects what the page shows passes through `update`. No clock, no language, no browser: times come
with the events, and what is to be said is kept as `Text` until a panel puts it into words. Importing the package
registers the rules, one module a subject; the events are in `widget.state.events`.
"""

from widget.state import calls, change, dialling, inspector, moments, privacy
from widget.state.rules import update
from widget.state.store import Store
from widget.state.tree import (
    Bench,
    CallModes,
    Calls,
    ChangeForm,
    Contact,
    Failure,
    Link,
    LinkKind,
    ManualForm,
    Note,
    NoteKind,
    Recording,
    Reserved,
    Said,
    WidgetState,
)

__all__ = [
    "Bench",
    "CallModes",
    "Calls",
    "ChangeForm",
    "Contact",
    "Failure",
    "Link",
    "LinkKind",
    "ManualForm",
    "Note",
    "NoteKind",
    "Recording",
    "Reserved",
    "Said",
    "Store",
    "WidgetState",
    "calls",
    "change",
    "dialling",
    "inspector",
    "moments",
    "privacy",
    "update",
]
