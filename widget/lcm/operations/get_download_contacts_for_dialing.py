"""GetDownloadContactsForDialing: one contact of a campaign group to dial by hand (page 031). Its reply is that of
GetReservedManualDialContact.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from widget.lcm.operation import Dialect, Fit, Operation
from widget.lcm.operations.contact import written
from widget.lcm.operations.get_reserved_manual_dial_contact import ManualDialContacts
from widget.lcm.scalars import LcmModel, wire


class GroupDownloadRequest(LcmModel):
    """How many contacts of which group. With `reserved` false the other side reserves new ones, which changes its
    data. What another app leaves out counts as a download of new ones.
    """

    group: Annotated[str, wire("CampaignGroup", says="The campaign group.")] = ""
    count: Annotated[
        int, wire("NumberOfContactsRequired", says="The number of contacts to be downloaded."), Field(ge=1)
    ] = 1
    consent: Annotated[bool, wire("Consent", says="True for consent contacts, false for non-consent contacts.")] = False
    agent_id: Annotated[str, wire("AgentID", says="The agent ID.")] = ""
    reserved: Annotated[bool, wire("ReservedContacts", says="True for reserved contacts, false for new ones.")] = False


class GroupForm(TypedDict):
    """The request's `data`: texts only."""

    CampaignGroup: str
    NumberOfContactsRequired: str
    Consent: str
    AgentID: str
    ReservedContacts: str


def group_form(data: GroupDownloadRequest, _dialect: Dialect) -> GroupForm:
    """The request's `data` as both pages of downloads from a group have it."""
    return GroupForm(
        CampaignGroup=data.group,
        NumberOfContactsRequired=str(data.count),
        Consent="true" if data.consent else "false",
        AgentID=data.agent_id,
        ReservedContacts="true" if data.reserved else "false",
    )


def reserves_new_ones(data: GroupDownloadRequest) -> bool:
    """Whether the request changes data on the other side."""
    return not data.reserved


def _fits(asked: GroupDownloadRequest, body: ManualDialContacts) -> Fit:
    """Contacts should have the consent that was asked for, and be no more than were asked for."""
    agree = all(contact.consent in (None, asked.consent) for contact in body.contacts)
    return Fit.YES if agree and len(body.contacts) <= max(asked.count, 1) else Fit.ODD


GET_DOWNLOAD_CONTACTS_FOR_DIALING = Operation(
    name="GetDownloadContactsForDialing",
    reply="DownloadContactsForDialing",
    request=GroupDownloadRequest,
    answer=ManualDialContacts,
    changing=reserves_new_ones,
    fits=_fits,
    is_empty=lambda body: not body.contacts,
    sends=GroupForm,
    data_of=group_form,
    message_of=lambda body: written(body.contacts),
)
