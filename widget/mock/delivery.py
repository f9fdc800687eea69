"""A text that is to be delivered to the widget."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Delivery:
    """`text` is to arrive `delay` seconds from now."""

    text: str
    delay: float = 0.0
