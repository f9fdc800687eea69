"""Readings: the generic slice of anything that is read from the desktop, and its events.

    wanted ──► asking ──► came (value, as_of, unread) | not came (failure)

A `Readable` names what is read. It says how it is asked for, what is kept of a reply, and where its `Reading` is in the
state. `Came` and `NotCame` carry the `Readable`. Late and unasked replies come as `Came` too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

from pydantic import BaseModel

from widget.client import Failure
from widget.lcm import id_key
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
    """What was read: `value` was true at `as_of` (epoch seconds; None until the first answer). `unread` items of it
    could not be read. `pending` requests are under way. `failure` is why the last one brought nothing, or None."""

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
        """The reading with one more request under way. What was read before stays."""
        return replace(self, pending=self.pending + 1)

    def came(self, value: tuple[T, ...], at: float, *, unread: int = 0, ends: bool = True, **more: Any) -> Self:  # noqa: ANN401 - fields of its own kind
        """The reading with this value, true at `at` (epoch seconds). `ends`: it answered a request. `more` are all
        further fields of this kind of reading."""
        pending = max(0, self.pending - 1) if ends else self.pending
        return type(self)(value, at, pending, None, unread, **more)  # several times faster than `replace`

    def moved(self, by: float) -> Self:
        """The reading after the clock was moved by `by` seconds."""
        return self if self.as_of is None else replace(self, as_of=self.as_of + by)

    def failed(self, failure: Failure) -> Self:
        """The reading after a request brought nothing."""
        return replace(self, pending=max(0, self.pending - 1), failure=failure)


class Readable:
    """Something that is read from the desktop. Two equal values name the same thing."""

    __slots__ = ()

    OPTIONAL: ClassVar[bool] = False
    """A desktop may not know it, so that no answer says nothing of the link."""

    def request(self, state: WidgetState) -> Ask | None:
        """The request for it now; None when it can't be asked for."""
        raise NotImplementedError

    def belongs(self, state: WidgetState) -> bool:
        """Whether it still belongs to the state: its call id may be another customer's call now."""
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
    """Something that is read for one call. `callid` is its key (`Call.key`). `account_number` tells whose call it was
    when it was asked for."""

    callid: str
    account_number: str = ""

    EMPTY: ClassVar[Reading[Any]] = Reading()

    def belongs(self, state: WidgetState) -> bool:
        """Whether the call is there and may be the same customer's. It may when an account number is not known."""
        call = state.calls.find(self.callid)
        return call is not None and same_customer(self.account_number, call.account_number)

    def of(self, state: WidgetState) -> Reading[Any]:
        """Its reading; an empty reading when it was never asked for."""
        return state.of_calls.get((type(self), self.callid), OfCall.EMPTY)

    def into(self, state: WidgetState, reading: Reading[Any]) -> WidgetState:
        """The state with another reading of it."""
        return state._replace(of_calls={**state.of_calls, (type(self), self.callid): reading})


def same_customer(one: str | None, other: str | None) -> bool:
    """Whether two account numbers can be the same customer's. They can when one of them is not known."""
    known = id_key(one or ""), id_key(other or "")
    return not all(known) or known[0] == known[1]


@dataclass(frozen=True, slots=True)
class Came(Generic[W, B]):
    """The desktop said what this is now, at `at` (epoch seconds). `ends`: it answered a request of ours."""

    what: W
    body: B
    at: float
    ends: bool = True


@dataclass(frozen=True, slots=True)
class NotCame(Generic[W]):
    """A request for this brought nothing."""

    what: W
    failure: Failure
    at: float


@dataclass(frozen=True, slots=True)
class Over(Generic[W]):
    """A request for this has ended after its call had, or the shift of the agent who asked."""

    what: W


@dataclass(frozen=True, slots=True)
class Outdated:
    """What is known of this may be older than what the desktop said meanwhile, so it is to be read again."""

    what: Readable


def ask(state: WidgetState, what: Readable, *, anew: bool = False) -> Update:
    """Ask for it, unless it is being asked for. `anew`: ask once more, because the answer to a request under way may be
    older than what has just happened. When one more waits already, that one will do."""
    reading = what.of(state)
    wanted = what.request(state) if reading.pending < (2 if anew else 1) else None
    return (state, ()) if wanted is None else (what.into(state, reading.asked()), (wanted,))


def came(event: Came[Any, Any], state: WidgetState) -> WidgetState:
    """The usual rule of `Came`."""
    what: Readable = event.what
    unread = getattr(event.body, "unread", 0)
    return what.into(state, what.of(state).came(what.value(event.body), event.at, unread=unread, ends=event.ends))


def not_came(event: NotCame[Any], state: WidgetState) -> WidgetState:
    """The usual rule of `NotCame`."""
    what: Readable = event.what
    return what.into(state, what.of(state).failed(event.failure))


def outdated(event: Outdated, state: WidgetState) -> Update:
    """The usual rule of `Outdated`."""
    return ask(state, event.what, anew=True)


def readable(kind: type[R]) -> type[R]:
    """Register the usual rules for a kind of `Readable` that needs no rules of its own."""
    rule(Came, kind)(came)
    rule(NotCame, kind)(not_came)
    rule(Outdated, kind)(outdated)
    return kind
