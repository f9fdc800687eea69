"""The vendor's samples, for hosts of the browser tests."""

from __future__ import annotations

from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "contract/samples"


def sample(name: str) -> str:
    """The text of `NNN_<name>.json`, verbatim from the vendor's page."""
    (path,) = SAMPLES.glob(f"*_{name}.json")
    return path.read_text()
