"""The tolerances of campaign groups, their downloads, new non-PEWC contacts and the agent's counts, each shown."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.kit import body_of, envelope, reply_of, request_of, shows, text
from widget.lcm import (
    GET_CONTACT_OD,
    GET_DOWNLOAD_ALL_CONTACTS_FOR_DIALING,
    GET_DOWNLOAD_CONTACTS_FOR_DIALING,
    CallCounts,
    CampaignGroups,
    CampaignGroupsRequest,
    Dialect,
    GroupContacts,
    GroupDownloadRequest,
    Malformed,
    ManualDialContacts,
    NewContactRequest,
    Reply,
    ReservedContact,
    read,
    write_request,
)

GROUP = {"Name": "Sales"}
ASKED = GroupDownloadRequest(group="Sales", count=1, consent=True, agent_id="a", reserved=False)


@shows("groups-place")
@pytest.mark.parametrize("message", [{"CampaignGroups": [GROUP]}, {"response": {"CampaignGroups": [GROUP]}}])
def test_groups_are_in_the_message_or_in_its_response(message: dict[str, Any]) -> None:
    assert [group.name for group in reply_of(CampaignGroups, "SetCampaignGroup", message).groups] == ["Sales"]


@pytest.mark.parametrize("message", [{}, {"response": None}, {"response": {}}, {"CampaignGroups": None}])
def test_without_groups_there_are_none(message: dict[str, Any]) -> None:
    assert reply_of(CampaignGroups, "SetCampaignGroup", message).groups == ()


@shows("group-name-form")
@pytest.mark.parametrize("name", ["Sales", ["Sales"]])
def test_the_name_of_a_group_is_text_or_a_list_of_one(name: object) -> None:
    message = {"CampaignGroups": [{"Name": name}]}
    assert [group.name for group in reply_of(CampaignGroups, "SetCampaignGroup", message).groups] == ["Sales"]


@pytest.mark.parametrize("name", [None, "", " ", [], ["Sales", "Service"], [7], "x" * 257])
def test_a_group_without_one_name_is_left_out_and_the_others_stay(name: object) -> None:
    message = read(text(envelope("SetCampaignGroup", message={"CampaignGroups": [{"Name": name}, GROUP]})))
    assert isinstance(message, Reply)
    assert isinstance(message.body, CampaignGroups)
    assert [group.name for group in message.body.groups] == ["Sales"]
    assert message.problems


@shows("share-name")
@pytest.mark.parametrize("name", ["Pct", "PCT"])
def test_the_share_of_a_campaign_is_read_in_either_spelling(name: str) -> None:
    message = {"CampaignGroups": [{**GROUP, "Campaigns": [{"ID": "c", name: "60"}]}]}
    (group,) = reply_of(CampaignGroups, "SetCampaignGroup", message).groups
    assert group.campaigns[0].share == "60"


@shows("agent-name")
@pytest.mark.parametrize("name", ["UserID", "UserId", "userID"])
def test_the_agent_of_a_request_is_read_in_every_spelling(name: str) -> None:
    assert request_of(NewContactRequest, "GetContactOD", data={name: "a"}).user_id == "a"
    if name != "UserId":
        assert request_of(CampaignGroupsRequest, "GetCampaignGroups", data={name: "a"}).user_id == "a"


@shows("agent-name")
@pytest.mark.parametrize(("dialect", "name"), [("sample", "UserID"), ("table", "UserId")])
def test_a_new_non_pewc_contact_is_asked_for_in_the_chosen_dialect(dialect: Dialect, name: str) -> None:
    written = write_request(GET_CONTACT_OD, NewContactRequest(user_id="a"), source="us", dialect=dialect)
    assert f'"data":{{"{name}":"a","isReservedBy":""}}' in written


@pytest.mark.parametrize("operation", [GET_DOWNLOAD_CONTACTS_FOR_DIALING, GET_DOWNLOAD_ALL_CONTACTS_FOR_DIALING])
def test_a_download_from_a_group_is_written_as_five_texts(operation: Any) -> None:  # noqa: ANN401 - an operation
    written = write_request(operation, ASKED, source="us", dialect="table")
    assert (
        '"data":{"CampaignGroup":"Sales","NumberOfContactsRequired":"1","Consent":"true","AgentID":"a",'
        '"ReservedContacts":"false"}' in written
    )
    assert operation.changes(ASKED)
    assert not operation.changes(ASKED.model_copy(update={"reserved": True}))


def test_one_contact_of_a_group_is_read_as_one_of_manual_dial() -> None:
    message = {"response": {"PhoneNumber": "1", "AccountNumber": "5|3", "Consent": "Yes"}}
    (contact,) = reply_of(ManualDialContacts, "DownloadContactsForDialing", message).contacts
    assert (contact.phone_number, contact.consent) == ("1", True)


@shows("group-contact-names")
@pytest.mark.parametrize("number", ["PhoneNumber", "PhoneNo", "ContactNumber"])
@pytest.mark.parametrize("account", ["AccountNumber", "LCMKey", "lcmkey"])
def test_the_contacts_of_a_group_are_read_under_the_names_of_other_pages(number: str, account: str) -> None:
    row = {number: "1", account: "5|3", "CampaignID": "c", "ExpiryTime": "01/31/2024 23:59:00", "Consent": "false"}
    message = {"response": {"Contacts": [row], "RequestFailureReason": None}}
    (contact,) = reply_of(GroupContacts, "DownloadAllContactsForDialing", message).contacts
    assert (contact.phone_number, contact.account_number, contact.campaign) == ("1", "5|3", "c")
    assert (contact.expiry, contact.consent) == ("01/31/2024 23:59:00", False)


@shows("group-contact-names")
@pytest.mark.parametrize("row", [{"PhoneNumber": "1"}, {"AccountNumber": "5|3"}, {"CampaignKey": "c"}])
@pytest.mark.parametrize("alone", [False, True])
def test_a_contact_of_a_group_without_number_or_key_is_left_out_and_counted(row: dict[str, Any], alone: bool) -> None:
    whole = {"PhoneNumber": "2", "AccountNumber": "5|4"}
    message = read(
        text(
            envelope(
                "DownloadAllContactsForDialing", message={"response": {"Contacts": row if alone else [row, whole]}}
            )
        )
    )
    assert isinstance(message, Reply)
    assert isinstance(message.body, GroupContacts)
    assert [contact.phone_number for contact in message.body.contacts] == ([] if alone else ["2"])
    assert message.body.unread == 1


def test_a_reason_comes_in_place_of_contacts() -> None:
    message = {"response": {"RequestFailureReason": "Group is stopped"}}
    found = reply_of(GroupContacts, "DownloadAllContactsForDialing", message)
    assert (found.contacts, found.reason, found.unread) == ((), "Group is stopped", 0)


def test_no_response_is_no_contacts_and_one_that_is_absent_or_a_list_is_unreadable() -> None:
    assert reply_of(GroupContacts, "DownloadAllContactsForDialing", {"response": None}).contacts == ()
    for message in ({}, {"response": [{"PhoneNumber": "1", "AccountNumber": "5|3"}]}):
        assert isinstance(read(text(envelope("DownloadAllContactsForDialing", message=message))), Malformed)


@shows("response-form")
@pytest.mark.parametrize("response", [{"PhoneNumber": "1"}, [{"PhoneNumber": "1"}]])
def test_a_new_non_pewc_contact_comes_as_an_object_or_in_a_list(response: object) -> None:
    assert len(reply_of(ReservedContact, "ContactOD", {"response": response}).contacts) == 1


@shows("count-form-of-the-agent")
@pytest.mark.parametrize(("received", "kept"), [("3", 3), (3, 3), ("0", 0), (None, None), (" ", None)])
def test_a_count_is_text_or_a_number_or_not_known(received: object, kept: int | None) -> None:
    message = {"response": {"PCBCount": received, "RegularCount": "1", "IsAgentReserved": "0"}}
    (counts,) = reply_of(CallCounts, "AgentCallCount", message).counts
    assert (counts.personal, counts.regular) == (kept, 1)


def test_a_count_that_is_none_is_left_out_with_a_problem() -> None:
    message = read(text(envelope("AgentCallCount", message={"response": {"PCBCount": "many", "RegularCount": "1"}})))
    assert isinstance(message, Reply)
    assert body_of(CallCounts, Reply(message.operation, message.body)).counts[0].personal is None
    assert len(message.problems) == 1
