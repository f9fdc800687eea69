"""What the two kinds of reserved contact have in common (pages 003 and 004)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from widget.lcm.scalars import Identifier, LcmModel, Text, TextId, wire


class Contact(LcmModel):
    """A contact reserved for the agent. Times are as received, without a zone: see `parse_server_time`."""

    phone_number: Annotated[Identifier, wire("PhoneNumber", says="The contact phone number.")]
    account_number: Annotated[TextId, wire("AccountNumber", says="The LCM Key.")] = ""
    campaign: Annotated[TextId, wire("CampaignId", says="The campaign ID.")] = ""
    mode: Annotated[Text, wire("Mode", says="The contact mode.")] = ""
    contact_id: Annotated[TextId, wire("ContactId", "ContactID", says="The contact ID.")] = ""
    expiry: Annotated[Text, wire("ExpiryTime", says="The contact expiry date and time.")] = ""
    callback: Annotated[Text, wire("CallbackTime", says="The callback time.")] = ""
    call_type: Annotated[Text, wire("CallType", says="Regular, regular callback or personal callback.")] = ""


def written(contacts: Sequence[Contact]) -> dict[str, Any]:
    """Write a reply's `message`: one contact as an object, as the samples do; none or several as a list."""
    items = [contact.model_dump(by_alias=True, mode="json") for contact in contacts]
    return {"response": items[0] if len(items) == 1 else items}
