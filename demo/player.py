"""A recording that is played to the widget: its time goes on, stops, and is set by the slider.

Plain Python without a browser. Times are seconds of the recording. They are counted from the first word of the widget
on. Until then, nothing is delivered, and the place where the recording begins can still be set. The widget's own clock
never stops: so while the recording is paused, what the widget asks is answered at once, and it does not take the
desktop for gone.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import htpy as h

from demo.controls import SPEEDS
from widget.mock.replay import Replay
from widget.recording import Line, Recording


@dataclass(slots=True)
class Scheduled:
    """A call that is still to be made, unless it is cancelled."""

    fn: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        """Don't make the call."""
        self.cancelled = True


class Player:
    """A bus to a recording, and the clock by which it is played (the `Timers` of its `Replay`).

    Args:
        recording: what is played.
        deliver: is given each arriving text.
        ahead: by how many seconds the dates in the messages are shifted.
        begin: where in the recording it begins.
    """

    def __init__(
        self, recording: Recording, deliver: Callable[[str], None], *, ahead: float = 0.0, begin: float = 0.0
    ) -> None:
        self.recording = recording
        self._deliver, self.ahead = deliver, ahead
        self._order = count()
        self._calls: list[tuple[float, int, Scheduled]] = []
        self._at_once = False
        self.at = begin
        self.plays = True
        self.speed = 1.0
        self._replay: Replay | None = None

    @property
    def begun(self) -> bool:
        """Whether the widget has spoken."""
        return self._replay is not None

    @property
    def length(self) -> float:
        """When the last line of the recording came."""
        return max((line.at for line in self.recording.lines), default=0.0)

    @property
    def passed(self) -> int:
        """How many of the lines have been played."""
        return sum(line.at <= self.at for line in self.recording.lines)

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self.recording.lines)

    @property
    def last(self) -> Line | None:
        """The line that was played last."""
        return max((line for line in self.recording.lines if line.at <= self.at), key=_when, default=None)

    def call_later(self, delay: float, fn: Callable[[], None]) -> Scheduled:
        """Call `fn` after `delay` seconds of the recording."""
        scheduled = Scheduled(fn)
        heapq.heappush(self._calls, (self.at if self._at_once else self.at + delay, next(self._order), scheduled))
        return scheduled

    def post(self, text: str) -> None:
        """Take a text of the widget. It is answered as it was when it was recorded."""
        if self._replay is None:
            self._replay = Replay(self.recording, self, self._deliver, ahead=self.ahead, begin=self.at)
        self._at_once = not self.plays
        self._replay.post(text)
        self._at_once = False
        if not self.plays:
            self.go_to(self.at)

    def close(self) -> None:
        """Deliver nothing more."""
        if self._replay is not None:
            self._replay.close()

    def set_back(self, at: float) -> Player:
        """Another player of the recording, which is paused at an earlier time, for a widget that starts anew: one can't
        forget what it has heard."""
        player = Player(self.recording, self._deliver, ahead=self.ahead, begin=at)
        player.plays, player.speed = False, self.speed
        return player

    def pass_time(self, seconds: float) -> None:
        """So many seconds have passed on the clock on the wall."""
        if self.plays and self._replay is not None:
            self.go_to(self.at + seconds * self.speed)

    def step(self) -> None:
        """Go on to the next line, and pause there."""
        self.plays = False
        self.go_to(min((line.at for line in self.recording.lines if line.at > self.at), default=self.at))

    def go_to(self, at: float) -> None:
        """Go on to a later time. What is due until then is done, in order. Before the widget's first word, any time
        will do: the recording begins there."""
        if self._replay is None:
            self.at = at
            return
        while self._calls and self._calls[0][0] <= at:
            when, _, scheduled = heapq.heappop(self._calls)
            self.at = max(self.at, when)
            if not scheduled.cancelled:
                scheduled.fn()
        self.at = max(self.at, at)


def _when(line: Line) -> float:
    return line.at


def player_view(player: Player | None) -> h.Renderable:
    """The controls of what plays; nothing without a recording."""
    if player is None:
        return h.fragment[()]
    at = min(player.at, player.length)
    last = player.last
    return h.fragment[
        h.button(".key", type="button", id="player-plays", data_action="player-plays")[
            "Pause" if player.plays else "Play"
        ],
        h.button(".key", type="button", id="player-step", data_action="player-step")["Step"],
        h.label[
            h.span["Position"],
            h.input(
                id="player-position",
                type="range",
                data_input="player-position",
                min="0",
                max=f"{player.length:g}",
                step="any",
                value=f"{at:.1f}",
                aria_valuetext=f"{at:.0f} of {player.length:.0f} seconds",
            ),
        ],
        h.label[
            h.span["Speed"],
            h.select(id="player-speed", data_input="player-speed")[
                (h.option(value=speed, selected=float(speed) == player.speed)[f"{speed} \u00d7"] for speed in SPEEDS)
            ],
        ],
        h.p(".played")[
            h.b[f"{at:.1f} of {player.length:.1f} s"],
            f" Line {player.passed} of {player.lines}",
            f": {last.side}: {last.name}" if last else "",
        ],
    ]
