"""The health of the link, by a heartbeat of StateSync: what to show, and when to ask.

    Started ──► connecting ──(nobody answers for a while)──► lost ◄─┐
                    │                                         │     │ no answer
                  heard                            heard ◄────┘     │
                    ▼                                ▼              │
                  live ──(nothing heard for `stale_after`)──► stale ┘
    Blocked ──► refused, until Started.

The kind "refused" means that this page is blocked. StateSync is asked for:

* at the start;
* when the page wakes and the calls are older than WAKE_AFTER;
* when the desktop is heard again, unless it gave the calls by that;
* when silence makes the link stale;
* when a request other than StateSync was not answered;
* again and again while nobody answers, with pauses that grow up to LONGEST.

Every rule that wants the calls uses `ask_calls`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from widget.client import Code, Failure
from widget.lcm import STATE_SYNC, CallStates
from widget.state.calls import CALLS
from widget.state.effects import Answer
from widget.state.reading import ask
from widget.state.update import Update, rule

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

LinkKind = Literal["connecting", "live", "stale", "lost", "refused", "mock"]

WAKE_AFTER = 15.0
"""When the page wakes and the calls are older than this many seconds, they are asked for."""
PATIENCE = 10.0
"""For this many seconds after the start, a link without an answer is connecting. Then it is lost."""
ANSWER_EVERY = 1.0
"""Another app's StateSync is answered at most once in so many seconds."""
PAUSE, LONGEST = 1.0, 30.0
"""The first and the longest pause before StateSync is asked for again, in seconds."""
STEP = 0.25
"""While the link is live, the time when the desktop was heard is updated at most once in this many seconds."""


@dataclass(frozen=True, slots=True)
class Link:
    """The health of the link. Times are in epoch seconds.

    `since` is when it got this kind. `heard_at` is when the desktop was heard last, and `synced_at` when it gave the
    state of the calls last. `next_try_at` is when StateSync is asked for next, or None when that is not planned.
    `pause` is the seconds to the try after that. `reason` and `remedy` say why the page is blocked and what helps.
    `failure` says why the link is lost. `missed`: a message of the desktop may have been missed. `away`: the page has
    left. `answered_at` is when another app's StateSync was answered last.
    """

    kind: LinkKind = "connecting"
    mock: bool = False
    since: float = 0.0
    heard_at: float | None = None
    synced_at: float | None = None
    next_try_at: float | None = None
    pause: float = PAUSE
    reason: str = ""
    remedy: str = ""
    failure: Failure | None = None
    missed: bool = False
    away: bool = False
    answered_at: float | None = None

    @property
    def shown(self) -> LinkKind:
        """The kind as it is shown. The live link to a mock is shown as "mock"; any other is shown as what it is."""
        return "mock" if self.mock and self.kind == "live" else self.kind

    def heard(self, at: float) -> Link:
        """The link after the desktop was heard."""
        if self.kind == "refused" or (self.kind == "live" and _just(self.heard_at, at)):
            return self
        since = self.since if self.kind == "live" else at
        return replace(self, kind="live", since=since, heard_at=at, next_try_at=None, failure=None)

    def synced(self, at: float) -> Link:
        """The link after the desktop gave the state of the calls."""
        if self.kind == "refused" or (self.kind == "live" and _just(self.synced_at, at) and not self.missed):
            return self
        return replace(self.heard(at), heard_at=at, synced_at=at, next_try_at=None, pause=PAUSE, missed=False)

    def unanswered(self, failure: Failure, at: float) -> Link:
        """The link after StateSync brought nothing: asking again is planned."""
        if self.kind == "refused" or self.away:
            return self
        patient = self.kind == "connecting" and at - self.since < PATIENCE
        return replace(
            self,
            kind="connecting" if patient else "lost",
            since=self.since if patient or self.kind == "lost" else at,
            failure=None if patient else failure,
            synced_at=None,
            next_try_at=at + self.pause,
            pause=min(self.pause * 2, LONGEST),
            missed=self.missed or not patient,
        )

    def moved(self, by: float) -> Link:
        """The link after the clock was moved by `by` seconds. Its times are moved too, so that ages stay the same."""
        times = (self.heard_at, self.synced_at, self.next_try_at)
        heard, synced, next_try = (None if time is None else time + by for time in times)
        return replace(self, since=self.since + by, heard_at=heard, synced_at=synced, next_try_at=next_try)

    def silent_at(self, stale_after: float) -> float | None:
        """When silence makes a live link stale; None when the link is not live. `stale_after` is in seconds."""
        return self.heard_at + stale_after if self.kind == "live" and self.heard_at is not None else None

    def due_at(self, stale_after: float) -> float | None:
        """When StateSync is to be asked for next; None when that is not planned. `stale_after` is in seconds."""
        return None if self.away else self.next_try_at or self.silent_at(stale_after)


def _just(then: float | None, at: float) -> bool:
    return then is not None and 0 <= at - then < STEP


@dataclass(frozen=True, slots=True)
class Started:
    """The page has started, or is back from the back-forward cache. `mock`: the other side of the bus is a mock."""

    at: float
    mock: bool = False


@dataclass(frozen=True, slots=True)
class Blocked:
    """This page is blocked: the reason and the remedy."""

    at: float
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Heard:
    """The desktop was heard: it posted any reply or error."""

    at: float


@dataclass(frozen=True, slots=True)
class NobodyAnswered:
    """A request other than StateSync was not answered."""


@dataclass(frozen=True, slots=True)
class Woke:
    """The page is visible again, or has the focus again. `slept`: the machine slept meanwhile."""

    at: float
    slept: bool = False


@dataclass(frozen=True, slots=True)
class ClockPutBack:
    """The wall clock was put back by `by` seconds."""

    by: float


@dataclass(frozen=True, slots=True)
class Left:
    """The page leaves, and may come back."""


@dataclass(frozen=True, slots=True)
class CallsAskedFor:
    """Another app asks for the state of the calls, at `at` (epoch seconds)."""

    at: float


def ask_calls(state: WidgetState) -> Update:
    """Ask for StateSync, unless it is being asked for, the page is blocked, or the page has left. A planned try is
    cancelled."""
    if state.link.kind == "refused" or state.link.away:
        return state, ()
    if state.link.next_try_at is not None:
        state = state._replace(link=replace(state.link, next_try_at=None))
    return ask(state, CALLS)


@rule(Started)
def _started(event: Started, state: WidgetState) -> Update:
    """Begin a new link. A page that is back keeps `heard_at`, and may have missed messages while it was away."""
    before = state.link
    heard_at = before.heard_at if before.away else None
    return ask_calls(state._replace(link=Link(mock=event.mock, since=event.at, heard_at=heard_at, missed=before.away)))


@rule(Blocked)
def _blocked(event: Blocked, state: WidgetState) -> WidgetState:
    return state._replace(link=Link("refused", since=event.at, reason=event.reason, remedy=event.remedy))


@rule(Heard)
def _heard(event: Heard, state: WidgetState) -> WidgetState | Update:
    link = state.link.heard(event.at)
    if link is state.link:
        return state
    after = state._replace(link=link)
    return after if state.link.kind == "live" else ask_calls(after)


@rule(NobodyAnswered)
def _nobody_answered(_event: NobodyAnswered, state: WidgetState) -> WidgetState | Update:
    return ask_calls(state) if state.link.kind == "live" else state


@rule(Woke)
def _woke(event: Woke, state: WidgetState) -> Update:
    link = state.link
    if event.slept and not link.missed:
        link = replace(link, missed=True)
    wants = link.kind in ("lost", "connecting")
    if wants:
        link = replace(link, pause=PAUSE)
    elif link.synced_at is None or event.at - link.synced_at > WAKE_AFTER:
        wants = True
    return after_a_while(state._replace(link=link), event.at, wants=wants)


@rule(Left)
def _left(_event: Left, state: WidgetState) -> WidgetState:
    return state._replace(link=replace(state.link, away=True))


@rule(CallsAskedFor)
def _asked_for(event: CallsAskedFor, state: WidgetState) -> WidgetState | Update:
    """Answer another app's StateSync, when so configured and when our calls are current: the link is live, the calls
    were read in full, and they are not being asked for. Else our echo could be taken as the desktop's answer. Every app
    hears the answer, so one in ANSWER_EVERY seconds is enough (protocol.md §4.13)."""
    trusted = state.link.kind == "live" and state.link.synced_at is not None and not state.calls.asking
    if not state.settings.answer_state_sync or not trusted or state.calls.unread:
        return state
    if state.link.answered_at is not None and 0 <= event.at - state.link.answered_at < ANSWER_EVERY:
        return state
    state = state._replace(link=replace(state.link, answered_at=event.at))
    return state, (Answer(STATE_SYNC, CallStates(calls=state.calls.value)),)


def after_a_while(state: WidgetState, now: float, *, wants: bool = False) -> Update:
    """The state when the time is `now` (epoch seconds). `wants`: StateSync is asked for in any case."""
    if state.link.away:
        return state, ()
    link = state.link
    silent = link.silent_at(state.settings.stale_after)
    if silent is not None and now >= silent:
        link, wants = replace(link, kind="stale", since=now), True
    due = link.next_try_at is not None and now >= link.next_try_at
    after = state if link is state.link else state._replace(link=link)
    return ask_calls(after) if wants or due else (after, ())


def lost_words(link: Link) -> str:
    """Why the link is lost, or "". For a refusal, these are the desktop's own words."""
    failure = link.failure
    return "" if failure is None else failure.said if failure.code is Code.REFUSED else failure.reason
