"""The registry: every Operation imported here is part of the protocol. A new one is its file and one line below."""

import re
from typing import Any

from widget.lcm.identifiers import id_key
from widget.lcm.operation import Operation
from widget.lcm.operations.get_agent_call_count import GET_AGENT_CALL_COUNT as GET_AGENT_CALL_COUNT
from widget.lcm.operations.get_business_outcome import GET_BUSINESS_OUTCOME as GET_BUSINESS_OUTCOME
from widget.lcm.operations.get_call_outcome import GET_CALL_OUTCOME as GET_CALL_OUTCOME
from widget.lcm.operations.get_callback_modes import GET_CALLBACK_MODES as GET_CALLBACK_MODES
from widget.lcm.operations.get_campaign_groups import GET_CAMPAIGN_GROUPS as GET_CAMPAIGN_GROUPS
from widget.lcm.operations.get_campaign_modes import GET_CAMPAIGN_MODES as GET_CAMPAIGN_MODES
from widget.lcm.operations.get_contact_detail import GET_CONTACT_DETAIL as GET_CONTACT_DETAIL
from widget.lcm.operations.get_contact_od import GET_CONTACT_OD as GET_CONTACT_OD
from widget.lcm.operations.get_download_all_contacts_for_dialing import (
    GET_DOWNLOAD_ALL_CONTACTS_FOR_DIALING as GET_DOWNLOAD_ALL_CONTACTS_FOR_DIALING,
)
from widget.lcm.operations.get_download_contacts_for_dialing import (
    GET_DOWNLOAD_CONTACTS_FOR_DIALING as GET_DOWNLOAD_CONTACTS_FOR_DIALING,
)
from widget.lcm.operations.get_outcome_by_outcomegroup import (
    GET_OUTCOME_BY_OUTCOMEGROUP as GET_OUTCOME_BY_OUTCOMEGROUP,
)
from widget.lcm.operations.get_reserved_contact_od import GET_RESERVED_CONTACT_OD as GET_RESERVED_CONTACT_OD
from widget.lcm.operations.get_reserved_manual_dial_contact import (
    GET_RESERVED_MANUAL_DIAL_CONTACT as GET_RESERVED_MANUAL_DIAL_CONTACT,
)
from widget.lcm.operations.get_screen_pop_data import GET_SCREEN_POP_DATA as GET_SCREEN_POP_DATA
from widget.lcm.operations.manual_dial_call import MANUAL_DIAL_CALL as MANUAL_DIAL_CALL
from widget.lcm.operations.manual_dial_copy_contact import MANUAL_DIAL_COPY_CONTACT as MANUAL_DIAL_COPY_CONTACT
from widget.lcm.operations.set_business_outcome_with_comments import (
    SET_BUSINESS_OUTCOME_WITH_COMMENTS as SET_BUSINESS_OUTCOME_WITH_COMMENTS,
)
from widget.lcm.operations.set_call_outcome_with_comments import (
    SET_CALL_OUTCOME_WITH_COMMENTS as SET_CALL_OUTCOME_WITH_COMMENTS,
)
from widget.lcm.operations.set_new_mode_number import SET_NEW_MODE_NUMBER as SET_NEW_MODE_NUMBER
from widget.lcm.operations.set_non_pewc_contact_outcome import (
    SET_NON_PEWC_CONTACT_OUTCOME as SET_NON_PEWC_CONTACT_OUTCOME,
)
from widget.lcm.operations.skip_manual_dial_contact import SKIP_MANUAL_DIAL_CONTACT as SKIP_MANUAL_DIAL_CONTACT
from widget.lcm.operations.skip_non_pewc_contact import SKIP_NON_PEWC_CONTACT as SKIP_NON_PEWC_CONTACT
from widget.lcm.operations.state_sync import STATE_SYNC as STATE_SYNC

OPERATIONS: tuple[Operation[Any, Any], ...] = tuple(
    imported for imported in list(globals().values()) if isinstance(imported, Operation)
)

BY_REQUEST = {operation.name.casefold(): operation for operation in OPERATIONS}
"""Operations by the subtopic of their request, without case."""

BY_REPLY = {
    reply: tuple(operation for operation in OPERATIONS if operation.reply.casefold() == reply)
    for reply in dict.fromkeys(operation.reply.casefold() for operation in OPERATIONS)
}
"""Operations by the subtopic of their reply, without case. Those that share one read it alike, or only some of them
repeat the call id in it.
"""


def of_reply(subtopic: str, *, names_call: bool) -> Operation[Any, Any] | None:
    """The operation whose model reads a reply with this subtopic; None when it is none of ours. `names_call`: whether
    the reply has a call id, which tells two replies apart that differ only in the case of their subtopics.
    """
    alike = BY_REPLY.get(subtopic.casefold(), ())
    return next((one for one in alike if one.echoes_callid == names_call), alike[0] if alike else None)


def reply_named(subtopic: str, *, names_call: bool | None) -> str | None:
    """The reply that a subtopic names, as we spell it: a subtopic of a reply, or the one of its request. None when it
    is none of ours. `names_call` is None where nothing was read that could have a call id. Then the name is in small
    letters where it may be that of two replies, which differ only in case.
    """
    name = subtopic.casefold()
    alike = BY_REPLY.get(name, ())
    if not alike:
        asked = BY_REQUEST.get(name)
        return asked.reply if asked else None
    spelled = {one.reply for one in alike if names_call in (None, one.echoes_callid)} or {alike[0].reply}
    return spelled.pop() if len(spelled) == 1 else name


_AROUND = re.compile(r"^(?:get|set)|(?:reply|response|result|answer)$")


def _core(subtopic: str) -> str:
    """What is left of a subtopic without the usual words for a question and for an answer."""
    return _AROUND.sub("", "".join(filter(str.isalnum, subtopic.casefold())))


_MEANT = {
    **{_core(operation.name): operation.reply for operation in OPERATIONS},
    **{_core(operation.reply): operation.reply for operation in OPERATIONS},
}


def reply_meant(subtopic: str) -> str | None:
    """The reply that is meant by a message under the subtopic of its request, or under one that is made of it or of the
    reply's (`StateSyncReply`, `GetCallBackModesResponse`); None when none is. To be asked where `of_reply` knows none.
    """
    return _MEANT.get(_core(subtopic))


def names_call(body: object) -> bool:
    """Whether the body of a message has a call id, readable or not. Padding alone is none (protocol.md §1.30)."""
    callid = body.get("callid") if isinstance(body, dict) else None
    return callid is not None and bool(id_key(str(callid)))
