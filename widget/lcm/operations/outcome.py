"""An outcome that a contact can be given: one row of each of the three lists of outcomes (pages 020 to 022)."""

from __future__ import annotations

from typing import Annotated, Any

from widget.lcm.identifiers import id_key
from widget.lcm.lists import Listing, Many
from widget.lcm.scalars import Identifier, Label, LcmModel, MaybeId, Score, wire


class Outcome(LcmModel):
    """One outcome. `parent_id` is the outcome it is listed under, `lead_score` what it adds to the contact's score."""

    outcome_id: Annotated[Identifier, wire("OutComeID", "OutcomeID", "OutcomeId", says="The outcome ID.")]
    description: Annotated[Label, wire("Description", says="The outcome.")]
    parent_id: Annotated[MaybeId, wire("ParentID", "ParentId", says="The ID of the parent outcome.")] = None
    lead_score: Annotated[Score, wire("LeadScore", "Lead Score", says="The lead score.")] = None

    @property
    def key(self) -> str:
        """What the outcome is known by, whatever the spelling of its `outcome_id` (protocol.md §1.30)."""
        return id_key(self.outcome_id)


class Outcomes(Listing):
    """The outcomes, in the order received."""

    outcomes: Annotated[Many[Outcome], wire("response", says="The outcomes.")] = ()


class OutcomesOfCall(Outcomes):
    """The outcomes for one call, in the order received."""

    callid: Annotated[Identifier, wire("callid", says="Call ID.")]


def written(body: Outcomes) -> dict[str, Any]:
    """Write a reply's `message` as the samples do: what a row hasn't got is left out."""
    named = {"callid": body.callid} if isinstance(body, OutcomesOfCall) else {}
    return {**named, "response": [_row(outcome) for outcome in body.outcomes]}


_MOST_DIGITS = 15
"""A number with more digits is another one in JavaScript."""


def as_sent(outcome_id: str) -> int | str:
    """The id of an outcome as a number, as the requests want it; as it came where that would be another id."""
    number = outcome_id if outcome_id.isascii() and outcome_id.isdecimal() and len(outcome_id) <= _MOST_DIGITS else ""
    return int(number) if number and str(int(number)) == number else outcome_id


def _row(outcome: Outcome) -> dict[str, str]:
    row = outcome.model_dump(by_alias=True, mode="json", exclude_none=True)
    return {name: str(value) for name, value in row.items()}
