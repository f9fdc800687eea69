"""The calls of a simulated LCM and the callback modes of each call, which a request can change."""

from __future__ import annotations

from collections.abc import Mapping

from widget.lcm import Call, Field, Mode, NewModeNumber

Details = Mapping[str, tuple[tuple[Field, ...], tuple[Field, ...]]]
"""The business and the optional fields of calls, by callid."""


class Calls:
    """The calls in their order, and the callback modes and the details by callid."""

    def __init__(
        self, calls: tuple[Call, ...], modes: Mapping[str, tuple[Mode, ...]], details: Details | None = None
    ) -> None:
        self._calls = {call.callid: call for call in calls}
        self._given = modes
        self._details = details or {}
        self._changed: dict[str, tuple[Mode, ...]] = {}

    def __contains__(self, callid: str) -> bool:
        return callid in self._calls

    @property
    def current(self) -> tuple[Call, ...]:
        """All calls there are now."""
        return tuple(self._calls.values())

    def replace(self, calls: tuple[Call, ...]) -> None:
        """From now on these are the calls. The changed modes of a call that is not among them are dropped."""
        self._calls = {call.callid: call for call in calls}
        self._changed = {callid: held for callid, held in self._changed.items() if callid in self._calls}

    def callback_modes(self, callid: str) -> tuple[Mode, ...]:
        """The callback modes of a call, in no particular order."""
        return self._changed.get(callid, self._given.get(callid, ()))

    def campaign_modes(self, callid: str) -> tuple[Mode, ...]:
        """The campaign modes of a call; those of the other calls, if these have the same, where it has none itself."""
        named = {call.campaign_modes for call in self._calls.values() if call.campaign_modes}
        return self._calls[callid].campaign_modes or (named.pop() if len(named) == 1 else ())

    def business_fields(self, callid: str) -> tuple[Field, ...]:
        """The business fields of a call; its details where it has none itself."""
        return self._calls[callid].business_fields or self._details.get(callid, ((), ()))[0]

    def optional_fields(self, callid: str) -> tuple[Field, ...]:
        """The optional fields of a call; its details where it has none itself."""
        return self._calls[callid].optional_fields or self._details.get(callid, ((), ()))[1]

    def set_number(self, change: NewModeNumber) -> bool:
        """Add or change a mode's number. False, and nothing done, for an unknown mode or a number of a wrong length."""
        campaign = _found(self.campaign_modes(change.callid), change.mode_id)
        known = _found(self.callback_modes(change.callid), change.mode_id) or campaign
        if known is None or not _length_fits(campaign or known, change.contact_number):
            return False
        mode = known.model_copy(update={"number": change.contact_number})
        held = [] if change.delete_other_modes else self.callback_modes(change.callid)
        others = [other for other in held if other.mode_id != change.mode_id]
        self._changed[change.callid] = (*others, mode)
        return True


def _found(modes: tuple[Mode, ...], mode_id: str) -> Mode | None:
    return next((mode for mode in modes if mode.mode_id == mode_id), None)


def _length_fits(mode: Mode, number: str) -> bool:
    shortest = 1 if mode.min_length is None else mode.min_length
    longest = len(number) if mode.max_length is None else mode.max_length
    return shortest <= len(number) <= longest
