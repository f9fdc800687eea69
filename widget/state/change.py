"""Changing a mode's number: typed, checked, confirmed where it destroys, sent once, and believed only when read back.

    editing -> (confirming ->) sending -> saved | failed | unknown
    failed, unknown -> editing by typing, the box or Save
    unknown, also under the next question -> saved when reading back shows the number

Only `sending` may be followed by a message on the bus, and it is entered from `editing`, `failed`, `unknown` (by Save)
or `confirming` (by the agent's word), never from itself: so one press sends once.
"""

from __future__ import annotations

from dataclasses import replace

from widget.state.calls import with_selection
from widget.state.events import (
    ChangeBackedOut,
    ChangeClosed,
    ChangeConfirmed,
    ChangeOpened,
    ChangeSettled,
    ChangeSubmitted,
    ChangeTyped,
    DeleteOthersSet,
)
from widget.state.modes import limits, losses, mode_of
from widget.state.numbers import diallable, digits, squeezed
from widget.state.rules import rule
from widget.state.speech import saying
from widget.state.tree import ChangeForm, Failure, WidgetState
from widget.texts import Text, later, later_many

_BUSY = frozenset({"confirming", "sending"})


def _put(state: WidgetState, form: ChangeForm) -> WidgetState:
    key = (form.callid, form.mode_id, form.account_number)
    forms = tuple(form if (old.callid, old.mode_id, old.account_number) == key else old for old in state.forms)
    return replace(state, forms=forms)


@rule(ChangeOpened)
def _opened(event: ChangeOpened, state: WidgetState) -> WidgetState:
    call, mode = state.calls.find(event.callid), mode_of(state, event.callid, event.mode_id)
    if call is None or mode is None:
        return state
    old = state.form(event.callid, event.mode_id)
    if old is not None and not old.ended and old.step != "saved":
        return state
    fresh = ChangeForm(event.callid, call.account_number or "", event.mode_id, mode.description)
    kept = tuple(form for form in state.forms if form is not old or form.ended)
    return replace(state, forms=(*kept, fresh))


@rule(ChangeClosed)
def _closed(event: ChangeClosed, state: WidgetState) -> WidgetState:
    form = state.form(event.callid, event.mode_id, ended=event.ended)
    if form is None or form.under_way:
        return state
    return with_selection(replace(state, forms=tuple(other for other in state.forms if other is not form)))


@rule(ChangeTyped)
def _typed(event: ChangeTyped, state: WidgetState) -> WidgetState:
    form = state.form(event.callid, event.mode_id)
    if form is None or form.ended or form.step in _BUSY or form.draft == event.draft:
        return state
    return _put(state, replace(form, draft=event.draft, step="editing", complaint=None, failure=None))


@rule(DeleteOthersSet)
def _delete_others(event: DeleteOthersSet, state: WidgetState) -> WidgetState:
    form = state.form(event.callid, event.mode_id)
    if form is None or form.ended or form.step in _BUSY:
        return state
    return _put(state, replace(form, delete_others=event.on, step="editing", failure=None))


def changing(state: WidgetState, callid: str) -> bool:
    """Whether a change of this call is under way. Another would wait for it in the client, and go out later, maybe when
    the call is over."""
    return any(form.callid == callid and form.under_way for form in state.forms)


@rule(ChangeSubmitted)
def _submitted(event: ChangeSubmitted, state: WidgetState) -> WidgetState:
    form = state.form(event.callid, event.mode_id)
    if form is None or form.ended or form.step in _BUSY or form.step == "saved" or changing(state, form.callid):
        return state
    complaint = complaint_about(form, state)
    if complaint is not None:
        return saying(_put(state, replace(form, step="editing", complaint=complaint, failure=None)), complaint)
    clean = replace(form, complaint=None, losses=(), losses_changed=False)
    if form.delete_others:
        lost = losses(state, form.callid, form.mode_id)
        return _put(state, replace(clean, step="confirming", losses=lost))
    return _put(state, _sending(clean))


def _sending(form: ChangeForm) -> ChangeForm:
    return replace(form, step="sending", deleting=form.losses, failure=None, read_back=False, confirmed=None)


def complaint_about(form: ChangeForm, state: WidgetState) -> Text | None:
    """Why a draft can't be sent as it is, or None: it is empty, has letters, or not the length the campaign asks."""
    number = squeezed(form.draft)
    if not number:
        return later("Type the number first.")
    if not diallable(number):
        return later("Use digits only; spaces and dashes are fine.")
    call = state.calls.find(form.callid)
    least, most = limits(call, state.modes_of(form.callid), form.mode_id)
    count = digits(number)
    if least is not None and count < least:
        return later_many(
            "{n} digit is too few: {mode} takes at least {least}.",
            "{n} digits are too few: {mode} takes at least {least}.",
            count,
            mode=form.description,
            least=least,
        )
    if most is not None and count > most:
        return later_many(
            "{n} digit is too many: {mode} takes at most {most}.",
            "{n} digits are too many: {mode} takes at most {most}.",
            count,
            mode=form.description,
            most=most,
        )
    return None


@rule(ChangeConfirmed)
def _confirmed(event: ChangeConfirmed, state: WidgetState) -> WidgetState:
    form = state.form(event.callid, event.mode_id)
    if form is None or form.ended or form.step != "confirming" or changing(state, form.callid):
        return state
    lost = losses(state, form.callid, form.mode_id)
    if lost != form.losses:
        return _put(state, replace(form, losses=lost, losses_changed=True))
    return _put(state, _sending(form))


@rule(ChangeBackedOut)
def _backed_out(event: ChangeBackedOut, state: WidgetState) -> WidgetState:
    form = state.form(event.callid, event.mode_id)
    if form is None or form.step != "confirming":
        return state
    return _put(state, replace(form, step=form.at_rest, losses=(), losses_changed=False))


@rule(ChangeSettled)
def _settled(event: ChangeSettled, state: WidgetState) -> WidgetState:
    forms = state.forms_of(event.callid, event.mode_id)
    waiting = (form for form in forms if form.step == "sending" or form.unsure)
    form = min(waiting, key=lambda form: not form.under_way, default=None)
    if form is None:
        return state
    if event.unknown:
        unsure = replace(form, step="unknown", failure=event.failure, read_back=False)
        return saying(_put(state, unsure), later("Saved? The desktop has not confirmed."))
    if event.failure is not None:
        return saying(_put(state, replace(form, step="failed", failure=event.failure)), _not_saved(event.failure))
    return saying(_put(state, replace(form, step="saved", failure=None, read_back=False)), later("Number saved."))


def _not_saved(failure: Failure) -> Text:
    if failure.code == "refused" and failure.reason:
        return later("Not saved: the desktop says “{reason}”", reason=failure.reason)
    return later("Not saved.")
