"""Our own answers to others, which a broadcast bus may bring back to us as if somebody had answered us."""

from __future__ import annotations

from collections import deque

from pydantic import BaseModel

from widget.lcm import STATE_SYNC, Reply

ECHO_WINDOW = 2.0
"""Seconds in which an equal StateSync reply is held to be our own. Each answer comes back at most once."""


class OwnAnswers:
    """The StateSync answers we have posted lately."""

    def __init__(self) -> None:
        self._posted: deque[tuple[float, BaseModel]] = deque(maxlen=8)

    def posted(self, body: BaseModel, now: float) -> None:
        """Remember an answer that goes on the bus."""
        self._posted.append((now, body))

    def recognise(self, reply: Reply, now: float) -> bool:
        """Whether `reply` is one of ours coming back; then it is forgotten."""
        if reply.operation.name != STATE_SYNC.name:
            return False
        for own in self._posted:
            if now - own[0] <= ECHO_WINDOW and own[1] == reply.body:
                self._posted.remove(own)
                return True
        return False
