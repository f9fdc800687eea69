"""The outcomes that a contact to dial can be closed with. They are asked for when contacts come, once, and again when
they did not come. A desktop that has none costs nothing: contacts are then finished on this page only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widget.lcm import GET_OUTCOME_BY_OUTCOMEGROUP, ManualDialContacts, Outcome, OutcomeGroupRequest, Outcomes
from widget.state.contacts import ContactsRead
from widget.state.effects import Ask
from widget.state.reading import Came, Readable, Reading, ask, readable
from widget.state.update import Update, rule

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


@readable
@dataclass(frozen=True, slots=True)
class ManualOutcomes(Readable):
    """The outcomes of contacts that are dialled by hand."""

    OPTIONAL = True

    def request(self, state: WidgetState) -> Ask | None:
        """GetOutcomeByOutcomegroup, not repeated."""
        del state
        return Ask(GET_OUTCOME_BY_OUTCOMEGROUP, OutcomeGroupRequest(), self, retries=0)

    def of(self, state: WidgetState) -> Reading[Outcome]:
        """The slice."""
        return state.outcomes

    def into(self, state: WidgetState, reading: Reading[Outcome]) -> WidgetState:
        """The state with this slice."""
        return state._replace(outcomes=reading)

    def value(self, body: Outcomes) -> tuple[Outcome, ...]:
        """The outcomes, each once."""
        return tuple({outcome.key: outcome for outcome in reversed(body.outcomes)}.values())[::-1]


MANUAL_OUTCOMES = ManualOutcomes()


@rule(Came, ContactsRead)
def _contacts_came(event: Came[ContactsRead, ManualDialContacts], state: WidgetState) -> WidgetState | Update:
    shown = event.what.panel == "manual-dial" and event.body.contacts
    return ask(state, MANUAL_OUTCOMES) if shown and state.outcomes.as_of is None else state


def outcome_of(state: WidgetState, key: str) -> Outcome | None:
    """The outcome with that key, or None."""
    return next((outcome for outcome in state.outcomes.value if outcome.key == key), None)
