"""The contacts to dial by hand: free ones, and those that downloads have reserved for the agent."""

from __future__ import annotations

from collections.abc import Iterable

from widget.lcm import ManualDialContact


class Pool:
    """Free contacts, and contacts reserved for the agent. Unknown consent counts as no consent."""

    def __init__(self, pool: Iterable[ManualDialContact], reserved: Iterable[ManualDialContact]) -> None:
        self._free = list(pool)
        self._reserved = {contact.contact_id: contact for contact in reserved}

    def download(self, count: int, *, consent: bool) -> tuple[ManualDialContact, ...]:
        """Reserve up to `count` free contacts and return them; none when there are no more."""
        taken = _first(self._free, count, consent)
        self._free = [contact for contact in self._free if contact not in taken]
        self._reserved.update({contact.contact_id: contact for contact in taken})
        return taken

    def reserved(self, count: int, *, consent: bool) -> tuple[ManualDialContact, ...]:
        """Up to `count` of the contacts reserved before; the same again each time."""
        return _first(self._reserved.values(), count, consent)

    def skip(self, account_number: str, phone_number: str) -> bool:
        """Close a reserved contact; False when there is none with this account and number."""
        wanted = (account_number, phone_number)
        found = [one for one, each in self._reserved.items() if (each.account_number, each.phone_number) == wanted]
        for contact_id in found:
            del self._reserved[contact_id]
        return bool(found)


def _first(contacts: Iterable[ManualDialContact], count: int, consent: bool) -> tuple[ManualDialContact, ...]:
    return tuple(contact for contact in contacts if (contact.consent is True) is consent)[:count]
