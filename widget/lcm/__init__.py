"""The LCM web-service protocol, executable and without I/O: text in, typed messages out, and back.

Nothing here knows a browser, a clock or a network; pydantic is all it needs. Start at `read` and `write_request`
(envelope.py); the operations are in `operations/`; README.md has an example.
"""

from widget.lcm.envelope import Framing, read, write_notice, write_refusal, write_reply, write_request
from widget.lcm.identifiers import PADDING, id_key, same_id
from widget.lcm.masking import mask_digits
from widget.lcm.messages import (
    Malformed,
    Message,
    Notice,
    Problem,
    Refusal,
    Reply,
    Request,
    names_reply,
)
from widget.lcm.notice import NoticeKind
from widget.lcm.notices import NOTICES
from widget.lcm.notices.outbound_call_state_change import OUTBOUND_CALL_STATE_CHANGE, CallStateChange, Stage
from widget.lcm.notices.outcome_set_for_call import OUTCOME_SET_FOR_CALL, OutcomeSet
from widget.lcm.notices.set_agent_details import SET_AGENT_DETAILS, AgentDetails, AgentState
from widget.lcm.notices.set_outcome_result import SET_OUTCOME_RESULT, OutcomeResult
from widget.lcm.operation import Dialect, Fit, Operation, ReplyKey
from widget.lcm.operations import (
    GET_AGENT_CALL_COUNT,
    GET_BUSINESS_OUTCOME,
    GET_CALL_OUTCOME,
    GET_CALLBACK_MODES,
    GET_CAMPAIGN_GROUPS,
    GET_CAMPAIGN_MODES,
    GET_CONTACT_DETAIL,
    GET_CONTACT_OD,
    GET_DOWNLOAD_ALL_CONTACTS_FOR_DIALING,
    GET_DOWNLOAD_CONTACTS_FOR_DIALING,
    GET_OUTCOME_BY_OUTCOMEGROUP,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    GET_SCREEN_POP_DATA,
    MANUAL_DIAL_CALL,
    MANUAL_DIAL_COPY_CONTACT,
    OPERATIONS,
    SET_BUSINESS_OUTCOME_WITH_COMMENTS,
    SET_CALL_OUTCOME_WITH_COMMENTS,
    SET_NEW_MODE_NUMBER,
    SET_NON_PEWC_CONTACT_OUTCOME,
    SKIP_MANUAL_DIAL_CONTACT,
    SKIP_NON_PEWC_CONTACT,
    STATE_SYNC,
)
from widget.lcm.operations.disposition import Disposition
from widget.lcm.operations.field import Field
from widget.lcm.operations.get_agent_call_count import CallCount, CallCountRequest, CallCounts
from widget.lcm.operations.get_business_outcome import BusinessOutcomesRequest
from widget.lcm.operations.get_call_outcome import CallOutcomesRequest
from widget.lcm.operations.get_callback_modes import CallbackModes, CallbackModesRequest
from widget.lcm.operations.get_campaign_groups import CampaignGroup, CampaignGroups, CampaignGroupsRequest
from widget.lcm.operations.get_campaign_modes import CampaignModes, CampaignModesRequest
from widget.lcm.operations.get_contact_detail import CallFields, FieldsRequest
from widget.lcm.operations.get_contact_od import NewContactRequest
from widget.lcm.operations.get_download_all_contacts_for_dialing import GroupContact, GroupContacts
from widget.lcm.operations.get_download_contacts_for_dialing import GroupDownloadRequest
from widget.lcm.operations.get_outcome_by_outcomegroup import OutcomeGroupRequest
from widget.lcm.operations.get_reserved_contact_od import NonPewcContact, ReservedContact, ReservedContactRequest
from widget.lcm.operations.get_reserved_manual_dial_contact import (
    ManualDialContact,
    ManualDialContacts,
    ManualDialRequest,
)
from widget.lcm.operations.manual_dial_call import PhoneNumber
from widget.lcm.operations.mode import Mode
from widget.lcm.operations.outcome import Outcome, Outcomes, OutcomesOfCall
from widget.lcm.operations.result import Result, ResultOfCall
from widget.lcm.operations.set_new_mode_number import ModeNumberResult, NewModeNumber
from widget.lcm.operations.set_non_pewc_contact_outcome import DialledContact
from widget.lcm.operations.skip_manual_dial_contact import SkippedContact
from widget.lcm.operations.skip_non_pewc_contact import SkippedReservation
from widget.lcm.operations.state_sync import Call, CallStates, NoData
from widget.lcm.scalars import decoded, is_no_number, is_nothing
from widget.lcm.server_time import EARLIEST, is_never, parse_server_time
from widget.lcm.thorough import names_channel

__all__ = [
    "EARLIEST",
    "GET_AGENT_CALL_COUNT",
    "GET_BUSINESS_OUTCOME",
    "GET_CALLBACK_MODES",
    "GET_CALL_OUTCOME",
    "GET_CAMPAIGN_GROUPS",
    "GET_CAMPAIGN_MODES",
    "GET_CONTACT_DETAIL",
    "GET_CONTACT_OD",
    "GET_DOWNLOAD_ALL_CONTACTS_FOR_DIALING",
    "GET_DOWNLOAD_CONTACTS_FOR_DIALING",
    "GET_OUTCOME_BY_OUTCOMEGROUP",
    "GET_RESERVED_CONTACT_OD",
    "GET_RESERVED_MANUAL_DIAL_CONTACT",
    "GET_SCREEN_POP_DATA",
    "MANUAL_DIAL_CALL",
    "MANUAL_DIAL_COPY_CONTACT",
    "NOTICES",
    "OPERATIONS",
    "OUTBOUND_CALL_STATE_CHANGE",
    "OUTCOME_SET_FOR_CALL",
    "PADDING",
    "SET_AGENT_DETAILS",
    "SET_BUSINESS_OUTCOME_WITH_COMMENTS",
    "SET_CALL_OUTCOME_WITH_COMMENTS",
    "SET_NEW_MODE_NUMBER",
    "SET_NON_PEWC_CONTACT_OUTCOME",
    "SET_OUTCOME_RESULT",
    "SKIP_MANUAL_DIAL_CONTACT",
    "SKIP_NON_PEWC_CONTACT",
    "STATE_SYNC",
    "AgentDetails",
    "AgentState",
    "BusinessOutcomesRequest",
    "Call",
    "CallCount",
    "CallCountRequest",
    "CallCounts",
    "CallFields",
    "CallOutcomesRequest",
    "CallStateChange",
    "CallStates",
    "CallbackModes",
    "CallbackModesRequest",
    "CampaignGroup",
    "CampaignGroups",
    "CampaignGroupsRequest",
    "CampaignModes",
    "CampaignModesRequest",
    "Dialect",
    "DialledContact",
    "Disposition",
    "Field",
    "FieldsRequest",
    "Fit",
    "Framing",
    "GroupContact",
    "GroupContacts",
    "GroupDownloadRequest",
    "Malformed",
    "ManualDialContact",
    "ManualDialContacts",
    "ManualDialRequest",
    "Message",
    "Mode",
    "ModeNumberResult",
    "NewContactRequest",
    "NewModeNumber",
    "NoData",
    "NonPewcContact",
    "Notice",
    "NoticeKind",
    "Operation",
    "Outcome",
    "OutcomeGroupRequest",
    "OutcomeResult",
    "OutcomeSet",
    "Outcomes",
    "OutcomesOfCall",
    "PhoneNumber",
    "Problem",
    "Refusal",
    "Reply",
    "ReplyKey",
    "Request",
    "ReservedContact",
    "ReservedContactRequest",
    "Result",
    "ResultOfCall",
    "SkippedContact",
    "SkippedReservation",
    "Stage",
    "decoded",
    "id_key",
    "is_never",
    "is_no_number",
    "is_nothing",
    "mask_digits",
    "names_channel",
    "names_reply",
    "parse_server_time",
    "read",
    "same_id",
    "write_notice",
    "write_refusal",
    "write_reply",
    "write_request",
]
