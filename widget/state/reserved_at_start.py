"""After a start or a reload, the contacts that are reserved for the agent are asked for again: with the calls, the page
has lost them. Nothing is stored for it, so what was dialled before is not known (`Contact.at_start`).

They are asked for once, when the desktop has given the calls, so that the calls come first. It is a read: it reserves
nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from widget.lcm import CallStates, ManualDialRequest, ReservedContactRequest
from widget.state.calls import CallsRead
from widget.state.contact import DialPanel
from widget.state.contacts import ContactsRead, contacts_of
from widget.state.contacts_got import ask_for
from widget.state.reading import Came
from widget.state.update import Update, rule

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


@rule(Came, CallsRead)
def _calls_came(event: Came[CallsRead, CallStates], state: WidgetState) -> WidgetState | Update:
    if state.asked_at_start or not event.ends:
        return state
    state = state._replace(asked_at_start=True)
    if not state.agent_id or not state.settings.reserved_at_start:
        return state
    return ask_for(state, *(what for what in _reserved(state) if _is_new(state, what.panel)))


def _reserved(state: WidgetState) -> tuple[ContactsRead, ...]:
    """What is asked for: manual dial once for each consent, because a request names one."""
    agent, most, shift = state.agent_id, state.settings.manual_dial_max, state.agent.shift
    manual = (
        ManualDialRequest(agent_id=agent, count=most, consent=consent, reserved=True) for consent in (True, False)
    )
    return (
        *(ContactsRead("manual-dial", request, at_start=True, shift=shift) for request in manual),
        ContactsRead("non-pewc", ReservedContactRequest(user_id=agent), at_start=True, shift=shift),
    )


def _is_new(state: WidgetState, panel: DialPanel) -> bool:
    """Whether the panel is shown, and the agent has not asked already."""
    contacts, panels = contacts_of(state, panel), state.settings.panels
    return (panels is None or panel in panels) and contacts.as_of is None and not contacts.asking
