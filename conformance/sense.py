"""Whether the widget can use what an answer says: dates, numbers, consents, lengths, ids that stand twice.

That a contact has expired is said, and is no fault: a desktop may keep it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo

from pydantic import BaseModel

from conformance.form import Finding
from conformance.rules import Verdict
from widget.lcm import (
    EARLIEST,
    Call,
    CallbackModes,
    CallStates,
    ManualDialContact,
    ManualDialContacts,
    ManualDialRequest,
    Mode,
    NonPewcContact,
    ReservedContact,
    parse_server_time,
)
from widget.state.numbers import digits, most_digits, plain, squeezed

Contact = ManualDialContact | NonPewcContact
_SHORTEST = 5
"""A number with fewer digits may be the end of one that is masked."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of day where it is known. `zone` is that of the desktop's dates, and `at` epoch seconds."""

    zone: tzinfo | None = None
    at: float | None = None


def unusable(asked: BaseModel, body: BaseModel, clock: Clock) -> Iterator[Finding]:
    """What the widget can't use of an answer, or not as it was asked for."""
    match body:
        case CallStates(calls=calls):
            yield from _of_calls(calls)
        case CallbackModes(modes=modes):
            yield from _of_modes(modes)
        case ManualDialContacts(contacts=contacts):
            yield from _of_contacts(contacts, clock)
            if isinstance(asked, ManualDialRequest):
                yield from _of_question(asked, contacts)
        case ReservedContact(contacts=contacts):
            yield from _of_contacts(contacts, clock)
            if len(contacts) > 1:
                yield Finding(f"message.response: {len(contacts)} contacts came; the sample has one")


def _of_calls(calls: Sequence[Call]) -> Iterator[Finding]:
    if len({call.key for call in calls}) < len(calls):
        yield Finding("message[].callid: two calls have the same one", Verdict.FAILS)


def _of_modes(modes: Iterable[Mode]) -> Iterator[Finding]:
    for mode in modes:
        if mode.max_length is not None and (mode.min_length or 0) > mode.max_length:
            yield Finding(
                "message.response[].MinLength: it is more than MaxLength, so neither of them counts", Verdict.FAILS
            )


def _of_question(asked: ManualDialRequest, contacts: Sequence[ManualDialContact]) -> Iterator[Finding]:
    if len(contacts) > asked.count:
        yield Finding(f"message.response: {len(contacts)} contacts came; {asked.count} was asked for")
    if any(contact.consent is not None and contact.consent != asked.consent for contact in contacts):
        yield Finding("message.response.Consent: it is not the one that was asked for", Verdict.FAILS)


def _of_contacts(contacts: Iterable[Contact], clock: Clock) -> Iterator[Finding]:
    for contact in contacts:
        if not digits(plain(contact.phone_number)):
            yield Finding("message.response.PhoneNumber: it is no number that can be dialled", Verdict.FAILS)
        yield from _of_expiry(contact.expiry, clock)
        if contact.callback.strip() and parse_server_time(contact.callback, clock.zone or UTC) is None:
            yield Finding("message.response.CallbackTime: the date can't be read")


def _of_expiry(text: str, clock: Clock) -> Iterator[Finding]:
    where = "message.response.ExpiryTime"
    if not text.strip():
        yield Finding(f"{where}: it is empty, so nobody knows until when the contact can be dialled")
        return
    at = parse_server_time(text, clock.zone or UTC)
    if at is None:
        yield Finding(f"{where}: the date can't be read", Verdict.FAILS)
    elif at < EARLIEST:
        yield Finding(f"{where}: so early a date counts as none (§2.45)")
    elif clock.at is not None and _is_over(text, clock.zone, clock.at):
        yield Finding(f"{where}: it has passed, so the contact can't be dialled", Verdict.HOLDS)


def _is_over(text: str, zone: tzinfo | None, now: float) -> bool:
    at = parse_server_time(text, zone)
    return at is not None and at.timestamp() <= now


def settable(modes: Sequence[Mode]) -> Mode | None:
    """A mode whose number can be set to what it is, without harm: the number is one that can be sent as it came, and
    nothing else has the id of the mode. None when there is none."""
    keys = [mode.key for mode in modes]
    return next((mode for mode in modes if keys.count(mode.key) == 1 and _can_be_sent(mode)), None)


def _can_be_sent(mode: Mode) -> bool:
    """Whether the number can be sent as it came: it is all digits, and the widget would send it so. A mask or the rest
    of a number that was cut would take the place of the number itself."""
    number = mode.number or ""
    bare = number.removeprefix("+")
    if not (bare.isascii() and bare.isdecimal()) or squeezed(number) != number:
        return False
    least, most = max(mode.min_length or 0, _SHORTEST), mode.max_length or most_digits(number)
    return least <= digits(number) <= most
