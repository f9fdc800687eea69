"""Contacts to dial by hand: asked for, counted down, dialled by one click each, finished by the agent.

Nothing here dials by itself, goes on to the next contact, or acts at zero but to switch Dial off. A press of Dial is
judged by its own time: at or after the deadline it is refused, even if the page still showed the button. A dial has the
life of attempt.py; it can't be read back, so a late answer settles one that is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from widget.client import Code, Failure
from widget.config import WidgetConfig
from widget.lcm import (
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    MANUAL_DIAL_CALL,
    ManualDialContact,
    ManualDialContacts,
    ManualDialRequest,
    NonPewcContact,
    Operation,
    PhoneNumber,
    ReservedContact,
    ReservedContactRequest,
    parse_server_time,
)
from widget.state.acted import Acted, action
from widget.state.announcements import saying
from widget.state.attempt import NOT_SENT, Attempt, Doubted, Phase, Settled, Sign
from widget.state.effects import Ask, Focus, OpenUrl
from widget.state.keys import Key
from widget.state.numbers import diallable, squeezed
from widget.state.reading import Came, NotCame, Outdated, Readable, Reading, ask
from widget.state.update import Update, rule
from widget.texts import Text, later, later_many

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

DialPanel = Literal["manual-dial", "non-pewc"]
MILESTONES = (300, 60, 10)


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact to dial by hand. `wire` is what the desktop says of it, `dialled` what goes to the dialler (prefix,
    number and suffix), `consent` is known not to be given where the panel says so.

    `deadline` and `callback_at` are None when the desktop's date can't be read. `finished`: the agent is done with it.
    """

    key: str
    panel: DialPanel
    wire: ManualDialContact | NonPewcContact
    dialled: str
    consent: bool | None
    prefix: str = ""
    suffix: str = ""
    queue: str = ""
    deadline: float | None = None
    callback_at: float | None = None
    attempt: Attempt = NOT_SENT
    finished: bool = False

    @property
    def phase(self) -> Phase:
        """What is known of its last dial."""
        return self.attempt.phase

    @property
    def on_screen(self) -> Key:
        """Its name among what can be unfolded, revealed or copied."""
        return Key("contact", part=(self.key,))

    def expired(self, now: float) -> bool:
        """Whether its deadline has come. A contact whose deadline is unknown never expires by itself."""
        return self.deadline is not None and now >= self.deadline

    def worked(self, now: float) -> bool:
        """Whether the agent still has to finish it."""
        return not self.finished and not self.expired(now)


@dataclass(frozen=True, slots=True)
class Contacts(Reading[Contact]):
    """The contacts of one dialling panel.

    `checking`: the reserved ones are asked for after an unconfirmed download; `recovered`: these are what came of that;
    `downloaded`: they were asked for as new ones.
    """

    checking: bool = False
    recovered: bool = False
    downloaded: bool = False

    def find(self, key: str) -> Contact | None:
        """The contact with that key, or None."""
        return next((contact for contact in self.value if contact.key == key), None)


@dataclass(frozen=True, slots=True)
class ManualForm:
    """What the agent asks for in manual dial: with or without consent, reserved or new, how many (as typed)."""

    consent: bool = True
    reserved: bool = True
    count: str = "1"
    complaint: Text | None = None


@dataclass(frozen=True, slots=True)
class ContactsRead(Readable):
    """The contacts of one dialling panel, as they were asked for."""

    panel: DialPanel
    asked: ManualDialRequest | ReservedContactRequest

    def request(self, state: WidgetState) -> Ask | None:
        """The panel's operation."""
        del state
        return Ask(_ASKED_BY[self.panel], self.asked, self)

    def of(self, state: WidgetState) -> Contacts:
        """The panel's slice."""
        return contacts_of(state, self.panel)

    def into(self, state: WidgetState, reading: Contacts) -> WidgetState:
        """The state with another one."""
        return _with(state, self.panel, reading)

    @property
    def downloads(self) -> bool:
        """Whether new contacts were asked for, which reserves them."""
        return isinstance(self.asked, ManualDialRequest) and not self.asked.reserved


_ASKED_BY: Mapping[DialPanel, Operation[Any, Any]] = {
    "manual-dial": GET_RESERVED_MANUAL_DIAL_CONTACT,
    "non-pewc": GET_RESERVED_CONTACT_OD,
}


@dataclass(frozen=True, slots=True)
class Dial:
    """Names what is sent: the dial of this contact."""

    contact: str


def contacts_of(state: WidgetState, panel: DialPanel) -> Contacts:
    """The contacts of one dialling panel."""
    return state.manual if panel == "manual-dial" else state.non_pewc


def contact_of(state: WidgetState, key: str) -> Contact | None:
    """A contact of either dialling panel, by key."""
    return state.manual.find(key) or state.non_pewc.find(key)


def all_contacts(state: WidgetState) -> tuple[Contact, ...]:
    """The contacts of both panels."""
    return (*state.manual.value, *state.non_pewc.value)


def working(state: WidgetState, panel: DialPanel) -> bool:
    """Whether a contact of the panel still has to be finished, so that no more may be asked for."""
    if state.settings.get_more_while_working:
        return False
    return any(contact.worked(state.now) for contact in contacts_of(state, panel).value)


def gated(state: WidgetState, contact: Contact) -> bool:
    """Whether dialling this contact needs the second step: no known consent, and a gate that requires it."""
    return contact.consent is not True and state.settings.consent_gate == "require"


def dialling(state: WidgetState) -> bool:
    """Whether a dial is under way. Another would wait for it in the client, and go out when nobody presses Dial."""
    return any(contact.phase is Phase.SENT for contact in all_contacts(state))


def _with(state: WidgetState, panel: DialPanel, contacts: Contacts) -> WidgetState:
    """The state with these contacts; one that is gone takes along what was unfolded for it."""
    kept = {contact.key for contact in contacts.value}
    gone = frozenset(old.on_screen for old in contacts_of(state, panel).value if old.key not in kept)
    if gone:
        state = state._replace(screen=state.screen.without_keys(gone))
    return state._replace(manual=contacts) if panel == "manual-dial" else state._replace(non_pewc=contacts)


def _put(state: WidgetState, contact: Contact) -> WidgetState:
    contacts = contacts_of(state, contact.panel)
    value = tuple(contact if old.key == contact.key else old for old in contacts.value)
    return _with(state, contact.panel, replace(contacts, value=value))


def _attempted(state: WidgetState, contact: Contact, attempt: Attempt) -> WidgetState:
    return state if attempt is contact.attempt else _put(state, replace(contact, attempt=attempt))


# Asking for contacts.


@action("manual-consent")
def _consent_set(event: Acted, state: WidgetState) -> WidgetState:
    return _form(state, consent=event.payload.get("value") == "yes")


@action("manual-reserved")
def _reserved_set(event: Acted, state: WidgetState) -> WidgetState:
    return _form(state, reserved=event.payload.get("value") == "on")


@action("manual-count")
def _count_set(event: Acted, state: WidgetState) -> WidgetState:
    return _form(state, count=event.payload.get("value", ""))


def _form(state: WidgetState, **fields: Any) -> WidgetState:  # noqa: ANN401 - fields of the form
    return state._replace(manual_form=replace(state.manual_form, complaint=None, **fields))


def asked_count(state: WidgetState) -> int | None:
    """How many contacts the form asks for, or None when what was typed is no number from 1 to the configured most."""
    text = state.manual_form.count.strip()
    if not text.isdecimal() or len(text) > 3:
        return None
    count = int(text)
    return count if 1 <= count <= state.settings.manual_dial_max else None


@action("get-contacts")
def _get_contacts(event: Acted, state: WidgetState) -> WidgetState | Update:
    """As the form stood on the page when it was pressed."""
    got = event.payload
    if "count" in got:
        state = _form(
            state, consent=got.get("consent") != "no", reserved=got.get("reserved") == "on", count=got["count"]
        )
    if not _may_ask(state, "manual-dial"):
        return state
    count, form = asked_count(state), state.manual_form
    if count is None:
        complaint = later("Ask for 1 to {most} contacts.", most=state.settings.manual_dial_max)
        return saying(state._replace(manual_form=replace(form, complaint=complaint)), complaint)
    wanted = ManualDialRequest(agent_id=state.agent_id, count=count, consent=form.consent, reserved=form.reserved)
    return _asking(state, ContactsRead("manual-dial", wanted))


@action("get-reserved")
def _get_reserved(_event: Acted, state: WidgetState) -> WidgetState | Update:
    if not _may_ask(state, "non-pewc"):
        return state
    return _asking(state, ContactsRead("non-pewc", ReservedContactRequest(user_id=state.agent_id)))


def _may_ask(state: WidgetState, panel: DialPanel) -> bool:
    return not contacts_of(state, panel).asking and not working(state, panel) and bool(state.agent_id)


def _asking(state: WidgetState, what: ContactsRead) -> Update:
    return ask(what.into(state, replace(what.of(state), failure=None, recovered=False)), what)


@rule(NotCame, ContactsRead)
def _not_came(event: NotCame[ContactsRead], state: WidgetState) -> WidgetState | Update:
    """A download nobody confirmed is followed by one question for the reserved ones, never by another download
    (protocol.md §4.6)."""
    what = event.what
    contacts = what.of(state).failed(event.failure)
    if event.failure.unknown and what.downloads:
        return _read_back(what.into(state, replace(contacts, failure=None)), what)
    return what.into(state, replace(contacts, checking=False))


def _read_back(state: WidgetState, what: ContactsRead) -> Update:
    reserved = ContactsRead(what.panel, what.asked.model_copy(update={"reserved": True}))
    return ask(what.into(state, replace(what.of(state), checking=True)), reserved)


@rule(Settled, ContactsRead)
@rule(Doubted, ContactsRead)
def _in_question(event: Settled[ContactsRead] | Doubted[ContactsRead], state: WidgetState) -> WidgetState | Update:
    """A late answer to a download, or a doubtful one: what is read back decides (protocol.md §4.9)."""
    return state if event.what.of(state).asking else _read_back(state, event.what)


@rule(Came, ContactsRead)
def _came(event: Came[ContactsRead, ManualDialContacts | ReservedContact], state: WidgetState) -> WidgetState:
    what, body, before = event.what, event.body, event.what.of(state)
    contacts = tuple(from_wire(what.panel, contact, state.settings) for contact in body.contacts)
    shown = merged(before, contacts, event.at)
    came = before.came(shown, event.at, unread=body.unread, ends=event.ends)
    recovered = before.checking if event.ends else before.recovered
    came = replace(came, checking=False, recovered=recovered, downloaded=what.downloads)
    return saying(what.into(state, came), _got(len(contacts), body.unread))


@rule(Outdated, ContactsRead)
def _outdated(_event: Outdated, state: WidgetState) -> WidgetState:
    """Contacts are asked for by the agent alone: what came late is merged with what is known, and no more is read."""
    return state


def _got(count: int, unread: int) -> Text:
    if unread:
        return later_many("{n} contact could not be read.", "{n} contacts could not be read.", unread)
    return later_many("{n} contact to dial.", "{n} contacts to dial.", count) if count else later("No contacts.")


def merged(contacts: Contacts, came: tuple[Contact, ...], at: float) -> tuple[Contact, ...]:
    """The contacts after an answer: what came (a contact known keeps its attempt), then what is still being worked."""
    known = {contact.key: contact for contact in contacts.value}
    fresh = {contact.key: contact for contact in came}
    taken = [_again(known[key], contact, at) if key in known else contact for key, contact in fresh.items()]
    left = [
        contact
        for key, contact in known.items()
        if key not in fresh and (contact.worked(at) or contact.phase is Phase.SENT)
    ]
    return (*taken, *left)


def _again(known: Contact, came: Contact, at: float) -> Contact:
    """A contact that came again, with what was done with it.

    One that was finished is open again; but not if it was dialled, unless it is reserved anew: an answer may be late,
    or the desktop slow to take note of the dial. One that was dialled is open again when its time was over and it has a
    new one. A question about another number or consent is to be asked anew.
    """
    if known.phase is Phase.DONE and not known.finished and known.expired(at) and not came.expired(at):
        return came
    dialled = known.phase in (Phase.DONE, Phase.UNKNOWN) and known.wire.expiry == came.wire.expiry
    if known.finished and not dialled:
        return came
    moot = (known.dialled, known.consent) != (came.dialled, came.consent)
    attempt = known.attempt.asking(False) if moot else known.attempt
    return replace(came, attempt=attempt, finished=known.finished)


def from_wire(panel: DialPanel, wire: ManualDialContact | NonPewcContact, settings: WidgetConfig) -> Contact:
    """A contact as the desktop sends it, open: dates read, what is dialled put together."""
    prefix, suffix, queue = ("", "", "")
    if isinstance(wire, NonPewcContact):
        prefix, suffix, queue = wire.prefix, wire.suffix, wire.queue
    return Contact(
        key="|".join((panel, wire.contact_id or wire.account_number, wire.phone_number)),
        panel=panel,
        wire=wire,
        dialled=f"{prefix}{wire.phone_number}{suffix}",
        consent=wire.consent if isinstance(wire, ManualDialContact) else False,
        prefix=prefix,
        suffix=suffix,
        queue=queue,
        deadline=moment(wire.expiry, settings),
        callback_at=moment(wire.callback, settings),
    )


def moment(text: str, settings: WidgetConfig) -> float | None:
    """A desktop's date as epoch seconds, or None: unreadable, or no server zone configured (it is never guessed)."""
    if settings.server_timezone is None or not text.strip():
        return None
    read = parse_server_time(text, ZoneInfo(settings.server_timezone))
    return None if read is None else read.timestamp()


# Dialling.


@action("dial")
def _pressed(event: Acted, state: WidgetState) -> WidgetState | Update:
    contact = contact_of(state, event.payload["contact"])
    if contact is None or contact.finished or not contact.attempt.can_be_sent:
        return state
    if state.settings.dial == "none" or dialling(state):
        return state
    if contact.expired(event.at):
        return _too_late(state, contact, event.at)
    if gated(state, contact):
        return _attempted(state, contact, contact.attempt.asking(True))
    return _dial(state, contact)


@action("dial-confirm")
def _confirmed(event: Acted, state: WidgetState) -> WidgetState | Update:
    contact = contact_of(state, event.payload["contact"])
    if contact is None or not contact.attempt.confirming or dialling(state):
        return state
    return _too_late(state, contact, event.at) if contact.expired(event.at) else _dial(state, contact)


def _too_late(state: WidgetState, contact: Contact, at: float) -> WidgetState:
    after = _put(state._replace(now=max(state.now, at)), replace(contact, attempt=contact.attempt.asking(False)))
    return saying(after, later("Too late: the contact has expired. Nothing was dialled."))


def _dial(state: WidgetState, contact: Contact) -> Update:
    sent = replace(contact, attempt=contact.attempt.after(Sign.SEND))
    if state.settings.dial == "tel":
        return _open_tel(_put(state, sent), sent)
    data = PhoneNumber(phone_number=contact.dialled)
    return _put(state, sent), (Ask(MANUAL_DIAL_CALL, data, Dial(contact.key)),)


def _open_tel(state: WidgetState, contact: Contact) -> Update:
    """Letters and pauses are no part of a tel: link, and without them it may be somebody else's number."""
    number = squeezed(contact.dialled)
    if not diallable(number):
        return _ended(state, contact, Failure(Code.NUMBER)), ()
    return _ended(state, contact, None), (OpenUrl("tel:" + number.replace("#", "%23")),)


@action("dial-back")
def _backed_out(event: Acted, state: WidgetState) -> WidgetState:
    contact = contact_of(state, event.payload["contact"])
    if contact is None or not contact.attempt.confirming:
        return state
    return _attempted(state, contact, contact.attempt.asking(False))


@rule(Settled, Dial)
def _settled(event: Settled[Dial], state: WidgetState) -> WidgetState:
    """An answer settles the dial under way; a late one, one that is unknown."""
    contact = contact_of(state, event.what.contact)
    wanted = Phase.UNKNOWN if event.late else Phase.SENT
    return state if contact is None or contact.phase is not wanted else _ended(state, contact, event.failure)


@rule(Doubted, Dial)
def _doubted(_event: Doubted[Dial], state: WidgetState) -> WidgetState:
    return state


def _ended(state: WidgetState, contact: Contact, failure: Failure | None) -> WidgetState:
    after = _attempted(state, contact, contact.attempt.ended(failure))
    if failure is None:
        return saying(after, dialled_words(state))
    return saying(after, later("Dialled? The desktop has not confirmed.") if failure.unknown else later("Not dialled."))


def dialled_words(state: WidgetState) -> Text:
    """What can be said of a dial that went well: of a tel: link nobody tells whether it was followed."""
    if state.settings.dial == "tel":
        return later("Handed to your phone program. If it does not dial, copy the number.")
    return later("Dialled.")


@action("contact-done")
def _done(event: Acted, state: WidgetState) -> WidgetState | Update:
    return _finished(event.payload["contact"], state, finished=True)


@action("contact-back")
def _taken_back(event: Acted, state: WidgetState) -> WidgetState | Update:
    return _finished(event.payload["contact"], state, finished=False)


def _finished(key: str, state: WidgetState, *, finished: bool) -> WidgetState | Update:
    contact = contact_of(state, key)
    if contact is None or contact.phase is Phase.SENT or contact.attempt.confirming or contact.finished == finished:
        return state
    after = _put(state, replace(contact, finished=finished))
    if not finished or not contact.expired(state.now):
        return after
    return after, (Focus("manual-get" if contact.panel == "manual-dial" else "non-pewc-get"),)


# Time passing.


def after_a_while(state: WidgetState, now: float) -> WidgetState:
    """The contacts when the time is `now`: a question is over when its contact expires, and the milestones of each
    countdown are said. `state.now` is still the time before."""
    lines = _milestones(all_contacts(state), state.now, now)
    for contact in all_contacts(state):
        if contact.attempt.confirming and contact.expired(now):
            state = _attempted(state, contact, contact.attempt.asking(False))
    return saying(state, *lines)


def _milestones(contacts: tuple[Contact, ...], before: float, now: float) -> tuple[Text, ...]:
    """What to say of contacts whose countdown passed a milestone between two moments. The nearest one only."""
    lines = []
    for contact in contacts:
        if contact.finished or contact.phase is Phase.DONE or contact.deadline is None:
            continue
        was, left = contact.deadline - before, contact.deadline - now
        if was > 0 >= left:
            lines.append(later("The contact ending in {last4} has expired.", last4=contact.wire.phone_number[-4:]))
            continue
        passed = [mark for mark in MILESTONES if was > mark >= left]
        if passed:
            lines.append(_left(contact, min(passed)))
    return tuple(lines)


def _left(contact: Contact, seconds: int) -> Text:
    last4 = contact.wire.phone_number[-4:]
    if seconds >= 60:
        return later_many(
            "The contact ending in {last4} expires in {n} minute.",
            "The contact ending in {last4} expires in {n} minutes.",
            seconds // 60,
            last4=last4,
        )
    return later_many(
        "The contact ending in {last4} expires in {n} second.",
        "The contact ending in {last4} expires in {n} seconds.",
        seconds,
        last4=last4,
    )
