"""Puts HTML on the page, at most once a frame, and only the regions that changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import js
from pyodide.ffi import create_proxy

from widget.browser.host import page


class Screen:
    """Draws what `render` gives, in the frame after `changed` was called.

    A hidden page gets no frames. It is drawn when it is visible again, with the state of that moment.

    Args:
        render: gives region id -> HTML, only for what differs from its last call.
    """

    def __init__(self, render: Callable[[], Mapping[str, str]]) -> None:
        self._render = render
        self._waiting = False
        self._frame = create_proxy(self._on_frame)

    def changed(self) -> None:
        """Draw in the next frame."""
        if not self._waiting:
            self._waiting = True
            js.requestAnimationFrame(self._frame)

    def draw(self) -> None:
        """Draw now."""
        regions = self._render()
        if regions:
            page.draw(json.dumps(regions))

    def _on_frame(self, _time: float) -> None:
        self._waiting = False
        self.draw()
