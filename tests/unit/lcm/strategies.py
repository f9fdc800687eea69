"""What hypothesis draws: JSON in general, samples with something changed, and models of every operation."""

from __future__ import annotations

import copy
import json
from types import NoneType
from typing import Annotated, Any, TypeAlias, get_args, get_origin

from annotated_types import Ge, MinLen
from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tests.contract.kit import REPLIES, REQUESTS
from widget.lcm import OPERATIONS, Call, Field, id_key

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


ids = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(id_key)
texts = st.text(st.characters(codec="utf-8"), max_size=12)
amounts = st.floats(allow_nan=False, allow_infinity=False)
flags = st.none() | st.booleans()
maybe = st.none() | texts

fields = st.builds(Field, name=texts, value=maybe, data_type=maybe, format=maybe, editable=flags)
unkeyed_fields = fields.filter(lambda field: field.name not in ("AccountNumber", "LCMKey"))


def built(model: type[BaseModel]) -> st.SearchStrategy[BaseModel]:
    """Draw a model of any operation, each field by its type."""
    own = {"account_number": st.none() | ids} if model is Call else {}
    drawn = {name: _drawn(field) for name, field in model.model_fields.items() if not field.exclude}
    return st.fixed_dictionaries({**drawn, **own}).map(lambda values: model(**values))


def _drawn(field: FieldInfo) -> st.SearchStrategy[Any]:
    if any(isinstance(each, MinLen) for each in field.metadata):
        return ids
    least: Any = next((each.ge for each in field.metadata if isinstance(each, Ge)), 0)
    return _of(field.annotation, st.integers(least, 40))


def _of(kind: Any, numbers: st.SearchStrategy[int]) -> st.SearchStrategy[Any]:  # noqa: ANN401 - any annotation
    plain = {str: texts, int: numbers, float: amounts, bool: st.booleans(), NoneType: st.none(), Field: unkeyed_fields}
    if kind in plain:
        return plain[kind]
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        return st.lists(_of(inner[0], numbers), max_size=3).map(tuple)
    if get_origin(kind) is Annotated:
        return _of(inner[0], numbers)
    return st.one_of(*(_of(each, numbers) for each in inner)) if inner else built(kind)


requests = {operation.name: built(operation.request) for operation in OPERATIONS}
"""Requests by the name of their operation."""

answers = {operation.name: built(operation.answer) for operation in OPERATIONS}
"""Answers by the name of their operation."""

samples: list[Json] = [json.loads(file.read_text("utf-8")) for file in [*REPLIES, *REQUESTS]]
"""The vendor's samples; `mutated(samples)` spoils them."""
