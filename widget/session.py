"""One running widget: client, link, state and app, tied. Knows no browser: what it needs of the page is given to it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import TypeVar

from pydantic import BaseModel

from widget.app import App, Hands
from widget.asks import Clock
from widget.client import (
    Bus,
    Client,
    Code,
    Deadlines,
    LinkKeeper,
    LinkKind,
    LinkTimes,
    Listeners,
    News,
    NewsKind,
    RequestFailed,
    Timers,
)
from widget.client import Link as BusLink
from widget.config import WidgetConfig
from widget.lcm import CallStates, Framing, Operation, Request
from widget.lcm.masking import excerpt
from widget.recording import Recorder
from widget.state import Link, Note, Store, WidgetState
from widget.state.events import Noted
from widget.taping import Taping

Q = TypeVar("Q", bound=BaseModel)
A = TypeVar("A", bound=BaseModel)

log = logging.getLogger(__name__)

SLEPT = 5.0
"""Seconds by which the wall clock gets ahead of the timers' between two looks when the machine has slept: on many
machines the monotonic clock stands still meanwhile."""
LOST = ("size", "unreadable", "queue", "rate")
"""Of what the inbox counts: the messages the desktop meant for us and we could not take."""


class Session:
    """Begins with `start` or `refuse`; fed by `hear`, `act`, `tick`, `woke`; rests between `leave` and `come_back`.

    Args:
        settings: the configuration.
        bus: where requests are posted.
        timers: monotonic time.
        wall: epoch seconds, UTC.
        hands: what the widget can do to the page besides drawing.
        agent_id: who works here; "" when nobody said.
    """

    def __init__(
        self, settings: WidgetConfig, bus: Bus, timers: Timers, wall: Clock, hands: Hands, agent_id: str = ""
    ) -> None:
        self._settings = settings
        self._timers = timers
        self._wall = wall
        self._dropped = 0
        self._mock = False
        self._here = asyncio.Event()
        self._here.set()
        self._ahead = wall() - timers.now()
        self._missed = False  # whether something may have been said that we did not hear
        self.store = Store(WidgetState(settings=settings, agent_id=agent_id, now=wall()))
        self._recorder = Recorder(bus, timers.now)
        self._client = Client(
            self._recorder,
            timers,
            source=settings.source,
            framing=Framing(packet=settings.framing == "packet", subscriber_id=settings.subscriber_id),
            deadlines=Deadlines(
                reply=settings.reply_deadline,
                change=settings.change_deadline,
                retries=settings.read_retries,
                pause=settings.retry_pause,
            ),
            dialect=settings.manual_dial_dialect,
            on_message=self._news,
        )
        self._app = App(self, self.store, hands, wall, taping=Taping(self.store, self._recorder, wall))
        self._keeper = LinkKeeper(
            self._client,
            timers,
            Listeners(link=self._link_is, calls=self._calls_came),
            LinkTimes(stale_after=settings.stale_after),
        )

    def start(self, *, mock: bool = False) -> None:
        """Ask for the state of the calls, now and whenever the link wants it."""
        self._mock = mock
        self._keeper.start(mock=mock)

    def refuse(self, reason: str, cure: str) -> None:
        """Say that we must not talk, why, and what helps."""
        self._keeper.refuse(reason, cure)

    def hear(self, text: str) -> None:
        """Take one text off the bus. A fault of ours in it is noted, and the next is taken all the same."""
        try:
            self._recorder.heard(text)
            self._client.receive(text)
        except Exception as error:
            why = f"the widget failed to take it: {type(error).__name__}"
            log.error(why)  # noqa: TRY400 - a traceback may hold a number
            self.store.dispatch(Noted(Note(self._wall(), "malformed", "", why, excerpt(text))))

    def act(self, action: str, payload: Mapping[str, str]) -> None:
        """Do what a click, a submit or an input of the page asks."""
        self._app.handle(action, payload)

    def tick(self, counts: Mapping[str, int] | None = None) -> None:
        """Take the time, about once a second, and what the page's inbox has counted, by reason."""
        if counts is not None:
            self._dropped = sum(counts.get(reason, 0) for reason in LOST)
            self._app.messages_counted(counts)
        self._wake_after_sleep()
        self._link_is(self._keeper.link)
        self._app.tick()

    def woke(self) -> None:
        """The page is seen again, or has the focus again."""
        self._wake_after_sleep()
        self._keeper.woke()
        self._app.tick()

    async def phones(self) -> None:
        """Load the phone metadata. For after the first render: it takes a while."""
        await self._app.load_phones()

    def leave(self) -> None:
        """The page goes away, maybe to come back: what was asked ends as not answered, and the state says so."""
        self._here.clear()
        self._keeper.pause()
        self._client.close()

    def come_back(self) -> None:
        """The page is back from the back-forward cache: everything is as old as the time away."""
        self._client.reopen()
        self._here.set()
        if self.store.state.link.kind != "refused":
            self._missed = True
            self.start(mock=self._mock)

    async def request(self, operation: Operation[Q, A], data: Q, *, then: Callable[[A], None] | None = None) -> A:
        """Ask the desktop: a read once the page is there to hear the answer, a change now or not at all. When nobody
        answers, the link looks whether anybody is there. Raises RequestFailed.
        """
        if operation.changes(data) and not self._here.is_set():
            raise RequestFailed(Code.LINK, "the page is leaving")
        await self._here.wait()
        try:
            return await self._client.request(operation, data, then=then)
        except RequestFailed as failed:
            if self._here.is_set():
                self._keeper.doubt(failed)
            raise
        except Exception as error:
            log.error("asking %s failed: %s", operation.name, type(error).__name__)  # noqa: TRY400 - a traceback may hold a number
            code = Code.UNKNOWN_OUTCOME if operation.changes(data) else Code.PROTOCOL
            raise RequestFailed(code, "the widget failed to ask") from None

    def _calls_came(self, states: CallStates) -> None:
        self._app.calls_came(states)

    def _news(self, news: News) -> None:
        if news.kind is NewsKind.REQUEST and isinstance(news.message, Request):
            if self._settings.answer_state_sync:
                self._keeper.answer(news.message, self._calls_for_others)
        else:
            self._app.hear(news)

    def _calls_for_others(self) -> CallStates | None:
        calls = self.store.state.calls
        return None if calls.unread else CallStates(calls=calls.calls)

    def _wake_after_sleep(self) -> None:
        """Make what we know as old as it is: the link's own clock has not noticed a sleep."""
        ahead = self._wall() - self._timers.now()
        away, self._ahead = ahead - self._ahead, ahead
        if away > SLEPT:
            self._missed = True
            self._keeper.woke(away=away)

    def _link_is(self, link: BusLink) -> None:
        """Bring the link's monotonic times to the wall clock. What may have been missed of the modes is read anew, but
        not before the desktop has given the calls: one that refuses them is not asked for more."""
        ahead = self._wall() - self._timers.now()
        self._app.link_is(
            Link(
                kind=link.kind.value,
                heard_at=None if link.last_heard is None else link.last_heard + ahead,
                next_try_at=None if link.next_try is None else link.next_try + ahead,
                reason=link.reason,
                cure=link.cure,
                code=link.code or "",
                dropped=self._dropped,
            )
        )
        if link.kind is LinkKind.LOST:
            self._missed = True
        elif self._missed and self._keeper.up_to_date:
            self._missed = False
            self._app.look_again()
