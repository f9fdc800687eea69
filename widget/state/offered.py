"""Numbers of the customer's fields that are offered for a mode that has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from widget.lcm import Call, decoded
from widget.state.modes import limits, modes_of
from widget.state.numbers import diallable, digits, number_key, numberish, squeezed
from widget.texts.privacy import holds_card, is_date

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

MOST_OFFERED = 3


class Offered(NamedTuple):
    """A number to press: the name of its field as the desktop wrote it, and what of it is dialled."""

    field: str
    number: str


def offered(state: WidgetState, call: Call, mode_id: str) -> tuple[Offered, ...]:
    """The phone numbers among the values of a call's fields that the mode can take, each once. The field that is called
    like the mode comes first."""
    read = modes_of(state, call.key)
    least, most = limits(call, read, mode_id)
    listed = (*(read.value if read is not None else ()), *call.campaign_modes)
    name = next((mode.description for mode in listed if mode.key == mode_id), "")
    fields = (*call.business_fields, *call.optional_fields)
    found: dict[str, Offered] = {}
    for field in sorted(fields, key=lambda field: not name or field.name.casefold() != name.casefold()):
        value = decoded(field.value or "").strip()
        number = squeezed(value)
        if _is_phone_number(value, number) and (least or 0) <= digits(number) <= (most or digits(number)):
            found.setdefault(number_key(state, number), Offered(field.name, number))
    return tuple(found.values())[:MOST_OFFERED]


def _is_phone_number(value: str, number: str) -> bool:
    """Whether a field's value is one phone number: no date, and no payment card."""
    return numberish(value) and diallable(number) and not is_date(value) and not holds_card(value)
