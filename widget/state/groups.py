"""The campaign groups that the agent may get contacts from.

They are asked for when the form of manual dial is unfolded, and kept. A desktop that does not answer costs nothing: the
form is then as it was, and they are asked for again when it is unfolded again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widget.lcm import GET_CAMPAIGN_GROUPS, CampaignGroup, CampaignGroups, CampaignGroupsRequest
from widget.state.acted import Acted, action
from widget.state.effects import Ask
from widget.state.manual_form import form_with
from widget.state.reading import Readable, Reading, ask, readable
from widget.state.update import Update

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


@readable
@dataclass(frozen=True, slots=True)
class GroupsRead(Readable):
    """The campaign groups of the agent."""

    OPTIONAL = True

    def request(self, state: WidgetState) -> Ask | None:
        """GetCampaignGroups, not repeated; None without the agent's id."""
        if not state.agent_id:
            return None
        return Ask(GET_CAMPAIGN_GROUPS, CampaignGroupsRequest(user_id=state.agent_id), self, retries=0)

    def of(self, state: WidgetState) -> Reading[CampaignGroup]:
        """Its reading."""
        return state.groups

    def into(self, state: WidgetState, reading: Reading[CampaignGroup]) -> WidgetState:
        """The state with another reading of it."""
        return state._replace(groups=reading)

    def value(self, body: CampaignGroups) -> tuple[CampaignGroup, ...]:
        """The groups, each name once."""
        return tuple({group.name: group for group in reversed(body.groups)}.values())[::-1]


def chosen_group(state: WidgetState) -> str:
    """The name of the group that contacts are asked for from; "" for any."""
    name = state.manual_form.group
    return name if any(group.name == name for group in state.groups.value) else ""


def wanting_groups(state: WidgetState) -> Update:
    """Ask for the groups, unless they are known."""
    return (state, ()) if state.groups.as_of is not None else ask(state, GroupsRead())


def with_group(state: WidgetState, place: str) -> WidgetState:
    """The state with the group at this place of the choice in the form of manual dial; "" is any. The page names a
    group by its place: its name is a text from outside."""
    groups = state.groups.value
    known = place.isdecimal() and len(place) <= 3 and int(place) < len(groups)
    return form_with(state, group=groups[int(place)].name if known else "")


@action("manual-group")
def _group_set(event: Acted, state: WidgetState) -> WidgetState:
    return with_group(state, event.payload.get("value", ""))
