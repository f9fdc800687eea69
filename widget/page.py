"""Opens the page: reads the configuration, finds how the page is embedded, and connects a session to the page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from widget import phones
from widget.browser.bus import WindowBus
from widget.browser.effects import PageEffects
from widget.browser.host import boot, inbox, listen, page, surroundings
from widget.browser.packages import fetch_package
from widget.browser.screen import Screen
from widget.browser.server_clock import server_time
from widget.browser.timers import PageTimers, Timer
from widget.client.bus import Bus, BusClosed
from widget.config import AddressError, ConfigError, WidgetConfig, agent_of, read_config
from widget.embedding import Blocked, Embedded, Embedding, Standalone, embedding
from widget.mock import Lcm, MockBus
from widget.mock.settings import MockSettingsError, read_mock_settings
from widget.panels import PANEL_NAMES, Redraw, shell_for
from widget.session import Session
from widget.texts import texts_for

DEMO_ZONE, DEMO_REGION = "UTC", "US"


def open_page() -> OpenPage | None:
    """Start the widget in this page. None when the configuration or the address can't be used: the page says why."""
    around = surroundings()
    query = {name: values[-1] for name, values in parse_qs(around.query).items()}
    try:
        settings = read_config(around.configuration, PANEL_NAMES)
        place = embedding(
            framed=around.framed, ancestors=around.ancestors, referrer=around.referrer, allowed=settings.allowed_origins
        )
        if isinstance(place, Standalone):
            settings = for_demo(settings)
        by_desktop = isinstance(place, Embedded)  # else anybody may have written the address
        agent_id = agent_of(settings, around.query, around.fragment) if by_desktop else settings.agent_id
        dress(settings)
        return OpenPage(settings, place, query, agent_id, hour12=around.hour12)
    except (ConfigError, MockSettingsError) as unusable:
        boot.fail("configuration", str(unusable))
    except AddressError as unusable:
        boot.fail("address", str(unusable))
    return None


def for_demo(settings: WidgetConfig) -> WidgetConfig:
    """The settings with an agent's id, a time zone and a region for the mock, where an administrator has set none."""
    return settings.model_copy(
        update={
            "agent_id": settings.agent_id or "demo.agent",
            "server_timezone": settings.server_timezone or DEMO_ZONE,
            "default_region": settings.default_region or DEMO_REGION,
        }
    )


def dress(settings: WidgetConfig) -> None:
    """Give the page its language, direction, theme, panels and the desktop's design tokens."""
    texts = texts_for(settings.locale)
    page.set("lang", texts.lang)
    page.set("dir", texts.direction)
    page.set("data-theme", settings.theme)
    for name, value in settings.tokens.items():
        page.token(name, value)
    page.draw(json.dumps({"stage": str(shell_for(settings))}))


class PageBus(Bus, Protocol):
    """A bus that can be closed."""

    def close(self) -> None:
        """Stop whatever the bus does by itself."""


class Unconnected:
    """The bus of a page that is blocked."""

    def close(self) -> None:
        """Do nothing."""

    def post(self, _text: str) -> None:
        """Always raise BusClosed."""
        raise BusClosed("this page may not talk to the one that embeds it")


class OpenPage:
    """A session and what connects it to this page: the bus, the screen, the actions and the one timer."""

    def __init__(
        self, settings: WidgetConfig, place: Embedding, query: Mapping[str, str], agent_id: str, *, hour12: bool
    ) -> None:
        redraw = Redraw()
        self._timers = PageTimers()
        self._timer = Timer(self._timers, self._on_time)
        self._window: WindowBus | None = None
        self._screen = Screen(lambda: redraw.changes(self.session.state))
        self._bus = self._bus_of(settings, place, query)
        self._checking: asyncio.Future[None] | None = None
        effects = PageEffects(self._screen, self._check_clock)
        self.session = Session(settings, self._bus, self._timers, effects, agent_id, hour12=hour12)
        self.session.subscribe(lambda _: self._screen.changed())
        listen(self._act)
        self._begin(place)
        self._screen.draw()
        boot.ready()
        self._phones = asyncio.ensure_future(self._bring_phones())
        self._timer.by(self.session.wake_at)

    def _bus_of(self, settings: WidgetConfig, place: Embedding, query: Mapping[str, str]) -> PageBus:
        match place:
            case Standalone():
                wanted = read_mock_settings(query, datetime.now(ZoneInfo(settings.server_timezone or DEMO_ZONE)))
                return MockBus(
                    Lcm(wanted.scenario),
                    self._timers,
                    lambda text: self._hear((text,)),
                    latency=wanted.latency,
                    faults=wanted.faults,
                )
            case Embedded(origin):
                self._window = WindowBus(origin, as_text=settings.posts == "text")
                return self._window
            case Blocked():
                return Unconnected()

    def _begin(self, place: Embedding) -> None:
        if self._window:
            self._window.listen(self._hear)
        else:
            inbox.close()
        if isinstance(place, Blocked):
            self.session.block(place.reason, place.remedy)
        else:
            self.session.start(mock=isinstance(place, Standalone))

    def _hear(self, texts: tuple[str, ...]) -> None:
        for text in texts:
            self.session.hear(text)
        self._timer.by(self.session.wake_at)

    def _act(self, action: str, payload: Mapping[str, str]) -> None:
        """Take an action of the agent, or an event of the page itself: it left, was closed, returned or woke."""
        match action:
            case "page-left":
                self.session.leave()
                self._timer.cancel()
                return
            case "page-closed":
                self.session.leave()
                self._timer.cancel()
                self._bus.close()
                return
            case "page-returned":
                self.session.come_back()
                self._on_time()
            case "page-woke":
                self.session.woke()
            case _:
                self.session.act(action, payload)
        self._timer.by(self.session.wake_at)

    async def _bring_phones(self) -> None:
        """Load the phone metadata after the first render, because it is large."""
        await fetch_package("phonenumbers")
        if phones.load():
            self.session.phones_ready()

    def _check_clock(self) -> None:
        if self._checking is not None:
            self._checking.cancel()  # its answer may be from before a sleep
        self._checking = asyncio.ensure_future(self._ask_server_time())

    async def _ask_server_time(self) -> None:
        at = await server_time(self._timers.now)
        if at is not None:
            self.session.server_time(at)
            self._timer.by(self.session.wake_at)

    def _on_time(self) -> None:
        self.session.tick(self._window.counts() if self._window else None)
        boot.beat()
        self._timer.by(self.session.wake_at)
