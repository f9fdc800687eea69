"""Where the page stands is decided by the list alone; what the browser says only chooses from it."""

from __future__ import annotations

import pytest

from widget.embedding import Blocked, Embedded, Embedding, Standalone, embedding

LISTED = ("https://desktop.example.com", "https://other.example.com:8443")


DESKTOP, OTHER = LISTED
EVIL = "https://evil.example"


def placed(*ancestors: str, referrer: str = "", allowed: tuple[str, ...] = LISTED) -> Embedding:
    return embedding(framed=True, ancestors=ancestors, referrer=referrer, allowed=allowed)


def test_a_page_that_is_not_framed_stands_by_itself() -> None:
    assert embedding(framed=False, ancestors=(), referrer=EVIL, allowed=LISTED) == Standalone()


@pytest.mark.parametrize(
    ("ancestors", "referrer"),
    [
        ([OTHER], ""),
        ([], f"{OTHER}/agents?id=1"),
        ([OTHER], f"{EVIL}/"),
        ([OTHER, DESKTOP], ""),
        ([OTHER, OTHER, DESKTOP], ""),
    ],
)
def test_a_listed_parent_is_spoken_to_at_its_origin(ancestors: list[str], referrer: str) -> None:
    assert placed(*ancestors, referrer=referrer) == Embedded(OTHER)


@pytest.mark.parametrize(
    "origin",
    [
        EVIL,
        "https://desktop.example.com:444",
        "https://desktop.example.com.evil.example",
    ],
)
@pytest.mark.parametrize("around", [(), (DESKTOP,), (EVIL, "null")])
def test_a_parent_that_is_not_listed_is_refused_by_name_with_the_remedy(origin: str, around: tuple[str, ...]) -> None:
    place = placed(origin, *around, referrer=f"{DESKTOP}/")
    assert isinstance(place, Blocked)
    assert f"embeds this widget is {origin}," in place.reason
    assert f'add "{origin}" to allowed_origins' in place.remedy


@pytest.mark.parametrize("origin", ["http://desktop.example.com", "file://"])
def test_a_page_that_can_not_be_listed_is_not_told_to_be(origin: str) -> None:
    for place in (placed(origin), placed(DESKTOP, origin)):
        assert isinstance(place, Blocked)
        assert f'add "{origin}"' not in place.remedy
        assert "serve it by https" in place.remedy


@pytest.mark.parametrize("around", [(EVIL,), (OTHER, EVIL), (EVIL, OTHER), (EVIL, "null")])
def test_a_page_further_out_that_is_not_listed_is_refused_by_name_with_the_remedy(around: tuple[str, ...]) -> None:
    place = placed(DESKTOP, *around)
    assert isinstance(place, Blocked)
    assert f"The desktop {DESKTOP} is itself embedded by {EVIL}," in place.reason
    assert f'add "{EVIL}" to allowed_origins' in place.remedy
    assert "frame-ancestors" in place.remedy
    assert "open the desktop by its own address" in place.remedy


@pytest.mark.parametrize("around", [("null",), ("",), (OTHER, "null")])
def test_a_page_further_out_that_hides_its_address_is_refused_and_told_how_to_show_it(around: tuple[str, ...]) -> None:
    place = placed(DESKTOP, *around, allowed=(*LISTED, "null"))
    assert isinstance(place, Blocked)
    assert DESKTOP in place.reason
    assert 'referrerpolicy="origin"' in place.remedy


@pytest.mark.parametrize("ancestors", [(), ("",), ("null",), ("null", DESKTOP)])
@pytest.mark.parametrize("referrer", ["", "about:blank"])
def test_a_parent_that_hides_its_address_is_refused_and_told_how_to_show_it(
    ancestors: tuple[str, ...], referrer: str
) -> None:
    place = placed(*ancestors, referrer=referrer, allowed=(*LISTED, "null"))
    assert isinstance(place, Blocked)
    assert "embeds this widget hides" in place.reason
    assert 'referrerpolicy="origin"' in place.remedy


def test_where_the_browser_hides_the_parent_the_referrer_is_not_asked() -> None:
    assert isinstance(placed("null", referrer=f"{DESKTOP}/"), Blocked)
