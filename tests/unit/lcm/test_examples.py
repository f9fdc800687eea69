"""The examples of the documentation run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.contract.kit import NOT_JSON, REPLIES, REQUESTS
from widget.lcm import write_refusal

ROOT = Path(__file__).parents[3]


def run(*arguments: str) -> str:
    """Return what our interpreter prints, run in the project's root."""
    command = [sys.executable, *arguments]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own files
    assert result.stderr == ""
    return result.stdout


def test_the_example_of_the_readme_runs() -> None:
    example = re.search(r"```python\n(.*?)```", (ROOT / "widget/lcm/README.md").read_text("utf-8"), re.DOTALL)
    assert example
    printed = run("-c", example[1]).splitlines()
    assert printed[0] == "12345 [('Home', 8)]"
    assert '"subtopic":"StateSync"' in printed[-1]


def test_a_recording_is_read_from_files(tmp_path: Path) -> None:
    refusal = tmp_path / "refusal"
    refusal.write_text(write_refusal("WS_Error", "Invalid Call ID:6591462346", callid=None, subtopic=None), "utf-8")
    printed = run("-m", "demo.read_recording", *map(str, [*REPLIES, *REQUESTS, *NOT_JSON, refusal]))
    assert "001_get_callback_modes.reply.json: reply to GetCallBackModes about call 12345: callid, modes\n" in printed
    assert "000_state_sync.request.json: request StateSync from myapp\n" in printed
    assert printed.count("text: not JSON") == len(NOT_JSON)
    assert "refuses" in printed
    assert "6591462346" not in printed
