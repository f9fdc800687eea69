"""The tolerances of scalars and of dates, each shown."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.contract.kit import Json, envelope, reply_of, shows, text
from widget.lcm import (
    CallbackModes,
    CallStates,
    CampaignModes,
    ManualDialContacts,
    Mode,
    Reply,
    ReservedContact,
    id_key,
    parse_server_time,
    read,
)

NEW_YORK = ZoneInfo("America/New_York")


def mode(**values: Json) -> Mode:
    """Return a mode read with these values, from StateSync, CallBackModes and CampaignModes alike."""
    raw = {"ModeID": "1", **values}
    (call,) = reply_of(CallStates, "StateSync", [{"callid": "1", "campaignmodes": [raw]}]).calls
    modes = reply_of(CallbackModes, "CallBackModes", {"callid": "1", "response": [raw]}).modes
    campaign = reply_of(CampaignModes, "CampaignModes", {"callid": "1", "response": [raw]}).modes
    assert call.campaign_modes == modes == campaign
    return modes[0]


@shows("id-number")
@pytest.mark.parametrize(
    ("received", "kept"),
    [("137", "137"), (137, "137"), (0, "0"), (137.0, "137"), (12345678901234567890, "12345678901234567890")],
)
def test_an_id_is_kept_as_text(received: object, kept: str) -> None:
    modes = reply_of(CallbackModes, "CallBackModes", {"callid": received, "response": [{"ModeID": received}]})
    assert (modes.callid, modes.modes[0].mode_id) == (kept, kept)


@shows("id-spelling")
@pytest.mark.parametrize("received", ["12345     ", "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}", "007"])
def test_an_id_keeps_the_spelling_in_which_it_came_and_has_one_key(received: str) -> None:
    reply = read(text(envelope("CallBackModes", message={"callid": received, "response": [{"ModeID": received}]})))
    assert isinstance(reply, Reply)
    assert isinstance(reply.body, CallbackModes)
    assert (reply.callid, reply.body.callid, reply.body.modes[0].mode_id) == (received,) * 3
    assert reply.key == ("CallBackModes", id_key(received))


@pytest.mark.parametrize("blank", ["", "     ", "\0\0\0"])
def test_an_id_of_nothing_but_padding_is_absent(blank: str) -> None:
    calls = [{"callid": blank}, {"callid": "1", "campaignmodes": [{"ModeID": blank}]}]
    reply = read(text(envelope("StateSync", message=calls)))
    assert isinstance(reply, Reply)
    assert isinstance(reply.body, CallStates)
    assert [(call.callid, call.campaign_modes) for call in reply.body.calls] == [("1", ())]
    assert reply.body.unread == 1


@shows("text-null")
def test_a_missing_text_is_empty() -> None:
    contacts = {
        "response": [{"PhoneNumber": "1", "Prefix": None, "Queue": None, "CampaignId": None, "ExpiryTime": None}]
    }
    (contact,) = reply_of(ReservedContact, "ContactOD", contacts).contacts
    assert {contact.prefix, contact.suffix, contact.queue, contact.campaign, contact.expiry, contact.mode} == {""}
    assert mode(Description=None).description == ""


@shows("flag-spelling")
@pytest.mark.parametrize("yes", [True, "true", "True", "TRUE", "Yes", "yes", "Y", "T", "1", 1, "on", " Yes "])
def test_yes_in_any_spelling(yes: object) -> None:
    read_mode = mode(PEWC=yes, CampaignPEWC=yes)
    assert (read_mode.pewc, read_mode.campaign_pewc) == (True, True)


@shows("flag-spelling")
@pytest.mark.parametrize("no", [False, "false", "False", "No", "NO", "n", "f", "0", 0, "off", " no"])
def test_no_in_any_spelling(no: object) -> None:
    read_mode = mode(PEWC=no, CampaignPEWC=no)
    assert (read_mode.pewc, read_mode.campaign_pewc) == (False, False)


@shows("flag-unknown")
@pytest.mark.parametrize("unknown", [None, "", " ", "NA", "n/a", "None", "null", "Unknown"])
def test_an_unknown_flag_is_neither_yes_nor_no(unknown: object) -> None:
    assert mode(PEWC=unknown, CampaignPEWC=unknown).pewc is None


@shows("flag-unknown")
def test_an_absent_flag_is_unknown() -> None:
    assert (mode().pewc, mode().campaign_pewc) == (None, None)


@shows("length-form")
@pytest.mark.parametrize(
    ("received", "length"), [(8, 8), ("8", 8), (8.0, 8), (None, None), ("", None), (" ", None), (0, 0)]
)
def test_a_length_is_a_number_a_text_or_nothing(received: object, length: int | None) -> None:
    read_mode = mode(MinLength=received, MaxLength=received)
    assert (read_mode.min_length, read_mode.max_length) == (length, length)


@shows("length-form")
def test_an_absent_length_is_unknown() -> None:
    assert (mode().min_length, mode().max_length) == (None, None)


@shows("date-forms")
@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("Oct 7 2020 11:59PM", datetime(2020, 10, 8, 3, 59, tzinfo=UTC)),
        ("Jan 31 2024 12:05AM", datetime(2024, 1, 31, 5, 5, tzinfo=UTC)),
        ("Jan 31 2024 12:05PM", datetime(2024, 1, 31, 17, 5, tzinfo=UTC)),
        ("01/31/2024 23:59:00", datetime(2024, 2, 1, 4, 59, tzinfo=UTC)),
        ("01/02/2024 05:09:25", datetime(2024, 1, 2, 10, 9, 25, tzinfo=UTC)),
    ],
)
def test_both_forms_are_read_in_the_configured_zone(text: str, instant: datetime) -> None:
    parsed = parse_server_time(text, NEW_YORK)
    assert parsed == instant
    assert parsed is not None
    assert parsed.tzinfo is UTC


@shows("date-padding")
def test_a_day_may_be_padded() -> None:
    assert parse_server_time("Oct  7 2020 11:59PM", NEW_YORK) == parse_server_time("Oct 7 2020 11:59PM", NEW_YORK)


@shows("date-overlap")
def test_a_time_the_clock_shows_twice_is_the_earlier_one() -> None:
    assert parse_server_time("11/03/2024 01:30:00", NEW_YORK) == datetime(2024, 11, 3, 5, 30, tzinfo=UTC)


@shows("date-gap")
def test_a_time_the_clock_skips_is_the_earlier_of_its_readings() -> None:
    assert parse_server_time("03/10/2024 02:30:00", NEW_YORK) == datetime(2024, 3, 10, 6, 30, tzinfo=UTC)
    assert parse_server_time("Mar 10 2024 2:30AM", NEW_YORK) == datetime(2024, 3, 10, 6, 30, tzinfo=UTC)


@shows("date-unreadable")
@pytest.mark.parametrize(
    "text", ["soon", "", "31/01/2024 23:59:00", "Feb 30 2024 1:00AM", "Oct 7 2020 13:00PM", "2024-01-31T23:59:00Z"]
)
def test_an_unreadable_date_is_kept_and_means_nothing(text: str) -> None:
    message = {"response": [{"PhoneNumber": "1", "ExpiryTime": text, "CallbackTime": text}]}
    (contact,) = reply_of(ManualDialContacts, "DownloadContactsForDialing", message).contacts
    assert (contact.expiry, contact.callback) == (text, text)
    assert parse_server_time(contact.expiry, NEW_YORK) is None
