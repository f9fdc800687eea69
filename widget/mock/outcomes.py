"""The outcomes that a simulated LCM knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from widget.lcm import Outcome, same_id


@dataclass(frozen=True, slots=True)
class OutcomeLists:
    """The outcomes that contacts can be given: `telephony` of every call, `business` by callid, and `manual` for those
    that are dialled by hand without a call.
    """

    telephony: tuple[Outcome, ...] = ()
    business: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)
    manual: tuple[Outcome, ...] = ()

    def has_business(self, callid: str, outcome_id: str) -> bool:
        """Whether a call's contact can be given this business outcome."""
        return _has(self.business.get(callid, ()), outcome_id)

    def has_telephony(self, outcome_id: str) -> bool:
        """Whether a call can be given this telephony outcome."""
        return _has(self.telephony, outcome_id)


def _has(outcomes: tuple[Outcome, ...], outcome_id: str) -> bool:
    return any(same_id(outcome.outcome_id, outcome_id) for outcome in outcomes)
