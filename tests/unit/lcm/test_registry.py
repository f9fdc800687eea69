"""A new operation is one file and one line; the room stands on pydantic alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from widget.lcm import OPERATIONS, Operation
from widget.lcm.operations import BY_REPLY

LCM = Path(__file__).parents[3] / "widget" / "lcm"


def test_the_registry_holds_the_operations_of_the_pages_and_the_two_siblings() -> None:
    assert {operation.name for operation in OPERATIONS} >= {
        "GetAgentCallCount",
        "GetBusinessOutcome",
        "GetCallBackModes",
        "GetCallOutCome",
        "GetCampaignGroups",
        "GetCampaignModes",
        "GetContactDetail",
        "GetContactOD",
        "GetDownloadAllContactsForDialing",
        "GetDownloadContactsForDialing",
        "GetOutcomeByOutcomegroup",
        "GetReservedContactOD",
        "GetReservedManualDialContact",
        "GetScreenPopData",
        "ManualDialCall",
        "ManualDialCopyContact",
        "SetBusinessOutcomeWithComments",
        "SetCallOutcomeWithComments",
        "SetNewModeNumber",
        "SetNonPEWCContactOutcome",
        "SkipManualDialContact",
        "SkipNonPEWCContact",
        "StateSync",
    }


def test_a_request_means_one_operation() -> None:
    names = [each.name.casefold() for each in OPERATIONS]
    assert len(names) == len(set(names))


def test_operations_with_one_reply_read_it_alike_or_are_told_apart_by_its_call_id() -> None:
    for alike in BY_REPLY.values():
        by_callid = {each.echoes_callid: (each.answer, each.wire, each.success_of, each.shared) for each in alike}
        assert all(
            (each.answer, each.wire, each.success_of, each.shared) == by_callid[each.echoes_callid] for each in alike
        )
        assert all(each.reply == alike[0].reply for each in alike if each.echoes_callid == alike[0].echoes_callid)


def test_a_reply_with_a_success_is_never_taken_for_done_unread() -> None:
    silent = [each.name for each in OPERATIONS if "success" in each.answer.model_fields and each.success_of is None]
    assert silent == [], "set success_of, or `success: false` counts as done"


@pytest.mark.parametrize("module", ["manual_dial_call", "manual_dial_copy_contact"])
def test_a_sibling_is_one_file_and_one_line(module: str) -> None:
    importing = f"from widget.lcm.operations.{module} import"
    readers = [*LCM.glob("*.py"), LCM / "operations" / "__init__.py"]
    lines = [
        line
        for file in readers
        if file.name != "__init__.py" or file.parent != LCM
        for line in file.read_text("utf-8").splitlines()
    ]
    assert len([line for line in lines if importing in line]) == 1
    assert not [line for line in lines if module.upper() in line and importing not in line]


def test_the_room_needs_pydantic_and_nothing_else() -> None:
    script = (
        "import sys, widget.lcm;"
        "known = {'widget', 'pydantic', 'pydantic_core', 'annotated_types', 'typing_extensions', 'typing_inspection'};"
        "ours = {name for name in sys.modules if name.startswith('widget.')};"
        "assert all(name.startswith('widget.lcm') for name in ours), ours;"
        "others = {name.split('.')[0] for name in sys.modules} - known - set(sys.stdlib_module_names) - {'__main__'};"
        "print(sorted(name for name in others if not name.startswith('_')))"
    )
    result = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", script], cwd=LCM.parents[1], capture_output=True, text=True, check=False
    )
    assert result.stderr == ""
    assert result.stdout.strip() == "[]"


def test_an_operation_is_printed_by_its_name() -> None:
    assert repr(next(each for each in OPERATIONS if isinstance(each, Operation))).startswith("<Operation ")
