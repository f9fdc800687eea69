"""One question to the desktop, what came while it waited, and what that says of the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from conformance.form import Json, content_differs, head_differs, named
from conformance.rules import Row, Subject, Verdict, untried
from widget.client.client import in_words
from widget.lcm import CallbackModes, Malformed, Operation, Refusal, Reply, id_key, names_reply
from widget.lcm.masking import excerpt, mask_digits

SETTLE = 0.5
"""For this many seconds after an answer, the kit waits for a second one."""
NONE_THERE = "Contact not found"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and which rules its answer is looked at for."""

    subject: Subject
    operation: Operation[Any, Any]
    data: BaseModel

    @property
    def callid(self) -> str | None:
        """The key of the call id that the answer has to repeat, or None."""
        return id_key(getattr(self.data, "callid")) if self.operation.echoes_callid else None  # noqa: B009 - it has one then


@dataclass(slots=True)
class Exchange:
    """A question that was posted. Times are in monotonic seconds.

    `answer` is the first message that answers it, `text` and `message` how it came. `broken` is an answer that can't be
    read, `other` one for another call. `strangers` are the names of messages that no operation has. `again` counts
    further answers.
    """

    question: Question
    asked: float
    due: float
    answer: Reply | Refusal | None = None
    answered: float = 0.0
    text: str = ""
    message: Json = field(default_factory=dict)
    broken: Malformed | None = None
    other: str | None = None
    strangers: list[str] = field(default_factory=list)
    again: int = 0

    @property
    def ends_at(self) -> float:
        """When nothing more is waited for. After the deadline, a late answer is waited for as long again."""
        return self.answered + SETTLE if self.answer or self.broken else self.due + (self.due - self.asked)

    def takes(self, came: Reply | Refusal | Malformed, message: Json, text: str, now: float) -> bool:
        """Take an answer. False when it does not belong to this question."""
        if not self._fits(came):
            return False
        if self.answer is not None:
            if text != self.text and self.question.operation.shared:
                return False  # the news of a desktop that tells its state
            self.again += 1
        elif isinstance(came, Malformed):
            self.broken, self.message, self.answered = self.broken or came, message, now
        elif self._is_for_another_call(came):
            self.other = came.callid or ""
        else:
            self.answer, self.message, self.text, self.answered = came, message, text, now
        return True

    def _fits(self, came: Reply | Refusal | Malformed) -> bool:
        wanted = self.question.operation.reply
        if isinstance(came, Reply):
            return came.operation.reply == wanted
        return names_reply(came.subtopic, wanted) or (isinstance(came, Refusal) and came.subtopic is None)

    def _is_for_another_call(self, came: Reply | Refusal) -> bool:
        asked = self.question.callid
        return bool(asked) and came.callid is not None and id_key(came.callid) != asked

    def rows(self) -> tuple[Row, ...]:
        """What is known of each rule of the subject."""
        if self.question.subject.aspects == ("refused",):
            return (self._refused(),)
        known = {row.aspect: row for row in self._known()}
        return tuple(known.get(row.aspect, row) for row in untried(self.question.subject, "there is no answer"))

    def _row(self, aspect: str, verdict: Verdict = Verdict.HOLDS, detail: str = "") -> Row:
        return Row(self.question.subject, aspect, verdict, detail)

    def _judged(self, aspect: str, differences: tuple[str, ...]) -> Row:
        return self._row(aspect, Verdict.READ if differences else Verdict.HOLDS, "; ".join(differences))

    def _known(self) -> tuple[Row, ...]:
        operation = self.question.operation
        if self.answer is not None:
            return (*self._in_time(), self._name(), *self._answer_rows(self.answer), self._once())
        if self.broken is not None:
            return (*self._in_time(), *self._broken_rows(self.broken))
        if self.other is not None:
            why = f"an answer came for another call ({mask_digits(self.other)})"
            return (self._row("time"), self._row("name"), self._row("callid", Verdict.FAILS, why))
        if self.strangers:
            names = ", ".join(excerpt(name, 60) for name in dict.fromkeys(self.strangers))
            why = f"{names} came; the answer to {operation.name} is {operation.reply}"
            return (self._row("time"), self._row("name", Verdict.FAILS, why))
        return (self._row("time", Verdict.FAILS, f"no answer within {self.due - self.asked:g} s"),)

    def _in_time(self) -> tuple[Row, ...]:
        took = self.answered - self.asked
        if self.answered <= self.due:
            return (self._row("time", detail=f"after {took * 1000:.0f} ms"),)
        why = f"it came after {took:.1f} s; the widget waits {self.due - self.asked:g} s"
        return (self._row("time", Verdict.FAILS, why),)

    def _name(self) -> Row:
        name, wanted = named(self.message), self.question.operation.reply
        if name == wanted or isinstance(self.answer, Refusal):
            return self._row("name")
        return self._row("name", Verdict.READ, f"it is {excerpt(name, 60)}; the sample has {wanted}")

    def _answer_rows(self, answer: Reply | Refusal) -> tuple[Row, ...]:
        head = self._judged("head", head_differs(self.message))
        if isinstance(answer, Refusal):
            return (head, self._refusal_row(answer))
        content = (self._callid(answer), self._content(answer)) if self.question.callid else (self._content(answer),)
        return (head, *content)

    def _callid(self, answer: Reply) -> Row:
        asked = getattr(self.question.data, "callid", None)
        spelled = () if answer.callid == asked else ("callid: it is spelled another way than in the question",)
        return self._judged("callid", spelled)

    def _content(self, answer: Reply) -> Row:
        if answer.problems:
            return self._row("content", Verdict.FAILS, in_words(answer.problems))
        if (done := answer.operation.says_done(answer.body)) is not True:
            why = "it does not say whether the number was set" if done is None else "it says that it was not set"
            return self._row("content", Verdict.FAILS, why)
        return self._judged("content", content_differs(self.message, answer))

    def _refusal_row(self, refusal: Refusal) -> Row:
        if refusal.message.strip().casefold() == NONE_THERE.casefold() and not self.question.operation.echoes_callid:
            return self._row("content", detail="no contact (§2.25)")
        return self._row("content", Verdict.FAILS, f"refused: {_words(refusal)}")

    def _broken_rows(self, broken: Malformed) -> tuple[Row, ...]:
        why = in_words(broken.problems)
        where = {problem.where for problem in broken.problems}
        if "subtopic" in where:
            return (self._row("name", Verdict.FAILS, why),)
        if where & {"channel", "topic"}:
            return (self._name(), self._row("head", Verdict.FAILS, why))
        if self.question.callid and broken.callid is None and "callid" in why:
            return (self._name(), self._row("callid", Verdict.FAILS, why))
        return (self._name(), self._row("content", Verdict.FAILS, why))

    def _once(self) -> Row:
        if self.again:
            return self._row("once", Verdict.FAILS, f"it came {self.again + 1} times")
        return self._row("once")

    def _refused(self) -> Row:
        answer = self.answer
        if isinstance(answer, Refusal):
            return self._row("refused", detail=_words(answer))
        if answer is None:
            fails = self._known()
            why = next((row.detail for row in fails if row.verdict is Verdict.FAILS), "no answer")
            return self._row("refused", Verdict.FAILS, why)
        if answer.operation.says_done(answer.body) is False:
            return self._row("refused", detail="it says that nothing was done")
        if isinstance(answer.body, CallbackModes) and not answer.body.modes:
            return self._row("refused", Verdict.READ, "it is answered with nothing; the pages have an error (§1.22)")
        return self._row("refused", Verdict.FAILS, "it is answered as if there were such a call")


def _words(refusal: Refusal) -> str:
    return excerpt(": ".join(part for part in (refusal.error_type, refusal.message) if part), 120)
