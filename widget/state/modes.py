"""Which modes a call has, what their limits are, and what a change would lose: questions asked of the state."""

from __future__ import annotations

from widget.lcm import Call, Mode
from widget.state.tree import CallModes, WidgetState


def modes_shown(call: Call, read: CallModes | None) -> tuple[Mode, ...]:
    """The modes read for the call, then the campaign's modes that reading did not name."""
    listed = read.modes if read is not None else ()
    named = {mode.mode_id for mode in listed}
    return (*listed, *(mode for mode in call.campaign_modes if mode.mode_id not in named))


def limits(call: Call | None, read: CallModes | None, mode_id: str) -> tuple[int | None, int | None]:
    """The least and most digits of a mode's number, from the campaign's modes, else from the mode itself.

    Limits that contradict themselves (least above most, most below 1) count as none.
    """
    campaign = call.campaign_modes if call is not None else ()
    listed = read.modes if read is not None else ()
    for mode in (*campaign, *listed):
        if mode.mode_id == mode_id and (mode.min_length is not None or mode.max_length is not None):
            least, most = mode.min_length, mode.max_length
            if most is not None and (most < 1 or (least or 0) > most):
                return None, None
            return least, most
    return None, None


def mode_of(state: WidgetState, callid: str, mode_id: str) -> Mode | None:
    """The mode as it is shown for a call, or None."""
    call = state.calls.find(callid)
    if call is None:
        return None
    return next((mode for mode in modes_shown(call, state.modes_of(callid)) if mode.mode_id == mode_id), None)


def losses(state: WidgetState, callid: str, mode_id: str) -> tuple[tuple[str, str], ...]:
    """The (description, number) pairs that deleting the other modes of a call would lose."""
    call = state.calls.find(callid)
    shown = modes_shown(call, state.modes_of(callid)) if call is not None else ()
    return tuple((mode.description, mode.number) for mode in shown if mode.mode_id != mode_id and mode.number)
