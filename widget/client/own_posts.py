"""Our own posts. The bus broadcasts, so it may bring them back: as requests, or looking like replies to us."""

from __future__ import annotations

from collections import deque

from widget.lcm import Reply, Request, id_key

KEPT = 64
WINDOW = 2.0
"""For this many seconds, a message that equals a post of ours is that post. Each post comes back at most once."""


class OwnPosts:
    """What we posted last and have not heard back (protocol.md §4.11).

    Posts are compared by what they mean, because the bus may write them anew. `come_back` says whether the bus brings
    posts back, as far as we know: it is False after a post has not come back in time.
    """

    def __init__(self) -> None:
        self._posted: deque[tuple[float, Reply | Request]] = deque(maxlen=KEPT)
        self.come_back = True

    def posted(self, message: Reply | Request, now: float) -> None:
        """Remember a post of ours, in the form in which it will be read back. `now` is in monotonic seconds."""
        self._forget(now)
        self._posted.append((now, message))

    def recognise(self, message: Reply | Request, now: float) -> bool:
        """Whether `message` equals a post of ours that has not come back yet. That post is then forgotten."""
        self._forget(now)
        for own in self._posted:
            if _same(own[1], message):
                self._posted.remove(own)
                self.come_back = True
                return True
        return False

    def _forget(self, now: float) -> None:
        while self._posted and now - self._posted[0][0] > WINDOW:
            self._posted.popleft()
            self.come_back = False


def _same(own: Reply | Request, message: Reply | Request) -> bool:
    """Whether two messages mean the same. What can't be alike is told first: a reply's meaning is dear to write."""
    if type(own) is not type(message) or own.operation is not message.operation:
        return False
    return own == message or _meaning(own) == _meaning(message)


def _meaning(message: Reply | Request) -> tuple[object, ...]:
    """What a message says, whatever the spelling of the identifiers in it (protocol.md §1.30)."""
    if isinstance(message, Request):
        return (Request, id_key(message.source), _keyed(message.data.model_dump()))
    return (Reply, id_key(message.callid or ""), _keyed(message.body.model_dump()))


def _keyed(value: object) -> object:
    if isinstance(value, str):
        return id_key(value)
    if isinstance(value, dict):
        return {name: _keyed(each) for name, each in value.items()}
    return [_keyed(each) for each in value] if isinstance(value, list | tuple) else value
