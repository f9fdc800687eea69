"""The pages of the boot benchmark: ours as published, a stock PyScript page with the same widget, and bare Pyodide.

The stock page hosts the same packages itself, as PyPI and npm ship them: with sources in the standard library and in
the wheels. It also gets brotli, immutable caching, and our lock file, so that it needs no micropip.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tools.delivery import FILES
from tools.dist import DIST
from tools.project import BUILD, NODE_MODULES, ROOT
from tools.runtime.build import PYODIDE, PYSCRIPT, compress_all, lock_entry, name_strict_toml
from tools.runtime.record import LATER
from tools.runtime.version import POINTER
from tools.serve import package

STOCK = BUILD / "bench/stock"
BARE = BUILD / "bench/bare"
RUNTIME = "static/runtime/0"
BARE_PAGE = "<!doctype html><title>Bare</title><p>Bare Pyodide</p><script type='module' src='bare.js'></script>"
BARE_SCRIPT = f"""performance.mark("widget:listening");
import {{ loadPyodide }} from "./{RUNTIME}/pyodide.mjs";
const python = await loadPyodide();
python.runPython("1 + 1");
document.documentElement.dataset.boot = "ready";
performance.mark("widget:ready");
"""


def fresh(folder: Path) -> Path:
    """Empty `folder` and put Pyodide into it, as npm ships it. Returns the folder of the runtime in it. It is served as
    a published one is.
    """
    shutil.rmtree(folder, ignore_errors=True)
    runtime = folder / RUNTIME
    runtime.mkdir(parents=True)
    (folder / FILES).write_text("{}")
    for name in (*PYODIDE, "python_stdlib.zip", "pyodide-lock.json"):
        shutil.copy(NODE_MODULES / "pyodide" / name, runtime)
    return runtime


def bare(quality: int) -> None:
    """Make a page that only loads Pyodide."""
    fresh(BARE)
    (BARE / "index.html").write_text(BARE_PAGE)
    (BARE / "bare.js").write_text(BARE_SCRIPT)
    compress_all(BARE, quality)


def stock_wheels(runtime: Path) -> None:
    """Put the same packages into `runtime`, and a lock file that names them."""
    for wheel in sorted((BUILD / "wheels").glob("*.whl")):
        name, version, *_ = wheel.name.split("-")
        if name in LATER:
            continue
        if "x86_64" not in wheel.name:
            shutil.copy(wheel, runtime)
            continue
        pure = runtime / f"{name}-{version}-py3-none-any.whl"
        with ZipFile(wheel) as old, ZipFile(pure, "w", ZIP_DEFLATED) as new:
            for member in old.namelist():
                if not member.endswith(".so"):
                    new.writestr(member, old.read(member))
    info = json.loads((runtime / "pyodide-lock.json").read_text())["info"]
    entries = [lock_entry(wheel) for wheel in sorted(runtime.glob("*.whl"))]
    lock = {"info": info, "packages": {str(entry["name"]): entry for entry in entries}}
    (runtime / "pyodide-lock.json").write_text(json.dumps(lock))


def stock(quality: int) -> None:
    """Make our page on stock PyScript: the same shell and the same widget from source, without bytecode or snapshot."""
    runtime = fresh(STOCK)
    for pattern in PYSCRIPT:
        for path in (NODE_MODULES / "@pyscript/core/dist").glob(pattern):
            shutil.copy(path, runtime)
    name_strict_toml(runtime)
    shutil.copy(NODE_MODULES / "idiomorph/dist/idiomorph.esm.js", runtime)
    stock_wheels(runtime)
    for name in ("index.html", "pyscript.toml"):
        text = POINTER.sub("0", (ROOT / name).read_text())
        text = re.sub(r"^ *<script.*interpreter\.mjs.*\n", "", text, flags=re.MULTILINE)
        (STOCK / name).write_text(text)
    shutil.copytree(ROOT / "static", STOCK / "static", ignore=shutil.ignore_patterns("runtime"), dirs_exist_ok=True)
    for path in (STOCK / "static").glob("*.js"):
        path.write_text(POINTER.sub("0", path.read_text()).replace("interpreter.mjs", "pyodide.mjs"))
    (STOCK / "widget").mkdir()
    shutil.copy(ROOT / "widget/main.py", STOCK / "widget")
    (STOCK / "widget.zip").write_bytes(package())
    compress_all(STOCK, quality)


def folders(quality: int) -> dict[str, tuple[Path, str]]:
    """Make the pages. Returns what is measured: label -> (folder, path of the page)."""
    bare(quality)
    stock(quality)
    return {
        "ours, snapshot": (DIST, "/"),
        "ours, ordinary": (DIST, "/?boot=ordinary"),
        "stock PyScript": (STOCK, "/"),
        "bare Pyodide": (BARE, "/"),
    }
