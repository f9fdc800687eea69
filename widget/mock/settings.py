"""The mock's settings from the query of the page: `?scenario=NAME&latency=MS&faults=drop:0.1,…&seed=N`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from widget.mock.faults import Faults, FaultsError
from widget.mock.scenario import Scenario
from widget.mock.scenarios import SCENARIOS

MOST_LATENCY = 60_000.0  # ms


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
    latency = _number(query, "latency", 0.0, MOST_LATENCY)
    try:
        faults = Faults.parse(query.get("faults", ""), int(_number(query, "seed", 0.0, 2.0**53)))
    except FaultsError as unusable:
        raise MockSettingsError(f"faults: {unusable}") from None
    return MockSettings(scenarios[name](now), latency / 1000, faults)


def _number(query: Mapping[str, str], key: str, default: float, most: float) -> float:
    text = query.get(key, "")
    try:
        value = float(text) if text else default
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise MockSettingsError(f"{key}: wants a number from 0 to {most:.0f}")
    return value
