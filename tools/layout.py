"""Where the files of a release are published: in folders below `static/runtime/` that are named by their content.

A folder that has not changed since the last release keeps its name, and browsers keep it. So the engine, the library,
the first part of the snapshot and PyScript are fetched again only when they have changed. What is ours stands in one
folder, so that all of a page is always of one release: only the pages themselves, which name that folder, are at fixed
addresses.
"""

from __future__ import annotations

import hashlib
import json
import re
from fnmatch import fnmatch
from pathlib import Path

from tools.delivery import RUNTIME

FOLDERS = {
    "widget": ("interpreter.mjs", "restore.mjs", "widget.bin", "home.zip", "idiomorph.esm.js"),
    "engine": ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"),
    "snapshot": ("snapshot.bin",),
    "library": ("*.whl", "*.wasm", "*.zip", "pyodide-lock.json"),
    "pyscript": ("*.js",),
}
"""The files of a runtime, by their folder: the first pattern that fits decides. What fits none is not published."""
OURS = "widget"
PLACES = "const PLACES = {}"
_IN_RUNTIME = re.compile(r"(?<=[\"'])\./runtime/[\w.-]+/([\w.-]+)")
_ADDRESSED = re.compile(r'(?<= )(src|href|data-archives)="([^"]*)"')
_IN_PROJECT = re.compile(r"^static/(runtime/[\w.-]+/)?")


def folder_of(name: str) -> str:
    """The folder of a runtime's file; "" when it is not published."""
    fits = (folder for folder, patterns in FOLDERS.items() if any(fnmatch(name, pattern) for pattern in patterns))
    return next(fits, "")


def named(kind: str, files: dict[str, bytes]) -> str:
    """The name of a folder with these files: its kind and ten hex digits over their names and contents."""
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return f"{kind}-{digest.hexdigest()[:10]}"


def publish(runtime: Path, ours: dict[str, bytes], pages: dict[str, str], target: Path) -> None:
    """Write the folders and the pages.

    Args:
        runtime: the folder of a runtime.
        ours: what else belongs to the widget: path in its folder -> content. Scripts name the runtime's files as the
            project's own do.
        pages: the pages, which name files as the project's own do: path -> text.
        target: where to write.
    """
    kinds: dict[str, dict[str, bytes]] = {kind: {} for kind in FOLDERS}
    for path in sorted(runtime.iterdir()):
        if kind := folder_of(path.name):
            kinds[kind][path.name] = path.read_bytes()
    mine = kinds.pop(OURS) | ours
    folders = {kind: named(kind, files) for kind, files in kinds.items()}
    places = {name: f"../{folders[kind]}/" for kind, files in kinds.items() for name in files}
    kinds[OURS] = {name: _pointed(name, content, places) for name, content in mine.items()}
    folders[OURS] = named(OURS, kinds[OURS])
    for kind, files in kinds.items():
        _write(target / RUNTIME / folders[kind], files)
    _write(target, {name: _on_page(text, f"{RUNTIME}{folders[OURS]}").encode() for name, text in pages.items()})


def _on_page(text: str, folder: str) -> str:
    """A page, naming each file of ours where it is published."""

    def address(found: re.Match[str]) -> str:
        files = (f"{folder}/{_IN_PROJECT.sub('', name)}" for name in found[2].split())
        return f'{found[1]}="{" ".join(files)}"'

    return _ADDRESSED.sub(address, text)


def _pointed(name: str, content: bytes, places: dict[str, str]) -> bytes:
    """A script of ours, naming each file of the runtime where it is published."""
    if not name.endswith((".js", ".mjs")):
        return content
    text = _IN_RUNTIME.sub(lambda found: f"{places.get(found[1], './')}{found[1]}", content.decode())
    if name == "interpreter.mjs":
        text = text.replace('"./pyodide.mjs"', f'"{places["pyodide.mjs"]}pyodide.mjs"')
        text = text.replace(PLACES, f"const PLACES = {json.dumps(places)}")
    return text.encode()


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
