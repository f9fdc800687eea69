"""What hypothesis draws: JSON in general, samples with something changed, and models of every operation."""

from __future__ import annotations

import copy
import json
from typing import Any, TypeAlias

from hypothesis import strategies as st
from pydantic import BaseModel

from tests.contract.kit import REPLIES, REQUESTS
from widget.lcm import (
    Call,
    CallbackModes,
    CallbackModesRequest,
    CallStates,
    Field,
    ManualDialContact,
    ManualDialContacts,
    ManualDialRequest,
    Mode,
    ModeNumberResult,
    NewModeNumber,
    NoData,
    NonPewcContact,
    PhoneNumber,
    ReservedContact,
    ReservedContactRequest,
)

Json: TypeAlias = Any
"""JSON of any shape."""

WORDS = ["", "Yes", "false", "1", "WS_Error", "NaN", "659 146 2346", "\x00", "é😀", "[]", '{"a":1}', "StateSync"]
NAMES = [
    *(
        "channel",
        "topic",
        "subtopic",
        "subTopic",
        "message",
        "data",
        "source",
        "response",
        "callid",
        "errorType",
        "msg",
    ),
    *("success", "ModeID", "modeid", "Cvalue", "CValue", "PEWC", "MinLength", "campaignmodes", "businessfields"),
    *("optionalbusinessfields", "FieldName", "Value", "PhoneNumber", "AccountNumber", "ContactID", "Consent"),
]

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(WORDS)
) | st.text(max_size=8)
values: st.SearchStrategy[Json] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=12,
)


def places(value: Json, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the way to every value inside `value`."""
    inside: list[tuple[str | int, Json]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [path, *(place for step, inner in inside for place in places(inner, (*path, step)))]


@st.composite
def mutated(draw: st.DrawFn, originals: list[Json]) -> Json:
    """Draw a message with up to four values removed, replaced, doubled or renamed; rather the inner ones."""
    message = {"whole": copy.deepcopy(draw(st.sampled_from(originals)))}
    for _ in range(draw(st.integers(1, 4))):
        anywhere = places(message)[1:]
        inside = [place for place in anywhere if len(place) > 2]
        at_large = draw(st.integers(0, 9)) == 0
        place = draw(st.sampled_from(anywhere if at_large else inside or anywhere))
        parent: Json = message
        for step in place[:-1]:
            parent = parent[step]
        _change(draw, parent, place[-1])
        message.setdefault("whole", None)
    return message["whole"]


def _change(draw: st.DrawFn, parent: Json, step: str | int) -> None:
    how = draw(st.sampled_from(["replace", "replace", "remove", "double", "rename", "wrap"]))
    if how == "replace":
        parent[step] = draw(values)
    elif how == "wrap":
        parent[step] = [parent[step]]
    elif how == "double" and isinstance(parent, list) and isinstance(step, int):
        parent.append(copy.deepcopy(parent[step]))
    elif how == "rename" and isinstance(parent, dict):
        parent[draw(st.sampled_from(NAMES))] = parent.pop(step)
    else:
        del parent[step]


ids = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
texts = st.text(st.characters(codec="utf-8"), max_size=12)
flags = st.none() | st.booleans()
lengths = st.none() | st.integers(0, 40)
maybe = st.none() | texts

modes = st.builds(
    Mode,
    mode_id=ids,
    description=texts,
    channel_type=maybe,
    min_length=lengths,
    max_length=lengths,
    number=maybe,
    pewc=flags,
    campaign_pewc=flags,
)
fields = st.builds(Field, name=texts, value=maybe, data_type=maybe, format=maybe, editable=flags)
unkeyed_fields = fields.filter(lambda field: field.name not in ("AccountNumber", "LCMKey"))
calls = st.builds(
    Call,
    callid=ids,
    account_number=st.none() | ids,
    business_fields=st.lists(unkeyed_fields, max_size=3).map(tuple),
    optional_fields=st.lists(unkeyed_fields, max_size=3).map(tuple),
    campaign_modes=st.lists(modes, max_size=3).map(tuple),
)
contact = {
    "phone_number": ids,
    "account_number": texts,
    "campaign": texts,
    "mode": texts,
    "contact_id": texts,
    "expiry": texts,
    "callback": texts,
    "call_type": texts,
}
dial_contacts = st.builds(ManualDialContact, **contact, consent=flags)
od_contacts = st.builds(NonPewcContact, **contact, prefix=texts, suffix=texts, queue=texts)

requests: dict[str, st.SearchStrategy[BaseModel]] = {
    "StateSync": st.just(NoData()),
    "GetCallBackModes": st.builds(CallbackModesRequest, callid=texts, account_number=texts),
    "SetNewModeNumber": st.builds(
        NewModeNumber,
        callid=texts,
        account_number=texts,
        mode_id=texts,
        contact_number=texts,
        delete_other_modes=st.booleans(),
        agent_id=texts,
    ),
    "GetReservedManualDialContact": st.builds(
        ManualDialRequest, agent_id=texts, count=st.integers(1, 99), consent=st.booleans(), reserved=st.booleans()
    ),
    "GetReservedContactOD": st.builds(ReservedContactRequest, user_id=texts),
    "ManualDialCall": st.builds(PhoneNumber, phone_number=ids),
    "ManualDialCopyContact": st.builds(PhoneNumber, phone_number=ids),
}
"""Requests by the name of their operation."""

answers: dict[str, st.SearchStrategy[BaseModel]] = {
    "StateSync": st.builds(CallStates, calls=st.lists(calls, max_size=3).map(tuple)),
    "GetCallBackModes": st.builds(CallbackModes, callid=ids, modes=st.lists(modes, max_size=3).map(tuple)),
    "SetNewModeNumber": st.builds(ModeNumberResult, callid=ids, success=flags),
    "GetReservedManualDialContact": st.builds(
        ManualDialContacts, contacts=st.lists(dial_contacts, max_size=3).map(tuple)
    ),
    "GetReservedContactOD": st.builds(ReservedContact, contacts=st.lists(od_contacts, max_size=3).map(tuple)),
    "ManualDialCall": requests["ManualDialCall"],
    "ManualDialCopyContact": requests["ManualDialCopyContact"],
}
"""Answers by the name of their operation."""

samples: list[Json] = [json.loads(file.read_text("utf-8")) for file in [*REPLIES, *REQUESTS]]
"""The vendor's samples; `mutated(samples)` spoils them."""
