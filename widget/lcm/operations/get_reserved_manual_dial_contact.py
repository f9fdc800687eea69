"""GetReservedManualDialContact: contacts to dial by hand, reserved ones or new ones (page 004)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from widget.lcm.lists import Listing, Many
from widget.lcm.operation import Dialect, Fit, Operation
from widget.lcm.operations.contact import Contact, written
from widget.lcm.scalars import Flag, LcmModel, wire


class ManualDialRequest(LcmModel):
    """How many contacts, and which. With `reserved` false the other side reserves new ones, which changes its data."""

    agent_id: Annotated[str, wire("AgentID", says="The agent ID.")]
    count: Annotated[
        int,
        wire("NumberofContactsRequired", "NumberOfContactsRequired", says="The number of contacts to be downloaded."),
        Field(ge=1),
    ]
    consent: Annotated[bool, wire("Consent", says="True for consent contacts, false for non-consent contacts.")]
    reserved: Annotated[bool, wire("ReservedContacts", says="True for reserved contacts, false for new ones.")]


class ManualDialContact(Contact):
    """A contact to dial by hand. `consent` None is unknown, which is not consent."""

    consent: Annotated[Flag, wire("Consent", says="Whether the contact consented.")] = None


class ManualDialContacts(Listing):
    """The contacts; none when nothing is reserved."""

    contacts: Annotated[Many[ManualDialContact], wire("response", says="Parent outcome data.")] = ()


class SampleForm(TypedDict):
    """The request's `data` as the page's sample has it."""

    AgentID: str
    NumberofContactsRequired: int
    Consent: Literal["Yes", "No"]
    ReservedContacts: Literal["true", "false"]


class TableForm(TypedDict):
    """The request's `data` as the page's table has it."""

    AgentID: str
    NumberOfContactsRequired: str
    Consent: bool
    ReservedContacts: bool


def _data_of(data: ManualDialRequest, dialect: Dialect) -> SampleForm | TableForm:
    if dialect == "table":
        return TableForm(
            AgentID=data.agent_id,
            NumberOfContactsRequired=str(data.count),
            Consent=data.consent,
            ReservedContacts=data.reserved,
        )
    return SampleForm(
        AgentID=data.agent_id,
        NumberofContactsRequired=data.count,
        Consent="Yes" if data.consent else "No",
        ReservedContacts="true" if data.reserved else "false",
    )


def _downloads_new_ones(data: ManualDialRequest) -> bool:
    return not data.reserved


def _fits(asked: ManualDialRequest, body: ManualDialContacts) -> Fit:
    """Contacts should have the consent that was asked for, and be no more than were asked for."""
    agree = all(contact.consent in (None, asked.consent) for contact in body.contacts)
    return Fit.YES if agree and len(body.contacts) <= max(asked.count, 1) else Fit.ODD


GET_RESERVED_MANUAL_DIAL_CONTACT = Operation(
    name="GetReservedManualDialContact",
    reply="DownloadContactsForDialing",
    request=ManualDialRequest,
    answer=ManualDialContacts,
    changing=_downloads_new_ones,
    fits=_fits,
    is_empty=lambda body: not body.contacts,
    sends=SampleForm | TableForm,
    data_of=_data_of,
    message_of=lambda body: written(body.contacts),
)
