"""Finds the Firefox that `make firefox` drives; `python -m tools.firefox` says what to install when there is none."""

from __future__ import annotations

import os
import shutil

NAMES = ("firefox-esr", "firefox")


def firefox() -> str | None:
    """The path of a Firefox: $FIREFOX or the system's; None when there is none."""
    return os.environ.get("FIREFOX") or next(filter(None, map(shutil.which, NAMES)), None)


def needed() -> str:
    """The path of a Firefox.

    Raises:
        SystemExit: when there is none; the text says what to do.
    """
    if found := firefox():
        return found
    raise SystemExit(
        "These tests need Firefox: install it (Debian: apt-get install firefox-esr; elsewhere, firefox) "
        "or set FIREFOX=path."
    )


if __name__ == "__main__":
    needed()
