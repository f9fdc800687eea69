"""A snapshot that can't be recorded is said at build time, and the page boots the ordinary way."""

from __future__ import annotations

import filecmp
import hashlib
import json
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from tools.runtime import record as recording
from tools.runtime.build import build
from tools.runtime.record import BOUND, LATER, manifest, record


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A runtime with one compiled package and one that is loaded later."""
    monkeypatch.setattr(recording, "BUILD", tmp_path)
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    for name in BOUND:
        (runtime / name).write_bytes(name.encode())
    entries = {name: {"file_name": f"{name}-1.whl"} for name in ("core", *LATER)}
    (runtime / "pyodide-lock.json").write_text(json.dumps({"packages": entries}))
    with ZipFile(runtime / "core-1.whl", "w") as wheel:
        wheel.writestr("core/_core.cpython-314-wasm32-emscripten.so", b"compiled")
        wheel.writestr("core/__init__.pyc", b"code")
    return runtime


def fails(*_: object) -> None:
    raise SystemExit("This failed: node")


def works(_program: str, _script: str, written: Path) -> None:
    spec = json.loads(written.read_text())
    for name in ("snapshot.bin", "packages.zip"):
        (Path(spec["folder"]) / name).write_bytes(name.encode())
    Path(spec["facts"]).write_text('{"pyodide": "1"}')


def test_a_recording_that_fails_leaves_an_interpreter_that_boots_the_ordinary_way(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(recording, "run_node", fails)
    assert record(folder) is False
    assert "const MANIFEST = null;" in (folder / "interpreter.mjs").read_text()
    assert "No snapshot could be recorded" in capsys.readouterr().out


def test_the_same_runtime_is_recorded_with_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = build()
    again = tmp_path / "runtime"
    shutil.copytree(built, again, ignore=shutil.ignore_patterns("*.br", "snapshot.bin", "packages.zip"))
    monkeypatch.setattr(recording, "BUILD", tmp_path)
    assert record(again)
    assert filecmp.cmp(built / "packages.zip", again / "packages.zip", shallow=False)
    assert filecmp.cmp(built / "snapshot.bin", again / "snapshot.bin", shallow=False)


def test_the_manifest_names_what_the_snapshot_was_made_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "run_node", works)
    assert record(folder) is True
    known = manifest(folder, {"/lib/core.so": "core.wasm"}, {"pyodide": "1"})
    assert known["packages"] == ["core"]
    hashes = known["sha256"]
    assert isinstance(hashes, dict)
    assert hashes.keys() == {"snapshot.bin", "packages.zip", "core.wasm", *BOUND}
    assert hashes["core.wasm"] == hashlib.sha256(b"compiled").hexdigest()
    assert '"core.wasm"' in (folder / "interpreter.mjs").read_text()
