"""`make lock`: pin everything again after a change of tools/requirements/*.in or package.json, hashes and all.

The locks hold no download address, so they mean the same wherever they are installed from.
"""

from __future__ import annotations

import subprocess
import sys

from tools.project import ROOT, run_node

PLAIN = ("--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate", "--quiet")
LOCKS = {"browser": "3.14", "dev": "3.11"}  # the oldest Python each must install on


def main() -> None:
    """Write every lock anew."""
    folder = ROOT / "tools/requirements"
    for name, python in LOCKS.items():
        files = (str(folder / f"{name}.in"), "--output-file", str(folder / f"{name}.txt"))
        command = ("uv", "pip", "compile", "--universal", "--python-version", python, *PLAIN, *files)
        subprocess.run([sys.executable, "-m", *command], check=True)
    run_node("npm", "install", "--package-lock-only", "--loglevel=error")


if __name__ == "__main__":
    main()
