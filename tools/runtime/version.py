"""The version in the runtime folder's name, and the files that name it.

The folder is served as immutable, so its name must change whenever its content could: it carries a hash of every input
of the build. The files that point to it are stamped by the build and committed, and a test keeps them current.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from tools.project import ROOT, STATIC

INPUTS = (
    "tools/requirements/browser.txt",
    "tools/runtime/archives.mjs",
    "tools/runtime/archives.py",
    "tools/runtime/build.py",
    "tools/runtime/fetch.py",
    "tools/runtime/page/interpreter.mjs",
    "tools/runtime/page/restore.mjs",
    "tools/runtime/record.py",
    "tools/runtime/repeatable.mjs",
    "tools/runtime/snapshot.mjs",
    "tools/runtime/snapshot.py",
)
STAMPED = (
    "index.html",
    "static/boot.js",
    "static/page.js",
    "demo/index.html",
    "conformance/index.html",
)
POINTER = re.compile(r"(?<=/runtime/)\d[\w.-]*(?=/)")


def npm_packages() -> dict[str, dict[str, str]]:
    """The pinned npm packages that are shipped: name -> {version, integrity}, from the lock file."""
    lock = json.loads((ROOT / "package-lock.json").read_text())
    shipped = lock["packages"][""]["dependencies"]
    return {
        name: {key: lock["packages"][f"node_modules/{name}"][key] for key in ("version", "integrity")}
        for name in shipped
    }


def runtime_version() -> str:
    """Pyodide's version and ten hex digits over all inputs, such as `314.0.7-0a1b2c3d4e`."""
    packages = npm_packages()
    digest = hashlib.sha256(json.dumps(packages, sort_keys=True).encode())
    for name in INPUTS:
        digest.update(name.encode() + b"\0" + (ROOT / name).read_bytes() + b"\0")
    return f"{packages['pyodide']['version']}-{digest.hexdigest()[:10]}"


def runtime_folder() -> Path:
    """The folder the build makes and the page points to."""
    return STATIC / "runtime" / runtime_version()


def stale_pointers(version: str) -> list[str]:
    """Names of the stamped files that point to another version."""
    return [
        name
        for name in STAMPED
        if (ROOT / name).exists() and any(m != version for m in POINTER.findall((ROOT / name).read_text()))
    ]


def stamp(version: str) -> list[str]:
    """Point every stamped file to `version`; the names of those that changed."""
    stale = stale_pointers(version)
    for name in stale:
        path = ROOT / name
        path.write_text(POINTER.sub(version, path.read_text()))
    return stale
