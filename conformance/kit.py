"""The kit as a state machine without I/O and without a clock: in go texts and the time, out come texts to post.

The script asks one question after the other, as the answers allow. The kit listens all the while, also for what nobody
asked. The caller gives the time in monotonic seconds, and calls `tick` at `wake_at`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from pydantic import BaseModel

from conformance.exchange import Exchange, Question
from conformance.form import Json, named, unpacked
from conformance.rules import SUBJECTS, Row, Subject, Verdict, untried
from widget.client import Deadlines
from widget.client.client import in_words
from widget.lcm import (
    Call,
    CallbackModes,
    CallbackModesRequest,
    CallStates,
    Dialect,
    Framing,
    Malformed,
    ManualDialRequest,
    Mode,
    NewModeNumber,
    NoData,
    Notice,
    Refusal,
    Reply,
    ReplyKey,
    Request,
    ReservedContactRequest,
    read,
    write_request,
)
from widget.lcm.masking import excerpt

NO_SUCH_CALL = "conformance-no-such-call"
_BY_KEY = {subject.key: subject for subject in SUBJECTS}
_BUS = _BY_KEY["bus"]
Script: TypeAlias = Generator[Question | tuple[Row, ...], Exchange, None]


@dataclass(frozen=True, slots=True)
class Asking:
    """How the kit asks: as the widget of the same configuration does."""

    source: str
    agent_id: str
    framing: Framing = field(default_factory=Framing)
    dialect: Dialect = "sample"
    deadlines: Deadlines = field(default_factory=Deadlines)


class Kit:
    """Asks the questions. `rows` are all rules and what is known of them; `running` says whether it is at work."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._rows = {row.key: row for subject in SUBJECTS for row in untried(subject, "not asked yet")}
        self._script: Script | None = None
        self._exchange: Exchange | None = None
        self._others: set[ReplyKey] = set()
        self._past: dict[str, Subject] = {}
        self._heard = 0

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rules, in their order."""
        return tuple(self._rows.values())

    @property
    def running(self) -> bool:
        """Whether questions are still asked."""
        return self._script is not None

    @property
    def wake_at(self) -> float | None:
        """When to call `tick` next (monotonic seconds); None when nothing is waited for."""
        return self._exchange.ends_at if self._exchange else None

    def begin(self, now: float, *, changes: bool) -> list[str]:
        """Ask the questions that read, or those that change data. What was known of their rules is forgotten."""
        if self.running:
            return []
        self._note(row for subject in SUBJECTS if subject.changes == changes for row in untried(subject, ""))
        self._heard = 0
        self._script = _changing(self._asking) if changes else _reading(self._asking)
        return self._go_on(None, now)

    def tick(self, now: float) -> list[str]:
        """Go on when nothing more is waited for."""
        exchange = self._exchange
        if exchange is None or now < exchange.ends_at:
            return []
        self._note(exchange.rows())
        return self._go_on(exchange, now)

    def hear(self, text: str, now: float) -> None:
        """Take one text from the bus."""
        came, message = read(text), unpacked(text)
        if isinstance(came, Request):
            if came.source != self._asking.source:
                self._others.add(came.operation.reply_key(came.data))
        elif isinstance(came, Reply | Refusal | Malformed):
            self._answered(came, message or {}, text, now)
        elif isinstance(came, Notice):
            self._told(came.kind.name, in_words(came.problems) if came.problems else "")
        elif message is not None and self._exchange is not None and _may_be_meant(message):
            self._exchange.strangers.append(named(message))

    def _answered(self, came: Reply | Refusal | Malformed, message: Json, text: str, now: float) -> None:
        if self._exchange is not None and self._exchange.takes(came, message, text, now):
            return
        name = named(message) or "a message"
        if isinstance(came, Malformed):
            self._told(name, in_words(came.problems))
        elif isinstance(came, Reply) and came.operation.shared:
            self._told(name, in_words(came.problems) if came.problems else "")
        elif isinstance(came, Reply) and came.key not in self._others:
            self._unasked(name)

    def _told(self, name: str, problem: str) -> None:
        """Something came unasked."""
        self._heard += 1
        if problem:
            row = Row(_BUS, "unasked", Verdict.FAILS, f"{excerpt(name, 60)}: {problem}")
        elif self._rows["bus.unasked"].verdict is Verdict.FAILS:
            return
        else:
            row = Row(_BUS, "unasked", Verdict.HOLDS, f"{self._heard} came")
        self._note((row,))

    def _unasked(self, name: str) -> None:
        again = self._past.get(name)
        if again is not None and "once" in again.aspects:
            self._note((Row(again, "once", Verdict.FAILS, f"{name} came again, when nobody had asked"),))
        else:
            self._note((Row(_BUS, "asked", Verdict.FAILS, f"{name} came, and nobody had asked"),))

    def _note(self, rows: Iterable[Row]) -> None:
        self._rows |= {row.key: row for row in rows}

    def _go_on(self, ended: Exchange | None, now: float) -> list[str]:
        """Take what the script says until it asks something, or is done."""
        if self._script is None:
            return []
        self._exchange = None
        try:
            said = next(self._script) if ended is None else self._script.send(ended)
            while not isinstance(said, Question):
                self._note(said)
                said = next(self._script)
        except StopIteration:
            self._done()
            return []
        return [self._post(said, now)]

    def _post(self, question: Question, now: float) -> str:
        times = self._asking.deadlines
        wait = times.change if question.operation.changes(question.data) else times.reply
        self._exchange = Exchange(question, now, now + wait)
        self._past[question.operation.reply] = question.subject
        return write_request(
            question.operation,
            question.data,
            source=self._asking.source,
            framing=self._asking.framing,
            dialect=self._asking.dialect,
        )

    def _done(self) -> None:
        self._script = None
        if self._rows["bus.asked"].verdict is Verdict.UNTRIED:
            self._note((Row(_BUS, "asked", Verdict.HOLDS),))
        if self._rows["bus.unasked"].verdict is Verdict.UNTRIED:
            self._note(untried(_BUS, "nothing came unasked while the kit listened")[:1])


def _may_be_meant(message: Json) -> bool:
    """Whether a message that no operation has may be an answer under a wrong name."""
    return message.get("channel") == "LCM" and "message" in message and bool(named(message))


def _ask(key: str, data: BaseModel) -> Question:
    subject = _BY_KEY[key]
    if subject.operation is None:
        raise ValueError(f"{key} is no question")
    return Question(subject, subject.operation, data)


def _skip(why: str, *keys: str) -> tuple[Row, ...]:
    return tuple(row for key in keys for row in untried(_BY_KEY[key], why))


def _body(exchange: Exchange) -> object:
    return exchange.answer.body if isinstance(exchange.answer, Reply) else None


def _first_call(exchange: Exchange) -> Call | None:
    body = _body(exchange)
    return body.calls[0] if isinstance(body, CallStates) and body.calls else None


def _of(call: Call) -> CallbackModesRequest:
    return CallbackModesRequest(callid=call.callid, account_number=call.account_number or "")


def _reading(asking: Asking) -> Script:
    """The questions that change nothing."""
    call = _first_call((yield _ask("calls", NoData())))
    if call is None:
        yield _skip("there is no call to ask for", "numbers")
    else:
        yield _ask("numbers", _of(call))
    yield _ask("numbers-unknown", CallbackModesRequest(callid=NO_SUCH_CALL, account_number=""))
    yield _ask("numbers-empty", CallbackModesRequest(callid="", account_number=""))
    if not asking.agent_id:
        yield _skip(_NOBODY, "reserved", "non-pewc")
        return
    yield _ask("reserved", _contacts(asking, reserved=True))
    yield _ask("non-pewc", ReservedContactRequest(user_id=asking.agent_id))


_NOBODY = "no agent id: write agent_id into the [widget] table, or let the desktop hand it over"


def _contacts(asking: Asking, *, reserved: bool) -> ManualDialRequest:
    return ManualDialRequest(agent_id=asking.agent_id, count=1, consent=True, reserved=reserved)


def _changing(asking: Asking) -> Script:
    """The questions that change data: a number is set to what it is, and one new contact is reserved."""
    if not asking.agent_id:
        yield _skip(_NOBODY, "change", "change-unknown", "download")
        return
    call = _first_call((yield _ask("calls", NoData())))
    if call is None:
        yield _skip("there is no call to change", "change")
    else:
        yield from _number_again(asking, call)
    yield _ask("change-unknown", _number(asking, NO_SUCH_CALL, "", Mode(mode_id="1", number="0")))
    yield _ask("download", _contacts(asking, reserved=False))


def _number(asking: Asking, callid: str, account: str, mode: Mode) -> NewModeNumber:
    return NewModeNumber(
        callid=callid,
        account_number=account,
        mode_id=mode.mode_id,
        contact_number=mode.number or "",
        agent_id=asking.agent_id,
    )


def _number_again(asking: Asking, call: Call) -> Script:
    """Set a number to what it is, and look whether all numbers are as before."""
    before = _body((yield _ask("numbers", _of(call))))
    modes = before.modes if isinstance(before, CallbackModes) else ()
    mode = next((mode for mode in modes if mode.number), None)
    if mode is None:
        yield _skip("no number is known that could be set to what it is", "change")
        return
    change = yield _ask("change", _number(asking, call.callid, call.account_number or "", mode))
    after = _body((yield _ask("numbers", _of(call))))
    kept = isinstance(after, CallbackModes) and _numbers(after.modes) == _numbers(modes)
    verdict = Verdict.HOLDS if kept else Verdict.FAILS
    if change.answer is not None:
        yield (Row(_BY_KEY["change"], "kept", verdict, "" if kept else "other numbers are read than before"),)


def _numbers(modes: Iterable[Mode]) -> list[tuple[str, str | None]]:
    return sorted((mode.key, mode.number) for mode in modes)


def summary(rows: Iterable[Row]) -> dict[Verdict, int]:
    """How many rules there are of each verdict."""
    counts = dict.fromkeys(Verdict, 0)
    for row in rows:
        counts[row.verdict] += 1
    return counts


def passed(rows: Iterable[Row]) -> bool:
    """Whether no rule fails."""
    return not summary(rows)[Verdict.FAILS]
