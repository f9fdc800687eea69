"""The live region: what is said once to those who don't see the page. A new saying is a new element, so it is heard."""

from __future__ import annotations

import htpy as h

from widget.panels.panel import Panel
from widget.state import WidgetState
from widget.texts import texts_for


def view(state: WidgetState) -> h.Renderable:
    """The content of the live region."""
    _ = texts_for(state.settings.locale)
    if not state.said.lines:
        return h.fragment[None]
    return h.p(id=f"said-{state.said.serial}")[" ".join(_(line) for line in state.said.lines)]


ANNOUNCE = Panel("announce", "announce", lambda state: state.said, view)
