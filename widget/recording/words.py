"""What stays verbatim in a recording and in a report: a closed list of words, each in its own places.

Nothing that a desktop or another app chose is in these lists. Everything that is not here gets a stand-in.
"""

from __future__ import annotations

import re
from typing import get_args

from widget.lcm import NOTICES, OPERATIONS
from widget.lcm.names import WIRE_NAMES
from widget.lcm.scalars import FLAG_WORDS
from widget.state.fields import NAMES
from widget.state.keys import Kind

_OTHER_OPERATIONS = ("GetModeInformation", "GetCampaignTimeZone")

_FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_ .\-]{1,30}")


def is_known_key(name: str) -> bool:
    """Whether a key is a name of our own protocol in any case, or a usual name of a business field."""
    if name.casefold() in WIRE_NAMES:
        return True
    return _FIELD_NAME.fullmatch(name) is not None and re.sub(r"[^a-z0-9]", "", name.lower()) in NAMES


HEAD = {
    "channel": frozenset({"lcm", "ui", "amazon", "cisco", "finesse", "salesforce"}),
    "topic": frozenset({"webservice", "error", "outbound", "outboundcall"}),
    "subtopic": frozenset(
        name.casefold()
        for name in (
            *(name for each in OPERATIONS for name in (each.name, each.reply)),
            *(kind.name for kind in NOTICES),
            *(*_OTHER_OPERATIONS, "WS_Error", "Error"),
        )
    ),
    "source": frozenset({"lcm"}),
}
"""The words that stay in the head of a message, by the field, in small letters. Our own source stays too."""

_MODES = frozenset(
    {"home", "home phone", "mobile", "mobile phone", "cell", "cell phone", "office", "office phone", "work"}
    | {"work phone", "business", "landline", "phone", "fax", "main", "primary", "secondary", "alternate", "other"}
    | {"email", "sms"}
)
_TYPES = frozenset({"voice", "phone", "sms", "email", "chat", "na", "n/a"})
_CALLS = frozenset({"regular call", "regular-call", "regular callback", "personal callback", "consult", "outbound"})
_EVENTS = frozenset(
    {"custanswered", "hold", "preview", "initiate", "initiating", "initiated", "started", "ringing", "alerting"}
    | {"answered", "active", "machine", "human", "conference", "acw", "wrap-up", "dropped", "consult", "swapped"}
)
_AGENT_STATES = frozenset({"log-in", "ncc", "in call", "acw", "log-out", "outbound"})
_ROWS = frozenset({"string", "text", "number", "integer", "int", "decimal", "boolean", "bool", "date", "datetime"})
WORDS = {
    **dict.fromkeys(("success", "pewc", "campaignpewc", "consent", "deleteothermodes"), FLAG_WORDS),
    **dict.fromkeys(("reservedcontacts", "editable"), FLAG_WORDS),
    **dict.fromkeys(("description", "mode"), _MODES),
    **dict.fromkeys(("datatype", "format"), _ROWS),
    "channeltype": _TYPES,
    "calltype": _CALLS,
    "event": _EVENTS,
    "agentstate": _AGENT_STATES,
    "type": frozenset({"manual"}),
    "errortype": frozenset({"ws_error", "failed", "error"}),
}
"""The words that stay as the value of a field of our own messages, by the field. All in small letters."""
SMALL = frozenset(
    {"minlength", "maxlength", "numberofcontactsrequired", "channeltype", "calltype", "success", "pewc"}
    | {"campaignpewc", "consent", "deleteothermodes", "reservedcontacts", "editable", "leadscore", "lead score"}
    | {"pcbcount", "regularcount", "isagentreserved"}
)
"""Fields of our own messages in which a number of one or two digits stays: it is a code, a length or a count."""
LENGTHS = {"minlength": 0, "maxlength": 1}
"""Fields with a limit of length, and how far behind the limit the next longer numbers begin."""
DATES = frozenset({"expirytime", "callbacktime"})
"""Fields with a date of our own protocol."""
CALLBACK = "callbacktime"
"""The one that a customer has chosen."""
NUMBERS = frozenset({"phonenumber", "phoneno", "contactnumber", "cvalue", "toaddress", "dialednumber"})
"""Fields with a phone number."""
SPOKEN = frozenset({"errormessage", "msg", "requestfailurereason"})
"""Fields with a sentence about an error."""
BUSINESS = frozenset({"businessfields", "optionalbussinessfields", "optionalbusinessfields"})
"""Fields with the customer's data."""
NOTHING = frozenset(
    {"null", "NULL", "(null)", "(NULL)", "undefined", "none", "None", "NONE", "n/a", "N/A"}
    | {"na", "NA", "nil", "NaN", "unknown", "Unknown", "UNKNOWN"}
)
"""Words for nothing, spelled as programs do. `Null` is a family name, and so is `Nan`."""
SAID = frozenset(
    {"invalid", "call", "id", "contact", "contacts", "not", "found", "no", "error", "failed", "failure", "request"}
    | {"number", "mode", "agent", "user", "field", "missing", "required", "unknown", "unexpected", "unsupported"}
    | {"service", "unavailable", "server", "internal", "timeout", "denied", "permission", "already", "signed", "in"}
    | {"is", "was", "the", "a", "of", "for", "to", "length", "value", "type", "null", "exception", "parameter"}
    | {"callid", "empty"}
)
"""The common words of an error's sentence. Within a sentence they stay only in small letters: with a capital, most of
them are somebody's name.
"""
CHOICES = frozenset({"", "on", "off", "yes", "no", "true", "false", "calls", "manual-dial", "non-pewc"})
"""The words of the choices on the page, and the names of its lists."""
PAYLOAD = frozenset(
    [
        "callid",
        "call",
        "modeId",
        "ended",
        "serial",
        "contact",
        "key",
        "list",
        "value",
        "number",
        "consent",
        "reserved",
        "count",
        "search",
        "group",
    ]
)
"""What the rules read of an action's payload. The rest of a payload is not recorded."""
GROUPS = frozenset({"business", "optional", "pinned"})
"""The groups of a call's fields on the page."""
ON_SCREEN = frozenset({*get_args(Kind), "manual-dial", "non-pewc"})
"""The words in the keys of things on screen."""
