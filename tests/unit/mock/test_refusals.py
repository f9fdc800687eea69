"""Each form in which an LCM says no is one to the widget, and nothing is carried out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.unit.fake_clock import FakeClock
from tests.unit.session_kit import NoPage
from widget.config import WidgetConfig
from widget.lcm import GET_CALLBACK_MODES, SET_NEW_MODE_NUMBER, NewModeNumber, Refusal, read, write_request
from widget.mock import SCENARIOS, Lcm, MockBus, Scenario, Trouble
from widget.mock.samples import samples
from widget.session import Session
from widget.state.modes import modes_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)
REFUSALS = [trouble for trouble in Trouble if trouble not in (Trouble.UNREADABLE, Trouble.SILENCE)]
ERRORS = [trouble for trouble in REFUSALS if trouble is not Trouble.RESULT]
CHANGE = write_request(
    SET_NEW_MODE_NUMBER,
    NewModeNumber(callid="12345", account_number="", mode_id="1", contact_number="961084836", agent_id="a"),
    source="w",
)


def lcm_with(trouble: Trouble) -> Lcm:
    given = samples(NOW)
    return Lcm(Scenario(calls=given.calls, modes=given.modes, trouble={SET_NEW_MODE_NUMBER.name: trouble}))


@pytest.mark.parametrize("trouble", ERRORS)
def test_it_is_an_error_of_the_protocol_about_the_call_that_it_names(trouble: Trouble) -> None:
    (delivery,) = lcm_with(trouble).answer(CHANGE)
    message = read(delivery.text)
    assert isinstance(message, Refusal)
    assert message.message
    assert message.callid == (None if trouble is Trouble.NO_CALLID else "12345")
    by_name = trouble in (Trouble.NAMED, Trouble.NO_CALLID)
    assert message.subtopic == (None if by_name else SET_NEW_MODE_NUMBER.reply)


@pytest.mark.parametrize("trouble", REFUSALS)
def test_what_is_refused_is_not_carried_out(trouble: Trouble) -> None:
    lcm = lcm_with(trouble)
    lcm.answer(CHANGE)
    assert "961084836" not in [mode.number for mode in lcm._records.calls.callback_modes("12345")]


@pytest.mark.parametrize("trouble", REFUSALS)
def test_the_agent_is_told_that_the_number_was_not_saved(trouble: Trouble) -> None:
    clock = FakeClock()
    bus = MockBus(lcm_with(trouble), clock, lambda text: session.hear(text))
    session = Session(WidgetConfig(), bus, clock, NoPage(), "agent")
    clock.wakes(session)
    session.start(mock=True)
    clock.pass_time(5)
    where = {"call": "12345", "modeId": "1"}
    session.act("change-open", where)
    session.act("change-save", {**where, "number": "961084836"})
    clock.pass_time(5)
    (form,) = session.state.forms
    assert form.phase == "failed"


@pytest.mark.parametrize("trouble", ERRORS)
def test_a_reading_that_is_refused_says_so_and_is_not_repeated(trouble: Trouble) -> None:
    scenario = SCENARIOS["samples"](NOW)
    clock = FakeClock()
    lcm = Lcm(Scenario(calls=scenario.calls, trouble={GET_CALLBACK_MODES.name: trouble}))
    bus = MockBus(lcm, clock, lambda text: session.hear(text))
    session = Session(WidgetConfig(), bus, clock, NoPage(), "agent")
    clock.wakes(session)
    session.start(mock=True)
    clock.pass_time(5)
    read = modes_of(session.state, "12345")
    assert read is not None
    assert (read.asking, read.value) == (0, ())
    assert read.failure is not None
    assert read.failure.said
