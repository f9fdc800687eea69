"""`python -m benchmarks.lcm_page`: how long reading a message takes in the page, in Chromium, beside `json.loads`."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.lcm_read import Timing, table, vendors_texts
from tests.browser.conftest import BOOT, Servers, listener
from tools.chromium import FLAGS, chromium
from tools.project import ROOT
from tools.serve import Site

MAIN = """
import json, js
texts = json.loads({texts!r})
js.document.documentElement.dataset.bench = json.dumps([list(timing) for timing in measure(texts)])
"""


def main() -> None:
    """Serve a page that only measures, wait for it, and print the table."""
    source = (ROOT / "benchmarks/lcm_read.py").read_text().partition("def vendors_texts")[0]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        script = Path(folder) / "main.py"
        script.write_text(source + MAIN.format(texts=json.dumps(vendors_texts())))
        bound, origin = listener()
        Servers().serve(Site(ROOT, instead={"/widget/main.py": script}), bound)
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = browser.new_page()
        page.goto(origin)
        page.locator("html[data-bench]").wait_for(state="attached", timeout=2 * BOOT)
        figures = json.loads(page.evaluate("document.documentElement.dataset.bench"))
        browser.close()
    print(table([Timing(*row) for row in figures]))


if __name__ == "__main__":
    main()
