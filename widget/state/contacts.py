"""Contacts to dial by hand: the agent asks for them, and they are put together with those that are being worked.

A download that nobody confirmed is followed by one question for the reserved contacts, never by another download.
contact_order.py says in which order they stand, reserved_at_start.py asks for some without the agent, and dialling.py
dials and finishes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from widget.client import Code, Failure
from widget.config import WidgetConfig
from widget.ids import dom_id
from widget.lcm import (
    EARLIEST,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    ManualDialContact,
    ManualDialContacts,
    ManualDialRequest,
    NonPewcContact,
    Operation,
    ReservedContact,
    ReservedContactRequest,
    id_key,
    is_never,
    is_no_number,
    parse_server_time,
)
from widget.state.acted import Acted, action
from widget.state.announcements import News, saying, telling
from widget.state.attempt import NOT_SENT, Attempt, Doubted, Phase, Settled
from widget.state.contact_order import in_order, left, standing, to_dial, whole
from widget.state.effects import Ask, Effect, Focus
from widget.state.keys import MANUAL_FORM, Key
from widget.state.numbers import number_key, plain, same
from widget.state.reading import Came, NotCame, Outdated, Readable, Reading, ask
from widget.state.search import unsearched
from widget.state.update import Update, rule
from widget.texts import Text, later, later_many

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

DialPanel = Literal["manual-dial", "non-pewc"]
_NONE = "contact not found"
"""What the desktop says when it has no contact (protocol.md §2.25)."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact to dial by hand.

    `wire` is the contact as the desktop sent it. `dialled` is what goes to the dialler: prefix, number and suffix.
    `consent` is None when it is not known, and False for every contact of the non-PEWC panel. `deadline` and
    `callback_at` are epoch seconds, or None when the desktop's date can't be read or stands for "no date". `finished`:
    the agent is done with it; `gone`: and it has no place on the page any more. `at_start`: it was reserved before this
    page began, so that it may have been dialled before.
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
    gone: bool = False
    at_start: bool = False

    @property
    def ident(self) -> str:
        """Whom it is to call, without the number."""
        return self.wire.contact_id or self.wire.account_number

    @property
    def phase(self) -> Phase:
        """What is known about its last dial."""
        return self.attempt.phase

    @property
    def on_screen(self) -> Key:
        """Its name among what can be unfolded, revealed or copied."""
        return Key("contact", part=(self.key,))

    @property
    def element(self) -> str:
        """The id of its element on the page."""
        return dom_id("contact", self.key)

    def expired(self, now: float) -> bool:
        """Whether its deadline has come. A contact whose deadline is unknown never expires by itself."""
        return self.deadline is not None and now >= self.deadline

    def unending(self, now: float) -> bool:
        """Whether its deadline is so far ahead that it stands for "never"."""
        return self.deadline is not None and is_never(self.deadline, now)

    def worked(self, now: float) -> bool:
        """Whether the agent still has to finish it."""
        return not self.finished and not self.expired(now)


@dataclass(frozen=True, slots=True)
class Contacts(Reading[Contact]):
    """The contacts of one dialling panel, in their order on the page (contact_order.py).

    `chosen` is the key of the contact that is shown whole, or "". `missed` is what the last requests did not bring.
    `checking`: the reserved contacts are being asked for, after an unconfirmed download. `recovered`: that request
    brought these contacts. `downloaded`: these contacts were asked for as new ones. `none_found`: the desktop said that
    it has none.
    """

    chosen: str = ""
    missed: tuple[ContactsRead, ...] = ()
    checking: bool = False
    recovered: bool = False
    downloaded: bool = False
    none_found: bool = False

    def find(self, key: str) -> Contact | None:
        """The contact with that key, or None."""
        return next((contact for contact in self.value if contact.key == key), None)


@dataclass(frozen=True, slots=True)
class ManualForm:
    """What the agent asks for in manual dial: with or without consent, reserved or new, and how many (as typed)."""

    consent: bool = True
    reserved: bool = True
    count: str = "1"
    complaint: Text | None = None


@dataclass(frozen=True, slots=True)
class ContactsRead(Readable):
    """The contacts of one dialling panel, as they were asked for. `at_start`: without the agent, when the page began.
    That is not repeated, because the agent waits to get contacts meanwhile."""

    panel: DialPanel
    asked: ManualDialRequest | ReservedContactRequest
    at_start: bool = False

    def request(self, state: WidgetState) -> Ask | None:
        """The panel's operation."""
        del state
        return Ask(_ASKED_BY[self.panel], self.asked, self, retries=0 if self.at_start else None)

    def of(self, state: WidgetState) -> Contacts:
        """The panel's slice."""
        return contacts_of(state, self.panel)

    def into(self, state: WidgetState, reading: Contacts) -> WidgetState:
        """The state with this slice."""
        return with_contacts(state, self.panel, reading)

    @property
    def downloads(self) -> bool:
        """Whether new contacts were asked for, which reserves them."""
        return isinstance(self.asked, ManualDialRequest) and not self.asked.reserved


_ASKED_BY: Mapping[DialPanel, Operation[Any, Any]] = {
    "manual-dial": GET_RESERVED_MANUAL_DIAL_CONTACT,
    "non-pewc": GET_RESERVED_CONTACT_OD,
}


_GET: Mapping[DialPanel, str] = {"manual-dial": "manual-get", "non-pewc": "non-pewc-get"}
"""The ids of the buttons that get contacts."""


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


def held(state: WidgetState, panel: DialPanel) -> bool:
    """Whether the pointer or the focus is in the panel's list, so that nothing in it may move."""
    return panel in state.screen.entered


def with_contacts(state: WidgetState, panel: DialPanel, contacts: Contacts) -> WidgetState:
    """The state with these contacts. What was unfolded for a contact that is gone is dropped."""
    kept = {contact.key for contact in contacts.value}
    gone = frozenset(old.on_screen for old in contacts_of(state, panel).value if old.key not in kept)
    if gone:
        state = state._replace(screen=state.screen.without_keys(gone))
    return state._replace(manual=contacts) if panel == "manual-dial" else state._replace(non_pewc=contacts)


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
    """How many contacts the form asks for. None when the typed text is no number from 1 to `manual_dial_max`."""
    text = state.manual_form.count.strip()
    if not text.isdecimal() or len(text) > 3:
        return None
    count = int(text)
    return count if 1 <= count <= state.settings.manual_dial_max else None


@action("get-contacts")
def _get_contacts(event: Acted, state: WidgetState) -> WidgetState | Update:
    """Ask with the values that the form on the page had when the agent pressed."""
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
        return saying(_unfolded(state._replace(manual_form=replace(form, complaint=complaint))), complaint)
    wanted = ManualDialRequest(agent_id=state.agent_id, count=count, consent=form.consent, reserved=form.reserved)
    return _asking(_unfolded(state, False), "manual-dial", ContactsRead("manual-dial", wanted))


def _unfolded(state: WidgetState, on: bool = True) -> WidgetState:
    """The state with the form unfolded, or folded."""
    opened = state.screen.opened
    wanted = opened | {MANUAL_FORM} if on else opened - {MANUAL_FORM}
    return state if wanted == opened else state._replace(screen=replace(state.screen, opened=wanted))


@action("get-reserved")
def _get_reserved(_event: Acted, state: WidgetState) -> WidgetState | Update:
    if not _may_ask(state, "non-pewc"):
        return state
    return _asking(state, "non-pewc", ContactsRead("non-pewc", ReservedContactRequest(user_id=state.agent_id)))


def _may_ask(state: WidgetState, panel: DialPanel) -> bool:
    return not contacts_of(state, panel).asking and not working(state, panel) and bool(state.agent_id)


@action("manual-dial-again")
def _manual_dial_again(_event: Acted, state: WidgetState) -> WidgetState | Update:
    return _again_pressed(state, "manual-dial")


@action("non-pewc-again")
def _non_pewc_again(_event: Acted, state: WidgetState) -> WidgetState | Update:
    return _again_pressed(state, "non-pewc")


def _again_pressed(state: WidgetState, panel: DialPanel) -> WidgetState | Update:
    """Ask once more for what did not come. The focus moves to the button that got contacts, because this one goes."""
    contacts = contacts_of(state, panel)
    downloads = any(what.downloads for what in contacts.missed)
    if contacts.asking or not contacts.missed or (downloads and working(state, panel)):
        return state
    after, effects = _asking(state, panel, *contacts.missed)
    return after, (*effects, Focus(_GET[panel]))


def _asking(state: WidgetState, panel: DialPanel, *wanted: ContactsRead) -> Update:
    before = replace(contacts_of(state, panel), failure=None, missed=(), recovered=False)
    return ask_for(unsearched(with_contacts(state, panel, before), panel), *wanted)


def ask_for(state: WidgetState, *wanted: ContactsRead) -> Update:
    """Ask for all of these."""
    effects: tuple[Effect, ...] = ()
    for what in wanted:
        state, more = ask(state, what, anew=True)
        effects += more
    return state, effects


@rule(NotCame, ContactsRead)
def _not_came(event: NotCame[ContactsRead], state: WidgetState) -> WidgetState | Update:
    """After an unconfirmed download, the reserved contacts are asked for once. The download is never repeated
    (protocol.md §4.6)."""
    what = event.what
    if _none_found(event.failure):
        return _taken(state, what, (), event.at, none_found=True)
    contacts = what.of(state).failed(event.failure)
    if event.failure.unknown and what.downloads:
        return _read_back(what.into(state, replace(contacts, failure=None)), what)
    return what.into(state, replace(contacts, checking=False, missed=(*_others(contacts.missed, what), what)))


def _none_found(failure: Failure) -> bool:
    """Whether the desktop refused because it has no contact (protocol.md §2.25)."""
    return failure.code is Code.REFUSED and failure.said.strip(" .!").casefold() == _NONE


def _others(missed: tuple[ContactsRead, ...], what: ContactsRead) -> tuple[ContactsRead, ...]:
    return tuple(one for one in missed if one != what)


def _read_back(state: WidgetState, what: ContactsRead) -> Update:
    reserved = ContactsRead(what.panel, what.asked.model_copy(update={"reserved": True}))
    return ask(what.into(state, replace(what.of(state), checking=True)), reserved)


@rule(Settled, ContactsRead)
@rule(Doubted, ContactsRead)
def _in_question(event: Settled[ContactsRead] | Doubted[ContactsRead], state: WidgetState) -> WidgetState | Update:
    """After a late or doubtful answer to a download, the reserved contacts are read, and they decide (protocol.md
    §4.9)."""
    return state if event.what.of(state).asking else _read_back(state, event.what)


@rule(Came, ContactsRead)
def _came(event: Came[ContactsRead, ManualDialContacts | ReservedContact], state: WidgetState) -> Update:
    what, body = event.what, event.body
    known = tuple(contact for contact in body.contacts if _is_number(contact.phone_number))
    contacts = tuple(from_wire(what.panel, contact, state.settings) for contact in known)
    if what.at_start:
        contacts = tuple(replace(contact, at_start=True) for contact in contacts)
    unread = body.unread + len(body.contacts) - len(known)
    return _taken(state, what, contacts, event.at, unread=unread, ends=event.ends)


def _taken(
    state: WidgetState,
    what: ContactsRead,
    came: tuple[Contact, ...],
    at: float,
    *,
    unread: int = 0,
    ends: bool = True,
    none_found: bool = False,
) -> Update:
    """The state with the contacts that came, none when the desktop has none. While the agent waits for no answer, or is
    in the list, nothing in it moves. The contact that is shown whole gets the focus of the button that got it."""
    before, count = what.of(state), len(came)
    still = held(state, what.panel) or not ends
    came = _recognised(state, before, came)
    shown = merged(state, before, came, at, held=still)
    missed = _others(before.missed, what)
    after = before.came(
        shown,
        at,
        unread=unread,
        ends=ends,
        chosen=whole(shown, before.chosen, at, held=still),
        missed=missed,
        checking=False,
        recovered=before.checking if ends else before.recovered,
        downloaded=what.downloads,
        none_found=none_found,
    )
    if missed:
        after = replace(after, failure=before.failure)
    state = what.into(state, after)
    if what.at_start and standing(shown) and not after.asking:
        state = telling(state, (News("note", what.panel, _got(len(shown), len(to_dial(shown, at)), unread)),))
    elif not what.at_start and not after.asking:
        state = saying(state, _got(count, len(to_dial(shown, at)), unread))
    one = after.find(after.chosen)
    focus = (Focus(one.element, since=_GET[what.panel]),) if one is not None and ends and not what.at_start else ()
    return state, focus


@rule(Outdated, ContactsRead)
def _outdated(_event: Outdated, state: WidgetState) -> WidgetState:
    """Nothing is read again, because only the agent asks for contacts. What came late is merged with what is known."""
    return state


def _is_number(text: str) -> bool:
    """Whether something can be dialled of it: there are characters that are seen, and no program's word for nothing."""
    return bool(plain(text)) and not is_no_number(text)


def _got(count: int, to_dial: int, unread: int) -> Text:
    """The announcement of `count` contacts that came. `to_dial` of them can still be dialled, each counted once."""
    if unread:
        return later_many("{n} contact could not be read.", "{n} contacts could not be read.", unread)
    return later_many("{n} contact to dial.", "{n} contacts to dial.", to_dial) if count else later("No contacts.")


def _recognised(state: WidgetState, known: Contacts, came: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """The contacts that came. One whose number the desktop writes in another way now keeps the key that it had, so that
    it is dialled once."""
    keys: dict[tuple[str, str], str] = {}
    for contact in (*known.value, *came):
        keys.setdefault(_identity(state, contact), contact.key)
    return tuple(replace(contact, key=keys[_identity(state, contact)]) for contact in came)


def _identity(state: WidgetState, contact: Contact) -> tuple[str, str]:
    """Whom it is to call, and on which number, in whatever spelling they came."""
    return id_key(contact.ident), number_key(state, contact.dialled)


def compared_again(state: WidgetState) -> WidgetState:
    """The state after the phone metadata has arrived: contacts that turn out to be one become one."""
    for panel in _ASKED_BY:
        contacts = contacts_of(state, panel)
        kept: dict[tuple[str, str], Contact] = {}
        for contact in contacts.value:
            one = kept.get(_identity(state, contact))
            kept[_identity(state, contact)] = contact if one is None else _one_of(state, one, contact)
        if len(kept) < len(contacts.value):
            chosen = contacts.find(contacts.chosen)
            key = kept[_identity(state, chosen)].key if chosen is not None else ""
            state = with_contacts(state, panel, replace(contacts, value=tuple(kept.values()), chosen=key))
    return state


def _one_of(state: WidgetState, one: Contact, other: Contact) -> Contact:
    """One contact for two that are the same. What the agent did with one of them counts."""
    untouched = one.attempt == NOT_SENT and not one.finished
    known, came = (other, one) if untouched else (one, other)
    return replace(_again(state, known, came, state.now), key=known.key)


def merged(
    state: WidgetState, contacts: Contacts, came: tuple[Contact, ...], at: float, *, held: bool = False
) -> tuple[Contact, ...]:
    """The contacts after an answer at `at` (epoch seconds): those that came, and the known ones that still have to be
    finished or whose dial is under way. A known contact that came again keeps its attempt. `held`: every contact that
    is on the page keeps its place."""
    fresh = {contact.key: contact for contact in came}
    kept = [
        _again(state, known, fresh[known.key], at) if known.key in fresh else known
        for known in contacts.value
        if known.key in fresh or known.worked(at) or known.phase is Phase.SENT or (held and not known.gone)
    ]
    known_keys = {contact.key for contact in kept}
    new = in_order(tuple(contact for contact in fresh.values() if contact.key not in known_keys))
    return (*kept, *new) if held else left((*kept, *new))


def _again(state: WidgetState, known: Contact, came: Contact, at: float) -> Contact:
    """A known contact that came again, with what the agent did with it.

    A finished contact is open again, unless it was dialled and its expiry is the same: then the answer may be late, or
    the desktop may not know of the dial yet. A dialled contact that is not finished is open again when it had expired
    and now has a new deadline. An open confirmation is closed when the number or the consent has changed.
    """
    if known.phase is Phase.DONE and not known.finished and known.expired(at) and not came.expired(at):
        return came
    dialled = known.phase in (Phase.DONE, Phase.UNKNOWN) and _same_expiry(known, came)
    if known.finished and not dialled:
        return came
    moot = known.consent != came.consent or not same(state, known.dialled, came.dialled)
    attempt = known.attempt.asking(False) if moot else known.attempt
    return replace(came, attempt=attempt, finished=known.finished, gone=known.gone, at_start=known.at_start)


def _same_expiry(one: Contact, other: Contact) -> bool:
    if one.deadline is None and other.deadline is None:
        return one.wire.expiry.strip() == other.wire.expiry.strip()
    return one.deadline == other.deadline


def from_wire(panel: DialPanel, wire: ManualDialContact | NonPewcContact, settings: WidgetConfig) -> Contact:
    """An open contact from what the desktop sent, with its dates read and the number to dial put together."""
    prefix, suffix, queue = ("", "", "")
    if isinstance(wire, NonPewcContact):
        prefix, suffix, queue = wire.prefix, wire.suffix, wire.queue
    return Contact(
        key="|".join((panel, id_key(wire.contact_id) or id_key(wire.account_number), id_key(wire.phone_number))),
        panel=panel,
        wire=wire,
        dialled=plain(f"{prefix}{wire.phone_number}{suffix}"),
        consent=wire.consent if isinstance(wire, ManualDialContact) else False,
        prefix=prefix,
        suffix=suffix,
        queue=queue,
        deadline=moment(wire.expiry, settings),
        callback_at=moment(wire.callback, settings),
    )


def moment(text: str, settings: WidgetConfig) -> float | None:
    """A desktop's date as epoch seconds. None when it can't be read or stands for "no date" (protocol.md §2.45), or
    when it has no offset and `server_timezone` is not configured: the zone is never guessed."""
    zone = None if settings.server_timezone is None else ZoneInfo(settings.server_timezone)
    read = parse_server_time(text, zone)
    return None if read is None or read < EARLIEST else read.timestamp()
