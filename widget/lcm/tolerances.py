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
        "pages 000 to 007, 020 to 034, §1.8",
    ),
    Tolerance(
        "subtopic-case",
        "`CallbackModes` in the table, `CallBackModes` in the sample",
        "any case, for every subtopic",
        "pages 001, 021, 022, §1.9",
    ),
    Tolerance(
        "head-padding",
        "nothing on blanks around `channel`, `topic`, `subtopic` and `source`",
        "read without them",
        "§1.31",
    ),
    Tolerance(
        "packet",
        "messages bare, or wrapped for the desktop's publish/subscribe library",
        "both, and packets in packets, three deep",
        "§1.16, §1.20",
    ),
    Tolerance(
        "packet-names",
        "`subTopic`, `subscriberID` in the sample, `subtopic`, `SubscriberID` in the table",
        "either `subtopic`; the other names don't matter",
        "§1.17",
    ),
    Tolerance(
        "json-in-text",
        "the wire carries objects, or text",
        "a packet's `message`, a reply's `message`, a request's `data` or the whole as JSON text in a JSON text",
        "§2.37",
    ),
    Tolerance(
        "source-absent",
        "`source` in every request's table, in one sample of many",
        "a request without it",
        "pages 001 to 007, 020 to 034, §1.10",
    ),
    Tolerance(
        "data-not-applicable",
        "`data`: `Not applicable`, absent from the sample",
        "StateSync asked with any `data` or none; sent: none",
        "page 000, §2.6",
    ),
    Tolerance("unknown-names", "nothing on names they don't list", "ignored", "§1.2"),
    Tolerance(
        "half-characters",
        "nothing on characters",
        "halves of surrogate pairs become U+FFFD, since no text may hold them",
        "RFC 8259 §8.2",
    ),
    Tolerance(
        "byte-order-mark",
        "nothing on byte order marks",
        "before any JSON text, with or without white space, it is left out",
        "RFC 8259 §8.1, §2.47",
    ),
    Tolerance(
        "error-place",
        "how an error is delivered is not documented",
        "under `message`, `message.response`, its first item when it is an array, or `data`",
        "§1.26",
    ),
    Tolerance(
        "error-by-type",
        "a body with `errorType`, `errorMessage`, `msg`",
        "any body with an `errorType` is an error",
        "§1.24",
    ),
    Tolerance(
        "error-by-failure",
        "`success: false` with a `msg`",
        "an error of type `Failed`; `success` in any spelling of no",
        "§1.25",
    ),
    Tolerance(
        "error-by-name",
        "error type `WS_Error`; a sibling uses topic `Error`",
        "an error, whatever its body",
        "§1.27",
    ),
    Tolerance(
        "error-callid",
        "`Invalid Call ID:<call_id>`",
        "the call id is `callid`, else the one in the words",
        "pages 001, 002, 005, 006, 007, 021, 022, 026, 027, §1.28",
    ),
    Tolerance(
        "id-number",
        'ids are texts in most samples, numbers in others (`"137"`, `9`, `1`)',
        "both, kept as text",
        "§1.15",
    ),
    Tolerance(
        "id-spelling",
        "nothing on blanks around an id, nor on the spelling of GUIDs",
        "compared without padding (blanks, NUL), GUIDs also without case, hyphens and braces; sent as received",
        "§1.30",
    ),
    Tolerance("text-null", "texts are mandatory", "null or absent is empty, for all but ids and phone numbers", "§2.4"),
    Tolerance(
        "text-length",
        "nothing on lengths",
        "a text of more than 2,000 characters is cut there, or before a number that goes on there, ends in an ellipsis,"
        " and a problem says so",
        "§2.54",
    ),
    Tolerance(
        "id-length",
        "nothing on lengths",
        "an id, or a field's name, of more than 256 characters is never cut: it is left out with a problem, and so is"
        " what can't be without it; in an error, a malformed message or a business field's value it is no id",
        "§2.54",
    ),
    Tolerance(
        "list-length",
        "nothing on how many",
        "of more than 500 items of a list, or names of an object of fields, the rest is left out with a problem",
        "§2.54",
    ),
    Tolerance(
        "text-nothing",
        "nothing on words for nothing",
        "`null`, `(null)`, `undefined`, `None`, `N/A` as a text, a prefix, a suffix or a customer's name: empty, in any"
        " case; but the family name Null is one",
        "§2.52",
    ),
    Tolerance(
        "text-references",
        "nothing on HTML",
        "a whole, known character reference (`&amp;`, `&#39;`) in a text, or in the fields that a customer's name and"
        " place are taken from, is that character, decoded once",
        "§2.53",
    ),
    Tolerance(
        "number-nothing",
        "`PhoneNumber`: mandatory",
        "a word for nothing as a number is no number; a contact with no number is left out",
        "§2.52",
    ),
    Tolerance(
        "flag-spelling",
        'booleans in the tables; `"Yes"`, `"true"`, `"1"` elsewhere',
        "true/false, yes/no, y/n, t/f, on/off, 1/0 in any case, as text, number or boolean",
        "§2.2",
    ),
    Tolerance(
        "flag-unknown",
        "`PEWC`, `CampaignPEWC`: mandatory on page 000, `NA` on pages 001 and 005",
        "null, absent, blank, `NA`, `N/A`, `none`, `null`, `(null)`, `undefined`, `unknown`: unknown, which is not"
        " consent",
        "pages 000, 001, 005, §2.3",
    ),
    Tolerance(
        "length-form",
        "`MinLength`, `MaxLength`: Number in a table, `NA` in the others; text or null in the samples",
        "number, text, null, blank or absent",
        "pages 000, 001, 005, §2.15",
    ),
    Tolerance(
        "calls-form",
        "`message` is an object in the table, an array in the sample",
        "an array, one object, or null for no calls",
        "page 000, §2.7",
    ),
    Tolerance(
        "optional-fields-name",
        "`optionalbusinessfields` in the table, `optionalbussinessfields` in the sample",
        "both",
        "page 000, §2.8",
    ),
    Tolerance(
        "fields-absent",
        "both kinds of business fields are mandatory; the sample lacks them",
        "either or both absent or null",
        "page 000, §2.9",
    ),
    Tolerance(
        "fields-form",
        "`businessfields` is an array, `optionalbusinessfields` an object; `response` of page 007 is both",
        "either as an object of names and values, or as rows `{FieldName, Value, DataType, Format, Editable}`",
        "page 000, §2.10",
    ),
    Tolerance("field-value", "nothing on the values of fields", "text, number or boolean, kept as text; null", "§2.11"),
    Tolerance(
        "modes-form",
        "`campaignmodes` is an object in the table, an array in the sample",
        "an array, one object, null or absent",
        "page 000, §2.12",
    ),
    Tolerance("mode-id-name", "`modeid` in the table, `ModeID` in the sample", "both", "page 000, §2.14"),
    Tolerance(
        "channel-type",
        "`ChannelType` isn't in the table on page 000, is in its sample, and is `NA` on pages 001 and 005",
        "text, number, null or absent",
        "pages 000, 001, 005, §2.17",
    ),
    Tolerance(
        "number-null",
        "`Cvalue` is mandatory; null in the samples",
        "text, number, null or absent",
        "pages 000, 005, §2.16",
    ),
    Tolerance(
        "number-notation",
        "numbers are digits in the samples",
        "the notations of people; what is not the notation of one number is kept, and not dialled by `tel:`",
        "§2.48",
    ),
    Tolerance(
        "number-characters",
        "nothing on characters",
        "digits, dashes, spaces and signs of any script and width; unseen characters are dropped; sent: ASCII",
        "§2.49",
    ),
    Tolerance(
        "number-same",
        "nothing on the form in which a number is stored",
        "the same number at home, from abroad, or without its `+`",
        "§2.50",
    ),
    Tolerance("number-name", "`Cvalue`; `CValue` elsewhere in the family", "both", "§2.16"),
    Tolerance(
        "account-number-place",
        "where a call's LCM key is found isn't said",
        "`AccountNumber` or `LCMKey` of the call, else a business field of that name, else unknown",
        "pages 000, 001, §2.13",
    ),
    Tolerance(
        "response-form",
        "`response` is an array in one table, an object in another; samples differ from both",
        "an array, one object, null or absent",
        "pages 001, 003, 004, 020, 033, 034, §2.5",
    ),
    Tolerance(
        "outcome-replies",
        "`BusinessOutcome` answers GetBusinessOutcome, `BusinessOutCome` GetOutcomeByOutcomegroup",
        "in any case, and told apart by the call id: only the first has one",
        "pages 020, 022, §6.3",
    ),
    Tolerance(
        "outcome-id",
        "`OutComeID` in the samples, `OutcomeID` in the tables, `OutcomeId` in requests; a String or a Number",
        "all three, as text or a number, kept as text; sent as a number where one is wanted and it is the same id",
        "pages 020 to 023, 026, 027, §6.4, §6.11",
    ),
    Tolerance(
        "outcome-row",
        "`OutcomeID` and `Description`: mandatory",
        "a row without an id or a description is left out with a problem, and counted",
        "pages 020 to 022, §6.4",
    ),
    Tolerance(
        "lead-score",
        "`LeadScore`, once `Lead Score`: `NA` in the table, text in the sample",
        "either name; a whole number, text of up to 18 digits, null, blank, absent or a word for no number",
        "pages 020, 022, §6.5",
    ),
    Tolerance(
        "request-agent-id",
        "`UserId` in the tables, `UserID` or `userID` in the samples",
        "all three; sent: the sample's, or the table's by configuration",
        "pages 023, 024, §6.6, §6.7, §6.12",
    ),
    Tolerance(
        "request-lcm-key",
        "`LCMKey` in the table, `AccountNumber` in the sample",
        "both; sent: the sample's, or the table's by configuration",
        "page 025, §6.9, §6.12",
    ),
    Tolerance(
        "result-form",
        "`response` of a result is an array in the table, one object in the sample; a `callid` only in the table",
        "an array of one, or one object; a `callid` is not read",
        "pages 024, 025, §6.9, §6.13",
    ),
    Tolerance(
        "success-form", "`success` is a boolean", "any flag; absent is unknown", "pages 002, 023 to 027, §2.23, §6.13"
    ),
    Tolerance(
        "request-mode-id",
        "`ModeID` is a String in the table, a number in the sample",
        "both; sent: text",
        "page 002, §2.21",
    ),
    Tolerance(
        "count-name",
        "`NumberOfContactsRequired` in the table, `NumberofContactsRequired` in the sample",
        "both; sent: the sample's, or the table's by configuration",
        "page 004, §2.27",
    ),
    Tolerance(
        "count-form", "String in the table, number in the sample", "both; sent as the dialect has it", "page 004, §2.27"
    ),
    Tolerance(
        "request-flags",
        '`Consent`, `ReservedContacts`: Boolean in the table, `"Yes"` and `"true"` in the sample',
        "any spelling of yes and no, but not unknown; sent as the dialect has it",
        "page 004, §2.27",
    ),
    Tolerance(
        "contact-id-name", "`ContactID` in the tables, `ContactId` in the samples", "both", "pages 003, 004, §2.24"
    ),
    Tolerance(
        "contact-consent",
        '`Consent` is a String, described as true or false; `"Yes"` in the sample',
        "any flag, unknown included",
        "page 004, §2.29",
    ),
    Tolerance(
        "call-type-form",
        '`CallType` is a Number; `"Regular Call"` in one sample, 0 in the other',
        "both, kept as text as received",
        "pages 003, 004, §2.26",
    ),
    Tolerance(
        "groups-place",
        "`CampaignGroups` is in `message` in the table, in `message.response` in the sample",
        "both",
        "page 030, §7.2",
    ),
    Tolerance(
        "group-name-form",
        "`Name` is an array in the table, text in the sample",
        "text, or a list of one text",
        "page 030, §7.3",
    ),
    Tolerance("share-name", "`PCT` in the table, `Pct` in the sample", "both", "page 030, §7.3"),
    Tolerance(
        "agent-name",
        "`UserID` on pages 030 and 034, `UserId` in the table of page 033; `userID` and `UserID` in the samples",
        "all three on pages 030 and 033; sent: `UserID`, on page 033 as the dialect has it",
        "pages 030, 033, 034, §7.1, §7.10",
    ),
    Tolerance(
        "group-contact-names",
        "the names of a contact's number and LCM key on page 032 are not known",
        "`PhoneNumber`, `PhoneNo`, `ContactNumber`; `AccountNumber`, `LCMKey`, `lcmkey`; a contact without a number or"
        " a key is left out with a problem",
        "page 032, §7.8",
    ),
    Tolerance(
        "count-form-of-the-agent",
        "`PCBCount`, `RegularCount`: text",
        "text or a number; null, blank or absent is not known",
        "page 034, §7.13",
    ),
    Tolerance(
        "date-forms",
        "`Oct 7 2020 11:59PM` in one sample, `01/31/2024 23:59:00` in the other, no zone",
        "both, month first, in the configured zone",
        "pages 003, 004, §2.33",
    ),
    Tolerance("date-padding", "a one-digit day", "may be padded with a second space", "§2.33"),
    Tolerance(
        "date-half-day",
        "a date with slashes has 24 hours",
        "`1/31/2024 11:59:00 PM` too, month first; seconds may be absent, in the form with a month's name be there",
        "§2.43",
    ),
    Tolerance(
        "date-iso",
        "nothing on ISO 8601",
        "`2024-01-31T23:59:00`, with `T` or a space; with `Z` or an offset that counts, else in the configured zone",
        "§2.43",
    ),
    Tolerance("date-fraction", "nothing on fractions of a second", "dropped", "§2.43"),
    Tolerance(
        "date-blanks",
        "spaces",
        "any blanks count as one space; commas before blanks and characters that are not seen are left out",
        "§2.43, §2.44",
    ),
    Tolerance(
        "date-none",
        "nothing on empty dates",
        "a date before 2010-01-01 UTC counts as unknown",
        "§2.45",
    ),
    Tolerance(
        "date-never",
        "nothing on contacts that never expire",
        "an expiry more than five years ahead never comes",
        "§2.46",
    ),
    Tolerance("date-overlap", "nothing on daylight saving", "a time the clock shows twice is the earlier one", "§2.35"),
    Tolerance(
        "date-gap",
        "nothing on daylight saving",
        "a time the clock skips is the earlier of its two readings",
        "§2.35",
    ),
    Tolerance("date-unreadable", "nothing on other forms", "kept as received; counts as unknown", "§2.36"),
    Tolerance(
        "echo-channel",
        "the reply to `ManualDialCall` is on channel `UI` in its sample",
        "`LCM` and `UI`, for the two echoes only",
        "§3.8",
    ),
    Tolerance(
        "echo-place",
        "the echo is nested under `message`",
        "`PhoneNumber` itself, or under `data`, `message` or `message.data`",
        "§3.9",
    ),
    Tolerance(
        "echo-number",
        "the reply repeats the request",
        "a number in another form, when it ends in the same seven digits",
        "§3.11",
    ),
    Tolerance(
        "notice-channel",
        "call events on channel `LCM`, `Cisco` or `Finesse`, agent and outcome events on `Amazon`",
        "`LCM`, `Cisco`, `Finesse` and `Amazon` in any case, for the notices only; an outcome that was set: `LCM` only",
        "pages 010 to 015, §5.1",
    ),
    Tolerance(
        "notice-topic",
        "`Outbound`, `OutboundCall`, `WebService`",
        "any, for the notices only",
        "pages 010 to 015, §5.2",
    ),
    Tolerance("notice-payload", "`message`, `data`", "either", "pages 010, 011 and 012, §5.3"),
    Tolerance(
        "call-event-names",
        "`CallVariables`, `ResponseFields`; `Callvariables`, `responsefields`",
        "either spelling, and the number in the dialog too",
        "pages 010 and 012, §5.5",
    ),
    Tolerance(
        "call-event-words",
        "`DROPPED` and `dropped`, `ACW`, `wrap-up`",
        "any case; only letters count",
        "pages 010 and 012, §5.4",
    ),
    Tolerance(
        "outcome-key-quotes",
        "the LCM key in curly quotes",
        "the key with or without quotes around it",
        "page 013, §5.6",
    ),
    Tolerance(
        "agent-state-words",
        "`In Call`, `ACW`, `Log-Out`",
        "any case; only letters count; other words say nothing to us",
        "page 014, §5.7",
    ),
    Tolerance(
        "faulty-part",
        "nothing on faults",
        "a faulty optional value, mode, call or contact is left out with a problem; the rest is kept",
        "§1.3",
    ),
)
"""In the order of the protocol: envelope, errors, scalars, operations, dates."""
