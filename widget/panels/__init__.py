"""From the state to HTML. Each panel has one file, and one line in PANELS. Its view is a pure function of its props."""

from __future__ import annotations

import logging

import htpy as h

from widget.config import WidgetConfig
from widget.panels.announce import ANNOUNCE
from widget.panels.callback_modes import CALLBACK_MODES
from widget.panels.calls import CALLS
from widget.panels.customer import CUSTOMER
from widget.panels.dialogs import DIALOGS
from widget.panels.disposition import DISPOSITION_PANEL
from widget.panels.finished import FINISHED_PANEL
from widget.panels.inspector import INSPECTOR_PANEL
from widget.panels.manual_dial import MANUAL_DIAL
from widget.panels.non_pewc import NON_PEWC
from widget.panels.panel import AnyPanel, Panel, head
from widget.panels.shell import shell
from widget.panels.status import STATUS
from widget.state import WidgetState
from widget.texts import texts_for

log = logging.getLogger(__name__)

PANELS: tuple[AnyPanel, ...] = (
    STATUS,
    CUSTOMER,
    INSPECTOR_PANEL,
    CALLS,
    CALLBACK_MODES,
    MANUAL_DIAL,
    NON_PEWC,
    DISPOSITION_PANEL,
    FINISHED_PANEL,
    DIALOGS,
    ANNOUNCE,
)
"""Every panel there is, in the order of the page. Nothing else lists them."""

PANEL_NAMES = tuple(panel.name for panel in PANELS if panel.column is not None)
"""The panels an administrator may choose from, in their usual order."""


def panels_for(settings: WidgetConfig) -> tuple[AnyPanel, ...]:
    """The panels that are always shown, then the panels that the configuration shows, in its order."""
    by_name = {panel.name: panel for panel in PANELS}
    wanted = PANEL_NAMES if settings.panels is None else settings.panels
    first = PANELS.index(by_name[PANEL_NAMES[0]])
    after = (panel for panel in PANELS[first:] if panel.column is None)
    return (*PANELS[:first], *(by_name[name] for name in wanted), *after)


def shell_for(settings: WidgetConfig) -> h.Element:
    """The `<main>` of the page for a configuration."""
    return shell([panel for panel in panels_for(settings) if panel.column is not None], settings.locale)


def render(state: WidgetState) -> dict[str, str]:
    """The HTML of every region shown, by the panel's name."""
    return {panel.name: str(panel.view(panel.props(state))) for panel in panels_for(state.settings)}


class Redraw:
    """Tells which regions a new state changes. The first state changes all of them.

    When a panel can't be drawn, its region says so, and the other panels are drawn all the same.
    """

    def __init__(self) -> None:
        self._props: dict[str, object] = {}

    def changes(self, state: WidgetState) -> dict[str, str]:
        """The HTML of the regions whose props have changed since the last call, by the panel's name."""
        drawn: dict[str, str] = {}
        for panel in panels_for(state.settings):
            props: object = None
            try:
                props = panel.props(state)
                if panel.name in self._props and self._props[panel.name] == props:
                    continue
                html = str(panel.view(props))
            except Exception as error:
                log.error("the panel %s can't be drawn: %s", panel.name, type(error).__name__)  # noqa: TRY400 - a traceback may hold a number
                html = str(_undrawn(state, panel))
            self._props[panel.name] = props
            drawn[panel.name] = html
        return drawn


def _undrawn(state: WidgetState, panel: AnyPanel) -> h.Renderable:
    _ = texts_for(state.settings.locale)
    return h.fragment[
        head(_(panel.title), f"{panel.name}-title") if panel.title is not None else None,
        h.p(".note.bad")[_("Something went wrong in the widget.")],
    ]


__all__ = ["PANELS", "PANEL_NAMES", "Panel", "Redraw", "panels_for", "render", "shell_for"]
