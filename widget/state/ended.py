"""What becomes of a call that ends: it stays on the page, as it was, until the agent closes it.

It keeps its place in the list, what was read and typed for it, and what is unfolded. When the desktop names it again,
it goes on. A bounded number of ended calls is kept: newer ones push out older ones, but never the chosen one, and never
one with a typed number. While the pointer or the focus is in the list, none is pushed out, because the rows would move.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING

from widget.lcm import Call, same_id
from widget.state.listed import ListedCall, forms_under, same_customers, typed_under
from widget.texts import later

if TYPE_CHECKING:
    from widget.state.calls import Calls
    from widget.state.tree import WidgetState

MOST_ENDED = 5
"""The most ended calls that are kept."""
LIST = "calls"
"""The name of the list of calls (`data-list`)."""
STILL_TYPED = later("Not closed: what you typed for this call is not saved. Copy it or discard it first.")


def listing(state: WidgetState, known: Mapping[str, Call], gone: AbstractSet[str], at: float) -> WidgetState:
    """The state after a StateSync at `at` (epoch seconds), with the list of calls brought up to date. `known` are the
    calls before, by key; `gone` are the keys of those that have ended. When all are gone at once, the desktop may be
    reloading, and all are kept until the next StateSync."""
    calls = state.calls
    now = {call.key: call for call in calls.value}
    back = {one.key: one.call.key for one in calls.ended if _goes_on(one, now, known.keys() - gone)}
    over = tuple(ListedCall(known[key], at, calls.serials.get(key, 0)) for key in known if key in gone)
    names = {**{one.call.key: one.key for one in over}, **back}
    kept = tuple(one for one in calls.ended if one.key not in back)
    order = tuple(dict.fromkeys(names.get(key, key) for key in calls.order))  # a customer's call may have ended before
    came = tuple(key for key in now if key not in order)
    news = tuple(key for key in calls.news if key not in gone)
    state = state._replace(
        calls=replace(
            calls,
            selected=names.get(calls.selected or "", calls.selected),
            ended=(*kept, *over),
            serials=_serials(calls, known.keys() - gone, back),
            order=(*order, *came),
            news=(*news, *came),
        )
    )
    state = _renamed(state, names) if names else state
    all_gone = bool(known) and not now
    return state if all_gone else bounded(state)


def _serials(calls: Calls, on: AbstractSet[str], back: Mapping[str, str]) -> dict[str, int]:
    """The serials of the calls that go on, by key. One that was there (`on`), or is `back`, keeps its own."""
    kept = {key: serial for key, serial in calls.serials.items() if key in on}
    kept |= {back[one.key]: one.serial for one in calls.ended if one.key in back}
    last = max((*calls.serials.values(), *(one.serial for one in calls.ended)), default=0)
    new = (call.key for call in calls.value if call.key not in kept)
    return kept | {key: last + place for place, key in enumerate(new, 1)}


def _goes_on(one: ListedCall, now: Mapping[str, Call], others: AbstractSet[str]) -> bool:
    """Whether an ended call is among the calls of `now` again. `others` are the keys of calls that went on meanwhile:
    such a call is another one."""
    call = now.get(one.call.key)
    if call is None or call.key in others or not same_customers(one.call, call):
        return False
    return same_id(call.account_number or "", one.account or "")


def _renamed(state: WidgetState, names: Mapping[str, str]) -> WidgetState:
    """The state with what was read, given and unfolded for calls under their new keys."""
    kept = {(kind, names.get(key, key)): reading for (kind, key), reading in state.of_calls.items()}
    given = {names.get(key, key): one for key, one in state.dispositions.items()}
    return state._replace(of_calls=kept, dispositions=given, screen=state.screen.renamed(names))


def bounded(state: WidgetState) -> WidgetState:
    """The state without the ended calls that are too many, the oldest first."""
    ended = state.calls.ended
    if len(ended) <= MOST_ENDED or LIST in state.screen.entered:
        return state
    may_go = [one for one in ended if one.key != state.calls.selected and not typed_under(state, one)]
    for one in may_go[: len(ended) - MOST_ENDED]:
        state = without(state, one)
    return state


def without(state: WidgetState, closed: ListedCall) -> WidgetState:
    """The state without an ended call and all that was kept of it. Where it was chosen, no call is chosen."""
    calls, forms = state.calls, forms_under(state, closed)
    return state._replace(
        calls=replace(
            calls,
            selected=None if calls.selected == closed.key else calls.selected,
            ended=tuple(one for one in calls.ended if one.key != closed.key),
            order=tuple(key for key in calls.order if key != closed.key),
        ),
        of_calls={name: reading for name, reading in state.of_calls.items() if name[1] != closed.key},
        screen=state.screen.without({closed.key}),
        forms=tuple(form for form in state.forms if form not in forms),
        dispositions={key: one for key, one in state.dispositions.items() if key != closed.key},
    )
