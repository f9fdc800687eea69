"""Reads gettext's `.po` text format, as much as translators' tools write. The standard library only reads `.mo`."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass, field

_LINE = re.compile(r'(msgid_plural|msgid|msgstr(?:\[(\d+)\])?)?\s*(".*")\s*$')
_PLURAL = re.compile(r"plural\s*=\s*([^;]+);")


def _english(n: int) -> int:
    return 0 if n == 1 else 1


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Translations by English id: one form for a plain sentence, several for a counted one."""

    entries: dict[str, tuple[str, ...]] = field(default_factory=dict)
    plural: Callable[[int], int] = _english

    def one(self, msgid: str) -> str:
        """The translation of a sentence, or the sentence."""
        return self.entries.get(msgid, (msgid,))[0] or msgid

    def form(self, one: str, many: str, n: int) -> str:
        """The translation that fits the count n, or the English form that does."""
        forms = self.entries.get(one, ())
        index = self.plural(n)
        if index < len(forms) and forms[index]:
            return forms[index]
        return one if _english(n) == 0 else many


def read_po(text: str) -> Catalogue:
    """The catalogue of a .po file's text. Lines that are no entry (comments, blanks) are passed over."""
    entries: dict[str, tuple[str, ...]] = {}
    plural: Callable[[int], int] = _english
    for msgid, forms in _entries(text):
        if msgid:
            entries[msgid] = forms
        elif (rule := _PLURAL.search(forms[0])) is not None:
            plural = gettext.c2py(rule.group(1))
    return Catalogue(entries, plural)


def _entries(text: str) -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []
    fields: dict[str, str] = {}
    current = ""
    for line in [*text.splitlines(), 'msgid ""']:
        match = _LINE.match(line)
        if match is None:
            continue
        keyword, _, quoted = match.groups()
        if keyword == "msgid" and "msgid" in fields:
            found.append((fields["msgid"], _forms(fields)))
            fields = {}
        current = keyword or current
        fields[current] = fields.get(current, "") + str(ast.literal_eval(quoted))
    return found


def _forms(fields: dict[str, str]) -> tuple[str, ...]:
    if "msgstr" in fields:
        return (fields["msgstr"],)
    return tuple(fields[f"msgstr[{index}]"] for index in range(6) if f"msgstr[{index}]" in fields)
