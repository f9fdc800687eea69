"""The calls as the agent sees them: those of the last StateSync, and those that have ended and are not closed yet.

A row never changes its place by itself. A new call is put at the end, and a call that ends stays where it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widget.lcm import Call, id_key, same_id
from widget.state.fields import may_be_one

if TYPE_CHECKING:
    from widget.state.change import ChangeForm
    from widget.state.tree import WidgetState


@dataclass(frozen=True, slots=True)
class ListedCall:
    """A call of the list. `ended_at` is when it was found to have ended (epoch seconds), or None while it goes on.
    `serial` tells it from every other call of this page, also from one whose call id it had later."""

    call: Call
    ended_at: float | None = None
    serial: int = 0

    @property
    def ended(self) -> bool:
        """Whether the call is over."""
        return self.ended_at is not None

    @property
    def key(self) -> str:
        """What the call is known by on the page. The call id of an ended call may be another customer's call now."""
        return ended_key(self.call, self.serial) if self.ended else self.call.key

    @property
    def account(self) -> str | None:
        """The account number that an action names an ended call by, beside its call id; None for a call that goes
        on."""
        return self.call.account_number or "" if self.ended else None


def same_customers(one: Call, other: Call) -> bool:
    """Whether two calls with one call id can be the same customer's. The account numbers decide; where one is not
    known, the fields do. A desktop may give a call id to another customer's call later."""
    accounts = id_key(one.account_number or ""), id_key(other.account_number or "")
    if all(accounts):
        return accounts[0] == accounts[1]
    alike = one.optional_fields == other.optional_fields and one.business_fields == other.business_fields
    return alike or may_be_one(one, other)  # with hundreds of calls, comparing names is the dearest part of a StateSync


def ended_key(call: Call, serial: int) -> str:
    """The key of a call that has ended. It begins with a blank, as no key of a call that goes on does."""
    return f" {serial} {call.key}"


def forms_under(state: WidgetState, listed: ListedCall) -> tuple[ChangeForm, ...]:
    """The forms that belong to a call of the list."""
    return tuple(
        form
        for form in state.forms
        if form.callid == listed.call.key
        and form.ended == listed.ended
        and (not listed.ended or same_id(form.account_number, listed.account or ""))
    )


def typed_under(state: WidgetState, listed: ListedCall) -> bool:
    """Whether a number or a note that was not saved is typed for a call of the list."""
    given = state.dispositions.get(listed.key)
    return any(form.typed for form in forms_under(state, listed)) or (given is not None and given.typed)
