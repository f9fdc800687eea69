"""The map from what came over the bus to events: each cell of the table in widget/state/incoming.py, and beside it."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import DAVID, MOBILE, NOW, OTHER, blank, manual
from tests.unit.session_kit import lcm, state_of
from tests.unit.store import Store
from widget.client import TWIN, Code, Failure, Incoming, Standing
from widget.config import WidgetConfig
from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    MANUAL_DIAL_CALL,
    SET_NEW_MODE_NUMBER,
    STATE_SYNC,
    Call,
    CallbackModes,
    CallbackModesRequest,
    CallStates,
    ManualDialContacts,
    ManualDialRequest,
    ModeNumberResult,
    NewModeNumber,
    NoData,
    Operation,
    PhoneNumber,
    read,
)
from widget.recording import Pseudonyms
from widget.state import WidgetState, update
from widget.state.attempt import Doubted, Settled
from widget.state.calls import CALLS
from widget.state.change import Change
from widget.state.contacts import ContactsRead
from widget.state.dialling import Dial
from widget.state.effects import Ask
from widget.state.incoming import MOST_REASON, events_of
from widget.state.inspector import Noted
from widget.state.link import CallsAskedFor, Heard, NobodyAnswered
from widget.state.modes import ModesOf
from widget.state.reading import Came, NotCame, Outdated, Over, Readable

ANSWER, REFUSED, UNANSWERED = Standing.ANSWER, Standing.REFUSED, Standing.UNANSWERED
LATE, UNASKED, DOUBTFUL = Standing.LATE, Standing.UNASKED, Standing.DOUBTFUL
UNREADABLE, OVERHEARD, IGNORED, ECHO = Standing.UNREADABLE, Standing.OVERHEARD, Standing.IGNORED, Standing.ECHO

NO, TIMEOUT, UNKNOWN = e.failure("refused"), e.failure("timeout"), e.failure("unknown-outcome")
STATES = CallStates(calls=(DAVID, OTHER))
NUMBERS = CallbackModes(callid="12345", modes=(MOBILE,))
CONTACTS = ManualDialContacts(contacts=(manual(),))
MODES = ModesOf("12345")
RESERVED, DOWNLOAD = (
    ContactsRead("manual-dial", ManualDialRequest(agent_id="me", count=1, consent=True, reserved=reserved))
    for reserved in (True, False)
)
CHANGE, DIAL = Change("12345", "", "1", "2025550142"), Dial("manual-dial|9|2082097345")
REQUESTS: dict[object, tuple[Operation[Any, Any], Any, Any]] = {
    CALLS: (STATE_SYNC, NoData(), STATES),
    MODES: (GET_CALLBACK_MODES, CallbackModesRequest(callid="12345", account_number=""), NUMBERS),
    RESERVED: (GET_RESERVED_MANUAL_DIAL_CONTACT, RESERVED.asked, CONTACTS),
    DOWNLOAD: (GET_RESERVED_MANUAL_DIAL_CONTACT, DOWNLOAD.asked, CONTACTS),
    CHANGE: (
        SET_NEW_MODE_NUMBER,
        NewModeNumber(callid="12345", account_number="", mode_id="1", contact_number="2025550142", agent_id="me"),
        ModeNumberResult(callid="12345", success=True),
    ),
    DIAL: (MANUAL_DIAL_CALL, PhoneNumber(phone_number="2082097345"), PhoneNumber(phone_number="2082097345")),
}
"""For each thing that is asked for: the operation, what is asked, and an answer."""
READ, SENT = (CALLS, MODES, RESERVED, DOWNLOAD), (CHANGE, DIAL)


def at_work() -> WidgetState:
    """Two calls, on a link that was heard just now."""
    store = blank()
    store.dispatch(e.calls_came((DAVID, OTHER), NOW))
    return store.state


def came(standing: Standing, what: object, failure: Failure | None = None, *, again: bool = False) -> Incoming:
    """What came of a request: an answer, or the failure."""
    operation, asked, body = REQUESTS[what]
    return Incoming(standing, "why", operation, asked, what, None if failure else body, failure, again=again)


def heard(standing: Standing, text: str, **more: Any) -> Incoming:  # noqa: ANN401 - fields of Incoming
    """A message that belongs to nothing that was asked here."""
    message = read(text)
    operation, body = getattr(message, "operation", None), getattr(message, "body", None)
    return Incoming(standing, "why", operation, body=body, message=message, **more)


def told(incoming: Incoming, state: WidgetState | None = None) -> list[object]:
    """The events, but for the notes."""
    events = events_of(incoming, state or at_work(), NOW)
    return [event for event in events if not isinstance(event, Noted)]


def notes(incoming: Incoming) -> list[tuple[str, str]]:
    events = events_of(incoming, at_work(), NOW)
    return [(event.note.kind, event.note.reason) for event in events if isinstance(event, Noted)]


# What was asked for here.


@pytest.mark.parametrize("what", READ)
def test_an_answer_about_something_read_has_come(what: Readable) -> None:
    assert told(came(ANSWER, what)) == [Came(what, REQUESTS[what][2], NOW)]


@pytest.mark.parametrize("what", READ)
def test_something_read_that_was_refused_has_not_come(what: Readable) -> None:
    assert told(came(REFUSED, what, NO)) == [NotCame(what, NO, NOW)]


@pytest.mark.parametrize("what", READ)
def test_something_read_that_was_not_answered_has_not_come_and_maybe_nobody_is_there(what: Readable) -> None:
    nobody = [] if what is CALLS else [NobodyAnswered()]
    assert told(came(UNANSWERED, what, TIMEOUT)) == [NotCame(what, TIMEOUT, NOW), *nobody]


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("what", [CALLS, MODES, RESERVED])
def test_something_read_that_came_late_has_come_and_ends_no_request(what: Readable, again: bool) -> None:
    late = Came(what, REQUESTS[what][2], NOW, ends=False)
    assert told(came(LATE, what, again=again)) == [late, *[Outdated(what)] * again]


@pytest.mark.parametrize("failure", [None, NO])
def test_a_late_answer_to_a_download_settles_it_and_brings_nothing(failure: Failure | None) -> None:
    assert told(came(LATE, DOWNLOAD, failure)) == [Settled(DOWNLOAD, failure, late=True)]


@pytest.mark.parametrize("what", SENT)
@pytest.mark.parametrize(("standing", "failure"), [(ANSWER, None), (REFUSED, NO), (LATE, None), (LATE, NO)])
def test_an_answer_settles_what_was_sent_once(standing: Standing, failure: Failure | None, what: object) -> None:
    assert told(came(standing, what, failure)) == [Settled(what, failure, late=standing is LATE)]


@pytest.mark.parametrize("what", SENT)
def test_what_was_sent_once_and_not_answered_is_settled_and_maybe_nobody_is_there(what: object) -> None:
    assert told(came(UNANSWERED, what, UNKNOWN)) == [Settled(what, UNKNOWN), NobodyAnswered()]


@pytest.mark.parametrize("what", [DOWNLOAD, *SENT])
def test_a_doubtful_answer_only_casts_doubt(what: object) -> None:
    assert told(came(DOUBTFUL, what)) == [Doubted(what)]


def test_a_request_nobody_named_tells_nothing_but_that_nobody_answered() -> None:
    operation, asked, body = REQUESTS[DIAL]
    assert told(Incoming(ANSWER, "why", operation, asked, None, body)) == []
    assert told(Incoming(UNANSWERED, "why", operation, asked, None, failure=UNKNOWN)) == [NobodyAnswered()]


# What was not.


@pytest.mark.parametrize(
    ("text", "what"), [(state_of("1"), CALLS), (lcm("CallBackModes", {"callid": "12345", "response": []}), MODES)]
)
def test_what_is_true_for_every_app_has_come_unasked(text: str, what: Readable) -> None:
    incoming = heard(UNASKED, text)
    assert incoming.body is not None
    assert told(incoming) == [Came(what, incoming.body, NOW, ends=False)]


@pytest.mark.parametrize("standing", [IGNORED, ECHO])
@pytest.mark.parametrize("text", [state_of("1"), lcm("ManualDialCall", {"PhoneNumber": "2082097345"})])
def test_what_is_not_for_us_tells_nothing(standing: Standing, text: str) -> None:
    assert told(heard(standing, text)) == []


@pytest.mark.parametrize(
    ("text", "what"), [(state_of("1"), CALLS), (lcm("CallBackModes", {"callid": "12345", "response": []}), MODES)]
)
def test_an_older_duplicate_is_not_taken_and_makes_what_is_known_outdated(text: str, what: Readable) -> None:
    assert told(heard(IGNORED, text, again=True)) == [Outdated(what)]


@pytest.mark.parametrize(
    ("subtopic", "events"), [("StateSync", [CallsAskedFor(NOW)]), ("GetReservedContactOD", []), ("GetContactOD", [])]
)
def test_of_another_apps_requests_the_one_for_the_calls_counts(subtopic: str, events: list[object]) -> None:
    request = {
        "channel": "LCM",
        "topic": "WebService",
        "subtopic": subtopic,
        "source": "other",
        "data": {"UserID": "x"},
    }
    assert told(heard(OVERHEARD, json.dumps(request))) == events


# Whose call it is.


@pytest.mark.parametrize(
    ("standing", "failure", "events"),
    [
        (ANSWER, None, [Over(ModesOf("12345", "A"))]),
        (REFUSED, NO, [Over(ModesOf("12345", "A"))]),
        (UNANSWERED, TIMEOUT, [Over(ModesOf("12345", "A")), NobodyAnswered()]),
        (LATE, None, [Outdated(ModesOf("12345", "A"))]),
    ],
)
@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("account", ["B", None])
def test_what_was_read_for_another_customer_or_a_call_that_is_gone_is_not_taken(
    standing: Standing, failure: Failure | None, events: list[object], again: bool, account: str | None
) -> None:
    calls = () if account is None else (Call(callid="12345", account_number=account),)
    store = blank()
    store.dispatch(e.calls_came(calls, NOW))
    incoming = came(standing, MODES, failure, again=again)._replace(about=ModesOf("12345", "A"))
    assert told(incoming, store.state) == events


@pytest.mark.parametrize(("asked", "now"), [("A", None), ("", "A"), ("A", "A")])
def test_an_account_that_is_not_known_denies_nothing(asked: str, now: str | None) -> None:
    store = blank()
    store.dispatch(e.calls_came((Call(callid="12345", account_number=now),), NOW))
    what = ModesOf("12345", asked)
    assert told(came(ANSWER, MODES)._replace(about=what), store.state) == [Came(what, NUMBERS, NOW)]


@pytest.mark.parametrize(("account", "asked"), [("B", ["B"]), (None, [])])
def test_what_came_late_for_another_customer_is_read_for_the_one_whose_call_it_is(
    account: str | None, asked: list[str]
) -> None:
    calls = () if account is None else (Call(callid="12345", account_number=account),)
    store = blank()
    store.dispatch(e.calls_came(calls, NOW))
    _, effects = update(store.state, Outdated(ModesOf("12345", "A")))
    assert [effect.data.account_number for effect in effects if isinstance(effect, Ask)] == asked  # type: ignore[attr-defined]


@pytest.mark.parametrize("what", [CHANGE, DIAL])
def test_what_was_sent_for_a_call_that_is_gone_is_settled_all_the_same(what: object) -> None:
    assert told(came(ANSWER, what), blank().state._replace(link=at_work().link)) == [Settled(what, None)]


# Signs of life.


REFUSAL = lcm("WS_Error", {"errorType": "WS_Error", "msg": "no"})


@pytest.mark.parametrize(
    "incoming",
    [
        heard(UNASKED, lcm("CallBackModes", {"callid": "12345", "response": []})),
        heard(IGNORED, lcm("ManualDialCall", {"PhoneNumber": "2082097345"})),
        heard(IGNORED, REFUSAL),
        heard(UNASKED, lcm("StateSync", [{"callid": "1"}, {"nobody": 1}])),
        came(REFUSED, CALLS, NO)._replace(message=read(REFUSAL)),
        came(LATE, DIAL)._replace(message=read(lcm("ManualDialCall", {"PhoneNumber": "2082097345"}))),
    ],
)
def test_whatever_the_other_side_says_shows_first_that_it_is_there(incoming: Incoming) -> None:
    assert events_of(incoming, blank().state, NOW)[0] == Heard(NOW)
    assert Heard(NOW) not in events_of(incoming, at_work(), NOW)


@pytest.mark.parametrize(
    "incoming",
    [
        heard(ECHO, state_of("1")),
        heard(UNREADABLE, lcm("CallBackModes", "nonsense")),
        heard(OVERHEARD, json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "source": "x"})),
        came(UNANSWERED, DIAL, UNKNOWN),
        heard(UNASKED, state_of("1")),
    ],
)
def test_what_shows_nothing_of_it_or_says_it_itself_is_not_told_as_a_sign_of_life(incoming: Incoming) -> None:
    assert not [event for event in events_of(incoming, blank().state, NOW) if isinstance(event, Heard)]


# Notes.


@pytest.mark.parametrize(
    ("standing", "kinds"),
    [(IGNORED, ["ignored"]), (ECHO, ["ignored"]), (DOUBTFUL, ["doubtful"]), (UNASKED, []), (ANSWER, []), (LATE, [])],
)
def test_what_was_not_simply_taken_is_noted_with_the_reason(standing: Standing, kinds: list[str]) -> None:
    incoming = heard(standing, state_of("1"))
    assert notes(incoming) == [(kind, "why") for kind in kinds]


def test_what_can_not_be_read_is_noted_with_its_beginning() -> None:
    incoming = heard(UNREADABLE, lcm("CallBackModes", "call 6591462346"))
    veil = Pseudonyms(Random(7))  # noqa: S311 - a test draws the same twice
    inspected = at_work()._replace(settings=WidgetConfig(inspector=True))
    (noted,) = (event for event in events_of(incoming, inspected, NOW, veil) if isinstance(event, Noted))
    assert (noted.note.kind, noted.note.subtopic) == ("malformed", "CallBackModes")
    assert '"subtopic":"CallBackModes"' in noted.note.excerpt
    assert "6591462346" not in noted.note.excerpt


def test_without_a_veil_a_note_says_nothing_of_the_message() -> None:
    incoming = heard(UNREADABLE, lcm("CallBackModes", "call 6591462346"))
    inspected = at_work()._replace(settings=WidgetConfig(inspector=True))
    (noted,) = (event for event in events_of(incoming, inspected, NOW) if isinstance(event, Noted))
    assert (noted.note.subtopic, noted.note.excerpt) == ("…", "…")


def test_with_the_inspector_off_a_note_holds_nothing_of_the_message_but_its_subtopic() -> None:
    incoming = heard(UNREADABLE, lcm("CallBackModes", "call 6591462346"))
    veil = Pseudonyms(Random(7))  # noqa: S311 - a test draws the same twice
    (noted,) = (event for event in events_of(incoming, at_work(), NOW, veil) if isinstance(event, Noted))
    assert (noted.note.subtopic, noted.note.excerpt) == ("CallBackModes", "")


@pytest.mark.parametrize("standing", [ANSWER, UNASKED, LATE, IGNORED])
def test_what_was_left_out_of_a_reply_is_noted_whatever_it_is_to_us(standing: Standing) -> None:
    ((kind, reason),) = notes(heard(standing, lcm("StateSync", [{"callid": "1"}, {"nobody": 1}])))
    assert kind == "odd"
    assert "message[1]" in reason


def test_a_note_is_short() -> None:
    ((_, reason),) = notes(heard(UNASKED, lcm("StateSync", [{"nobody": 1}] * 500)))
    assert len(reason) <= MOST_REASON + 1


def test_that_nothing_came_is_not_noted() -> None:
    assert notes(came(UNANSWERED, CHANGE, UNKNOWN)) == []


def test_an_answer_for_another_call_is_noted_when_the_request_fails() -> None:
    failure = Failure(Code.OTHER_CALL, "an answer came for another call (•••45)", other_call="•••45")
    assert notes(came(UNANSWERED, MODES, failure)) == [("ignored", "an answer came for another call")]


def test_another_app_with_our_source_is_noted_once() -> None:
    asked = read('{"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "source": "lcm-agent-widget"}')
    twin = Incoming(OVERHEARD, TWIN, STATE_SYNC, NoData(), message=asked)
    store = Store(at_work())
    assert notes(twin) == [("ignored", TWIN)]
    for _ in range(2):
        for event in events_of(twin, store.state, NOW):
            store.dispatch(event)
    assert [note.reason for note in store.state.notes] == [TWIN]
