"""Whatever the desktop says goes through one function before it is shown: no payment card, no turned text, and no phone
number where numbers are masked, is anywhere in the page."""

from __future__ import annotations

import json
import re

import pytest

from tests.unit.fake_clock import FakeClock
from tests.unit.session_kit import NOW, NoPage, Wire, lcm
from widget.config import WidgetConfig
from widget.lcm import GET_RESERVED_CONTACT_OD
from widget.panels import render
from widget.session import Session
from widget.state.keys import INSPECTOR, Key

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
    session.act("toggle", {"key": Key("fields", one.key).write()})
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
