"""The simulator's form and the query that it stands for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from demo.controls import DEFAULTS, FAULTS, FORMS, TROUBLES, controls_view, form_of, query_of
from widget.mock.faults import SECONDS
from widget.mock.scenario import Trouble
from widget.mock.settings import MockSettingsError, read_mock_settings

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FULL = {
    "scenario": "samples",
    "speed": "20",
    "latency": "300",
    "seed": "7",
    "skew": "-300",
    "faults": "drop:0.1,late:1,table:0.3,jitter:1:0.25",
    "trouble": "StateSync:error-topic",
}


def test_there_is_a_control_for_every_fault_and_every_form_of_refusal() -> None:
    assert {*FAULTS, *FORMS, "jitter"} == set(SECONDS)
    assert set(TROUBLES) == set(Trouble)


@pytest.mark.parametrize("query", [DEFAULTS, FULL])
def test_a_query_is_the_same_after_it_was_shown_in_the_form(query: dict[str, str]) -> None:
    assert query_of(form_of(query)) == query


def test_what_the_form_has_is_what_is_played() -> None:
    settings = read_mock_settings(query_of({**form_of(FULL)}), NOW)
    assert settings.latency == 0.3
    assert settings.scenario.trouble == {"StateSync": Trouble.TOPIC}
    assert {name: fault.chance for name, fault in settings.faults.by_name.items()} == {
        "drop": 0.1,
        "late": 1,
        "table": 0.3,
        "jitter": 1,
    }


def test_what_cannot_be_used_is_left_for_the_settings_to_refuse() -> None:
    with pytest.raises(MockSettingsError, match="part 1: the seconds must be a number"):
        read_mock_settings(query_of({"scenario": "samples", "jitter": "much"}), NOW)
    assert form_of({"faults": "explode:1"})["faults"] == "explode:1"


def test_a_chance_that_the_form_does_not_offer_is_offered() -> None:
    assert '<option value="0.25" selected>0.25</option>' in str(controls_view({"faults": "drop:0.25"}, ["shift"]))
