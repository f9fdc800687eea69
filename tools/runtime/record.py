"""Records the snapshot of a runtime folder and the widget's own part of it, and writes the interpreter module that
restores them (docs/boot.md)."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from tools.project import BUILD, run_node

HERE = Path(__file__).parent
DATE = (1980, 1, 1, 0, 0, 0)
SITE = "/lib/python3.14/site-packages"
# Imported by name when they are needed, after the first screen, through Pyodide's own loadPackage.
LATER = ("phonenumbers",)
# The same in the recording and in every page: the memory of a fresh engine depends on it.
ENVIRONMENT = {
    "HOME": "/home/pyodide",
    "LANG": "en_US.UTF-8",
    "PYDANTIC_DISABLE_PLUGINS": "1",  # looking for plugins among the installed packages costs a tenth of the start
    "_": "python",
}
BOUND = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
HOME = "home.zip"
MANIFEST = "const MANIFEST = "
NO_MANIFEST = f"{MANIFEST}null;"


def wheels(folder: Path) -> dict[str, Path]:
    """The runtime's wheels that go into the snapshot: package name -> path."""
    packages = json.loads((folder / "pyodide-lock.json").read_text())["packages"]
    return {name: folder / entry["file_name"] for name, entry in packages.items() if name not in LATER}


def unpack_libraries(folder: Path) -> dict[str, str]:
    """Put the wheels' compiled modules beside them, as files a browser compiles while they arrive.

    Returns:
        The path in Python's file system -> the file in `folder`.
    """
    libraries = {}
    for wheel in sorted(wheels(folder).values()):
        with ZipFile(wheel) as archive:
            for member in archive.namelist():
                if member.endswith(".so"):
                    file = f"{Path(member).name.split('.')[0].lstrip('_')}.wasm"
                    (folder / file).write_bytes(archive.read(member))
                    libraries[f"{SITE}/{member}"] = file
    return libraries


def pure_python(folder: Path) -> Path:
    """One zip of everything in the wheels but the compiled modules and the installers' papers."""
    path = BUILD / "packages.zip"
    with ZipFile(path, "w", ZIP_STORED) as merged:
        for wheel in sorted(wheels(folder).values()):
            with ZipFile(wheel) as archive:
                for member in archive.namelist():
                    if not member.endswith((".so", "/RECORD", "/WHEEL")):
                        merged.writestr(ZipInfo(member, DATE), archive.read(member))
    return path


def record(folder: Path) -> bool:
    """Record `folder`'s snapshot and write its `interpreter.mjs`; without a snapshot, that boots the ordinary way.

    Args:
        folder: a runtime, complete but for these.

    Returns:
        Whether there is a snapshot.
    """
    print("Recording the snapshot …", flush=True)
    shutil.copy(HERE / "page/restore.mjs", folder)
    libraries = unpack_libraries(folder)
    facts = _recorded(
        "snapshot.mjs",
        folder,
        libraries=libraries,
        archive=str(pure_python(folder)),
        checked=["packages.zip", "python_stdlib.zip", *libraries.values()],
        main=str(HERE / "snapshot.py"),
    )
    known = facts and {**facts, "env": ENVIRONMENT, "libraries": libraries, "packages": sorted(wheels(folder))}
    write_interpreter(folder, known)
    return known is not None


def record_part(folder: Path, home: Path, modules: Sequence[str]) -> bool:
    """Record the widget's own part of the snapshot, on top of that of `folder`, and tell its `interpreter.mjs` of it.
    Without one, the whole page boots the ordinary way.

    Args:
        folder: a runtime with its snapshot.
        home: a zip of `.pyc` that PyScript unpacks in the home directory, to import `modules` from.
        modules: to be in the heap. None may import `js`.

    Returns:
        Whether there is one.
    """
    print("Recording the widget's part of the snapshot …", flush=True)
    shutil.copy(home, folder / HOME)
    known = manifest(folder)
    given = {name: known[name] for name in ("header", "libraries")} if known else {}
    if not known or _recorded("layer.mjs", folder, home=HOME, modules=modules, **given) is None:
        known = None
    write_interpreter(folder, known)
    return known is not None


def _recorded(script: str, folder: Path, **more: object) -> dict[str, object] | None:
    """Run a recording script: the facts it writes, None when it fails."""
    name, facts = Path(script).stem, BUILD / f"{Path(script).stem}-facts.json"
    spec = {"folder": f"{folder}/", "env": ENVIRONMENT, "facts": str(facts), **more}
    (BUILD / f"{name}.json").write_text(json.dumps(spec))
    try:
        run_node("node", f"tools/runtime/{script}", BUILD / f"{name}.json")
    except SystemExit:
        print("No snapshot could be recorded (see above): the page will boot the ordinary way, more slowly.")
        return None
    found: dict[str, object] = json.loads(facts.read_text())
    return found


def manifest(folder: Path) -> dict[str, object] | None:
    """What `folder`'s interpreter knows of its snapshot; None when it knows of none."""
    text = (folder / "interpreter.mjs").read_text().partition(MANIFEST)[2]
    known: dict[str, object] | None = json.JSONDecoder().raw_decode(text)[0]
    return known


def write_interpreter(folder: Path, known: dict[str, object] | None) -> None:
    """`interpreter.mjs` with the manifest in it, so that no request has to wait for it: what the page must know to
    restore the snapshot, and what the snapshot was made of."""
    source = (HERE / "page/interpreter.mjs").read_text()
    if NO_MANIFEST not in source:
        raise SystemExit(f"tools/runtime/page/interpreter.mjs has no line `{NO_MANIFEST}`")
    if known is not None:
        libraries = known["libraries"]
        assert isinstance(libraries, dict)  # noqa: S101 - written by `record`
        names = ("snapshot.bin", "packages.zip", *libraries.values(), *BOUND, "widget.bin", HOME)
        parts = [name for name in names if (folder / name).exists()]
        sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in parts}
        known = {**known, "sizes": {name: (folder / name).stat().st_size for name in parts}, "sha256": sums}
    text = source.replace(NO_MANIFEST, f"{MANIFEST}{json.dumps(known, indent=1)};")
    (folder / "interpreter.mjs").write_text(text)
