"""The [widget] table: what it takes, and that a bad value names the key, what it got and what it wants."""

from __future__ import annotations

import pytest

from widget.config import ConfigError, WidgetConfig, read_config
from widget.panels import PANEL_NAMES


def of_table(table: dict[str, object]) -> WidgetConfig:
    return read_config({"name": "widget", "files": {"./widget.zip": "./*"}, "widget": table}, PANEL_NAMES)


def test_an_empty_table_is_the_safe_default() -> None:
    config = read_config({}, PANEL_NAMES)
    assert config == of_table({})
    assert config.allowed_origins == ()
    assert config.consent_gate == "require"
    assert config.get_more_while_working is False
    assert config.server_timezone is None
    assert config.panels is None  # all there are


@pytest.mark.parametrize(
    "origin",
    [
        "https://desktop.example.com",
        "https://desktop.example.com:8443",
        "http://localhost:8000",
        "http://127.0.0.1:8000",
        "http://[::1]:8080",
    ],
)
def test_an_exact_origin_is_taken(origin: str) -> None:
    assert of_table({"allowed_origins": [origin]}).allowed_origins == (origin,)


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "https://*.example.com",
        "https://desktop.example.com/",
        "https://desktop.example.com/path",
        "http://desktop.example.com",
        "desktop.example.com",
        "https://user@desktop.example.com",
        "https://desktop.example.com:443",
        "https://DESKTOP.example.com",
        "https://",
        "null",
        "file:///x",
        "https://a.example?x",
        "https://a.example:port",
    ],
)
def test_anything_but_an_exact_origin_is_refused_by_name(origin: str) -> None:
    with pytest.raises(ConfigError, match=r"\[widget\] allowed_origins: got .* wants a list of exact origins"):
        of_table({"allowed_origins": ["https://good.example", origin]})


@pytest.mark.parametrize(
    ("key", "value", "wants"),
    [
        ("consent_gate", "always", "require, warn or off"),
        ("server_timezone", "Mars/Olympus", "IANA zone"),
        ("server_timezone", "../etc/passwd", "IANA zone"),
        ("default_region", "usa", "two capital letters"),
        ("panels", ["calls", "calls"], "each at most once"),
        ("panels", [], "each at most once"),
        ("panels", ["phones"], "a list of calls"),
        ("reply_deadline", 0, "seconds"),
        ("reply_deadline", float("nan"), "seconds"),
        ("stale_after", "soon", "seconds"),
        ("manual_dial_max", 0, "from 1 to 50"),
        ("read_retries", 1.5, "whole number"),
        ("mask_numbers", "maybe", "true or false"),
        ("locale", "xx", "en, ar or en-XA"),
        ("theme", "pink", "auto, light or dark"),
        ("tokens", {"--accent": "red; } body {"}, "custom properties"),
        ("tokens", {"--accent": "url (x)"}, "custom properties"),
        ("tokens", {"color": "red"}, "custom properties"),
        ("framing", "envelope", "bare or packet"),
    ],
)
def test_a_bad_value_names_the_key_what_it_got_and_what_it_wants(key: str, value: object, wants: str) -> None:
    with pytest.raises(ConfigError) as refused:
        of_table({key: value})
    message = str(refused.value)
    assert message.startswith(f"[widget] {key}: got {value!r}, wants ")
    assert wants in message


def test_every_bad_key_is_listed_once() -> None:
    with pytest.raises(ConfigError) as refused:
        of_table({"theme": "pink", "dial": "fax", "allowed_origins": ["*", "x"]})
    assert len(str(refused.value).splitlines()) == 3


def test_an_unknown_key_is_named_with_the_nearest_known_one() -> None:
    with pytest.raises(ConfigError, match="allowed_origin: there is no such key; did you mean allowed_origins"):
        of_table({"allowed_origin": []})


@pytest.mark.parametrize(
    ("document", "named"),
    [
        ({"stale_after": 5, "widget": {}}, "stale_after: stands outside"),
        ({"widgets": {"stale_after": 5}}, "[widgets] stale_after: stands outside"),
        ({"files": {"./widget.zip": "./*", "theme": "dark"}, "widget": {}}, "[files] theme: stands outside"),
    ],
    ids=["above every head", "head misspelt", "below another head"],
)
def test_a_key_that_would_not_be_read_is_named_with_its_cure(document: dict[str, object], named: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read_config(document, PANEL_NAMES)
    assert str(refused.value).startswith(named)
    assert "[widget]" in str(refused.value)


def test_a_stray_key_hides_no_bad_one() -> None:
    with pytest.raises(ConfigError) as refused:
        read_config({"dial": "tel", "widget": {"theme": "pink"}}, PANEL_NAMES)
    assert len(str(refused.value).splitlines()) == 2


def test_a_widget_that_is_no_table_is_said() -> None:
    with pytest.raises(ConfigError, match=r"widget: got 5, wants a table under the head \[widget\]"):
        read_config({"widget": 5}, PANEL_NAMES)


def test_a_long_value_is_not_repeated_whole() -> None:
    with pytest.raises(ConfigError) as refused:
        of_table({"theme": "x" * 5000})
    assert len(str(refused.value)) < 200


def test_every_key_is_documented() -> None:
    for name, field in WidgetConfig.model_fields.items():
        assert field.description, name
        assert isinstance(field.json_schema_extra, dict), name
        assert field.json_schema_extra["wants"], name
