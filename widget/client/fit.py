"""Whether a reply's content can be the answer to a request's: the little that data says on a bus without ids."""

from __future__ import annotations

from enum import IntEnum

from pydantic import BaseModel

from widget.lcm import (
    ManualDialContacts,
    ManualDialRequest,
    Refusal,
    Reply,
)


class Fit(IntEnum):
    """How well a body goes with a request: not at all, oddly, or well."""

    NO = 0
    ODD = 1
    YES = 2


def fit(data: BaseModel, body: BaseModel) -> Fit:
    """Judge by content. An echo (ManualDialCall) must repeat what was asked; contacts should have the asked consent."""
    if echoes(data, body):
        return Fit.YES if body == data else Fit.NO
    if isinstance(data, ManualDialRequest) and isinstance(body, ManualDialContacts):
        agrees = all(contact.consent in (None, data.consent) for contact in body.contacts)
        return Fit.YES if agrees and len(body.contacts) <= max(data.count, 1) else Fit.ODD
    return Fit.YES


def echoes(data: BaseModel, body: BaseModel) -> bool:
    """Whether the body repeats what was asked, as ManualDialCall's does: then it tells whose it is."""
    return isinstance(body, type(data))


def is_claim(message: Reply | Refusal) -> bool:
    """Whether the message only says "done" or "no" to *some* request: nothing in it tells which one it was.

    Contacts and modes speak for themselves whichever request brought them; a bare success must not vouch for another
    change than its own.
    """
    return isinstance(message, Refusal) or message.operation.success_of is not None


def carries_nothing(body: BaseModel) -> bool:
    """Whether the body of a download is an empty list: then a repeat of it can do no harm."""
    return isinstance(body, ManualDialContacts) and not body.contacts


def says_done(reply: Reply) -> bool | None:
    """What a reply claims of its change: True done, False not done, None unreadable. Any other reply is done."""
    success_of = reply.operation.success_of
    return True if success_of is None else success_of(reply.body)
