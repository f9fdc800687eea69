"""Answering other apps' StateSync from our own state: the decision, without I/O.

Only when configured, only requests of others, only from a state that is trusted (live, and received from the other side
since the link came up), and never while we are asking ourselves: then our state is in question, and the echo of our
answer could pass for the answer to us.
"""

from __future__ import annotations

from collections.abc import Callable

from widget.lcm import STATE_SYNC, CallStates, Request

CallsSupplier = Callable[[], CallStates | None]
"""Gives the calls as we hold them; None keeps us silent."""


def answer_for(request: Request, *, source: str, trusted: bool, calls: CallsSupplier) -> CallStates | None:
    """What to answer to `request`, or None to keep silent. `source` is our own name; `trusted`: `LinkWatch.trusted`."""
    if request.operation.name != STATE_SYNC.name or request.source == source or not trusted:
        return None
    return calls()
