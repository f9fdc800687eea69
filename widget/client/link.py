"""The link's health as a state machine without I/O: what to show, and when to ask StateSync.

    start ──► connecting ──(nobody answers for a while)──► lost ◄─┐
                  │                                         │     │ an ask failed
                heard                            heard ◄────┘     │
                  ▼                                ▼              │
                live ──(nothing heard for `stale_after`)──► stale ┘
    refuse() ──► refused, until start().       With `mock`, the kind shown is always mock.

It asks at the start; when woken and its knowledge is older than `wake_after`; on recovery, unless what was heard was
the state itself; when silence makes it stale; and while nobody answers, for ever, with pauses growing up to `longest`.
One ask at a time: a driver takes it with `take_ask` and reports `heard(synced=True)` or `ask_failed`. Times are
monotonic seconds, given by the caller.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from widget.client.failures import Code


class LinkKind(StrEnum):
    """The state of the link, as on the page's `data-link`."""

    CONNECTING = "connecting"
    LIVE = "live"
    STALE = "stale"
    LOST = "lost"
    REFUSED = "refused"
    MOCK = "mock"


@dataclass(frozen=True, slots=True)
class Link:
    """What can be said of the link: `since` when it is so, `last_heard` when the other side was heard last, `next_try`
    when it is asked next (None: not planned, or being asked now), `reason` and `cure` in words; `code` how the last ask
    failed, while lost: of a refusal the reason is the other side's own words. Monotonic seconds."""

    kind: LinkKind
    since: float
    last_heard: float | None = None
    next_try: float | None = None
    reason: str = ""
    cure: str = ""
    code: Code | None = None


@dataclass(frozen=True, slots=True)
class LinkTimes:
    """The link's patience, in seconds."""

    stale_after: float = 60.0
    wake_after: float = 15.0
    patience: float = 10.0
    """For how long the start counts as connecting, before the link is called lost."""
    pause: float = 1.0
    longest: float = 30.0


class LinkWatch:
    """Keeps a `Link`. After every call, look at `looks`, `take_ask()` and `wake_at`; after `heard`, if it says so."""

    def __init__(self, times: LinkTimes | None = None) -> None:
        self._times = times or LinkTimes()
        self._mock = False
        self._kind = LinkKind.CONNECTING
        self._since = 0.0
        self._reason = self._cure = ""
        self._code: Code | None = None
        self._last_heard: float | None = None
        self._last_synced: float | None = None
        self._next_try: float | None = None
        self._asking = False
        self._wants_ask = False
        self._pause = self._times.pause

    @property
    def link(self) -> Link:
        """The link as of now."""
        kind, since, next_try, reason, cure, code = self.looks
        return Link(kind, since, self._last_heard, next_try, reason, cure, code)

    @property
    def looks(self) -> tuple[LinkKind, float, float | None, str, str, Code | None]:
        """All of the link that is worth telling when it changes: everything but when the other side was last heard."""
        kind = LinkKind.MOCK if self._mock and self._kind is not LinkKind.REFUSED else self._kind
        return kind, self._since, self._next_try, self._reason, self._cure, self._code

    def start(self, now: float, *, mock: bool = False) -> None:
        """Begin, or begin anew (after a refusal, or back from the back-forward cache): ask at once."""
        self._mock = mock
        self._kind, self._since = LinkKind.CONNECTING, now
        self._reason = self._cure = ""
        self._code = None
        self._last_synced = None
        self._asking = False
        self._pause = self._times.pause
        self._ask()

    def heard(self, now: float, *, synced: bool) -> bool:
        """A message of the other side came; `synced` when it brought the state of the calls. Gives whether it brought
        the link to life: on a live link it only puts off the moment of silence."""
        if self._kind is LinkKind.REFUSED:
            return False
        self._last_heard = now
        if synced:
            self._last_synced = now
            self._asking = self._wants_ask = False
            self._pause = self._times.pause
        if self._kind is LinkKind.LIVE:
            return False
        self._become(LinkKind.LIVE, now)
        self._next_try = None
        if not synced:
            self._ask()
        return True

    def ask_failed(self, now: float, reason: str, code: Code = Code.TIMEOUT) -> None:
        """The ask taken last did not bring the state: plan the next."""
        if self._kind is LinkKind.REFUSED:
            return
        self._asking = False
        patient = self._kind is LinkKind.CONNECTING and now - self._since < self._times.patience
        self._become(LinkKind.CONNECTING if patient else LinkKind.LOST, now, reason)
        self._code = None if patient else code
        self._last_synced = None
        self._next_try = now + self._pause
        self._pause = min(self._pause * 2, self._times.longest)

    def woke(self, now: float, *, away: float = 0.0) -> None:
        """The page was shown or focused. `away` is how long it was not, if another clock knows better than ours: what
        we know is older by so much."""
        self._last_heard = None if self._last_heard is None else self._last_heard - away
        self._last_synced = None if self._last_synced is None else self._last_synced - away
        if self._kind in (LinkKind.LOST, LinkKind.CONNECTING):
            self._pause = self._times.pause
            self._ask()
        elif self._kind is not LinkKind.REFUSED:
            age = float("inf") if self._last_synced is None else now - self._last_synced
            if age > self._times.wake_after:
                self._ask()
            self.tick(now)

    def doubted(self, now: float) -> None:
        """A request of ours got no answer although the link seemed live: ask whether anybody is there."""
        if self._kind is LinkKind.LIVE:
            self._ask()
        self.tick(now)

    def refuse(self, now: float, reason: str, cure: str) -> None:
        """We must not talk (a wrong origin, not framed by an allowed page): say why and what helps. Ask nothing."""
        self._asking = self._wants_ask = False
        self._next_try = None
        self._become(LinkKind.REFUSED, now, reason)
        self._cure = cure

    def tick(self, now: float) -> None:
        """Time has passed."""
        if self._kind is LinkKind.LIVE and self._silent_at is not None and now >= self._silent_at:
            self._become(LinkKind.STALE, now, "nothing heard")
            self._ask()
        if self._next_try is not None and now >= self._next_try:
            self._ask()

    @property
    def wake_at(self) -> float | None:
        """When `tick` has something to do; None while an ask is under way or nothing is planned."""
        if self._next_try is not None:
            return self._next_try
        return self._silent_at if self._kind is LinkKind.LIVE else None

    def take_ask(self) -> bool:
        """True once for each StateSync that should be asked now."""
        wanted, self._wants_ask = self._wants_ask, False
        return wanted

    @property
    def trusted(self) -> bool:
        """Whether the state of the calls, as received last, may be passed on: the link is live and nothing is asked."""
        return self._kind is LinkKind.LIVE and self._last_synced is not None and not self._asking

    @property
    def _silent_at(self) -> float | None:
        return None if self._last_heard is None else self._last_heard + self._times.stale_after

    def _ask(self) -> None:
        if not self._asking:
            self._asking = self._wants_ask = True
        self._next_try = None

    def _become(self, kind: LinkKind, now: float, reason: str = "") -> None:
        if kind is not self._kind:
            self._kind, self._since = kind, now
        self._reason, self._cure, self._code = reason, "", None
