"""What has failed and is shown as failed, in the order of the page. The status line names it and leads to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from widget.ids import dom_id
from widget.state.acted import Acted, action
from widget.state.attempt import Phase
from widget.state.contact import DialPanel
from widget.state.contacts import contacts_of
from widget.state.effects import Focus
from widget.state.keys import Key
from widget.state.modes import ModesOf
from widget.state.update import Update
from widget.texts import Text, later

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


class Problem(NamedTuple):
    """Something that failed. `ident` is the id of the element in the `panel` that is about it and takes the focus."""

    ident: str
    words: Text
    panel: str


def problems(state: WidgetState) -> tuple[Problem, ...]:
    """What has failed, in the order of the page. What a panel would show that is not on the page is left out."""
    panels = _OF_PANEL if state.settings.panels is None else state.settings.panels
    return tuple(problem for panel in panels for problem in _OF_PANEL[panel](state))


def _of_calls(state: WidgetState) -> Iterator[Problem]:
    if state.calls.failure is not None and state.link.kind != "connecting":
        yield Problem("calls-again", later("Calls not read"), "calls")


def _of_numbers(state: WidgetState) -> Iterator[Problem]:
    callid = state.calls.selected
    if state.calls.current is None or callid is None:
        return
    if ModesOf(callid).of(state).failure is not None:
        yield Problem("callback-modes-again", later("Numbers not read"), "callback-modes")
    for form in state.forms:
        if form.callid == callid and form.phase is Phase.UNKNOWN and not form.ended:
            ident = f"{dom_id('change', callid, form.mode_id)}-number"
            yield Problem(ident, later("Change not confirmed"), "callback-modes")


def _of_contacts(state: WidgetState, panel: DialPanel, words: Text) -> Iterator[Problem]:
    contacts = contacts_of(state, panel)
    if contacts.failure is not None:
        yield Problem(f"{panel}-again", words, panel)
    for contact in contacts.value:
        if contact.phase is Phase.UNKNOWN and not contact.finished:
            ident = contact.element if contact.key == contacts.chosen else f"{contact.element}-choose"
            yield Problem(ident, later("Dial not confirmed"), panel)
        elif contact.closing.phase is Phase.UNKNOWN and not contact.finished:
            ident = contact.element if contact.key == contacts.chosen else f"{contact.element}-choose"
            yield Problem(ident, later("Contact maybe not closed"), panel)


_OF_PANEL: Mapping[str, Callable[[WidgetState], Iterator[Problem]]] = {
    "calls": _of_calls,
    "callback-modes": _of_numbers,
    "manual-dial": lambda state: _of_contacts(state, "manual-dial", later("Contacts not read")),
    "non-pewc": lambda state: _of_contacts(state, "non-pewc", later("Contact not read")),
    "finished": lambda _state: iter(()),
    "disposition": lambda _state: iter(()),
}


@action("show-problem")
def _shown(_event: Acted, state: WidgetState) -> WidgetState | Update:
    """Go to the problem after the one that the agent went to last; to the first one after the last one. Its panel is
    unfolded."""
    there = problems(state)
    if not there:
        return state
    idents = [problem.ident for problem in there]
    last = idents.index(state.shown_problem) if state.shown_problem in idents else -1
    to = there[(last + 1) % len(there)]
    screen = state.screen.without_keys(frozenset({Key("panel", part=(to.panel,))}))
    return state._replace(shown_problem=to.ident, screen=screen), (Focus(to.ident),)
