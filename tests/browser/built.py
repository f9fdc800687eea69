"""The page that the tests open: what `make dist` publishes, with little compression, of the sources as they are."""

from __future__ import annotations

import fcntl
import hashlib
from pathlib import Path

from tools.delivery import CONFIGURATION
from tools.dist import dist
from tools.project import BUILD, ROOT
from tools.runtime.build import build
from tools.serve import ENTRY, KIT, package

FOLDER = BUILD / "tested"
MADE_OF = BUILD / "tested.made-of"


def built() -> Path:
    """The folder. It is made anew when the sources have changed since; processes of one run wait for each other."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "tested.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        now = _sources()
        if not MADE_OF.exists() or MADE_OF.read_text() != now:
            MADE_OF.unlink(missing_ok=True)
            dist(0, FOLDER)
            MADE_OF.write_text(now)
    return FOLDER


def _sources() -> str:
    """A checksum of all that the page is made of."""
    files = [path for path in (ROOT / "static").rglob("*") if path.is_file() and "runtime" not in path.parts]
    parts = [
        build().name.encode(),
        package(),
        package(KIT),
        (KIT / "index.html").read_bytes(),
        *(path.read_bytes() for path in sorted(files)),
    ]
    parts += [
        (ROOT / name).read_bytes() for name in ("index.html", CONFIGURATION, ENTRY, "tools/dist.py", "tools/layout.py")
    ]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
