"""Business fields: on the wire one object of names and values, or rows that describe themselves (protocol.md §2.10)."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from pydantic import Field as PydanticField
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from widget.lcm.bounds import MAX_ID, MAX_ITEMS
from widget.lcm.lists import MANY, NONE, ONE
from widget.lcm.scalars import FieldText, Flag, LcmModel, wire


class Field(NamedTuple):
    """One business field of a call. A tuple rather than a model: there are many, and they are made on the quick
    path.
    """

    name: str
    value: str | None = None
    data_type: str | None = None
    format: str | None = None
    editable: bool | None = None


class Row(LcmModel):
    """A field as a row, in the spelling of other pages of the vendor."""

    name: Annotated[str, wire("FieldName"), PydanticField(max_length=MAX_ID)]
    value: Annotated[FieldText, wire("Value")] = None
    data_type: Annotated[str | None, wire("DataType")] = None
    format: Annotated[str | None, wire("Format")] = None
    editable: Annotated[Flag, wire("Editable")] = None


_new = tuple.__new__


def _from_object(values: dict[str, str | None]) -> tuple[Field, ...]:
    """Make the fields as `Field(name, value)` would, at half its price."""
    return tuple([_new(Field, (name, value, None, None, None)) for name, value in values.items()])


def _from_rows(rows: list[Row | Field]) -> tuple[Field, ...]:
    return tuple(row if isinstance(row, Field) else Field(**dict(row)) for row in rows)


def _written(fields: tuple[Field, ...]) -> dict[str, str | None] | list[dict[str, Any]]:
    """Write one object where that loses nothing, else rows."""
    plain = {field.name: field.value for field in fields if field[2:] == (None, None, None)}
    if len(plain) == len(fields):
        return plain
    return [Row(**field._asdict()).model_dump(by_alias=True) for field in fields]


class _FieldsSchema:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        values = core_schema.dict_schema(
            core_schema.str_schema(max_length=MAX_ID), handler.generate_schema(FieldText), max_length=MAX_ITEMS
        )
        row = handler.generate_schema(Row)
        made = core_schema.union_schema([core_schema.is_instance_schema(Field), row], mode="left_to_right")
        rows = core_schema.json_or_python_schema(
            core_schema.list_schema(row, max_length=MAX_ITEMS), core_schema.list_schema(made, max_length=MAX_ITEMS)
        )
        nothing = core_schema.no_info_after_validator_function(lambda _: (), core_schema.none_schema())
        return core_schema.union_schema(
            [
                (core_schema.no_info_after_validator_function(_from_object, values), ONE),
                (core_schema.no_info_after_validator_function(_from_rows, rows), MANY),
                (nothing, NONE),
            ],
            mode="left_to_right",
            serialization=core_schema.plain_serializer_function_ser_schema(_written),
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        one, many = (schema["choices"][index][0]["schema"] for index in (0, 1))
        accepted = [handler(one), handler(many["json_schema"])]
        return {"anyOf": accepted if handler.mode == "serialization" else [*accepted, {"type": "null"}]}


Fields = Annotated[tuple[Field, ...], _FieldsSchema()]
"""Business fields in the order received; on the wire an object, rows, or null."""
