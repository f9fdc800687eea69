"""A bus with an LCM at its other end: what the widget posts is answered after a latency and through faults.

It has the shape of the client's `Bus` without knowing the client. With `echo`, it also brings every post back, as the
desktop's broadcast bus does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol

from widget.mock.delivery import Delivery
from widget.mock.faults import Faults
from widget.mock.lcm import Lcm


class Cancel(Protocol):
    """A call to come that can be taken back."""

    def cancel(self) -> None:
        """Don't call."""


class Timers(Protocol):
    """Who calls later."""

    def call_later(self, delay: float, fn: Callable[[], None]) -> Cancel:
        """Call `fn` once, `delay` seconds from now."""


class MockBus:
    """Carries texts between a widget and an LCM. `deliver` takes each arriving text; `latency` is in seconds."""

    def __init__(
        self,
        lcm: Lcm,
        timers: Timers,
        deliver: Callable[[str], None],
        *,
        latency: float = 0.0,
        faults: Faults | None = None,
        echo: bool = False,
    ) -> None:
        self._lcm = lcm
        self._timers = timers
        self._deliver = deliver
        self._latency = latency
        self._faults = faults or Faults()
        self._echo = echo
        self._turn: Cancel | None = None
        self._await_turn()

    def post(self, text: str) -> None:
        """Give a text to the LCM. Its answers are delivered later, never during this call."""
        if self._echo:
            self._timers.call_later(0.0, partial(self._deliver, text))
        self._carry(self._lcm.answer(text))

    def push(self) -> None:
        """Have the LCM tell the state of the calls unasked."""
        self._carry(self._lcm.push())

    def close(self) -> None:
        """Let nothing more happen by itself. What is on its way still arrives."""
        if self._turn is not None:
            self._turn.cancel()
            self._turn = None

    def _carry(self, deliveries: Iterable[Delivery]) -> None:
        for delivery in self._faults.apply(deliveries):
            self._timers.call_later(self._latency + delivery.delay, partial(self._deliver, delivery.text))

    def _await_turn(self) -> None:
        if self._lcm.turn_seconds is not None:
            self._turn = self._timers.call_later(self._lcm.turn_seconds, self._take_turn)

    def _take_turn(self) -> None:
        self._carry(self._lcm.take_turn())
        self._await_turn()
