"""The empty page that the panels are drawn into: the columns with their regions, in the configured order.

Panels about the conversation are in one column, panels about dialling in the other. On a narrow page, one column is
below the other. So the panels of a column stay together in any configured order.
"""

from __future__ import annotations

from collections.abc import Sequence

import htpy as h

from widget.panels.panel import AnyPanel
from widget.texts import Texts, texts_for


def shell(panels: Sequence[AnyPanel], locale: str) -> h.Element:
    """The `<main>` of the page, with a region for each of these panels that holds only its head."""
    _ = texts_for(locale)
    columns: dict[str | None, list[AnyPanel]] = {}
    for panel in panels:
        columns.setdefault(panel.column, []).append(panel)
    return h.main("#panels", class_="columns")[
        (h.div(".column")[(_region(_, panel) for panel in column)] for column in columns.values())
    ]


def _region(_: Texts, panel: AnyPanel) -> h.Element:
    title = f"{panel.name}-title"
    return h.section(".panel", id=panel.name, data_panel=panel.name, aria_labelledby=title)[
        h.div(".head")[h.h2(id=title)[_(panel.title) if panel.title else None]]
    ]
