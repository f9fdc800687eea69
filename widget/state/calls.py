"""The calls, which one is selected, and what is dropped when a call ends.

StateSync replaces the calls. A call has ended when it is missing, or when its call id is now another customer's call.
What was read for that call is dropped, and its empty forms too. A form with a typed number stays, marked as ended.

A StateSync that was read only in part ends no call, because the missing call may be the one that could not be read.
When it was not asked for, it does not count as the state of the calls, and the desktop is still asked.

The widget never changes the agent's selection. It selects the first call only when none is selected and no form holds a
typed number. So when the agent types for a call and it ends, no other call is selected until the form is closed.

`campaign_modes` of a call are those that StateSync names, else those that were read. The rest of the widget finds them
in the call in both cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widget.lcm import (
    GET_CAMPAIGN_MODES,
    STATE_SYNC,
    Call,
    CallStates,
    CampaignModes,
    CampaignModesRequest,
    Mode,
    NoData,
    id_key,
)
from widget.state.acted import Acted, action
from widget.state.announcements import Said, saying
from widget.state.effects import Ask, Effect
from widget.state.fields import customer_name
from widget.state.forms_beside import doubted_beside, forms_beside, news_of_forms
from widget.state.modes import ModesOf
from widget.state.reading import (
    Came,
    NotCame,
    OfCall,
    Outdated,
    Readable,
    Reading,
    ask,
    not_came,
    outdated,
    readable,
    same_customer,
)
from widget.state.update import Update, rule
from widget.texts import Text, later, later_many

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


@dataclass(frozen=True, slots=True)
class Calls(Reading[Call]):
    """The calls of the last StateSync. `selected` is the key of the selected call (`Call.key`), or None. `unnamed` are
    the keys of the calls for which StateSync names no campaign modes."""

    selected: str | None = None
    unnamed: frozenset[str] = frozenset()

    def find(self, callid: str | None) -> Call | None:
        """The call with that call id in any spelling, or None."""
        for call in self.value:
            if call.callid == callid:
                return call
        key = id_key(callid or "")
        return next((call for call in self.value if call.key == key), None)

    @property
    def current(self) -> Call | None:
        """The selected call, or None."""
        return self.find(self.selected)


class CallsRead(Readable):
    """The calls. The client does not repeat the request, because the heartbeat (link.py) asks again."""

    __slots__ = ()

    def request(self, state: WidgetState) -> Ask | None:
        """StateSync."""
        del state
        return Ask(STATE_SYNC, NoData(), self, retries=0)

    def of(self, state: WidgetState) -> Calls:
        """The calls' slice."""
        return state.calls

    def into(self, state: WidgetState, reading: Calls) -> WidgetState:
        """The state with this slice."""
        return state._replace(calls=reading)


CALLS = CallsRead()


@readable
@dataclass(frozen=True, slots=True)
class CampaignModesOf(OfCall):
    """The campaign modes of one call."""

    def request(self, state: WidgetState) -> Ask | None:
        """GetCampaignModes, unless StateSync names some (protocol.md §2.42). The account number is empty where that of
        the call is not known (§2.13)."""
        call = state.calls.find(self.callid)
        if call is None or self.callid not in state.calls.unnamed or not self.belongs(state):
            return None
        data = CampaignModesRequest(callid=call.callid, account_number=self.account_number)
        return Ask(GET_CAMPAIGN_MODES, data, self)

    def value(self, body: CampaignModes) -> tuple[Mode, ...]:
        """Its modes without numbers, which would not be the contact's (protocol.md §2.40)."""
        return tuple(mode.model_copy(update={"number": None}) for mode in body.modes)


def campaign_modes_known(state: WidgetState, callid: str) -> bool:
    """Whether the desktop has said the campaign modes of a call."""
    return callid not in state.calls.unnamed or CampaignModesOf(callid).of(state).as_of is not None


@rule(Came, CallsRead)
def _came(event: Came[CallsRead, CallStates], state: WidgetState) -> Update:
    body, before = event.body, state.calls
    known = {call.key: call for call in before.value}
    told = {call.key: call for call in body.calls}
    once = {key: _still_of(call, known.get(key), state) for key, call in told.items()}
    unnamed = frozenset(key for key, call in told.items() if not call.campaign_modes)
    if body.unread:
        once = {**known, **once}
        unnamed |= before.unnamed - told.keys()
    gone = frozenset(key for key, call in known.items() if not _goes_on(call, once.get(key)))
    calls = tuple(once.values())
    link = state.link.synced(event.at) if event.ends or not body.unread else state.link
    caught_up = state.link.missed and not link.missed
    after = state._replace(
        calls=before.came(
            before.value if calls == before.value else calls,
            event.at,
            unread=body.unread,
            ends=event.ends,
            selected=before.selected,
            unnamed=unnamed,
        ),
        forms=forms_beside(state.forms, once, gone),
        doubted_accounts=doubted_beside(state, once, gone),
        link=link,
    )
    after = _announced(_without(after, gone) if gone else after, state, known, gone)
    after, effects = selecting(after)
    if not caught_up:
        return after, effects
    # A change of the modes may have been missed. Only a desktop that has given the calls is asked for more.
    after, more = _read(after, SHOWN)
    return after, (*effects, *more)


def _announced(state: WidgetState, before: WidgetState, known: Mapping[str, Call], gone: frozenset[str]) -> WidgetState:
    if before.calls.as_of is None:
        return state
    new = tuple(call for call in state.calls.value if call.key not in known or call.key in gone)
    lines = (*news_of_forms(before, state), *_news(new))
    if gone and not lines and state.said.lines:
        return state._replace(said=Said(state.said.serial))  # it may hold the customer's name of a call that has ended
    return saying(state, *lines)


def _without(state: WidgetState, gone: frozenset[str]) -> WidgetState:
    """The state without what was read or unfolded for the calls that have ended."""
    kept = {key: reading for key, reading in state.of_calls.items() if key[1] not in gone}
    return state._replace(of_calls=kept, screen=state.screen.without(gone))


def _goes_on(call: Call, now: Call | None) -> bool:
    """Whether a call is still there, and its call id is not another customer's call now."""
    return now is not None and same_customer(call.account_number, now.account_number)


def _still_of(call: Call, before: Call | None, state: WidgetState) -> Call:
    """The call with what was known before and StateSync does not say: its account number, and the campaign modes that
    were read for it. The call itself when it is another customer's, and `before` itself when nothing is new."""
    if before is None or not same_customer(call.account_number, before.account_number):
        return call
    known: dict[str, object] = {}
    if before.account_number and not id_key(call.account_number or ""):
        known["account_number"] = before.account_number
    if not call.campaign_modes and (read := CampaignModesOf(call.key).of(state).value):
        known["campaign_modes"] = read
    if known:
        call = call.model_copy(update=known)
    return before if call == before else call


def _news(new: tuple[Call, ...]) -> tuple[Text, ...]:
    if len(new) > 3:
        return (later_many("{n} new call.", "{n} new calls.", len(new)),)
    return tuple(later("New call: {name}.", name=customer_name(call) or call.callid) for call in new)


@rule(NotCame, CallsRead)
def _not_came(event: NotCame[CallsRead], state: WidgetState) -> WidgetState:
    after = not_came(event, state)
    return after._replace(link=state.link.unanswered(event.failure, event.at))


rule(Outdated, CallsRead)(outdated)


@rule(Came, CampaignModesOf)
def _campaign_modes_came(event: Came[CampaignModesOf, CampaignModes], state: WidgetState) -> WidgetState:
    """The call holds what was read for it, unless StateSync has named some meanwhile."""
    what = event.what
    if what.callid not in state.calls.unnamed:
        return state
    changed = {"campaign_modes": what.of(state).value}
    calls = tuple(call.model_copy(update=changed) if call.key == what.callid else call for call in state.calls.value)
    return state._replace(calls=replace(state.calls, value=calls))


def selecting(state: WidgetState) -> Update:
    """Select the first call when none is selected, unless a form holds a typed number. Then ask once for the modes of
    the selected call."""
    calls = state.calls
    if calls.current is None:
        none = not calls.value or any(form.typed for form in state.forms)
        selected = None if none else calls.value[0].key
        if selected != calls.selected:
            state = state._replace(calls=replace(calls, selected=selected))
    return _read(state, [kind for kind in SHOWN if (kind, state.calls.selected) not in state.of_calls])


SHOWN: tuple[type[OfCall], ...] = (ModesOf, CampaignModesOf)
"""What is read for the chosen call: once, and again with the numbers."""


def _read(state: WidgetState, kinds: Iterable[type[OfCall]]) -> Update:
    call = state.calls.current
    effects: tuple[Effect, ...] = ()
    if call is not None:
        for kind in kinds:
            state, more = ask(state, kind(call.key, call.account_number or ""))
            effects += more
    return state, effects


@action("select-call")
def _selected(event: Acted, state: WidgetState) -> WidgetState | Update:
    call = state.calls.find(event.payload["callid"])
    if call is None or call.key == state.calls.selected:
        return state
    return selecting(state._replace(calls=replace(state.calls, selected=call.key)))


@action("change-close")
def _closed(_event: Acted, state: WidgetState) -> Update:
    """The closed form may have been the last with a typed number, so that a call can be selected now."""
    return selecting(state)


@action("get-modes")
def _modes_pressed(_event: Acted, state: WidgetState) -> Update:
    return _read(state, SHOWN)
