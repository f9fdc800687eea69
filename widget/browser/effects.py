"""What the widget does to the page besides drawing."""

from __future__ import annotations

from collections.abc import Callable

from widget.browser.host import page
from widget.browser.screen import Screen


class PageEffects:
    """Focus, scrolling and links, in a page drawn by `screen`. `check_clock` asks our server for the time."""

    def __init__(self, screen: Screen, check_clock: Callable[[], None]) -> None:
        self._screen = screen
        self.check_clock = check_clock

    def focus(self, ident: str, since: str) -> None:
        """Draw what is due, then move the focus to the element with this id, if there is one. With `since`, only while
        the element of that id has the focus."""
        self._screen.draw()
        page.focus(ident, since)

    def scroll(self, ident: str) -> None:
        """Draw what is due, then scroll the element with this id into view, if there is one."""
        self._screen.draw()
        page.show(ident)

    def open_url(self, url: str) -> None:
        """Follow a link within the click that asked for it."""
        page.follow(url)
