"""No operation is forgotten on its way from the protocol to the screen."""

from __future__ import annotations

import re

import pytest

import widget.lcm
from tools.project import ROOT
from widget.lcm import Operation, operations

NAMES = sorted(name for name, value in vars(operations).items() if isinstance(value, Operation))
RULES = {path.name: path.read_text("utf-8") for path in (ROOT / "widget/state").glob("*.py")}


@pytest.mark.parametrize("name", NAMES)
def test_an_operation_is_exported_to_the_other_rooms(name: str) -> None:
    assert name in widget.lcm.__all__, f"widget/lcm/__init__.py does not export {name}"


@pytest.mark.parametrize("name", NAMES)
def test_an_operation_is_asked_for_by_some_rule(name: str) -> None:
    uses = [file for file, text in RULES.items() if len(re.findall(rf"\b{name}\b", text)) > 1]
    assert uses, f"no file of widget/state/ asks for {name}"
