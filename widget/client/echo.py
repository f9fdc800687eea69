"""Our own answers to other apps. The bus broadcasts, so it may bring them back, and they look like replies to us."""

from __future__ import annotations

from collections import deque

from widget.lcm import Reply

ECHO_WINDOW = 2.0
"""For this many seconds, a reply that equals an answer of ours is its echo. Each answer comes back at most once."""


class OwnAnswers:
    """The answers that we posted last."""

    def __init__(self) -> None:
        self._posted: deque[tuple[float, Reply]] = deque(maxlen=8)

    def posted(self, answer: Reply, now: float) -> None:
        """Remember an answer of ours, in the form in which it will be read back. `now` is in monotonic seconds."""
        self._posted.append((now, answer))

    def recognise(self, reply: Reply, now: float) -> bool:
        """Whether `reply` is the echo of an answer of ours. That answer is then forgotten."""
        for own in self._posted:
            if now - own[0] <= ECHO_WINDOW and own[1].operation is reply.operation and own[1].body == reply.body:
                self._posted.remove(own)
                return True
        return False
