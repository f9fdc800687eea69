"""Our own answers to others, which a broadcast bus may bring back to us as if somebody had answered us."""

from __future__ import annotations

from collections import deque

from widget.lcm import Reply

ECHO_WINDOW = 2.0
"""Seconds in which an equal reply is held to be our own. Each answer comes back at most once."""


class OwnAnswers:
    """The answers we have posted lately."""

    def __init__(self) -> None:
        self._posted: deque[tuple[float, Reply]] = deque(maxlen=8)

    def posted(self, answer: Reply, now: float) -> None:
        """Remember an answer that goes on the bus, as it will be read."""
        self._posted.append((now, answer))

    def recognise(self, reply: Reply, now: float) -> bool:
        """Whether `reply` is one of ours coming back; then it is forgotten."""
        for own in self._posted:
            if now - own[0] <= ECHO_WINDOW and own[1].operation is reply.operation and own[1].body == reply.body:
                self._posted.remove(own)
                return True
        return False
