"""The outcomes that a call can be given: telephony ones and business ones. They are asked for while the agent has the
outcome of calls unfolded, once for each call, and again when they did not come and the agent unfolds it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from widget.lcm import (
    GET_BUSINESS_OUTCOME,
    GET_CALL_OUTCOME,
    BusinessOutcomesRequest,
    CallOutcomesRequest,
    Outcome,
    OutcomesOfCall,
)
from widget.state.calls import ended_meanwhile
from widget.state.effects import Ask, Effect
from widget.state.listed import ListedCall
from widget.state.reading import OfCall, Over, Reading, ask, readable
from widget.state.update import Update, rule

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

OutcomeKind = Literal["call", "business"]


@dataclass(frozen=True, slots=True)
class _OutcomesOf(OfCall):
    """The outcomes of one listed call, of one kind. `serial` is the call's (`ListedCall`): it may end before the answer
    comes, and its call id may become another customer's."""

    serial: int = 0

    OPTIONAL = True

    def belongs(self, state: WidgetState) -> bool:
        """Whether the call is still listed."""
        return self._listed(state) is not None

    def of(self, state: WidgetState) -> Reading[Outcome]:
        """The reading of that call."""
        listed = self._listed(state)
        return self.EMPTY if listed is None else _reading(state, type(self), listed.key)

    def into(self, state: WidgetState, reading: Reading[Outcome]) -> WidgetState:
        """The state with another reading of it."""
        listed = self._listed(state)
        key = self.callid if listed is None else listed.key
        return state._replace(of_calls={**state.of_calls, (type(self), key): reading})

    def value(self, body: OutcomesOfCall) -> tuple[Outcome, ...]:
        """The outcomes."""
        return body.outcomes

    def _listed(self, state: WidgetState) -> ListedCall | None:
        return next((one for one in state.calls.listed if one.serial == self.serial), None)


@readable
@dataclass(frozen=True, slots=True)
class CallOutcomesOf(_OutcomesOf):
    """The telephony outcomes of one call."""

    def request(self, state: WidgetState) -> Ask | None:
        """GetCallOutCome, not repeated."""
        listed = self._listed(state)
        if listed is None:
            return None
        return Ask(GET_CALL_OUTCOME, CallOutcomesRequest(callid=listed.call.callid), self, retries=0)


@readable
@dataclass(frozen=True, slots=True)
class BusinessOutcomesOf(_OutcomesOf):
    """The business outcomes of one call's contact."""

    def request(self, state: WidgetState) -> Ask | None:
        """GetBusinessOutcome, not repeated. The account number is empty where it is not known (protocol.md §2.13)."""
        listed = self._listed(state)
        if listed is None:
            return None
        call = listed.call
        data = BusinessOutcomesRequest(callid=call.callid, account_number=call.account_number or "")
        return Ask(GET_BUSINESS_OUTCOME, data, self, retries=0)


rule(Over, CallOutcomesOf)(ended_meanwhile)
rule(Over, BusinessOutcomesOf)(ended_meanwhile)

_KINDS: dict[OutcomeKind, type[CallOutcomesOf] | type[BusinessOutcomesOf]] = {
    "call": CallOutcomesOf,
    "business": BusinessOutcomesOf,
}


class Choice(NamedTuple):
    """An outcome of a call, with its kind. `key` names it among all outcomes of the call."""

    kind: OutcomeKind
    outcome: Outcome

    @property
    def key(self) -> str:
        """What it is chosen by."""
        return f"{self.kind} {self.outcome.key}"


def choices_of(state: WidgetState, key: str) -> tuple[Choice, ...]:
    """The outcomes that a listed call, by its key, can be given: the telephony ones first, each once."""
    found = tuple(Choice(kind, outcome) for kind, read in _readings(state, key) for outcome in read.value)
    return tuple({choice.key: choice for choice in reversed(found)}.values())[::-1]


def only_choice(state: WidgetState, key: str) -> str:
    """The key of the only outcome that a listed call can be given; "" when there are more, or when it is not known that
    there are no others (protocol.md §6.14)."""
    choices = choices_of(state, key)
    known = all(read.as_of is not None for _kind, read in _readings(state, key))
    return choices[0].key if known and len(choices) == 1 else ""


def asking(state: WidgetState, key: str) -> bool:
    """Whether outcomes of this call are being asked for."""
    return any(read.asking for _kind, read in _readings(state, key))


def _readings(state: WidgetState, key: str) -> Iterable[tuple[OutcomeKind, Reading[Outcome]]]:
    return tuple((kind, _reading(state, what, key)) for kind, what in _KINDS.items())


def _reading(state: WidgetState, kind: type[OfCall], key: str) -> Reading[Outcome]:
    return state.of_calls.get((kind, key), OfCall.EMPTY)


def ask_outcomes(state: WidgetState, *, again: bool = False) -> Update:
    """Ask for the outcomes of the chosen call that were not asked for yet, or whose answer got lost because the call
    ended; with `again` also for those that did not come, or were none."""
    chosen = state.calls.chosen
    effects: tuple[Effect, ...] = ()
    if chosen is None:
        return state, ()
    for kind in _KINDS.values():
        known = _reading(state, kind, chosen.key)
        if known == OfCall.EMPTY or (again and not known.value):
            state, more = ask(state, kind(chosen.key, chosen.call.account_number or "", chosen.serial))
            effects += more
    return state, effects
