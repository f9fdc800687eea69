"""How long the client waits, for what, and how often it asks again. All times in seconds."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The client's patience. Raises ValueError for a time that isn't positive or a negative number of retries."""

    reply: float = 5.0
    """For the answer to one post of a read."""
    change: float = 10.0
    """For the answer to a request that changes data; it is posted once."""
    retries: int = 2
    """How often a read is repeated after its first post."""
    pause: float = 1.0
    """Before the first repeat; doubles for each one after it."""
    late: float = 30.0
    """For so long after giving up on a post, a reply on its key may still be its: it is taken as a late reply to a
    read, and can't vouch for another change than the one given up on."""
    duplicate: float = 1.0
    """For so long the same text again on the same key counts as a duplicate."""
    remember: float = 120.0
    """For so long after giving up on a change, a late reply is recognised as its."""

    def kept(self, *, changes: bool) -> float:
        """For how long a post that was given up on is remembered."""
        return self.remember if changes else self.late

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value < 0 or (value == 0 and field.name in {"reply", "change", "pause"}):
                raise ValueError(f"deadline {field.name!r} must be positive, not {value}")
