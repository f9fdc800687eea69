"""Words in the agent's language. English is the source: a text's id is its English sentence, as with gettext.

State keeps `Text` (an id and its values, no language); panels turn it into words with `Texts`. Translators write `.po`
files beside this module; tools/texts.py compiles them to the `.mo` files that are read here. A missing translation
falls back to English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Literal

from widget.texts.pseudo import pseudo

Value = str | int
_NAME = re.compile(r"\{(\w+)\}")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


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


class Texts:
    """One language: call it with an English sentence (or a Text) and its values to get the words."""

    def __init__(self, lang: str, catalogue: NullTranslations, twist: Callable[[str], str] | None = None) -> None:
        self.lang = lang
        self.direction: Literal["ltr", "rtl"] = "rtl" if lang.split("-")[0] in RIGHT_TO_LEFT else "ltr"
        self._one = catalogue.gettext
        self._form = catalogue.ngettext
        self._twist = twist

    def __call__(self, text: str | Text, /, **values: Value) -> str:
        if isinstance(text, Text):
            named = dict(text.values)
            if text.plural is not None:
                return self._words(self._form(text.msgid, text.plural, int(named["n"])), named)
            return self._words(self._one(text.msgid), named)
        return self._words(self._one(text), values) if text else ""  # for which gettext has the catalogue's header

    def many(self, one: str, many: str, n: int, /, **values: Value) -> str:
        """The words for `n` things; the sentence may name the count as {n}."""
        return self._words(self._form(one, many, n), {"n": n, **values})

    def _words(self, sentence: str, values: dict[str, Value]) -> str:
        if self._twist is not None:
            sentence = self._twist(sentence)
        if not values:
            return sentence
        return _NAME.sub(lambda name: str(values.get(name[1], name[0])), sentence)


@lru_cache(maxsize=8)
def texts_for(locale: str) -> Texts:
    """The texts of a locale ("en", "ar", "en-XA"); an unknown one is English."""
    if locale == "en-XA":
        return Texts(locale, NullTranslations(), pseudo)
    path = Path(__file__).with_name(f"{locale}.mo")
    if locale != "en" and path.is_file():
        with path.open("rb") as file:
            return Texts(locale, GNUTranslations(file))
    return Texts("en", NullTranslations())


__all__ = ["Text", "Texts", "Value", "later", "later_many", "texts_for"]
