"""Time passing, the link changing, numbers becoming formattable: what happens to the page itself."""

from __future__ import annotations

from dataclasses import replace

from widget.state.events import Faulted, LinkChanged, PhonesReady, Tick
from widget.state.inspector import without_old_notes
from widget.state.privacy import forgotten
from widget.state.rules import rule
from widget.state.speech import milestones, saying
from widget.state.tree import Contact, WidgetState
from widget.texts import later


@rule(Tick)
def _tick(event: Tick, state: WidgetState) -> WidgetState:
    if event.at == state.now:
        return state
    contacts = (*state.manual.contacts, *state.non_pewc.contacts)
    lines = milestones(contacts, state.now, event.at)
    after = forgotten(replace(state, now=event.at), event.at)
    after = without_old_notes(_without_late_confirmations(after), event.at)
    return saying(after, *lines)


def _without_late_confirmations(state: WidgetState) -> WidgetState:
    contacts = (*state.manual.contacts, *state.non_pewc.contacts)
    if not any(contact.step == "confirming" and contact.expired(state.now) for contact in contacts):
        return state
    return replace(
        state,
        manual=replace(state.manual, contacts=tuple(_closed(c, state.now) for c in state.manual.contacts)),
        non_pewc=replace(state.non_pewc, contacts=tuple(_closed(c, state.now) for c in state.non_pewc.contacts)),
    )


def _closed(contact: Contact, now: float) -> Contact:
    if contact.step == "confirming" and contact.expired(now):
        return replace(contact, step=contact.at_rest)
    return contact


@rule(LinkChanged)
def _link(event: LinkChanged, state: WidgetState) -> WidgetState:
    return state if event.link == state.link else replace(state, link=event.link)


@rule(Faulted)
def _faulted(event: Faulted, state: WidgetState) -> WidgetState:
    after = replace(state, faulted=event.on)
    return saying(after, later("Something went wrong in the widget.")) if event.on else after


@rule(PhonesReady)
def _phones(event: PhonesReady, state: WidgetState) -> WidgetState:
    return replace(state, phones_ready=True)
