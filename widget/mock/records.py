"""What a simulated LCM holds: the calls, the contacts to dial by hand, and the non-PEWC contacts."""

from __future__ import annotations

from dataclasses import dataclass

from widget.lcm import NonPewcContact
from widget.mock.calls import Calls
from widget.mock.outcomes import OutcomeLists
from widget.mock.pool import Pool


@dataclass(frozen=True, slots=True)
class Records:
    """The data that the handlers read and change."""

    calls: Calls
    pool: Pool
    non_pewc: tuple[NonPewcContact, ...]
    outcomes: OutcomeLists
