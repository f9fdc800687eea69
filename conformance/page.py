"""Opens the kit in its page. The configuration is the widget's, and so is the desktop that may frame it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import js

from conformance.kit import Kit
from conformance.script import Asking
from conformance.views import controls_view, said_view, table_view
from widget.browser.bus import WindowBus
from widget.browser.host import boot, inbox, listen, page, surroundings
from widget.browser.timers import PageTimers, Timer
from widget.client import Deadlines
from widget.config import AddressError, ConfigError, WidgetConfig, agent_of, read_config
from widget.embedding import Blocked, Embedded, embedding
from widget.lcm import Framing
from widget.panels import PANEL_NAMES

NOT_FRAMED = "This page asks the desktop that frames it. Open it in your desktop, in the frame of the widget."
BEAT = 1.0  # seconds
DRAWN = 0.2  # seconds between two drawings while messages come; drawing the table takes longer than reading a message


def open_page() -> ConformancePage | None:
    """Start the kit in this page. None when it can't be used: the page says why."""
    around = surroundings()
    try:
        settings = read_config(around.configuration, PANEL_NAMES)
        place = embedding(
            framed=around.framed, ancestors=around.ancestors, referrer=around.referrer, allowed=settings.allowed_origins
        )
        if isinstance(place, Embedded):
            return ConformancePage(settings, place.origin, agent_of(settings, around.query, around.fragment))
    except (ConfigError, AddressError) as unusable:
        boot.fail("configuration" if isinstance(unusable, ConfigError) else "address", str(unusable))
        return None
    inbox.close()
    _draw(said=f"{place.reason} {place.remedy}" if isinstance(place, Blocked) else NOT_FRAMED)
    boot.ready()
    _beat(PageTimers())
    return None


def asking(settings: WidgetConfig, agent_id: str) -> Asking:
    """How the widget asks with this configuration."""
    return Asking(
        source=settings.source,
        agent_id=agent_id,
        framing=Framing(packet=settings.framing == "packet", subscriber_id=settings.subscriber_id),
        dialect=settings.manual_dial_dialect,
        deadlines=Deadlines(reply=settings.reply_deadline, change=settings.change_deadline),
        zone=ZoneInfo(settings.server_timezone) if settings.server_timezone else None,
        origin=str(js.location.origin),
    )


class ConformancePage:
    """A kit and what connects it to this page: the bus, the buttons, the timer and what is drawn."""

    def __init__(self, settings: WidgetConfig, desktop: str, agent_id: str) -> None:
        page.set("data-theme", settings.theme)
        self._desktop = desktop
        self._kit = Kit(asking(settings, agent_id))
        self._asked = False
        self._timers = PageTimers()
        self._timer = Timer(self._timers, self._on_time)
        self._drawing = Timer(self._timers, self._draw)
        self._bus = WindowBus(desktop, as_text=settings.posts == "text")
        self._bus.listen(self._hear)
        listen(self._act)
        self._draw()
        boot.ready()
        _beat(self._timers)

    def _act(self, action: str, _payload: Mapping[str, str]) -> None:
        match action:
            case "run" | "run-changes":
                self._begin(changes=action == "run-changes")
            case "copied" | "copy-failed":
                _draw(said="Copied." if action == "copied" else "Not copied: the frame has no permission for it.")

    def _begin(self, *, changes: bool) -> None:
        self._asked = True
        self._kit.lose(self._bus.counts())
        self._go_on(self._kit.begin(self._timers.now(), changes=changes, wall=self._timers.wall()))
        self._draw()

    def _hear(self, texts: tuple[str, ...]) -> None:
        for text in texts:
            self._kit.hear(text, self._timers.now())
        self._go_on([])

    def _on_time(self) -> None:
        self._kit.lose(self._bus.counts())
        self._go_on(self._kit.tick(self._timers.now()))

    def _go_on(self, texts: list[str]) -> None:
        """Post what is to be posted, and draw soon. The timer may go off a moment early: it is set again then."""
        for text in texts:
            self._bus.post(text)
        if self._kit.wake_at is not None:
            self._timer.by(self._kit.wake_at)
        self._drawing.by(self._timers.now() + DRAWN)

    def _draw(self) -> None:
        rows, running = self._kit.rows, self._kit.running
        _draw(
            said=said_view(rows, running=running, done=self._asked),
            controls=controls_view(rows, self._desktop, running=running, done=self._asked),
            table=table_view(rows),
        )


def _beat(timers: PageTimers) -> None:
    """Tell the watchdog that Python runs."""
    boot.beat()
    timers.call_later(BEAT, lambda: _beat(timers))


def _draw(**regions: object) -> None:
    page.draw(json.dumps({name: str(content) for name, content in regions.items()}))
