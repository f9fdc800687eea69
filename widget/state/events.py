"""What can happen. Each event is a small frozen value; the times in them are epoch seconds, UTC."""

from __future__ import annotations

from dataclasses import dataclass

from widget.lcm import Call, ManualDialContact, Mode, NonPewcContact
from widget.state.tree import Bench, Failure, Link


@dataclass(frozen=True, slots=True)
class Tick:
    """A second passed, or the page woke up."""

    at: float


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The link to the desktop is as told."""

    link: Link


@dataclass(frozen=True, slots=True)
class PhonesReady:
    """Numbers can be formatted from now on."""


@dataclass(frozen=True, slots=True)
class CallsAsked:
    """StateSync was sent."""


@dataclass(frozen=True, slots=True)
class CallsCame:
    """A StateSync reply: these are all the calls there are."""

    calls: tuple[Call, ...]
    at: float


@dataclass(frozen=True, slots=True)
class CallsFailed:
    """StateSync got no usable answer."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class CallSelected:
    """The agent chose a call."""

    callid: str


@dataclass(frozen=True, slots=True)
class ModesAsked:
    """GetCallBackModes was sent for a call."""

    callid: str


@dataclass(frozen=True, slots=True)
class ModesCame:
    """The callback modes of a call."""

    callid: str
    modes: tuple[Mode, ...]
    at: float
    reads_back: bool = False


@dataclass(frozen=True, slots=True)
class ModesFailed:
    """The callback modes of a call could not be read."""

    callid: str
    failure: Failure


@dataclass(frozen=True, slots=True)
class ChangeOpened:
    """The agent wants to change a mode's number."""

    callid: str
    mode_id: str


@dataclass(frozen=True, slots=True)
class ChangeClosed:
    """The agent gave the form up, or has read its outcome."""

    callid: str
    mode_id: str


@dataclass(frozen=True, slots=True)
class ChangeTyped:
    """The number's text is now this."""

    callid: str
    mode_id: str
    draft: str


@dataclass(frozen=True, slots=True)
class DeleteOthersSet:
    """The box "Delete other modes" was ticked or cleared."""

    callid: str
    mode_id: str
    on: bool


@dataclass(frozen=True, slots=True)
class ChangeSubmitted:
    """The agent pressed Save number."""

    callid: str
    mode_id: str


@dataclass(frozen=True, slots=True)
class ChangeConfirmed:
    """The agent saw what will be lost and wants it so."""

    callid: str
    mode_id: str


@dataclass(frozen=True, slots=True)
class ChangeBackedOut:
    """The agent left the confirmation; nothing was sent."""

    callid: str
    mode_id: str


@dataclass(frozen=True, slots=True)
class ChangeSettled:
    """The desktop answered a change: `failure` is None when it was saved. `unknown` when nobody knows."""

    callid: str
    mode_id: str
    failure: Failure | None
    unknown: bool = False


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

    at: float


@dataclass(frozen=True, slots=True)
class ManualContactsCame:
    """The contacts for manual dial."""

    contacts: tuple[ManualDialContact, ...]
    at: float


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


@dataclass(frozen=True, slots=True)
class Toggled:
    """A part was unfolded or folded."""

    key: str


@dataclass(frozen=True, slots=True)
class Revealed:
    """A masked number is to be shown for a while."""

    key: str
    at: float


@dataclass(frozen=True, slots=True)
class Concealed:
    """A number shown for a while is to be masked again at once."""

    key: str


@dataclass(frozen=True, slots=True)
class Copied:
    """Something was copied to the clipboard."""

    key: str
    at: float


Event = (
    Tick
    | LinkChanged
    | PhonesReady
    | CallsAsked
    | CallsCame
    | CallsFailed
    | CallSelected
    | ModesAsked
    | ModesCame
    | ModesFailed
    | ChangeOpened
    | ChangeClosed
    | ChangeTyped
    | DeleteOthersSet
    | ChangeSubmitted
    | ChangeConfirmed
    | ChangeBackedOut
    | ChangeSettled
    | ManualFormSet
    | ContactsAsked
    | ContactsUnknown
    | ManualContactsCame
    | NonPewcContactsCame
    | ContactsFailed
    | DialPressed
    | DialConfirmed
    | DialBackedOut
    | DialSettled
    | ContactFinished
    | Toggled
    | Revealed
    | Concealed
    | Copied
)
