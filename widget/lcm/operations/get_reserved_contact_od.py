"""GetReservedContactOD: the non-PEWC contact reserved for the agent (page 003; Campaign Manager up to 2308)."""

from __future__ import annotations

from typing import Annotated

from widget.lcm.lists import Listing, Many
from widget.lcm.operation import Operation
from widget.lcm.operations.contact import Contact, written
from widget.lcm.scalars import Affix, LcmModel, Text, wire


class ReservedContactRequest(LcmModel):
    """Whose contact."""

    user_id: Annotated[str, wire("UserID", says="The agent ID.")]


class NonPewcContact(Contact):
    """A contact without consent, to dial by hand: prefix, number and suffix make up what is dialled."""

    prefix: Annotated[Affix, wire("Prefix", says="The prefix added to the phone number.")] = ""
    suffix: Annotated[Affix, wire("Suffix", says="The suffix added to the phone number.")] = ""
    queue: Annotated[Text, wire("Queue", says="The queue the contact belongs to.")] = ""


class ReservedContact(Listing):
    """The contact reserved; none when nothing is. The page has one object, so more than one is not expected."""

    contacts: Annotated[Many[NonPewcContact], wire("response", says="Response object.")] = ()


GET_RESERVED_CONTACT_OD = Operation(
    name="GetReservedContactOD",
    reply="ContactOD",
    request=ReservedContactRequest,
    answer=ReservedContact,
    is_empty=lambda body: not body.contacts,
    message_of=lambda body: written(body.contacts),
)
