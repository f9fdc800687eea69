"""The names on the wire: those of the envelope, of errors, and of the fields of every operation."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AliasChoices, AliasPath, BaseModel

from widget.lcm.notices import NOTICES
from widget.lcm.operations import OPERATIONS
from widget.lcm.operations.field import Row


def _names_of(model: Any) -> Iterator[str]:  # noqa: ANN401 - a model, or a type with models in it
    """The names that the fields of a model may have on the wire, and those of the models in it."""
    if get_origin(model) in (Annotated, Union, UnionType, tuple):
        for inner in get_args(model):
            yield from _names_of(inner)
    if not isinstance(model, type) or not issubclass(model, BaseModel):
        return
    for field in model.model_fields.values():
        alias = field.validation_alias
        for each in alias.choices if isinstance(alias, AliasChoices) else (alias,):
            path = each.path if isinstance(each, AliasPath) else (each,)
            yield from (step for step in path if isinstance(step, str) and step.isprintable())
        yield from _names_of(field.annotation)


WIRE_NAMES = frozenset(
    name.casefold()
    for name in (
        *("channel", "topic", "subtopic", "source", "data", "message", "response", "ResponseUrl", "subscriberID"),
        *("errorType", "errorMessage", "msg", "callid", "success"),
        *(name for each in OPERATIONS for model in (each.request, each.wire, each.answer) for name in _names_of(model)),
        *(name for kind in NOTICES for name in _names_of(kind.body)),
        *_names_of(Row),
    )
)
"""All of them, in small letters. The names of business fields are the centre's, and are not among them."""
