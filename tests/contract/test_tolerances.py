"""No tolerance without a test, no test without its tolerance, no table that has drifted."""

from __future__ import annotations

import importlib

from tests.contract.kit import SHOWN
from widget.lcm.tolerances import TOLERANCES

for module in ("envelope", "values", "operations", "contacts", "notices", "outcomes", "fresh"):
    importlib.import_module(f"tests.contract.test_tolerances_{module}")


def test_every_tolerance_is_shown_by_a_test() -> None:
    assert [tolerance.name for tolerance in TOLERANCES if tolerance.name not in SHOWN] == []


def test_every_tolerance_is_named_once() -> None:
    names = [tolerance.name for tolerance in TOLERANCES]
    assert len(names) == len(set(names))
