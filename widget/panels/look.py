"""How things are shown: the language, how numbers are written, and what the agent unfolded, revealed or copied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from widget.state import WidgetState
from widget.state.keys import Key
from widget.texts import Texts, texts_for


@dataclass(frozen=True, slots=True)
class Look:
    """How one panel shows things. It holds only the panel's own keys, so that a change in another panel does not redraw
    this one."""

    locale: str
    region: str | None
    masked: bool
    phones_ready: bool
    opened: frozenset[Key] = frozenset()
    as_received: frozenset[Key] = frozenset()
    revealed: frozenset[Key] = frozenset()
    copied: Key | None = None
    copy_failed: bool = False
    folded: frozenset[str] = frozenset()

    @property
    def texts(self) -> Texts:
        """The texts of the language."""
        return texts_for(self.locale, masked=self.masked)

    def of(self, *keys: Key) -> Look:
        """The look with these keys only. A row depends on nothing else than what it is about."""
        only = frozenset(keys)
        copied = self.copied if self.copied in only else None
        return Look(
            self.locale,
            self.region,
            self.masked,
            self.phones_ready,
            self.opened & only,
            self.as_received & only,
            self.revealed & only,
            copied,
            copied is not None and self.copy_failed,
        )


def texts_of(state: WidgetState) -> Texts:
    """The texts as the configuration wants them."""
    return texts_for(state.settings.locale, masked=state.settings.mask_numbers)


def look(state: WidgetState, mine: Callable[[Key], bool]) -> Look:
    """The look of a panel. `mine` tells which keys are the panel's."""
    settings, screen = state.settings, state.screen
    copied = screen.copied[0] if screen.copied is not None and mine(screen.copied[0]) else None
    return Look(
        settings.locale,
        settings.default_region,
        settings.mask_numbers,
        screen.phones_ready,
        frozenset(filter(mine, screen.opened)),
        frozenset(filter(mine, screen.as_received)),
        frozenset(key for key, _until in screen.revealed if mine(key)),
        copied,
        copied is not None and screen.copy_failed,
        frozenset(key.part[0] for key in screen.opened if key.kind == "panel" and key.part),
    )
