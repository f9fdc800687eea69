"""Fetches what the page is made of: npm packages by the lock file, wheels by pip, all with pinned hashes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from tools.project import BUILD, NODE_MODULES, ROOT, run_node

REQUIREMENTS = ROOT / "tools/requirements/browser.txt"
# The wheel tags that a browser's Pyodide 314 accepts, compiled ones first. MarkupSafe publishes no wheel for the
# browser: a Linux wheel is taken for its Python files, and its speed-ups are left out when it is recompiled.
PLATFORMS = ("pyemscripten_2026_0_wasm32", "manylinux_2_17_x86_64")


def _stamp_of(*inputs: Path) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in inputs)).hexdigest()


def npm_packages() -> None:
    """Make `node_modules` what `package-lock.json` says, unless it is already."""
    stamp, wanted = NODE_MODULES / ".from-lock", _stamp_of(ROOT / "package-lock.json")
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Fetching PyScript and Pyodide …", flush=True)
    run_node("npm", "ci", "--ignore-scripts", "--loglevel=error")
    stamp.write_text(wanted)


def browser_wheels() -> Path:
    """A folder with the browser's wheels, each checked against its hash in `browser.txt`."""
    folder = BUILD / "wheels"
    stamp, wanted = folder / ".from-lock", _stamp_of(REQUIREMENTS, Path(__file__))
    if stamp.exists() and stamp.read_text() == wanted:
        return folder
    print("Fetching the browser's Python packages …", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _download(folder)
    stamp.write_text(wanted)
    return folder


def _download(folder: Path) -> None:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    target = ["--only-binary=:all:", "--implementation", "cp", "--python-version", "3.14"]
    tags = [word for platform in PLATFORMS for word in ("--platform", platform)]
    hashes = ["--require-hashes", "-r", str(REQUIREMENTS), "--dest", str(folder)]
    if subprocess.run([*pip, *target, *tags, *hashes], check=False).returncode:
        raise SystemExit("The browser's Python packages could not be fetched; see pip's message above.")
