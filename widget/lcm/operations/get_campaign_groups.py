"""GetCampaignGroups: the groups of campaigns that an agent may get contacts from (page 030). The name of its reply
begins with "Set", as that of a request would.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AliasPath, Field

from widget.lcm.bounds import MAX_ID
from widget.lcm.lists import Listing, Many
from widget.lcm.operation import Operation
from widget.lcm.scalars import UNREADABLE_ID, LcmModel, OrElse, Text, TextId, is_id, wire


class CampaignGroupsRequest(LcmModel):
    """Whose groups."""

    user_id: Annotated[str, wire("UserID", "userID", says="The agent ID.")]


class GroupCampaign(LcmModel):
    """A campaign of a group. `share` is the percentage of the group's contacts that are dialled from it."""

    campaign: Annotated[TextId, wire("ID", says="The campaign ID.")] = ""
    share: Annotated[Text, wire("Pct", "PCT", says="The percentage of contacts dialled from the campaign.")] = ""
    status: Annotated[Text, wire("Status", says="The status of the campaign.")] = ""


class GroupAgent(LcmModel):
    """An agent of a group."""

    agent_id: Annotated[TextId, wire("ID", says="The agent ID.")] = ""
    name: Annotated[Text, wire("Name", says="The name of the agent.")] = ""


def _only_one(value: object) -> str:
    """The name in a list of one (protocol.md §7.3)."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) and is_id(value[0]):
        return value[0]
    raise ValueError


_WORD = {"type": "string", "minLength": 1, "maxLength": MAX_ID, "pattern": r"[^ \t\n\r\x0b\x0c\x00\xa0]"}

GroupName = Annotated[
    Annotated[str, Field(min_length=1, max_length=MAX_ID, pattern=_WORD["pattern"])],
    OrElse(
        _only_one,
        "a name, or a list of one",
        {"anyOf": [_WORD, {"type": "array", "items": _WORD, "minItems": 1, "maxItems": 1}]},
        error_type=UNREADABLE_ID,
    ),
]
"""The name of a group, which a download names: never cut."""


class CampaignGroup(LcmModel):
    """A group, as received. The words of its type and its status are not all documented."""

    name: Annotated[GroupName, wire("Name", says="The name of the campaign group.")]
    type: Annotated[Text, wire("Type", says="The type of the campaign group.")] = ""
    status: Annotated[Text, wire("Status", says="The status of the campaign group.")] = ""
    campaigns: Annotated[Many[GroupCampaign], wire("Campaigns", says="The campaigns of the group.")] = ()
    agents: Annotated[Many[GroupAgent], wire("Agents", says="The agents of the group.")] = ()


class CampaignGroups(Listing):
    """The groups; none when the agent has none."""

    groups: Annotated[
        Many[CampaignGroup],
        wire("CampaignGroups", AliasPath("response", "CampaignGroups"), says="The campaign groups."),
    ] = ()


def _message_of(body: CampaignGroups) -> dict[str, Any]:
    return {"response": {"CampaignGroups": [group.model_dump(by_alias=True, mode="json") for group in body.groups]}}


GET_CAMPAIGN_GROUPS = Operation(
    name="GetCampaignGroups",
    reply="SetCampaignGroup",
    request=CampaignGroupsRequest,
    answer=CampaignGroups,
    message_of=_message_of,
)
