"""Opens the page: reads the configuration, decides where the page stands, and ties the session to it."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from widget.browser.bus import WindowBus
from widget.browser.hands import PageHands
from widget.browser.host import boot, inbox, listen, page, surroundings
from widget.browser.packages import fetch_package
from widget.browser.screen import Screen
from widget.browser.timers import LoopTimers
from widget.browser.turns import Turns
from widget.client.bus import Bus, BusClosed
from widget.config import ConfigError, WidgetConfig, read_config
from widget.embedding import Embedded, Embedding, Refused, Standalone, embedding
from widget.mock import Lcm, MockBus
from widget.mock.stage import StageError, stage
from widget.panels import Redraw, shell
from widget.session import Session
from widget.texts import texts_for

DEMO_ZONE, DEMO_REGION = "UTC", "US"


def open_page() -> OpenPage | None:
    """Start the widget in this page, or say on the page why its configuration can't be used."""
    around = surroundings()
    query = {name: values[-1] for name, values in parse_qs(around.query).items()}
    try:
        settings = read_config(around.configuration)
        place = embedding(
            framed=around.framed, ancestor=around.ancestor, referrer=around.referrer, allowed=settings.allowed_origins
        )
        if isinstance(place, Standalone):
            settings = for_demo(settings)
        dress(settings)
        return OpenPage(settings, place, query)
    except (ConfigError, StageError) as unusable:
        boot.fail("configuration", str(unusable))
        return None


def for_demo(settings: WidgetConfig) -> WidgetConfig:
    """What the mock knows and a desktop's administrator has to say: who works here, its time zone, whose numbers."""
    return settings.model_copy(
        update={
            "agent_id": settings.agent_id or "demo.agent",
            "server_timezone": settings.server_timezone or DEMO_ZONE,
            "default_region": settings.default_region or DEMO_REGION,
        }
    )


def dress(settings: WidgetConfig) -> None:
    """Give the page its language, direction, theme, panels and the host's own tokens."""
    texts = texts_for(settings.locale)
    page.set("lang", texts.lang)
    page.set("dir", texts.direction)
    page.set("data-theme", settings.theme)
    for name, value in settings.tokens.items():
        page.token(name, value)
    page.draw(json.dumps({"stage": str(shell(settings))}))


class PageBus(Bus, Protocol):
    """A bus that can be let go of."""

    def close(self) -> None:
        """Let nothing more happen by itself."""


class Unconnected:
    """The bus of a page that must not talk."""

    def close(self) -> None:
        """Nothing to let go of."""

    def post(self, _text: str) -> None:
        """Raise BusClosed, always."""
        raise BusClosed("this page may not talk to the one that embeds it")


class OpenPage:
    """A session in this page: messages and actions in, frames and focus out, a look at the clock once a second."""

    def __init__(self, settings: WidgetConfig, place: Embedding, query: Mapping[str, str]) -> None:
        redraw = Redraw()
        self._turns = Turns()
        self._timers = LoopTimers()
        self._window: WindowBus | None = None
        self._screen = Screen(lambda: redraw.changes(self.session.store.state))
        agent = query.get("agent_id", "") if settings.agent_id_from_query else ""
        self._bus = self._bus_of(settings, place, query)
        self.session = Session(
            settings,
            self._bus,
            self._timers,
            time.time,
            PageHands(self._screen),
            agent or settings.agent_id,
        )
        self.session.store.subscribe(lambda _: self._screen.changed())
        listen(self._act)
        self._begin(place)
        self._screen.draw()
        boot.ready()
        self._phones = asyncio.ensure_future(self._bring_phones())
        self._tick = self._timers.call_later(1.0, self._on_tick)

    def _bus_of(self, settings: WidgetConfig, place: Embedding, query: Mapping[str, str]) -> PageBus:
        match place:
            case Standalone():
                play = stage(query, datetime.now(ZoneInfo(settings.server_timezone or DEMO_ZONE)))
                return MockBus(
                    Lcm(play.scenario),
                    self._timers,
                    lambda text: self.session.hear(text),
                    latency=play.latency,
                    faults=play.faults,
                )
            case Embedded(origin):
                self._window = WindowBus(origin, self._turns, as_text=settings.posts == "text")
                return self._window
            case Refused():
                return Unconnected()

    def _begin(self, place: Embedding) -> None:
        if self._window:
            self._window.listen(self.session.hear)
        else:
            inbox.close()
        if isinstance(place, Refused):
            self.session.refuse(place.reason, place.cure)
        else:
            self.session.start(mock=isinstance(place, Standalone))

    def _act(self, action: str, payload: Mapping[str, str]) -> None:
        """The life of the page and the agent's actions come by the same way."""
        match action:
            case "page-left":
                self._tick.cancel()
                self.session.leave()
            case "page-closed":
                self._tick.cancel()
                self.session.leave()
                self._bus.close()
            case "page-returned":
                self.session.come_back()
                self._on_tick()
            case "page-woke":
                self.session.woke()
            case _:
                self.session.act(action, payload)

    async def _bring_phones(self) -> None:
        await fetch_package("phonenumberslite")
        await self.session.phones()

    def _on_tick(self) -> None:
        self._tick = self._timers.call_later(1.0, self._on_tick)
        self.session.tick(self._window.counts() if self._window else None)
        boot.beat()
