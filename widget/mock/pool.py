"""The contacts to dial by hand: free ones, and those that downloads have reserved for the agent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from widget.lcm import CampaignGroup, ManualDialContact

RUNS = "EXECUTING"
NOT_RUNNING = "The campaign group is not running"


class Pool:
    """Free contacts, those of each campaign group, and contacts reserved for the agent. Unknown consent counts as no
    consent."""

    def __init__(
        self,
        pool: Iterable[ManualDialContact],
        reserved: Iterable[ManualDialContact],
        groups: Mapping[CampaignGroup, tuple[ManualDialContact, ...]] | None = None,
    ) -> None:
        self._groups = {group.name: group for group in groups or {}}
        self._free = {"": list(pool)} | {group.name: list(contacts) for group, contacts in (groups or {}).items()}
        self._reserved = {contact.contact_id: contact for contact in reserved}

    @property
    def groups(self) -> tuple[CampaignGroup, ...]:
        """The campaign groups of the agent."""
        return tuple(self._groups.values())

    def download(self, count: int, *, consent: bool, group: str = "") -> tuple[ManualDialContact, ...]:
        """Reserve up to `count` free contacts, those of a group where one is named, and return them; none when there
        are no more, or the group does not run."""
        if group and self.refusal(group):
            return ()
        free = self._free[group]
        taken = _first(free, count, consent)
        self._free[group] = [contact for contact in free if contact not in taken]
        self._reserved.update({contact.contact_id: contact for contact in taken})
        return taken

    def refusal(self, group: str) -> str:
        """Why there are no contacts in a group; "" where there may be some."""
        known = self._groups.get(group)
        if known is None:
            return "Unknown campaign group"
        return "" if known.status == RUNS else NOT_RUNNING

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
