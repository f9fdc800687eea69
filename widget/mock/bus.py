"""A bus to a simulated LCM: what the widget posts is answered after a latency, with faults applied.

It has the methods of the client's `Bus` and does not import the client. With `echo`, every posted text is also
delivered back, as on the desktop's broadcast bus.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol

from widget.mock.delivery import Delivery
from widget.mock.faults import Faults
from widget.mock.lcm import Lcm


class Cancel(Protocol):
    """A scheduled call that can be cancelled."""

    def cancel(self) -> None:
        """Cancel the call."""


class Timers(Protocol):
    """Schedules calls."""

    def call_later(self, delay: float, fn: Callable[[], None]) -> Cancel:
        """Call `fn` once, `delay` seconds from now."""


class MockBus:
    """Carries texts between a widget and a simulated LCM: `deliver` is given each arriving text, `latency` is in
    seconds.
    """

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
        self._next_step: Cancel | None = None
        self._schedule_step()

    def post(self, text: str) -> None:
        """Give a text to the LCM. Its answers are delivered later, never during this call."""
        if self._echo:
            self._timers.call_later(0.0, partial(self._deliver, text))
        self._carry(self._lcm.answer(text))

    def push(self) -> None:
        """Have the LCM send the state of the calls without a request."""
        self._carry(self._lcm.push())

    def tell(self, texts: Iterable[str]) -> None:
        """Have the LCM send these texts without a request."""
        self._carry(Delivery(text) for text in texts)

    def close(self) -> None:
        """Take no more steps of the scenario. What has been sent still arrives."""
        if self._next_step is not None:
            self._next_step.cancel()
            self._next_step = None

    def _carry(self, deliveries: Iterable[Delivery]) -> None:
        for delivery in self._faults.apply(deliveries):
            self._timers.call_later(self._latency + delivery.delay, partial(self._deliver, delivery.text))

    def _schedule_step(self) -> None:
        if self._lcm.step_seconds is not None:
            self._next_step = self._timers.call_later(self._lcm.step_seconds, self._take_step)

    def _take_step(self) -> None:
        self._carry(self._lcm.take_step())
        self._schedule_step()
