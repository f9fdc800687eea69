"""The demo desktop's Python: a mock LCM on the other side of the widget's frame, and the bus's traffic in view."""

import os

import js

os.environ["PYDANTIC_DISABLE_PLUGINS"] = "true"

try:
    from demo.desk import open_desktop

    open_desktop()
except Exception as error:
    js.lcmBoot.raised(type(error).__name__, str(error))
    raise
