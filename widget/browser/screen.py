"""Puts HTML on the page, at most once a frame, and only the regions that changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import js
from pyodide.ffi import create_proxy

from widget.browser.host import page

LATEST = 250
"""The most milliseconds from a change to its drawing, where no frame comes: a browser gives no frames to a hidden page,
nor to a frame of another origin that is scrolled out of view. It may call the timer later there."""


class Screen:
    """Draws what `render` gives, in the frame after `changed` was called, or after LATEST when no frame comes.

    Args:
        render: gives region id -> HTML, only for what differs from its last call.
    """

    def __init__(self, render: Callable[[], Mapping[str, str]]) -> None:
        self._render = render
        self._waiting: tuple[int, int] | None = None
        self._due = create_proxy(lambda *_time: self._draw_due())

    def changed(self) -> None:
        """Draw in the next frame, or after LATEST."""
        if self._waiting is None:
            self._waiting = js.requestAnimationFrame(self._due), js.setTimeout(self._due, LATEST)

    def draw(self) -> None:
        """Draw now."""
        regions = self._render()
        if regions:
            page.draw(json.dumps(regions))

    def _draw_due(self) -> None:
        if self._waiting is not None:
            frame, timer = self._waiting
            js.cancelAnimationFrame(frame)
            js.clearTimeout(timer)
            self._waiting = None
        self.draw()
