"""What an exchange says of the rules of its subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo

from conformance.exchange import Came, Exchange
from conformance.foreign import Foreign
from conformance.form import Finding, body_of, content_differs, head_differs, named
from conformance.others import is_for
from conformance.rules import Row, Verdict, badness, untried
from conformance.sense import Clock, unusable
from widget.client.client import in_words
from widget.lcm import CallbackModes, Malformed, Refusal, Reply

NONE_THERE = "Contact not found"
AN_ERROR = "an error has errorType, or msg beside success false (§1.24, §1.25)"
NEITHER = f"neither numbers nor an error is read in it: {AN_ERROR}"
AS_IF = "it is answered as if there were such a call"
AS_TEXT = "message: JSON as text; the sample has it as it is"
_MOST = 6
"""The most findings that are written."""
_LOST = {
    "size": "a message came that is too large: the widget takes up to 4,000,000 characters",
    "unreadable": "a message came that JSON can't hold, or that is nested too deeply",
    "queue": "more messages came than the widget keeps",
    "rate": "more messages came in a second than the widget takes",
}
"""What is said of messages that the page's inbox did not take, by its own reasons (static/inbox.js)."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges exchanges. `zone` is that of the desktop's dates, `ahead` how many seconds the time of day is ahead of the
    monotonic clock, and `packets` says whether the widget asks in packets; None is not known."""

    foreign: Foreign
    zone: tzinfo | None = None
    ahead: float | None = None
    packets: bool = False

    def rows(self, exchange: Exchange) -> tuple[Row, ...]:
        """What is known of each rule of the subject."""
        judged = _Judged(exchange, self)
        if exchange.question.subject.aspects == ("refused",):
            return (judged.refused(),)
        known = {row.aspect: row for row in judged.known()}
        unread = exchange.broken is not None or bool(lost_words(exchange.lost))
        why = "the answer can't be read" if unread else "there is no answer"
        return tuple(known.get(row.aspect, row) for row in untried(exchange.question.subject, why))


def lost_words(lost: Iterable[str]) -> str:
    """What is said of messages that the inbox did not take, for these reasons."""
    return "; ".join(_LOST[reason] for reason in lost if reason in _LOST)


@dataclass(frozen=True, slots=True)
class _Judged:
    exchange: Exchange
    by: Judge

    def _row(self, aspect: str, verdict: Verdict = Verdict.HOLDS, detail: str = "") -> Row:
        return Row(self.exchange.question.subject, aspect, verdict, detail)

    def _fails(self, aspect: str, why: str) -> Row:
        return self._row(aspect, Verdict.FAILS, why)

    def _found(self, aspect: str, findings: Iterable[Finding]) -> Row:
        """A row for what was found: the worst goes first."""
        found = sorted(dict.fromkeys(findings), key=lambda finding: badness(finding.verdict), reverse=True)
        words = [finding.words for finding in found[:_MOST]]
        more = [f"and {len(found) - _MOST} more"] if len(found) > _MOST else []
        return self._row(aspect, found[0].verdict if found else Verdict.HOLDS, "; ".join((*words, *more)))

    def known(self) -> tuple[Row, ...]:
        exchange = self.exchange
        if exchange.first is not None and exchange.answer is not None:
            return (*self._answer_rows(exchange.first, exchange.answer), self._once())
        if exchange.broken is not None:
            once = (self._once(),) if exchange.again else ()
            return (self._in_time(exchange.broken), *self._broken_rows(exchange.broken), *once)
        return self._stray_rows()

    def _in_time(self, came: Came) -> Row:
        took = came.at - self.exchange.asked
        if came.at <= self.exchange.due:
            return self._row("time", detail=f"after {took * 1000:.0f} ms")
        return self._fails("time", f"it came after {took:.1f} s; the widget waits {self._wait:g} s")

    @property
    def _wait(self) -> float:
        return self.exchange.due - self.exchange.asked

    def _answer_rows(self, came: Came, answer: Reply | Refusal) -> tuple[Row, ...]:
        head = self._found("head", head_differs(came.unpacked, self.by.foreign, packets=self.by.packets))
        rows = (self._in_time(came), self._name(came), head)
        if isinstance(answer, Refusal):
            return (*rows, self._refusal_row(answer))
        callid = (self._callid(answer),) if self.exchange.question.callid else ()
        return (*rows, *callid, self._content(came, answer))

    def _name(self, came: Came) -> Row:
        name, wanted = named(came.message), self.exchange.question.operation.reply
        if name == wanted or isinstance(came.what, Refusal):
            return self._row("name")
        return self._row("name", Verdict.READ, f"it is {self.by.foreign.names([name])}; the sample has {wanted}")

    def _callid(self, answer: Reply) -> Row:
        asked = getattr(self.exchange.question.data, "callid", None)
        spelled = () if answer.callid == asked else (Finding("callid: it is spelled another way than in the question"),)
        return self._found("callid", spelled)

    def _content(self, came: Came, answer: Reply) -> Row:
        if answer.problems:
            return self._fails("content", in_words(answer.problems))
        findings = tuple(content_differs(came.message, answer))
        done = answer.operation.says_done(answer.body)
        if done is not True and not any(finding.verdict is Verdict.FAILS for finding in findings):
            why = "it does not say whether the number was set" if done is None else "it says that it was not set"
            return self._fails("content", why)
        now = None if self.by.ahead is None else came.at + self.by.ahead
        used = unusable(self.exchange.question.data, answer.body, Clock(self.by.zone, now))
        return self._found("content", (*findings, *used))

    def _refusal_row(self, refusal: Refusal) -> Row:
        none_there = refusal.message.strip(" .!").casefold() == NONE_THERE.casefold()
        if none_there and not self.exchange.question.operation.echoes_callid:
            return self._row("content", detail="no contact (§2.25)")
        return self._fails("content", f"refused: {self.by.foreign.refusal(refusal)}")

    def _broken_rows(self, came: Came) -> tuple[Row, ...]:
        problems = came.what.problems if isinstance(came.what, Malformed) else ()
        why, where = in_words(problems), {problem.where for problem in problems}
        if "subtopic" in where:
            return (self._misnamed([came]),)
        if where & {"channel", "topic"}:
            return (self._name(came), self._fails("head", why))
        unnamed = isinstance(came.what, Malformed) and came.what.callid is None and "callid" in why
        return (
            self._name(came),
            self._fails("callid" if self.exchange.question.callid and unnamed else "content", why),
        )

    def _once(self) -> Row:
        exchange = self.exchange
        times = (exchange.first is not None) + (exchange.broken is not None) + exchange.again
        if times == 1:
            return self._row("once")
        unread = "; one of them can't be read" if exchange.first and exchange.broken else ""
        return self._fails("once", f"it came {times} times{unread}")

    def _misnamed(self, came: Iterable[Came]) -> Row:
        operation = self.exchange.question.operation
        names = self.by.foreign.names(named(each.message) for each in came)
        return self._fails("name", f"{names} came; the answer to {operation.name} is {operation.reply}")

    def _stray_rows(self) -> tuple[Row, ...]:
        """No answer came. Something else may be meant for it: it names another call, or has another name or head."""
        strays, time = self.exchange.strays, self._row("time")
        texts = [each for each in strays if isinstance(each.what, Malformed) and each.what.subtopic is None]
        if beside := next(filter(self._is_beside, strays), None):
            return (time, self._row("name"), self._wrong_head(beside))
        if any(map(self._is_for_another_call, strays)):
            return (time, self._row("name"), self._fails("callid", "an answer came for another call"))
        if others := [each for each in strays if each not in texts]:
            return (time, self._misnamed(others))
        if texts:
            problems = texts[0].what.problems if isinstance(texts[0].what, Malformed) else ()
            return (time, self._fails("content", in_words(problems)))
        if words := lost_words(self.exchange.lost):
            return (time, self._fails("content", words))
        return (self._fails("time", f"no answer within {self._wait:g} s"),)

    def _is_beside(self, came: Came) -> bool:
        """Whether it has the right name, and its head keeps it from being heard."""
        name, wanted = named(came.message), self.exchange.question.operation.reply
        return came.what is None and isinstance(name, str) and name.strip().casefold() == wanted.casefold()

    def _wrong_head(self, came: Came) -> Row:
        operation, foreign = self.exchange.question.operation, self.by.foreign
        if (channel := came.message.get("channel")) != operation.channel:
            return self._fails("head", f"channel: it is {foreign.word(channel)}; it has to be {operation.channel}")
        topic = foreign.word(came.message.get("topic"))
        return self._fails("head", f"topic: it is {topic}; it has to be WebService")

    def _is_for_another_call(self, came: Came) -> bool:
        reply = self.exchange.question.operation.reply
        unnamed = isinstance(came.what, Refusal) and came.what.subtopic is None
        return came.what is not None and (unnamed or is_for(came.what, reply, None))

    def refused(self) -> Row:
        """Whether the question was refused, as it should be."""
        exchange = self.exchange
        first = exchange.first
        if first is None:
            return self._fails("refused", self._not_refused())
        verdict, why = self._refusal(first)
        others = (self._once(), self._in_time(first))
        wrong = next((row.detail for row in others if row.verdict is Verdict.FAILS), "")
        if verdict is Verdict.HOLDS and wrong:
            return self._fails("refused", wrong)
        return self._row("refused", verdict, why)

    def _refusal(self, first: Came) -> tuple[Verdict, str]:
        answer = first.what
        if isinstance(answer, Refusal) and isinstance(first.message.get("message"), str):
            return Verdict.READ, AS_TEXT
        if isinstance(answer, Refusal):
            return Verdict.HOLDS, self.by.foreign.refusal(answer)
        if not isinstance(answer, Reply):
            return Verdict.FAILS, AS_IF
        done, body = answer.operation.says_done(answer.body), body_of(first.message)
        if done is False:
            return Verdict.HOLDS, "it says that nothing was done"
        if done is None:
            return Verdict.FAILS, f"it says neither that the number was set nor that it was refused: {AN_ERROR}"
        if isinstance(answer.body, CallbackModes) and not answer.body.modes:
            nothing = "it is answered with nothing; the pages have an error (§1.22)"
            return Verdict.READ, nothing if isinstance(body, dict) and "response" in body else NEITHER
        return Verdict.FAILS, AS_IF

    def _not_refused(self) -> str:
        """Why nothing was taken for the answer, in words."""
        broken = self.exchange.broken
        body = body_of(broken.message) if broken else None
        if isinstance(body, dict) and "callid" in body and not (body.get("callid") or body.get("response")):
            return NEITHER
        if isinstance(body, dict) and body.get("response"):
            return AS_IF
        return next((row.detail for row in self.known() if row.verdict is Verdict.FAILS), "no answer")
