"""Announcements: what the live region says, once, to those who don't see the page.

What came of the agent's own press is said at once (`saying`). News waits a moment for other news, and is said in one go
(`telling`); right after an announcement it waits longer. What was said is not kept, because it may name a customer.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from widget.texts import Text, later_many

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

TOGETHER = 1.5
"""News within so many seconds is said in one go."""
APART = 8.0
"""So many seconds after news was said, more news is said at the earliest. A countdown does not wait so long: its words
would not be true any more."""
KEPT = 10.0
"""After so many seconds, the live region is empty again."""
MOST_NAMED = {"ended": 1, "new": 3, "countdown": 3}
"""News of one kind in one announcement: with more, only their number is said."""

Kind = Literal["note", "ended", "new", "countdown"]
KINDS: tuple[Kind, ...] = ("note", "ended", "new", "countdown")
"""The kinds of news, in the order in which they are said. A note is never counted with others."""


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened without the agent, and its sentence. `about` is the key of its call or contact, or "" for
    what no other news replaces."""

    kind: Kind
    about: str
    line: Text


@dataclass(frozen=True, slots=True)
class Said:
    """The last announcement, and the news that waits.

    `serial` grows with each announcement, so that the same lines can be said again. Times are in epoch seconds: `at` is
    when it was said, `told_at` when news was said last, and `since` when the first news that waits came.
    """

    serial: int = 0
    lines: tuple[Text, ...] = ()
    at: float = 0.0
    told_at: float | None = None
    waiting: tuple[News, ...] = ()
    since: float = 0.0

    def moved(self, by: float) -> Said:
        """The same after the clock was moved by `by` seconds."""
        told_at = None if self.told_at is None else self.told_at + by
        return replace(self, at=self.at + by, told_at=told_at, since=self.since + by)

    @property
    def due_at(self) -> float:
        """When the news that waits is said."""
        soon = self.since + TOGETHER
        counts_down = any(one.kind == "countdown" for one in self.waiting)
        return soon if self.told_at is None or counts_down else max(soon, self.told_at + APART)


def saying(state: WidgetState, *lines: Text) -> WidgetState:
    """The state with these lines said at once, and then the news that waits; the same state when there are no lines."""
    return _said(state, lines, state.now) if lines else state


def telling(state: WidgetState, news: Iterable[News]) -> WidgetState:
    """The state with this news to be said soon. Newer news about the same call or contact replaces older news of it."""
    came = tuple(news)
    if not came:
        return state
    renewed = {one.about for one in came} - {""}
    kept = tuple(one for one in state.said.waiting if one.about not in renewed)
    since = state.said.since if state.said.waiting else state.now
    return state._replace(said=replace(state.said, waiting=(*kept, *came), since=since))


def silent_about(state: WidgetState, callids: AbstractSet[str]) -> WidgetState:
    """The state without what may name the customers of these calls, which have ended."""
    if not callids:
        return state
    waiting = tuple(one for one in state.said.waiting if one.about not in callids)
    return state._replace(said=replace(state.said, lines=(), waiting=waiting))


def after_a_while(state: WidgetState, now: float) -> WidgetState:
    """The state when the time is `now` (epoch seconds): news that is due is said, and old lines go."""
    said = state.said
    if said.waiting and not said.since <= now < said.due_at:  # the clock may have been put back
        return _said(state, (), now)
    if said.lines and now - said.at >= KEPT:
        return state._replace(said=replace(said, lines=()))
    return state


def _said(state: WidgetState, first: tuple[Text, ...], at: float) -> WidgetState:
    said = state.said
    lines = (*first, *_in_one_go(said.waiting))
    told_at = at if said.waiting else said.told_at
    return state._replace(said=Said(said.serial + 1, lines, at, told_at))


def _in_one_go(news: tuple[News, ...]) -> Iterable[Text]:
    for kind in KINDS:
        lines = [one.line for one in news if one.kind == kind]
        yield from lines if len(lines) <= MOST_NAMED.get(kind, len(lines)) else (_counted(kind, len(lines)),)


def _counted(kind: Kind, n: int) -> Text:
    if kind == "ended":
        return later_many("{n} call ended.", "{n} calls ended.", n)
    if kind == "new":
        return later_many("{n} new call.", "{n} new calls.", n)
    return later_many("{n} contact expires soon or has expired.", "{n} contacts expire soon or have expired.", n)
