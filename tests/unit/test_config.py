"""The [widget] table: what it takes, and that a bad value names the key, what it got and what it wants."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from widget.config import AddressError, ConfigError, WidgetConfig, agent_in_address, agent_of, read_config
from widget.panels import PANEL_NAMES


def of_table(table: dict[str, object]) -> WidgetConfig:
    return read_config({"widget": table}, PANEL_NAMES)


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
        "https://[2001:db8::1]",
        "https://10.0.0.5:8443",
        "https://xn--bro-hoa.example",
        "https://desk_top.example.com",
        "https://desktop",
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
        "https://a.example:99999",
        "https:desktop.example.com",
        "chrome-extension://abcdefgh",
        "https://xn--",
    ],
)
def test_anything_but_an_exact_origin_is_refused_by_name(origin: str) -> None:
    with pytest.raises(ConfigError, match=r"\[widget\] allowed_origins: got .* wants a list of exact origins"):
        of_table({"allowed_origins": ["https://good.example", origin]})


MISWRITTEN = {
    "https://b\u00fcro.example": "https://xn--bro-hoa.example",
    "https://stra\u00dfe.example": "https://xn--strae-oqa.example",
    "https://d\u0435sk.example": "https://xn--dsk-rdd.example",  # a Cyrillic letter
    "https://desk\u200btop.example": "https://desktop.example",
    "https://desk\u00adtop.example": "https://desktop.example",
    "https://desktop\u3002example": "https://desktop.example",
    " https://desktop.example": "https://desktop.example",
    "https://desktop.example\n": "https://desktop.example",
    "https://desktop.example:": "https://desktop.example",
    "https://desktop.example:443": "https://desktop.example",
    "https://desktop.example:08443": "https://desktop.example:8443",
    "http://localhost:80": "http://localhost",
    "https://desktop.example/": "https://desktop.example",
    "https://desktop.example/agents?id=1": "https://desktop.example",
    "https://jane@desktop.example": "https://desktop.example",
    "https://Desktop.example": "https://desktop.example",
    "HTTPS://desktop.example": "https://desktop.example",
    "https:desktop.example": "https://desktop.example",
    "https://desk%74op.example": "https://desktop.example",
    "https://10.1": "https://10.0.0.1",
    "https://010.0.0.1": "https://8.0.0.1",
    "https://[0:0::1]": "https://[::1]",
}
"""What no browser would name, and how browsers write it."""
NO_ORIGINS = [
    "\ufeffhttps://desktop.example",
    "https://\u202edesktop.example",
    "https://desk top.example",
    "https://desktop.example:99999",
    "https://xn--.example",
    "https://",
    "desktop.example",
]


def refusal(origin: object) -> str:
    """What is said of one origin between two good ones."""
    with pytest.raises(ConfigError) as refused:
        of_table({"allowed_origins": ["https://good.example", origin, "https://good.example:8443"]})
    words = str(refused.value)
    assert words.startswith("[widget] allowed_origins: got ")
    assert "good.example" not in words
    assert "location.origin" in words
    return words


@pytest.mark.parametrize("origin", MISWRITTEN, ids=ascii)
def test_an_origin_that_no_browser_would_name_is_refused_and_says_what_browsers_write(origin: str) -> None:
    assert f"got {origin!r} (browsers write {MISWRITTEN[origin]}), wants" in refusal(origin)
    assert of_table({"allowed_origins": [MISWRITTEN[origin]]})


@pytest.mark.parametrize("origin", NO_ORIGINS, ids=ascii)
def test_what_is_no_origin_is_refused_and_shown_with_what_can_not_be_seen(origin: str) -> None:
    words = refusal(origin)
    assert f"got {origin!r} (not an origin), wants" in words
    assert words.isprintable()


@pytest.mark.parametrize(
    ("origin", "got"),
    [
        ("https://*.example", "got 'https://*.example' (no pattern is taken), wants"),
        ("http://desktop.example", "got 'http://desktop.example' (not https), wants"),
        (5, "got 5, wants"),
    ],
)
def test_an_origin_that_is_not_taken_is_refused_with_the_reason(origin: object, got: str) -> None:
    assert got in refusal(origin)


def test_every_wrong_origin_is_named_however_many_are_right() -> None:
    right = [f"https://desktop-{number}.example.com" for number in range(50)]
    with pytest.raises(ConfigError) as refused:
        of_table({"allowed_origins": [*right, "https://first.example/", *right, "https://second.example:"]})
    assert "first.example/" in str(refused.value)
    assert "second.example:" in str(refused.value)


@pytest.mark.parametrize(
    ("key", "value", "wants"),
    [
        ("consent_gate", "always", "require, warn or off"),
        ("hours_gate", "always", "require, warn or off"),
        ("calling_hours", "8-21", "08:00-21:00"),
        ("calling_hours", "08:00-08:00", "08:00-21:00"),
        ("calling_hours", "08:00-24:30", "08:00-21:00"),
        ("calling_hours", "24:00-08:00", "08:00-21:00"),
        ("calling_hours", "08:60-21:00", "08:00-21:00"),
        ("calling_hours", ["08:00", "21:00"], "08:00-21:00"),
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
        ("inspector", "maybe", "true or false"),
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
        ({"terminal": True, "widget": {}}, "terminal: there is no such key; only"),
        ({"tokens.dark": {"--accent": "red"}, "widget": {}}, "tokens.dark: there is no such key; only"),
    ],
    ids=["above every head", "head misspelt", "below another head", "no key of ours", "no table of ours"],
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


NO_IDS = [
    *("undefined", "null", "NULL", "None", "NaN", "N/A", "unknown", "[object Object]", "false", "-", "..."),
    *("{agentId}", "${agent}", "{{ agent.id }}", "%7BagentId%7D", "%AGENT_ID%", "$agent", "@Model.AgentId", ":agentId"),
    *("__AGENT_ID__", "agent_id", "AgentId", "<%= agent %>", "[[agent]]", "<b>jane</b>", "<script>alert(1)</script>"),
    *("undefined undefined", "null,null", "(not set)", "YOUR_AGENT_ID", "AGENT_ID_HERE", "session.agentId"),
    *("x" * 5000, "jane\x00", "jane\n", "ja\tne", "\u202ejane", "ja\u200bne", "jane\u2028", "jane\ufffd", "   "),
]
IDS = [
    "testagent",
    "jane.doe",
    "j+test@example.com",
    "CORP\\jane",
    "O'Brien",
    "12345",
    "007",
    "وكيل",
    "Jane Doe",
    "a:1",
]


@pytest.mark.parametrize("value", NO_IDS, ids=range(len(NO_IDS)))
@pytest.mark.parametrize("place", ["query", "fragment"])
def test_a_value_in_the_address_that_can_not_be_an_agents_id_is_refused_by_name(value: str, place: str) -> None:
    with pytest.raises(AddressError, match=r"^agent_id in the address: got .*, wants the agent's id") as refused:
        agent_in_address(**{"query": "", "fragment": "", place: f"x=1&agent_id={quote(value)}"})
    assert len(str(refused.value)) < 400
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("value", NO_IDS, ids=range(len(NO_IDS)))
def test_a_configured_value_that_can_not_be_an_agents_id_is_refused_by_name(value: str) -> None:
    with pytest.raises(ConfigError, match=r"\[widget\] agent_id: got .*, wants the agent's id"):
        of_table({"agent_id": value})


@pytest.mark.parametrize("value", IDS)
def test_an_agents_id_is_taken_as_it_is(value: str) -> None:
    written = f"agent_id={quote(value, safe='')}"
    assert agent_in_address(written, "") == agent_in_address("", f"a=b&{written}") == value
    assert agent_in_address(written, written) == value
    assert of_table({"agent_id": value}).agent_id == value


@pytest.mark.parametrize("place", ["query", "fragment"])
def test_an_address_without_an_agents_id_names_nobody(place: str) -> None:
    for other in ("", "scenario=many", "agent=jane", "agent_ids=jane", "/agent_id"):
        assert agent_in_address(**{"query": "", "fragment": "", place: other}) == ""


@pytest.mark.parametrize("given", ["agent_id", "agent_id=", "agent_id=&x=1"])
def test_an_empty_agents_id_in_the_address_is_refused(given: str) -> None:
    with pytest.raises(AddressError, match=r"got '', wants .*leave it out when it is not known"):
        agent_in_address(given, "")


def test_a_plus_that_is_not_encoded_is_refused_and_says_how_it_is_written() -> None:
    with pytest.raises(AddressError, match=r"agent_id in the address: got 'j\+test@example.com', wants \+ .* %2B"):
        agent_in_address("agent_id=j+test@example.com", "")


@pytest.mark.parametrize("written", ["M%FCller", "%E9", "%C3", "jane%FF"])
def test_an_agents_id_that_is_not_utf_8_says_how_it_is_encoded(written: str) -> None:
    with pytest.raises(AddressError, match=rf"got '{written}', which is not UTF-8; .* encodeURIComponent"):
        agent_in_address("", f"agent_id={written}")


TWO = [("agent_id=jane", "agent_id=john"), ("agent_id=jane&agent_id=john", ""), ("agent_id=7", "agent_id=007")]


@pytest.mark.parametrize(("query", "fragment"), TWO)
def test_two_agents_in_one_address_are_refused(query: str, fragment: str) -> None:
    with pytest.raises(AddressError, match=r"agent_id in the address: got '.*' and '.*', wants one agent's id"):
        agent_in_address(query, fragment)


def test_a_number_in_a_refused_agents_id_is_masked() -> None:
    with pytest.raises(AddressError) as refused:
        agent_in_address("agent_id=6591462346", "agent_id=6591462347")
    assert "6591" not in str(refused.value)


def test_an_agent_in_the_address_counts_only_where_the_configuration_lets_it() -> None:
    lets = WidgetConfig(agent_id="bob", agent_id_from_query=True)
    assert agent_of(lets, "", "agent_id=jane") == "jane"
    assert agent_of(lets, "", "") == ""
    assert agent_of(WidgetConfig(agent_id="bob"), "scenario=many", "") == "bob"
    with pytest.raises(AddressError, match=r"it is not read, because agent_id_from_query is false"):
        agent_of(WidgetConfig(agent_id="bob"), "", "agent_id=jane")


@pytest.mark.parametrize("name", ["agentId", "AgentID", "agent-id", "Agent_id", "agent%2Did"])
def test_another_spelling_of_the_key_in_the_address_is_refused(name: str) -> None:
    with pytest.raises(AddressError, match=r"in the address: it has to be written agent_id$"):
        agent_in_address("", f"{name}=jane")
