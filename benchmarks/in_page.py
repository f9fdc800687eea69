"""The widget's side of the message benchmark: its real page, with code that counts round trips."""

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
    """Epoch milliseconds, as precise as the page's clock."""
    return float(js.performance.timeOrigin + js.performance.now())


def report(bench: str, **result: object) -> None:
    """Send a result to the host."""
    js.parent.postMessage(js.JSON.parse(json.dumps({"bench": bench, **result})), "*")


class Trips:
    """Round trips. Each goes from the effect `Ask` to the state that its reply has updated. Then the next one begins.

    The requests are for calls that exist but are not selected, so that drawing is not measured.
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
        """Count a round trip, and begin the next one while there is time."""
        self.done += 1
        if time.perf_counter() - self._begun < self._seconds:
            self._ask(incoming.about)
            return
        self._flying -= 1
        if not self._flying:
            self.rate.set_result(self.done / (time.perf_counter() - self._begun))


def take(incoming: Incoming) -> None:
    """Take it as the session does, then count it."""
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
    """Note which message has become state. The last message of a burst is reported at once."""
    if not state.calls.value:
        return
    mark = next((field.value or "" for field in state.calls.value[0].optional_fields if field.name == "Address"), "")
    kind, index, count, *_ = [*mark.split("-"), "", ""]
    if kind == "burst" and index == count:
        report("burst", at=now())
    elif kind == "paint" and mark not in pending:
        pending.append(mark)


def painted(_event: object) -> None:
    """Note that the frame which shows everything pending has been painted."""
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
