"""`make release`: makes `dist/` twice, each time from nothing but the sources and the pinned packages, and compares.

The same commit gives the same bytes. Where it does not, nothing is left in `dist/`, and what differs is named.
"""

from __future__ import annotations

import filecmp
import shutil
from pathlib import Path

from tools.dist import BEST, DIST, dist
from tools.project import BUILD
from tools.runtime.version import runtime_folder


def made(target: Path) -> Path:
    """One build, whose runtime is made anew too."""
    shutil.rmtree(runtime_folder().parent, ignore_errors=True)
    return dist(BEST, target)


def differences(one: Path, other: Path) -> list[str]:
    """The files that only one of two folders has, or that differ in a byte, by path."""
    names = {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*") if path.is_file()}

    def same(name: Path) -> bool:
        there = (one / name).exists() and (other / name).exists()
        return there and filecmp.cmp(one / name, other / name, shallow=False)

    return sorted(name.as_posix() for name in names if not same(name))


def main() -> None:
    """Build twice and compare.

    Raises:
        SystemExit: when the two differ; the text names the files.
    """
    shutil.rmtree(DIST, ignore_errors=True)
    first, second = made(BUILD / "first"), made(BUILD / "second")
    if differ := differences(first, second):
        raise SystemExit("Two builds of these sources differ in\n  " + "\n  ".join(differ))
    shutil.rmtree(second)
    shutil.move(first, DIST)
    print(f"Both builds are the same. Published in {DIST}")


if __name__ == "__main__":
    main()
