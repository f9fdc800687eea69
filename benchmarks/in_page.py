"""The widget's side of the message benchmark: its real page, and beside it a way to count round trips."""

import asyncio
import json
import os
import time

import js
from pyodide.ffi import create_proxy

os.environ["PYDANTIC_DISABLE_PLUGINS"] = "true"

from widget import page as widget_page
from widget.client import Incoming
from widget.state import WidgetState
from widget.state.modes import ModesOf

opened = widget_page.open_page()
pending: list[str] = []
latencies: list[float] = []


def now() -> float:
    """Epoch milliseconds, as fine as the page has them."""
    return float(js.performance.timeOrigin + js.performance.now())


def report(bench: str, **result: object) -> None:
    """Tell the host."""
    js.parent.postMessage(js.JSON.parse(json.dumps({"bench": bench, **result})), "*")


class Trips:
    """Round trips: each from the effect `Ask` to the state updated by its reply, which has the next one asked.

    The calls asked about are there, and not the one on screen: what is counted is the road, not the drawing.
    """

    def __init__(self, lanes: int, seconds: float) -> None:
        self.done = 0
        self._begun = time.perf_counter()
        self._seconds = seconds
        self._flying = lanes
        self.rate: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        for number in range(lanes):
            self._ask(ModesOf(f"lane-{number}"))

    def _ask(self, what: ModesOf) -> None:
        asked = what.request(opened.session.state)
        assert asked is not None
        opened.session.carry_out((asked,))

    def taken(self, incoming: Incoming) -> None:
        """Ask again for what has just been updated."""
        self.done += 1
        if time.perf_counter() - self._begun < self._seconds:
            self._ask(incoming.about)
            return
        self._flying -= 1
        if not self._flying:
            self.rate.set_result(self.done / (time.perf_counter() - self._begun))


def take(incoming: Incoming) -> None:
    """As the session does it; then tell whoever counts."""
    opened.session._take(incoming)
    if running and isinstance(incoming.about, ModesOf) and incoming.about.callid.startswith("lane-"):
        running[0].taken(incoming)


running: list[Trips] = []


async def trips(lanes: int, ms: float) -> float:
    """Round trips a second, with `lanes` requests in flight, over `ms` milliseconds."""
    running[:] = [Trips(lanes, ms / 1000)]
    rate = await running[0].rate
    running.clear()
    return rate


def applied(state: WidgetState) -> None:
    """Note what has become state; the last of a burst is told at once."""
    if not state.calls.value:
        return
    mark = next((field.value or "" for field in state.calls.value[0].optional_fields if field.name == "Address"), "")
    kind, index, count, *_ = [*mark.split("-"), "", ""]
    if kind == "burst" and index == count:
        report("burst", at=now())
    elif kind == "paint" and mark not in pending:
        pending.append(mark)


def painted(_event: object) -> None:
    """The frame that showed everything pending has been painted."""
    moment = now()
    latencies.extend(moment - float(mark.split("-")[3]) for mark in pending)
    if pending:
        _, index, count, _ = pending[-1].split("-")
        pending.clear()
        if index == count:
            report("paint", latencies=latencies)


channel = js.MessageChannel.new()
channel.port1.onmessage = create_proxy(painted)
observer = js.MutationObserver.new(create_proxy(lambda *_: channel.port2.postMessage(None)))
observer.observe(
    js.document.getElementById("calls"), js.JSON.parse('{"childList": true, "characterData": true, "subtree": true}')
)
opened.session._carriers[Incoming] = take
opened.session.subscribe(applied)
js.trips = create_proxy(trips)
report("up")
