"""The one state of the widget: a tree of frozen values. Nothing here acts; `update` makes the next tree from an event.

Times are epoch seconds, UTC. A slice that did not change keeps its identity, so a panel can tell by `is` that it
needn't be drawn again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from widget.config import WidgetConfig
from widget.lcm import Call, Mode
from widget.texts import Text

LinkKind = Literal["connecting", "live", "stale", "lost", "refused", "mock"]
FormStep = Literal["editing", "confirming", "sending", "saved", "failed", "unknown"]
ContactStep = Literal["open", "confirming", "dialling", "dialled", "failed", "unknown", "done"]
NoteKind = Literal["malformed", "odd", "doubtful", "ignored"]
Bench = Literal["manual-dial", "non-pewc"]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something asked for did not happen. `code` is the client's stable code, `reason` the desktop's own words."""

    code: str
    reason: str
    at: float


def _left_at(failure: Failure) -> Literal["failed", "unknown"]:
    return "unknown" if failure.code == "unknown-outcome" else "failed"


@dataclass(frozen=True, slots=True)
class Link:
    """How the bus to the desktop does. `heard_at` and `next_try_at` are None when there is no such time; `code` and
    `reason` say of a lost link why, as in `Failure`."""

    kind: LinkKind = "connecting"
    heard_at: float | None = None
    next_try_at: float | None = None
    reason: str = ""
    cure: str = ""
    code: str = ""
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls of the last StateSync, and which one the agent looks at. `unread`: how many of it could not be read."""

    calls: tuple[Call, ...] = ()
    as_of: float | None = None
    selected: str | None = None
    asking: bool = False
    failure: Failure | None = None
    unread: int = 0

    def find(self, callid: str | None) -> Call | None:
        """The call with that id, or None."""
        return next((call for call in self.calls if call.callid == callid), None)

    @property
    def current(self) -> Call | None:
        """The selected call, or None."""
        return self.find(self.selected)


@dataclass(frozen=True, slots=True)
class CallModes:
    """The callback modes read for one call; `as_of` is None until a first answer came, `unread` how many of it could
    not be read."""

    callid: str
    modes: tuple[Mode, ...] = ()
    as_of: float | None = None
    asking: bool = False
    failure: Failure | None = None
    unread: int = 0


@dataclass(frozen=True, slots=True)
class ChangeForm:
    """What the agent types to change one mode's number, and what became of it.

    `draft` is the text as typed. `losses` are the (mode, number) pairs the confirmation named, `deleting` those of them
    that the change sent last deletes. `ended` says that the call is over: the draft can be copied, no longer sent.
    `confirmed` says that reading again showed the number.
    """

    callid: str
    account_number: str
    mode_id: str
    description: str
    draft: str = ""
    delete_others: bool = False
    step: FormStep = "editing"
    complaint: Text | None = None
    failure: Failure | None = None
    losses: tuple[tuple[str, str], ...] = ()
    losses_changed: bool = False
    deleting: tuple[tuple[str, str], ...] = ()
    ended: bool = False
    read_back: bool = False
    confirmed: bool | None = None

    @property
    def typed(self) -> bool:
        """Whether something the agent typed would be lost with this form."""
        return bool(self.draft.strip()) and self.step != "saved"

    @property
    def at_rest(self) -> FormStep:
        """The step it goes back to from a confirmation: what is known of the number as it was sent last, if it was."""
        return "editing" if self.failure is None else _left_at(self.failure)

    @property
    def unsure(self) -> bool:
        """Whether what is on screen was sent and is not confirmed, also while the agent is asked whether to send it
        once more."""
        return self.step == "unknown" or (self.step == "confirming" and self.at_rest == "unknown")

    @property
    def under_way(self) -> bool:
        """Whether it was sent and is not settled yet, also when its call has ended meanwhile."""
        return self.step == "sending" or (self.step == "unknown" and self.failure is None)


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact to dial by hand. `dialled` is what goes to the dialler: prefix, number and suffix.

    `deadline` and `callback_at` are None when the desktop's date can't be read; `expiry` and `callback` are its text.
    """

    key: str
    bench: Bench
    phone_number: str
    dialled: str
    account_number: str
    campaign: str
    mode: str
    call_type: str
    consent: bool | None
    expiry: str = ""
    deadline: float | None = None
    callback: str = ""
    callback_at: float | None = None
    prefix: str = ""
    suffix: str = ""
    queue: str = ""
    step: ContactStep = "open"
    failure: Failure | None = None
    finished_from: ContactStep = "open"

    def expired(self, now: float) -> bool:
        """Whether its deadline has come. A contact whose deadline is unknown never expires by itself."""
        return self.deadline is not None and now >= self.deadline

    def worked(self, now: float) -> bool:
        """Whether the agent still has to finish it."""
        return self.step != "done" and not self.expired(now)

    @property
    def at_rest(self) -> ContactStep:
        """The step it goes back to from the second step: what is known of the dial before, if there was one."""
        return "open" if self.failure is None else _left_at(self.failure)

    @property
    def unsure(self) -> bool:
        """Whether its last dial is not confirmed, also while the agent is asked whether to dial once more."""
        return self.step == "unknown" or (self.step == "confirming" and self.at_rest == "unknown")


@dataclass(frozen=True, slots=True)
class Reserved:
    """The contacts of one dialling panel. `checking`: asking for the reserved ones after an unconfirmed download;
    `downloaded`: they were asked for as new ones."""

    contacts: tuple[Contact, ...] = ()
    phase: Literal["idle", "asking", "checking"] = "idle"
    as_of: float | None = None
    failure: Failure | None = None
    recovered: bool = False
    downloaded: bool = False

    def find(self, key: str) -> Contact | None:
        """The contact with that key, or None."""
        return next((contact for contact in self.contacts if contact.key == key), None)


@dataclass(frozen=True, slots=True)
class ManualForm:
    """What the agent asks for in manual dial: with or without consent, reserved or new, how many (as typed)."""

    consent: bool = True
    reserved: bool = True
    count: str = "1"
    complaint: Text | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What the live region says. `serial` grows with each saying, so the same words can be said again."""

    serial: int = 0
    lines: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A message that was not simply taken: what the client made of it and why, and its masked, bounded beginning."""

    at: float
    kind: NoteKind
    subtopic: str
    reason: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Recording:
    """What is being recorded, or was last: `lines` so far; `full` when no more is kept; `text` once it has ended."""

    on: bool = False
    lines: int = 0
    full: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class WidgetState:
    """Everything the page shows. `opened` holds keys of unfolded parts, `revealed` (key, until) of unmasked numbers,
    `copied` (key, until) of what was copied last, or could not be; `faulted`: what the agent asked last was not done,
    by a fault of ours."""

    settings: WidgetConfig = field(default_factory=WidgetConfig)
    agent_id: str = ""
    now: float = 0.0
    link: Link = Link()
    calls: Calls = Calls()
    modes: tuple[CallModes, ...] = ()
    forms: tuple[ChangeForm, ...] = ()
    manual_form: ManualForm = ManualForm()
    manual: Reserved = Reserved()
    non_pewc: Reserved = Reserved()
    opened: frozenset[str] = frozenset()
    revealed: tuple[tuple[str, float], ...] = ()
    copied: tuple[str, float] | None = None
    copy_failed: bool = False
    said: Said = Said()
    notes: tuple[Note, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    recording: Recording = Recording()
    phones_ready: bool = False
    faulted: bool = False

    def modes_of(self, callid: str | None) -> CallModes | None:
        """What was read of a call's callback modes, or None."""
        return next((modes for modes in self.modes if modes.callid == callid), None)

    def forms_of(self, callid: str, mode_id: str) -> tuple[ChangeForm, ...]:
        """The forms of one mode of one call: more than one where calls of other customers that ended had its id."""
        return tuple(form for form in self.forms if (form.callid, form.mode_id) == (callid, mode_id))

    def form(self, callid: str, mode_id: str, *, ended: str | None = None) -> ChangeForm | None:
        """The form of one mode of one call, or None; `ended`: that of the call of this account, which is over."""
        return min(
            self.forms_of(callid, mode_id),
            key=lambda form: (form.account_number if form.ended else None) != ended,
            default=None,
        )

    def reserved(self, bench: Bench) -> Reserved:
        """The contacts of one dialling panel."""
        return self.manual if bench == "manual-dial" else self.non_pewc

    def contact(self, key: str) -> Contact | None:
        """A contact of either dialling panel, by key."""
        return self.manual.find(key) or self.non_pewc.find(key)
