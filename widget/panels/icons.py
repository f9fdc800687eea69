"""The icons, in the current colour on a grid of 16 units. An icon is always beside a word or on a named button."""

from __future__ import annotations

import htpy as h
from markupsafe import Markup

_PATHS = {
    "check": "M3 8.5 6.5 12 13 4.5",
    "cross": "M4 4l8 8M12 4l-8 8",
    "question": "M4.8 5.6a3.2 3.2 0 1 1 4.6 2.9C8.4 9 8 9.6 8 10.6M8 13.6v.1",
    "edit": "M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3zM9 4.7 11.3 7",
    "copy": "M6 6h7v7H6zM3 10V3h7",
    "refresh": "M13 8a5 5 0 1 1-1.6-3.7M13 2.5v2.6h-2.6",
    "more": "M3.2 8h.1M8 8h.1M12.8 8h.1",
    "chevron": "M6 4l4 4-4 4",
    "eye": "M1.5 8S4 4 8 4s6.5 4 6.5 4S12 12 8 12 1.5 8 1.5 8zM8 9.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z",
    "person": "M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8zM2.8 14c.3-2.6 2.4-4 5.2-4s4.9 1.4 5.2 4",
    "megaphone": "M2.5 6.5v3L12 13V3zM4.5 10.5v3h2.5v-2.2M14 6.8v2.4",
    "warning": "M8 2.5 14.5 13.5h-13zM8 6.5v3.5M8 11.8v.2",
    "star": "M8 2l1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.2l-3.7 2.1.8-4.1L2 6.3l4.2-.5z",
    "phone": "M4 2.5l2 3-1.2 1.3a8 8 0 0 0 4.4 4.4L10.5 10l3 2c0 1-1 1.7-2 1.7A9.2 9.2 0 0 1 2.3 4.5c0-1 .7-2 1.7-2z",
}


def _drawn(path: str) -> Markup:
    drawing = h.svg(".icon", viewBox="0 0 16 16", aria_hidden="true", focusable="false")[h.path(d=path)]
    return Markup(str(drawing))  # noqa: S704 - htpy escaped it; our own paths only


_ICONS = {name: _drawn(path) for name, path in _PATHS.items()}


def icon(name: str) -> Markup:
    """The SVG of one icon, hidden from assistive technology. Raises KeyError for an unknown name."""
    return _ICONS[name]
