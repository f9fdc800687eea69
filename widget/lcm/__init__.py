"""The LCM web-service protocol, executable and without I/O: text in, typed messages out, and back.

Nothing here knows a browser, a clock or a network; pydantic is all it needs. Start at `read` and `write_request`
(envelope.py); the operations are in `operations/`; README.md has an example.
"""

from widget.lcm.envelope import Framing, read, write_refusal, write_reply, write_request
from widget.lcm.identifiers import PADDING, id_key, same_id
from widget.lcm.masking import mask_digits
from widget.lcm.messages import Malformed, Message, OthersRequest, Problem, Refusal, Reply, Request
from widget.lcm.operation import Dialect, Fit, Operation, ReplyKey
from widget.lcm.operations import (
    GET_CALLBACK_MODES,
    GET_CAMPAIGN_MODES,
    GET_CONTACT_DETAIL,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    GET_SCREEN_POP_DATA,
    MANUAL_DIAL_CALL,
    MANUAL_DIAL_COPY_CONTACT,
    OPERATIONS,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
)
from widget.lcm.operations.field import Field
from widget.lcm.operations.get_callback_modes import CallbackModes, CallbackModesRequest
from widget.lcm.operations.get_campaign_modes import CampaignModes, CampaignModesRequest
from widget.lcm.operations.get_contact_detail import CallFields, FieldsRequest
from widget.lcm.operations.get_reserved_contact_od import NonPewcContact, ReservedContact, ReservedContactRequest
from widget.lcm.operations.get_reserved_manual_dial_contact import (
    ManualDialContact,
    ManualDialContacts,
    ManualDialRequest,
)
from widget.lcm.operations.manual_dial_call import PhoneNumber
from widget.lcm.operations.mode import Mode
from widget.lcm.operations.set_new_mode_number import ModeNumberResult, NewModeNumber
from widget.lcm.operations.state_sync import Call, CallStates, NoData
from widget.lcm.scalars import decoded, is_no_number, is_nothing
from widget.lcm.server_time import EARLIEST, is_never, parse_server_time

__all__ = [
    "EARLIEST",
    "GET_CALLBACK_MODES",
    "GET_CAMPAIGN_MODES",
    "GET_CONTACT_DETAIL",
    "GET_RESERVED_CONTACT_OD",
    "GET_RESERVED_MANUAL_DIAL_CONTACT",
    "GET_SCREEN_POP_DATA",
    "MANUAL_DIAL_CALL",
    "MANUAL_DIAL_COPY_CONTACT",
    "OPERATIONS",
    "PADDING",
    "SET_NEW_MODE_NUMBER",
    "STATE_SYNC",
    "Call",
    "CallFields",
    "CallStates",
    "CallbackModes",
    "CallbackModesRequest",
    "CampaignModes",
    "CampaignModesRequest",
    "Dialect",
    "Field",
    "FieldsRequest",
    "Fit",
    "Framing",
    "Malformed",
    "ManualDialContact",
    "ManualDialContacts",
    "ManualDialRequest",
    "Message",
    "Mode",
    "ModeNumberResult",
    "NewModeNumber",
    "NoData",
    "NonPewcContact",
    "Operation",
    "OthersRequest",
    "PhoneNumber",
    "Problem",
    "Refusal",
    "Reply",
    "ReplyKey",
    "Request",
    "ReservedContact",
    "ReservedContactRequest",
    "decoded",
    "id_key",
    "is_never",
    "is_no_number",
    "is_nothing",
    "mask_digits",
    "parse_server_time",
    "read",
    "same_id",
    "write_refusal",
    "write_reply",
    "write_request",
]
