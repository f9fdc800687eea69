"""The generic slice of anything that is read from the desktop, and what can happen to it.

    wanted ──► asking ──► came (value, as_of, unread) | not came (failure)

A `Readable` names what is read: how it is asked for, what is kept of a reply, and where its `Reading` is. `Came` and
`NotCame` carry it, so nothing has to be told apart by a text. Late and unasked replies come as `Came` too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

from pydantic import BaseModel

from widget.client import Failure
from widget.state.effects import Ask
from widget.state.update import rule

if TYPE_CHECKING:
    from widget.state.tree import WidgetState
    from widget.state.update import Update

T = TypeVar("T")
W = TypeVar("W", bound="Readable")
B = TypeVar("B", bound=BaseModel)
R = TypeVar("R", bound="Readable")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What was read: `value` as of `as_of` (epoch seconds; None until a first answer came), but for `unread` items that
    could not be read. `pending` requests are under way; `failure` is why the last one brought nothing."""

    value: tuple[T, ...] = ()
    as_of: float | None = None
    pending: int = 0
    failure: Failure | None = None
    unread: int = 0

    @property
    def asking(self) -> bool:
        """Whether the desktop is being asked for it."""
        return self.pending > 0

    def asked(self) -> Self:
        """One more request is under way. What was read before stays."""
        return replace(self, pending=self.pending + 1)

    def came(self, value: tuple[T, ...], at: float, *, unread: int = 0, ends: bool = True, **more: Any) -> Self:  # noqa: ANN401 - fields of its own kind
        """This is so now. `ends`: it answered a request. `more` are further fields of this kind of reading."""
        pending = max(0, self.pending - 1) if ends else self.pending
        return replace(self, value=value, as_of=at, pending=pending, failure=None, unread=unread, **more)

    def failed(self, failure: Failure) -> Self:
        """A request brought nothing."""
        return replace(self, pending=max(0, self.pending - 1), failure=failure)


class Readable:
    """Something that is read from the desktop. Equal ones are one thing."""

    __slots__ = ()

    def request(self, state: WidgetState) -> Ask | None:
        """How it is asked for now; None when it can't be."""
        raise NotImplementedError

    def belongs(self, state: WidgetState) -> bool:
        """Whether the state is still about it: its call may be another customer's meanwhile."""
        del state
        return True

    def of(self, state: WidgetState) -> Reading[Any]:
        """Its reading."""
        raise NotImplementedError

    def into(self, state: WidgetState, reading: Any) -> WidgetState:  # noqa: ANN401 - its own kind of Reading
        """The state with another reading of it."""
        raise NotImplementedError

    def value(self, body: Any) -> tuple[Any, ...]:  # noqa: ANN401 - the answer of its own operation
        """What is kept of a reply's body."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class OfCall(Readable):
    """Something that is read for one call, kept beside it. `account_number` tells whose call it was when it was asked
    for."""

    callid: str
    account_number: str = ""

    EMPTY: ClassVar[Reading[Any]] = Reading()

    def belongs(self, state: WidgetState) -> bool:
        """Whether the call is there, and not another customer's. An account that is not known denies nothing."""
        call = state.calls.find(self.callid)
        return call is not None and same_customer(self.account_number, call.account_number)

    def of(self, state: WidgetState) -> Reading[Any]:
        """Its reading; an empty one when it was never asked for."""
        return state.of_calls.get((type(self), self.callid), OfCall.EMPTY)

    def into(self, state: WidgetState, reading: Reading[Any]) -> WidgetState:
        """The state with another reading of it."""
        return state._replace(of_calls={**state.of_calls, (type(self), self.callid): reading})


def same_customer(one: str | None, other: str | None) -> bool:
    """Whether two account numbers can be one customer's; of one that is not known that can't be denied."""
    return not one or not other or one == other


@dataclass(frozen=True, slots=True)
class Came(Generic[W, B]):
    """The desktop said what this is now. `ends`: in answer to a request of ours."""

    what: W
    body: B
    at: float
    ends: bool = True


@dataclass(frozen=True, slots=True)
class NotCame(Generic[W]):
    """A request for it brought nothing."""

    what: W
    failure: Failure
    at: float


@dataclass(frozen=True, slots=True)
class Outdated:
    """What is known of it may be older than what was said meanwhile: it is to be read once more."""

    what: Readable


def ask(state: WidgetState, what: Readable, *, anew: bool = False) -> Update:
    """Have it read. One request is enough, unless what it brings may be older than what has just happened (`anew`)."""
    reading = what.of(state)
    wanted = what.request(state) if anew or not reading.asking else None
    return (state, ()) if wanted is None else (what.into(state, reading.asked()), (wanted,))


def came(event: Came[Any, Any], state: WidgetState) -> WidgetState:
    """The rule of `Came` for what needs nothing more."""
    what: Readable = event.what
    unread = getattr(event.body, "unread", 0)
    return what.into(state, what.of(state).came(what.value(event.body), event.at, unread=unread, ends=event.ends))


def not_came(event: NotCame[Any], state: WidgetState) -> WidgetState:
    """The rule of `NotCame` for what needs nothing more."""
    what: Readable = event.what
    return what.into(state, what.of(state).failed(event.failure))


def outdated(event: Outdated, state: WidgetState) -> Update:
    """The rule of `Outdated`."""
    return ask(state, event.what, anew=True)


def readable(kind: type[R]) -> type[R]:
    """Give a kind of `Readable` that needs nothing more the usual rules."""
    rule(Came, kind)(came)
    rule(NotCame, kind)(not_came)
    rule(Outdated, kind)(outdated)
    return kind
