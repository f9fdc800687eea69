"""What is recorded says nothing of anybody, and is read as what it was."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, get_args
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.kit import NOT_JSON, REPLIES, REQUESTS
from tests.unit.lcm.strategies import values
from tests.unit.samples_of_state import blank
from tests.unit.session_kit import lcm
from widget import phones
from widget.config import WidgetConfig
from widget.lcm import Malformed, Reply, Request, id_key, parse_server_time, read
from widget.lcm.parsing import NotJson, parse
from widget.recording import Pseudonyms
from widget.recording.words import DATES, HEAD, PAYLOAD, SMALL, WORDS, is_known_key
from widget.state import numbers
from widget.state.keys import Key, Kind

SAMPLES = [path.read_text("utf-8") for path in (*REPLIES, *REQUESTS)]
NOW = 1_700_000_000.0
SETTINGS = {"source": "lcm-agent-widget", "default_region": "US", "server_timezone": "America/New_York"}


def pseudonyms() -> Pseudonyms:
    return Pseudonyms(Random(7), SETTINGS, NOW)  # noqa: S311 - a test draws the same twice


def disguised(message: object) -> Any:  # noqa: ANN401 - JSON of any shape
    return json.loads(pseudonyms().message(json.dumps(message, ensure_ascii=False)))


def ours(body: object) -> Any:  # noqa: ANN401 - JSON of any shape
    """What is recorded of the body of a message of ours."""
    return disguised(json.loads(lcm("CallBackModes", body)))["message"]


def text_of(value: str, *, field: str = "callid") -> str:
    return str(ours({field: value})[field])


def said_of_people(value: Any, field: str = "") -> set[str]:  # noqa: ANN401 - JSON of any shape
    """Every text and number in a message, of three characters or more, that is no word of the protocol."""
    if isinstance(value, dict):
        return set().union(*(said_of_people(inner, name.casefold()) for name, inner in value.items()))
    if isinstance(value, list):
        return set().union(*(said_of_people(inner, field) for inner in value))
    words = {**WORDS, **HEAD}.get(field, frozenset())
    harmless = value is None or isinstance(value, bool) or str(value).casefold() in words
    return set() if harmless or len(str(value)) < 3 else {str(value)}


@pytest.mark.parametrize("text", SAMPLES, ids=range(len(SAMPLES)))
def test_nothing_said_of_people_is_in_a_disguised_message(text: str) -> None:
    after = pseudonyms().message(text)
    assert not [said for said in said_of_people(json.loads(text)) if said in after]


@pytest.mark.parametrize("text", SAMPLES, ids=range(len(SAMPLES)))
def test_a_disguised_message_is_read_as_the_same_kind_of_message(text: str) -> None:
    before, after = read(text), read(pseudonyms().message(text))
    assert isinstance(after, Reply | Request)
    assert isinstance(before, type(after))
    assert after.operation is before.operation
    assert not isinstance(after, Reply) or after.problems == ()
    plain, veiled = json.loads(text), json.loads(pseudonyms().message(text))
    assert shape(plain) == shape(veiled)


def shape(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    """A value with its texts and numbers replaced by their kind."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return value if value is None or isinstance(value, bool) else (type(value), value != "")


@given(values)
def test_any_json_stays_json_of_the_same_structure(value: Any) -> None:  # noqa: ANN401 - JSON of any shape
    assert kinds(disguised(value)) == kinds(json.loads(json.dumps(value)))


@given(values)
def test_any_message_of_ours_is_read_as_one(value: Any) -> None:  # noqa: ANN401 - JSON of any shape
    text = lcm("CallBackModes", value)
    before, after = read(text), read(pseudonyms().message(text))
    assert type(before) is type(after)
    if isinstance(before, Malformed | Reply):
        assert isinstance(after, Malformed | Reply)
        assert [problem.where for problem in before.problems] == [problem.where for problem in after.problems]


def kinds(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    if isinstance(value, dict):
        return [kinds(inner) for inner in value.values()]
    return [kinds(inner) for inner in value] if isinstance(value, list) else type(value)


@given(st.lists(st.from_regex(r"[0-9]{1,6}|[a-z]{2,6}", fullmatch=True), min_size=2, max_size=40, unique=True))
def test_one_id_stays_one_and_two_stay_two(ids: list[str]) -> None:
    hidden = pseudonyms()
    first = [json.loads(hidden.message(lcm("ContactOD", {"callid": callid})))["message"]["callid"] for callid in ids]
    again = [json.loads(hidden.message(json.dumps({"data": {"callid": callid}})))["data"]["callid"] for callid in ids]
    assert first == again
    assert len(set(first)) == len(ids)


def test_ten_thousand_short_ids_stay_as_many() -> None:
    ids = [str(n) for n in range(10_000)]
    assert len({each["ModeID"] for each in ours({"response": [{"ModeID": one} for one in ids]})["response"]}) == 10_000


@given(st.integers(0, 10**18) | st.integers(-1000, 1000))
def test_an_id_is_the_same_as_a_number_and_as_text(number: int) -> None:
    body = ours([{"callid": number}, {"callid": str(abs(number))}, {"callid": float(abs(number) % 10**6)}])
    assert str(abs(body[0]["callid"])) == body[1]["callid"]
    assert isinstance(body[2]["callid"], float)


@pytest.mark.parametrize(
    "written",
    ["+(208) 209-7345", "208 209 7345", "208\u2011209\u20117345", "208.209.7345", "٢٠٨٢٠٩٧٣٤٥", "tel:2082097345"],
)
def test_a_number_has_one_stand_in_however_it_is_written(written: str) -> None:
    hidden = pseudonyms()
    numbers_of = {"action": "change-save", "payload": {"call": "1", "modeId": "2", "number": written}}
    typed = json.loads(hidden.action(json.dumps(numbers_of)))["payload"]["number"]
    sent = json.loads(hidden.message(lcm("CallBackModes", {"Cvalue": "2082097345"})))["message"]["Cvalue"]
    assert typed.lstrip("+") == sent != "2082097345"
    dialled = {"action": "dial", "payload": {"contact": "manual-dial|9|2082097345"}}
    assert json.loads(hidden.action(json.dumps(dialled)))["payload"]["contact"].split("|")[2] == sent


PAIRS = [
    ("2025550142", "+1 202-555-0142"),
    ("2025550142", "12025550142"),
    ("2025550142", "01112025550142"),
    ("2025550142", "2025550143"),
    ("2025550142", "2125559142"),
    ("5550142", "999 555 0142"),
    ("0142", "2025550142 x3"),
    ("6505550100", "6505550100 x12"),
    ("6505550100", "(650 555-0100"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_numbers_compare_as_they_did(one: str, other: str) -> None:
    body = ours([{"Cvalue": one}, {"Cvalue": other}])
    mine, theirs = (each["Cvalue"] for each in body)
    assert phones.load()
    assert compared(mine, theirs) == compared(one, other)
    assert all(
        numbers.diallable(numbers.squeezed(after)) == numbers.diallable(numbers.squeezed(before))
        for before, after in ((one, mine), (other, theirs))
    )


def compared(one: str, other: str) -> bool | None:
    """Whether two numbers are the same, as the widget compares them once the metadata is there."""
    state = blank().state
    settings = WidgetConfig(default_region="US")
    state = state._replace(screen=replace(state.screen, phones_ready=True), settings=settings)
    return numbers.same(state, one, other)


@pytest.mark.parametrize("length", range(1, 21))
@pytest.mark.parametrize(("least", "most"), [(None, None), ("8", "12"), (10, 10), ("7", "15")])
def test_a_number_stays_on_its_side_of_each_limit_of_length(length: int, least: object, most: object) -> None:
    hidden = pseudonyms()
    hidden.message(lcm("CampaignModes", {"response": [{"MinLength": least, "MaxLength": most}]}))
    given = {"action": "change-draft", "payload": {"call": "1", "modeId": "2", "value": "9" * length}}
    typed = json.loads(hidden.action(json.dumps(given)))["payload"]["value"]
    assert least is None or (length < int(str(least))) == (len(typed) < int(str(least)))
    for limit in (15, 18, *([] if most is None else [int(str(most))])):
        assert (length > limit) == (len(typed) > limit)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_key_of_something_on_screen_is_one_still_and_names_the_same_call(kind: Kind) -> None:
    hidden = pseudonyms()
    callid = json.loads(hidden.message(json.dumps({"callid": "12345"})))["callid"]
    key = Key(kind, "12345", ("FName", "manual-dial|9|2082097345", '"[1]\\', "", "mary@example.com"))
    veiled = json.loads(hidden.action(json.dumps({"action": "toggle", "payload": {"key": key.write()}})))["payload"]
    after = Key.read(veiled["key"])
    assert (after.kind, after.callid, len(after.part)) == (kind, callid, len(key.part))
    assert after.part[0] != "FName"
    assert not [said for said in ("12345", "2082097345", "mary", "example") if said in veiled["key"]]


def test_a_key_names_the_same_row_afterwards() -> None:
    hidden = pseudonyms()
    modes = json.loads(hidden.message(lcm("CallBackModes", {"callid": "C-9", "response": [{"ModeID": "7"}]})))
    callid, mode = modes["message"]["callid"], modes["message"]["response"][0]["ModeID"]
    pairs = {
        Key("mode", "C-9", ("7", "1")): Key("mode", callid, (mode, "1")),
        Key("field", "C-9", ("business", "12")): Key("field", callid, ("business", "12")),
        Key("fields", "C-9"): Key("fields", callid),
    }
    for before, after in pairs.items():
        shown = {"action": "toggle", "payload": {"key": before.write()}}
        assert Key.read(json.loads(hidden.action(json.dumps(shown)))["payload"]["key"]) == after


def test_a_contacts_key_is_that_of_the_contact_in_its_message() -> None:
    hidden = pseudonyms()
    wire = {"PhoneNumber": "+65 9146-2346", "AccountNumber": "5|3|1|0|0|44|1"}
    contact = json.loads(hidden.message(lcm("ContactOD", {"response": wire})))["message"]["response"]
    dialled = {"action": "dial", "payload": {"contact": f"non-pewc|{wire['AccountNumber']}|{wire['PhoneNumber']}"}}
    key = json.loads(hidden.action(json.dumps(dialled)))["payload"]["contact"]
    assert key == f"non-pewc|{contact['AccountNumber']}|{contact['PhoneNumber']}"


@pytest.mark.parametrize(
    "odd", ["", "Smith 2082097345", '{"a": "Smith"}', "2082097345", "[" * 100_000, '[["Smith"]]', "Smith|2082097345|1"]
)
@pytest.mark.parametrize("name", ["key", "contact", "value", "ended", "callid", "count", "copy"])
def test_what_is_no_key_is_veiled_all_the_same(odd: str, name: str) -> None:
    veiled = pseudonyms().action(json.dumps({"action": "toggle", "payload": {name: odd}}))
    assert not [said for said in ("Smith", "2082097345") if said in veiled]


def test_everything_that_a_rule_reads_of_a_payload_is_recorded() -> None:
    """And nothing else: what is copied, for example, is in the payload too."""
    files = Path(numbers.__file__).parent.glob("*.py")
    of_payload = re.compile(r'\b(?:payload|got)(?:\.get\(|\[)"(\w+)"')
    read_there = {name for path in files for name in of_payload.findall(path.read_text("utf-8"))}
    assert read_there == PAYLOAD


def test_a_customers_field_named_like_one_of_the_protocol_is_disguised_all_the_same() -> None:
    call = {
        "callid": "1",
        "optionalbussinessfields": {"Description": "Home", "ExpiryTime": "01/31/2024 23:59:00", "MinLength": "12"},
    }
    after = disguised(json.loads(lcm("StateSync", [call])))["message"][0]["optionalbussinessfields"]
    assert after.keys() == {"Description", "ExpiryTime", "MinLength"}
    assert not [said for said in ("Home", "2024", "23:59") if said in str(after.values())]
    assert after["MinLength"] != "12"


@pytest.mark.parametrize("path", NOT_JSON, ids=lambda path: path.name)
def test_what_is_not_json_keeps_the_words_of_the_protocol_alone(path: Any) -> None:  # noqa: ANN401 - a Path
    after = pseudonyms().message(path.read_text("utf-8"))
    assert "testagent" not in after
    assert '"channel": "LCM"' in after


@given(st.sampled_from(SAMPLES), st.data())
def test_what_is_not_json_is_no_json_afterwards_and_read_as_the_same(sample: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(sample)))
    text = sample[:start] + data.draw(st.text(st.sampled_from('{}[],:"\\\n\t\u2028x1'), max_size=3))
    text += sample[data.draw(st.integers(start, len(sample))) :]
    before, veiled = read(text), pseudonyms().message(text)
    after = read(veiled)
    assert type(before) is type(after)
    assert is_json(veiled) == is_json(text)
    if isinstance(before, Malformed):
        assert isinstance(after, Malformed)
        assert (before.subtopic in (None, after.subtopic)) or before.subtopic not in HEAD["subtopic"]


def is_json(text: str) -> bool:
    try:
        parse(text)
    except NotJson:
        return False
    return True


@pytest.mark.parametrize(
    "text", ['{"a":"x\ty"}', '{"channel":"LCM","subtopic":"StateSync","a":"\\x"}', '{"a":NaN}', ""]
)
def test_a_fault_of_json_is_a_fault_still(text: str) -> None:
    after = pseudonyms().message(text)
    assert not is_json(after)
    assert type(read(after)) is type(read(text))


@pytest.mark.parametrize("where", ["message", "packet", "whole"])
def test_json_in_a_text_is_disguised_as_json(where: str) -> None:
    calls = [{"callid": "12345", "campaignmodes": [{"ModeID": "7", "Description": "Home", "PEWC": "Yes"}]}]
    envelope = {"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "message": json.dumps(calls)}
    packet = {
        "channel": "LCM",
        "topic": "",
        "subTopic": "",
        "message": json.dumps(envelope),
        "subscriberID": "66517761",
    }
    text = json.dumps({"message": envelope, "packet": packet, "whole": json.dumps(packet)}[where])
    after = pseudonyms().message(text)
    message = read(after)
    assert isinstance(message, Reply)
    assert message.problems == ()
    assert not [said for said in ("12345", "66517761") if said in after]
    assert "Home" in after
    assert "Yes" in after


def test_a_refusal_keeps_its_words_and_not_its_number() -> None:
    refusal = {"errorType": "WS_Error", "msg": "Invalid Call ID:12345"}
    after = json.loads(pseudonyms().message(lcm("WS_Error", refusal)))
    assert after["message"]["errorType"] == "WS_Error"
    assert after["message"]["msg"].startswith("Invalid Call ID:")
    assert "12345" not in after["message"]["msg"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Invalid Call ID.", r"Invalid Call ID\."),
        ("Callid is empty", "Callid is empty"),
        ("User John Smith (jsmith@acme.com) is not signed in", r"User [A-Z][a-z]{5} is not signed in"),
        ("Field is unknown", r"[A-Z][a-z]{5} is unknown"),
        ("the agent Field was not found", r"the agent [A-Z][a-z]{5} was not found"),
        ("Invalid Call ID:<ab:12> for agent Mary Ann", r"Invalid Call ID:[A-Z][a-z]{5} for agent [A-Z][a-z]{5}"),
        ("Mary", r"[A-Z][a-z]{5}"),
        ("...", r"[A-Z][a-z]{5}"),
    ],
)
def test_of_a_sentence_the_common_words_stay(said: str, kept: str) -> None:
    assert re.fullmatch(kept, pseudonyms().sentence(said) or text_of(said, field="msg"))


@pytest.mark.parametrize(
    ("name", "kept"), [("Mary", False), ("مريم علي", True), ("שרה", True), ("Łukasz", False), ("王小明", False)]
)
def test_a_name_runs_the_same_way_and_says_nothing_else(name: str, kept: bool) -> None:
    after = text_of(name, field="FName")
    assert len(after) == 6
    assert all("\u0600" <= char <= "\u06ff" for char in after) == kept


@pytest.mark.parametrize("word", ["", "null", "NULL", "N/A", "None", "undefined", "(null)"])
def test_a_word_for_nothing_stays_one(word: str) -> None:
    assert text_of(word, field="FName") == word


@pytest.mark.parametrize("name", ["Null", "Nan", "Na"])
def test_a_name_that_looks_like_a_word_for_nothing_does_not_stay(name: str) -> None:
    assert text_of(name, field="LName") != name


HIDING_PLACES = {
    "a number in a kept field": {"Description": 2082097345, "Mode": ["Home", 2082097345], "source": 2082097345.0},
    "a written number in a kept field": {"Description": "Home (208) 209-7345", "Mode": "Mobile 208 209 7345"},
    "a mode that is a person's": {"Description": "Smith's sister", "Mode": "Home of Smith"},
    "business fields as text": {
        "optionalbussinessfields": '{"Description":"owes Smith","ExpiryTime":"01/31/1964 00:00:00"}'
    },
    "JSON in a business field": {"businessfields": {"Notes": '{"Description":"owes Smith"}', "FieldName": "Smith"}},
    "rows": {"businessfields": [{"FieldName": "Name", "Value": "Smith"}, {"FieldName": "(208) 209-7345"}]},
    "rows of another kind": {"businessfields": ["Smith", {"Format": "Smith", "Smith": 1, "DataType": "acme"}]},
    "a sentence": {"msg": "User John Smith (jsmith@acme.com) is not signed in"},
    "the kind of an error": {"errorType": "Smith has no consent", "msg": "no"},
    "a moment that is none": {"ExpiryTime": "call Smith 2082097345"},
    "a day of birth as a moment": {"ExpiryTime": "01/31/1964 00:00:00", "CallbackTime": "1964-01-31T00:00:00Z"},
    "the name of a field": {"2082097345": 1, "jsmith@acme.com": 1, "Smith": {"acme": "1964"}},
    "a flag": {"PEWC": "Smith", "Consent": 2082097345, "success": "1964-01-31"},
    "a length": {"MinLength": "2082097345", "MaxLength": 2082097345, "ChannelType": "Smith", "CallType": "for Smith"},
    "the message": "call Smith on 2082097345",
}


@pytest.mark.parametrize("place", HIDING_PLACES)
def test_nobody_hides_in(place: str) -> None:
    after = pseudonyms().message(json.dumps({"channel": "LCM", "message": HIDING_PLACES[place]}))
    after += pseudonyms().message(lcm("CallBackModes", HIDING_PLACES[place]))
    hidden = ("2082097345", "209-7345", "209 7345", "Smith", "jsmith", "acme", "1964")
    assert not [said for said in hidden if said in after]


def test_what_was_typed_into_the_wrong_box_is_disguised() -> None:
    typed = {"action": "manual-count", "payload": {"value": "2082097345"}}
    assert "2082097345" not in pseudonyms().action(json.dumps(typed))
    chosen = json.dumps({"action": "get-contacts", "payload": {"count": "12", "consent": "no", "reserved": "on"}})
    assert json.loads(pseudonyms().action(chosen)) == json.loads(chosen)


def test_an_id_is_the_same_in_a_sentence_as_in_its_field() -> None:
    hidden = pseudonyms()
    callid = json.loads(hidden.message(lcm("StateSync", [{"callid": "ab12-cdEF-77"}])))["message"][0]["callid"]
    refusal = json.loads(hidden.message(lcm("WS_Error", {"msg": "Invalid Call ID:ab12-cdEF-77"})))
    assert refusal["message"]["msg"] == f"Invalid Call ID:{callid}"


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"callid": " ".join(f"{chr(0x4E00 + n)}0 \N{DEVANAGARI DIGIT ONE}{n}0" for n in range(3_000))}),
        json.dumps([f"{n}{'0' * 8}" for n in range(9_000)]),
        json.dumps([f"{n}5550100" for n in range(9_000)]),
        json.dumps([f"{n}" for n in range(9_000)]),
    ],
    ids=["words", "zeros", "one tail", "short"],
)
def test_very_many_texts_are_drawn_soon(text: str) -> None:
    start = time.process_time()
    after = json.loads(pseudonyms().message(text))
    assert not isinstance(after, list) or len(set(after)) == 9_000
    assert time.process_time() - start < 20  # no measure of speed: what grows with the square takes minutes


@pytest.mark.parametrize("channel", ["Salesforce", "UI", "LCM"])
def test_of_another_apps_message_no_word_is_kept(channel: str) -> None:
    said = {
        "Description": "Call Mary Poppins",
        "Mode": "Home",
        "msg": "Mary is in",
        "ExpiryTime": "Mary",
        "Mary": "Yes",
    }
    head = {"topic": "Divorce of Mary", "subtopic": "Mary moved", "source": "marys-phone"}
    inner = {"channel": "Mary's", "topic": "Divorce of Mary", "source": "mary", "deep": [head]}
    after = disguised({"channel": channel, **head, "data": said, "message": inner, "more": head})
    assert after["channel"] == channel
    assert not re.search("mary|divorce|sister|home|yes", str(after), re.IGNORECASE)


def test_the_words_of_the_head_stay_and_no_others() -> None:
    head = {"channel": " lcm", "topic": "Webservice", "subtopic": "callbackmodes", "source": "lcm-agent-widget"}
    assert disguised(head) == {**head, "channel": "lcm"}
    odd = disguised({"channel": "Mary", "topic": "StateSync", "subtopic": "LCM", "source": "StateSync"})
    assert not {"Mary", "StateSync", "LCM"} & set(odd.values())


@given(st.uuids())
def test_a_guid_has_one_pseudonym_in_every_spelling_and_that_is_a_guid(guid: UUID) -> None:
    mine = pseudonyms()
    spellings = [str(guid), str(guid).upper(), guid.hex, guid.hex.upper(), f"{{{guid}}}", f"{guid}    "]
    written = [json.loads(mine.message(lcm("CallBackModes", {"callid": each}))) for each in spellings]
    said = [message["message"]["callid"] for message in written]
    assert len({id_key(each) for each in said}) == 1
    assert UUID(said[0]) != guid
    assert [each.isupper() for each in said] == [each.isupper() for each in spellings] or guid.hex.isdecimal()


@pytest.mark.parametrize("value", ["8\0", "x", "-1", "٨", True, 8, "8 ", "", None, "Yes", " no ", "y\0", "2"])
@pytest.mark.parametrize("field", ["MinLength", "PEWC", "ChannelType"])
def test_a_value_that_can_or_can_not_be_read_is_as_before(value: object, field: str) -> None:
    text = lcm("CallBackModes", {"callid": "1", "response": [{"ModeID": "1", field: value}]})
    before, after = read(text), read(pseudonyms().message(text))
    assert isinstance(before, Reply)
    assert isinstance(after, Reply)
    assert after.problems == before.problems
    mine, theirs = (reply.body.model_dump()["modes"][0] for reply in (before, after))
    assert field == "ChannelType" or {**theirs, "mode_id": ""} == {**mine, "mode_id": ""}


def test_padding_stays_padding_and_does_not_tell_the_length() -> None:
    bare, short, long = (text_of(each) for each in ("AB12", "AB12 ", "AB12      "))
    assert short == long == bare + " "


MOMENTS = ["11/14/2023 23:59:00", "Nov 14 2023 11:59PM", "2023-11-14T23:59:00Z", "2023-11-14 23:59:00+05:30"]


@pytest.mark.parametrize("written", [*MOMENTS, "11/14/2023 11:59:10 PM", "Nov 14 2023 1:02:03AM"])
def test_a_date_is_moved_with_the_recording_in_its_form(written: str) -> None:
    mine = pseudonyms()
    contact = {"ExpiryTime": written, "CallbackTime": written}
    moved, called = json.loads(mine.message(lcm("ContactOD", {"response": contact})))["message"]["response"].values()
    before, after, wanted = (parse_server_time(each, mine.zone) for each in (written, moved, called))
    assert before is not None
    assert after is not None
    assert after - before == mine.moved
    assert wanted == after.replace(minute=0, second=0)
    assert mine.moved.days < 0
    assert (moved[:1].isalpha(), "/" in moved, "T" in moved[8:12]) == (
        written[:1].isalpha(),
        "/" in written,
        "-" in written,
    )


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("01/31/1964 07:15:00", "01/01/1900 00:00:00"),
        ("Mar  3 1971 11:59PM", "Jan  1 1900 12:00AM"),
        ("1964-01-31T07:15:00Z", "1900-01-01T00:00:00"),
        ("01/31/2044 07:15:00", "12/31/9999 23:59:59"),
    ],
)
def test_a_date_that_stands_for_none_or_never_is_replaced_by_one_that_does(written: str, kept: str) -> None:
    assert text_of(written, field="ExpiryTime") == kept


def test_no_field_that_keeps_words_is_unknown_to_the_protocol() -> None:
    assert [field for field in {*WORDS, *SMALL, *DATES} if not is_known_key(field)] == []


def test_a_zero_is_replaced_like_any_other_digit() -> None:
    numbers_with = [str(head) + "0" * 8 for head in range(10, 100)]
    after = [each["Cvalue"] for each in ours([{"Cvalue": number} for number in numbers_with])]
    heads = "".join(number[:3] for number in after)
    assert heads.count("0") < len(heads) / 5
    assert after[0][3:].count("0") < 6
