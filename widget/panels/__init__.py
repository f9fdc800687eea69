"""From the state to HTML. Each panel is a pure function of its part of the state; nothing here acts or remembers."""

from __future__ import annotations

import logging

import htpy as h

from widget.panels.announce import ANNOUNCE
from widget.panels.callback_modes import CALLBACK_MODES
from widget.panels.calls import CALLS
from widget.panels.dialogs import DIALOGS
from widget.panels.inspector import INSPECTOR_PANEL
from widget.panels.manual_dial import MANUAL_DIAL
from widget.panels.non_pewc import NON_PEWC
from widget.panels.panel import Panel, head
from widget.panels.shell import shell, titles_of
from widget.panels.status import STATUS
from widget.state import WidgetState
from widget.texts import texts_for

log = logging.getLogger(__name__)

_OPTIONAL = {panel.name: panel for panel in (CALLS, CALLBACK_MODES, MANUAL_DIAL, NON_PEWC)}
PANELS: tuple[Panel, ...] = (STATUS, INSPECTOR_PANEL, *_OPTIONAL.values(), DIALOGS, ANNOUNCE)


def panels_for(state: WidgetState) -> tuple[Panel, ...]:
    """The panels the configuration shows, and the status line, dialogs and live region that are always there."""
    return (STATUS, INSPECTOR_PANEL, *(_OPTIONAL[name] for name in state.settings.panels), DIALOGS, ANNOUNCE)


def render(state: WidgetState) -> dict[str, str]:
    """The HTML of every region shown, by region id."""
    return {panel.region: str(panel.view(state)) for panel in panels_for(state)}


class Redraw:
    """Tells which regions a new state changes. The first state changes all of them.

    A panel that can't be drawn says so in its place, and keeps no other from being drawn.
    """

    def __init__(self) -> None:
        self._parts: dict[str, object] = {}

    def changes(self, state: WidgetState) -> dict[str, str]:
        """The HTML of the regions whose part of the state is not what it was, by region id."""
        drawn: dict[str, str] = {}
        for panel in panels_for(state):
            part: object = None
            try:
                part = panel.part(state)
                if panel.name in self._parts and self._parts[panel.name] == part:
                    continue
                html = str(panel.view(state))
            except Exception as error:
                log.error("the panel %s can't be drawn: %s", panel.name, type(error).__name__)  # noqa: TRY400 - a traceback may hold a number
                html = str(_undrawn(state, panel))
            self._parts[panel.name] = part
            drawn[panel.region] = html
        return drawn


def _undrawn(state: WidgetState, panel: Panel) -> h.Renderable:
    _ = texts_for(state.settings.locale)
    title = next((title for name, title in titles_of(_).items() if name == panel.name), None)
    return h.fragment[
        head(title, f"{panel.name}-title") if title is not None else None,
        h.p(".note.bad")[_("Something went wrong in the widget.")],
    ]


__all__ = ["PANELS", "Panel", "Redraw", "panels_for", "render", "shell"]
