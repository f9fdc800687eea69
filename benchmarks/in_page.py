"""The widget's side of the message benchmark: its real page, and beside it a way to count round trips."""

import asyncio
import json
import os
import time

import js
from pyodide.ffi import create_proxy

os.environ["PYDANTIC_DISABLE_PLUGINS"] = "true"

from widget import page as widget_page
from widget.lcm import GET_CALLBACK_MODES, CallbackModesRequest
from widget.state import WidgetState

SERIAL = iter(range(1, 10**9))
opened = widget_page.open_page()
pending: list[str] = []
latencies: list[float] = []


def now() -> float:
    """Epoch milliseconds, as fine as the page has them."""
    return float(js.performance.timeOrigin + js.performance.now())


def report(bench: str, **result: object) -> None:
    """Tell the host."""
    js.parent.postMessage(js.JSON.parse(json.dumps({"bench": bench, **result})), "*")


async def trips(lanes: int, ms: float) -> float:
    """Round trips a second, with `lanes` requests in flight, over `ms` milliseconds."""
    begun = time.perf_counter()
    until = begun + ms / 1000

    async def lane() -> int:
        done = 0
        while time.perf_counter() < until:
            asked = CallbackModesRequest(callid=str(next(SERIAL)), account_number="")
            await opened.session.request(GET_CALLBACK_MODES, asked)
            done += 1
        return done

    done = sum(await asyncio.gather(*(lane() for _ in range(lanes))))
    return done / (time.perf_counter() - begun)


def applied(state: WidgetState) -> None:
    """Note what has become state; the last of a burst is told at once."""
    if not state.calls.calls:
        return
    mark = next((field.value or "" for field in state.calls.calls[0].optional_fields if field.name == "Address"), "")
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
opened.session.store.subscribe(applied)
js.trips = create_proxy(trips)
report("up")
