"""The quick reader: a reply in a form the pages show, validated from its text by pydantic-core in one go.

A look at the head of the text guesses the operation; the validator then checks everything, the guess included. What
it doesn't accept isn't wrong for that: the thorough reader (thorough.py) has the last word on it. So this file may be
strict where that is cheap, and must never accept what the thorough reader would read otherwise."""

from __future__ import annotations

import re
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from widget.lcm.bounds import QUICK_CHARS
from widget.lcm.messages import Reply
from widget.lcm.operation import Operation
from widget.lcm.operations import OPERATIONS

_HEAD = 1_000
_SUBTOPIC = re.compile(r'"subtopic"\s*:\s*"(\w+)"')
_TOPICS = ["WebService", "Webservice"]
_ERROR_SIGNS: list[list[str | int]] = [
    [*place, name]
    for name in ("errorType", "msg")
    for place in (["message"], ["message", "response"], ["data"], ["data", "response"])
]
_VALIDATORS: dict[str, SchemaValidator] = {}
_PACKETS: dict[str, SchemaValidator] = {}
_OPERATIONS = {operation.reply: operation for operation in OPERATIONS}


def read_quickly(text: str) -> Reply | None:
    """Return the reply `text` is, or None when it takes a thorough reading to say."""
    guess = _SUBTOPIC.search(text, 0, _HEAD)
    operation = _OPERATIONS.get(guess[1]) if guess else None
    if operation is None or len(text) > QUICK_CHARS or "NaN" in text or "Infinity" in text:
        return None
    validator = _packet_validator(operation) if '"subTopic"' in text else _validator(operation)
    try:
        envelope = validator.validate_json(text, by_alias=True, by_name=False)
    except ValidationError:
        return None
    body = operation.answered(envelope["message"])
    return Reply(operation, body, body.callid if operation.echoes_callid else None)


def _validator(operation: Operation[Any, Any]) -> SchemaValidator:
    """Return the validator of bare replies, built when the first of its kind arrives."""
    found = _VALIDATORS.get(operation.reply)
    if found is None:
        found = _VALIDATORS[operation.reply] = SchemaValidator(_envelope(operation))
    return found


def _packet_validator(operation: Operation[Any, Any]) -> SchemaValidator:
    found = _PACKETS.get(operation.reply)
    if found is None:
        nothing = core_schema.typed_dict_field(core_schema.literal_schema([""]))
        inner = core_schema.no_info_after_validator_function(_message, _envelope(operation))
        fields = {"topic": nothing, "subTopic": nothing, "message": core_schema.typed_dict_field(inner)}
        found = _PACKETS[operation.reply] = SchemaValidator(core_schema.typed_dict_schema(fields))
    return found


def _message(envelope: dict[str, Any]) -> object:
    return envelope["message"]


def _envelope(operation: Operation[Any, Any]) -> CoreSchema:
    """Describe a reply as the pages show it, with none of the signs of an error."""
    never = core_schema.literal_schema(["\0"])
    return core_schema.typed_dict_schema(
        {
            "channel": core_schema.typed_dict_field(core_schema.literal_schema([operation.channel])),
            "topic": core_schema.typed_dict_field(core_schema.literal_schema(_TOPICS)),
            "subtopic": core_schema.typed_dict_field(core_schema.literal_schema([operation.reply])),
            "message": core_schema.typed_dict_field(TypeAdapter(operation.wire or operation.answer).core_schema),
            "error": core_schema.typed_dict_field(never, required=False, validation_alias=_ERROR_SIGNS),
        }
    )
