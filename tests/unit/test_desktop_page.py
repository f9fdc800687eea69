"""The page about writing a desktop says what the models say, and shows the small desktop as it is."""

from __future__ import annotations

import json
import re

from tools.desktop import EXAMPLE, FIRST, PAGE, page, parts
from tools.project import ROOT
from widget.lcm import OPERATIONS

MOST_LINES = 60


def test_the_page_is_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == page(text), "run: python -m tools.desktop"
    assert all(f"<!-- made: {name} -->" in text for name in parts())


def test_every_operation_has_its_line() -> None:
    made = parts()
    assert made["needed"].count("\n") == len(FIRST) + 2
    assert made["others"].count("\n") == len(OPERATIONS) - len(FIRST) + 2


def test_a_request_that_changes_data_only_at_times_has_both_deadlines() -> None:
    (line,) = (line for line in parts()["needed"].splitlines() if "GetReservedManualDialContact`" in line)
    assert "| some | 5 s, 10 s where it changes data |" in line


def test_each_needed_operation_leads_to_the_sample_of_its_own_reply() -> None:
    for operation, line in zip(FIRST, parts()["needed"].splitlines()[2:], strict=True):
        (reply,) = re.findall(rf"\[`{operation.reply}`\]\(\.\./([^)]+\.reply\.json)\)", line)
        assert json.loads((ROOT / reply).read_text(encoding="utf-8"))["subtopic"] == operation.reply
        assert parts()["replies"].count(f'"subtopic": "{operation.reply}"') == 1


def test_the_small_desktop_is_small() -> None:
    assert len(EXAMPLE.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
