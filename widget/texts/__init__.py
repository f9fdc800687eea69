"""Words in the agent's language. English is the source: a text's id is its English sentence, as with gettext.

State keeps `Text` (an id and its values, no language); panels turn it into words with `Texts`. Translators write `.po`
files beside this module; tools/texts.py compiles them to the `.mo` files that are read here. A missing translation
falls back to English.

A value of a sentence (a number, a name, an id, a time) may run in the other direction than the sentence. It is
isolated, so that neither reorders the other: by `<bdi>` where the sentence is drawn, by isolate characters where it is
an attribute or other plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from html import escape
from pathlib import Path
from typing import Literal

from widget.texts.privacy import Shown, shown
from widget.texts.pseudo import pseudo

Value = str | int
_NUMBER = re.compile(r"[+*#(\d•][+*#()\d• ./\-]{4,24}")
_NAME = re.compile(r"\{(\w+)\}")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
ISOLATE, END = "\u2068", "\u2069"
"""What begins and ends an isolated text. It runs in the direction of its own first letter, a number to the right."""
_RUNS_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence not yet in a language: its English id, the values it names, and a plural id when `n` decides."""

    msgid: str
    values: tuple[tuple[str, Value], ...] = ()
    plural: str | None = None


def later(msgid: str, /, **values: Value) -> Text:
    """A Text to be put into words when drawn."""
    return Text(msgid, tuple(values.items()))


def later_many(one: str, many: str, n: int, /, **values: Value) -> Text:
    """A Text whose form depends on the count `n`, which the sentence may name as {n}."""
    return Text(one, (("n", n), *values.items()), many)


class Words(str):
    """A sentence in a language, with its values. As a `str` it is plain text. Drawn by htpy it is HTML: a value that is
    a `str` but not `Words` of ours is in a `<bdi>`, and is not to be translated by the browser. Such a value is a text
    from outside, so of it only what may be shown is there (privacy.py)."""

    _parts: tuple[Value, ...] = ()
    _rtl = False

    @classmethod
    def of(cls, sentence: str, values: Mapping[str, Value], *, rtl: bool, masked: bool = False) -> Words:
        """The sentence with its values. `rtl`: it runs from right to left. `masked`: phone numbers are masked."""
        may = {name: _showable(value, masked=masked) for name, value in values.items()}
        parts = tuple(_filled(sentence, may))
        words = cls("".join(_isolated(part, rtl=rtl) if at % 2 else str(part) for at, part in enumerate(parts)))
        words._parts, words._rtl = parts, rtl
        return words

    def __html__(self) -> str:
        if not self._parts:
            return escape(self)
        return "".join(self._drawn(part) if at % 2 else escape(str(part)) for at, part in enumerate(self._parts))

    def _drawn(self, value: Value) -> str:
        if isinstance(value, Words):
            return f"<bdi>{value.__html__()}</bdi>" if self._rtl else value.__html__()
        if isinstance(value, int):
            return str(value)
        in_sentence = any(self._parts[::2])  # by itself it may be longer than a line
        whole = ' class="whole"' if in_sentence and _NUMBER.fullmatch(value) else ""
        return f'<bdi{whole} translate="no">{escape(value)}</bdi>'


def _showable(value: Value, *, masked: bool) -> Value:
    return value if isinstance(value, int | Words) else shown(value, numbers=masked)


def _filled(sentence: str, values: Mapping[str, Value]) -> Iterator[Value]:
    """The pieces of a sentence: text, value, text, value, …, text. A name without a value stays as it is."""
    for at, piece in enumerate(_NAME.split(sentence)):
        yield values.get(piece, f"{{{piece}}}") if at % 2 else piece


def _isolated(value: Value, *, rtl: bool) -> str:
    """The value in plain text. Where everything runs from left to right it stays plain, so that a name that is made of
    it ("Dial +1 208-209-7345") can be found."""
    text = str(value)
    if isinstance(value, int) or not (rtl or _RUNS_LEFT.search(text)):
        return text
    inside = text if isinstance(value, Words) else text.replace(END, "")
    return f"{ISOLATE}{inside}{END}"


class Texts:
    """One language: call it with an English sentence (or a Text) and its values to get the words. `masked`: phone
    numbers in the values are masked."""

    def __init__(
        self,
        lang: str,
        catalogue: NullTranslations,
        twist: Callable[[str], str] | None = None,
        *,
        masked: bool = False,
    ) -> None:
        self.lang = lang
        self.masked = masked
        self.direction: Literal["ltr", "rtl"] = "rtl" if lang.split("-")[0] in RIGHT_TO_LEFT else "ltr"
        self._one = catalogue.gettext
        self._form = catalogue.ngettext
        self._twist = twist

    def __call__(self, text: str | Text, /, **values: Value) -> Words:
        if isinstance(text, Text):
            named = dict(text.values)
            if text.plural is not None:
                return self._words(self._form(text.msgid, text.plural, int(named["n"])), named)
            return self._words(self._one(text.msgid), named)
        return self._words(self._one(text) if text else "", values)  # for which gettext has the catalogue's header

    def many(self, one: str, many: str, n: int, /, **values: Value) -> Words:
        """The words for `n` things; the sentence may name the count as {n}."""
        return self._words(self._form(one, many, n), {"n": n, **values})

    def apart(self, text: str) -> Words:
        """A name, a number or an id of the desktop by itself. It stands apart from the words around it."""
        return Words.of("{text}", {"text": text}, rtl=self.direction == "rtl", masked=self.masked)

    def _words(self, sentence: str, values: dict[str, Value]) -> Words:
        if self._twist is not None and sentence:
            sentence = self._twist(sentence)
        if not values:
            return Words(sentence)
        return Words.of(sentence, values, rtl=self.direction == "rtl", masked=self.masked)


@lru_cache(maxsize=8)
def texts_for(locale: str, *, masked: bool = False) -> Texts:
    """The texts of a locale ("en", "ar", "en-XA"); an unknown one is English. `masked`: with masked phone numbers."""
    if locale == "en-XA":
        return Texts(locale, NullTranslations(), pseudo, masked=masked)
    path = Path(__file__).with_name(f"{locale}.mo")
    if locale != "en" and path.is_file():
        with path.open("rb") as file:
            return Texts(locale, GNUTranslations(file), masked=masked)
    return Texts("en", NullTranslations(), masked=masked)


__all__ = ["Shown", "Text", "Texts", "Value", "Words", "later", "later_many", "texts_for"]
