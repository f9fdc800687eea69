"""Every scenario can be read without a problem, and holds what its table says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import widget.mock
from widget.lcm import (
    CallStates,
    ManualDialContact,
    NonPewcContact,
    Reply,
    parse_server_time,
    read,
)
from widget.mock import SCENARIOS, Lcm, Scenario
from widget.mock.dates import with_month_name, with_slashes
from widget.mock.ugly import CARD_LIKE, LONG_NAME

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=ZONE)


def made(name: str) -> Scenario:
    return SCENARIOS[name](NOW)


def contacts(scenario: Scenario) -> list[ManualDialContact | NonPewcContact]:
    return [*scenario.reserved, *scenario.pool, *scenario.non_pewc]


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_calls_of_a_scenario_survive_the_wire_unchanged(name: str) -> None:
    scenario = made(name)
    (delivery,) = Lcm(scenario).push()
    message = read(delivery.text)
    assert isinstance(message, Reply)
    assert message.problems == ()
    assert message.body == CallStates(calls=scenario.calls)


@pytest.mark.parametrize("name", set(SCENARIOS) - {"ugly", "expired"})
def test_expiries_are_ahead_of_now(name: str) -> None:
    for contact in contacts(made(name)):
        expiry = parse_server_time(contact.expiry, ZONE)
        assert expiry is not None
        assert NOW.astimezone(UTC) < expiry < NOW.astimezone(UTC) + timedelta(days=1)


@pytest.mark.parametrize("name", SCENARIOS)
def test_contact_ids_are_unique_and_callids_too(name: str) -> None:
    scenario = made(name)
    manual = {contact.contact_id: contact for contact in (*scenario.reserved, *scenario.pool)}
    assert len(manual) == len({*scenario.reserved, *scenario.pool})
    assert len({call.callid for call in scenario.calls}) == len(scenario.calls)


def test_samples_are_on_the_vendors_pages_word_for_word_and_their_dates_are_of_today() -> None:
    scenario = replace(made("samples"), pool=(), groups={}, new_non_pewc=())
    assert [contact.phone_number for contact in contacts(scenario)] == ["2082097345", "9873635"]
    assert [(contact.expiry, contact.callback) for contact in contacts(scenario)] == [
        ("03/01/2026 23:59:00", "03/01/2026 05:09:25"),
        ("Mar  1 2026 11:59PM", "Mar  1 2026 11:59PM"),
    ]
    other = SCENARIOS["samples"](NOW + timedelta(hours=10))
    assert scenario == replace(other, pool=(), groups={}, new_non_pewc=())


@pytest.mark.parametrize("hour", range(24))
def test_what_is_reserved_in_samples_can_be_dialled_at_any_time_of_day(hour: int) -> None:
    now = NOW.replace(hour=hour, minute=58)
    scenario = SCENARIOS["samples"](now)
    for contact in (*scenario.reserved, *scenario.non_pewc):
        assert (parse_server_time(contact.expiry, ZONE) or now) > now


@pytest.mark.parametrize("consent", [True, False])
def test_a_download_in_samples_gives_contacts_that_can_still_be_dialled(consent: bool) -> None:
    pool = [contact for contact in made("samples").pool if contact.consent is consent]
    assert len(pool) >= 4
    assert all((parse_server_time(contact.expiry, ZONE) or NOW) > NOW for contact in pool)


def test_ugly_is_ugly() -> None:
    scenario = made("ugly")
    modes = [mode for held in scenario.modes.values() for mode in held]
    fields = [field for call in scenario.calls for field in (*call.business_fields, *call.optional_fields)]
    assert len(LONG_NAME) == 80
    assert max(len(field.value or "") for field in fields) >= 200
    assert any(CARD_LIKE in (field.value or "") for field in fields)
    assert any(field.value is None for field in fields)
    assert max(len(held) for held in scenario.modes.values()) == 40
    assert {mode.pewc for mode in modes} == {mode.campaign_pewc for mode in modes} == {True, False, None}
    assert any(not call.campaign_modes for call in scenario.calls)
    assert any(parse_server_time(contact.expiry, ZONE) is None for contact in scenario.reserved)
    assert any(contact.consent is None for contact in scenario.reserved)


def test_empty_is_empty() -> None:
    assert made("empty") == Scenario()


def test_many_are_two_hundred_calls_of_twenty_modes() -> None:
    scenario = made("many")
    assert len(scenario.calls) == 200
    assert {len(scenario.modes[call.callid]) for call in scenario.calls} == {20}
    assert {len(call.campaign_modes) for call in scenario.calls} == {20}


def test_expired_has_contacts_on_both_sides_of_now() -> None:
    scenario = made("expired")
    ahead = [(parse_server_time(contact.expiry, ZONE) or NOW) > NOW for contact in scenario.reserved]
    assert ahead == [False, False, False, True]


def test_in_busy_calls_come_and_go_and_keep_their_modes() -> None:
    lcm = Lcm(made("busy"))
    assert lcm.step_seconds == 4.0
    seen: list[set[str]] = []
    for _ in range(40):
        (delivery,) = lcm.take_step()
        message = read(delivery.text)
        assert isinstance(message, Reply)
        assert isinstance(message.body, CallStates)
        seen.append({call.callid for call in message.body.calls})
    assert all(now - before for before, now in pairwise(seen))
    assert any(before - now for before, now in pairwise(seen))
    assert {len(now) for now in seen[7:]} <= {3, 4, 5, 6, 7}
    assert lcm._records.calls.callback_modes("B40")


def test_the_two_forms_of_a_server_time_are_read_back() -> None:
    for moment in (NOW, NOW.replace(day=27, hour=0, minute=5), NOW.replace(month=12, hour=23)):
        assert parse_server_time(with_slashes(moment), ZONE) == moment
        assert parse_server_time(with_month_name(moment), ZONE) == moment


def test_every_scenario_is_in_a_table_of_its_module() -> None:
    texts = [path.read_text() for path in Path(widget.mock.__file__).parent.glob("*.py")]
    for name in SCENARIOS:
        assert any(f"`{name}`" in text or f"| {name} |" in text for text in texts), name
