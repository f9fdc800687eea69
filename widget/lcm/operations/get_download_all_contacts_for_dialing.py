"""GetDownloadAllContactsForDialing: several contacts of a campaign group to dial by hand (page 032).

The names of a contact's number and LCM key in its reply are not known. Those of the other pages are accepted.
"""

from __future__ import annotations

from typing import Annotated, Any

from widget.lcm.lists import Listing, Many
from widget.lcm.operation import Operation
from widget.lcm.operations.get_download_contacts_for_dialing import (
    GroupDownloadRequest,
    GroupForm,
    group_form,
    reserves_new_ones,
)
from widget.lcm.operations.get_reserved_manual_dial_contact import ManualDialContact
from widget.lcm.scalars import Identifier, LcmModel, Text, TextId, wire


class GroupContact(ManualDialContact):
    """A contact, under the names of other pages. It is left out without a number or an LCM key."""

    phone_number: Annotated[
        Identifier, wire("PhoneNumber", "PhoneNo", "ContactNumber", says="The contact phone number.")
    ]
    account_number: Annotated[Identifier, wire("AccountNumber", "LCMKey", "lcmkey", says="The LCM Key.")]
    campaign: Annotated[TextId, wire("CampaignID", "CampaignId", says="The campaign ID.")] = ""


class GroupContacts(Listing):
    """The contacts; none when there are none, and then `reason` may say why."""

    contacts: tuple[GroupContact, ...] = ()
    reason: str = ""


class GroupResponse(LcmModel):
    """What is below the `response`."""

    contacts: Annotated[Many[GroupContact], wire("Contacts", says="The contacts.")] = ()
    reason: Annotated[Text, wire("RequestFailureReason", says="The reason why the request failed.")] = ""


class GroupMessage(LcmModel):
    """The reply's `message`. Null is no contacts; an absent `response` can't be read."""

    response: Annotated[GroupResponse | None, wire("response", says="Response object.")]


def _finish(message: GroupMessage) -> GroupContacts:
    found = message.response or GroupResponse()
    return GroupContacts(contacts=found.contacts, reason=found.reason)


def _message_of(body: GroupContacts) -> dict[str, Any]:
    rows = [contact.model_dump(by_alias=True, mode="json") for contact in body.contacts]
    return {"response": {"Contacts": rows, "RequestFailureReason": body.reason}}


GET_DOWNLOAD_ALL_CONTACTS_FOR_DIALING = Operation(
    name="GetDownloadAllContactsForDialing",
    reply="DownloadAllContactsForDialing",
    request=GroupDownloadRequest,
    answer=GroupContacts,
    changing=reserves_new_ones,
    wire=GroupMessage,
    finish=_finish,
    is_empty=lambda body: not body.contacts,
    sends=GroupForm,
    data_of=group_form,
    message_of=_message_of,
)
