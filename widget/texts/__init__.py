"""Words in the agent's language. English is the source: a text's id is its English sentence, as with gettext.

State keeps `Text` (an id and its values, no language); panels turn it into words with `Texts`. Catalogues are ordinary
`.po` files beside this module, so translators' tools open them. A missing translation falls back to English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from widget.texts.po import Catalogue, read_po
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

    def __init__(self, lang: str, catalogue: Catalogue, twist: Callable[[str], str] | None = None) -> None:
        self.lang = lang
        self.direction: Literal["ltr", "rtl"] = "rtl" if lang.split("-")[0] in RIGHT_TO_LEFT else "ltr"
        self._catalogue = catalogue
        self._twist = twist

    def __call__(self, text: str | Text, /, **values: Value) -> str:
        if isinstance(text, Text):
            named = dict(text.values)
            if text.plural is not None:
                return self._words(self._form(text.msgid, text.plural, int(named["n"])), named)
            return self._words(self._catalogue.one(text.msgid), named)
        return self._words(self._catalogue.one(text), values)

    def many(self, one: str, many: str, n: int, /, **values: Value) -> str:
        """The words for `n` things; the sentence may name the count as {n}."""
        return self._words(self._form(one, many, n), {"n": n, **values})

    def _form(self, one: str, many: str, n: int) -> str:
        return self._catalogue.form(one, many, n)

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
        return Texts(locale, Catalogue(), pseudo)
    path = Path(__file__).with_name(f"{locale}.po")
    if locale != "en" and path.is_file():
        return Texts(locale, read_po(path.read_text(encoding="utf-8")))
    return Texts("en", Catalogue())


__all__ = ["Text", "Texts", "Value", "later", "later_many", "texts_for"]
