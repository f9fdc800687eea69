"""What the integrator looks at: how many messages came and went, and those that were not simply taken."""

from __future__ import annotations

from dataclasses import dataclass

from widget.state.tree import Note


@dataclass(frozen=True, slots=True)
class Noted:
    """A message was not simply taken."""

    note: Note


@dataclass(frozen=True, slots=True)
class MessagesCounted:
    """The page's inbox counts this many messages, by what became of them."""

    counts: tuple[tuple[str, int], ...]
