"""The contacts that were finished on this page: how, and when. The list stays until the agent logs out.

Nothing of it is stored, so it begins at each reload. A contact that the agent works again is taken off it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from widget.state.attempt import Phase
from widget.state.contact import Contact, Finish
from widget.state.contacts import with_contact

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

MOST_FINISHED = 200
"""The most finished contacts that are kept, the newest ones."""

How = Literal["skipped", "called", "maybe-called", "done", "outcome"]
"""How a contact was finished. "done": finished by an agent who dials without the widget. "outcome": one was set."""


@dataclass(frozen=True, slots=True)
class FinishedContact:
    """A contact that was finished at `at` (epoch seconds). `key` is that of the contact, and `outcome`
    the desktop's word for the outcome, where it is known."""

    key: str
    number: str
    how: How
    at: float
    outcome: str = ""


def how(state: WidgetState, contact: Contact) -> How:
    """How a contact is finished, or would be now. Skipped and called are different."""
    if contact.finish is not None and contact.finish.told:
        return "outcome" if contact.finish.outcome or contact.panel == "manual-dial" else "skipped"
    if state.settings.dial != "message" and contact.phase in (Phase.IDLE, Phase.DONE):
        return "done"
    if contact.phase is Phase.DONE:
        return "called"
    return "maybe-called" if contact.phase is Phase.UNKNOWN else "skipped"


def listed(state: WidgetState, before: Contact, after: Contact) -> WidgetState:
    """The state with the list brought up to date, when this contact becomes that one."""
    was = None if before.finish is None else (before.key, before.finish.at)
    kept = tuple(one for one in state.finished if (one.key, one.at) != was)
    if after.finish is not None:
        how_now, finish = how(state, after), after.finish
        entry = FinishedContact(after.key, after.wire.phone_number, how_now, finish.at, finish.outcome)
        kept = tuple(sorted((*kept, entry), key=lambda one: one.at))
    return state._replace(finished=kept[-MOST_FINISHED:])


def finished_as(state: WidgetState, contact: Contact, finish: Finish | None) -> WidgetState:
    """The state with this contact finished so, or with None worked again. It stays in its place until the agent leaves
    the list."""
    after = replace(contact, finish=finish)
    return with_contact(listed(state, contact, after), after)


def moved(finished: tuple[FinishedContact, ...], by: float) -> tuple[FinishedContact, ...]:
    """The list with its times moved by `by` seconds, because the clock was."""
    return tuple(replace(one, at=one.at + by) for one in finished)
