"""What the exchange asks its driver to do: post a text, end a request, pass news on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from widget.client.failures import Code, RequestFailed
from widget.client.fit import says_done
from widget.client.lane import Pending
from widget.client.news import News, NewsKind
from widget.lcm import Problem, Refusal, Reply


@dataclass(frozen=True, slots=True)
class Post:
    """Put `text` on the bus; if that can't be done, call `Exchange.unsent(ticket, …)`."""

    ticket: int
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The request has its answer."""

    ticket: int
    body: BaseModel


@dataclass(frozen=True, slots=True)
class Failed:
    """The request has ended without."""

    ticket: int
    error: RequestFailed


Output = Post | Answered | Failed | News


def failed(pending: Pending, code: Code, reason: str) -> Failed:
    """The end of a request with an error that names it."""
    return Failed(pending.ticket, RequestFailed(code, reason, pending.key[1], pending.operation.name))


def refusal_of(message: Reply | Refusal, operation: str, callid: str | None) -> RequestFailed | None:
    """The error of a message that says no, by a WS_Error or by `success: false`; None for one that says done."""
    if isinstance(message, Refusal):
        reason = ": ".join(part for part in (message.error_type, message.message) if part)
        return RequestFailed(Code.REFUSED, reason, callid, operation, said=message.message.strip())
    if says_done(message) is False:
        return RequestFailed(Code.REFUSED, "the other side reports no success", callid, operation)
    return None


def ending(pending: Pending, message: Reply | Refusal, now: float) -> Iterable[Output]:
    """The end of a request by the message that is its answer, and a word on what could not be read in it."""
    error = refusal_of(message, pending.operation.name, pending.key[1])
    if error is not None:
        yield Failed(pending.ticket, error)
    elif isinstance(message, Reply):
        yield Answered(pending.ticket, message.body)
    if isinstance(message, Reply) and message.problems:
        yield News(NewsKind.ODD, message, in_words(message.problems), now, pending.operation, pending.data)


def in_words(problems: Sequence[Problem]) -> str:
    """All problems in one line."""
    return "; ".join(f"{problem.where}: {problem.why}" for problem in problems) or "unreadable"
