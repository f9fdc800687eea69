"""Faults of a bus, applied at random, from a seed, to what an LCM posts: `drop:0.1,duplicate:0.1,late:0.05:20`.

| fault | what happens to a reply | default seconds |
|---|---|---|
| drop | it never arrives, though the request is carried out | |
| delay | it arrives a little later | 1 |
| jitter | it arrives up to so long later | 0.3 |
| duplicate | it arrives twice, the copy a little later | 0.05 |
| reorder | it arrives after what is posted later, within so long | 0.5 |
| late | it arrives after any deadline | 15 |
| table, case, keys, packet, corrupt | it arrives in another form (rewriting.py) | |
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from widget.mock.delivery import Delivery
from widget.mock.rewriting import Rewriting, as_in_tables, damaged, in_other_case, in_packets, with_small_keys

LATER = {"delay": 1.0, "reorder": 0.5, "late": 15.0}
REWRITINGS: dict[str, Rewriting] = {
    "table": as_in_tables,
    "case": in_other_case,
    "keys": with_small_keys,
    "packet": in_packets,
    "corrupt": damaged,
}
"""In the order in which they are done: what is in a packet is in the form of the faults before."""
TIMED = {**LATER, "jitter": 0.3, "duplicate": 0.05}
SECONDS = {"drop": 0.0, **TIMED, **dict.fromkeys(REWRITINGS, 0.0)}


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
        for name in LATER:
            if self._happens(name):
                delivery = replace(delivery, delay=delivery.delay + self.by_name[name].seconds)
        if self._happens("jitter"):
            later = self._random.uniform(0, self.by_name["jitter"].seconds)
            delivery = replace(delivery, delay=delivery.delay + later)
        for name, rewritten in REWRITINGS.items():
            if self._happens(name):
                delivery = replace(delivery, text=rewritten(delivery.text, self._random))
        if self._happens("duplicate"):
            return [delivery, replace(delivery, delay=delivery.delay + self.by_name["duplicate"].seconds)]
        return [delivery]

    def _happens(self, name: str) -> bool:
        fault = self.by_name.get(name)
        return fault is not None and self._random.random() < fault.chance


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
