"""The runtime's folder is immutable: each input changes its name, and every file that points to it is current."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tools.project import ROOT
from tools.runtime import version
from tools.runtime.version import INPUTS, STAMPED, runtime_version, stale_pointers, stamp


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files that the version is made of or stamped into, in a folder of their own."""
    for name in (*INPUTS, *STAMPED, "package-lock.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(version, "ROOT", tmp_path)
    return tmp_path


def test_stamped_files_point_to_the_runtime_of_these_inputs() -> None:
    assert stale_pointers(runtime_version()) == []


@pytest.mark.parametrize("name", INPUTS)
def test_each_input_changes_the_version(name: str, copy: Path) -> None:
    before = runtime_version()
    with (copy / name).open("a") as file:
        file.write("\n")
    assert runtime_version() != before


@pytest.mark.parametrize("package", ["@pyscript/core", "idiomorph", "pyodide"])
def test_each_shipped_npm_package_changes_the_version(package: str, copy: Path) -> None:
    before = runtime_version()
    lock = json.loads((copy / "package-lock.json").read_text())
    lock["packages"][f"node_modules/{package}"]["integrity"] = "sha512-another"
    (copy / "package-lock.json").write_text(json.dumps(lock))
    assert runtime_version() != before


def test_a_package_that_is_not_shipped_does_not(copy: Path) -> None:
    before = runtime_version()
    lock = json.loads((copy / "package-lock.json").read_text())
    lock["packages"]["node_modules/axe-core"]["integrity"] = "sha512-another"
    (copy / "package-lock.json").write_text(json.dumps(lock))
    assert runtime_version() == before


def test_every_file_of_the_build_is_an_input() -> None:
    of_the_build = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tools/runtime").rglob("*")
        if path.suffix in {".py", ".mjs"} and path.name not in {"__init__.py", "version.py"}
    }
    assert of_the_build <= set(INPUTS)


def test_stamping_points_every_file_to_another_version(copy: Path) -> None:
    changed = stamp("9.9.9-0123456789")
    assert changed
    assert stale_pointers("9.9.9-0123456789") == []
    assert stamp("9.9.9-0123456789") == []
