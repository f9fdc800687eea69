"""What can happen, as one vocabulary. Each event is a small frozen value; `Event` is any of them."""

from __future__ import annotations

from widget.state.events.calls import (
    CallsAsked,
    CallsCame,
    CallSelected,
    CallsFailed,
    ModesAsked,
    ModesCame,
    ModesFailed,
)
from widget.state.events.change import (
    ChangeBackedOut,
    ChangeClosed,
    ChangeConfirmed,
    ChangeOpened,
    ChangeSettled,
    ChangeSubmitted,
    ChangeTyped,
    DeleteOthersSet,
)
from widget.state.events.dialling import (
    ContactFinished,
    ContactsAsked,
    ContactsFailed,
    ContactsUnknown,
    DialBackedOut,
    DialConfirmed,
    DialPressed,
    DialSettled,
    ManualContactsCame,
    ManualFormSet,
    NonPewcContactsCame,
)
from widget.state.events.inspector import MessagesCounted, Noted, Recorded
from widget.state.events.page import (
    Concealed,
    Copied,
    CopyFailed,
    Faulted,
    LinkChanged,
    PhonesReady,
    Revealed,
    Tick,
    Toggled,
)

Event = (
    Tick
    | LinkChanged
    | PhonesReady
    | Toggled
    | Revealed
    | Concealed
    | Copied
    | CopyFailed
    | Faulted
    | CallsAsked
    | CallsCame
    | CallsFailed
    | CallSelected
    | ModesAsked
    | ModesCame
    | ModesFailed
    | ChangeOpened
    | ChangeClosed
    | ChangeTyped
    | DeleteOthersSet
    | ChangeSubmitted
    | ChangeConfirmed
    | ChangeBackedOut
    | ChangeSettled
    | ManualFormSet
    | ContactsAsked
    | ContactsUnknown
    | ManualContactsCame
    | NonPewcContactsCame
    | ContactsFailed
    | DialPressed
    | DialConfirmed
    | DialBackedOut
    | DialSettled
    | ContactFinished
    | Noted
    | MessagesCounted
    | Recorded
)

__all__ = [
    "CallSelected",
    "CallsAsked",
    "CallsCame",
    "CallsFailed",
    "ChangeBackedOut",
    "ChangeClosed",
    "ChangeConfirmed",
    "ChangeOpened",
    "ChangeSettled",
    "ChangeSubmitted",
    "ChangeTyped",
    "Concealed",
    "ContactFinished",
    "ContactsAsked",
    "ContactsFailed",
    "ContactsUnknown",
    "Copied",
    "CopyFailed",
    "DeleteOthersSet",
    "DialBackedOut",
    "DialConfirmed",
    "DialPressed",
    "DialSettled",
    "Event",
    "Faulted",
    "LinkChanged",
    "ManualContactsCame",
    "ManualFormSet",
    "MessagesCounted",
    "ModesAsked",
    "ModesCame",
    "ModesFailed",
    "NonPewcContactsCame",
    "Noted",
    "PhonesReady",
    "Recorded",
    "Revealed",
    "Tick",
    "Toggled",
]
