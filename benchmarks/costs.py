"""`python -m benchmarks.costs`: what messages made to cost much do cost in the page, for each 100 KB of them.

Nothing may cost more than 100 ms a 100 KB, nor keep more than 20 times its size. The tests hold what is counted
(tests/unit/test_bounds.py). A clock is only read here.
"""

from __future__ import annotations

import json

from playwright.sync_api import sync_playwright

from benchmarks.table import table
from tests.browser.conftest import BOOT, Servers, listener
from tools.chromium import FLAGS, chromium
from tools.project import ROOT
from tools.serve import Site


def main() -> None:
    """Serve a page that only measures, wait for it, and print the table."""
    bound, origin = listener()
    Servers().serve(Site(ROOT, instead={"/widget/main.py": ROOT / "benchmarks/costs_in_page.py"}), bound)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 320, "height": 600})
        page.goto(f"{origin}/?scenario=empty")
        page.locator("html[data-bench]").wait_for(state="attached", timeout=5 * BOOT)
        figures = json.loads(page.evaluate("document.documentElement.dataset.bench"))
        browser.close()
    head = ["100 KB of", "taken, ms", "drawn, ms", "kept, times its size"]
    rows = []
    for kind, figure in figures.items():
        each = 100_000 / figure["size"]
        rows.append(
            [
                kind,
                f"{figure['hear'] * each:.0f}",
                f"{figure['draw'] * each:.0f}",
                f"{figure['kept'] / figure['size']:.1f}",
            ]
        )
    print(table(head, rows))


if __name__ == "__main__":
    main()
