"""The mock's settings from the query of the page: `?scenario=NAME&latency=MS&faults=drop:0.1,…&seed=N`, and more.

`&trouble=OPERATION:TROUBLE,…` has operations answered wrongly, `every` all of them (the troubles are in scenario.py).
`&skew=SECONDS` sets the clock by which the LCM writes its dates ahead, or back where it is negative.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from widget.lcm import OPERATIONS
from widget.mock.faults import Faults, FaultsError
from widget.mock.scenario import Scenario, Trouble
from widget.mock.scenarios import SCENARIOS

MOST_LATENCY = 60_000.0  # ms
MOST_SKEW = 86_400.0  # seconds
EVERY = "every"
NAMES = tuple(sorted(operation.name for operation in OPERATIONS))


class MockSettingsError(ValueError):
    """The query can't be used; the message names the key and what is wanted. It does not repeat the value: else whoever
    makes a link to this page could make it say anything."""


@dataclass(frozen=True, slots=True)
class MockSettings:
    """The data of the simulated LCM, how many seconds an answer takes, and the faults of the bus."""

    scenario: Scenario
    latency: float
    faults: Faults


def read_mock_settings(
    query: Mapping[str, str], now: datetime, scenarios: Mapping[str, Callable[[datetime], Scenario]] = SCENARIOS
) -> MockSettings:
    """Read the query; a key that isn't there has its default.

    Args:
        query: the page's query, decoded.
        now: the moment as the server's clock shows it; the scenarios' dates are counted from it.
        scenarios: those there are, by name.

    Raises:
        MockSettingsError: for a value that can't be used.
    """
    name = query.get("scenario", "samples")
    if name not in scenarios:
        raise MockSettingsError(f"scenario: wants one of {', '.join(scenarios)}")
    latency = _number(query, "latency", MOST_LATENCY)
    skew = timedelta(seconds=_number(query, "skew", MOST_SKEW, least=-MOST_SKEW))
    try:
        faults = Faults.parse(query.get("faults", ""), int(_number(query, "seed", 2.0**53)))
    except FaultsError as unusable:
        raise MockSettingsError(f"faults: {unusable}") from None
    scenario = scenarios[name](now + skew)
    scenario = replace(scenario, trouble={**scenario.trouble, **_trouble(query.get("trouble", ""))})
    return MockSettings(scenario, latency / 1000, faults)


def _trouble(text: str) -> dict[str, Trouble]:
    """The troubles by operation. What is wrong is said by its place, counted from 1."""
    found: dict[str, Trouble] = {}
    for place, part in enumerate(filter(None, text.split(",")), 1):
        name, _, kind = (piece.strip() for piece in part.partition(":"))
        if name != EVERY and name not in NAMES:
            raise MockSettingsError(f"trouble: part {place}: wants {EVERY}, or one of {', '.join(NAMES)}")
        if kind not in list(Trouble):
            raise MockSettingsError(f"trouble: part {place}: wants {name}: and one of {', '.join(Trouble)}")
        found |= dict.fromkeys(NAMES if name == EVERY else (name,), Trouble(kind))
    return found


def _number(query: Mapping[str, str], key: str, most: float, least: float = 0.0) -> float:
    """The number of a key; 0 where there is none."""
    text = query.get(key, "")
    try:
        value = float(text) if text else 0.0
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise MockSettingsError(f"{key}: wants a number from {least:.0f} to {most:.0f}")
    return value
