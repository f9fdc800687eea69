"""The numbers of a call: its callback modes as they were read, the limits of their lengths, and what a change deletes.

Here a `callid` and a `mode_id` are keys (`Call.key`, `Mode.key`): the desktop may spell an id in more than one way. It
may list a ModeID more than once. Every entry is shown. Only the first entry can be changed, because a change
names only the ModeID.

Rows stand still: a mode keeps its place while the numbers are read again, and one that the desktop does not list any
more keeps its row until the agent's next action on the numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from widget.lcm import GET_CALLBACK_MODES, Call, CallbackModes, CallbackModesRequest, Mode
from widget.state.effects import Ask
from widget.state.reading import Came, NotCame, OfCall, Outdated, Reading, not_came, outdated
from widget.state.update import rule

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

Place = tuple[str, int]
"""Names a row: the key of its mode, and how often that mode is listed before."""


@dataclass(frozen=True, slots=True)
class Modes(Reading[Mode]):
    """The callback modes of a call. `order` are the rows as they stood before this reading, and `gone` the modes among
    them that the desktop does not list any more, without their numbers."""

    order: tuple[Place, ...] = ()
    gone: tuple[Mode, ...] = ()


NEVER_READ = Modes()


@dataclass(frozen=True, slots=True)
class ModesOf(OfCall):
    """The callback modes of one call."""

    @classmethod
    def of_call(cls, call: Call) -> ModesOf:
        """The callback modes of this call."""
        return cls(call.key, call.account_number or "")

    def request(self, state: WidgetState) -> Ask | None:
        """GetCallBackModes for the customer whose call it is now; None when the call is gone.

        The account number is the one that the desktop gave for the call, else empty: the vendor's pages do not say
        where it comes from (protocol.md §2.13).
        """
        call = state.calls.find(self.callid)
        if call is None:
            return None
        now = ModesOf.of_call(call)
        data = CallbackModesRequest(callid=call.callid, account_number=now.account_number)
        return Ask(GET_CALLBACK_MODES, data, now)

    def of(self, state: WidgetState) -> Modes:
        """Its reading; an empty reading when it was never asked for."""
        return modes_of(state, self.callid) or NEVER_READ


def modes_of(state: WidgetState, callid: str | None) -> Modes | None:
    """What was read of a call's callback modes; None when they were never asked for."""
    read = state.of_calls.get((ModesOf, callid or ""))
    return read if isinstance(read, Modes) else None


@rule(Came, ModesOf)
def _came(event: Came[ModesOf, CallbackModes], state: WidgetState) -> WidgetState:
    """The modes of a reply. From the second reading on, the rows that stand there stay where they are."""
    what, body = event.what, event.body
    before, call = what.of(state), state.calls.find(what.callid)
    stood = rows_shown(call, before) if call is not None and before.as_of is not None else ()
    read = before.came(body.modes, event.at, unread=body.unread, ends=event.ends)
    if call is not None and stood:
        listed = {row.place for row in rows_shown(call, read)}
        gone = tuple(row.mode.model_copy(update=_NOTHING) for row in stood if row.place not in listed)
        read = replace(read, order=tuple(row.place for row in stood), gone=gone)
    return what.into(state, read)


_NOTHING: dict[str, None] = dict.fromkeys(("number", "pewc", "campaign_pewc"))
rule(NotCame, ModesOf)(not_came)
rule(Outdated, ModesOf)(outdated)


def without_gone(state: WidgetState) -> WidgetState:
    """The state without the rows of modes that are gone, except where a form of their call is open."""
    kept = {form.callid for form in state.forms if not form.ended}
    let_go = {
        key: replace(read, gone=())
        for key, read in state.of_calls.items()
        if isinstance(read, Modes) and read.gone and key[1] not in kept
    }
    return state._replace(of_calls={**state.of_calls, **let_go}) if let_go else state


class Row(NamedTuple):
    """A mode in the list. `turn` is how often its ModeID is listed before. `gone`: the desktop does not list it any
    more."""

    turn: int
    mode: Mode
    gone: bool = False

    @property
    def place(self) -> Place:
        """What names the row."""
        return self.mode.key, self.turn


def rows_shown(call: Call, read: Modes | None) -> tuple[Row, ...]:
    """The rows of the list, in the order in which they stood before: the modes that were read for the call, then the
    campaign's modes that are not among them, and those that are gone."""
    listed = read.value if read is not None else ()
    named = {mode.key for mode in listed}
    all_modes = (*listed, *(mode for mode in call.campaign_modes if mode.key not in named))
    rows = [Row(turn, mode) for turn, mode in in_turn(all_modes)]
    if read is None or not read.order:
        return tuple(rows)
    here, places = {row.place for row in rows}, dict(zip(read.order, range(len(read.order)), strict=True))
    kept = [place for place in read.order if place not in here]
    gone = {mode.key: mode for mode in read.gone}
    rows += [Row(turn, gone[key], gone=True) for key, turn in kept if key in gone]
    return tuple(sorted(rows, key=lambda row: places.get(row.place, len(places))))


def modes_shown(call: Call, read: Modes | None) -> tuple[Mode, ...]:
    """The modes that were read for the call and the campaign's modes that are not among them, in their order."""
    return tuple(row.mode for row in rows_shown(call, read) if not row.gone)


def in_turn(modes: Iterable[Mode]) -> Iterator[tuple[int, Mode]]:
    """Each mode with how often its ModeID was listed before it: 0 for the first entry of a mode."""
    seen: Counter[str] = Counter()
    for mode in modes:
        yield seen[mode.key], mode
        seen[mode.key] += 1


def limits(call: Call | None, read: Modes | None, mode_id: str) -> tuple[int | None, int | None]:
    """The least and the most digits of a mode's number, from the campaign's modes, else from the mode itself. None
    where there is no limit.

    Limits that contradict themselves (least above most, most below 1) count as no limits.
    """
    campaign = call.campaign_modes if call is not None else ()
    listed = read.value if read is not None else ()
    for mode in (*campaign, *listed):
        if mode.key == mode_id and (mode.min_length is not None or mode.max_length is not None):
            least, most = mode.min_length, mode.max_length
            if most is not None and (most < 1 or (least or 0) > most):
                return None, None
            return least, most
    return None, None


def entries(state: WidgetState, callid: str, mode_id: str) -> tuple[Mode, ...]:
    """The entries that are shown for a mode of a call: one, none, or more when the desktop lists it more than once."""
    call = state.calls.find(callid)
    if call is None:
        return ()
    return tuple(mode for mode in modes_shown(call, modes_of(state, callid)) if mode.key == mode_id)


def mode_of(state: WidgetState, callid: str, mode_id: str) -> Mode | None:
    """The first entry of a mode of a call, or None."""
    return next(iter(entries(state, callid, mode_id)), None)


class Lost(NamedTuple):
    """A number that is lost when the other modes of a call are deleted, and the key of its mode."""

    mode_id: str
    number: str


def losses(state: WidgetState, callid: str, mode_id: str) -> tuple[Lost, ...]:
    """What is lost when the other modes of a call are deleted.

    A further entry of the mode itself counts too, because its number may be lost as well.
    """
    call = state.calls.find(callid)
    shown = modes_shown(call, modes_of(state, callid)) if call is not None else ()
    return tuple(
        Lost(mode.key, mode.number) for turn, mode in in_turn(shown) if mode.number and (turn or mode.key != mode_id)
    )
