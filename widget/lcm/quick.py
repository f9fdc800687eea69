"""The quick reader: a reply in a form the pages show, validated from its text by pydantic-core in one go.

A look at the head of the text guesses the operation; the validator then checks everything, the guess included. What
it doesn't accept isn't wrong for that: the thorough reader (thorough.py) has the last word on it. So this file may be
strict where that is cheap, and must never accept what the thorough reader would read otherwise."""

from __future__ import annotations

import re
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from widget.lcm.bounds import QUICK_VALUES
from widget.lcm.messages import Reply
from widget.lcm.operation import Operation
from widget.lcm.operations import BY_REPLY
from widget.lcm.parsing import has_more_values

_HEAD = 1_000
_SUBTOPIC = re.compile(r'"sub[tT]opic"\s*:\s*"(\w*)"')
_TOPICS = ["WebService", "Webservice"]
_ERROR_SIGNS: list[list[str | int]] = [
    ["message", "errorType"],
    ["message", "msg"],
    ["message", "response", "errorType"],
    ["message", "response", "msg"],
    ["message", "response", 0, "errorType"],
    ["message", "response", 0, "msg"],
    ["data"],
]
_OPERATIONS = {
    alike[0].reply: alike[0] for alike in BY_REPLY.values() if len({one.echoes_callid for one in alike}) == 1
}
_VALIDATORS: dict[str, SchemaValidator] = {}
_PACKETS: dict[str, SchemaValidator] = {}


def read_quickly(text: str) -> Reply | None:
    """Return the reply `text` is, or None when it takes a thorough reading to say."""
    guess = _SUBTOPIC.search(text, 0, _HEAD)
    if guess is None or has_more_values(text, QUICK_VALUES):
        return None
    validators = _VALIDATORS
    if not guess[1]:
        validators = _PACKETS
        guess = _SUBTOPIC.search(text, guess.end(), _HEAD) or guess
    operation = _OPERATIONS.get(guess[1])
    if operation is None or "NaN" in text or "Infinity" in text:
        return None
    try:
        validator = validators.get(operation.reply) or _built(operation, validators)
        message = validator.validate_json(text, by_alias=True, by_name=False)["message"]
    except ValidationError:
        return None
    body = operation.finish(message) if operation.finish else message
    return Reply(operation, body, body.callid if operation.echoes_callid else None)


def _built(operation: Operation[Any, Any], validators: dict[str, SchemaValidator]) -> SchemaValidator:
    """Build a validator when the first message of its kind arrives, and keep it."""
    schema = _envelope(operation)
    validators[operation.reply] = SchemaValidator(_packet(schema) if validators is _PACKETS else schema)
    return validators[operation.reply]


def _packet(envelope: CoreSchema) -> CoreSchema:
    nothing = core_schema.typed_dict_field(core_schema.literal_schema([""]))
    inner = core_schema.no_info_after_validator_function(_message, envelope)
    fields = {"topic": nothing, "subTopic": nothing, "message": core_schema.typed_dict_field(inner)}
    return core_schema.typed_dict_schema(fields)


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
