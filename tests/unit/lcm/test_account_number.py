"""A call's LCM key is its own, else that of a business field of that name (protocol.md §2.13)."""

from __future__ import annotations

import json
from typing import Any

from widget.lcm import CallStates, Reply, read


def keys(*calls: dict[str, Any]) -> list[str | None]:
    named = [{"callid": str(number), **call} for number, call in enumerate(calls)]
    reply = read(json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "message": named}))
    assert isinstance(reply, Reply)
    assert isinstance(reply.body, CallStates)
    return [call.account_number for call in reply.body.calls]


def test_a_field_gives_the_key_to_its_call_alone() -> None:
    field = {"businessfields": {"AccountNumber": "5|3"}}
    assert keys({"AccountNumber": "own", **field}, field, {}) == ["own", "5|3", None]


def test_an_empty_field_does_not_hide_the_one_that_has_the_key() -> None:
    assert keys({"businessfields": {"AccountNumber": ""}, "optionalbusinessfields": {"LCMKey": "5|3"}}) == ["5|3"]


def test_a_field_that_is_too_long_for_an_id_gives_no_key() -> None:
    longest = "5" * 256
    assert keys(*({"businessfields": {"AccountNumber": "5" * length}} for length in (256, 257, 300, 3000))) == [
        longest,
        *(None, None, None),
    ]
    assert keys({"businessfields": {"AccountNumber": "5" * 300, "LCMKey": "5|3"}}) == ["5|3"]
    assert keys({"businessfields": {"AccountNumber": "account " + "5" * 3000}}) == [None]
