"""Finds the Chromium that the browser tests drive; `python -m tools.chromium` installs one where it can."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def chromium() -> str | None:
    """The path of a Chromium: $CHROMIUM, the system's, or Playwright's own; None when there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in NAMES:
        if found := shutil.which(name):
            return found
    # In another thread: Playwright refuses to start twice in one thread, and the caller may have started it.
    with ThreadPoolExecutor(1) as thread:
        bundled = thread.submit(_bundled).result()
    return bundled if Path(bundled).exists() else None


def _bundled() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def install() -> None:
    """Try Playwright's own download, then Debian's package.

    Raises:
        SystemExit: when neither works; the text says what to do.
    """
    print("No Chromium here; fetching one …", flush=True)
    if _works(sys.executable, "-m", "playwright", "install", "chromium"):
        return
    debian = shutil.which("apt-get") and os.geteuid() == 0
    if debian and _works("apt-get", "update") and _works("apt-get", "install", "--yes", "chromium"):
        return
    raise SystemExit(
        "The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM=path."
    )


def _works(*command: str) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


if __name__ == "__main__":
    if not chromium():
        install()
    print(chromium())
