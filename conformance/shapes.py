"""The names of the protocol in a reply, from the models: under which name a value is read, and what stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AliasChoices, AliasPath, BaseModel

from widget.lcm import Call, Operation


@dataclass(frozen=True, slots=True)
class Place:
    """A value in an object. `others` are further names under which it is read. `inside` is what stands in it, where its
    names are ours. `needed`: the vendor's sample always has it."""

    others: tuple[str, ...] = ()
    inside: Mapping[str, Place] | None = None
    needed: bool = True


Shape = Mapping[str, Place]


@cache
def shape_of(operation: Operation[Any, Any]) -> Shape | None:
    """The shape of the `message` of a reply, or of each item of it where it is a list."""
    return _shape(operation.wire or operation.answer)


def _shape(type_: Any) -> Shape | None:  # noqa: ANN401 - a model, or a type with one in it
    """The shape of the one model in a type; None where there is none."""
    if get_origin(type_) in (Annotated, Union, UnionType, tuple):
        return next((shape for inner in get_args(type_) if (shape := _shape(inner))), None)
    if not (isinstance(type_, type) and issubclass(type_, BaseModel)):
        return None
    found: dict[str, Place] = {}
    for field in type_.model_fields.values():
        alias = field.validation_alias
        first, *others = alias.choices if isinstance(alias, AliasChoices) else (alias,)
        if isinstance(first, AliasPath):
            outer, inner = first.path[0], first.path[-1]
            found[str(outer)] = Place(inside={str(inner): Place()})
        elif first is not None and first.isprintable():
            needed = type_ is not Call or field.is_required()
            found[first] = Place(tuple(map(str, others)), _shape(field.annotation), needed)
    return found
