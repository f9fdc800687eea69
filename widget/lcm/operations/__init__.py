"""The registry: every Operation imported here is part of the protocol. A new one is its file and one line below."""

from typing import Any

from widget.lcm.operation import Operation
from widget.lcm.operations.get_callback_modes import GET_CALLBACK_MODES as GET_CALLBACK_MODES
from widget.lcm.operations.get_campaign_modes import GET_CAMPAIGN_MODES as GET_CAMPAIGN_MODES
from widget.lcm.operations.get_contact_detail import GET_CONTACT_DETAIL as GET_CONTACT_DETAIL
from widget.lcm.operations.get_reserved_contact_od import GET_RESERVED_CONTACT_OD as GET_RESERVED_CONTACT_OD
from widget.lcm.operations.get_reserved_manual_dial_contact import (
    GET_RESERVED_MANUAL_DIAL_CONTACT as GET_RESERVED_MANUAL_DIAL_CONTACT,
)
from widget.lcm.operations.get_screen_pop_data import GET_SCREEN_POP_DATA as GET_SCREEN_POP_DATA
from widget.lcm.operations.manual_dial_call import MANUAL_DIAL_CALL as MANUAL_DIAL_CALL
from widget.lcm.operations.manual_dial_copy_contact import MANUAL_DIAL_COPY_CONTACT as MANUAL_DIAL_COPY_CONTACT
from widget.lcm.operations.set_new_mode_number import SET_NEW_MODE_NUMBER as SET_NEW_MODE_NUMBER
from widget.lcm.operations.state_sync import STATE_SYNC as STATE_SYNC

OPERATIONS: tuple[Operation[Any, Any], ...] = tuple(
    imported for imported in list(globals().values()) if isinstance(imported, Operation)
)

BY_REQUEST = {operation.name.casefold(): operation for operation in OPERATIONS}
"""Operations by the subtopic of their request, without case."""

BY_OTHERS = {name.casefold(): operation for operation in OPERATIONS for name in operation.others}
"""Operations by the subtopics of other apps' requests that are answered alike, without case."""

BY_REPLY: dict[str, tuple[Operation[Any, Any], ...]] = {}
"""Operations by the subtopic of their reply, without case. Those that share one read it alike, or only some of them
repeat the call id in it.
"""
for _each in OPERATIONS:
    BY_REPLY[_each.reply.casefold()] = (*BY_REPLY.get(_each.reply.casefold(), ()), _each)


def of_reply(subtopic: str, *, names_call: bool) -> Operation[Any, Any] | None:
    """The operation whose model reads a reply with this subtopic; None when it is none of ours. `names_call`: whether
    the reply has a call id, which tells two replies apart that differ only in the case of their subtopics.
    """
    alike = BY_REPLY.get(subtopic.casefold(), ())
    return next((one for one in alike if one.echoes_callid == names_call), alike[0] if alike else None)
