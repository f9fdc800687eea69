"""Faults of a bus, applied at random, from a seed, to what an LCM posts: `drop:0.1,duplicate:0.1,late:0.05:20`.

| fault | what happens to a reply | default seconds |
|---|---|---|
| drop | it never arrives, though the request is carried out | |
| delay | it arrives a little later | 1 |
| duplicate | it arrives twice, the copy a little later | 0.05 |
| reorder | it arrives after what is posted later, within so long | 0.5 |
| corrupt | it arrives cut off, as invalid JSON, or with a wrong shape | |
| late | it arrives after any deadline | 15 |
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from widget.mock.delivery import Delivery

SECONDS = {"drop": 0.0, "delay": 1.0, "duplicate": 0.05, "reorder": 0.5, "corrupt": 0.0, "late": 15.0}
TIMED = frozenset(name for name, seconds in SECONDS.items() if seconds)


class FaultsError(ValueError):
    """A text of faults that can't be read; the message says which part is bad and what is wanted."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The probability of a fault (0 to 1), and its seconds."""

    chance: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Faults:
    """Faults by name, and the random numbers that decide when they happen. `Faults()` has none."""

    by_name: dict[str, Fault] = field(default_factory=dict)
    seed: int = 0
    _random: random.Random = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_random", random.Random(self.seed))  # noqa: S311 - repeatable, no secret

    @classmethod
    def parse(cls, text: str, seed: int = 0) -> Faults:
        """Read `name:chance[:seconds],…`. Empty text is no faults. Raises FaultsError."""
        parts = [part.strip() for part in text.split(",")]
        return cls(dict(_parse_part(place, part) for place, part in enumerate(parts, 1) if part), seed)

    def apply(self, deliveries: Iterable[Delivery]) -> list[Delivery]:
        """What arrives of the deliveries."""
        return [arriving for delivery in deliveries for arriving in self._one(delivery)]

    def _one(self, delivery: Delivery) -> list[Delivery]:
        if self._happens("drop"):
            return []
        for name in ("delay", "reorder", "late"):
            if self._happens(name):
                delivery = replace(delivery, delay=delivery.delay + self.by_name[name].seconds)
        if self._happens("corrupt"):
            delivery = replace(delivery, text=self._corrupted(delivery.text))
        if self._happens("duplicate"):
            return [delivery, replace(delivery, delay=delivery.delay + self.by_name["duplicate"].seconds)]
        return [delivery]

    def _happens(self, name: str) -> bool:
        fault = self.by_name.get(name)
        return fault is not None and self._random.random() < fault.chance

    def _corrupted(self, text: str) -> str:
        way = self._random.randrange(3)
        if way == 0:
            return text[: self._random.randrange(len(text))]
        if way == 1:
            return text.replace('"', "\u201d", 1)
        message = json.loads(text)
        return json.dumps({**message, "message": 7}) if isinstance(message, dict) else "7"


def _parse_part(place: int, part: str) -> tuple[str, Fault]:
    """Read one part. What is wrong is said by its place, counted from 1: the text itself is not repeated."""
    name, *numbers = (piece.strip() for piece in part.split(":"))
    if name not in SECONDS:
        raise FaultsError(f"part {place}: there is no such fault; there are {', '.join(SECONDS)}")
    if not numbers or len(numbers) > (2 if name in TIMED else 1):
        wanted = f"{name}:chance or {name}:chance:seconds" if name in TIMED else f"{name}:chance"
        raise FaultsError(f"part {place}: wanted {wanted}, as in {name}:0.1")
    chance = _number(place, numbers[0], "the chance must be a number from 0 to 1", highest=1.0)
    seconds = SECONDS[name]
    if len(numbers) > 1:
        seconds = _number(place, numbers[1], "the seconds must be a number from 0 to 3600", highest=3600.0)
    return name, Fault(chance, seconds)


def _number(place: int, text: str, wanted: str, *, highest: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= highest:
        raise FaultsError(f"part {place}: {wanted}")
    return value
