"""The fields of a call that are asked for, because StateSync brings none: business fields and optional ones.

They can only be read. A desktop that does not answer costs nothing: each is asked for once, and nothing is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widget.lcm import GET_CONTACT_DETAIL, GET_SCREEN_POP_DATA, CallFields, Field, FieldsRequest
from widget.state.effects import Ask
from widget.state.reading import OfCall, readable

if TYPE_CHECKING:
    from widget.state.tree import WidgetState


class _FieldsOf(OfCall):
    """The fields of one call, of one kind."""

    __slots__ = ()

    OPTIONAL = True

    def value(self, body: CallFields) -> tuple[Field, ...]:
        """The fields."""
        return body.fields

    def _wanted(self, state: WidgetState) -> FieldsRequest | None:
        """Of which call, when StateSync brings no fields for it (protocol.md §2.57). The account number is empty where
        that of the call is not known (§2.13)."""
        call = state.calls.find(self.callid)
        if call is None or self.callid not in state.calls.fieldless or not self.belongs(state):
            return None
        return FieldsRequest(callid=call.callid, account_number=self.account_number)


@readable
@dataclass(frozen=True, slots=True)
class BusinessFieldsOf(_FieldsOf):
    """The business fields of one call."""

    def request(self, state: WidgetState) -> Ask | None:
        """GetContactDetail, not repeated."""
        wanted = self._wanted(state)
        return None if wanted is None else Ask(GET_CONTACT_DETAIL, wanted, self, retries=0)


@readable
@dataclass(frozen=True, slots=True)
class OptionalFieldsOf(_FieldsOf):
    """The optional business fields of one call."""

    def request(self, state: WidgetState) -> Ask | None:
        """GetScreenPopData, not repeated."""
        wanted = self._wanted(state)
        return None if wanted is None else Ask(GET_SCREEN_POP_DATA, wanted, self, retries=0)


def were_asked_for(state: WidgetState, key: str | None) -> bool:
    """Whether the fields of a listed call, by its key, were asked for and came."""
    readings = (state.of_calls.get((kind, key or "")) for kind in (BusinessFieldsOf, OptionalFieldsOf))
    return any(reading is not None and bool(reading.value) for reading in readings)
