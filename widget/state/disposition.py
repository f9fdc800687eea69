"""What the agent gives a call: its outcome, and a note. disposing.py sends it.

It is kept for each listed call. It survives errors, other calls, and the end of the call; the note can be copied.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widget.lcm import CallStates
from widget.state.acted import Acted, action
from widget.state.attempt import NOT_SENT, Attempt, Phase, Sign
from widget.state.call_outcomes import ask_outcomes, only_choice
from widget.state.calls import CallsRead
from widget.state.effects import Focus
from widget.state.keys import DISPOSITION
from widget.state.listed import ListedCall
from widget.state.reading import Came
from widget.state.update import Update, rule
from widget.texts import Text

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

MOST_NOTE = 2_000
"""The most characters of a note (protocol.md §2.54)."""


@dataclass(frozen=True, slots=True)
class CallDisposition:
    """What the agent gives a call. `serial` names it while it is sent. `outcome` is the key of what the agent chose
    (`Choice.key`), "" for none, and None while nothing was chosen. `saved` is the outcome that was sent, in the
    desktop's words. `recording`: the record of the dial is made first, and the outcome is not sent yet. `recorded`
    is when the dial was, whose record was made."""

    serial: int
    note: str = ""
    outcome: str | None = None
    attempt: Attempt = NOT_SENT
    saved: str = ""
    complaint: Text | None = None
    recording: bool = False
    recorded: float | None = None

    @property
    def typed(self) -> bool:
        """Whether a note is typed, or an outcome chosen, that was not saved."""
        return bool(self.note.strip() or self.outcome) and self.attempt.phase is not Phase.DONE


def disposition_of(state: WidgetState, key: str) -> CallDisposition:
    """What the agent gives a listed call, by its key; an empty one when there is nothing yet."""
    return state.dispositions.get(key) or CallDisposition(state.disposition_serial + 1)


def whole_characters(text: str) -> str:
    """The text without halves of characters, which can't be sent. Some input methods give one for a moment."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def outcome_given(state: WidgetState, key: str) -> str:
    """The key of the outcome that a listed call is given, "" for none: what the agent chose, else the only one there
    is."""
    chosen = disposition_of(state, key).outcome
    return only_choice(state, key) if chosen is None else chosen


def with_disposition(state: WidgetState, key: str, one: CallDisposition) -> WidgetState:
    """The state with that disposition of a listed call, by the key of the call."""
    serial = max(state.disposition_serial, one.serial)
    return state._replace(dispositions={**state.dispositions, key: one}, disposition_serial=serial)


def changeable(event: Acted, state: WidgetState) -> tuple[ListedCall, CallDisposition] | None:
    """The call that an action is about and what it is given, while that can be changed."""
    listed = state.calls.named(event.payload)
    if listed is None:
        return None
    one = disposition_of(state, listed.key)
    return None if one.attempt.phase in (Phase.SENT, Phase.DONE) else (listed, one)


@action("disposition-toggle")
def _toggled(_event: Acted, state: WidgetState) -> Update:
    """Unfold it, and ask for the outcomes; or fold it."""
    opened = state.screen.opened ^ {DISPOSITION}
    after = state._replace(screen=replace(state.screen, opened=opened))
    return ask_outcomes(after, again=True) if DISPOSITION in opened else (after, ())


@action("disposition-again")
def _again(_event: Acted, state: WidgetState) -> Update:
    """Ask again for the outcomes that did not come. The button goes meanwhile, so the focus goes to the note."""
    after, effects = ask_outcomes(state, again=True)
    return after, (*effects, Focus("disposition-note", since="disposition-again"))


@action("select-call")
def _another_call(_event: Acted, state: WidgetState) -> Update:
    return ask_outcomes(state) if DISPOSITION in state.screen.opened else (state, ())


@rule(Came, CallsRead)
def _calls_came(_event: Came[CallsRead, CallStates], state: WidgetState) -> Update:
    return ask_outcomes(state) if DISPOSITION in state.screen.opened else (state, ())


@action("note-typed")
def _note_typed(event: Acted, state: WidgetState) -> WidgetState:
    found = changeable(event, state)
    if found is None:
        return state
    listed, one = found
    note = whole_characters(event.payload.get("value", "")[:MOST_NOTE])
    return with_disposition(
        state, listed.key, replace(one, note=note, attempt=one.attempt.after(Sign.EDITED), complaint=None)
    )


@action("call-outcome-picked")
def _picked(event: Acted, state: WidgetState) -> WidgetState:
    found = changeable(event, state)
    if found is None:
        return state
    listed, one = found
    outcome = event.payload.get("value", "")
    return with_disposition(
        state, listed.key, replace(one, outcome=outcome, attempt=one.attempt.after(Sign.EDITED), complaint=None)
    )


@action("disposition-discard")
def _discarded(event: Acted, state: WidgetState) -> WidgetState | Update:
    """The button goes with what it discards, so the focus goes to the note."""
    found = changeable(event, state)
    if found is None:
        return state
    others = {key: one for key, one in state.dispositions.items() if key != found[0].key}
    return state._replace(dispositions=others), (Focus("disposition-note"),)
