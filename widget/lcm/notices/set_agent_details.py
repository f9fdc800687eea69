"""SetAgentDetails: the state of the agent (page 014). The name is a "Set", and nobody sets anything by it."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from widget.lcm.notice import NoticeKind
from widget.lcm.scalars import Identifier, LcmModel, wire

AgentState: TypeAlias = Literal["in-call", "after-call", "logged-out"]
"""A state of the agent that means something to us."""

_STATES: dict[str, AgentState] = {
    "incall": "in-call",
    "acw": "after-call",
    "aftercallwork": "after-call",
    "logout": "logged-out",
    "loggedout": "logged-out",
}


class AgentDetails(LcmModel):
    """The desktop's word for the agent's state. Names of agents are not read."""

    word: Annotated[Identifier, wire("agentState", "AgentState", says="Log-In, NCC, In Call, ACW, Log-Out, …")]

    @property
    def state(self) -> AgentState | None:
        """The state that the word means (protocol.md §5.7); None for a word that means none of ours."""
        return _STATES.get("".join(filter(str.isalpha, self.word.casefold())))


SET_AGENT_DETAILS = NoticeKind(
    name="SetAgentDetails",
    body=AgentDetails,
    channels=("Amazon", "LCM", "Cisco", "Finesse"),
    topic="OutboundCall",
    message_of=lambda body: {"agentState": body.word},
)
