"""The agent's phone in the demo desktop: a call rings, is answered, held and ended; another waits on hold meanwhile.

Plain Python without a browser. Times are seconds of the desktop's clock, which runs faster in a fast shift. Each method
returns what the desktop is to tell on the bus; nothing when it did nothing, because the phone was in another state.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from widget.lcm import (
    OUTBOUND_CALL_STATE_CHANGE,
    SET_AGENT_DETAILS,
    AgentDetails,
    Call,
    CallStateChange,
    write_notice,
)
from widget.mock.dialler import answers


class Agent(StrEnum):
    """What the agent does, in the words of the screen."""

    READY = "Ready"
    ON_CALL = "On a call"
    WRAP_UP = "After-call work"
    AWAY = "Not ready"


_WORDS = {Agent.READY: "NCC", Agent.ON_CALL: "In Call", Agent.WRAP_UP: "ACW", Agent.AWAY: "Not Ready"}
"""The same on the wire (protocol.md §5.7)."""


class Phase(StrEnum):
    """What the call on the line does."""

    RINGING = "ringing"
    TALKING = "talking"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Line:
    """The call on the line. `call` is what StateSync has of it, None for a number that was dialled: it has no call id,
    because the pages speak of contacts that are dialled by hand without a call (protocol.md §6.2), and the widget is
    told how it goes on. `since` is when its
    phase began, and `serial` tells it from other dialled calls."""

    name: str
    number: str
    phase: Phase
    since: float
    call: Call | None = None
    serial: int = 0

    @property
    def incoming(self) -> bool:
        """Whether it came, and was not dialled."""
        return self.call is not None

    @property
    def taken(self) -> bool:
        """Whether the agent takes part in it: not in one that comes, until it is answered."""
        return not (self.incoming and self.phase is Phase.RINGING)


class Softphone:
    """The line, the call that waits on hold beside it, and the agent's state. `calls_are` is given the calls that
    StateSync has, after each change of them."""

    def __init__(self, calls_are: Callable[[tuple[Call, ...]], None]) -> None:
        self._calls_are = calls_are
        self._dialled = 0
        self.agent = Agent.READY
        self.since = 0.0
        self.line: Line | None = None
        self.waiting: Line | None = None

    def reset(self, at: float) -> None:
        """Begin anew, with a free agent. The dialled calls are still counted on: no connection id comes twice."""
        self.agent, self.since, self.line, self.waiting = Agent.READY, at, None, None

    def ring(self, call: Call, name: str, number: str, at: float) -> bool:
        """A call rings. False when the agent is not free for it."""
        if self.agent is not Agent.READY or self.line is not None:
            return False
        self.line = Line(name, number, Phase.RINGING, at, call)
        return True

    def dial(self, number: str, at: float) -> list[str]:
        """Dial a number. A customer on the line is put on hold for it. Any other call ends: one that rings, or one that
        was dialled before."""
        told: list[str] = []
        if self.line is not None and self.line.incoming and self.line.taken:
            self.waiting = replace(self.line, phase=Phase.HELD, since=at)
        else:
            told = self._end()
        self._dialled += 1
        self.line = Line("", number, Phase.RINGING, at, serial=self._dialled)
        return [*told, *self._step("Ringing"), *self._agent_is(Agent.ON_CALL, at)]

    def answer(self, at: float) -> list[str]:
        """Whoever is called answers: the agent, or the customer."""
        if self.line is None or self.line.phase is not Phase.RINGING:
            return []
        self.line = replace(self.line, phase=Phase.TALKING, since=at)
        if self.line.call is None:
            return self._step("CustAnswered")
        told = self._agent_is(Agent.ON_CALL, at)
        self._calls_are((self.line.call,))
        return told

    def hold(self, at: float) -> None:
        """Hold the call, or take it back."""
        other = {Phase.TALKING: Phase.HELD, Phase.HELD: Phase.TALKING}
        if self.line is not None and self.line.phase in other:
            self.line = replace(self.line, phase=other[self.line.phase], since=at)

    def hang_up(self, at: float) -> list[str]:
        """End the call. One that waits is on the line again, still on hold. Else, after a call that the agent took part
        in, there is after-call work."""
        line, told = self.line, self._end()
        self.line, self.waiting = self.waiting, None
        wraps_up = line is not None and line.taken and self.line is None
        return [*told, *self._agent_is(Agent.WRAP_UP, at)] if wraps_up else told

    def _end(self) -> list[str]:
        """Take the call off the line."""
        line = self.line
        if line is None:
            return []
        told = [] if line.incoming else self._step("DROPPED")
        self.line = None
        if line.incoming and line.taken:
            self._calls_are(())
        return told

    def ready(self, at: float) -> list[str]:
        """The agent is free for the next call."""
        return self._agent_is(Agent.READY, at) if self.line is None else []

    def away(self, at: float) -> list[str]:
        """The agent takes no calls."""
        return self._agent_is(Agent.AWAY, at) if self.line is None else []

    def _agent_is(self, agent: Agent, at: float) -> list[str]:
        if agent is self.agent:
            return []
        self.agent, self.since = agent, at
        return [write_notice(SET_AGENT_DETAILS, AgentDetails(word=_WORDS[agent]))]

    def _step(self, event: str) -> list[str]:
        line = self.line
        if line is None:
            return []
        body = CallStateChange(
            event=event, connection=f"demo-{line.serial}", call_type="Regular-Call", phone_number=line.number
        )
        return [write_notice(OUTBOUND_CALL_STATE_CHANGE, body)]


RINGS, DIAL_RINGS, GIVES_UP, TALKS, HOLDS, WRAPS_UP, PAUSE = 6.0, 4.0, 20.0, 45.0, 5.0, 15.0, 8.0
"""How many seconds the shift lets pass: until an incoming call is answered, until a dialled one is, until it is given
up, until a call ends, until one on hold is taken back, until the after-call work is done, and until the next call
rings."""


def due(phone: Softphone, at: float) -> str:
    """What happens by itself now: "answer", "hold", "hang-up", "ready", "ring", or "" for nothing."""
    line = phone.line
    if line is None:
        waits = {Agent.WRAP_UP: (WRAPS_UP, "ready"), Agent.READY: (PAUSE, "ring")}
        wait, what = waits.get(phone.agent, (0.0, ""))
        return what if at - phone.since >= wait else ""
    if line.phase is Phase.TALKING:
        return "hang-up" if at - line.since >= TALKS else ""
    if line.phase is Phase.HELD:
        return "hold" if at - line.since >= HOLDS else ""
    if line.incoming:
        return "answer" if at - line.since >= RINGS else ""
    if answers(line.number):
        return "answer" if at - line.since >= DIAL_RINGS else ""
    return "hang-up" if at - line.since >= GIVES_UP else ""
