"""A desktop for the conformance kit in tests: the mock, whose answers a test may spoil on their way."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from conformance.kit import Asking, Kit
from conformance.rules import Row, Verdict
from widget.lcm import Request, read
from widget.mock import SCENARIOS, Lcm
from widget.mock.scenario import Scenario

LATENCY = 0.05  # seconds
Message = dict[str, Any]
Spoil = Callable[[Request, Message], list[Message]]
"""What becomes of an answer to a request."""


def scenario(name: str = "samples") -> Scenario:
    return SCENARIOS[name](datetime(2026, 1, 31, 9, 41, tzinfo=UTC))


def honest(_request: Request, answer: Message) -> list[Message]:
    return [answer]


def tried(lcm: Lcm, spoil: Spoil = honest, *, changes: bool = False, agent_id: str = "agent", late: float = 0.0) -> Kit:
    """A kit that has asked all its questions. `late` is how many seconds more each answer takes."""
    kit, now, arriving = Kit(Asking("kit", agent_id)), 0.0, list[tuple[float, str]]()

    def post(texts: list[str]) -> None:
        for text in texts:
            request = read(text)
            assert isinstance(request, Request)
            for delivery in lcm.answer(text):
                for message in spoil(request, json.loads(delivery.text)):
                    arriving.append((now + LATENCY + late, json.dumps(message)))

    post(kit.begin(now, changes=changes))
    while (wake_at := kit.wake_at) is not None:
        arriving.sort(key=lambda one: one[0])
        if arriving and arriving[0][0] <= wake_at:
            now, text = arriving.pop(0)
            kit.hear(text, now)
        else:
            now = wake_at
            post(kit.tick(now))
    assert not kit.running
    return kit


def of(kit: Kit, verdict: Verdict) -> list[str]:
    """The keys of the rules with this verdict."""
    return [row.key for row in kit.rows if row.verdict is verdict]


def row(kit: Kit, key: str) -> Row:
    return next(row for row in kit.rows if row.key == key)
