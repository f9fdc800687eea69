"""Keeps the link alive: drives `widget.client.link` with the client's StateSync. Tasks and timers, no rules.

The rules of when to ask are `LinkWatch`'s, the rules of answering others `widget.client.answering`'s.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from widget.client.alarm import Alarm
from widget.client.answering import CallsSupplier, answer_for
from widget.client.bus import BusClosed, Timers
from widget.client.client import Client
from widget.client.failures import Code, RequestFailed
from widget.client.link import Link, LinkTimes, LinkWatch
from widget.lcm import STATE_SYNC, CallStates, NoData, Request


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who is told: `link` of every change worth a redraw, `calls` of every state of the calls we asked for."""

    link: Callable[[Link], None]
    calls: Callable[[CallStates], None]


class LinkKeeper:
    """Asks StateSync when the watch wants it, and tells what came of it."""

    def __init__(self, client: Client, timers: Timers, listeners: Listeners, times: LinkTimes | None = None) -> None:
        self._client = client
        self._timers = timers
        self._listeners = listeners
        self._watch = LinkWatch(times)
        self._alarm = Alarm(timers, self._alarmed)
        self._task: asyncio.Task[None] | None = None
        self._told: object = None
        client.on_heard(self._heard)

    @property
    def link(self) -> Link:
        """The link as of now."""
        return self._watch.link

    @property
    def up_to_date(self) -> bool:
        """Whether the calls are known as the desktop has them, and nothing is being asked."""
        return self._watch.trusted

    def start(self, *, mock: bool = False) -> None:
        """Begin, or begin anew. Needs a running event loop."""
        self._watch.start(self._timers.now(), mock=mock)
        self._follow()

    def woke(self, *, away: float = 0.0) -> None:
        """The page was shown, focused or resumed; `away` in seconds when the wall clock knows it."""
        self._watch.woke(self._timers.now(), away=away)
        self._follow()

    def refuse(self, reason: str, cure: str) -> None:
        """We must not talk: ask nothing until `start`."""
        self._watch.refuse(self._timers.now(), reason, cure)
        self._follow()

    def doubt(self, error: RequestFailed) -> None:
        """A request of the agent's failed: if nobody answered, see whether anybody is there."""
        if error.code in (Code.TIMEOUT, Code.LINK, Code.UNKNOWN_OUTCOME):
            self._watch.doubted(self._timers.now())
            self._follow()

    def answer(self, request: Request, calls: CallsSupplier) -> bool:
        """Answer another app's StateSync from our state, if we may. Gives whether we did."""
        trusted = self._watch.trusted and not self._client.is_asking(STATE_SYNC)
        body = answer_for(request, source=self._client.source, trusted=trusted, calls=calls)
        if body is None:
            return False
        try:
            self._client.answer(STATE_SYNC, body)
        except BusClosed:
            return False
        return True

    def pause(self) -> None:
        """The page is leaving: stop asking, until `start`."""
        self._alarm.cancel()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _heard(self, synced: bool) -> None:
        if self._watch.heard(self._timers.now(), synced=synced):
            self._follow()

    def _follow(self) -> None:
        if self._watch.take_ask():
            if self._task is not None:
                self._task.cancel()
            self._task = asyncio.get_running_loop().create_task(self._ask())
        self._alarm.by(self._watch.wake_at)
        self._tell()

    async def _ask(self) -> None:
        try:
            await self._client.request(STATE_SYNC, NoData(), then=self._listeners.calls, retries=0)
        except RequestFailed as failed:
            reason = failed.said if failed.code is Code.REFUSED else failed.reason
            self._watch.ask_failed(self._timers.now(), reason, failed.code)
        else:
            self._watch.heard(self._timers.now(), synced=True)
        self._task = None
        self._follow()

    def _alarmed(self) -> None:
        self._watch.tick(self._timers.now())
        self._follow()

    def _tell(self) -> None:
        """Tell of a change, but not of every message heard on a live link."""
        if self._watch.looks != self._told:
            self._told = self._watch.looks
            self._listeners.link(self._watch.link)
