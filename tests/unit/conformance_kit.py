"""A desktop for the conformance kit in tests: the mock, whose answers a test may spoil on their way."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from conformance.kit import Kit
from conformance.rules import Row, Verdict
from conformance.script import Asking
from widget.lcm import Request, read
from widget.mock import SCENARIOS, Lcm
from widget.mock.scenario import Scenario

LATENCY = 0.05  # seconds
START = datetime(2026, 1, 31, 9, 41, tzinfo=UTC)
Message = dict[str, Any]
Spoil = Callable[[Request, Message], list[Message]]
"""What becomes of an answer to a request."""


def scenario(name: str = "samples") -> Scenario:
    return SCENARIOS[name](START)


Late = Callable[[Request], float]
"""How many seconds more an answer to a request takes."""


def on_time(_request: Request) -> float:
    return 0.0


def honest(_request: Request, answer: Message) -> list[Message]:
    return [answer]


class Desk:
    """A desktop and a kit in one time, which begins at 0. `run` asks. Each answer comes after LATENCY, and after as
    many seconds more as `late` says."""

    def __init__(self, lcm: Lcm, spoil: Spoil = honest, *, agent_id: str = "agent", late: Late = on_time) -> None:
        self.kit = Kit(Asking("kit", agent_id, zone=UTC, origin="https://widget.example"))
        self.now = 0.0
        self.asked: list[Request] = []
        self._lcm, self._spoil, self._late = lcm, spoil, late
        self._arriving: list[tuple[float, int, str]] = []

    def say(self, message: Message | str, at: float) -> None:
        """Let a message come at this time."""
        text = message if isinstance(message, str) else json.dumps(message)
        self._arriving.append((at, len(self._arriving), text))

    def run(self, *, changes: bool = False) -> Kit:
        """Ask all questions."""
        self._take(self.kit.begin(self.now, changes=changes, wall=START.timestamp() + self.now))
        while (wake_at := self.kit.wake_at) is not None:
            coming = min(self._arriving, default=None)
            if coming is not None and coming[0] <= wake_at:
                self._arriving.remove(coming)
                self.now = max(self.now, coming[0])
                self.kit.hear(coming[2], self.now)
            else:
                self.now = wake_at
                self._take(self.kit.tick(self.now))
        assert not self.kit.running
        return self.kit

    def _take(self, texts: list[str]) -> None:
        for text in texts:
            request = read(text)
            assert isinstance(request, Request)
            self.asked.append(request)
            for delivery in self._lcm.answer(text):
                for message in self._spoil(request, json.loads(delivery.text)):
                    self.say(message, self.now + LATENCY + self._late(request))


def tried(lcm: Lcm, spoil: Spoil = honest, *, changes: bool = False, agent_id: str = "agent", late: float = 0.0) -> Kit:
    """A kit that has asked all its questions. `late` is how many seconds more each answer takes."""
    return Desk(lcm, spoil, agent_id=agent_id, late=lambda _request: late).run(changes=changes)


def of(kit: Kit, verdict: Verdict) -> list[str]:
    """The keys of the rules with this verdict."""
    return [row.key for row in kit.rows if row.verdict is verdict]


def row(kit: Kit, key: str) -> Row:
    return next(row for row in kit.rows if row.key == key)
