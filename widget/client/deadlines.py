"""How long the client waits, for what, and how often it asks again. All times are in seconds."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The client's deadlines and repeats. Raises ValueError for a negative value, and for a `reply`, `change` or
    `pause` of 0."""

    reply: float = 5.0
    """How long one post of a read waits for its answer."""
    change: float = 10.0
    """How long a request that changes data waits for its answer. It is posted once."""
    retries: int = 2
    """How often a read is repeated after its first post."""
    pause: float = 1.0
    """The pause before the first repeat. It doubles for each further repeat."""
    late: float = 30.0
    """How long after a post was given up on a reply on its key may still belong to it. A late reply to a read is taken.
    While a change may still be answered, a reply on its key can't confirm another change."""
    duplicate: float = 1.0
    """How long the same text on the same key counts as a duplicate."""
    remember: float = 120.0
    """How long after a change was given up on its late reply is recognised."""

    def kept(self, *, changes: bool) -> float:
        """How many seconds a post that was given up on is remembered."""
        return self.remember if changes else self.late

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value < 0 or (value == 0 and field.name in {"reply", "change", "pause"}):
                raise ValueError(f"deadline {field.name!r} must be positive, not {value}")
