"""Every tolerance of the reader, named: where the vendor's pages contradict themselves, and what is accepted for it.

The table in docs/protocol/tolerances.md is generated from here, and every name must be shown by a test
(`@shows(name)` in tests/contract/). Nothing imports this at run time: the tolerances themselves live in the models
and readers."""

from __future__ import annotations

from typing import NamedTuple


class Tolerance(NamedTuple):
    """One tolerance: its name, what the pages say, what is accepted, and where that is written."""

    name: str
    pages_say: str
    we_accept: str
    source: str


TOLERANCES = (
    Tolerance(
        "topic-case",
        "`Webservice` in the tables, `WebService` in the samples",
        "any case; sent: `WebService`",
        "seeds, §1",
    ),
    Tolerance(
        "subtopic-case",
        "`CallbackModes` in the table, `CallBackModes` in the sample",
        "any case, for every subtopic",
        "seed 001, §1",
    ),
    Tolerance(
        "packet",
        "messages bare, or wrapped for the desktop's publish/subscribe library",
        "both, and packets in packets, three deep",
        "§1 Packets",
    ),
    Tolerance(
        "packet-names",
        "`subTopic`, `subscriberID` in the sample, `subtopic`, `SubscriberID` in the table",
        "either `subtopic`; the other names don't matter",
        "§1 Packets",
    ),
    Tolerance(
        "json-in-text",
        "the wire carries objects, or text",
        "a packet's `message`, a reply's `message`, a request's `data` or the whole as JSON text in a JSON text",
        "§2 JSON on the wire",
    ),
    Tolerance(
        "source-absent",
        "`source` in every request's table, in one sample of five",
        "a request without it",
        "seeds 001 to 004",
    ),
    Tolerance(
        "data-not-applicable",
        "`data`: `Not applicable`, absent from the sample",
        "StateSync asked with any `data` or none; sent: none",
        "seed 000",
    ),
    Tolerance("unknown-names", "nothing on names they don't list", "ignored", "design: tolerant in"),
    Tolerance(
        "half-characters",
        "nothing on characters",
        "halves of surrogate pairs become U+FFFD, since no text may hold them",
        "RFC 8259 §8.2",
    ),
    Tolerance(
        "error-place",
        "how an error is delivered is not documented",
        "under `message`, `message.response` or `data`",
        "§1 Errors",
    ),
    Tolerance(
        "error-by-type",
        "a body with `errorType`, `errorMessage`, `msg`",
        "any body with an `errorType` is an error",
        "§1 Errors",
    ),
    Tolerance(
        "error-by-failure",
        "`success: false` with a `msg`",
        "an error of type `Failed`; `success` in any spelling of no",
        "§1 Errors",
    ),
    Tolerance(
        "error-by-name",
        "error type `WS_Error`; a sibling uses topic `Error`",
        "an error, whatever its body",
        "§1 Errors",
    ),
    Tolerance(
        "error-callid",
        "`Invalid Call ID:<call_id>`",
        "the call id is `callid`, else the one in the words",
        "seeds 001, 002, §1 Errors",
    ),
    Tolerance(
        "id-number", 'ids are texts in most samples, numbers in others (`"137"`, `9`, `1`)', "both, kept as text", "§1"
    ),
    Tolerance("text-null", "texts are mandatory", "null or absent is empty, for all but ids and phone numbers", "§2"),
    Tolerance(
        "flag-spelling",
        'booleans in the tables; `"Yes"`, `"true"`, `"1"` elsewhere',
        "true/false, yes/no, y/n, t/f, on/off, 1/0 in any case, as text, number or boolean",
        "§2",
    ),
    Tolerance(
        "flag-unknown",
        "`PEWC`, `CampaignPEWC`: mandatory in seed 000, `NA` in seed 001",
        "null, absent, blank, `NA`, `N/A`, `none`, `null`, `unknown`: unknown, which is not consent",
        "§2",
    ),
    Tolerance(
        "length-form",
        "`MinLength`, `MaxLength`: Number in the table, text in the sample, null in seed 001",
        "number, text, null, blank or absent",
        "seeds 000, 001, §2",
    ),
    Tolerance(
        "calls-form",
        "`message` is an object in the table, an array in the sample",
        "an array, one object, or null for no calls",
        "seed 000, §2",
    ),
    Tolerance(
        "optional-fields-name",
        "`optionalbusinessfields` in the table, `optionalbussinessfields` in the sample",
        "both",
        "seed 000, §2",
    ),
    Tolerance(
        "fields-absent",
        "both kinds of business fields are mandatory; the sample lacks them",
        "either or both absent or null",
        "seed 000, §2",
    ),
    Tolerance(
        "fields-form",
        "`businessfields` is an array, `optionalbusinessfields` an object",
        "either as an object of names and values, or as rows `{FieldName, Value, DataType, Format, Editable}`",
        "seed 000, §2",
    ),
    Tolerance("field-value", "nothing on the values of fields", "text, number or boolean, kept as text; null", "§2"),
    Tolerance(
        "modes-form",
        "`campaignmodes` is an object in the table, an array in the sample",
        "an array, one object, null or absent",
        "seed 000, §2",
    ),
    Tolerance("mode-id-name", "`modeid` in the table, `ModeID` in the sample", "both", "seed 000, §2"),
    Tolerance(
        "channel-type",
        "`ChannelType` isn't in the table of seed 000, is in its sample, and is `NA` in seed 001",
        "text, number, null or absent",
        "seeds 000, 001, §2",
    ),
    Tolerance(
        "number-null", "`Cvalue` is mandatory; null in the sample", "text, number, null or absent", "seed 000, §2"
    ),
    Tolerance("number-name", "`Cvalue`; `CValue` elsewhere in the family", "both", "§2"),
    Tolerance(
        "account-number-place",
        "where a call's LCM key is found isn't said",
        "`AccountNumber` or `LCMKey` of the call, else a business field of that name, else unknown",
        "seeds 000, 001",
    ),
    Tolerance(
        "response-form",
        "`response` is an array in one table, an object in another; samples differ from both",
        "an array, one object, null or absent",
        "seeds 001, 003, 004, §2",
    ),
    Tolerance("success-form", "`success` is a boolean", "any flag; absent is unknown", "seed 002, §2"),
    Tolerance(
        "request-mode-id",
        "`ModeID` is a String in the table, a number in the sample",
        "both; sent: text",
        "seed 002, §2",
    ),
    Tolerance(
        "count-name",
        "`NumberOfContactsRequired` in the table, `NumberofContactsRequired` in the sample",
        "both; sent: the sample's, or the table's by configuration",
        "seed 004, §2",
    ),
    Tolerance(
        "count-form", "String in the table, number in the sample", "both; sent as the dialect has it", "seed 004, §2"
    ),
    Tolerance(
        "request-flags",
        '`Consent`, `ReservedContacts`: Boolean in the table, `"Yes"` and `"true"` in the sample',
        "any spelling of yes and no, but not unknown; sent as the dialect has it",
        "seed 004, §2",
    ),
    Tolerance("contact-id-name", "`ContactID` in the tables, `ContactId` in the samples", "both", "seeds 003, 004, §2"),
    Tolerance(
        "contact-consent",
        '`Consent` is a String, described as true or false; `"Yes"` in the sample',
        "any flag, unknown included",
        "seed 004, §2",
    ),
    Tolerance(
        "call-type-form",
        '`CallType` is a Number; `"Regular Call"` in one sample, 0 in the other',
        "both, kept as text as received",
        "seeds 003, 004, §2",
    ),
    Tolerance(
        "date-forms",
        "`Oct 7 2020 11:59PM` in one sample, `01/31/2024 23:59:00` in the other, no zone",
        "both, month first, in the configured zone",
        "seeds 003, 004, §2 Dates",
    ),
    Tolerance("date-padding", "a one-digit day", "may be padded with a second space", "§2 Dates"),
    Tolerance(
        "date-overlap", "nothing on daylight saving", "a time the clock shows twice is the earlier one", "§2 Dates"
    ),
    Tolerance(
        "date-gap",
        "nothing on daylight saving",
        "a time the clock skips is the earlier of its two readings",
        "§2 Dates",
    ),
    Tolerance("date-unreadable", "nothing on other forms", "kept as received; counts as unknown", "§2 Dates"),
    Tolerance(
        "echo-channel",
        "the reply to `ManualDialCall` is on channel `UI` in its sample",
        "`LCM` and `UI`, for the two echoes only",
        "§3",
    ),
    Tolerance(
        "echo-place",
        "the echo is nested under `message`",
        "`PhoneNumber` itself, or under `data`, `message` or `message.data`",
        "§3",
    ),
    Tolerance(
        "faulty-part",
        "nothing on faults",
        "a faulty optional value, mode, call or contact is left out with a problem; the rest is kept",
        "the issue",
    ),
)
"""In the order of the protocol: envelope, errors, scalars, operations, dates."""
