"""The committed schemas, as validators."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # it ships no types

from tools.contract import DOCS


@cache
def validator(name: str) -> Any:  # noqa: ANN401 - it ships no types
    """Return the validator of a committed schema: `StateSync.reply`, `ManualDialCall.request`, `WS_Error`."""
    return Draft7Validator(json.loads((DOCS / "schemas" / f"{name}.json").read_text("utf-8")))


def faults(name: str, message: object) -> list[str]:
    """Return what is wrong with a message by its schema."""
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(message)]
