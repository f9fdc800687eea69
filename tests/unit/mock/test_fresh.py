"""The mock's campaign groups and new contacts: what is downloaded is reserved, and comes once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from pydantic import BaseModel

from widget.lcm import (
    GET_CAMPAIGN_GROUPS,
    GET_CONTACT_OD,
    GET_DOWNLOAD_ALL_CONTACTS_FOR_DIALING,
    GET_DOWNLOAD_CONTACTS_FOR_DIALING,
    GET_RESERVED_CONTACT_OD,
    CampaignGroups,
    CampaignGroupsRequest,
    GroupContacts,
    GroupDownloadRequest,
    ManualDialContacts,
    NewContactRequest,
    Operation,
    Reply,
    ReservedContact,
    ReservedContactRequest,
    read,
    write_request,
)
from widget.mock import Lcm
from widget.mock.samples import samples

NOW = datetime(2026, 3, 1, 12, 0, 0)  # noqa: DTZ001 - the wire's times have no zone
EVENING = "Evening team"


def ask(lcm: Lcm, operation: Operation[Any, Any], data: BaseModel) -> Any:  # noqa: ANN401 - the body of any reply
    (delivery,) = lcm.answer(write_request(operation, data, source="widget"))
    message = read(delivery.text)
    assert isinstance(message, Reply)
    return message.body


def wanted(group: str, count: int = 1, *, consent: bool = True, reserved: bool = False) -> GroupDownloadRequest:
    return GroupDownloadRequest(group=group, count=count, consent=consent, agent_id="a", reserved=reserved)


def test_there_are_three_groups_and_one_does_not_run() -> None:
    groups = ask(Lcm(samples(NOW)), GET_CAMPAIGN_GROUPS, CampaignGroupsRequest(user_id="a"))
    assert isinstance(groups, CampaignGroups)
    assert [(group.name, group.status) for group in groups.groups] == [
        ("AESprint_AmzQueue1", "EXECUTING"),
        ("Renewals", "EXECUTING"),
        (EVENING, "PAUSED"),
    ]


def test_each_group_gives_its_own_contacts_and_each_contact_once() -> None:
    lcm = Lcm(samples(NOW))
    numbers = []
    for group in ("Renewals", "Renewals", "AESprint_AmzQueue1"):
        body = ask(lcm, GET_DOWNLOAD_CONTACTS_FOR_DIALING, wanted(group))
        assert isinstance(body, ManualDialContacts)
        numbers += [contact.phone_number for contact in body.contacts]
    assert numbers == ["2025550150", "2025550151", "2025550140"]


@pytest.mark.parametrize("consent", [True, False])
def test_what_was_downloaded_from_a_group_is_reserved(consent: bool) -> None:
    lcm = Lcm(samples(NOW))
    first = ask(lcm, GET_DOWNLOAD_ALL_CONTACTS_FOR_DIALING, wanted("Renewals", 2, consent=consent))
    assert isinstance(first, GroupContacts)
    assert len(first.contacts) == 2
    again = ask(lcm, GET_DOWNLOAD_ALL_CONTACTS_FOR_DIALING, wanted("Renewals", 9, consent=consent, reserved=True))
    assert {contact.contact_id for contact in first.contacts} <= {contact.contact_id for contact in again.contacts}


@pytest.mark.parametrize(
    ("group", "reason"), [(EVENING, "The campaign group is not running"), ("Nobody's", "Unknown campaign group")]
)
def test_a_group_without_contacts_says_why(group: str, reason: str) -> None:
    lcm = Lcm(samples(NOW))
    body = ask(lcm, GET_DOWNLOAD_ALL_CONTACTS_FOR_DIALING, wanted(group, 2))
    assert (body.contacts, body.reason) == ((), reason)
    assert ask(lcm, GET_DOWNLOAD_CONTACTS_FOR_DIALING, wanted(group)).contacts == ()


def test_a_new_non_pewc_contact_is_the_reserved_one_from_then_on() -> None:
    lcm = Lcm(samples(NOW))
    new = ask(lcm, GET_CONTACT_OD, NewContactRequest(user_id="a"))
    assert isinstance(new, ReservedContact)
    assert [contact.phone_number for contact in new.contacts] == ["2025550120"]
    assert ask(lcm, GET_RESERVED_CONTACT_OD, ReservedContactRequest(user_id="a")) == new
    ask(lcm, GET_CONTACT_OD, NewContactRequest(user_id="a"))
    assert ask(lcm, GET_CONTACT_OD, NewContactRequest(user_id="a")).contacts == ()
