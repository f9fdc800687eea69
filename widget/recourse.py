"""What to read when the outcome of a change is unknown (protocol.md §4.2).

After SetNewModeNumber the callback modes are read again. After a download of new contacts the reserved ones are asked
for, once, before another download is offered. Nothing tells what became of a posted ManualDialCall.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    CallbackModesRequest,
    ManualDialRequest,
    NewModeNumber,
    Operation,
)


@dataclass(frozen=True, slots=True)
class Recourse:
    """A read whose answer shows what became of a change."""

    operation: Operation[Any, Any]
    data: BaseModel


def recourse(data: BaseModel) -> Recourse | None:
    """The read that shows what became of the change `data`; None for a read, and for a change nothing tells about."""
    if isinstance(data, NewModeNumber):
        asked = CallbackModesRequest(callid=data.callid, account_number=data.account_number)
        return Recourse(GET_CALLBACK_MODES, asked)
    if isinstance(data, ManualDialRequest) and not data.reserved:
        return Recourse(GET_RESERVED_MANUAL_DIAL_CONTACT, data.model_copy(update={"reserved": True}))
    return None
