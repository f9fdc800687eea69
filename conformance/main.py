"""The entry of the kit's page. Whatever goes wrong while starting is said on the page."""

import os

import js

# Before pydantic is imported: looking for plugins among the installed packages takes time.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "true"

try:
    from conformance.page import open_page

    open_page()
except Exception as error:
    js.lcmBoot.raised(type(error).__name__, str(error))
    raise
