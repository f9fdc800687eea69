"""What the integrator looks at: how many messages came and went, and those that were not simply taken."""

from __future__ import annotations

from dataclasses import dataclass

from widget.state.tree import Note, Recording


@dataclass(frozen=True, slots=True)
class Noted:
    """A message was not simply taken."""

    note: Note


@dataclass(frozen=True, slots=True)
class MessagesCounted:
    """The page's inbox counts this many messages, by what became of them."""

    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording has begun, has gone on or has ended."""

    recording: Recording
