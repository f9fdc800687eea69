"""What happens to contacts that are dialled by hand. Times are epoch seconds, UTC."""

from __future__ import annotations

from dataclasses import dataclass

from widget.lcm import ManualDialContact, NonPewcContact
from widget.state.tree import Bench, Failure


@dataclass(frozen=True, slots=True)
class ManualFormSet:
    """One field of the manual-dial form changed; the others are None."""

    consent: bool | None = None
    reserved: bool | None = None
    count: str | None = None


@dataclass(frozen=True, slots=True)
class ContactsAsked:
    """The agent asked for contacts (of manual dial: as the form says)."""

    bench: Bench


@dataclass(frozen=True, slots=True)
class ContactsUnknown:
    """A download went unanswered; the reserved contacts are asked for, once."""


@dataclass(frozen=True, slots=True)
class ManualContactsCame:
    """The contacts for manual dial: those `reserved` for the agent already, or new ones."""

    contacts: tuple[ManualDialContact, ...]
    at: float
    reserved: bool = True


@dataclass(frozen=True, slots=True)
class NonPewcContactsCame:
    """The non-PEWC contacts reserved for the agent."""

    contacts: tuple[NonPewcContact, ...]
    at: float


@dataclass(frozen=True, slots=True)
class ContactsFailed:
    """Contacts could not be had."""

    bench: Bench
    failure: Failure


@dataclass(frozen=True, slots=True)
class DialPressed:
    """The agent pressed Dial, at this moment."""

    key: str
    at: float


@dataclass(frozen=True, slots=True)
class DialConfirmed:
    """The agent took the second step for a contact without known consent."""

    key: str
    at: float


@dataclass(frozen=True, slots=True)
class DialBackedOut:
    """The agent left the second step; nothing was dialled."""

    key: str


@dataclass(frozen=True, slots=True)
class DialSettled:
    """What became of a dial."""

    key: str
    failure: Failure | None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class ContactFinished:
    """The agent is done with a contact, or takes it back."""

    key: str
    done: bool = True
