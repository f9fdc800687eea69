"""Searching a long list by typing: what the agent typed for each list, and what it finds. It hides nothing by itself: a
list too short for a search field is shown whole, whatever was typed before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

from widget.state.acted import Acted, action
from widget.state.numbers import plain

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

FROM = 7
"""A list with so many entries and more has a search field."""
MOST = 100
"""The most characters that are searched for."""
_BETWEEN = re.compile(r"(?<=\d)[ ().\-/]+(?=\d)")
_NUMBER = re.compile(r"[+(]*\d[\d ().\-/]*")


def searched_for(state: WidgetState, name: str, count: int) -> str:
    """What is searched for in the list of that name, which has `count` entries; "" when nothing is."""
    return state.searched.get(name, "") if count >= FROM else ""


def matches(text: str, words: str) -> bool:
    """Whether a text holds all the words, in any case, with or without accents. A number is found in any notation.
    Parts of the text that are not one number stand on lines of their own."""
    within, wanted = _folded(text), _folded(words).strip()
    if all(word in within for word in wanted.split()):
        return True
    return _NUMBER.fullmatch(wanted) is not None and _digits(wanted) in _BETWEEN.sub("", within)


def unsearched(state: WidgetState, name: str) -> WidgetState:
    """The state with nothing searched for in that list."""
    if name not in state.searched:
        return state
    return state._replace(searched=_without(state.searched, name))


@action("search")
def _searched(event: Acted, state: WidgetState) -> WidgetState:
    name, words = event.payload["search"], event.payload["value"][:MOST]
    if not words.strip():
        return unsearched(state, name)
    return state._replace(searched={**_without(state.searched, name), name: words})


def _without(searched: Mapping[str, str], name: str) -> dict[str, str]:
    return {other: words for other, words in searched.items() if other != name}


def _folded(text: str) -> str:
    """The text in the characters of a keyboard, in small letters, without accents."""
    lines = "\n".join(map(plain, text.splitlines()))
    if lines.isascii():
        return lines.casefold()
    apart = unicodedata.normalize("NFKD", lines.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())
