"""Calls, their callback modes, and what goes when a call ends.

StateSync replaces the calls. A call that is gone, or whose id another customer's call has now, takes its modes with it,
and its untouched forms; a form with something typed in stays, marked ended. A StateSync that was read only in part ends
no call: the one that is missing may be the one that could not be read. The selection is never taken from the agent: the
first call is chosen only when none is selected and nothing is being typed. So when the call the agent types for ends,
no other takes its place under their fingers; one does as soon as they have closed what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import is_

from widget.lcm import Call
from widget.state.events import CallsAsked, CallsCame, CallSelected, CallsFailed, ModesAsked, ModesCame, ModesFailed
from widget.state.fields import customer_name
from widget.state.modes import entries, losses
from widget.state.numbers import same
from widget.state.privacy import masked_cards
from widget.state.rules import rule
from widget.state.speech import ended, saying
from widget.state.tree import CallModes, Calls, ChangeForm, Said, WidgetState
from widget.texts import Text, later, later_many


@rule(CallsAsked)
def _asked(event: CallsAsked, state: WidgetState) -> WidgetState:
    return replace(state, calls=replace(state.calls, asking=True))


@rule(CallsFailed)
def _failed(event: CallsFailed, state: WidgetState) -> WidgetState:
    return replace(state, calls=replace(state.calls, asking=False, failure=event.failure))


@rule(CallsCame)
def _came(event: CallsCame, state: WidgetState) -> WidgetState:
    known = {call.callid: call for call in state.calls.calls}
    once = {call.callid: _still_of(call, known.get(call.callid)) for call in event.calls}
    if event.unread:
        once = {**known, **once}
    calls = tuple(known[key] if known.get(key) == call else call for key, call in once.items())
    gone = frozenset(key for key, call in known.items() if not goes_on(call, once.get(key)))
    if len(calls) == len(known) and all(map(is_, calls, state.calls.calls)):
        calls = state.calls.calls
    new = tuple(call for call in calls if call.callid not in known or call.callid in gone)
    forms = _forms_after(state.forms, once, gone)
    modes = tuple(entry for entry in state.modes if entry.callid not in gone)
    after = replace(
        state,
        calls=Calls(calls, event.at, state.calls.selected, unread=event.unread),
        modes=modes if len(modes) != len(state.modes) else state.modes,
        forms=forms,
        opened=frozenset(key for key in state.opened if not _about(key, gone)) if gone else state.opened,
        revealed=tuple(entry for entry in state.revealed if not _about(entry[0], gone)) if gone else state.revealed,
    )
    after = with_selection(after)
    over = tuple(ended(form) for form in forms if form.ended and form not in state.forms)
    lines = (*over, *_news(new)) if state.calls.as_of is not None else ()
    if gone and not lines and state.said.lines:
        return replace(after, said=Said(after.said.serial))  # it may hold the name of who has just hung up
    return saying(after, *lines)


def goes_on(call: Call, now: Call | None) -> bool:
    """Whether a call is still there, and its id not another customer's meanwhile."""
    return now is not None and same_customer(call.account_number, now.account_number)


def same_customer(one: str | None, other: str | None) -> bool:
    """Whether two account numbers can be one customer's; of one that is not known that can't be denied."""
    return not one or not other or one == other


def _still_of(call: Call, before: Call | None) -> Call:
    """The call with the account that was known of it, where the desktop names none any more."""
    if call.account_number or before is None or not before.account_number:
        return call
    return call.model_copy(update={"account_number": before.account_number})


def _forms_after(
    forms: tuple[ChangeForm, ...], calls: Mapping[str, Call], gone: frozenset[str]
) -> tuple[ChangeForm, ...]:
    """The forms beside these calls, of which some have taken the ids of those `gone`."""
    kept = _kept_forms(forms, frozenset(calls) - gone)
    if not any(form.ended or not form.account_number for form in kept):
        return kept
    beside = ((form, calls.get(form.callid)) for form in kept)
    return tuple(_named(_again(form, call), call) for form, call in beside)


def _named(form: ChangeForm, call: Call | None) -> ChangeForm:
    """A form that was opened before the account of its call was known, with the account."""
    if form.ended or form.account_number or call is None or not call.account_number:
        return form
    return replace(form, account_number=call.account_number)


def _about(key: str, callids: frozenset[str]) -> bool:
    """Whether a key of something unfolded or revealed belongs to one of these calls ("raw:mode:12345|3")."""
    named = key.removeprefix("raw:").partition(":")[2]
    return any(named == callid or named.startswith(f"{callid}|") for callid in callids)


def with_selection(state: WidgetState) -> WidgetState:
    """The state with a call selected: the agent's, else the first; none while something typed would be left behind."""
    calls = state.calls
    if calls.current is not None:
        return state
    none = not calls.calls or any(form.typed for form in state.forms)
    return replace(state, calls=replace(calls, selected=None if none else calls.calls[0].callid))


def _again(form: ChangeForm, call: Call | None) -> ChangeForm:
    """A form whose call is back, as after a state that came empty by mistake, goes on; another customer's doesn't."""
    if not form.ended or call is None or (call.account_number or "") != form.account_number:
        return form
    return replace(form, ended=False, step="sending" if form.under_way else form.step)


def _kept_forms(forms: tuple[ChangeForm, ...], callids: frozenset[str]) -> tuple[ChangeForm, ...]:
    if all(form.ended or form.callid in callids for form in forms):
        return forms
    kept = []
    for form in forms:
        if form.ended or form.callid in callids:
            kept.append(form)
        elif form.typed:
            kept.append(replace(form, ended=True, step="unknown" if form.step == "sending" else form.at_rest))
    return tuple(kept)


def _news(new: tuple[Call, ...]) -> tuple[Text, ...]:
    if not new:
        return ()
    if len(new) > 3:
        return (later_many("{n} new call.", "{n} new calls.", len(new)),)
    return tuple(later("New call: {name}.", name=masked_cards(customer_name(call) or call.callid)) for call in new)


@rule(CallSelected)
def _selected(event: CallSelected, state: WidgetState) -> WidgetState:
    if event.callid == state.calls.selected or state.calls.find(event.callid) is None:
        return state
    return replace(state, calls=replace(state.calls, selected=event.callid))


def _with_modes(state: WidgetState, entry: CallModes) -> WidgetState:
    others = tuple(modes for modes in state.modes if modes.callid != entry.callid)
    return replace(state, modes=(*others, entry))


@rule(ModesAsked)
def _modes_asked(event: ModesAsked, state: WidgetState) -> WidgetState:
    if state.calls.find(event.callid) is None:
        return state
    entry = state.modes_of(event.callid) or CallModes(event.callid)
    return _with_modes(state, replace(entry, asking=True))


@rule(ModesFailed)
def _modes_failed(event: ModesFailed, state: WidgetState) -> WidgetState:
    if state.calls.find(event.callid) is None:
        return state
    entry = state.modes_of(event.callid) or CallModes(event.callid)
    return _with_modes(state, replace(entry, asking=False, failure=event.failure))


@rule(ModesCame)
def _modes_came(event: ModesCame, state: WidgetState) -> WidgetState:
    if state.calls.find(event.callid) is None:
        return state
    after = _with_modes(state, CallModes(event.callid, event.modes, event.at, unread=event.unread))
    forms = tuple(_compared(form, after) if form.callid == event.callid else form for form in after.forms)
    return replace(after, forms=forms)


def _compared(form: ChangeForm, state: WidgetState) -> ChangeForm:
    if form.ended or not (form.step == "saved" or form.unsure):
        return form
    shown = any(same(mode.number, form.draft) for mode in entries(state, form.callid, form.mode_id))
    if form.unsure:
        done = shown and not set(form.deleting) & set(losses(state, form.callid, form.mode_id))
        return replace(form, read_back=True, step="saved" if done else form.step, confirmed=done)
    return replace(form, read_back=True, confirmed=shown)
