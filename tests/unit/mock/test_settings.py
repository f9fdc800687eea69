"""The mock's settings are read from the page's query, and a value that can't be used is named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from widget.mock import SCENARIOS, Faults, Trouble
from widget.mock.settings import MockSettings, MockSettingsError, read_mock_settings

TEXT = "Please call 1-800-555-0100"
NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


def test_without_a_query_the_samples_are_answered_at_once_and_without_faults() -> None:
    assert read_mock_settings({}, NOW) == MockSettings(SCENARIOS["samples"](NOW), 0.0, Faults())


def test_each_key_of_the_query_is_read() -> None:
    query = {"scenario": "many", "latency": "150", "faults": "drop:0.1", "seed": "7", "other": "x"}
    assert read_mock_settings(query, NOW) == MockSettings(SCENARIOS["many"](NOW), 0.15, Faults.parse("drop:0.1", 7))


def test_a_skewed_clock_writes_all_dates_of_a_scenario() -> None:
    assert read_mock_settings({"skew": "-300"}, NOW).scenario == SCENARIOS["samples"](NOW - timedelta(minutes=5))


def test_trouble_is_that_of_the_scenario_and_of_the_query() -> None:
    query = {"scenario": "errors", "trouble": "StateSync:error-topic, GetCallBackModes:silence"}
    trouble = read_mock_settings(query, NOW).scenario.trouble
    assert (trouble["StateSync"], trouble["GetCallBackModes"]) == (Trouble.TOPIC, Trouble.SILENCE)
    assert trouble["ManualDialCall"] is Trouble.SILENCE
    assert set(read_mock_settings({"trouble": "every:result"}, NOW).scenario.trouble.values()) == {Trouble.RESULT}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"scenario": TEXT}, "scenario: wants one of samples, ugly"),
        ({"latency": TEXT}, "latency: wants a number from 0 to 60000"),
        ({"latency": "60001"}, "latency: wants a number from 0 to 60000"),
        ({"latency": "nan"}, "latency: wants a number"),
        ({"skew": TEXT}, "skew: wants a number from -86400 to 86400"),
        ({"trouble": TEXT}, "trouble: part 1: wants every, or one of GetAgentCallCount"),
        ({"trouble": "every:silence,StateSync:" + TEXT}, "trouble: part 2: wants StateSync: and one of refused"),
        ({"seed": "-1"}, "seed: wants a number"),
        ({"faults": TEXT}, "faults: part 1: there is no such fault"),
        ({"faults": f"drop:{TEXT}"}, "faults: part 1: the chance must be a number"),
        ({"faults": f"drop:0.1:{TEXT}"}, "faults: part 1: wanted drop:chance"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_by_its_key_and_not_repeated(query: dict[str, str], says: str) -> None:
    with pytest.raises(MockSettingsError) as raised:
        read_mock_settings(query, NOW)
    assert str(raised.value).startswith(says)
    assert TEXT not in str(raised.value)
    assert "800" not in str(raised.value)
