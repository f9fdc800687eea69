"""The outcomes that a simulated LCM knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from widget.lcm import Outcome


@dataclass(frozen=True, slots=True)
class OutcomeLists:
    """The outcomes that contacts can be given: `telephony` of every call, `business` by callid, and `manual` for those
    that are dialled by hand without a call.
    """

    telephony: tuple[Outcome, ...] = ()
    business: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)
    manual: tuple[Outcome, ...] = ()
