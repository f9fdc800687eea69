"""The live region: announcements to those who don't see the page.

Each announcement is a new element, so that it is read aloud even when its words are the same as before.
"""

from __future__ import annotations

from typing import NamedTuple

import htpy as h

from widget.panels.look import texts_of
from widget.panels.panel import Panel, joined
from widget.state import WidgetState
from widget.texts import Text, Texts


class Props(NamedTuple):
    """The last announcement with its serial number, and the texts for it."""

    texts: Texts
    serial: int
    lines: tuple[Text, ...]


def props(state: WidgetState) -> Props:
    """What of the state the live region shows."""
    return Props(texts_of(state), state.said.serial, state.said.lines)


def view(props: Props) -> h.Renderable:
    """The content of the live region."""
    _ = props.texts
    if not props.lines:
        return h.fragment[None]
    return h.p(id=f"said-{props.serial}")[joined((_(line) for line in props.lines), " ")]


ANNOUNCE = Panel("announce", None, None, props, view)
