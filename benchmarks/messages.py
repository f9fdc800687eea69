"""`python -m benchmarks.messages`: the widget beside Penpal and a plain JavaScript page, in one browser, in turns.

Three things are measured: round trips a second (one at a time, and 50 in flight), StateSync messages a second from post
to applied state, and the time from post to painted at 100 messages a second. In the widget, a round trip goes from the
effect `Ask` to the state that its reply has updated. Every host answers with the same JSON text. The plain page only
parses it.
"""

from __future__ import annotations

import statistics
import sys

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from benchmarks.table import table
from tests.browser.conftest import BOOT, Servers, listener
from tools.chromium import FLAGS, chromium
from tools.project import NODE_MODULES, ROOT
from tools.serve import Site

PAGES = ROOT / "benchmarks/pages"
PENPAL = {"/penpal.mjs": NODE_MODULES / "penpal/dist/penpal.mjs"}
BURST, STREAM, PAUSE = 10_000, 300, 10  # messages, messages, ms between them
TRIP_MS = 2000


def child(page: Page) -> Frame:
    """The child's frame, once it has reported that it is up."""
    poll(page, "up")
    return page.frames[1]


def poll(page: Page, bench: str) -> dict[str, object]:
    """What the child reported under this name. Raises SystemExit when nothing came in time."""
    for _ in range(BOOT // 50):
        result: dict[str, object] | None = page.evaluate("name => window.results?.[name] ?? null", bench)
        if result:
            return result
        page.wait_for_timeout(50)
    raise SystemExit(f"{bench}: nothing was reported")


def measure(browser: Browser, host: str, target: str, *, states: bool) -> dict[str, float]:
    """Every figure of one fresh page. `states`: the page takes StateSync too."""
    page = browser.new_page(viewport={"width": 400, "height": 760})
    page.goto(f"{host}/host.html?child={target}")
    frame = child(page)
    page.evaluate("lanes(50)")
    frame.evaluate("trips(1, 300)")
    figures = {"one": frame.evaluate(f"trips(1, {TRIP_MS})"), "fifty": frame.evaluate(f"trips(50, {TRIP_MS})")}
    if states:
        begun = page.evaluate(f"burst({BURST})")
        figures["states"] = BURST * 1000 / (float(str(poll(page, "burst")["at"])) - begun)
        page.evaluate(f"stream({STREAM}, {PAUSE})")
        latencies = poll(page, "paint")["latencies"]
        assert isinstance(latencies, list)
        figures["p50"], figures["p99"] = statistics.median(latencies), statistics.quantiles(latencies, n=100)[98]
    page.close()
    return figures


def main(rounds: int = 5) -> None:
    """Serve the pages, measure them in turns, and print the medians and ratios."""
    servers = Servers()
    (host_socket, host), (plain_socket, plain), (widget_socket, widget) = (listener() for _ in range(3))
    servers.serve(Site(PAGES, without_header=True, instead=PENPAL), host_socket)
    servers.serve(Site(PAGES, without_header=True, instead=PENPAL), plain_socket)
    # It is another site, not only another origin. So the browser runs it in another process, as with a real desktop.
    host = host.replace("127.0.0.1", "localhost")
    ours = {"/widget/main.py": ROOT / "benchmarks/in_page.py"}
    servers.serve(Site(ROOT, framed_by=(host,), settings={"allowed_origins": (host,)}, instead=ours), widget_socket)
    kinds = {
        "widget": (f"{widget}/", True),
        "plain JavaScript": (f"{plain}/plain.html", True),
        "Penpal": (f"{plain}/plain.html?penpal", False),
    }
    runs: dict[str, list[dict[str, float]]] = {kind: [] for kind in kinds}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        for _ in range(rounds):
            for kind, (url, states) in kinds.items():
                runs[kind].append(measure(browser, host, url, states=states))
        browser.close()
    show(runs, rounds)


def show(runs: dict[str, list[dict[str, float]]], rounds: int) -> None:
    """Print the table."""
    names = {
        "one": "round trips/s, one at a time",
        "fifty": "round trips/s, 50 in flight",
        "states": "StateSync applied/s",
        "p50": f"post to painted, p50, ms ({1000 // PAUSE}/s)",
        "p99": "post to painted, p99, ms",
    }
    middle = {
        kind: {key: statistics.median(figures[key] for figures in several) for key in several[0]}
        for kind, several in runs.items()
    }
    rows = []
    for key, name in names.items():
        ours, plain = middle["widget"][key], middle["plain JavaScript"][key]
        theirs = middle["Penpal"].get(key)
        rows.append(
            [name, f"{ours:,.1f}", f"{plain:,.1f}", "" if theirs is None else f"{theirs:,.1f}", f"{ours / plain:.2f}"]
        )
    print(f"Medians of {rounds} fresh pages each, alternating.\n")
    print(table(["", "widget", "plain JavaScript", "Penpal", "widget : plain"], rows))


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
