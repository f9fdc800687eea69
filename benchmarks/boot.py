"""`python -m benchmarks.boot [ROUNDS]`: how long the page takes to start, beside stock PyScript and bare Pyodide.

All pages are measured in one run, in turns. Cold is the first load in a fresh profile, so nothing is cached. Warm is
the fourth load in that profile. Slow is a cold load at 20 Mbit/s and 40 ms. The times are in ms from navigation to the
first paint of the shell, to the inbox listening and to the first real render. Medians are printed. Compare the ratios,
because the times depend on the machine. `make dist` must have run.
"""

from __future__ import annotations

import math
import os
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from benchmarks.boot_pages import folders
from benchmarks.table import table
from tests.browser.conftest import Servers, listener
from tools.chromium import FLAGS, chromium
from tools.serve import Site

QUALITY = 11  # of brotli, as in `make dist`
PATIENCE = 120_000  # ms
SLOW = {"offline": False, "latency": 40, "downloadThroughput": 20e6 / 8, "uploadThroughput": 20e6 / 8}
WARM_LOADS = 3  # the browser keeps compiled code from the second or third load on
TIMES = """() => {
  const at = (name) => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
  return { paint: at("first-contentful-paint"), listening: at("widget:listening"), ready: at("widget:ready") };
}"""
Figures = dict[str, list[float]]


def serve(folder: Path) -> str:
    """Serve `folder` until this process ends. Returns its origin."""
    bound, origin = listener()
    Servers().serve(Site(folder), bound)
    return origin


@contextmanager
def profile(playwright: Playwright) -> Iterator[BrowserContext]:
    """A browser with a fresh profile."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        context = playwright.chromium.launch_persistent_context(
            folder, executable_path=chromium(), args=list(FLAGS), viewport={"width": 320, "height": 760}
        )
        yield context
        context.close()


def load(page: Page, url: str) -> dict[str, float]:
    """Open `url` and wait for the first real render. Returns times in ms. Raises SystemExit when it does not start."""
    page.goto(url)
    page.locator("html[data-boot=ready], html[data-boot=failed]").wait_for(state="attached", timeout=PATIENCE)
    if page.locator("html[data-boot=failed]").count():
        raise SystemExit(f"{url} did not start: {page.locator('#boot-failure').inner_text()}")
    page.wait_for_timeout(300)  # the browser writes its code cache
    times: dict[str, float] = page.evaluate(TIMES)
    return times


def renderer_megabytes() -> float:
    """The private memory of the largest renderer process that this process started, in MB. NaN except on Linux."""
    sizes = [math.nan]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"--type=renderer" in (process / "cmdline").read_bytes() and is_ours(int(process.name)):
                rollup = (process / "smaps_rollup").read_text()
                sizes.append(sum(map(int, re.findall(r"Private_\w+: +(\d+) kB", rollup))) / 1000)
        except OSError:  # it has ended, or may not be read
            continue
    return max(sizes[1:], default=math.nan)


def is_ours(process: int) -> bool:
    """Whether this process started it, or started a process that did."""
    while process > 1 and process != os.getpid():
        process = int(Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1])
    return process == os.getpid()


def cold_and_warm(playwright: Playwright, url: str, figures: Figures) -> None:
    """Measure one fresh profile: its first load, with the bytes received, and a later load."""
    received = 0.0

    def count(event: dict[str, float]) -> None:
        nonlocal received
        received += event["encodedDataLength"]

    with profile(playwright) as context:
        page = context.pages[0]
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", count)
        for name, value in load(page, url).items():
            figures.setdefault(f"cold {name}", []).append(value)
        figures.setdefault("MB sent", []).append(received / 1e6)
        for _ in range(WARM_LOADS):
            times = load(page, url)
        for name, value in times.items():
            figures.setdefault(f"warm {name}", []).append(value)
        session.send("HeapProfiler.collectGarbage")
        figures.setdefault("MB memory", []).append(renderer_megabytes())


def slow(playwright: Playwright, url: str, figures: Figures) -> None:
    """Measure the first load of one fresh profile on a throttled network."""
    with profile(playwright) as context:
        page = context.pages[0]
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        for name, value in load(page, url).items():
            figures.setdefault(f"slow {name}", []).append(value)


def report(results: dict[str, Figures]) -> str:
    """A table of the medians. Below them are the ratios of the first renders to the stock page's and bare Pyodide's."""
    names = list(next(iter(results.values())))
    medians = {label: {name: statistics.median(figures[name]) for name in names} for label, figures in results.items()}
    rows = []
    for name in names:
        digits = 1 if name.startswith("MB") else 0
        rows.append([name, *(f"{medians[label][name]:.{digits}f}" for label in results)])
    for other in ("stock PyScript", "bare Pyodide"):
        for name in ("cold ready", "warm ready", "slow ready"):
            ratios = [f"{medians[label][name] / medians[other][name]:.2f}" for label in results]
            rows.append([f"{name} / {other}", *ratios])
    return table(["", *results], rows)


def main(rounds: int) -> None:
    """Measure and print."""
    pages = {label: f"{serve(folder)}{path}" for label, (folder, path) in folders(QUALITY).items()}
    results: dict[str, Figures] = {label: {} for label in pages}
    with sync_playwright() as playwright:
        for number in range(rounds):
            for label, url in pages.items():
                cold_and_warm(playwright, url, results[label])
                slow(playwright, url, results[label])
            print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
    print(f"Medians of {rounds}; ms, and MB.\n\n{report(results)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
