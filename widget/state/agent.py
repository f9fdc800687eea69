"""The agent's own state, where the desktop tells it, and what goes when the agent logs out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from widget.lcm import SET_AGENT_DETAILS, SET_OUTCOME_RESULT, AgentDetails, AgentState, OutcomeResult
from widget.state.announcements import News, saying, telling
from widget.state.contact import DialPanel
from widget.state.contacts import Contacts, contacts_of, with_contacts
from widget.state.ended import without
from widget.state.keys import DISPOSITION
from widget.state.manual_form import ManualForm
from widget.state.reading import Reading
from widget.state.told import Told
from widget.state.update import rule
from widget.texts import later

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


@dataclass(frozen=True, slots=True)
class Agent:
    """What the desktop told of the agent. `state` is None while nothing is told, or nothing that means something to us.
    `shift` counts the log-outs: what was asked for in an earlier shift is not taken any more."""

    state: AgentState | None = None
    shift: int = 0


@rule(Told, SET_AGENT_DETAILS.name)
def _details(event: Told[AgentDetails], state: WidgetState) -> WidgetState:
    told = event.body.state
    if told == state.agent.state:
        return state
    after = state._replace(agent=replace(state.agent, state=told))
    return _logged_out(after) if told == "logged-out" else after


def _logged_out(state: WidgetState) -> WidgetState:
    """The state without what the agent worked on: contacts, what was typed, dialled or finished, ended calls, and the
    messages of the traffic. The calls that the desktop still names stay."""
    for panel in get_args(DialPanel):
        kept = Contacts(pending=contacts_of(state, panel).pending)
        state = with_contacts(state, panel, kept)
    for call in state.calls.ended:
        state = without(state, call)
    opened = state.screen.opened - {DISPOSITION}  # what is typed in a field that has the focus stays while it is there
    state = state._replace(
        screen=replace(state.screen, opened=opened),
        agent=replace(state.agent, shift=state.agent.shift + 1),
        forms=(),
        dispositions=MappingProxyType({}),
        manual_form=ManualForm(),
        groups=Reading(pending=state.groups.pending),
        call_counts=Reading(pending=state.call_counts.pending),
        dials=(),
        calls_over=(),
        finished=(),
        searched=MappingProxyType({}),
        traffic=state.traffic.without_messages(),
    )
    return saying(state, later("You are logged out. Contacts and what you typed are gone from this page."))


@rule(Told, SET_OUTCOME_RESULT.name)
def _outcome_result(event: Told[OutcomeResult], state: WidgetState) -> WidgetState:
    """It does not say for which contact, so no contact is marked for it. That an outcome was not saved is said."""
    if event.body.success is not False:
        return state
    line = later("The desktop says that an outcome was not saved.")
    return telling(state, (News("note", "", line),))
