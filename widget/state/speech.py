"""What is said aloud, once, to those who don't see the page: calls that come or end, outcomes, an expiry near."""

from __future__ import annotations

from dataclasses import replace

from widget.state.tree import ChangeForm, Contact, Said, WidgetState
from widget.texts import Text, later, later_many

MILESTONES = (300, 60, 10)


def saying(state: WidgetState, *lines: Text) -> WidgetState:
    """The state with these lines in the live region. No lines change nothing."""
    if not lines:
        return state
    return replace(state, said=Said(state.said.serial + 1, lines))


def ended(form: ChangeForm) -> Text:
    """What is said of a number typed for a call that ended."""
    call, mode = form.callid, form.description
    if form.step == "unknown":
        return later("Call {call} ended before the desktop confirmed this number for {mode}.", call=call, mode=mode)
    if form.step == "saved":
        return later("Call {call} has ended. This number for {mode} was saved.", call=call, mode=mode)
    if form.step == "failed":
        return later(
            "Call {call} has ended. This number for {mode} was not saved; it can be copied.", call=call, mode=mode
        )
    return later("Call {call} has ended. This number for {mode} was not sent; it can be copied.", call=call, mode=mode)


def milestones(contacts: tuple[Contact, ...], before: float, now: float) -> tuple[Text, ...]:
    """What to say of contacts whose countdown passed a milestone between two moments. The nearest one only."""
    lines = []
    for contact in contacts:
        if contact.step in {"done", "dialled"} or contact.deadline is None:
            continue
        was, left = contact.deadline - before, contact.deadline - now
        if was > 0 >= left:
            lines.append(later("The contact ending in {last4} has expired.", last4=contact.phone_number[-4:]))
            continue
        passed = [mark for mark in MILESTONES if was > mark >= left]
        if passed:
            lines.append(_left(contact, min(passed)))
    return tuple(lines)


def _left(contact: Contact, seconds: int) -> Text:
    last4 = contact.phone_number[-4:]
    if seconds >= 60:
        return later_many(
            "The contact ending in {last4} expires in {n} minute.",
            "The contact ending in {last4} expires in {n} minutes.",
            seconds // 60,
            last4=last4,
        )
    return later_many(
        "The contact ending in {last4} expires in {n} second.",
        "The contact ending in {last4} expires in {n} seconds.",
        seconds,
        last4=last4,
    )
