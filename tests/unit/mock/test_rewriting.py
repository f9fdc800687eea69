"""The forms in which a message may come: which of them the widget reads as the message itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any

import pytest
from pydantic import BaseModel

from widget.lcm import (
    GET_BUSINESS_OUTCOME,
    GET_CALL_OUTCOME,
    GET_CALLBACK_MODES,
    GET_CAMPAIGN_GROUPS,
    GET_CAMPAIGN_MODES,
    GET_CONTACT_DETAIL,
    GET_OUTCOME_BY_OUTCOMEGROUP,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    GET_SCREEN_POP_DATA,
    SKIP_NON_PEWC_CONTACT,
    STATE_SYNC,
    BusinessOutcomesRequest,
    CallbackModes,
    CallbackModesRequest,
    CallOutcomesRequest,
    CampaignGroupsRequest,
    CampaignModesRequest,
    FieldsRequest,
    ManualDialRequest,
    NoData,
    Operation,
    OutcomeGroupRequest,
    Reply,
    ReservedContactRequest,
    SkippedReservation,
    read,
    write_request,
)
from widget.mock import SCENARIOS, Lcm
from widget.mock.rewriting import DEPTH, Rewriting, as_in_tables, in_other_case, in_packets, with_small_keys

NOW = datetime(2026, 3, 1, 12, 0, 0)  # noqa: DTZ001 - the wire's times have no zone
ASKED: tuple[tuple[Operation[Any, Any], BaseModel], ...] = (
    (STATE_SYNC, NoData()),
    (GET_CALLBACK_MODES, CallbackModesRequest(callid="12345", account_number="")),
    (GET_CAMPAIGN_MODES, CampaignModesRequest(callid="12345", account_number="")),
    (GET_CONTACT_DETAIL, FieldsRequest(callid="67890", account_number="")),
    (GET_SCREEN_POP_DATA, FieldsRequest(callid="67890", account_number="")),
    (GET_RESERVED_CONTACT_OD, ReservedContactRequest(user_id="a")),
    (GET_RESERVED_MANUAL_DIAL_CONTACT, ManualDialRequest(agent_id="a", count=1, consent=True, reserved=False)),
    (GET_RESERVED_MANUAL_DIAL_CONTACT, ManualDialRequest(agent_id="a", count=3, consent=False, reserved=False)),
    (GET_CAMPAIGN_GROUPS, CampaignGroupsRequest(user_id="a")),
    (GET_OUTCOME_BY_OUTCOMEGROUP, OutcomeGroupRequest()),
    (GET_BUSINESS_OUTCOME, BusinessOutcomesRequest(callid="12345", account_number="")),
    (GET_CALL_OUTCOME, CallOutcomesRequest(callid="12345")),
    (SKIP_NON_PEWC_CONTACT, SkippedReservation(user_id="a")),
)


def seeded() -> Random:
    """The same numbers each time."""
    return Random(1)  # noqa: S311 - repeatable, no secret


def replies() -> Iterator[str]:
    """What the mock answers."""
    lcm = Lcm(SCENARIOS["samples"](NOW))
    for operation, data in ASKED:
        yield lcm.answer(write_request(operation, data, source="w"))[0].text
    yield Lcm(SCENARIOS["many"](NOW)).push()[0].text
    yield Lcm(SCENARIOS["errors"](NOW)).answer(write_request(*ASKED[1], source="w"))[0].text


def said(text: str) -> object:
    """What the widget reads, whole and without a problem."""
    message = read(text)
    assert message is not None
    return (message.operation, message.body, message.problems) if isinstance(message, Reply) else message


@pytest.mark.parametrize("rewritten", [as_in_tables, in_other_case, in_packets])
def test_a_form_that_the_protocol_allows_is_read_as_the_message_itself(rewritten: Rewriting) -> None:
    chance = seeded()
    for text in replies():
        for _ in range(5):
            form = rewritten(text, chance)
            assert form != text
            assert said(form) == said(text)


def test_the_tables_spell_what_the_samples_spell_otherwise() -> None:
    spelled = "".join(as_in_tables(text, seeded()) for text in replies())
    for name in ("optionalbusinessfields", "modeid", "CallbackModes", "ContactID", "OutcomeID", "PCT", "Webservice"):
        assert f'"{name}"' in spelled


def test_packets_are_one_to_three_deep() -> None:
    text, chance, depths = next(replies()), seeded(), set()
    for _ in range(40):
        depth, message = 0, json.loads(in_packets(text, chance))
        while message["topic"] == "":
            depth, message = depth + 1, message["message"]
            message = json.loads(message) if isinstance(message, str) else message
        assert message == json.loads(text)
        depths.add(depth)
    assert depths == set(range(1, DEPTH + 1))


def test_a_field_in_another_case_is_one_that_no_page_lists() -> None:
    modes = read(with_small_keys(list(replies())[1], seeded()))
    assert isinstance(modes, Reply)
    assert isinstance(modes.body, CallbackModes)
    assert modes.problems == ()
    assert {mode.number for mode in modes.body.modes} == {None}


@pytest.mark.parametrize("rewritten", [as_in_tables, in_other_case, with_small_keys, in_packets])
@pytest.mark.parametrize("text", ["no JSON", "7", "[]"])
def test_what_is_no_message_stays_as_it_is(rewritten: Rewriting, text: str) -> None:
    assert rewritten(text, seeded()) == text
