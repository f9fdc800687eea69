"""Whatever the desktop says goes through one function before it is shown: no payment card, no turned text, and no phone
number where numbers are masked, is anywhere in the page."""

from __future__ import annotations

import json
import re
from datetime import UTC
from random import Random

import pytest

from tests.unit.fake_clock import FakeClock
from tests.unit.session_kit import NOW, NoPage, Wire, lcm
from widget.config import WidgetConfig
from widget.lcm import GET_RESERVED_CONTACT_OD
from widget.lcm.masking import mask_digits
from widget.lcm.server_time import parse_server_time
from widget.panels import render
from widget.panels.look import Look
from widget.panels.number import copy_button
from widget.recording.pseudonyms import Pseudonyms
from widget.session import Session
from widget.state.keys import FIELDS, INSPECTOR, Key
from widget.state.numbers import plain
from widget.texts.privacy import masked_cards, masked_numbers, shown

CARD = "4111111111111111"
CARDS = [
    CARD,
    "4111 1111 1111 1111",
    "4111.1111.1111.1111",
    "4111\u20091111\u202f1111\u00a01111",
    "4111\u20131111\u20131111\u20131111",
    "4111\u20111111\u20111111\u20111111",
    "4111 - 1111 - 1111 - 1111",
    "4111_1111_1111_1111",
    "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    "\u202e4111111111111111",
    "4111\u200b1111\u200b1111\u200b1111",
]
BETWEEN = [
    *"\ufeff\ufe0f\u034f\u2061\u2063\u180e\u206a\u2800\u3164\u115f\U000e0020",
    *"/,|;~'=*+\\\u2043\ufe63\ufe58\u02d7\u2219\u22c5\u30fb\uff65\uff0f\u2044",
    *(", ", "    ", " - - ", ")(", ":", ": ", "&nbsp;", "&shy;"),
]
IDENTITY = re.compile(r' data-(callid|call|mode-id|account-number|contact|key)="[^"]*"')
"""What an element belongs to. It is never shown, and an action needs it as it came."""


def everywhere(text: str, **settings: object) -> Session:
    """A session whose desktop puts this text into every place that a desktop can fill, with all of it unfolded."""
    session = Session(WidgetConfig(agent_id="jane", **settings), Wire(), FakeClock(NOW), NoPage(), "jane")
    session.act("toggle", {"key": INSPECTOR.write()})
    session.start()
    session.hear(lcm("StateSync", []))
    call = {
        "callid": text,
        "AccountNumber": "5",
        "businessfields": {"FName": text, text: "1", "Note": f"see {text}", "City": text, "Name": text},
        "campaignmodes": [{"ModeID": "1", "Description": text, "MaxLength": "9"}, {"ModeID": text}],
    }
    session.hear(lcm("StateSync", [call]))
    (one,) = session.state.calls.value
    session.act("toggle", {"key": FIELDS.write()})
    session.hear(lcm("CallBackModes", {"callid": text, "response": [{"ModeID": "2", "Description": text}]}))
    session.act("change-open", {"call": one.key, "modeId": "2"})
    session.act("get-reserved", {})
    contact = {
        **dict.fromkeys(("Prefix", "Suffix", "Queue", "QueueName", "CampaignName", "Mode", "CallType"), text),
        "PhoneNumber": "2082097345",
        "ContactId": "7",
        "ExpiryTime": text,
        "CallbackTime": text,
    }
    session.hear(lcm(GET_RESERVED_CONTACT_OD.reply, {"response": [contact]}))
    session.act("get-contacts", {"consent": "yes", "count": "1", "reserved": "on"})
    session.hear(lcm("WS_Error", {"errorType": "WS_Error", "msg": f"no contact {text}"}))
    session.hear(
        json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": text, "message": {"errorType": text}})
    )
    return session


def page_of(session: Session) -> str:
    return IDENTITY.sub("", "".join(render(session.state).values()))


@pytest.mark.parametrize("card", CARDS, ids=range(len(CARDS)))
def test_a_payment_card_is_nowhere_in_the_page_however_it_is_written(card: str) -> None:
    session = everywhere(card)
    page = page_of(session)
    assert not re.search(r"4[^\w<>]{0,3}(?:1[^\w<>]{0,3}){4}", page)
    assert page.count("•") > 100
    assert session.state.non_pewc.value


@pytest.mark.parametrize(
    "text", ["6505550100 x12", "6505550100 / 6505550101", "tel:6505550100", "call 650-555-0100 now", "(650) 555.0100"]
)
def test_where_numbers_are_masked_no_number_is_in_the_page_but_where_it_is_copied(text: str) -> None:
    page = re.sub(r' data-copy="[^"]*"', "", page_of(everywhere(text, mask_numbers=True)))
    assert not re.search(r"650[^\w<>]{0,3}555", page)
    assert "0100" in page or "0101" in page


@pytest.mark.parametrize("turned", ["\u202e0010555056", "\u2067x\u2069", "a\u200fb", "x\u0000y", "x\ny"])
def test_nothing_in_the_page_turns_or_breaks_what_is_around_it(turned: str) -> None:
    page = re.sub(r' data-copy="[^"]*"', "", page_of(everywhere(turned)))
    assert not re.search("[\u202a-\u202e\u2066\u2067\u200e\u200f\x00]", page)


def test_digits_of_another_script_are_shown_as_the_digits_that_are_sent() -> None:
    session = Session(WidgetConfig(), Wire(), FakeClock(NOW), NoPage(), "jane")
    session.start()
    session.hear(lcm("StateSync", [{"callid": "1"}]))
    session.hear(lcm("CallBackModes", {"callid": "1", "response": [{"ModeID": "2", "Cvalue": "\u06f6505550199"}]}))
    assert "6505550199" in render(session.state)["callback-modes"]


def test_a_number_that_holds_a_card_is_not_copied() -> None:
    session = Session(WidgetConfig(), Wire(), FakeClock(NOW), NoPage(), "jane")
    session.start()
    session.hear(lcm("StateSync", [{"callid": "1"}]))
    session.hear(lcm("CallBackModes", {"callid": "1", "response": [{"ModeID": "2", "Cvalue": CARD}]}))
    assert "data-copy" not in render(session.state)["callback-modes"]


@pytest.mark.parametrize("between", BETWEEN, ids=ascii)
def test_a_payment_card_is_masked_whatever_is_between_its_digits(between: str) -> None:
    card = between.join(["4111", "1111", "1111", "1111"])
    assert masked_cards(f"card {card}.") == f"card {between.join(['••••'] * 3)}{between}1111."


@pytest.mark.parametrize(
    "text", ["650\ufeff555\ufeff0100", "650,555,0100", "650|555|0100", "650    555    0100", "(650) - 555 - 0100"]
)
def test_a_masked_number_shows_its_last_four_whatever_is_between_its_digits(text: str) -> None:
    assert masked_numbers(text) == text.replace("650", "•••").replace("555", "•••")


@pytest.mark.parametrize(
    "date",
    ["1980-02-03", "12/31/2026", "31.12.2026", "2024-01-31 17:09", "01/31/2024 23:59:00", "31.12.2026 - 01.01.2027"],
)
def test_a_date_is_no_number_to_mask(date: str) -> None:
    assert shown(f"born {date}, call 6505550100", numbers=True) == f"born {date}, call ••••••0100"


@pytest.mark.parametrize("text", ["1980-02-03-1234", "12/31/2026 6505550100", "(650) 12-20-1999", "+12/31/2026"])
def test_what_only_begins_or_ends_like_a_date_is_masked(text: str) -> None:
    assert sum(char.isdecimal() for char in masked_numbers(text)) == 4


def test_a_date_in_a_field_is_shown_where_numbers_are_masked() -> None:
    page = page_with({"businessfields": {"Born": "1980-02-03"}}, {}, mask_numbers=True)["calls"]
    assert ">1980-02-03<" in page


BETWEEN_IN_A_FIELD = ["\0", "\u202e", "\u2066", "\ufeff", "\t\t\t\t", "\ufeff" * 9]


def page_with(
    call: dict[str, object], mode: dict[str, object], *pressed: tuple[str, Key], **settings: object
) -> dict[str, str]:
    session = Session(WidgetConfig(**settings), Wire(), FakeClock(NOW), NoPage(), "jane")
    session.start()
    session.hear(lcm("StateSync", [{"callid": "1", **call}]))
    session.hear(lcm("CallBackModes", {"callid": "1", "response": [{"ModeID": "2", **mode}]}))
    session.act("toggle", {"key": FIELDS.write()})
    for action, key in pressed:
        session.act(action, {"key": key.write()})
    return {name: str(drawn) for name, drawn in render(session.state).items()}


@pytest.mark.parametrize("between", BETWEEN_IN_A_FIELD, ids=ascii)
def test_a_card_in_a_field_is_not_copied(between: str) -> None:
    page = page_with({"businessfields": {"Note": between.join(["4111", "1111", "1111", "1111"])}}, {})["calls"]
    if len(between) < 9:
        assert "••••" in page
    assert "data-copy" not in page


@pytest.mark.parametrize("between", BETWEEN_IN_A_FIELD, ids=ascii)
def test_a_card_in_the_number_of_a_mode_is_neither_copied_nor_shown_as_received(between: str) -> None:
    number = between.join(["4111", "1111", "1111", "1111"])
    for pressed in ((), (("toggle-form", Key("mode", "1", ("2", "0"))),)):
        page = page_with({}, {"Cvalue": number}, *pressed)["callback-modes"]
        assert not re.search(r"4\D{0,9}(?:1\D{0,9}){4}", re.sub("<[^>]*>", "", page))
        assert "•" in page
        assert "data-copy" not in page


def test_a_number_is_copied_without_characters_that_turn_it() -> None:
    page = page_with({"businessfields": {"Phone": "\u202e6505550100"}}, {"Cvalue": "\u202e6505550199\u202c"})
    assert 'data-copy="6505550100"' in page["calls"]
    assert 'data-copy="6505550199"' in page["callback-modes"]


def test_a_report_with_digits_that_look_like_a_card_can_be_copied() -> None:
    look = Look("en", None, masked=False, phones_ready=False)
    assert copy_button(look, CARD, INSPECTOR, "Copy report") is not None
    assert copy_button(look, CARD, Key("field", "1"), "Copy") is None


@pytest.mark.parametrize("glued", ["123", "1225", "12251", "1234 1225", "/12/27/123"])
def test_digits_glued_to_a_card_do_not_hide_it_and_are_masked_with_it(glued: str) -> None:
    for card in (CARD, "4111 1111 1111 1111", "5555555555554444", "2 2223003122003222"):
        masked = masked_cards(card + glued)
        assert re.search("[•]{4}.?[•]{4}", masked)
        beside = re.sub("^[0-9]+", lambda digits: "•" * len(digits[0]), glued)
        assert masked.endswith(card[-4:] + beside) or beside != glued


@pytest.mark.parametrize("first", [CARD, "4111 1111 1111 1111", "378282246310005"])
@pytest.mark.parametrize("second", ["5555555555554444", "5555 5555 5555 4444", "5555-5555-5555-4444-123"])
def test_of_two_cards_glued_together_both_are_masked(first: str, second: str) -> None:
    masked = masked_cards(first + second)
    assert not re.search("5[^0-9]?5|5[^0-9]?4|3[^0-9]?7", masked)
    assert "4444" in masked or len(first) == 15


@pytest.mark.parametrize(
    "date", ["Oct 7 2020 11:59PM", "Oct  7 2020 11:59 p.m.", "Jan 31, 2024, 11:59 PM", "7 October 2020"]
)
def test_a_date_with_the_name_of_its_month_is_no_number_to_mask(date: str) -> None:
    assert masked_numbers(f"until {date}") == f"until {date}"
    assert masked_numbers(f"{date}, 6505550100") == f"{date}, ••••••0100"
    assert "7 2020" not in masked_numbers("Oct 7 2020 6505550100")


def test_a_date_beside_a_number_is_no_part_of_a_card() -> None:
    for tail in range(10):
        for text in (f"12/31/2026, 650555010{tail}", f"650555010{tail}, 12/31/2026"):
            assert masked_cards(text) == text
            assert masked_numbers(text) == text.replace("650555", "••••••")


def test_an_id_that_does_not_begin_like_a_card_stays() -> None:
    assert masked_cards("00411111111111111111123456") == "00411111111111111111123456"
    assert masked_cards("9" + "0" * 14 + "1" + "5" * 8) == "9" + "0" * 14 + "1" + "5" * 8


@pytest.mark.parametrize("number", ["+4915123456704", "+49 151 2345 6704", "tel:+378282246310005", "(+4915123456704)"])
def test_a_number_with_a_plus_and_up_to_fifteen_digits_is_no_card(number: str) -> None:
    assert masked_cards(number) == number


@pytest.mark.parametrize("text", ["+4111111111111111", "3782+822463+10005", "4915123456704", "+4915123456704, " + CARD])
def test_a_plus_does_not_hide_a_card(text: str) -> None:
    assert "•••" in masked_cards(text)


@pytest.mark.parametrize("number", ["378282246310005", "3782 822463 10005", "٣٧٨٢٨٢٢٤٦٣١٠٠٠٥"])
def test_a_card_of_fifteen_digits_is_masked_in_a_number_too(number: str) -> None:
    assert "•••" in masked_cards(number, phone=True)
    assert "•••" not in masked_cards("+" + number, phone=True)
    assert "•••" not in masked_cards("123456789012345", phone=True)


def test_two_numbers_with_a_plus_are_no_cards() -> None:
    assert masked_cards("+4915123456704, +4915123456704") == "+4915123456704, +4915123456704"


def contact_with(prefix: str, number: str, suffix: str, *, revealed: bool = False, **settings: object) -> str:
    session = Session(WidgetConfig(agent_id="jane", **settings), Wire(), FakeClock(NOW), NoPage(), "jane")
    session.start()
    session.hear(lcm("StateSync", []))
    session.act("get-reserved", {})
    contact = {"Prefix": prefix, "PhoneNumber": number, "Suffix": suffix, "ContactId": "7"}
    session.hear(lcm(GET_RESERVED_CONTACT_OD.reply, {"response": [contact]}))
    if revealed:
        (one,) = session.state.non_pewc.value
        session.act("reveal", {"key": one.on_screen.write()})
    return str(render(session.state)["non-pewc"])


def words_of(page: str) -> str:
    return re.sub("<[^>]*>", "", page)


@pytest.mark.parametrize(
    ("prefix", "number", "suffix"),
    [("41111111", "11111111", ""), ("", "41111111", "11111111"), ("4111", "11111111", "1111"), (CARD, "5550100", "")],
)
def test_a_card_in_a_prefix_a_number_and_a_suffix_together_is_masked_and_not_copied(
    prefix: str, number: str, suffix: str
) -> None:
    page = contact_with(prefix, number, suffix)
    assert not re.search(r"\d{5}|4111", words_of(page))
    assert "data-copy" not in page


def test_the_digits_before_and_after_a_masked_number_are_masked_until_it_is_revealed() -> None:
    hidden = words_of(contact_with("650555", "5550100", "77", mask_numbers=True))
    assert "650" not in hidden
    assert "77" not in hidden
    revealed = words_of(contact_with("650555", "5550100", "77", mask_numbers=True, revealed=True))
    assert "650555" in revealed
    assert "77" in revealed


def test_a_prefix_and_a_suffix_are_shown_in_the_digits_that_are_dialled() -> None:
    page = words_of(contact_with("\u0669", "6505550100", "\u0661"))
    assert "Prefix 9" in page
    assert "Suffix 1" in page


@pytest.mark.parametrize("number", ["1e308", "-1e308", "1" + "0" * 400, "1" * 32, "1e999"], ids=lambda text: text[:5])
@pytest.mark.parametrize("name", ["PhoneNumber", "Cvalue", "MinLength"])
def test_a_number_of_any_size_gets_digits_for_a_stand_in(name: str, number: str) -> None:
    sent = lcm("CallBackModes", {name: 7}).replace("7", number)
    said = Pseudonyms(Random(1)).message(sent)  # noqa: S311 - any numbers do
    assert isinstance(json.loads(said)["message"][name], int | float)
    assert number not in said


@pytest.mark.parametrize("number", ["1e308", "1" + "0" * 400, "1e999"], ids=lambda text: text[:5])
def test_a_message_with_a_huge_number_is_noted_with_a_reason(number: str) -> None:
    session = Session(WidgetConfig(), Wire(), FakeClock(NOW), NoPage(), "jane")
    session.start()
    session.hear(lcm("CallBackModes", {"Cvalue": 7}).replace("7", number))
    assert not [note for note in session.state.notes if "failed" in note.reason]


@pytest.mark.parametrize("unseen", "\u034f\u115f\u2800\u3164\ufe0f\ufeff\u2063\u180e\u200b\u202e", ids=ascii)
def test_a_character_that_is_not_seen_is_the_same_nothing_everywhere(unseen: str) -> None:
    number = unseen.join(["650", "555", "0100"])
    assert plain(number) == "6505550100"
    assert mask_digits(number) == unseen.join(["•••", "•••", "••00"])
    assert masked_numbers(number) == unseen.join(["•••", "•••", "0100"])
    assert parse_server_time(f"2024-01-31{unseen} 17:09", UTC) == parse_server_time("2024-01-31 17:09", UTC)
