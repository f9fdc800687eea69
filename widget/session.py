"""The whole widget without a browser: takes messages, actions and the time, and carries out the effects of the rules.

It is synchronous: when a method returns, the state is up to date. Effects and what the client gives back are carried
out from one queue, because carrying one out can bring the next message.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Protocol

from widget.client import Bus, BusClosed, Client, Code, Deadlines, Failure, Incoming, Output, Post, Standing
from widget.config import WidgetConfig, playable
from widget.lcm import Framing
from widget.recording import Recorder
from widget.state import WidgetState, update
from widget.state.acted import RESTING, Acted, actions
from widget.state.calls import CALLS
from widget.state.clock import ClockPutRight, ServerTime, Tick
from widget.state.effects import Answer, Ask, CorrectClock, Effect, Focus, OpenUrl, Record, Scroll, Unfold
from widget.state.incoming import events_of
from widget.state.inspector import MessagesCounted, Note, Noted, Recorded, RecordingProgress
from widget.state.link import Blocked, ClockPutBack, Left, Started, Woke
from widget.state.reading import Outdated
from widget.state.screen import Faulted, PhonesReady
from widget.state.traffic import RowChanged, Unfolded, ended, heard, posted, shown
from widget.traffic.rows import Row, Traffic

log = logging.getLogger(__name__)

SLEPT = 5.0
"""When the wall clock gains more than this many seconds on the monotonic clock, the machine has slept: on many machines
the monotonic clock stops meanwhile. When the wall clock loses more than this, it was put back."""
TICK = 1.0
"""The most seconds from one tick to the next."""
ACTIONS = actions()


class Clock(Protocol):
    """The two clocks, in seconds."""

    def now(self) -> float:
        """Monotonic seconds."""

    def wall(self) -> float:
        """Seconds since the epoch, UTC."""

    def correct(self, by: float) -> None:
        """From now on, `wall` is `by` seconds later than it was."""


class PageEffects(Protocol):
    """What the widget can do to the page besides drawing."""

    def focus(self, ident: str, since: str) -> None:
        """Draw what is due, then move the focus to the element with this id, if there is one. With `since`, only while
        the element of that id has the focus."""

    def scroll(self, ident: str) -> None:
        """Draw what is due, then scroll the element with this id into view, if there is one."""

    def open_url(self, url: str) -> None:
        """Open a `tel:` URL within the click that asked for it."""

    def check_clock(self) -> None:
        """Ask our own server for the time; `Session.server_time` takes the answer. An answer to an earlier question is
        not taken any more."""


class Session:
    """One running widget. Call `start` or `refuse` first, then `hear`, `act`, `tick` and `woke` as things happen.

    Between `leave` and `come_back`, nothing is heard or posted.

    Args:
        settings: the configuration.
        bus: where texts are posted.
        clock: the two clocks.
        page: what the widget can do to the page.
        agent_id: the agent's id; "" when it is not known.
        hour12: whether times of day are shown with twelve hours.
    """

    def __init__(
        self,
        settings: WidgetConfig,
        bus: Bus,
        clock: Clock,
        page: PageEffects,
        agent_id: str = "",
        *,
        hour12: bool = False,
    ) -> None:
        self._clock = clock
        self._page = page
        self._ahead = clock.wall() - clock.now()
        self._recorder = Recorder(bus, clock.now)
        self._inspects = settings.inspector
        self._client = Client(
            source=settings.source,
            framing=Framing(packet=settings.framing == "packet", subscriber_id=settings.subscriber_id),
            deadlines=Deadlines(
                reply=settings.reply_deadline,
                change=settings.change_deadline,
                retries=settings.read_retries,
                pause=settings.retry_pause,
            ),
            dialect=settings.manual_dial_dialect,
        )
        self._queue: deque[Output | Effect] = deque()
        self._draining = False
        self._carriers: dict[type, Callable[[Any], None]] = {
            Incoming: self._take,
            Post: self._post,
            Ask: self._ask,
            Answer: self._answer,
            Focus: lambda focus: page.focus(focus.ident, focus.since),
            Scroll: lambda scroll: page.scroll(scroll.ident),
            OpenUrl: lambda opening: page.open_url(opening.url),
            Record: self._record,
            Unfold: self._unfold,
            CorrectClock: self._correct_clock,
        }
        self._listeners: list[Callable[[WidgetState], None]] = []
        self._ticked = clock.now()
        self.state = WidgetState(settings=settings, agent_id=agent_id, hour12=hour12, now=clock.wall())

    def subscribe(self, listener: Callable[[WidgetState], None]) -> None:
        """Call `listener(state)` after each event that changed the state."""
        self._listeners.append(listener)

    def start(self, *, mock: bool = False) -> None:
        """Ask for the calls now, and again whenever the link needs it. `mock`: the bus is a mock's."""
        self.tell(Started(self._clock.wall(), mock))
        self._check_clock()

    def block(self, reason: str, remedy: str) -> None:
        """Show that this page is blocked, with the reason and the remedy."""
        self.tell(Blocked(self._clock.wall(), reason, remedy))

    def hear(self, text: str) -> None:
        """Take one text from the bus. A fault of ours is not raised: it is noted for the inspector."""
        try:
            self._recorder.heard(text)
            outputs = self._client.receive(text, self._clock.now())
            if self._inspects:
                self._show(lambda traffic, at: heard(traffic, text, outputs, at, self._recorder.pseudonyms))
            self.carry_out(outputs)
        except Exception as error:
            self._note_fault(error, "", text)
            self._missed()

    def act(self, action: str, payload: Mapping[str, str]) -> None:
        """Do what the agent asked by a click, a submit or an input. A fault of ours is not raised: it is shown. An
        action that does not exist is only logged."""
        if action not in ACTIONS:
            log.warning("the page sent an action that does not exist: %s", action[:40])
            return
        if not action.startswith(("record-", "traffic-")):
            self._recorder.acted(action, payload)
        try:
            self._apply(Acted(action, payload, self._clock.wall()))
        except Exception as error:
            log.error("the action %s failed: %s", action, type(error).__name__)  # noqa: TRY400 - a traceback may hold a number
            self.tell(Faulted())
        else:
            if action not in RESTING:
                self.tell(Faulted(on=False))

    def tick(self, counts: Mapping[str, int] | None = None) -> None:
        """Do what is due. To be called at `wake_at`, or earlier. `counts` are the messages that the page's inbox has
        counted, by what became of them."""
        self._ticked = self._clock.now()
        self._look_for_sleep()
        self.carry_out(self._client.tick(self._ticked))
        if counts is not None:
            self.tell(MessagesCounted((*counts.items(), ("forgotten", self._client.forgotten))))
        self.tell(Tick(self._clock.wall()))
        recording = self._recorder.recording
        if recording is not None:
            self.tell(Recorded(RecordingProgress(on=True, lines=len(recording.lines), full=recording.full)))

    @property
    def wake_at(self) -> float:
        """When to call `tick`, at the latest, in monotonic seconds."""
        at = self._ticked + TICK
        if self._client.wake_at is not None:
            at = min(at, self._client.wake_at)
        due = self.state.link.due_at(self.state.settings.stale_after)
        return at if due is None else min(at, due - self._ahead)

    def woke(self) -> None:
        """The page is visible again, or has the focus again."""
        self._look_for_sleep()
        self.tell(Woke(self._clock.wall()))
        self.tell(Tick(self._clock.wall()))
        self._check_clock()

    def server_time(self, at: float) -> None:
        """The clock of our own server shows `at` now, in epoch seconds. After a sleep, the answer may be from before
        it, and the time is asked for again."""
        if not self._look_for_sleep():
            self.tell(ServerTime(at, self._clock.wall()))

    def phones_ready(self) -> None:
        """Numbers can be formatted from now on."""
        self.tell(PhonesReady())

    def leave(self) -> None:
        """The page leaves, and may come back. Each request under way ends as not answered, and the state shows it."""
        self.tell(Left())
        self.carry_out(self._client.close("the page is leaving", self._clock.now()))

    def come_back(self) -> None:
        """The page is back from the back-forward cache. The calls are asked for again, unless this page is blocked."""
        self.carry_out(self._client.reopen(self._clock.now()))
        if self.state.link.kind != "refused":
            self.start(mock=self.state.link.mock)

    def tell(self, event: object) -> None:
        """Apply the rules of an event, then carry out their effects. A fault of ours is not raised, because the page's
        one timer would stop: it is noted for the inspector, and the state stays as it was."""
        try:
            self._apply(event)
        except Exception as error:
            self._note_fault(error, "", "")

    def _apply(self, event: object) -> None:
        """Raises KeyError for what is no event, and whatever a rule raises."""
        after, effects = update(self.state, event)
        if after is not self.state:
            self.state = after
            for listener in self._listeners:
                listener(after)
        if effects:
            self.carry_out(effects)

    def carry_out(self, what: list[Output] | tuple[Effect, ...]) -> None:
        """Carry out effects and what the client gives back, in order, and then all that follows from them."""
        self._queue.extend(what)
        if self._draining:
            return
        self._draining = True
        try:
            while self._queue:
                item = self._queue.popleft()
                self._carriers[type(item)](item)
        finally:
            self._draining = False

    def _take(self, incoming: Incoming) -> None:
        """Take what the client gives back. When we fail to take an answer, its request ends as not answered, so that
        nothing stays under way."""
        if self._inspects and incoming.standing is Standing.UNANSWERED:
            self._show(lambda traffic, _at: ended(traffic, incoming))
        try:
            for event in events_of(incoming, self.state, self._clock.wall(), self._recorder.pseudonyms):
                self._apply(event)
        except Exception as error:
            self._note_fault(error, "" if incoming.operation is None else incoming.operation.reply, "")
            if incoming.standing in (Standing.ANSWER, Standing.REFUSED):
                asked = Ask(incoming.operation, incoming.asked, incoming.about)  # type: ignore[arg-type]  # it had a request
                self._queue.append(_unanswered(asked, "the answer could not be taken"))
            else:
                self._missed()

    def _missed(self) -> None:
        """A message was not taken by a fault of ours, so what is known may be old. A repetition of it would count as
        its duplicate, so the calls are asked for."""
        self.tell(Outdated(CALLS))

    def _post(self, post: Post) -> None:
        if self._inspects:
            self._show(lambda traffic, at: posted(traffic, post, at))
        try:
            self._recorder.post(post.text)
        except BusClosed as closed:
            self._queue.extend(self._client.unsent(post, str(closed), self._clock.now()))
        except Exception as error:
            why = f"the widget failed to post: {type(error).__name__}"
            log.error(why)  # noqa: TRY400 - a traceback may hold a number
            self._queue.extend(self._client.unsent(post, why, self._clock.now(), surely=False))

    def _ask(self, ask: Ask) -> None:
        now = self._clock.now()
        try:
            output = self._client.ask(ask.operation, ask.data, now, about=ask.about, retries=ask.retries)
        except Exception as error:
            log.error("asking %s failed: %s", ask.operation.name, type(error).__name__)  # noqa: TRY400 - a traceback may hold a number
            output = [_unanswered(ask, "the widget failed to ask")]
        self._queue.extend(output)

    def _answer(self, answer: Answer) -> None:
        self._queue.extend(self._client.answer(answer.operation, answer.body, self._clock.now()))

    def _record(self, record: Record) -> None:
        if record.on:
            self._recorder.start(playable(self.state.settings), self._clock.wall())
            self.tell(Recorded(RecordingProgress(on=True)))
        elif (recording := self._recorder.stop()) is not None:
            self.tell(
                Recorded(RecordingProgress(lines=len(recording.lines), full=recording.full, text=recording.write()))
            )

    def _show(self, row_of: Callable[[Traffic, float], Row | None]) -> None:
        """Show a row of the traffic. A fault in it changes nothing for the message itself."""
        try:
            row = row_of(self.state.traffic, self._clock.wall())
            if row is not None:
                self._apply(RowChanged(row))
                if row.serial in self.state.traffic.opened:
                    self._unfold(Unfold(row.serial))
        except Exception as error:
            log.error("the traffic can't be shown: %s", type(error).__name__)  # noqa: TRY400 - a traceback may hold a number

    def _unfold(self, unfold: Unfold) -> None:
        row = self.state.traffic.row(unfold.serial)
        if row is not None:
            said = tuple(shown(message, self._recorder.pseudonyms) for message in row.messages)
            self._apply(Unfolded(row.serial, said))

    def _look_for_sleep(self) -> bool:
        """Whether the wall clock has jumped: the machine has slept, or its clock was set. A clock that was ahead, and
        jumps back by that, was put right. Then only our correction ends, because no contact may be dialled longer for
        it."""
        ahead, behind = self._clock.wall() - self._clock.now(), self.state.clock_behind
        gained, self._ahead = ahead - self._ahead, ahead
        if abs(gained) <= SLEPT:
            return False
        if behind < 0 and abs(gained - behind) <= SLEPT:
            self._clock.correct(-behind)
            self._ahead -= behind
            self.tell(ClockPutRight())
        elif gained < 0:
            self.tell(ClockPutBack(-gained))
        else:
            self.tell(Woke(self._clock.wall(), slept=True))
        self._check_clock()
        return True

    def _check_clock(self) -> None:
        """Ask for the server's time. A mock's dates come from the machine's own clock, which is right for them."""
        if not self.state.link.mock and self.state.link.kind != "refused":
            self._page.check_clock()

    def _correct_clock(self, correct: CorrectClock) -> None:
        """Move the clock, and all that would take the move for a sleep."""
        self._clock.correct(correct.by)
        self._ahead += correct.by
        self._recorder.correct(correct.by)

    def _note_fault(self, error: Exception, subtopic: str, text: str) -> None:
        why = f"the widget failed to take it: {type(error).__name__}"
        log.error(why)
        try:
            begun = self._recorder.pseudonyms.excerpt(text) if text and self._inspects else ""
        except Exception:
            begun = ""  # what failed to take it may fail to write it
        with suppress(Exception):
            self._apply(Noted(Note(self._clock.wall(), "malformed", subtopic, why, begun)))


def _unanswered(ask: Ask, reason: str) -> Incoming:
    """The end of a request that failed by a fault of ours."""
    code = Code.UNKNOWN_OUTCOME if ask.operation.changes(ask.data) else Code.PROTOCOL
    failure = Failure(code, reason)
    return Incoming(Standing.UNANSWERED, reason, ask.operation, ask.data, ask.about, failure=failure)
