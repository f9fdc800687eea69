"""The kit as a state machine without I/O and without a clock: in go texts and the time, out come texts to post.

It asks one question after the other (script.py), and listens all the while, also for what nobody asked. The caller
gives the time in monotonic seconds, and calls `tick` at `wake_at`. What is known of a rule is the worst that was seen:
asking again makes nothing better, but a new run forgets the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from conformance.exchange import Came, Exchange, Question
from conformance.foreign import Foreign, in_one_line
from conformance.form import named
from conformance.others import Others
from conformance.rules import SUBJECTS, Row, Verdict, untried, worse
from conformance.script import BY_KEY, Asking, Script, script
from conformance.verdicts import Judge, lost_words
from widget.client.client import in_words
from widget.client.correlation import REPLIES
from widget.client.own_posts import OwnPosts
from widget.lcm import Malformed, Notice, Refusal, Reply, Request, read, write_request

_BUS = BY_KEY["bus"]
SILENT = "nothing has come from the desktop"


class Kit:
    """Asks the questions. `rows` are all rules and what is known of them; `running` says whether it is at work."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._judge = Judge(Foreign(), asking.zone, packets=asking.framing.packet)
        self._tried: set[bool] = set()
        self._said: dict[object, tuple[Row, ...]] = {}
        self._rows: tuple[Row, ...] | None = None
        self._script: Script | None = None
        self._exchange: Exchange | None = None
        self._ended: list[Exchange] = []
        self._asked: list[Exchange] = []  # in this run
        self._others = Others(asking.deadlines.late)
        self._own_posts = OwnPosts()
        self._told_well = 0
        self._heard = False
        self._lost: Mapping[str, int] = {}
        self._lost_before: Mapping[str, int] = {}

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rules, in their order."""
        if self._rows is None:
            self._rows = self._worst()
        return self._rows

    @property
    def running(self) -> bool:
        """Whether questions are still asked."""
        return self._script is not None

    @property
    def wake_at(self) -> float | None:
        """When to call `tick` next (monotonic seconds); None when nothing is waited for."""
        return self._exchange.ends_at if self._exchange else None

    def begin(self, now: float, *, changes: bool, wall: float | None = None) -> list[str]:
        """Ask the questions that read, or those that change data. What was known of their rules is forgotten. `wall` is
        the time of day in epoch seconds, where it is known."""
        if self.running:
            return []
        self._judge = replace(self._judge, ahead=None if wall is None else wall - now)
        self._forget(changes)
        self._script = script(self._asking, changes=changes)
        return self._go_on(None, now)

    def tick(self, now: float) -> list[str]:
        """Go on when nothing more is waited for."""
        exchange = self._exchange
        if exchange is None or now < exchange.ends_at:
            return []
        exchange.ended = True
        exchange.lost = {name: n for name, n in self._lost.items() if n > self._lost_before.get(name, 0)}
        self._ended.append(exchange)
        self._asked.append(exchange)
        self._exchange = None
        self._say(exchange, self._judge.rows(exchange))
        if exchange.answered or exchange.broken:
            for came in exchange.strays:
                self._unasked(came)
            if words := lost_words(exchange.lost):
                self._say(("lost", exchange), (Row(_BUS, "unasked", Verdict.FAILS, words),))
        return self._go_on(exchange, now)

    def lose(self, counts: Mapping[str, int]) -> None:
        """Learn how many messages the page's inbox has not taken so far, by the reason."""
        self._lost = {name: n for name, n in counts.items() if lost_words([name])}

    def hear(self, text: str, now: float) -> None:
        """Take one text from the bus."""
        what = read(text)
        if isinstance(what, Request) and self._is_echo(what, now):
            return
        self._heard = True
        if isinstance(what, Request):
            self._others.ask(what, now)
        elif isinstance(what, Notice):
            self._told(what.kind.name, in_words(what.problems) if what.problems else "")
        else:
            came = Came(what, text, now)
            if what is not None:
                self._answered(came, what)
            elif self._exchange is not None and _may_be_meant(came, self._exchange):
                self._exchange.keep(came)

    def _is_echo(self, request: Request, now: float) -> bool:
        """Whether a bus that brings posts back has brought ours. A further one like it is another app's."""
        come_back = self._own_posts.come_back
        return self._own_posts.recognise(request, now) and come_back

    def _answered(self, came: Came, what: Reply | Refusal | Malformed) -> None:
        """Find what this answers: the question that waits, another app's, one that waits no longer, or none."""
        current = self._exchange
        fits = current is not None and current.fits(came)
        if current is not None and fits and not current.answered and not self._is_anothers(current.question, came):
            current.take(came)
        elif self._others.settle(what, came.at):
            return
        elif current is not None and fits and not current.is_news(came):
            current.take(came)
        elif late := self._late(came):
            self._take_late(late, came)
        elif current is None or fits or not _may_be_strayed(came, current) or not current.keep(came):
            self._unasked(came)

    def _is_anothers(self, question: Question, came: Came) -> bool:
        return self._others.fit_better(question.operation, question.data, came.what, came.at)

    def _late(self, came: Came) -> Exchange | None:
        """The question that waits no longer, and that this answers late."""
        within = self._asking.deadlines.late
        return next(
            (one for one in self._ended if not one.answered and one.fits(came) and came.at - one.due < within), None
        )

    def _take_late(self, exchange: Exchange, came: Came) -> None:
        exchange.take(came)
        self._say(exchange, self._judge.rows(exchange))

    def _unasked(self, came: Came) -> None:
        """Something came that answers no question."""
        what = came.what
        if isinstance(what, Reply) and what.operation.shared:
            self._told(named(came.message), in_words(what.problems) if what.problems else "")
        elif again := next((one for one in reversed(self._ended) if one.answered and one.fits(came)), None):
            self._take_late(again, came)
        elif isinstance(what, Malformed):
            self._told(named(came.message), in_words(what.problems))
        elif what is not None and not _is_foreign(what):
            name = self._judge.foreign.names([named(came.message)])
            why = f"an error came ({name})" if isinstance(what, Refusal) else f"{name} came"
            self._say("asked", (Row(_BUS, "asked", Verdict.FAILS, f"{why}, and nobody had asked"),))

    def _told(self, name: object, problem: str) -> None:
        """The desktop told something without being asked."""
        if problem:
            why = f"{self._judge.foreign.names([name])}: {problem}"
            self._say("unread", (Row(_BUS, "unasked", Verdict.FAILS, why),))
        else:
            self._told_well += 1
            self._say("told", (Row(_BUS, "unasked", Verdict.HOLDS, f"{self._told_well} came"),))

    def _say(self, about: object, rows: Iterable[Row]) -> None:
        """Remember rows. They take the place of what was said about the same before."""
        self._said[about] = tuple(replace(row, detail=in_one_line(row.detail)) for row in rows)
        self._rows = None

    def _worst(self) -> tuple[Row, ...]:
        known = {
            row.key: row
            for subject in SUBJECTS
            for row in untried(subject, "" if subject.changes in self._tried else "not asked yet")
        }
        for rows in self._said.values():
            known |= {row.key: worse(known[row.key], row) for row in rows}
        return tuple(known.values())

    def _forget(self, changes: bool) -> None:
        """Forget what was known of the rules that are tried now."""
        self._said = {
            about: rest
            for about, rows in self._said.items()
            if (rest := tuple(row for row in rows if row.subject.changes != changes))
        }
        self._tried.add(changes)
        self._rows = None
        self._heard = False
        self._asked = []
        self._ended = [exchange for exchange in self._ended if changes and not exchange.question.subject.changes]
        if not changes:
            self._told_well = 0

    def _go_on(self, ended: Exchange | None, now: float) -> list[str]:
        """Take what the script says until it asks something, or is done."""
        if self._script is None:
            return []
        try:
            said = next(self._script) if ended is None else self._script.send(ended)
            while not isinstance(said, Question):
                self._say(said, said)
                said = next(self._script)
        except StopIteration:
            self._done()
            return []
        return [self._post(said, now)]

    def _post(self, question: Question, now: float) -> str:
        asking = self._asking
        wait = asking.deadlines.change if question.operation.changes(question.data) else asking.deadlines.reply
        self._exchange = Exchange(question, now, now + wait)
        self._lost_before = self._lost
        self._own_posts.posted(Request(question.operation, question.data, asking.source.strip()), now)
        return write_request(
            question.operation, question.data, source=asking.source, framing=asking.framing, dialect=asking.dialect
        )

    def _done(self) -> None:
        self._script = None
        if not self._heard and not any(exchange.lost for exchange in self._asked):
            self._say_silent()
        self._say("done", (Row(_BUS, "asked", Verdict.HOLDS), *untried(_BUS, "nothing came unasked")[:1]))

    def _say_silent(self) -> None:
        """Say once that nothing came at all, in place of each rule that fails for it."""
        why = f"{SILENT[0].upper()}{SILENT[1:]}. Does it post to this origin: {self._asking.origin}?"
        for exchange in self._asked:
            self._say(exchange, untried(exchange.question.subject, SILENT))
        self._say("silent", (Row(BY_KEY["calls"], "time", Verdict.FAILS, why),))


def _may_be_meant(came: Came, exchange: Exchange) -> bool:
    """Whether a message that no operation has may be an answer under a wrong name, or with a wrong head."""
    message, name = came.message, named(came.message)
    wanted = exchange.question.operation.reply.casefold()
    right = isinstance(name, str) and name.strip().casefold() == wanted
    return not exchange.answered and "message" in message and (message.get("channel") == "LCM" or right)


def _may_be_strayed(came: Came, exchange: Exchange) -> bool:
    """Whether an answer of ours may be meant for a question that it does not fit. News to every app are not."""
    news = isinstance(came.what, Reply) and came.what.operation.shared
    return not news or (isinstance(came.what, Reply) and came.what.operation.reply == exchange.question.operation.reply)


def _is_foreign(what: Reply | Refusal) -> bool:
    """Whether an error names something that is no operation of ours: another app may have asked for it."""
    return isinstance(what, Refusal) and what.subtopic is not None and what.subtopic.casefold() not in REPLIES


def summary(rows: Iterable[Row]) -> dict[Verdict, int]:
    """How many rules there are of each verdict."""
    counts = dict.fromkeys(Verdict, 0)
    for row in rows:
        counts[row.verdict] += 1
    return counts


def passed(rows: Iterable[Row]) -> bool:
    """Whether no rule fails."""
    return not summary(rows)[Verdict.FAILS]
