"""A mode: one kind of number of a contact (Home, Office, Mobile)."""

from __future__ import annotations

from typing import Annotated

from pydantic import field_serializer

from widget.lcm.identifiers import id_key
from widget.lcm.scalars import Flag, Identifier, LcmModel, Length, Number, Text, wire


class Mode(LcmModel):
    """One mode. `pewc` is the contact's consent, `campaign_pewc` the campaign's; None is unknown, which is not
    consent.
    """

    mode_id: Annotated[Identifier, wire("ModeID", "modeid", says="The mode ID.")]
    description: Annotated[Text, wire("Description", says="The mode description.")] = ""
    channel_type: Annotated[str | None, wire("ChannelType")] = None
    min_length: Annotated[Length, wire("MinLength", says="The minimum mode value length.")] = None
    max_length: Annotated[Length, wire("MaxLength", says="The maximum mode value length.")] = None
    number: Annotated[Number, wire("Cvalue", "CValue", says="The customer's phone number.")] = None
    pewc: Annotated[Flag, wire("PEWC", says="Whether the contact is a global PEWC contact.")] = None
    campaign_pewc: Annotated[Flag, wire("CampaignPEWC", says="Whether it is a campaign PEWC contact.")] = None

    @property
    def key(self) -> str:
        """What the mode is known by, whatever the spelling of its `mode_id` (protocol.md §1.30)."""
        return id_key(self.mode_id)

    @property
    def number_told(self) -> bool:
        """Whether the message said which number there is, or that there is none: `Cvalue` was there and was read."""
        return "number" in self.model_fields_set

    @field_serializer("min_length", "max_length")
    def _length(self, length: int | None) -> str | None:
        return None if length is None else str(length)
