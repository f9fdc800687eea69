"""The numbers of a call: its callback modes as they were read, the limits of their lengths, and what a change deletes.

Here a `callid` and a `mode_id` are keys (`Call.key`, `Mode.key`): the desktop may spell an id in more than one way. It
may list a ModeID more than once. Every entry is shown. Only the first entry can be changed, because a change
names only the ModeID.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from widget.lcm import GET_CALLBACK_MODES, Call, CallbackModes, CallbackModesRequest, Mode
from widget.state.effects import Ask
from widget.state.reading import OfCall, Reading, readable

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


@readable
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

    def value(self, body: CallbackModes) -> tuple[Mode, ...]:
        """The modes of a reply."""
        return body.modes


def modes_of(state: WidgetState, callid: str | None) -> Reading[Mode] | None:
    """What was read of a call's callback modes; None when they were never asked for."""
    return state.of_calls.get((ModesOf, callid or ""))


def modes_shown(call: Call, read: Reading[Mode] | None) -> tuple[Mode, ...]:
    """The modes that were read for the call, then the campaign's modes that are not among them."""
    listed = read.value if read is not None else ()
    named = {mode.key for mode in listed}
    return (*listed, *(mode for mode in call.campaign_modes if mode.key not in named))


def in_turn(modes: Iterable[Mode]) -> Iterator[tuple[int, Mode]]:
    """Each mode with how often its ModeID was listed before it: 0 for the first entry of a mode."""
    seen: Counter[str] = Counter()
    for mode in modes:
        yield seen[mode.key], mode
        seen[mode.key] += 1


def limits(call: Call | None, read: Reading[Mode] | None, mode_id: str) -> tuple[int | None, int | None]:
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
