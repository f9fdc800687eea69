"""`python -m tools.runtime.build`: fetch, recompile, lock, record, compress. A second run does nothing, at once."""

from __future__ import annotations

import hashlib
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from email.parser import Parser
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import ZipFile

import brotli

from tools.project import BUILD, NODE_MODULES, run_node
from tools.runtime import fetch
from tools.runtime.record import record
from tools.runtime.version import runtime_folder, runtime_version, stamp

PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
# Of PyScript's chunks, those that every page asks for: it imports its plugins even where they are switched off.
PYSCRIPT = (
    "core.js", "core-*.js", "toml-*.js",
    "deprecations-manager-*.js", "donkey-*.js", "error-*.js", "py-editor-*.js", "py-game-*.js", "py-terminal-*.js",
)  # fmt: skip
COMPRESSIBLE = (".js", ".mjs", ".wasm", ".zip", ".whl", ".json", ".bin", ".css", ".svg", ".toml", ".html")
QUALITY = 9  # of brotli; more takes minutes
COMPLETE = "complete"


def recompile(wheels: Path) -> Path:
    """A folder with the standard library and the wheels as bytecode."""
    source, target = BUILD / "archives", BUILD / "compiled"
    for folder in (source, target):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for path in (NODE_MODULES / "pyodide/python_stdlib.zip", *wheels.glob("*.whl")):
        shutil.copy(path, source)
    run_node("node", "tools/runtime/archives.mjs", source, target)
    return target


def lock_entry(wheel: Path) -> dict[str, object]:
    """One package of `pyodide-lock.json`, read from its wheel."""
    with ZipFile(wheel) as archive:
        name, version = wheel.name.split("-")[:2]
        metadata = Parser().parsestr(archive.read(f"{name}-{version}.dist-info/METADATA").decode())
        imports = {Path(member).parts[0].removesuffix(".pyc") for member in archive.namelist()}
    needs = [
        need.split(";")[0]
        for need in metadata.get_all("Requires-Dist", [])
        if "extra ==" not in need and "python_" not in need
    ]
    return {
        "name": normalised(name),
        "version": version,
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(i for i in imports if not i.endswith(".dist-info")),
        "depends": sorted({normalised(need) for need in needs}),
        "unvendored_tests": False,
    }


def normalised(requirement: str) -> str:
    """A requirement's project name as the lock file spells it."""
    name = requirement.strip().split(" ")[0]
    for sign in "<>=!~[(":
        name = name.split(sign)[0]
    return name.lower().replace("_", "-").replace(".", "-")


def write_lock(folder: Path) -> None:
    """Pyodide's lock file with our packages only."""
    info = json.loads((NODE_MODULES / "pyodide/pyodide-lock.json").read_text())["info"]
    entries = [lock_entry(wheel) for wheel in sorted(folder.glob("*.whl"))]
    packages = {str(entry["name"]): entry for entry in entries}
    (folder / "pyodide-lock.json").write_text(json.dumps({"info": info, "packages": packages}, indent=1))


def compress(path: Path, quality: int) -> None:
    """A brotli file beside the original, for any server that can send it. What was compressed once is kept."""
    content = path.read_bytes()
    kept = BUILD / f"brotli/{hashlib.sha256(content).hexdigest()}-{quality}"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        with NamedTemporaryFile(dir=kept.parent, delete=False) as part:  # whole, or not there: it is kept for ever
            part.write(brotli.compress(content, quality=quality, lgwin=24))
        Path(part.name).replace(kept)
    shutil.copyfile(kept, path.with_name(f"{path.name}.br"))


def compress_all(folder: Path, quality: int = QUALITY) -> None:
    """Compress what gains by it, in all of `folder`."""
    with ThreadPoolExecutor() as pool:
        files = [path for path in folder.rglob("*") if path.suffix in COMPRESSIBLE]
        list(pool.map(lambda path: compress(path, quality), sorted(files, key=lambda path: -path.stat().st_size)))


def name_strict_toml(folder: Path) -> None:
    """Give PyScript's strict reader of TOML, which knows the line of an error, a name that the page can import.

    PyScript reads pyscript.toml with the other of its two, which takes what it understands and leaves out the rest.
    """
    [strict] = [path.name for path in folder.glob("toml-*.js") if "location.start.line" in path.read_text()]
    (folder / "toml.js").write_text(f'export {{ parse }} from "./{strict}";\n')


def assemble(folder: Path, compiled: Path) -> None:
    """Everything the page asks for, in one folder."""
    for name in PYODIDE:
        shutil.copy(NODE_MODULES / "pyodide" / name, folder)
    for pattern in PYSCRIPT:
        for path in sorted((NODE_MODULES / "@pyscript/core/dist").glob(pattern)):
            shutil.copy(path, folder)
    name_strict_toml(folder)
    shutil.copy(NODE_MODULES / "idiomorph/dist/idiomorph.esm.js", folder)
    for path in compiled.iterdir():
        shutil.copyfile(path, folder / path.name)
    write_lock(folder)


def build() -> Path:
    """Build the runtime when its folder is missing; the folder."""
    fetch.npm_packages()
    folder = runtime_folder()
    if (folder / COMPLETE).exists():
        return folder
    compiled = recompile(fetch.browser_wheels())
    print("Building the runtime …", flush=True)
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.mkdir(parents=True)
    assemble(folder, compiled)
    record(folder)
    compress_all(folder)
    (folder / COMPLETE).touch()
    return folder


if __name__ == "__main__":
    build()
    for name in stamp(runtime_version()):
        print(f"{name} now points to runtime {runtime_version()}: commit it with what changed the runtime.")
