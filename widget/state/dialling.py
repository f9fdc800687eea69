"""Contacts to dial by hand: asked for, counted down, dialled by one click each, finished by the agent.

Nothing here dials by itself, goes on to the next contact, or acts at zero but to switch Dial off. A press of Dial is
judged by its own time: at or after the deadline it is refused, even if the page still showed the button.

    open -> (confirming ->) dialling -> dialled | failed | unknown;   any but dialling -> done
    unknown, also under the next question -> dialled | failed by a late answer

`dialling` is only entered from open, failed or unknown, never from itself or from dialled: one click, one dial.
"""

from __future__ import annotations

from dataclasses import replace

from widget.state.events import (
    ContactFinished,
    ContactsAsked,
    ContactsFailed,
    ContactsUnknown,
    DialBackedOut,
    DialConfirmed,
    DialPressed,
    DialSettled,
    ManualContactsCame,
    ManualFormSet,
    NonPewcContactsCame,
)
from widget.state.reserved import from_manual, from_non_pewc, merged
from widget.state.rules import rule
from widget.state.speech import saying
from widget.state.tree import Bench, Contact, Reserved, WidgetState
from widget.texts import Text, later, later_many

_CAN_DIAL = frozenset({"open", "failed", "unknown"})


def working(state: WidgetState, bench: Bench) -> bool:
    """Whether a contact of the panel still has to be finished, so that no more may be asked for."""
    if state.settings.get_more_while_working:
        return False
    return any(contact.worked(state.now) for contact in state.reserved(bench).contacts)


def gated(state: WidgetState, contact: Contact) -> bool:
    """Whether dialling this contact needs the second step: no known consent, and a gate that requires it."""
    return contact.consent is not True and state.settings.consent_gate == "require"


def _with(state: WidgetState, bench: Bench, reserved: Reserved) -> WidgetState:
    """The state with these contacts; one that is gone takes along what was unfolded for it."""
    kept = {contact.key for contact in reserved.contacts}
    gone = frozenset(f"raw:{old.key}" for old in state.reserved(bench).contacts if old.key not in kept)
    if gone & state.opened:
        state = replace(state, opened=state.opened - gone)
    return replace(state, manual=reserved) if bench == "manual-dial" else replace(state, non_pewc=reserved)


def _put(state: WidgetState, contact: Contact) -> WidgetState:
    reserved = state.reserved(contact.bench)
    contacts = tuple(contact if old.key == contact.key else old for old in reserved.contacts)
    return _with(state, contact.bench, replace(reserved, contacts=contacts))


@rule(ManualFormSet)
def _form_set(event: ManualFormSet, state: WidgetState) -> WidgetState:
    form = state.manual_form
    return replace(
        state,
        manual_form=replace(
            form,
            consent=form.consent if event.consent is None else event.consent,
            reserved=form.reserved if event.reserved is None else event.reserved,
            count=form.count if event.count is None else event.count,
            complaint=None,
        ),
    )


def asked_count(state: WidgetState) -> int | None:
    """How many contacts the form asks for, or None when what was typed is no number from 1 to the configured most."""
    text = state.manual_form.count.strip()
    if not text.isdecimal() or len(text) > 3:
        return None
    count = int(text)
    return count if 1 <= count <= state.settings.manual_dial_max else None


@rule(ContactsAsked)
def _asked(event: ContactsAsked, state: WidgetState) -> WidgetState:
    reserved = state.reserved(event.bench)
    if reserved.phase != "idle" or working(state, event.bench) or not state.agent_id:
        return state
    if event.bench == "manual-dial" and asked_count(state) is None:
        complaint = later("Ask for 1 to {most} contacts.", most=state.settings.manual_dial_max)
        return saying(replace(state, manual_form=replace(state.manual_form, complaint=complaint)), complaint)
    return _with(state, event.bench, replace(reserved, phase="asking", failure=None, recovered=False))


@rule(ContactsUnknown)
def _unknown(event: ContactsUnknown, state: WidgetState) -> WidgetState:
    return replace(state, manual=replace(state.manual, phase="checking"))


@rule(ContactsFailed)
def _failed(event: ContactsFailed, state: WidgetState) -> WidgetState:
    reserved = state.reserved(event.bench)
    return _with(state, event.bench, replace(reserved, phase="idle", failure=event.failure))


@rule(ManualContactsCame)
def _manual_came(event: ManualContactsCame, state: WidgetState) -> WidgetState:
    contacts = tuple(from_manual(contact, state.settings) for contact in event.contacts)
    recovered = state.manual.phase == "checking"
    shown = merged(state.manual, contacts, event.at)
    came = Reserved(shown, as_of=event.at, recovered=recovered, downloaded=not event.reserved)
    after = _with(state, "manual-dial", came)
    return saying(after, _got(len(contacts)))


@rule(NonPewcContactsCame)
def _non_pewc_came(event: NonPewcContactsCame, state: WidgetState) -> WidgetState:
    contacts = tuple(from_non_pewc(contact, state.settings) for contact in event.contacts)
    after = _with(state, "non-pewc", Reserved(merged(state.non_pewc, contacts, event.at), as_of=event.at))
    return saying(after, _got(len(contacts)))


def _got(count: int) -> Text:
    return later_many("{n} contact to dial.", "{n} contacts to dial.", count) if count else later("No contacts.")


def dialling(state: WidgetState) -> bool:
    """Whether a dial is under way. Another would wait for it in the client, and go out when nobody presses Dial."""
    return any(contact.step == "dialling" for contact in (*state.manual.contacts, *state.non_pewc.contacts))


@rule(DialPressed)
def _pressed(event: DialPressed, state: WidgetState) -> WidgetState:
    contact = state.contact(event.key)
    if contact is None or contact.step not in _CAN_DIAL or state.settings.dial == "none" or dialling(state):
        return state
    if contact.expired(event.at):
        return _too_late(state, contact, event.at)
    if gated(state, contact):
        return _put(state, replace(contact, step="confirming"))
    return _put(state, replace(contact, step="dialling", failure=None))


@rule(DialConfirmed)
def _confirmed(event: DialConfirmed, state: WidgetState) -> WidgetState:
    contact = state.contact(event.key)
    if contact is None or contact.step != "confirming" or dialling(state):
        return state
    if contact.expired(event.at):
        return _too_late(state, contact, event.at)
    return _put(state, replace(contact, step="dialling", failure=None))


def _too_late(state: WidgetState, contact: Contact, at: float) -> WidgetState:
    after = _put(replace(state, now=max(state.now, at)), replace(contact, step=contact.at_rest))
    return saying(after, later("Too late: the contact has expired. Nothing was dialled."))


@rule(DialBackedOut)
def _backed_out(event: DialBackedOut, state: WidgetState) -> WidgetState:
    contact = state.contact(event.key)
    if contact is None or contact.step != "confirming":
        return state
    return _put(state, replace(contact, step=contact.at_rest))


@rule(DialSettled)
def _settled(event: DialSettled, state: WidgetState) -> WidgetState:
    contact = state.contact(event.key)
    if contact is None or not (contact.step == "dialling" or contact.unsure):
        return state
    if event.unknown:
        after = _put(state, replace(contact, step="unknown", failure=event.failure))
        return saying(after, later("Dialled? The desktop has not confirmed."))
    if event.failure is not None:
        return saying(_put(state, replace(contact, step="failed", failure=event.failure)), later("Not dialled."))
    return saying(_put(state, replace(contact, step="dialled", failure=None)), dialled_words(state))


def dialled_words(state: WidgetState) -> Text:
    """What can be said of a dial that went well: of a tel: link nobody tells whether it was followed."""
    if state.settings.dial == "tel":
        return later("Handed to your phone program. If it does not dial, copy the number.")
    return later("Dialled.")


@rule(ContactFinished)
def _finished(event: ContactFinished, state: WidgetState) -> WidgetState:
    contact = state.contact(event.key)
    if contact is None or contact.step in {"dialling", "confirming"} or event.done == (contact.step == "done"):
        return state
    if event.done:
        return _put(state, replace(contact, step="done", finished_from=contact.step))
    return _put(state, replace(contact, step=contact.finished_from))
