"""The widget's side of the soak: its real page, with a function that gives Python's own numbers."""

import gc
import json
import os

import js
import pyodide_js
from pyodide.ffi import create_proxy

os.environ["PYDANTIC_DISABLE_PLUGINS"] = "true"

from widget import page as widget_page

opened = widget_page.open_page()


def numbers() -> str:
    """What Python holds after a full garbage collection, as JSON. The break is the most that the heap ever used."""
    gc.collect()
    engine = pyodide_js._module
    return json.dumps(
        {
            "Python objects": len(gc.get_objects()),
            "JavaScript values held": engine._hiwire_num_refs(),
            "heap's break, MB": engine._sbrk(0) / 1e6,
            "wasm memory, MB": engine.HEAPU8.length / 1e6,
        }
    )


js.numbers = create_proxy(numbers)
