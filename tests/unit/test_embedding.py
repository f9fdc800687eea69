"""Where the page stands is decided by the list alone; what the browser says only chooses from it."""

from __future__ import annotations

import pytest

from widget.embedding import Blocked, Embedded, Standalone, embedding

LISTED = ("https://desktop.example.com", "https://other.example.com:8443")


def test_a_page_that_is_not_framed_stands_by_itself() -> None:
    assert embedding(framed=False, ancestor="", referrer="https://evil.example", allowed=LISTED) == Standalone()


@pytest.mark.parametrize(
    ("ancestor", "referrer"),
    [
        ("https://other.example.com:8443", ""),
        ("", "https://other.example.com:8443/agents?id=1"),
        ("https://other.example.com:8443", "https://evil.example/"),
    ],
)
def test_a_listed_parent_is_spoken_to_at_its_origin(ancestor: str, referrer: str) -> None:
    place = embedding(framed=True, ancestor=ancestor, referrer=referrer, allowed=LISTED)
    assert place == Embedded("https://other.example.com:8443")


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://desktop.example.com",
        "https://desktop.example.com:444",
        "https://desktop.example.com.evil.example",
    ],
)
def test_a_parent_that_is_not_listed_is_refused_by_name_with_the_remedy(origin: str) -> None:
    place = embedding(framed=True, ancestor=origin, referrer="https://desktop.example.com/", allowed=LISTED)
    assert isinstance(place, Blocked)
    assert origin in place.reason
    assert "allowed_origins" in place.remedy


@pytest.mark.parametrize(("ancestor", "referrer"), [("", ""), ("null", ""), ("null", "https://desktop.example.com/")])
def test_a_parent_that_hides_its_address_is_refused_and_told_how_to_show_it(ancestor: str, referrer: str) -> None:
    place = embedding(framed=True, ancestor=ancestor, referrer=referrer, allowed=(*LISTED, "null"))
    assert isinstance(place, Blocked)
    assert 'referrerpolicy="origin"' in place.remedy
