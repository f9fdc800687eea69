"""Holds a state as a session does, and keeps the effects that the rules return, without carrying them out."""

from __future__ import annotations

from dataclasses import replace

from widget.state import WidgetState, update
from widget.state.attempt import Settled
from widget.state.closing import Close
from widget.state.dialling import Dial
from widget.state.effects import Ask, Effect
from widget.state.link import Link


class Store:
    """The current state. `dispatch` applies an event to it. `effects` are all effects that were returned, in order."""

    def __init__(self, state: WidgetState) -> None:
        self.state = state
        self.effects: list[Effect] = []

    def dispatch(self, event: object) -> WidgetState:
        """A dial or a close that is settled without a serial is the last one that was sent for its contact."""
        if isinstance(event, Settled) and isinstance(event.what, Dial | Close) and not event.what.serial:
            event = replace(event, what=self._last(event.what))
        self.state, effects = update(self.state, event)
        self.effects += effects
        return self.state

    def _last(self, what: Dial | Close) -> Dial | Close:
        sent = (effect.about for effect in reversed(self.effects) if isinstance(effect, Ask))
        return next((one for one in sent if isinstance(one, type(what)) and one.contact == what.contact), what)

    def link_is(self, link: Link) -> None:
        """Set the link."""
        self.state = self.state._replace(link=link)

    def asked(self) -> list[str]:
        """The operations that were asked for, in order."""
        return [effect.operation.name for effect in self.effects if isinstance(effect, Ask)]
