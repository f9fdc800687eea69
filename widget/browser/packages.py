"""Packages that are fetched after the first render, from our own origin."""

from __future__ import annotations

import logging

import pyodide_js

log = logging.getLogger(__name__)


async def fetch_package(name: str) -> None:
    """Load a package of the runtime's lock file, so that it can be imported. When it can't be loaded, log a warning."""
    await pyodide_js.loadPackage(name, messageCallback=log.debug, errorCallback=log.warning)
