"""The live region: announcements to those who don't see the page.

Each announcement is a new element, so that it is read aloud even when its words are the same as before.
"""

from __future__ import annotations

from typing import NamedTuple

import htpy as h

from widget.panels.look import texts_of
from widget.panels.panel import Panel, joined
from widget.state import WidgetState
from widget.state.announcements import Said
from widget.texts import Texts


class Props(NamedTuple):
    """The last announcement, and the texts for it."""

    texts: Texts
    said: Said


def props(state: WidgetState) -> Props:
    """What of the state the live region shows."""
    return Props(texts_of(state), state.said)


def view(props: Props) -> h.Renderable:
    """The content of the live region."""
    _ = props.texts
    if not props.said.lines:
        return h.fragment[None]
    return h.p(id=f"said-{props.said.serial}")[joined((_(line) for line in props.said.lines), " ")]


ANNOUNCE = Panel("announce", None, None, props, view)
