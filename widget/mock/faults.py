"""Faults of a bus, thrown with a seeded die at what an LCM posts: `drop:0.1,duplicate:0.1,late:0.05:20`.

| fault | what happens to a reply | default seconds |
|---|---|---|
| drop | it never arrives, though what was asked is done | |
| delay | it arrives a little later | 1 |
| duplicate | it arrives twice, the copy a little later | 0.05 |
| reorder | it is overtaken by what is posted after it within so long | 0.5 |
| corrupt | it arrives cut, as no JSON, or with a wrong shape | |
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
    """A faults text that can't be read; the message names the bad part and says what is wanted."""


@dataclass(frozen=True, slots=True)
class Fault:
    """How likely a fault is (0 to 1), and its seconds."""

    chance: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Faults:
    """Faults by name, and the die. `Faults()` has none."""

    by_name: dict[str, Fault] = field(default_factory=dict)
    seed: int = 0
    _die: random.Random = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_die", random.Random(self.seed))  # noqa: S311 - a repeatable die, no secret

    @classmethod
    def parse(cls, text: str, seed: int = 0) -> Faults:
        """Read `name:chance[:seconds],…`. Empty text is no faults. Raises FaultsError."""
        parts = [part.strip() for part in text.split(",")]
        return cls(dict(_parse_part(part) for part in parts if part), seed)

    def apply(self, deliveries: Iterable[Delivery]) -> list[Delivery]:
        """Throw the die for each delivery and give what arrives."""
        return [arriving for delivery in deliveries for arriving in self._one(delivery)]

    def _one(self, delivery: Delivery) -> list[Delivery]:
        if self._strikes("drop"):
            return []
        for name in ("delay", "reorder", "late"):
            if self._strikes(name):
                delivery = replace(delivery, delay=delivery.delay + self.by_name[name].seconds)
        if self._strikes("corrupt"):
            delivery = replace(delivery, text=self._corrupted(delivery.text))
        if self._strikes("duplicate"):
            return [delivery, replace(delivery, delay=delivery.delay + self.by_name["duplicate"].seconds)]
        return [delivery]

    def _strikes(self, name: str) -> bool:
        fault = self.by_name.get(name)
        return fault is not None and self._die.random() < fault.chance

    def _corrupted(self, text: str) -> str:
        way = self._die.randrange(3)
        if way == 0:
            return text[: self._die.randrange(len(text))]
        if way == 1:
            return text.replace('"', "\u201d", 1)
        message = json.loads(text)
        return json.dumps({**message, "message": 7}) if isinstance(message, dict) else "7"


def _parse_part(part: str) -> tuple[str, Fault]:
    name, *numbers = (piece.strip() for piece in part.split(":"))
    if name not in SECONDS:
        raise FaultsError(f"{part!r}: there is no fault {name!r}; there are {', '.join(SECONDS)}")
    if not numbers or len(numbers) > (2 if name in TIMED else 1):
        wanted = "name:chance or name:chance:seconds" if name in TIMED else "name:chance"
        raise FaultsError(f"{part!r}: wanted {wanted}, as in {name}:0.1")
    chance = _number(part, numbers[0], "the chance must be a number from 0 to 1", highest=1.0)
    seconds = SECONDS[name]
    if len(numbers) > 1:
        seconds = _number(part, numbers[1], "the seconds must be a number from 0 to 3600", highest=3600.0)
    return name, Fault(chance, seconds)


def _number(part: str, text: str, wanted: str, *, highest: float) -> float:
    try:
        value = float(text)
    except ValueError:
        raise FaultsError(f"{part!r}: {wanted}, not {text!r}") from None
    if not 0 <= value <= highest:
        raise FaultsError(f"{part!r}: {wanted}, not {text!r}")
    return value
