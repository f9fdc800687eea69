"""Random interleavings of requests, replies, drops, duplicates, delays and corruption, against a model.

The model knows which post each reply was made for, which the client can't. It checks that no answer is lost, doubled or
crossed, that what is claimed of a change is true, and that everything ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from tests.unit.client_kit import (
    DEADLINES,
    change,
    change_reply,
    contacts_request,
    modes_request,
)
from tests.unit.client_world import Fate, World, is_good
from widget.client import Code, Failure, Standing
from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
    CallbackModes,
    CallStates,
    ManualDialContacts,
    ManualDialRequest,
    ModeNumberResult,
    NewModeNumber,
    NoData,
    Operation,
)

FATES = st.builds(
    Fate,
    request_lost=st.sampled_from([False, False, False, True]),
    reply_lost=st.sampled_from([False, False, False, True]),
    corrupt=st.sampled_from([False, False, False, False, True]),
    delay=st.sampled_from([0.0, 0.0, 0.1, 2.0, 6.0, 11.0, 19.0]),
    copy_after=st.sampled_from([None, None, 0.0, 0.5, 0.9]),
)
NUMBERS = ("11111111", "22222222", "33333339")
CALLIDS = st.sampled_from(["1", "2"])
REQUESTS: st.SearchStrategy[tuple[Operation[Any, Any], BaseModel]] = st.one_of(
    st.just((STATE_SYNC, NoData())),
    st.builds(lambda callid: (GET_CALLBACK_MODES, modes_request(callid)), CALLIDS),
    st.builds(lambda callid, number: (SET_NEW_MODE_NUMBER, change(number, callid)), CALLIDS, st.sampled_from(NUMBERS)),
    st.builds(
        lambda reserved, consent: (
            GET_RESERVED_MANUAL_DIAL_CONTACT,
            contacts_request(reserved=reserved, consent=consent),
        ),
        st.booleans(),
        st.booleans(),
    ),
)
OTHERS = st.builds(lambda callid, number: ("others", change(number, callid)), CALLIDS, st.sampled_from(NUMBERS))
WAITS = st.sampled_from([0.0, 0.2, 1.5, 4.0, 12.0])
STEPS = st.lists(st.tuples(st.one_of(REQUESTS, REQUESTS, REQUESTS, OTHERS), WAITS), min_size=1, max_size=12)


def play(world: World, steps: Sequence[tuple[tuple[Any, Any], float]]) -> None:
    for (what, data), wait in steps:
        if what == "others":
            world.others_change(data)
        else:
            world.new_request(what, data)
        world.pass_time(wait)
    world.pass_time(1000)


def check_everything_ended_once(world: World) -> None:
    assert set(world.ended) == set(world.asked), "a request never ended"
    assert world.client.wake_at is None
    for number, (operation, data) in world.asked.items():
        assert 1 <= len(world.posted(number)) <= (1 if operation.changes(data) else DEADLINES.retries + 1)


def check_answers_are_not_crossed(world: World) -> None:
    for number, (operation, data) in world.asked.items():
        answer = world.ended[number]
        if isinstance(answer, Failure):
            continue
        assert isinstance(answer, operation.answer)
        match answer:
            case CallbackModes() | ModeNumberResult():
                assert answer.callid == operation.reply_key(data)[1]
            case ManualDialContacts() | CallStates():
                assert operation.name in (GET_RESERVED_MANUAL_DIAL_CONTACT.name, STATE_SYNC.name)


def check_claims_about_changes_are_true(world: World) -> None:
    for number, (_, data) in world.asked.items():
        if not isinstance(data, NewModeNumber):
            continue
        how = world.ended[number]
        if not isinstance(how, Failure):
            assert data in world.done, "said to be saved, and never reached the other side"
            assert is_good(data), "said to be saved, and was refused"
        elif how.code is Code.REFUSED:
            assert data in world.done
            assert not is_good(data), "said to be refused, and was saved"
        else:
            assert how.code is Code.UNKNOWN_OUTCOME
    for late in world.beside:
        if late.standing is Standing.LATE and isinstance(late.asked, NewModeNumber):
            assert late.asked in world.done
            assert is_good(late.asked) is (late.failure is None)


def check_contacts_are_neither_lost_nor_doubled(world: World) -> None:
    seen: list[str] = []
    told: set[str] = set()
    for number, (_, data) in world.asked.items():
        answer = world.ended[number]
        if isinstance(answer, ManualDialContacts):
            ids = [contact.contact_id for contact in answer.contacts]
            told.update(ids)
            if isinstance(data, ManualDialRequest) and not data.reserved:
                seen += [contact_id for contact_id in ids if contact_id in world.given]
    assert len(seen) == len(set(seen)), "one contact answered two downloads"
    for late in world.beside:
        if late.standing is Standing.LATE and isinstance(late.body, ManualDialContacts):
            told.update(contact.contact_id for contact in late.body.contacts)
    assert world.arrived & world.given <= told, "contacts that came were never told of"


@settings(max_examples=250)
@given(steps=STEPS, fates=st.lists(FATES, min_size=1, max_size=12))
def test_no_answer_is_lost_doubled_or_crossed(steps: list[tuple[tuple[Any, Any], float]], fates: list[Fate]) -> None:
    world = World(fates)
    play(world, steps)
    check_everything_ended_once(world)
    check_answers_are_not_crossed(world)
    check_claims_about_changes_are_true(world)
    check_contacts_are_neither_lost_nor_doubled(world)


@settings(max_examples=60)
@given(steps=st.lists(st.tuples(REQUESTS, st.sampled_from([1.5, 4.0, 12.0])), min_size=1, max_size=12))
def test_on_a_bus_without_faults_every_request_has_its_true_answer(
    steps: list[tuple[tuple[Any, Any], float]],
) -> None:
    world = World([Fate()])
    play(world, steps)
    assert world.beside == []
    for number, (_, data) in world.asked.items():
        how = world.ended[number]
        if isinstance(data, NewModeNumber) and not is_good(data):
            assert isinstance(how, Failure)
            assert how.code is Code.REFUSED
        else:
            assert not isinstance(how, Failure)


def test_the_model_itself_would_notice_a_crossed_answer() -> None:
    world = World([Fate(request_lost=True)])
    world.new_request(SET_NEW_MODE_NUMBER, change(NUMBERS[0]))
    world.hear(change_reply("1"))
    world.pass_time(100)
    try:
        check_claims_about_changes_are_true(world)
    except AssertionError:
        return
    raise AssertionError("the model is blind")
