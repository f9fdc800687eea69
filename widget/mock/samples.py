"""The scenario `samples`: the vendor's own sample data, word for word from their pages, but for the dates.

The vendor's dates are of 2020 and 2024. They are moved to today, with their time of day, so that the contacts can be
dialled. A download of new contacts gives further ones of ours.

| what | from the page |
|---|---|
| two calls, 12345 with optional fields, 67890 without | State Synchronization |
| two callback modes for 12345, both with the same number | Get Callback Modes |
| the fields of 67890, which are asked for | Get Business Fields, Get Optional Business Fields |
| one contact, reserved already | Get Reserved Manual Dial Contact |
| one non-PEWC contact | Get Reserved Non-PEWC Contact |
| three telephony outcomes | Get Available Outcomes |
| two business outcomes of each call | Get Business Outcomes |
| the outcome 107 for manual dials; four more are ours | Get Business Outcome by Outcome Group |
| the first of three campaign groups | Get Campaign Groups |
| the counts of the agent | Get Agent Call Count |
| eight contacts with consent and four without, to be downloaded, live | none |
| three contacts with consent and two without in two of the groups, live; the third does not run | none |
| two new non-PEWC contacts, live | none |
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from widget.lcm import (
    CallbackModes,
    CallCounts,
    CallStates,
    CampaignGroup,
    Field,
    ManualDialContact,
    ManualDialContacts,
    Outcome,
    Reply,
    ReservedContact,
    parse_server_time,
    read,
)
from widget.mock.builders import expiring_contacts, group
from widget.mock.builders import non_pewc as non_pewc_contact
from widget.mock.dates import with_month_name, with_slashes
from widget.mock.outcomes import OutcomeLists
from widget.mock.scenario import Scenario

STATE_SYNC_REPLY = """{
  "channel": "LCM", "topic": "WebService", "subtopic": "StateSync",
  "message": [
    {
      "callid": "12345",
      "campaignmodes": [
        {"ModeID": "1", "Description": "Home", "ChannelType": "2", "MinLength": "8", "MaxLength": "12",
         "Cvalue": null, "PEWC": false, "CampaignPEWC": false}
      ],
      "optionalbussinessfields": {
        "FName": "David1", "LName": "Berry", "Address": "Virginia", "Country": "USA",
        "Home": "6491462346", "Office": "6591462346", "Mobile": "6591462346"
      }
    },
    {
      "callid": "67890",
      "campaignmodes": [
        {"ModeID": "1", "Description": "Home", "ChannelType": "2", "MinLength": "8", "MaxLength": "12",
         "Cvalue": null, "PEWC": false, "CampaignPEWC": false}
      ]
    }
  ]
}"""

CALLBACK_MODES_REPLY = """{
  "channel": "LCM", "topic": "WebService", "subtopic": "CallBackModes",
  "message": {
    "callid": "12345",
    "response": [
      {"ModeID": "3", "Description": "Mobile", "ChannelType": null, "MinLength": null, "MaxLength": null,
       "Cvalue": "6591462346", "PEWC": true, "CampaignPEWC": false},
      {"ModeID": "2", "Description": "Office", "ChannelType": null, "MinLength": null, "MaxLength": null,
       "Cvalue": "6591462346", "PEWC": true, "CampaignPEWC": false}
    ]
  }
}"""

MANUAL_DIAL_REPLY = """{
  "channel": "LCM", "topic": "WebService", "subtopic": "DownloadContactsForDialing",
  "message": {
    "response": {
      "PhoneNumber": "2082097345", "AccountNumber": "0|1|234|0|0|00|1234", "CampaignId": "AD Manual Dial Campaign",
      "Mode": "Mobile", "ContactId": 9, "ExpiryTime": "01/31/2024 23:59:00", "CallbackTime": "01/31/2024 05:09:25",
      "CallType": 0, "Consent": "Yes"
    }
  }
}"""

NON_PEWC_REPLY = """{
  "channel": "LCM", "topic": "WebService", "subtopic": "ContactOD",
  "message": {
    "response": {
      "PhoneNumber": "9873635", "AccountNumber": "137|1|3|0|0|84|1", "CampaignId": "SamplePreviewCampaign-ACQ",
      "Mode": "Home", "ContactId": "137", "ExpiryTime": "Oct 7 2020 11:59PM", "CallbackTime": "Oct 7 2020 11:59PM",
      "CallType": "Regular Call", "Prefix": "", "Suffix": "", "Queue": "Queue1"
    }
  }
}"""

_DATES = ("01/31/2024 23:59:00", "01/31/2024 05:09:25", "Oct 7 2020 11:59PM")

CALL_COUNT_REPLY = """{
  "channel": "LCM", "topic": "WebService", "subtopic": "AgentCallCount",
  "message": {"response": {"PCBCount": "0", "RegularCount": "1", "IsAgentReserved": "0"}}
}"""


def samples(now: datetime) -> Scenario:
    """The vendor's data with its dates moved to the day of `now`, in the server's zone, and contacts to download whose
    expiries are relative to `now`."""
    calls, modes, manual, non_pewc, counts = (_body(_moved(text, now)) for text in SAMPLE_REPLIES)
    if not (
        isinstance(calls, CallStates)
        and isinstance(modes, CallbackModes)
        and isinstance(manual, ManualDialContacts)
        and isinstance(non_pewc, ReservedContact)
        and isinstance(counts, CallCounts)
    ):
        raise TypeError("the vendor's samples are not what they should be")
    return Scenario(
        calls=calls.calls,
        modes={modes.callid: modes.modes},
        details={"67890": (_DETAIL, _SCREEN_POP)},
        reserved=manual.contacts,
        pool=(
            *expiring_contacts(now, (f"202555010{n}" for n in range(8)), first_id=100, consent=True),
            *expiring_contacts(now, (f"202555011{n}" for n in range(4)), first_id=200, consent=False),
        ),
        groups=_groups(now),
        non_pewc=non_pewc.contacts,
        outcomes=_OUTCOMES,
        new_non_pewc=tuple(
            non_pewc_contact(
                str(300 + n), f"202555012{n}", expiry=with_month_name(now + wait), callback=with_month_name(now + wait)
            )
            for n, wait in enumerate((timedelta(minutes=10), timedelta(minutes=20)))
        ),
        counts=counts.counts,
    )


def _groups(now: datetime) -> dict[CampaignGroup, tuple[ManualDialContact, ...]]:
    """The group of the page, and two of ours."""
    first, second = (
        (
            *expiring_contacts(now, (f"20255501{n + at}" for at in range(3)), first_id=10 * n, consent=True),
            *expiring_contacts(now, (f"20255501{n + at}" for at in range(3, 5)), first_id=10 * n + 5, consent=False),
        )
        for n in (40, 50)
    )
    return {
        group("AESprint_AmzQueue1", campaign="testcamp"): first,
        group("Renewals"): second,
        group("Evening team", "PAUSED"): (),
    }


_DETAIL = tuple(Field(name, value, "String", "", True) for name, value in (("FName", "Test"), ("LName", "Berry")))
_SCREEN_POP = (Field("FName", "David1"), Field("LName", "Berry"))
_TELEPHONY = tuple(
    Outcome(outcome_id=str(number), description=name) for number, name in enumerate(("Success", "Abandoned", "Invalid"))
)
_BUSINESS = tuple(
    Outcome(outcome_id=number, description=name, lead_score=0)
    for number, name in (("101", "Payment Done"), ("102", "Payment Failure"))
)
_MANUAL = tuple(
    Outcome(outcome_id=number, description=name, parent_id="5", lead_score=0)
    for number, name in (
        ("107", "success"),
        ("108", "No answer"),
        ("109", "Busy"),
        ("110", "Wrong number"),
        ("111", "Not interested"),
    )
)
_OUTCOMES = OutcomeLists(telephony=_TELEPHONY, business=dict.fromkeys(("12345", "67890"), _BUSINESS), manual=_MANUAL)
SAMPLE_REPLIES = (STATE_SYNC_REPLY, CALLBACK_MODES_REPLY, MANUAL_DIAL_REPLY, NON_PEWC_REPLY, CALL_COUNT_REPLY)


def _moved(text: str, now: datetime) -> str:
    """The text with its dates moved to the day of `now`. Late in the evening it is the next day, because the samples
    expire at 23:59."""
    day = (now + timedelta(hours=1)).date()
    for written in _DATES:
        moment = parse_server_time(written, UTC)
        assert moment is not None  # noqa: S101 - the samples' dates can be read
        moved = datetime.combine(day, moment.time())
        text = text.replace(written, (with_slashes if "/" in written else with_month_name)(moved))
    return text


def _body(text: str) -> object:
    message = read(text)
    return message.body if isinstance(message, Reply) else None
