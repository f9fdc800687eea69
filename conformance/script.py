"""What the kit asks, one question after the other, as the answers allow."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TypeAlias

from pydantic import BaseModel

from conformance.exchange import Exchange, Question
from conformance.rules import SUBJECTS, Row, Verdict, untried
from conformance.sense import settable
from widget.client import Deadlines
from widget.lcm import (
    Call,
    CallbackModes,
    CallbackModesRequest,
    CallStates,
    Dialect,
    Framing,
    ManualDialRequest,
    Mode,
    NewModeNumber,
    NoData,
    Reply,
    ReservedContactRequest,
)

NO_SUCH_CALL = "conformance-no-such-call"
BY_KEY = {subject.key: subject for subject in SUBJECTS}
Script: TypeAlias = Generator[Question | tuple[Row, ...], Exchange, None]
"""Gives questions, and rows that it knows itself. Takes the exchange of each question when it has ended."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How the kit asks: as the widget of the same configuration does. `zone` is that of the desktop's dates, and
    `origin` the one that the desktop has to post to."""

    source: str
    agent_id: str
    framing: Framing = field(default_factory=Framing)
    dialect: Dialect = "sample"
    deadlines: Deadlines = field(default_factory=Deadlines)
    zone: tzinfo | None = None
    origin: str = ""


def script(asking: Asking, *, changes: bool) -> Script:
    """The questions that only read, or those that change data."""
    return _changing(asking) if changes else _reading(asking)


def _ask(key: str, data: BaseModel) -> Question:
    subject = BY_KEY[key]
    if subject.operation is None:
        raise ValueError(f"{key} is no question")
    return Question(subject, subject.operation, data)


def _skip(why: str, *keys: str) -> tuple[Row, ...]:
    return tuple(row for key in keys for row in untried(BY_KEY[key], why))


def _body(exchange: Exchange) -> object:
    return exchange.answer.body if isinstance(exchange.answer, Reply) else None


def _calls(exchange: Exchange) -> tuple[Call, ...]:
    body = _body(exchange)
    return body.calls if isinstance(body, CallStates) else ()


def _of(call: Call) -> CallbackModesRequest:
    return CallbackModesRequest(callid=call.callid, account_number=call.account_number or "")


def _reading(asking: Asking) -> Script:
    """The questions that change nothing."""
    calls = _calls((yield _ask("calls", NoData())))
    if calls:
        yield _ask("numbers", _of(calls[0]))
    else:
        yield _skip("there is no call to ask for", "numbers")
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
    calls = _calls((yield _ask("calls", NoData())))
    keys = [call.key for call in calls]
    if not calls:
        yield _skip("there is no call to change", "change")
    elif keys.count(keys[0]) > 1:
        yield _skip("two calls have the id of the first one", "change")
    else:
        yield from _number_again(asking, calls[0])
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
    mode = settable(modes)
    if mode is None:
        yield _skip("no number is known that can be sent as it came", "change")
        return
    change = yield _ask("change", _number(asking, call.callid, call.account_number or "", mode))
    after = _body((yield _ask("numbers", _of(call))))
    if change.answered:
        yield (_kept(modes, after),)


def _kept(before: Iterable[Mode], after: object) -> Row:
    subject = BY_KEY["change"]
    if not isinstance(after, CallbackModes):
        return Row(subject, "kept", detail="the numbers could not be read after it")
    if _numbers(after.modes) == _numbers(before):
        return Row(subject, "kept", Verdict.HOLDS)
    return Row(subject, "kept", Verdict.FAILS, "other numbers are read than before")


def _numbers(modes: Iterable[Mode]) -> list[tuple[str, str]]:
    return sorted((mode.key, mode.number or "") for mode in modes)
