"""What is recorded says nothing of anybody, and still plays."""

from __future__ import annotations

import json
from random import Random
from typing import Any, get_args
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.kit import NOT_JSON, REPLIES, REQUESTS
from tests.unit.lcm.strategies import values
from tests.unit.session_kit import lcm
from widget.lcm import Reply, Request, id_key, read
from widget.recording import Pseudonyms
from widget.recording.pseudonyms import BUSINESS, DATES, KEPT
from widget.state.keys import Key, Kind

SAMPLES = [path.read_text("utf-8") for path in (*REPLIES, *REQUESTS)]


def pseudonyms() -> Pseudonyms:
    return Pseudonyms(Random(7))  # noqa: S311 - a test draws the same twice


def said_of_people(value: Any, field: str = "", *, business: bool = False) -> set[str]:  # noqa: ANN401 - JSON of any shape
    """Every text and number in a message, of three characters or more, that is no word of the protocol."""
    if isinstance(value, dict):
        return set().union(
            *(
                said_of_people(inner, name.casefold(), business=business or field in BUSINESS)
                for name, inner in value.items()
            )
        )
    if isinstance(value, list):
        return set().union(*(said_of_people(inner, field, business=business) for inner in value))
    harmless = value is None or isinstance(value, bool) or (not business and field in KEPT | DATES)
    return set() if harmless or len(str(value)) < 3 else {str(value)}


@pytest.mark.parametrize("text", SAMPLES, ids=range(len(SAMPLES)))
def test_nothing_said_of_people_is_in_a_disguised_message(text: str) -> None:
    disguised = pseudonyms().message(text)
    assert not [said for said in said_of_people(json.loads(text)) if said in disguised]


@pytest.mark.parametrize("text", SAMPLES, ids=range(len(SAMPLES)))
def test_a_disguised_message_is_read_as_the_same_kind_of_message(text: str) -> None:
    before, after = read(text), read(pseudonyms().message(text))
    assert isinstance(after, Reply | Request)
    assert isinstance(before, type(after))
    assert after.operation is before.operation
    plain, disguised = json.loads(text), json.loads(pseudonyms().message(text))
    assert shape(plain) == shape(disguised)


def shape(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    """A value with its texts and numbers replaced by their kind and length."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return value if value is None or isinstance(value, bool) else (type(value), len(str(value)))


@given(values)
def test_any_json_stays_json_of_the_same_shape(value: Any) -> None:  # noqa: ANN401 - JSON of any shape
    disguised = json.loads(pseudonyms().message(json.dumps(value)))
    assert kinds(disguised) == kinds(json.loads(json.dumps(value)))


def kinds(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    if isinstance(value, dict):
        return {name: kinds(inner) for name, inner in value.items()}
    return [kinds(inner) for inner in value] if isinstance(value, list) else type(value)


@given(st.lists(st.from_regex(r"[0-9]{1,6}|[a-z]{2,6}", fullmatch=True), min_size=2, max_size=40, unique=True))
def test_one_id_stays_one_and_two_stay_two(ids: list[str]) -> None:
    hidden = pseudonyms()
    first = [json.loads(hidden.message(json.dumps({"callid": callid})))["callid"] for callid in ids]
    again = [json.loads(hidden.message(json.dumps({"data": {"callid": callid}})))["data"]["callid"] for callid in ids]
    assert first == again
    assert len(set(first)) == len(ids)


def test_a_number_has_one_stand_in_however_it_is_written() -> None:
    hidden = pseudonyms()
    bare = hidden.words("2082097345")
    written = hidden.words("+(208) 209-7345")
    assert "".join(filter(str.isdigit, written)) == bare != "2082097345"
    dialled = {"action": "dial", "payload": {"contact": "manual-dial|9|2082097345"}}
    assert json.loads(hidden.action(json.dumps(dialled)))["payload"]["contact"].split("|")[2] == bare


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_key_of_something_on_screen_is_one_still_and_names_the_same_call(kind: Kind) -> None:
    hidden = pseudonyms()
    callid = json.loads(hidden.message(json.dumps({"callid": "12345"})))["callid"]
    key = Key(kind, "12345", ("FName", "manual-dial|9|2082097345", '"[1]\\', ""))
    veiled = json.loads(hidden.action(json.dumps({"action": "toggle", "payload": {"key": key.write()}})))["payload"]
    after = Key.read(veiled["key"])
    assert (after.kind, after.callid, len(after.part)) == (kind, callid, len(key.part))
    assert not [said for said in ("12345", "2082097345", "FName") if said in veiled["key"]]


@pytest.mark.parametrize("odd", ["", "Smith 2082097345", '{"a": "Smith"}', "2082097345", "[" * 100_000, '[["Smith"]]'])
def test_what_is_no_key_is_veiled_all_the_same(odd: str) -> None:
    veiled = pseudonyms().action(json.dumps({"action": "toggle", "payload": {"key": odd}}))
    assert not [said for said in ("Smith", "2082097345") if said in veiled]


def test_a_customers_field_named_like_one_of_the_protocol_is_disguised_all_the_same() -> None:
    call = {
        "callid": "1",
        "optionalbussinessfields": {"Description": "owes Smith", "ExpiryTime": "01/31/2024 23:59:00"},
    }
    disguised = pseudonyms().message(json.dumps({"channel": "LCM", "message": [call]}))
    assert "Smith" not in disguised
    assert "01/31/2024" not in disguised


@pytest.mark.parametrize("path", NOT_JSON, ids=lambda path: path.name)
def test_what_is_not_json_keeps_the_words_of_the_protocol_alone(path: Any) -> None:  # noqa: ANN401 - a Path
    disguised = pseudonyms().message(path.read_text("utf-8"))
    assert "testagent" not in disguised
    assert '"channel": "LCM"' in disguised


def test_json_in_a_text_is_disguised_as_json() -> None:
    inner = json.dumps([{"callid": "12345"}])
    disguised = json.loads(pseudonyms().message(json.dumps({"subtopic": "StateSync", "message": inner})))
    assert json.loads(disguised["message"])[0]["callid"] != "12345"


def test_a_refusal_keeps_its_words_and_not_its_number() -> None:
    refusal = {"errorType": "WS_Error", "msg": "Invalid Call ID:12345"}
    disguised = json.loads(pseudonyms().message(lcm("WS_Error", refusal)))
    assert disguised["message"]["errorType"] == "WS_Error"
    assert disguised["message"]["msg"].startswith("Invalid Call ID:")
    assert "12345" not in disguised["message"]["msg"]


def test_letters_stay_in_their_alphabet_so_that_they_run_the_same_way() -> None:
    disguised = pseudonyms().words("فاطمة דוד Anna")
    arabic, hebrew, latin = disguised.split()
    assert all("\u0600" <= char <= "\u06ff" for char in arabic)
    assert all("\u0590" <= char <= "\u05ff" for char in hebrew)
    assert latin[0].isupper()
    assert latin[1:].islower()


HIDING_PLACES = {
    "a number in a kept field": {"Description": 2082097345, "Mode": ["Home", 2082097345], "source": 2082097345.0},
    "a written number in a kept field": {"Description": "Home (208) 209-7345", "Mode": "Mobile 208 209 7345"},
    "business fields as text": {
        "optionalbussinessfields": '{"Description":"owes Smith","ExpiryTime":"01/31/1964 00:00:00"}'
    },
    "JSON in a business field": {"businessfields": {"Notes": '{"Description":"owes Smith"}', "FieldName": "Smith"}},
    "rows": {"businessfields": [{"FieldName": "Name", "Value": "Smith"}, {"FieldName": "(208) 209-7345"}]},
    "a sentence": {"msg": "User John Smith (jsmith@acme.com) is not signed in"},
    "a moment that is none": {"ExpiryTime": "call Smith 2082097345"},
    "the name of a field": {"2082097345": 1},
}


@pytest.mark.parametrize("place", HIDING_PLACES)
def test_nobody_hides_in(place: str) -> None:
    disguised = pseudonyms().message(json.dumps({"channel": "LCM", "message": HIDING_PLACES[place]}))
    hidden = ("2082097345", "209-7345", "209 7345", "Smith", "jsmith", "acme", "1964")
    assert not [said for said in hidden if said in disguised]


def test_what_was_typed_into_the_wrong_box_is_disguised() -> None:
    typed = {"action": "manual-count", "payload": {"value": "2082097345"}}
    assert "2082097345" not in pseudonyms().action(json.dumps(typed))
    chosen = json.dumps({"action": "get-contacts", "payload": {"count": "12", "consent": "no", "reserved": "on"}})
    assert json.loads(pseudonyms().action(chosen)) == json.loads(chosen)


def test_an_id_is_the_same_in_a_sentence_as_in_its_field() -> None:
    hidden = pseudonyms()
    callid = json.loads(hidden.message(json.dumps({"callid": "ab12-cdEF-77"})))["callid"]
    refusal = json.loads(hidden.message(lcm("WS_Error", {"msg": "Invalid Call ID:ab12-cdEF-77"})))
    assert refusal["message"]["msg"] == f"Invalid Call ID:{callid}"


def test_very_many_short_runs_are_drawn_soon() -> None:
    text = json.dumps({"callid": " ".join(f"{chr(0x4E00 + n)}0 \N{DEVANAGARI DIGIT ONE}{n}0" for n in range(3_000))})
    assert len(json.loads(pseudonyms().message(text))["callid"]) >= 15_000


@pytest.mark.parametrize("channel", ["Salesforce", "UI", "LCM"])
def test_of_another_apps_message_nothing_is_kept_but_its_head(channel: str) -> None:
    said = {"Description": "Call Mary Poppins", "Mode": "at her sister", "msg": "Mary is in", "ExpiryTime": "Mary"}
    head = {"channel": channel, "topic": "Case", "subtopic": "Updated", "source": "crm"}
    disguised = json.loads(pseudonyms().message(json.dumps({**head, "data": said})))
    assert {name: disguised[name] for name in head} == head
    assert "Mary" not in str(disguised)
    assert "sister" not in str(disguised)


@given(st.uuids())
def test_a_guid_has_one_pseudonym_in_every_spelling_and_that_is_a_guid(guid: UUID) -> None:
    mine = pseudonyms()
    spellings = [str(guid), str(guid).upper(), guid.hex, guid.hex.upper(), f"{{{guid}}}", f"{guid}    "]
    written = [json.loads(mine.message(lcm("CallBackModes", {"callid": each}))) for each in spellings]
    said = [message["message"]["callid"] for message in written]
    assert len({id_key(each) for each in said}) == 1
    assert UUID(said[0]) != guid
    assert [each.isupper() for each in said] == [each.isupper() for each in spellings] or guid.hex.isdecimal()
