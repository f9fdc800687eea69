"""The drawing in docs/architecture.md is the contract that import-linter keeps."""

from __future__ import annotations

import tomllib

from tools.project import ROOT


def test_the_rooms_as_drawn_are_the_layers_as_kept() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    drawing = (ROOT / "docs/architecture.md").read_text("utf-8").split("## The rooms")[1].split("\n    ", 1)[1]
    drawn = [line.strip() for line in ("    " + drawing.split("\n\n")[0]).splitlines()]
    assert drawn == layers


def test_every_room_and_every_subject_is_told_of() -> None:
    told = (ROOT / "docs/architecture.md").read_text("utf-8")
    rooms = {path.name for path in (ROOT / "widget").iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert [room for room in sorted(rooms) if f"`{room}/`" not in told and room != "texts"] == []
    subjects = {path.name for path in (ROOT / "widget/state").glob("*.py")}
    helpers = {"__init__.py", "announcements.py", "effects.py", "fields.py", "keys.py", "numbers.py", "privacy.py"}
    assert [name for name in sorted(subjects - helpers) if name.removeprefix("state/") not in told] == []
