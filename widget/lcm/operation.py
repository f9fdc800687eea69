"""What one operation of the protocol is: its names on the bus, its two models, and how they look there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from pydantic import BaseModel

from widget.lcm.identifiers import id_key, same_id

Q = TypeVar("Q", bound=BaseModel)
A = TypeVar("A", bound=BaseModel)

ReplyKey: TypeAlias = tuple[str, str | None]
"""Reply subtopic in our spelling, and the key of the call id where the reply echoes one (`id_key`). Requests with the
same reply key wait for each other.
"""

Dialect: TypeAlias = Literal["sample", "table"]
"""Which half of a page that contradicts itself a request follows: its sample, or its table (protocol.md §2.27)."""


class Fit(IntEnum):
    """How well a reply's content goes with a request: not at all, oddly, or well."""

    NO = 0
    ODD = 1
    YES = 2


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Operation(Generic[Q, A]):
    """One operation. Everything needed to send it, and to tell its replies, is here.

    Attributes:
        name: the subtopic of the request, as sent.
        reply: the subtopic of the reply, as we send and print it; read without regard to case.
        request: the model of the request's `data`.
        answer: the model of the reply's `message`.
        channel: where the request is sent, and its reply heard.
        heard_on: further channels where its reply is heard.
        echoes_callid: whether the reply says which call it is about.
        echoes: whether the reply repeats the request's data, which tells whose reply it is.
        shared: whether its replies are true for every app on the bus, whoever asked.
        changing: whether a request may change data on the other side; a predicate where it depends on the request.
        each_counts: whether two requests with the same data change two things.
        wire: the type of the reply's `message` where that isn't `answer` itself.
        finish: makes an `answer` of a validated `wire` value.
        sends: the type of what `data_of` writes.
        fits: how well an `answer` goes with a request, where its content tells; any does otherwise.
        is_empty: whether an `answer` brings nothing, so that the same text may answer the next request too.
        success_of: where a reply says no more than whether the change was made: takes that from its `answer`; None is
            unsaid. Without it any `answer` counts as done.
        data_of: how a request's `data` is written; None leaves `data` out.
        message_of: how a reply's `message` is written.
    """

    name: str
    reply: str
    request: type[Q]
    answer: type[A]
    channel: str = "LCM"
    heard_on: tuple[str, ...] = ()
    echoes_callid: bool = False
    echoes: bool = False
    shared: bool = False
    changing: bool | Callable[[Q], bool] = False
    each_counts: bool = False
    wire: Any = None
    finish: Callable[[Any], A] | None = None
    sends: Any = None
    fits: Callable[[Q, A], Fit] | None = None
    is_empty: Callable[[A], bool] = lambda _body: False
    success_of: Callable[[A], bool | None] | None = None
    data_of: Callable[[Q, Dialect], Mapping[str, Any] | None] | None = None
    message_of: Callable[[A], Any] | None = None

    def __repr__(self) -> str:
        return f"<Operation {self.name}>"

    def reply_key(self, data: Q) -> ReplyKey:
        """Return the key under which the reply to a request with this `data` will arrive (protocol.md §4.1)."""
        return (self.reply, id_key(getattr(data, "callid")) if self.echoes_callid else None)  # noqa: B009 - Q has a callid then

    def changes(self, data: Q) -> bool:
        """Tell whether this request may change data on the other side, and so is never repeated by the machine."""
        return self.changing(data) if callable(self.changing) else self.changing

    def fit(self, data: Q, body: A) -> Fit:
        """Tell how well a reply's `body` goes with a request's `data`."""
        if self.fits:
            return self.fits(data, body)
        return Fit.NO if self.echoes and not _repeats(body, data) else Fit.YES

    def says_done(self, body: A) -> bool | None:
        """Tell what a reply claims of its request: True done, False not done, None unsaid."""
        return self.success_of(body) if self.success_of else True

    def write_data(self, data: Q, dialect: Dialect = "sample") -> Mapping[str, Any] | Q | None:
        """Return the `data` of a request, to be serialised by alias, or None where the request has none."""
        return self.data_of(data, dialect) if self.data_of else data

    def write_message(self, body: A) -> Any:  # noqa: ANN401 - JSON of any shape
        """Return the `message` of a reply as JSON values, in the form of the page's sample."""
        return self.message_of(body) if self.message_of else body.model_dump(by_alias=True, mode="json")

    def answered(self, message: Any) -> A:  # noqa: ANN401 - an instance of `wire`
        """Return the answer for a `message` that was validated as `wire`."""
        return self.finish(message) if self.finish else message


def _repeats(body: BaseModel, data: BaseModel) -> bool:
    """Whether an echo has the values of the request, in whatever spelling (protocol.md §1.30)."""
    return all(same_id(str(echoed), str(asked)) for (_, echoed), (_, asked) in zip(body, data, strict=True))
