"""The empty page the panels are drawn into: the columns with their regions, in the configured order.

Panels about the conversation share one column, panels about dialling the other; on a narrow page the columns follow
each other, so panels of one column stay together whatever order is configured.
"""

from __future__ import annotations

import htpy as h

from widget.config import PanelName, WidgetConfig
from widget.texts import Texts, texts_for

_COLUMNS: tuple[tuple[PanelName, ...], ...] = (("calls", "callback-modes"), ("manual-dial", "non-pewc"))


def shell(settings: WidgetConfig) -> h.Element:
    """The `<main>` of the page with an empty region for each configured panel, its head already there."""
    _ = texts_for(settings.locale)
    columns = [[name for name in settings.panels if name in column] for column in _COLUMNS]
    shown = sorted((column for column in columns if column), key=lambda column: settings.panels.index(column[0]))
    return h.main("#panels", class_="columns")[
        (h.div(".column")[(_region(_, name) for name in column)] for column in shown)
    ]


def titles_of(_: Texts) -> dict[PanelName, str]:
    """The titles of the optional panels."""
    return {
        "calls": _("Calls"),
        "callback-modes": _("Callback modes"),
        "manual-dial": _("Manual dial"),
        "non-pewc": _("Non-PEWC"),
    }


def _region(_: Texts, name: PanelName) -> h.Element:
    return h.section(".panel", id=name, data_panel=name, aria_labelledby=f"{name}-title")[
        h.div(".head")[h.h2(id=f"{name}-title")[titles_of(_)[name]]]
    ]
