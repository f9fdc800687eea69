"""The rules that a desktop is tried against. Their order is that of the table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
    Operation,
)


class Verdict(StrEnum):
    """What is known of a rule."""

    HOLDS = "holds"
    READ = "read"
    """What came can be read, but it is not as the vendor's sample has it."""
    FAILS = "fails"
    UNTRIED = "not tried"


class Aspect(NamedTuple):
    """What is looked at in an answer, in words, and the rules of docs/protocol/protocol.md that say so."""

    title: str
    source: str


ASPECTS = {
    "time": Aspect("An answer comes in time", "§4.2"),
    "name": Aspect("It has the right name", "§1.9, §2.1"),
    "head": Aspect("Its head has channel and topic", "§1.5, §1.6, §1.8"),
    "callid": Aspect("It repeats the call id", "§1.11, §1.30"),
    "content": Aspect("Its content can be read", "§1.3"),
    "once": Aspect("It comes once", "§4.3"),
    "refused": Aspect("It is refused", "§1.22, §1.25"),
    "kept": Aspect("The numbers are as before", "§2.22"),
    "unasked": Aspect("What comes unasked can be read", "§4.4"),
    "asked": Aspect("Nothing answers what nobody asked", "§4.10"),
}

_READ = ("time", "name", "head", "content", "once")
_OF_CALL = ("time", "name", "head", "callid", "content", "once")


class Subject(NamedTuple):
    """A question to the desktop, and what is looked at in its answer. `changes`: it changes data."""

    key: str
    title: str
    operation: Operation[Any, Any] | None
    aspects: tuple[str, ...]
    changes: bool = False


SUBJECTS = (
    Subject("calls", "The state of the calls", STATE_SYNC, _READ),
    Subject("numbers", "The numbers of a call", GET_CALLBACK_MODES, _OF_CALL),
    Subject("numbers-unknown", "The numbers of a call that is not there", GET_CALLBACK_MODES, ("refused",)),
    Subject("numbers-empty", "The numbers of no call", GET_CALLBACK_MODES, ("refused",)),
    Subject("reserved", "The contacts reserved for manual dial", GET_RESERVED_MANUAL_DIAL_CONTACT, _READ),
    Subject("non-pewc", "The reserved contact without written consent", GET_RESERVED_CONTACT_OD, _READ),
    Subject("change", "A new number", SET_NEW_MODE_NUMBER, (*_OF_CALL, "kept"), changes=True),
    Subject("change-unknown", "A number for a call that is not there", SET_NEW_MODE_NUMBER, ("refused",), changes=True),
    Subject("download", "New contacts for manual dial", GET_RESERVED_MANUAL_DIAL_CONTACT, _READ, changes=True),
    Subject("bus", "The bus", None, ("unasked", "asked")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A rule and what is known of it. `detail` says why, without a person's data."""

    subject: Subject
    aspect: str
    verdict: Verdict = Verdict.UNTRIED
    detail: str = ""

    @property
    def key(self) -> str:
        """What the rule is known by."""
        return f"{self.subject.key}.{self.aspect}"

    @property
    def rule(self) -> Aspect:
        """The rule in words."""
        return ASPECTS[self.aspect]


def untried(subject: Subject, why: str) -> tuple[Row, ...]:
    """The rows of a subject that was not tried, and why."""
    return tuple(Row(subject, aspect, Verdict.UNTRIED, why) for aspect in subject.aspects)


_BADNESS = (Verdict.UNTRIED, Verdict.HOLDS, Verdict.READ, Verdict.FAILS)


def badness(verdict: Verdict) -> int:
    """How bad a verdict is."""
    return _BADNESS.index(verdict)


def worse(one: Row, other: Row) -> Row:
    """The worse of two rows of a rule. Of two equal ones, the first where something is wrong, else the second."""
    before, after = badness(one.verdict), badness(other.verdict)
    wrong = one.verdict in (Verdict.READ, Verdict.FAILS)
    return one if before > after or (before == after and wrong) else other
