"""What a simulated LCM holds: calls, contacts to dial by hand, non-PEWC contacts, outcomes and the agent's counts."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import BaseModel

from widget.lcm import CallCount, NonPewcContact
from widget.mock.calls import Calls
from widget.mock.outcomes import OutcomeLists
from widget.mock.pool import Pool


@dataclass(slots=True)
class Records:
    """The data that the handlers read and change. `disposed` are the requests by which contacts were skipped, noted as
    dialled, or given an outcome, in their order.
    """

    calls: Calls
    pool: Pool
    non_pewc: tuple[NonPewcContact, ...]
    new_non_pewc: tuple[NonPewcContact, ...]
    outcomes: OutcomeLists
    counts: tuple[CallCount, ...]
    disposed: list[BaseModel] = field(default_factory=list)
