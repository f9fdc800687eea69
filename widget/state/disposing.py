"""Sending the outcome of a call with its note, while the call goes on, and after it has ended as long as it is on the
page.

It is sent once, by one press (attempt.py), and only the desktop's yes counts as saved. For a contact without written
consent, the record of its dial is made first, by the same press; the outcome goes only after a clear yes to that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widget.client import Code, Failure
from widget.lcm import (
    SET_BUSINESS_OUTCOME_WITH_COMMENTS,
    SET_CALL_OUTCOME_WITH_COMMENTS,
    SET_NON_PEWC_CONTACT_OUTCOME,
    DialledContact,
    Disposition,
    id_key,
    same_id,
)
from widget.state.acted import Acted, action
from widget.state.announcements import saying
from widget.state.attempt import Doubted, Phase, Settled, Sign
from widget.state.call_outcomes import choices_of
from widget.state.disposition import CallDisposition, changeable, outcome_given, with_disposition
from widget.state.effects import Ask
from widget.state.listed import ListedCall
from widget.state.past_dials import PastDial
from widget.state.update import Update, rule
from widget.texts import Text, later

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


@dataclass(frozen=True, slots=True)
class Disposed:
    """Names a disposition that is sent."""

    serial: int


@dataclass(frozen=True, slots=True)
class DialRecorded:
    """Names the record of a dial that is made before a disposition is sent, by the serial of the disposition. `at` is
    when the dial was (epoch seconds)."""

    serial: int
    at: float = 0.0


@action("disposition-save")
def _saved(event: Acted, state: WidgetState) -> WidgetState | Update:
    """Send it. For a contact without written consent, the record of its dial is made first, which the outcome needs
    (protocol.md §6.9)."""
    found = changeable(event, state)
    if found is None:
        return state
    listed, one = found
    one = replace(one, outcome=outcome_given(state, listed.key))
    complaint = _complaint(state, listed, one)
    if complaint is not None:
        return saying(with_disposition(state, listed.key, replace(one, complaint=complaint)), complaint)
    sent = replace(one, attempt=one.attempt.after(Sign.SEND), complaint=None, recording=False)
    dial = _dial_of(state, listed)
    if dial is None or dial.at == one.recorded:
        return _send(with_disposition(state, listed.key, sent), listed, sent)
    data = DialledContact(account_number=dial.account, agent_id=state.agent_id, phone_number=dial.number)
    after = with_disposition(state, listed.key, replace(sent, recording=True))
    return after, (Ask(SET_NON_PEWC_CONTACT_OUTCOME, data, DialRecorded(one.serial, dial.at)),)


def _dial_of(state: WidgetState, listed: ListedCall) -> PastDial | None:
    """The last dial of a contact without written consent whose call this is, by its account."""
    account = listed.call.account_number or ""
    went = (
        dial for dial in reversed(state.dials) if dial.phase in (Phase.DONE, Phase.UNKNOWN) and id_key(dial.account)
    )
    return next((dial for dial in went if same_id(dial.account, account)), None)


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
    after = with_disposition(state, listed.key, replace(one, saved=choice.outcome.description, recording=False))
    return after, (Ask(operation, data, Disposed(one.serial)),)


def _complaint(state: WidgetState, listed: ListedCall, one: CallDisposition) -> Text | None:
    """Why it can't be sent; None when it can. The call id of an ended call may be another customer's call now."""
    if not state.agent_id:
        return later("The widget does not know your agent id, so nothing can be saved. Tell your administrator.")
    if listed.ended and any(
        one.call.key == listed.call.key and one.serial > listed.serial for one in state.calls.listed
    ):
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
    if event.failure is None:
        one = replace(one, recorded=event.what.at)
    listed = next((call for call in state.calls.listed if call.key == key), None)
    if event.failure is None and not event.late and listed is not None and _complaint(state, listed, one) is None:
        return _send(state, listed, one)
    one = replace(one, attempt=one.attempt.ended(event.failure or Failure(Code.LINK, "the outcome was not sent")))
    return saying(with_disposition(state, key, one), not_sent_words(one))


def not_sent_words(one: CallDisposition) -> Text:
    """Why the outcome was not sent: what is known of the record of the dial, which goes before it."""
    if one.recorded is not None:
        return later("The dial is recorded, but the outcome was not sent. Save it again.")
    if one.attempt.phase is Phase.UNKNOWN:
        return later("The outcome was not sent. We don't know if the dial was recorded.")
    return later("The outcome was not sent, because the dial was not recorded.")


@rule(Settled, Disposed)
def _settled(event: Settled[Disposed], state: WidgetState) -> WidgetState:
    found = _named(state, event)
    if found is None or found[1].recording:
        return state
    key, one = found
    after = with_disposition(state, key, replace(one, attempt=one.attempt.ended(event.failure)))
    if event.failure is None:
        return saying(after, later("The outcome is saved."))
    unsure = event.failure.unknown
    return saying(after, later("We don't know if the outcome was saved.") if unsure else later("Outcome not saved."))


@rule(Doubted, DialRecorded)
@rule(Doubted, Disposed)
def _doubted(_event: Doubted[Disposed] | Doubted[DialRecorded], state: WidgetState) -> WidgetState:
    return state
