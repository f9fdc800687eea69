"""The notices that are heard. A new kind is its file and one line in `NOTICES`."""

from typing import Any

from widget.lcm.notice import NoticeKind
from widget.lcm.notices.outbound_call_state_change import OUTBOUND_CALL_STATE_CHANGE
from widget.lcm.notices.outcome_set_for_call import OUTCOME_SET_FOR_CALL
from widget.lcm.notices.set_agent_details import SET_AGENT_DETAILS
from widget.lcm.notices.set_outcome_result import SET_OUTCOME_RESULT

NOTICES: tuple[NoticeKind[Any], ...] = (
    OUTBOUND_CALL_STATE_CHANGE,
    OUTCOME_SET_FOR_CALL,
    SET_AGENT_DETAILS,
    SET_OUTCOME_RESULT,
)

BY_NOTICE = {kind.name.casefold(): kind for kind in NOTICES}
"""Kinds of notice by their subtopic, without case."""
