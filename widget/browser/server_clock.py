"""The time of our own server, from the `Date` header of an answer (RFC 9110 §6.6.1)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from math import isnan

import js
from pyodide.ffi import JsException

FILE = "pyscript.toml"
"""Any answer has a Date, also one that refuses HEAD. So any file will do."""
LONGEST = 10.0
"""Seconds. An answer that takes longer says too little about the time."""


async def server_time(now: Callable[[], float]) -> float | None:
    """The server's time as its answer came, in epoch seconds; None when the server did not say it.

    `now` gives monotonic seconds. Half of the round trip is added, the age of an answer from a cache, and half a second
    because a Date has whole seconds."""
    sent = now()
    try:
        request = js.fetch(FILE, method="HEAD", cache="no-store", redirect="manual")
        answer = await asyncio.wait_for(request, LONGEST)
    except (JsException, TimeoutError):
        return None
    trip = now() - sent
    date, age = (str(answer.headers.get(name) or "") for name in ("Date", "Age"))
    at = js.Date.parse(date) / 1000
    if isnan(at) or not 0 <= trip <= LONGEST:
        return None
    return float(at) + 0.5 + trip / 2 + (int(age) if age.isdecimal() else 0)
