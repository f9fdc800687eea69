"""How many contacts without written consent wait for the agent, as the desktop counts them.

They are asked for with every answer about the contacts of the non-PEWC panel, until one request for them brings nothing
(protocol.md §7.15). Nothing is decided by them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel

from widget.lcm import GET_AGENT_CALL_COUNT, CallCount, CallCountRequest, CallCounts
from widget.state.contacts import ContactsRead
from widget.state.effects import Ask
from widget.state.reading import Came, Readable, Reading, ask, readable
from widget.state.update import Update, rule

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


@readable
@dataclass(frozen=True, slots=True)
class CallCountsRead(Readable):
    """The counts of the agent."""

    OPTIONAL = True

    def request(self, state: WidgetState) -> Ask | None:
        """GetAgentCallCount, not repeated; None when it brought nothing before, and without the agent's id."""
        if not state.agent_id or state.call_counts.failure is not None:
            return None
        return Ask(GET_AGENT_CALL_COUNT, CallCountRequest(user_id=state.agent_id), self, retries=0)

    def of(self, state: WidgetState) -> Reading[CallCount]:
        """Its reading."""
        return state.call_counts

    def into(self, state: WidgetState, reading: Reading[CallCount]) -> WidgetState:
        """The state with another reading of it."""
        return state._replace(call_counts=reading)

    def value(self, body: CallCounts) -> tuple[CallCount, ...]:
        """The counts."""
        return body.counts


@rule(Came, ContactsRead)
def _contacts_came(event: Came[ContactsRead, BaseModel], state: WidgetState) -> WidgetState | Update:
    return ask(state, CallCountsRead()) if event.what.panel == "non-pewc" and event.ends else state


def call_counts_shown(state: WidgetState) -> CallCount | None:
    """The counts that may be said; None when they are not known, or the last request for them brought nothing."""
    counts = state.call_counts
    return counts.value[0] if counts.value and counts.failure is None else None
