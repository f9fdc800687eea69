"""The contacts of the two dialling panels: what is known of them, and how they are asked for.

contacts_got.py asks for them and hears what came; contact_merge.py puts them together with those that are being worked.
contact_order.py says in which order they stand, reserved_at_start.py asks for some without the agent, and dialling.py
dials and finishes them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from widget.lcm import (
    GET_CONTACT_OD,
    GET_DOWNLOAD_ALL_CONTACTS_FOR_DIALING,
    GET_DOWNLOAD_CONTACTS_FOR_DIALING,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    GroupDownloadRequest,
    ManualDialRequest,
    NewContactRequest,
    Operation,
    ReservedContactRequest,
)
from widget.state.contact import Contact, DialPanel
from widget.state.effects import Ask
from widget.state.reading import Readable, Reading

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


ContactsRequest: TypeAlias = ManualDialRequest | GroupDownloadRequest | ReservedContactRequest | NewContactRequest
"""What contacts are asked for by."""


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

    def moved(self, by: float) -> Contacts:
        """The same after the clock was moved by `by` seconds."""
        as_of = None if self.as_of is None else self.as_of + by
        return replace(self, as_of=as_of, value=tuple(contact.moved(by) for contact in self.value))

    def find(self, key: str) -> Contact | None:
        """The contact with that key, or None."""
        return next((contact for contact in self.value if contact.key == key), None)


@dataclass(frozen=True, slots=True)
class ContactsRead(Readable):
    """The contacts of one dialling panel, as they were asked for. `at_start`: without the agent, when the page began.
    That is not repeated, because the agent waits to get contacts meanwhile. `shift` is as in `Agent`."""

    panel: DialPanel
    asked: ContactsRequest
    at_start: bool = False
    shift: int = 0

    def belongs(self, state: WidgetState) -> bool:
        """Whether the agent who asked is still there."""
        return self.shift == state.agent.shift

    def request(self, state: WidgetState) -> Ask | None:
        """The operation for what is asked."""
        del state
        return Ask(_operation_of(self.asked), self.asked, self, retries=0 if self.at_start else None)

    def of(self, state: WidgetState) -> Contacts:
        """The panel's slice."""
        return contacts_of(state, self.panel)

    def into(self, state: WidgetState, reading: Contacts) -> WidgetState:
        """The state with this slice."""
        return with_contacts(state, self.panel, reading)

    @property
    def downloads(self) -> bool:
        """Whether new contacts were asked for, which reserves them."""
        return _operation_of(self.asked).changes(self.asked)

    @property
    def reserved(self) -> ContactsRead:
        """The question for the contacts that are reserved already, after a download that was not confirmed."""
        if isinstance(self.asked, NewContactRequest):
            return replace(self, asked=ReservedContactRequest(user_id=self.asked.user_id))
        return replace(self, asked=self.asked.model_copy(update={"reserved": True}))


def _operation_of(asked: ContactsRequest) -> Operation[Any, Any]:
    """The operation of a request. From a group, one contact is asked for in another way than several (protocol.md
    §7.6)."""
    match asked:
        case ManualDialRequest():
            return GET_RESERVED_MANUAL_DIAL_CONTACT
        case GroupDownloadRequest():
            return GET_DOWNLOAD_CONTACTS_FOR_DIALING if asked.count == 1 else GET_DOWNLOAD_ALL_CONTACTS_FOR_DIALING
        case ReservedContactRequest():
            return GET_RESERVED_CONTACT_OD
        case NewContactRequest():
            return GET_CONTACT_OD


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


def with_contact(state: WidgetState, contact: Contact) -> WidgetState:
    """The state with this contact in place of the one with its key."""
    contacts = contacts_of(state, contact.panel)
    value = tuple(contact if old.key == contact.key else old for old in contacts.value)
    return with_contacts(state, contact.panel, replace(contacts, value=value))


def with_contacts(state: WidgetState, panel: DialPanel, contacts: Contacts) -> WidgetState:
    """The state with these contacts. What was unfolded for a contact that is gone is dropped."""
    kept = {contact.key for contact in contacts.value}
    gone = frozenset(old.on_screen for old in contacts_of(state, panel).value if old.key not in kept)
    if gone:
        state = state._replace(screen=state.screen.without_keys(gone))
    return state._replace(manual=contacts) if panel == "manual-dial" else state._replace(non_pewc=contacts)
