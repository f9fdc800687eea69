"""Giving a call its outcome, with a note. It can be given while the call goes on, and after it has ended as long as it
is on the page.

What the agent gives is kept for each listed call. It survives errors, other calls, and the end of the call; the note
can be copied. It is sent once, by one press (attempt.py), and only the desktop's yes counts as saved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widget.client import Code, Failure
from widget.lcm import (
    SET_BUSINESS_OUTCOME_WITH_COMMENTS,
    SET_CALL_OUTCOME_WITH_COMMENTS,
    SET_NON_PEWC_CONTACT_OUTCOME,
    CallStates,
    DialledContact,
    Disposition,
    same_id,
)
from widget.state.acted import Acted, action
from widget.state.announcements import saying
from widget.state.attempt import NOT_SENT, Attempt, Doubted, Phase, Settled, Sign
from widget.state.call_outcomes import ask_outcomes, choices_of
from widget.state.calls import CallsRead
from widget.state.contact import Contact
from widget.state.effects import Ask
from widget.state.keys import DISPOSITION
from widget.state.listed import ListedCall
from widget.state.reading import Came
from widget.state.update import Update, rule
from widget.texts import Text, later

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

MOST_NOTE = 2_000
"""The most characters of a note (protocol.md §2.54)."""


@dataclass(frozen=True, slots=True)
class CallDisposition:
    """What the agent gives a call. `serial` names it while it is sent. `outcome` is the key of the choice
    (`Choice.key`), "" for none. `saved` is the outcome that was sent, in the desktop's words. `recording`: the record
    of the dial is made first, and the outcome is not sent yet."""

    serial: int
    note: str = ""
    outcome: str = ""
    attempt: Attempt = NOT_SENT
    saved: str = ""
    complaint: Text | None = None
    recording: bool = False

    @property
    def typed(self) -> bool:
        """Whether a note is typed that was not saved."""
        return bool(self.note.strip()) and self.attempt.phase is not Phase.DONE


@dataclass(frozen=True, slots=True)
class Disposed:
    """Names a disposition that is sent."""

    serial: int


@dataclass(frozen=True, slots=True)
class DialRecorded:
    """Names the record of a dial that is made before a disposition is sent, by the serial of the disposition."""

    serial: int


def disposition_of(state: WidgetState, key: str) -> CallDisposition:
    """What the agent gives a listed call, by its key; an empty one when there is nothing yet."""
    return state.dispositions.get(key) or CallDisposition(state.disposition_serial + 1)


def _with(state: WidgetState, key: str, one: CallDisposition) -> WidgetState:
    serial = max(state.disposition_serial, one.serial)
    return state._replace(dispositions={**state.dispositions, key: one}, disposition_serial=serial)


def _of(event: Acted, state: WidgetState) -> tuple[ListedCall, CallDisposition] | None:
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


@action("select-call")
def _another_call(_event: Acted, state: WidgetState) -> Update:
    return ask_outcomes(state) if DISPOSITION in state.screen.opened else (state, ())


@rule(Came, CallsRead)
def _calls_came(_event: Came[CallsRead, CallStates], state: WidgetState) -> Update:
    return ask_outcomes(state) if DISPOSITION in state.screen.opened else (state, ())


@action("note-typed")
def _note_typed(event: Acted, state: WidgetState) -> WidgetState:
    found = _of(event, state)
    if found is None:
        return state
    listed, one = found
    note = event.payload.get("value", "")[:MOST_NOTE]
    return _with(state, listed.key, replace(one, note=note, attempt=one.attempt.after(Sign.EDITED), complaint=None))


@action("call-outcome-picked")
def _picked(event: Acted, state: WidgetState) -> WidgetState:
    found = _of(event, state)
    if found is None:
        return state
    listed, one = found
    outcome = event.payload.get("value", "")
    return _with(
        state, listed.key, replace(one, outcome=outcome, attempt=one.attempt.after(Sign.EDITED), complaint=None)
    )


@action("disposition-discard")
def _discarded(event: Acted, state: WidgetState) -> WidgetState:
    found = _of(event, state)
    if found is None:
        return state
    return state._replace(dispositions={key: one for key, one in state.dispositions.items() if key != found[0].key})


@action("disposition-save")
def _saved(event: Acted, state: WidgetState) -> WidgetState | Update:
    """Send it. For a contact without written consent, the record of its dial is made first, which the outcome needs
    (protocol.md §6.9)."""
    found = _of(event, state)
    if found is None:
        return state
    listed, one = found
    complaint = _complaint(state, listed, one)
    if complaint is not None:
        return saying(_with(state, listed.key, replace(one, complaint=complaint)), complaint)
    sent = replace(one, attempt=one.attempt.after(Sign.SEND), complaint=None, recording=False)
    contact = _dialled_contact(state, listed)
    if contact is None:
        return _send(_with(state, listed.key, sent), listed, sent)
    data = DialledContact(
        account_number=contact.wire.account_number, agent_id=state.agent_id, phone_number=contact.dialled
    )
    after = _with(state, listed.key, replace(sent, recording=True))
    return after, (Ask(SET_NON_PEWC_CONTACT_OUTCOME, data, DialRecorded(one.serial)),)


def _dialled_contact(state: WidgetState, listed: ListedCall) -> Contact | None:
    """The contact without written consent that this page dialled and whose call this is, by its account."""
    account = listed.call.account_number or ""
    dialled = (one for one in state.non_pewc.value if one.phase in (Phase.DONE, Phase.UNKNOWN))
    return next((one for one in dialled if same_id(one.wire.account_number, account)), None)


def _send(state: WidgetState, listed: ListedCall, one: CallDisposition) -> Update:
    choice = next(choice for choice in choices_of(state, listed.key) if choice.key == one.outcome)
    data = Disposition(
        callid=listed.call.callid,
        account_number=listed.call.account_number or "",
        outcome_id=choice.outcome.outcome_id,
        user_id=state.agent_id,
        comments=one.note.strip(),
        lead_score=choice.outcome.lead_score or 0,
    )
    operation = SET_CALL_OUTCOME_WITH_COMMENTS if choice.kind == "call" else SET_BUSINESS_OUTCOME_WITH_COMMENTS
    after = _with(state, listed.key, replace(one, saved=choice.outcome.description, recording=False))
    return after, (Ask(operation, data, Disposed(one.serial)),)


def _complaint(state: WidgetState, listed: ListedCall, one: CallDisposition) -> Text | None:
    """Why it can't be sent; None when it can. The call id of an ended call may be another customer's call now."""
    if not state.agent_id:
        return later("The widget does not know your agent id, so nothing can be saved. Tell your administrator.")
    if listed.ended and state.calls.find(listed.call.callid) is not None:
        return later("Another call has this call's id now, so nothing can be saved for this one.")
    if not any(choice.key == one.outcome for choice in choices_of(state, listed.key)):
        return later("Choose an outcome first.")
    return None


def _named(state: WidgetState, event: Settled[Disposed] | Settled[DialRecorded]) -> tuple[str, CallDisposition] | None:
    """What an answer is about: what is under way, or for a late answer what is not known."""
    wanted = Phase.UNKNOWN if event.late else Phase.SENT
    found = ((key, one) for key, one in state.dispositions.items() if one.serial == event.what.serial)
    return next(((key, one) for key, one in found if one.attempt.phase is wanted), None)


@rule(Settled, DialRecorded)
def _dial_recorded(event: Settled[DialRecorded], state: WidgetState) -> WidgetState | Update:
    """Only after a clear yes goes the outcome. A late yes sends nothing, because the agent may have gone on."""
    found = _named(state, event)
    if found is None or not found[1].recording:
        return state
    key, one = found
    listed = next((call for call in state.calls.listed if call.key == key), None)
    if event.failure is None and not event.late and listed is not None and _complaint(state, listed, one) is None:
        return _send(state, listed, one)
    failed = one.attempt.ended(event.failure or Failure(Code.LINK, "the outcome was not sent"))
    words = later("The outcome was not sent, because the dial was not recorded.")
    return saying(_with(state, key, replace(one, attempt=failed)), words)


@rule(Settled, Disposed)
def _settled(event: Settled[Disposed], state: WidgetState) -> WidgetState:
    found = _named(state, event)
    if found is None or found[1].recording:
        return state
    key, one = found
    after = _with(state, key, replace(one, attempt=one.attempt.ended(event.failure)))
    if event.failure is None:
        return saying(after, later("The outcome is saved."))
    unsure = event.failure.unknown
    return saying(after, later("We don't know if the outcome was saved.") if unsure else later("Outcome not saved."))


@rule(Doubted, DialRecorded)
@rule(Doubted, Disposed)
def _doubted(_event: Doubted[Disposed] | Doubted[DialRecorded], state: WidgetState) -> WidgetState:
    return state
