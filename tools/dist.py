"""`make dist`: the widget as an integrator serves it, in `dist/`: plain files, with brotli and gzip beside them.

The page is the demo's. In its runtime the snapshot has a part of its own for the widget's modules, and `widget.zip`
holds only the rest of them, compiled.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import grimp

from tools.delivery import CONFIGURATION, FILES
from tools.layout import publish
from tools.project import BUILD, ROOT, run_node
from tools.runtime.build import COMPLETE, build, compress_all
from tools.runtime.record import record_part
from tools.serve import ENTRY, KIT, KIT_ARCHIVE, KIT_ENTRY, KIT_PAGE, package, sizes

DIST = ROOT / "dist"
BROWSER_ONLY = ("js", "pyodide", "pyodide_js", "pyscript")  # what no recording may touch
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


def ours(archive: bytes) -> dict[str, bytes]:
    """What belongs to the widget besides its runtime: path in its folder -> content. `archive` is its `widget.zip`."""
    static = ROOT / "static"
    found = {path.relative_to(static): path for path in static.rglob("*") if path.is_file()}
    files = {name.as_posix(): path.read_bytes() for name, path in found.items() if name.parts[0] != "runtime"}
    entries = {entry: (ROOT / entry).read_bytes() for entry in (ENTRY, KIT_ENTRY)}
    return files | entries | {"widget.zip": archive, KIT_ARCHIVE: package(KIT)}


def dist(quality: int, target: Path = DIST) -> Path:
    """Make `dist/`.

    Args:
        quality: brotli's, 0 to 11; the last steps take minutes and save a tenth.
        target: another folder to make; what was in it is lost.
    """
    runtime, widget, modules = build(), compiled(), recordable()
    folder, rest = BUILD / "release", BUILD / "widget-rest.zip"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(runtime, folder, ignore=shutil.ignore_patterns("*.br", COMPLETE))
    without(widget, modules if record_part(folder, widget, modules) else [], rest)
    shutil.rmtree(target, ignore_errors=True)
    pages = {"index.html": (ROOT / "index.html").read_text(), KIT_PAGE: (KIT / "index.html").read_text()}
    publish(folder, ours(rest.read_bytes()), pages, target)
    compress_all(target, quality)
    gzip_all(target, quality)
    shutil.copy(ROOT / CONFIGURATION, target)  # not compressed: it is edited where it is published
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
