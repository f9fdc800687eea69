"""GetCampaignModes: the kinds of number of a call's campaign, with their lengths (page 005)."""

from __future__ import annotations

from typing import Annotated

from widget.lcm.lists import Listing, Many
from widget.lcm.operation import Operation
from widget.lcm.operations.mode import Mode
from widget.lcm.scalars import Identifier, LcmModel, wire


class CampaignModesRequest(LcmModel):
    """Which call's campaign."""

    callid: Annotated[str, wire("callid", says="Call ID.")]
    account_number: Annotated[str, wire("AccountNumber", says="LCM Key.")]


class CampaignModes(Listing):
    """The modes, in the order received. They are kinds of number, not the numbers of a contact."""

    callid: Annotated[Identifier, wire("callid", says="Call ID.")]
    modes: Annotated[Many[Mode], wire("response", says="Campaign modes data.")] = ()


GET_CAMPAIGN_MODES = Operation(
    name="GetCampaignModes",
    reply="CampaignModes",
    request=CampaignModesRequest,
    answer=CampaignModes,
    echoes_callid=True,
)
