"""Lists where the vendor's pages waver between a list, one object, null and nothing."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from widget.lcm.bounds import MAX_ITEMS
from widget.lcm.scalars import LcmModel

T = TypeVar("T")

MANY = "(list)"
ONE = "(one)"
NONE = "(null)"
"""Labels of the branches in the place of an error; salvage.py skips those that don't fit the value."""


def _alone(item: object) -> tuple[object, ...]:
    return (item,)


def _nothing(_null: None) -> tuple[()]:
    return ()


class _ManySchema:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        item = handler(source)["items_schema"][0]
        many = core_schema.tuple_schema([item], variadic_item_index=0, max_length=MAX_ITEMS)
        return core_schema.union_schema(
            [
                (many, MANY),
                (core_schema.no_info_after_validator_function(_alone, item), ONE),
                (core_schema.no_info_after_validator_function(_nothing, core_schema.none_schema()), NONE),
            ],
            mode="left_to_right",
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = schema["choices"][0][0]
        if handler.mode == "serialization":
            return handler(many)
        return {"anyOf": [handler(many), handler(many["items_schema"][0]), {"type": "null"}]}


Many = Annotated[tuple[T, ...], _ManySchema()]
"""A tuple; on the wire a list, one object, or null."""


class Listing(LcmModel):
    """A reply that is a list. `unread` counts its items that had to be left out. It is ours: on the wire it is not
    written, and nothing but 0 is read."""

    unread: Annotated[int, Field(validation_alias="\0", exclude=True, ge=0, le=0)] = 0
