"""The calls, which one is chosen, and what becomes of a call that ends.

StateSync replaces the calls. A call has ended when it is missing, or when its call id is now another customer's call.
It stays on the page with what was read and typed for it (ended.py). A StateSync that was read only in part ends no
call, because the missing call may be the one that could not be read. When it was not asked for, it does not count as
the state of the calls, and the desktop is still asked.

Only the agent chooses another call. Where none is chosen, the first one is.

The campaign modes and the fields of a call are those that StateSync brings, else those that were read. The rest of the
widget finds them in the call in both cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from widget.ids import dom_id
from widget.lcm import (
    GET_CAMPAIGN_MODES,
    STATE_SYNC,
    Call,
    CallFields,
    CallStates,
    CampaignModes,
    CampaignModesRequest,
    Mode,
    NoData,
    id_key,
)
from widget.state.acted import Acted, Payload, action
from widget.state.announcements import News, saying, silent_about, telling
from widget.state.effects import Ask, Effect, Focus
from widget.state.ended import LIST, STILL_TYPED, bounded, listing, without
from widget.state.fields import called
from widget.state.fields_read import BusinessFieldsOf, OptionalFieldsOf
from widget.state.forms_beside import doubted_beside, forms_beside, news_of_forms
from widget.state.listed import ListedCall, forms_under, same_customers, typed_under
from widget.state.modes import ModesOf
from widget.state.reading import (
    Came,
    NotCame,
    OfCall,
    Outdated,
    Over,
    Readable,
    Reading,
    ask,
    not_came,
    outdated,
    readable,
)
from widget.state.search import unsearched
from widget.state.update import Update, rule
from widget.texts import later

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


@dataclass(frozen=True, slots=True)
class Calls(Reading[Call]):
    """The calls of the last StateSync, and those that have ended and are not closed yet.

    `selected` is the key of the chosen call (`ListedCall.key`), or None. `unnamed` are the keys of the calls for which
    StateSync names no campaign modes, `fieldless` those for which it brings no fields. `order` are the keys of all that
    are listed, as they are shown. `serials` are those of the calls that go on, by key. `news` are the keys of the calls
    that came since the agent last looked at the list, the newest last.
    """

    selected: str | None = None
    unnamed: frozenset[str] = frozenset()
    fieldless: frozenset[str] = frozenset()
    ended: tuple[ListedCall, ...] = ()
    order: tuple[str, ...] = ()
    serials: Mapping[str, int] = field(default_factory=dict)
    news: tuple[str, ...] = ()

    def find(self, callid: str | None) -> Call | None:
        """The call that goes on with that call id, in any spelling, or None."""
        for call in self.value:
            if call.callid == callid:
                return call
        key = id_key(callid or "")
        return next((call for call in self.value if call.key == key), None)

    @property
    def listed(self) -> tuple[ListedCall, ...]:
        """All calls as they are shown."""
        by_key = {one.key: one for one in (*map(self._listed, self.value), *self.ended)}
        return tuple(by_key[key] for key in self.order)

    @property
    def chosen(self) -> ListedCall | None:
        """The chosen call, which may have ended, or None."""
        call = self.current
        return self._listed(call) if call else next((one for one in self.ended if one.key == self.selected), None)

    @property
    def current(self) -> Call | None:
        """The chosen call while it goes on, else None."""
        return next((call for call in self.value if call.key == self.selected), None)

    def named(self, payload: Payload) -> ListedCall | None:
        """The call of the list that an action names. With the serial of a call, it names that one and no other, because
        the call id may have become another customer's while the agent typed."""
        callid, account, serial = payload["callid"], payload.get("ended"), payload.get("serial")
        call = self.find(callid) if account is None else None
        named = () if call is None else (self._listed(call),)
        over = (one for one in self.ended if (one.call.callid, one.account) == (callid, account))
        return next((one for one in (*named, *over) if serial is None or serial == str(one.serial)), None)

    def _listed(self, call: Call) -> ListedCall:
        return ListedCall(call, serial=self.serials.get(call.key, 0))


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
    fieldless = frozenset(key for key, call in told.items() if not call.business_fields and not call.optional_fields)
    if body.unread:
        once = {**known, **once}
        unnamed |= before.unnamed - told.keys()
        fieldless |= before.fieldless - told.keys()
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
            fieldless=fieldless,
            ended=before.ended,
            order=before.order,
            serials=before.serials,
            news=before.news,
        ),
        forms=forms_beside(state.forms, once, gone, _given_away(before.ended, once)),
        doubted_accounts=doubted_beside(state, once, gone),
        of_calls=_worth_keeping(state, once),
        link=link,
    )
    after = _announced(listing(after, known, gone, event.at), state, known, gone)
    after, effects = selecting(after)
    if not caught_up and not _is_back(state, after):
        return after, effects
    # A change of the modes may have been missed. Only a desktop that has given the calls is asked for more.
    after, more = _read(after, SHOWN)
    return after, (*effects, *more)


def _worth_keeping(state: WidgetState, now: Mapping[str, Call]) -> Mapping[tuple[type, str], Reading[Any]]:
    """What was read for calls, but for what was asked without an account number and brought nothing, where the desktop
    names the account now. So it is asked for again."""
    come = {
        call.key
        for call in state.calls.value
        if not id_key(call.account_number or "") and call.key in now and id_key(now[call.key].account_number or "")
    }
    if not come:
        return state.of_calls
    return {name: one for name, one in state.of_calls.items() if name[1] not in come or one.value or one.asking}


def _given_away(ended: Iterable[ListedCall], now: Mapping[str, Call]) -> frozenset[str]:
    """The keys of calls that are another customer's than an ended call with that key."""
    keys = (one.call.key for one in ended if one.call.key in now and not same_customers(one.call, now[one.call.key]))
    return frozenset(keys)


def _is_back(before: WidgetState, after: WidgetState) -> bool:
    """Whether the chosen call had ended, and goes on again."""
    chosen = before.calls.chosen
    return chosen is not None and chosen.ended and after.calls.current is not None


def _announced(state: WidgetState, before: WidgetState, known: Mapping[str, Call], gone: frozenset[str]) -> WidgetState:
    if before.calls.as_of is None:
        return state._replace(calls=replace(state.calls, news=()))
    typed = {form.callid for form in state.forms if form.ended and form.typed}  # its news says that the call has ended
    ended = tuple(_news("ended", call) for key, call in known.items() if key in gone - typed)
    back = {one.call.key for one in before.calls.ended} - {one.call.key for one in state.calls.ended}
    came = {call.key for call in state.calls.value} - (known.keys() - gone) - back
    new = tuple(_news("new", call) for call in state.calls.value if call.key in came)
    return telling(silent_about(state, gone | back), (*news_of_forms(before, state), *ended, *new))


def _goes_on(call: Call, now: Call | None) -> bool:
    """Whether a call is still there, and its call id is not another customer's call now."""
    return now is not None and same_customers(call, now)


def _still_of(call: Call, before: Call | None, state: WidgetState) -> Call:
    """The call with what was known before and StateSync does not say: its account number, and what was read for it. The
    call itself when it is another customer's, and `before` itself when nothing is new."""
    if before is None:
        return call
    if call == before:
        return before
    if not same_customers(call, before):
        return call
    known: dict[str, object] = {}
    if before.account_number and not id_key(call.account_number or ""):
        known["account_number"] = before.account_number
    for kind, name in _COMPLETES.items():
        if not getattr(call, name) and (read := kind(call.key).of(state).value):
            known[name] = read
    if known:
        call = call.model_copy(update=known)
    return before if call == before else call


def _news(kind: Literal["ended", "new"], call: Call) -> News:
    name = called(call)
    line = later("Call ended: {name}.", name=name) if kind == "ended" else later("New call: {name}.", name=name)
    return News(kind, call.key, line)


@rule(NotCame, CallsRead)
def _not_came(event: NotCame[CallsRead], state: WidgetState) -> WidgetState:
    after = not_came(event, state)
    return after._replace(link=state.link.unanswered(event.failure, event.at))


rule(Outdated, CallsRead)(outdated)


_COMPLETES: Mapping[type[OfCall], str] = {
    CampaignModesOf: "campaign_modes",
    BusinessFieldsOf: "business_fields",
    OptionalFieldsOf: "optional_fields",
}
"""What is read for a call completes it: the name of that part of the call."""


@rule(Came, CampaignModesOf)
@rule(Came, BusinessFieldsOf)
@rule(Came, OptionalFieldsOf)
def _completed(event: Came[OfCall, CampaignModes | CallFields], state: WidgetState) -> WidgetState:
    """The call holds what was read for it, unless StateSync has brought some meanwhile."""
    what, calls = event.what, state.calls
    if what.callid not in (calls.unnamed if isinstance(what, CampaignModesOf) else calls.fieldless):
        return state
    changed = {_COMPLETES[type(what)]: what.of(state).value}
    value = tuple(call.model_copy(update=changed) if call.key == what.callid else call for call in calls.value)
    return state._replace(calls=replace(calls, value=value))


@rule(Over, ModesOf)
@rule(Over, CampaignModesOf)
@rule(Over, BusinessFieldsOf)
@rule(Over, OptionalFieldsOf)
def ended_meanwhile(event: Over[OfCall], state: WidgetState) -> WidgetState:
    """A request for an ended call is under way no more. So the call can be asked for again when it goes on."""
    what = event.what
    for one in state.calls.ended:
        name = type(what), one.key
        reading = state.of_calls.get(name)
        if one.call.key == what.callid and reading is not None and reading.asking:
            less = replace(reading, pending=reading.pending - 1)
            return state._replace(of_calls={**state.of_calls, name: less})
    return state


def selecting(state: WidgetState) -> Update:
    """Choose the first call when none is chosen. Then ask once for what is read for the chosen call."""
    calls = state.calls
    if calls.chosen is None:
        selected = calls.value[0].key if calls.value else None
        if selected != calls.selected:
            state = _choosing(state, selected)
    return _read(state, [kind for kind in SHOWN if (kind, state.calls.selected) not in state.of_calls])


def _choosing(state: WidgetState, key: str | None) -> WidgetState:
    news = tuple(one for one in state.calls.news if one != key)
    return state._replace(calls=replace(state.calls, selected=key, news=news))


SHOWN: tuple[type[OfCall], ...] = (ModesOf, CampaignModesOf, BusinessFieldsOf, OptionalFieldsOf)
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
    listed = state.calls.named(event.payload)
    if listed is None or listed.key == state.calls.selected:
        return state
    return selecting(unsearched(_choosing(state, listed.key), LIST))


@action("close-call")
def _closed(event: Acted, state: WidgetState) -> WidgetState | Update:
    """Take a call that has ended off the page, with all that was kept of it. What is typed for it is not lost so: the
    call is chosen, the agent is told, and the focus goes to what is typed."""
    listed = state.calls.named(event.payload)
    if listed is None or not listed.ended:
        return state
    if typed_under(state, listed):
        forms = tuple(form for form in forms_under(state, listed) if form.typed)
        typed = [f"{dom_id('change', form.callid, form.mode_id)}-number" for form in forms]
        return saying(_choosing(state, listed.key), STILL_TYPED), (Focus((*typed, "disposition-note")[0]),)
    state, effects = selecting(silent_about(without(state, listed), {listed.call.key}))
    return state, (*effects, Focus("calls-button"))


@action("list-left")
def _left(event: Acted, state: WidgetState) -> WidgetState:
    """The agent has looked at the list, and no pointer is on what leaves it now."""
    if event.payload.get("list") != LIST:
        return state
    return bounded(state._replace(calls=replace(state.calls, news=())) if state.calls.news else state)


@action("get-modes")
def _modes_pressed(_event: Acted, state: WidgetState) -> Update:
    return _read(state, SHOWN)
