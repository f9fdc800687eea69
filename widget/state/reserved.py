"""From a contact as the desktop sends it to a contact as the panel shows it: dates read, dial text put together."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from widget.config import WidgetConfig
from widget.lcm import ManualDialContact, NonPewcContact, parse_server_time
from widget.state.tree import Bench, Contact, Reserved


def moment(text: str, settings: WidgetConfig) -> float | None:
    """A desktop's date as epoch seconds, or None: unreadable, or no server zone configured (it is never guessed)."""
    if settings.server_timezone is None or not text.strip():
        return None
    read = parse_server_time(text, ZoneInfo(settings.server_timezone))
    return None if read is None else read.timestamp()


def _key(bench: Bench, contact: ManualDialContact | NonPewcContact) -> str:
    return "|".join((bench, contact.contact_id or contact.account_number, contact.phone_number))


def from_manual(contact: ManualDialContact, settings: WidgetConfig) -> Contact:
    """A manual-dial contact, open."""
    return Contact(
        key=_key("manual-dial", contact),
        bench="manual-dial",
        phone_number=contact.phone_number,
        dialled=contact.phone_number,
        account_number=contact.account_number,
        campaign=contact.campaign,
        mode=contact.mode,
        call_type=contact.call_type,
        consent=contact.consent,
        expiry=contact.expiry,
        deadline=moment(contact.expiry, settings),
        callback=contact.callback,
        callback_at=moment(contact.callback, settings),
    )


def from_non_pewc(contact: NonPewcContact, settings: WidgetConfig) -> Contact:
    """A non-PEWC contact, open: consent is known not to be given, prefix and suffix are part of what is dialled."""
    return Contact(
        key=_key("non-pewc", contact),
        bench="non-pewc",
        phone_number=contact.phone_number,
        dialled=f"{contact.prefix}{contact.phone_number}{contact.suffix}",
        account_number=contact.account_number,
        campaign=contact.campaign,
        mode=contact.mode,
        call_type=contact.call_type,
        consent=False,
        expiry=contact.expiry,
        deadline=moment(contact.expiry, settings),
        callback=contact.callback,
        callback_at=moment(contact.callback, settings),
        prefix=contact.prefix,
        suffix=contact.suffix,
        queue=contact.queue,
    )


def _again(known: Contact, came: Contact, at: float) -> Contact:
    """A contact that came again, with what was done with it.

    One that was finished is open again; but not if it was dialled, unless it is reserved anew: an answer may be late,
    or the desktop slow to take note of the dial. One that was dialled is open again when its time was over and it has a
    new one. A question about another number or consent is to be asked anew.
    """
    if known.step == "dialled" and known.expired(at) and not came.expired(at):
        return came
    dialled = known.finished_from in {"dialled", "unknown"} and known.expiry == came.expiry
    if known.step == "done" and not dialled:
        return came
    moot = known.step == "confirming" and (known.dialled, known.consent) != (came.dialled, came.consent)
    step = known.at_rest if moot else known.step
    return replace(came, step=step, failure=known.failure, finished_from=known.finished_from)


def merged(reserved: Reserved, came: tuple[Contact, ...], at: float) -> tuple[Contact, ...]:
    """The contacts after an answer: what came (a contact known keeps its step), then what is still being worked."""
    known = {contact.key: contact for contact in reserved.contacts}
    fresh = {contact.key: contact for contact in came}
    taken = [_again(known[key], contact, at) if key in known else contact for key, contact in fresh.items()]
    left = [
        contact
        for key, contact in known.items()
        if key not in fresh and (contact.worked(at) or contact.step == "dialling")
    ]
    return (*taken, *left)
