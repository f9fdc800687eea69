"""Server times: any text at all gives an aware instant in UTC, or None."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.lcm import parse_server_time

ZONES = [ZoneInfo(name) for name in ("America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Europe/Dublin", "UTC")]


@given(st.text(max_size=30) | st.from_regex(r"\d{1,2}/\d{1,2}/\d{4} \d{2}:\d{2}:\d{2}", fullmatch=True))
def test_any_text_gives_an_instant_or_none(text: str) -> None:
    for zone in ZONES:
        parsed = parse_server_time(text, zone)
        assert parsed is None or parsed.tzinfo is UTC


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)), st.sampled_from(ZONES))  # noqa: DTZ001 - local times
def test_a_local_time_comes_back_as_itself_and_is_never_late(local: datetime, zone: ZoneInfo) -> None:
    local = local.replace(microsecond=0)
    parsed = parse_server_time(f"{local:%m/%d/%Y %H:%M:%S}", zone)
    assert parsed is not None
    readings = [local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    assert parsed in readings
    assert parsed <= min(readings)
    assert abs(parsed.astimezone(zone).replace(tzinfo=None) - local) <= timedelta(hours=1)


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 - local times
def test_both_forms_name_the_same_instant(local: datetime) -> None:
    named = f"{local:%b} {local.day} {local.year} {local:%I:%M%p}"
    assert parse_server_time(named, ZONES[0]) == parse_server_time(f"{local:%m/%d/%Y %H:%M}:00", ZONES[0])


@pytest.mark.parametrize(
    "text", ["01/01/0001 00:00:00", "12/31/9999 23:59:59", "1" * 1_000_000, "Oct 7 2020 11:59PM " * 9]
)
def test_the_ends_of_time_and_endless_texts_do_no_harm(text: str) -> None:
    for zone in ZONES:
        parse_server_time(text, zone)


@pytest.mark.parametrize("unseen", ["\u061c", "\u00ad", "\u180e", "\u200e", "\u202f", "\u2060", "\ufeff"])
def test_a_character_without_a_width_in_a_date_does_not_count(unseen: str) -> None:
    plain = parse_server_time("01/31/2026 23:59:00", ZONES[0])
    assert plain is not None
    assert parse_server_time(f"{unseen}01/31/2026{unseen} 23:59:00{unseen}", ZONES[0]) == plain
