"""What the contract's tests share: the samples, envelopes around anything, and the mark of a tolerance."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel

from tests.contract.schemas import faults
from widget.lcm import Message, Reply, Request, read
from widget.lcm.operations import names_call, of_reply
from widget.lcm.tolerances import TOLERANCES

SAMPLES = Path(__file__).parent / "samples"
REPLIES = sorted(SAMPLES.glob("*.reply.json"))
REQUESTS = sorted(SAMPLES.glob("*.request.json"))
NOT_JSON = sorted(SAMPLES.glob("*.not-json.txt"))

Json: TypeAlias = Any
"""JSON of any shape."""

Test = TypeVar("Test", bound=Callable[..., None])
B = TypeVar("B", bound=BaseModel)
SHOWN: dict[str, list[str]] = {}


def shows(*names: str) -> Callable[[Test], Test]:
    """Mark a test as the one that shows these tolerances."""
    known = {tolerance.name for tolerance in TOLERANCES}
    assert known.issuperset(names), f"no such tolerance: {set(names) - known}"

    def mark(test: Test) -> Test:
        for name in names:
            SHOWN.setdefault(name, []).append(test.__name__)
        return test

    return mark


def sample(name: str) -> Json:
    """Return the JSON of a sample file, to change at will."""
    return json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))


def envelope(subtopic: str, **rest: Json) -> dict[str, Any]:
    """Return a message on our channel, with `message`, `data` or anything else as given."""
    return {"channel": "LCM", "topic": "WebService", "subtopic": subtopic, **rest}


def text(value: Json) -> str:
    """Return the JSON text of a value, as it comes over the bus."""
    return json.dumps(value, separators=(",", ":"))


def schema_of(reply: Any) -> str:  # noqa: ANN401 - JSON of any shape
    """Return the name of the schema of a reply; "" for what is no reply of ours."""
    subtopic = reply.get("subtopic") if isinstance(reply, dict) else None
    body = reply.get("message") if isinstance(reply, dict) else None
    operation = of_reply(subtopic, names_call=names_call(body)) if isinstance(subtopic, str) else None
    return "" if operation is None else f"{operation.name}.reply"


def reply_of(model: type[B], subtopic: str, message: Json, **rest: Json) -> B:
    """Return the body of a reply that must fit its schema and be read without a problem."""
    whole = envelope(subtopic, message=message, **rest)
    assert faults(schema_of(whole), whole) == []
    return body_of(model, read(text(whole)))


def body_of(model: type[B], message: Message | None) -> B:
    """Return the body of a message that must be a faultless reply."""
    assert isinstance(message, Reply), message
    assert message.problems == ()
    assert isinstance(message.body, model)
    return message.body


def request_of(model: type[B], subtopic: str, **rest: Json) -> B:
    """Return the data of a request that must be read without a problem."""
    message = read(text(envelope(subtopic, **rest)))
    assert isinstance(message, Request), message
    assert isinstance(message.data, model)
    return message.data
