"""`make dist`: the widget as an integrator serves it, in `dist/`: plain files, with brotli and gzip beside them.

The page is the demo's. In its runtime the snapshot has a part of its own for the widget's modules, and `widget.zip`
holds only the rest of them, compiled.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import grimp

from tools.delivery import CONFIGURATION, FILES
from tools.project import BUILD, ROOT, run_node
from tools.runtime.build import COMPLETE, build, compress_all
from tools.runtime.record import record_part
from tools.runtime.version import POINTER
from tools.serve import ENTRY, KIT, KIT_ARCHIVE, KIT_ENTRY, KIT_PAGE, package, sizes

DIST = ROOT / "dist"
BROWSER_ONLY = ("js", "pyodide", "pyodide_js", "pyscript")  # what no recording may touch
PAGE = ("index.html", CONFIGURATION)
BEST = 11  # brotli's qualities end here


def recordable() -> list[str]:
    """The widget's modules that reach none of the browser's."""
    graph = grimp.build_graph("widget", include_external_packages=True)
    barred = {f"{ENTRY.removesuffix('.py').replace('/', '.')}"}
    for name in BROWSER_ONLY:
        barred |= graph.find_downstream_modules(name) if name in graph.modules else set()
    return sorted(name for name in graph.modules - barred if name.split(".")[0] == "widget")


def compiled() -> Path:
    """The widget as a zip of `.pyc` and data files."""
    source, target = BUILD / "widget", BUILD / "widget-compiled"
    for folder in (source, target):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    (source / "widget.zip").write_bytes(package())
    run_node("node", "tools/runtime/archives.mjs", source, target)
    return target / "widget.zip"


def without(archive: Path, modules: list[str], target: Path) -> None:
    """Write `archive` to `target` without the modules that the snapshot holds."""
    held = {name.replace(".", "/") for name in modules}
    with ZipFile(archive) as whole, ZipFile(target, "w", ZIP_STORED) as rest:
        for entry in whole.infolist():
            name = entry.filename.removesuffix(".pyc").removesuffix("/__init__")
            if not entry.filename.endswith(".pyc") or name not in held:
                rest.writestr(entry, whole.read(entry))


def copy_page(version: str, target: Path) -> None:
    """The page and its files, pointing to the runtime of `version`."""
    for name in PAGE:
        (target / name).write_text(POINTER.sub(version, (ROOT / name).read_text()))
    shutil.copytree(ROOT / "static", target / "static", ignore=shutil.ignore_patterns("runtime"))
    for path in (target / "static").glob("*.js"):
        path.write_text(POINTER.sub(version, path.read_text()))
    (target / KIT_PAGE).write_text(POINTER.sub(version, (KIT / "index.html").read_text()))
    (target / KIT_ARCHIVE).write_bytes(package(KIT))
    for entry in (ENTRY, KIT_ENTRY):
        (target / entry).parent.mkdir()
        shutil.copy(ROOT / entry, target / entry)


def dist(quality: int, target: Path = DIST) -> Path:
    """Make `dist/`.

    Args:
        quality: brotli's, 0 to 11; the last steps take minutes and save a tenth.
        target: another folder to make; what was in it is lost.
    """
    runtime, widget, modules = build(), compiled(), recordable()
    version = f"{runtime.name}-{hashlib.sha256(widget.read_bytes()).hexdigest()[:10]}"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    copy_page(version, target)
    folder = target / "static/runtime" / version
    shutil.copytree(runtime, folder, ignore=shutil.ignore_patterns("*.br", COMPLETE))
    recorded = record_part(folder, widget, modules)
    without(widget, modules if recorded else [], target / "widget.zip")
    compress_all(target, quality)
    (target / f"{CONFIGURATION}.br").unlink(missing_ok=True)  # it is edited where it is published
    gzip_all(target, quality)
    (target / FILES).write_text(json.dumps(published(target)))
    return target


def gzip_all(folder: Path, quality: int) -> None:
    """A gzip file beside each brotli file: for servers without brotli, and for proxies that take it out of a request.

    Args:
        folder: what was compressed with brotli.
        quality: brotli's; gzip's own ends at 9.
    """

    def write(compressed: Path) -> None:
        path = compressed.with_suffix("")
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), min(quality, 9), mtime=0))

    with ThreadPoolExecutor() as pool:
        list(pool.map(write, folder.rglob("*.br")))


def published(target: Path) -> dict[str, int]:
    """The sizes of what was published: without the configuration, which is edited there."""
    return {name: size for name, size in sizes(target).items() if name != CONFIGURATION}


def main() -> None:
    """Publish; brotli's quality may be given."""
    quality = sys.argv[1] if len(sys.argv) > 1 else str(BEST)
    if not (quality.isdecimal() and int(quality) <= BEST):
        raise SystemExit(f"{quality} is no quality of brotli's: give a number from 0 to {BEST}.")
    print(f"Published in {dist(int(quality))}")


if __name__ == "__main__":
    main()
