"""The tolerances of scalars and of dates, each shown."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.contract.kit import Json, envelope, reply_of, shows, text
from widget.config import WidgetConfig
from widget.lcm import (
    MANUAL_DIAL_CALL,
    CallbackModes,
    CallStates,
    CampaignModes,
    Fit,
    ManualDialContacts,
    Mode,
    PhoneNumber,
    Reply,
    ReservedContact,
    ReservedContactRequest,
    id_key,
    is_never,
    parse_server_time,
    read,
)
from widget.state import WidgetState, update
from widget.state.contact import moment
from widget.state.contacts import ContactsRead
from widget.state.fields import customer_name
from widget.state.numbers import same, squeezed
from widget.state.reading import Came
from widget.state.screen import Screen

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


def read_in(zone: ZoneInfo | None, *texts: str) -> set[datetime | None]:
    """What these texts mean; one value when they all mean the same."""
    return {parse_server_time(text, zone) for text in texts}


@shows("date-half-day")
def test_a_date_with_slashes_may_have_twelve_hours_and_no_seconds() -> None:
    evening = ("1/31/2026 11:59:00 PM", "01/31/2026 11:59:00PM", "1/31/2026 11:59 pm", "01/31/2026 23:59")
    assert read_in(NEW_YORK, *evening) == {datetime(2026, 2, 1, 4, 59, tzinfo=UTC)}
    assert read_in(NEW_YORK, "1/31/2026 12:05:09 AM", "Jan 31 2026 12:05:09AM") == {
        datetime(2026, 1, 31, 5, 5, 9, tzinfo=UTC)
    }
    assert read_in(NEW_YORK, "31/1/2026 11:59:00 PM", "1/31/2026 13:00:00 PM", "1/31/2026 0:10 AM") == {None}


@shows("date-iso")
@pytest.mark.parametrize("zone", [NEW_YORK, None])
def test_an_offset_counts_also_where_no_zone_is_configured(zone: ZoneInfo | None) -> None:
    same = ("2026-01-31T23:59:00Z", "2026-01-31 23:59Z", "2026-02-01T05:29:00+05:30", "2026-01-31t18:59:00-0500")
    assert read_in(zone, *same, "2026-02-01T00:59:00+01") == {datetime(2026, 1, 31, 23, 59, tzinfo=UTC)}
    assert read_in(zone, "2026-01-31T23:59:00+24:00", "2026-01-31T24:00:00Z", "2026-13-01T00:00:00Z") == {None}


@shows("date-iso")
def test_iso_8601_without_an_offset_is_in_the_configured_zone() -> None:
    assert read_in(NEW_YORK, "2026-01-31T23:59:00", "2026-01-31 23:59:00") == {datetime(2026, 2, 1, 4, 59, tzinfo=UTC)}
    assert read_in(None, "2026-01-31T23:59:00", "01/31/2026 23:59:00") == {None}


@shows("date-fraction")
def test_a_fraction_of_a_second_is_dropped() -> None:
    dates = (
        "01/31/2026 23:59:09.9999999",
        "2026-01-31T23:59:09.997",
        "2026-01-31 23:59:09,5",
        "Jan 31 2026 11:59:09:997PM",
    )
    assert read_in(NEW_YORK, *dates) == {datetime(2026, 2, 1, 4, 59, 9, tzinfo=UTC)}


@shows("date-blanks")
@pytest.mark.parametrize(
    "blank", [" ", "  ", "\t", "\u00a0", "\u202f", "\u2009", "\u3000", " \u00a0\t", "\u200e ", "\n"]
)
def test_blanks_of_any_kind_count_as_one_space(blank: str) -> None:
    forms = ["Jan 31 2026 11:59 PM", "01/31/2026 23:59:00", "1/31/2026 11:59:00 PM", "2026-01-31 23:59:00"]
    forms += (" Jan 31, 2026, 11:59 PM ", "\u200e1/\u200e31/\u200e2026, 11:59:00 PM", "1/31/2026 23:59:00 ")
    assert read_in(NEW_YORK, *(form.replace(" ", blank) for form in forms)) == {datetime(2026, 2, 1, 4, 59, tzinfo=UTC)}


@shows("date-none")
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "UTC", None])
@pytest.mark.parametrize(
    "text",
    [
        *("Jan  1 1900 12:00AM", "01/01/0001 00:00:00", "1/1/0001 12:00:00 AM", "12/30/1899 00:00:00"),
        *("01/01/1753 00:00:00", "01/01/1970 00:00:00", "12/31/1969 19:00:00", "01/01/1601 00:00:00"),
        *("0001-01-01T00:00:00", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00+05:00", "1900-01-01 00:00:00.000"),
        *("00/00/0000 00:00:00", "0000-00-00 00:00:00", "01/01/2000 00:00:00", "Jan  1 1980 12:00AM"),
    ],
)
def test_a_date_that_stands_for_no_date_is_unknown(text: str, zone: str | None) -> None:
    assert moment(text, WidgetConfig(server_timezone=zone)) is None


@shows("date-never")
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "UTC"])
@pytest.mark.parametrize(
    "text",
    [
        *("12/31/9999 23:59:59", "12/31/9999 23:59:59.9999999", "Dec 31 9999 11:59PM", "9999-12-31T23:59:59-12:00"),
        *("06/06/2079 23:59:00", "01/19/2038 03:14:07", "12/31/2099 00:00:00", "12/31/2050 00:00:00"),
    ],
)
def test_an_expiry_that_stands_for_never_never_comes(text: str, zone: str) -> None:
    at, now = moment(text, WidgetConfig(server_timezone=zone)), datetime(2026, 1, 31, tzinfo=UTC).timestamp()
    assert at is not None
    assert is_never(at, now)


@shows("date-overlap")
def test_a_time_the_clock_shows_twice_is_the_earlier_one() -> None:
    assert parse_server_time("11/03/2024 01:30:00", NEW_YORK) == datetime(2024, 11, 3, 5, 30, tzinfo=UTC)


@shows("date-gap")
def test_a_time_the_clock_skips_is_the_earlier_of_its_readings() -> None:
    assert parse_server_time("03/10/2024 02:30:00", NEW_YORK) == datetime(2024, 3, 10, 6, 30, tzinfo=UTC)
    assert parse_server_time("Mar 10 2024 2:30AM", NEW_YORK) == datetime(2024, 3, 10, 6, 30, tzinfo=UTC)


@shows("date-unreadable")
@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "",
        "31/01/2024 23:59:00",
        "Feb 30 2024 1:00AM",
        "Oct 7 2020 13:00PM",
        "2024-01-31",
        "01-31-2024 23:59:00",
    ],
)
def test_an_unreadable_date_is_kept_and_means_nothing(text: str) -> None:
    message = {"response": [{"PhoneNumber": "1", "ExpiryTime": text, "CallbackTime": text}]}
    (contact,) = reply_of(ManualDialContacts, "DownloadContactsForDialing", message).contacts
    assert (contact.expiry, contact.callback) == (text, text)
    assert parse_server_time(contact.expiry, NEW_YORK) is None


NOTHING = ["null", "NULL", "Null", "(null)", "undefined", "None", "none", "N/A", " null "]


@shows("text-nothing")
@pytest.mark.parametrize("word", NOTHING)
def test_a_word_for_nothing_is_an_empty_text(word: str) -> None:
    message = {
        "response": [{"PhoneNumber": "2085550177", "Prefix": word, "Suffix": word, "Queue": word, "CampaignId": word}]
    }
    (contact,) = reply_of(ReservedContact, "ContactOD", message).contacts
    assert {contact.prefix, contact.suffix, contact.queue, contact.campaign} == {""}
    assert mode(Description=word).description == ""


@shows("text-nothing")
@pytest.mark.parametrize("words", ["Nullarbor", "none of these", "NA", "Unknown", "undefined behaviour"])
def test_a_text_that_only_begins_like_nothing_is_kept(words: str) -> None:
    assert mode(Description=words).description == words


@shows("number-nothing")
@pytest.mark.parametrize("word", [*NOTHING, "NA", "NaN", "nil", "unknown", ""])
def test_a_word_for_nothing_is_no_number(word: str) -> None:
    assert mode(Cvalue=word).number is None
    message = {"response": [{"PhoneNumber": word or "null"}, {"PhoneNumber": "2085550177"}]}
    body = reply_of(ReservedContact, "ContactOD", message)
    asked = ContactsRead("non-pewc", ReservedContactRequest(user_id="a"))
    state, _ = update(WidgetState(), Came(asked, body, 0.0))
    assert [contact.dialled for contact in state.non_pewc.value] == ["2085550177"]
    assert state.non_pewc.unread == 1


@shows("text-references")
@pytest.mark.parametrize(
    ("received", "kept"),
    [
        ("O&#39;Dwyer", "O'Dwyer"),
        ("O&#x27;Dwyer", "O'Dwyer"),
        ("AT&amp;T", "AT&T"),
        ("Jos&eacute;", "José"),
        ("&lt;b&gt;", "<b>"),
        ("&amp;lt;", "&lt;"),
        ("AT&T", "AT&T"),
        ("a &copy b", "a &copy b"),
        ("&nosuch;", "&nosuch;"),
        ("&#0;&#xD800;&#x110000;", "&#0;&#xD800;&#x110000;"),
    ],
)
def test_a_character_reference_is_decoded_once(received: str, kept: str) -> None:
    assert mode(Description=received).description == kept
    (call,) = reply_of(CallStates, "StateSync", [{"callid": "1", "optionalbusinessfields": {"LName": received}}]).calls
    assert (customer_name(call), call.optional_fields[0].value) == (kept, received)


@shows("number-notation")
def test_a_number_is_kept_as_received_and_read_when_it_is_used() -> None:
    assert mode(Cvalue="+44 (0)20 7946 0133").number == "+44 (0)20 7946 0133"
    assert [squeezed(number) for number in ("+44 (0)20 7946 0133", "2085550123.0")] == ["+442079460133", "2085550123.0"]


@shows("number-characters")
def test_the_characters_of_a_number_may_be_of_any_script() -> None:
    assert squeezed(mode(Cvalue="\u202a\uff0b\u0661 650\u2011555\u200b0199\u202c").number or "") == "+16505550199"


@shows("number-same")
def test_a_number_may_be_stored_in_another_form() -> None:
    state = WidgetState(settings=WidgetConfig(default_region="US"), screen=Screen(phones_ready=True))
    assert same(state, mode(Cvalue="+16505550199").number, "(650) 555-0199")


@shows("echo-number")
def test_an_echo_may_have_the_number_in_another_form() -> None:
    echo = reply_of(PhoneNumber, "ManualDialCall", {"data": {"PhoneNumber": "+16505550199"}})
    assert MANUAL_DIAL_CALL.fit(PhoneNumber(phone_number="(650) 555-0199"), echo) is Fit.ODD
    assert MANUAL_DIAL_CALL.fit(PhoneNumber(phone_number="6505550188"), echo) is Fit.NO


@shows("text-length")
def test_a_text_that_is_too_long_is_cut_and_that_is_said() -> None:
    call: dict[str, Json] = {"callid": "1", "businessfields": {"FName": "x" * 2001, "LName": "y" * 2000}}
    call["campaignmodes"] = [
        {"ModeID": "1", "Description": "z" * 9000, "ChannelType": "c" * 9000, "Cvalue": "6" * 9000}
    ]
    message = read(text(envelope(subtopic="StateSync", message=[call])))
    assert isinstance(message, Reply)
    (read_call,) = message.body.calls  # type: ignore[attr-defined]
    first, last = read_call.business_fields
    (its_mode,) = read_call.campaign_modes
    assert (first.value, last.value) == ("x" * 1999 + "…", "y" * 2000)
    for value in (its_mode.description, its_mode.channel_type):
        assert (len(value), value[-1]) == (2000, "…")
    assert its_mode.number == "…"
    assert sum(problem.why == "cut after 2000 characters" for problem in message.problems) == 4


def test_a_flag_or_a_length_that_is_too_long_is_left_out_and_said_once() -> None:
    modes: list[Json] = [{"ModeID": "1", "MinLength": "seven" * 500, "MaxLength": "9" * 2001}]
    message = read(text(envelope(subtopic="StateSync", message=[{"callid": "1", "campaignmodes": modes}])))
    assert isinstance(message, Reply)
    assert [problem.why for problem in message.problems] == ["left out: should be a number of digits"] * 2
    modes = [{"ModeID": "1", "PEWC": "y" * 2001, "CampaignPEWC": " " * 2001}]
    message = read(text(envelope(subtopic="CallBackModes", message={"callid": "1", "response": modes})))
    assert isinstance(message, Reply)
    assert [problem.why for problem in message.problems] == ["left out: should be a yes or a no"] * 2


@shows("id-length")
def test_an_id_that_is_too_long_is_never_cut() -> None:
    calls: list[Json] = [
        {"callid": "x" * 257},
        {"callid": "y" * 256, "AccountNumber": "5" * 257, "businessfields": {"n" * 257: "1", "m" * 256: "2"}},
    ]
    message = read(text(envelope(subtopic="StateSync", message=calls)))
    assert isinstance(message, Reply)
    (kept,) = message.body.calls  # type: ignore[attr-defined]
    assert (kept.callid, kept.account_number) == ("y" * 256, None)
    assert [field.name for field in kept.business_fields] == ["m" * 256]
    assert message.body.unread == 1  # type: ignore[attr-defined]
    assert len(message.problems) >= 3


@shows("id-length")
@pytest.mark.parametrize("length", [257, 2001, 3000])
def test_a_contact_stays_without_an_id_that_is_too_long(length: int) -> None:
    contact: dict[str, Json] = {"PhoneNumber": "5550100", "ContactId": "c" * length, "AccountNumber": "5" * length}
    message = read(text(envelope(subtopic="DownloadContactsForDialing", message={"response": contact})))
    assert isinstance(message, Reply)
    (kept,) = message.body.contacts  # type: ignore[attr-defined]
    assert (kept.phone_number, kept.contact_id, kept.account_number) == ("5550100", "", "")
    assert {problem.where for problem in message.problems} == {
        "message.response.ContactId",
        "message.response.AccountNumber",
    }


@shows("list-length")
def test_of_a_list_that_is_too_long_the_rest_is_left_out_and_counted() -> None:
    message = read(text(envelope(subtopic="StateSync", message=[{"callid": str(number)} for number in range(507)])))
    assert isinstance(message, Reply)
    assert (len(message.body.calls), message.body.unread) == (500, 7)  # type: ignore[attr-defined]
