"""to_json ends the page's runtime on values nested deeply: only requests, which are flat, are written with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from widget.lcm import OPERATIONS, Operation

LCM = Path(__file__).parents[3] / "widget/lcm"


def sent_forms(operation: Operation[Any, Any]) -> list[dict[str, Any]]:
    """The JSON schemas of what the operation writes as a request's `data`."""
    sent = TypeAdapter(operation.sends or operation.request).json_schema(by_alias=True)
    return list(sent["$defs"].values()) if "$defs" in sent else [sent]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_a_request_holds_nothing_but_plain_values(operation: Operation[Any, Any]) -> None:
    for form in sent_forms(operation):
        for name, field in form.get("properties", {}).items():
            kinds = {kind.get("type") for kind in field.get("anyOf", [field])}
            assert kinds <= {"string", "integer", "number", "boolean"}, name


@pytest.mark.parametrize("file", sorted(LCM.rglob("*.py")), ids=lambda file: file.name)
def test_only_requests_are_written_with_to_json(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.count("to_json(") == (1 if file.name == "envelope.py" else 0)
    assert "model_dump_json(" not in text
