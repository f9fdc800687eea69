"""The row cache: a row is drawn again only when its props change. Usually one row of many changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

import htpy as h
from markupsafe import Markup

T = TypeVar("T")


class RowCache(Generic[T]):
    """The rows of one list as they were drawn last. What is drawn for a row depends only on its props."""

    def __init__(self) -> None:
        self._drawn: dict[Hashable, tuple[T, Markup]] = {}

    def rows(self, wanted: Iterable[tuple[Hashable, T]], draw: Callable[[T], h.Element]) -> list[Markup]:
        """The row of each (key, props). It is drawn, unless the last call had equal props for the same key."""
        kept: dict[Hashable, tuple[T, Markup]] = {}
        rows = []
        for key, props in wanted:
            row = self._drawn.get(key)
            if row is None or row[0] != props:
                row = props, Markup(str(draw(props)))  # noqa: S704 - htpy escaped it
            kept[key] = row
            rows.append(row[1])
        self._drawn = kept
        return rows
