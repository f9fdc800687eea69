"""The requests a user's action leads to, and the events their outcomes become. Nothing here decides whether to ask.

Each coroutine ends by itself, whatever the desktop does: a failure becomes an event, never an exception.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeAlias, TypeVar

from pydantic import BaseModel

from widget.client.failures import Code, RequestFailed
from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    MANUAL_DIAL_CALL,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
    Call,
    CallbackModes,
    CallbackModesRequest,
    ManualDialContacts,
    ManualDialRequest,
    NewModeNumber,
    NoData,
    Operation,
    PhoneNumber,
    ReservedContactRequest,
)
from widget.state import ChangeForm, Contact, Failure, Store
from widget.state import events as e
from widget.state.calls import goes_on
from widget.state.dialling import asked_count
from widget.state.numbers import squeezed

Q = TypeVar("Q", bound=BaseModel)
A = TypeVar("A", bound=BaseModel)


class Asker(Protocol):
    """Who can ask the desktop: the client."""

    async def request(self, operation: Operation[Q, A], data: Q, *, then: Callable[[A], None] | None = None) -> A:
        """The answer, or RequestFailed. `then` takes the answer before any message that came after it."""
        ...


Clock: TypeAlias = Callable[[], float]
"""The wall clock: epoch seconds, UTC."""


def failure(failed: RequestFailed, at: float) -> Failure:
    """What the agent is told of a failed request: its code, and the desktop's own words where it gave any."""
    return Failure(str(failed.code), failed.said, at)


class Asks:
    """Asks the desktop and tells the store what came of it."""

    def __init__(self, client: Asker, store: Store, wall: Clock) -> None:
        self._client = client
        self._store = store
        self._wall = wall

    def _tell(self, event: e.Event) -> None:
        self._store.dispatch(event)

    def _contacts(self, asked: ManualDialRequest, answer: ManualDialContacts) -> None:
        self._tell(e.ManualContactsCame(answer.contacts, self._wall(), asked.reserved))

    def _failure(self, failed: RequestFailed) -> Failure:
        return failure(failed, self._wall())

    async def calls(self) -> None:
        """StateSync."""
        self._tell(e.CallsAsked())
        try:
            await self._client.request(
                STATE_SYNC,
                NoData(),
                then=lambda states: self._tell(e.CallsCame(states.calls, self._wall(), states.unread)),
            )
        except RequestFailed as failed:
            self._tell(e.CallsFailed(self._failure(failed)))

    async def modes(self, callid: str) -> None:
        """GetCallBackModes, with the account number the wire gave for the call, else an empty one.

        The vendor's pages do not say where it comes from (protocol.md §2.13).
        """
        call = self._store.state.calls.find(callid)
        if call is None:
            return
        self._tell(e.ModesAsked(callid))
        data = CallbackModesRequest(callid=callid, account_number=call.account_number or "")
        try:
            await self._client.request(
                GET_CALLBACK_MODES,
                data,
                then=lambda answer: self._modes_came(call, answer),
            )
        except RequestFailed as failed:
            self._tell(e.ModesFailed(callid, self._failure(failed)))

    def _modes_came(self, call: Call, answer: CallbackModes) -> None:
        if goes_on(call, self._store.state.calls.find(call.callid)):
            self._tell(e.ModesCame(call.callid, answer.modes, self._wall(), unread=answer.unread))

    async def change(self, form: ChangeForm) -> None:
        """SetNewModeNumber, once; then the modes again, whatever came of it but a clear no."""
        data = NewModeNumber(
            callid=form.callid,
            account_number=form.account_number,
            mode_id=form.mode_id,
            contact_number=squeezed(form.draft),
            delete_other_modes=form.delete_others,
            agent_id=self._store.state.agent_id,
        )
        try:
            await self._client.request(SET_NEW_MODE_NUMBER, data)
        except RequestFailed as failed:
            unknown = failed.code is Code.UNKNOWN_OUTCOME
            self._tell(e.ChangeSettled(form.callid, form.mode_id, self._failure(failed), unknown))
            if not unknown:
                return
        else:
            self._tell(e.ChangeSettled(form.callid, form.mode_id, None))
        await self.modes(form.callid)

    def wanted(self) -> ManualDialRequest:
        """The contacts the form asks for now."""
        state = self._store.state
        form, count = state.manual_form, asked_count(state) or 1
        return ManualDialRequest(agent_id=state.agent_id, count=count, consent=form.consent, reserved=form.reserved)

    async def manual_contacts(self, data: ManualDialRequest) -> None:
        """GetReservedManualDialContact.

        A download nobody confirmed is followed by one question for the reserved ones, never by another download
        (protocol.md §4.6).
        """
        try:
            await self._client.request(GET_RESERVED_MANUAL_DIAL_CONTACT, data, then=partial(self._contacts, data))
        except RequestFailed as failed:
            if data.reserved or failed.code is not Code.UNKNOWN_OUTCOME:
                self._tell(e.ContactsFailed("manual-dial", self._failure(failed)))
                return
            self._tell(e.ContactsUnknown())
            await self.reserved_contacts(data)

    async def reserved_contacts(self, asked: ManualDialRequest) -> None:
        """The contacts reserved already, asked for in place of an unconfirmed download."""
        data = asked.model_copy(update={"reserved": True})
        try:
            await self._client.request(GET_RESERVED_MANUAL_DIAL_CONTACT, data, then=partial(self._contacts, data))
        except RequestFailed as failed:
            self._tell(e.ContactsFailed("manual-dial", self._failure(failed)))

    async def non_pewc_contact(self) -> None:
        """GetReservedContactOD."""
        data = ReservedContactRequest(user_id=self._store.state.agent_id)
        try:
            await self._client.request(
                GET_RESERVED_CONTACT_OD,
                data,
                then=lambda answer: self._tell(e.NonPewcContactsCame(answer.contacts, self._wall())),
            )
        except RequestFailed as failed:
            self._tell(e.ContactsFailed("non-pewc", self._failure(failed)))

    async def dial(self, contact: Contact) -> None:
        """ManualDialCall, once."""
        try:
            await self._client.request(MANUAL_DIAL_CALL, PhoneNumber(phone_number=contact.dialled))
        except RequestFailed as failed:
            unknown = failed.code is Code.UNKNOWN_OUTCOME
            self._tell(e.DialSettled(contact.key, self._failure(failed), unknown))
            return
        self._tell(e.DialSettled(contact.key, None))
