"""The only entry of the page. Whatever goes wrong while starting is said on the page, not only in the console."""

import os

import js

# Before pydantic is imported: looking for plugins among the installed packages costs a tenth of the start.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "true"

try:
    from widget.page import open_page

    open_page()
except Exception as error:
    js.lcmBoot.raised(type(error).__name__, str(error))
    raise
