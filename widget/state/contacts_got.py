"""Getting contacts: the agent asks for them, and what came is taken.

A download that nobody confirmed is followed by one question for the reserved contacts, never by another download.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from widget.client import Code, Failure
from widget.lcm import (
    GroupContacts,
    GroupDownloadRequest,
    ManualDialContacts,
    ManualDialRequest,
    NewContactRequest,
    ReservedContact,
    ReservedContactRequest,
)
from widget.state.acted import Acted, action
from widget.state.announcements import News, saying, telling
from widget.state.attempt import Doubted, Settled
from widget.state.contact import Contact, DialPanel, from_wire, is_number
from widget.state.contact_merge import merged, recognised
from widget.state.contact_order import standing, to_dial, whole
from widget.state.contacts import ContactsRead, ContactsRequest, contacts_of, held, with_contacts, working
from widget.state.effects import Effect, Focus
from widget.state.groups import chosen_group, wanting_groups, with_group
from widget.state.manual_form import asked_count, form_with, unfolded
from widget.state.reading import Came, NotCame, Outdated, Over, ask
from widget.state.search import unsearched
from widget.state.update import Update, rule
from widget.texts import Text, later, later_many

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

_NONE = "contact not found"
"""What the desktop says when it has no contact (protocol.md §2.25)."""
_GET: Mapping[DialPanel, str] = {"manual-dial": "manual-get", "non-pewc": "non-pewc-get"}
"""The ids of the buttons that get contacts."""


def _button(what: ContactsRead) -> str:
    """The id of the button that asks for this."""
    return "non-pewc-new" if isinstance(what.asked, NewContactRequest) else _GET[what.panel]


@action("get-contacts")
def _get_contacts(event: Acted, state: WidgetState) -> WidgetState | Update:
    """Ask with the values that the form on the page had when the agent pressed."""
    got = event.payload
    if "count" in got:
        state = form_with(
            state, consent=got.get("consent") != "no", reserved=got.get("reserved") == "on", count=got["count"]
        )
    if "group" in got:
        state = with_group(state, got["group"])
    if not _may_ask(state, "manual-dial"):
        return state
    count, form = asked_count(state), state.manual_form
    if count is None:
        complaint = later("Ask for 1 to {most} contacts.", most=state.settings.manual_dial_max)
        state = unfolded(state._replace(manual_form=replace(form, complaint=complaint)))
        return wanting_groups(saying(state, complaint))
    wanted = ContactsRead("manual-dial", _wanted(state, count), shift=state.agent.shift)
    return _asking(unfolded(state, False), "manual-dial", wanted)


def _wanted(state: WidgetState, count: int) -> ContactsRequest:
    """What the form asks for. Without a group it is asked as where the desktop gives none."""
    form, agent, group = state.manual_form, state.agent_id, chosen_group(state)
    if group:
        return GroupDownloadRequest(
            group=group, count=count, consent=form.consent, agent_id=agent, reserved=form.reserved
        )
    return ManualDialRequest(agent_id=agent, count=count, consent=form.consent, reserved=form.reserved)


@action("get-reserved")
def _get_reserved(_event: Acted, state: WidgetState) -> WidgetState | Update:
    if not _may_ask(state, "non-pewc"):
        return state
    wanted = ReservedContactRequest(user_id=state.agent_id)
    return _asking(state, "non-pewc", ContactsRead("non-pewc", wanted, shift=state.agent.shift))


@action("get-new")
def _get_new(_event: Acted, state: WidgetState) -> WidgetState | Update:
    """A new non-PEWC contact, which this reserves."""
    if not _may_ask(state, "non-pewc"):
        return state
    wanted = NewContactRequest(user_id=state.agent_id)
    return _asking(state, "non-pewc", ContactsRead("non-pewc", wanted, shift=state.agent.shift))


def _may_ask(state: WidgetState, panel: DialPanel) -> bool:
    return not contacts_of(state, panel).asking and not working(state, panel) and bool(state.agent_id)


@action("manual-dial-again")
def _manual_dial_again(_event: Acted, state: WidgetState) -> WidgetState | Update:
    return _again_pressed(state, "manual-dial")


@action("non-pewc-again")
def _non_pewc_again(_event: Acted, state: WidgetState) -> WidgetState | Update:
    return _again_pressed(state, "non-pewc")


def _again_pressed(state: WidgetState, panel: DialPanel) -> WidgetState | Update:
    """Ask once more for what did not come. The focus moves to the button that got contacts, because this one goes."""
    contacts = contacts_of(state, panel)
    downloads = any(what.downloads for what in contacts.missed)
    if contacts.asking or not contacts.missed or (downloads and working(state, panel)):
        return state
    after, effects = _asking(state, panel, *contacts.missed)
    return after, (*effects, Focus(_GET[panel]))


def _asking(state: WidgetState, panel: DialPanel, *wanted: ContactsRead) -> Update:
    before = replace(contacts_of(state, panel), failure=None, unread=0, missed=(), recovered=False)
    return ask_for(unsearched(with_contacts(state, panel, before), panel), *wanted)


def ask_for(state: WidgetState, *wanted: ContactsRead) -> Update:
    """Ask for all of these."""
    effects: tuple[Effect, ...] = ()
    for what in wanted:
        state, more = ask(state, what, anew=True)
        effects += more
    return state, effects


@rule(NotCame, ContactsRead)
def _not_came(event: NotCame[ContactsRead], state: WidgetState) -> WidgetState | Update:
    """After an unconfirmed download, the reserved contacts are asked for once. The download is never repeated
    (protocol.md §4.6)."""
    what = event.what
    if _none_found(event.failure):
        return _taken(state, what, (), event.at, none_found=True)
    contacts = what.of(state).failed(event.failure)
    if event.failure.unknown and what.downloads:
        return _read_back(what.into(state, replace(contacts, failure=None)), what)
    return what.into(state, replace(contacts, checking=False, missed=(*_others(contacts.missed, what), what)))


def _none_found(failure: Failure) -> bool:
    """Whether the desktop refused because it has no contact (protocol.md §2.25)."""
    return failure.code is Code.REFUSED and failure.said.strip(" .!").casefold() == _NONE


def _others(missed: tuple[ContactsRead, ...], what: ContactsRead) -> tuple[ContactsRead, ...]:
    return tuple(one for one in missed if one != what)


def _read_back(state: WidgetState, what: ContactsRead) -> Update:
    return ask(what.into(state, replace(what.of(state), checking=True)), what.reserved)


@rule(Settled, ContactsRead)
@rule(Doubted, ContactsRead)
def _in_question(event: Settled[ContactsRead] | Doubted[ContactsRead], state: WidgetState) -> WidgetState | Update:
    """After a late or doubtful answer to a download, the reserved contacts are read, and they decide (protocol.md
    §4.9)."""
    return state if event.what.of(state).asking else _read_back(state, event.what)


@rule(Came, ContactsRead)
def _came(
    event: Came[ContactsRead, ManualDialContacts | GroupContacts | ReservedContact], state: WidgetState
) -> WidgetState | Update:
    what, body = event.what, event.body
    if isinstance(body, GroupContacts) and body.reason and not body.contacts and not body.unread and event.ends:
        return _not_came(
            NotCame(what, Failure(Code.REFUSED, "no contacts, and a reason", body.reason), event.at), state
        )
    known = tuple(contact for contact in body.contacts if is_number(contact.phone_number))
    contacts = tuple(from_wire(what.panel, contact, state.settings) for contact in known)
    if what.at_start:
        contacts = tuple(replace(contact, at_start=True) for contact in contacts)
    unread = body.unread + len(body.contacts) - len(known)
    return _taken(state, what, contacts, event.at, unread=unread, ends=event.ends)


def _taken(
    state: WidgetState,
    what: ContactsRead,
    came: tuple[Contact, ...],
    at: float,
    *,
    unread: int = 0,
    ends: bool = True,
    none_found: bool = False,
) -> Update:
    """The state with the contacts that came, none when the desktop has none. While the agent waits for no answer, or is
    in the list, nothing in it moves. The contact that is shown whole gets the focus of the button that got it. What was
    asked for together counts together: `unread` is added to that of the answers before."""
    before, count = what.of(state), len(came)
    still = held(state, what.panel) or not ends
    came = recognised(state, before, came)
    shown = merged(state, before, came, at, held=still)
    missed = _others(before.missed, what)
    after = before.came(
        shown,
        at,
        unread=before.unread + unread,
        ends=ends,
        chosen=whole(shown, before.chosen, at, held=still),
        missed=missed,
        checking=False,
        recovered=before.checking if ends else before.recovered,
        downloaded=what.downloads,
        none_found=none_found,
    )
    if missed:
        after = replace(after, failure=before.failure)
    state = what.into(state, after)
    if what.at_start and standing(shown) and not after.asking:
        state = telling(state, (News("note", what.panel, _got(len(shown), len(to_dial(shown, at)), after.unread)),))
    elif not what.at_start and not after.asking:
        state = saying(state, _got(count, len(to_dial(shown, at)), unread))
    one = after.find(after.chosen)
    focus = (Focus(one.element, since=_button(what)),) if one is not None and ends and not what.at_start else ()
    return state, focus


@rule(Over, ContactsRead)
def _over(event: Over[ContactsRead], state: WidgetState) -> WidgetState:
    """The agent who asked has logged out."""
    contacts = event.what.of(state)
    return event.what.into(state, replace(contacts, pending=max(0, contacts.pending - 1), checking=False))


@rule(Outdated, ContactsRead)
def _outdated(_event: Outdated, state: WidgetState) -> WidgetState:
    """Nothing is read again, because only the agent asks for contacts. What came late is merged with what is known."""
    return state


def _got(count: int, to_dial: int, unread: int) -> Text:
    """The announcement of `count` contacts that came. `to_dial` of them can still be dialled, each counted once."""
    if unread:
        return later_many("{n} contact could not be read.", "{n} contacts could not be read.", unread)
    return later_many("{n} contact to dial.", "{n} contacts to dial.", to_dial) if count else later("No contacts.")
