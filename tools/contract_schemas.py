"""The JSON Schemas of the contract, from the models: see tools/contract.py."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from pydantic import AliasChoices, AliasPath, BaseModel, TypeAdapter
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from widget.lcm import NoticeKind, Operation
from widget.lcm.scalars import LcmModel, any_case

DRAFT = "http://json-schema.org/draft-07/schema#"
AnyOperation: TypeAlias = Operation[Any, Any]
AnyNotice: TypeAlias = NoticeKind[Any]
Schema: TypeAlias = dict[str, Any]


class _Generator(GenerateJsonSchema):
    """pydantic's generator, without titles for fields, and with numbers where texts take them."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401 - pydantic's own signature, narrowed
        return False

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        text = super().str_schema(schema)
        return {**text, "type": ["string", "number"]} if self.mode == "validation" else text


def _models(base: type[LcmModel] = LcmModel) -> Iterator[type[LcmModel]]:
    for model in base.__subclasses__():
        yield model
        yield from _models(model)


MODELS = {model.__name__: model for model in _models()}


def _schema(of: Any, mode: str) -> Schema:  # noqa: ANN401 - any type
    """Return the schema of a type: written with our names, read with every name it has on the wire."""
    schema = TypeAdapter(of).json_schema(
        by_alias=mode == "serialization",
        mode="serialization" if mode == "serialization" else "validation",
        ref_template="#/definitions/{model}",
        schema_generator=_Generator,
    )
    if "$defs" in schema:
        schema["definitions"] = schema.pop("$defs")
    for part in [schema, *schema.get("definitions", {}).values()]:
        model = MODELS.get(part.get("title", ""))
        if mode == "serialization":
            part.update({"additionalProperties": False} if "properties" in part else {})
        elif model:
            _name_as_on_the_wire(part, model)
    return schema


def _name_as_on_the_wire(part: Schema, model: type[LcmModel]) -> None:
    """Turn the Python names of a model's schema into all the names, and ways, its fields are read under; without those
    that are never on the wire."""
    properties: dict[str, list[Schema]] = {}
    required: list[Schema] = []
    for name, field in model.model_fields.items():
        if field.exclude:
            continue
        value = part.get("properties", {}).get(name, {})
        value.pop("default", None)
        ways = list(_ways(name, field))
        for first, rest in ways:
            properties.setdefault(first, []).append(_nested(rest, value))
        if field.is_required():
            there = [_there([first, *map(str, rest)]) for first, rest in ways]
            required.append({"anyOf": there} if len(there) > 1 else there[0])
    part["properties"] = {name: found[0] if len(found) == 1 else {"allOf": found} for name, found in properties.items()}
    part.pop("required", None)
    if required:
        part["allOf"] = required


def _ways(name: str, field: FieldInfo) -> Iterator[tuple[str, list[str | int]]]:
    """The ways to a field: the name in its object, and the steps below that. A number is a place in a list."""
    alias = field.validation_alias or name
    for choice in alias.choices if isinstance(alias, AliasChoices) else [alias]:
        path: list[str | int] = [*choice.path] if isinstance(choice, AliasPath) else [choice]
        yield str(path[0]), path[1:]


def _nested(way: list[str | int], value: Schema) -> Schema:
    if not way:
        return value
    below = _nested(way[1:], value)
    return {"properties": {way[0]: below}} if isinstance(way[0], str) else {"items": [below]}


def _there(way: list[str]) -> Schema:
    here: Schema = {"type": "object", "required": [way[0]]}
    return {**here, "properties": {way[0]: _there(way[1:])}} if way[1:] else here


def _envelope(title: str, says: str, fields: Schema, payload: Schema | None, name: str) -> Schema:
    """Put a payload's schema into the schema of its envelope, with the definitions at the top."""
    definitions = payload.pop("definitions", {}) if payload else {}
    properties = fields if payload is None else {**fields, name: payload}
    return {
        "$schema": DRAFT,
        "title": title,
        "description": says,
        "type": "object",
        "required": [field for field in properties if field != "source"],
        "properties": properties,
        **({"definitions": definitions} if definitions else {}),
    }


def request_schema(operation: AnyOperation) -> Schema:
    """Return the schema of a request as we send it: nothing missing, nothing besides."""
    fields = {
        "channel": {"const": operation.channel},
        "topic": {"const": "WebService"},
        "subtopic": {"const": operation.name},
        "source": {"type": "string", "description": "The name of the app that sends it."},
    }
    payload = _schema(operation.sends or operation.request, "serialization") if operation.request.model_fields else None
    schema = _envelope(f"{operation.name} request", summary(operation.request), fields, payload, "data")
    return {**schema, "required": [*schema["required"], "source"], "additionalProperties": False}


def reply_schema(operation: AnyOperation) -> Schema:
    """Return the schema of a reply that is read without a problem; whatever else it holds is ignored."""
    fields = {
        "channel": {"enum": [operation.channel, *operation.heard_on]},
        "topic": {"type": "string", "pattern": any_case(["webservice"])},
        "subtopic": {"type": "string", "pattern": any_case([operation.reply.casefold()])},
    }
    payload = _schema(operation.wire or operation.answer, "validation")
    return _envelope(f"{operation.reply} reply", f"The reply to {operation.name}.", fields, payload, "message")


def notice_schema(kind: AnyNotice) -> Schema:
    """Return the schema of a notice that is read without a problem, in the form in which its payload is `message`."""
    fields = {
        "channel": {"type": "string", "pattern": any_case([channel.casefold() for channel in kind.channels])},
        "subtopic": {"type": "string", "pattern": any_case([kind.name.casefold()])},
    }
    payload = _schema(kind.wire or kind.body, "validation")
    return _envelope(f"{kind.name} notice", summary(kind.body), fields, payload, "message")


def error_schema() -> Schema:
    """Return the schema of an error as the mock sends it, one of the ways it is recognised."""
    fields = {
        "channel": {"const": "LCM"},
        "topic": {"type": "string", "pattern": any_case(["webservice", "error"])},
        "subtopic": {"type": "string", "description": "The reply subtopic of the operation, or `WS_Error`."},
    }
    text = {"type": "string"}
    body = {
        "type": "object",
        "required": ["errorType"],
        "properties": {"errorType": text, "errorMessage": text, "msg": text, "callid": {"type": ["string", "number"]}},
    }
    return _envelope("WS_Error", "An error of the LCM side.", fields, body, "message")


def summary(model: type[BaseModel]) -> str:
    """Return what a model says of itself."""
    return " ".join((model.__doc__ or "").split())
